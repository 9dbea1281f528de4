"""The groups of reported offences over places and years: words, lines, tables, and a strip of all municipalities."""
