"""From cells to figures."""
