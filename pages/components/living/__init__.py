"""Living conditions by Statistics Sweden's small areas (DeSO): sentences, shades and tables. Given rows, never asking."""
