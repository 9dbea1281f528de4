"""More indicators: sentences, filters, chart, table, downloads, notes."""

from pages.sections import indicator as indicator_screen

indicator_screen.show_screen("more_indicators")
