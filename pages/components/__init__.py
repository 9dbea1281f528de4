"""Parts the screens share: language, address, filters, charts, tables, downloads, notes. They never query."""
