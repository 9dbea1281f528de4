"""What the municipality's picture of crime by law holds beyond the figures' own pages: given rows, never asking."""
