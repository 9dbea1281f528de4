"""A reader's own files."""
