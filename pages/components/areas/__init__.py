"""The assessed areas and the municipalities that they lie in."""
