"""What stands out."""
