"""Chance: intervals, tests, trends, and what they say of a comparison."""
