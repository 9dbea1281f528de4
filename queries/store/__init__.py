"""Opening, loading, checking and hiding: from CSV files to a database that can only be read."""
