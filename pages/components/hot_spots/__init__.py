"""Places of events by hexagon, of the reader's own files: in words, on a map, as a table."""
