"""More indicators: sentences, filters, chart, table, downloads, notes."""

from pages import indicator_screen

indicator_screen.show("more_indicators")
