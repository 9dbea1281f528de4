"""Reading foreign exports: tables and lists of events as others write them."""
