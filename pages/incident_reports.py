"""Incident reports: sentences, filters, chart, table, downloads, notes."""

from pages.sections import indicator as indicator_screen

indicator_screen.show_screen("incident_reports")
