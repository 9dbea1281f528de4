"""A file as rows of text: encodings, workbooks, the grid of cells."""
