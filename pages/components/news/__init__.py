"""What is new in the data."""
