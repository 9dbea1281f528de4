"""What indicator screens say and show."""
