"""What a single text means: numbers, dates, names, parts of years."""
