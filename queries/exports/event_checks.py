"""What may be wrong in a file of events, and what to do about it: the wording in English, by check."""

from __future__ import annotations

from queries.catalogues import message

REFUSALS = {
    "empty": message("The file is empty. Expected a table with one row per event."),
    "no_rows": message("The file has a header but no rows. Expected one row per event; export the events again."),
    "not_csv": message(
        "The file cannot be read as a table ({value}). Check the delimiter, or save it as CSV once more."
    ),
    "wrong_encoding": message(
        "The bytes {value} are no text in the encoding {expected}. Choose the file's encoding, or save it as UTF-8."
    ),
    "date_form_unknown": message(
        "The column holds no dates in a form that is known, such as 2026-08-22 or 22 augusti 2026; it holds {value}. "
        "Choose the column with the dates, or write them as YYYY-MM-DD."
    ),
    "date_short_year": message(
        "The dates have years of two digits, such as {value}; nobody can tell the year from the day. "
        "Write the year with four digits: in a spreadsheet, choose the date format YYYY-MM-DD for the column and save the file anew."
    ),
    "date_order_mixed": message(
        "In some dates the day stands first, in others the month, such as {value}. Write them all as YYYY-MM-DD."
    ),
    "date_order_unclear": message(
        "No day in the column is above 12, so the day cannot be told from the month in dates such as {value}. "
        "Years are counted all the same; for months, write the dates as YYYY-MM-DD."
    ),
    "date_without_month": message(
        "The dates, such as {value}, hold a year only. Count by year, or choose a column with months."
    ),
    "coordinates_system_unknown": message(
        "The columns hold no coordinates of Sweden in WGS84 (degrees) or SWEREF 99 TM (metres), but {value}. "
        "Choose the columns with latitude and longitude or northing and easting."
    ),
    "coordinates_swapped": message(
        "The coordinates stand the wrong way round: {value}. Choose the other column as latitude (northing)."
    ),
    "too_many_groups": message(
        "The file has more than {expected} combinations of place, type, priority and period. Choose a column with "
        "districts rather than addresses, and one with types rather than descriptions."
    ),
    "not_read": message("The file could not be read ({value}). Save it as CSV in UTF-8 once more."),
}
"""The file, or its columns, cannot be used at all; nothing is counted (but see ``date_order_unclear``)."""

LEFT_OUT = {
    "date_missing": message(
        "The event has no date. Expected a date such as {expected}; fill it in, or the event is not counted."
    ),
    "date_unreadable": message(
        "{value} is no date. Expected a date such as {expected}; correct it, or the event is not counted."
    ),
    "date_in_future": message(
        "{value} lies in the future. Expected a day until {expected}; correct it, or it is not counted."
    ),
    "date_too_early": message("{value} lies before {expected}. Correct the date, or the event is not counted."),
    "row_width": message("The row has {value} cells. Expected {expected}; look for a missing or a surplus delimiter."),
    "quote_not_closed": message(
        "A quotation mark in the row is not closed, or text follows it. Double the mark or remove it."
    ),
    "row_not_in_encoding": message(
        "The row holds bytes that are not UTF-8. Choose the file's encoding, or save it as UTF-8."
    ),
    "line_too_long": message("The row is longer than {expected} bytes. Look for a quotation mark that is not closed."),
}
"""The row is not counted."""

COUNTED = {
    "place_missing": message("The event has no place. It is counted, but in no district; fill in the place."),
    "coordinates_unreadable": message(
        "{value} are no coordinates. The event is counted, but in no district; correct them."
    ),
    "coordinates_outside": message(
        "{value} lies outside Sweden's municipalities. The event is counted, but in no district; correct the coordinates."
    ),
}
"""The row is counted, without a place."""

POPULATION = {
    "population_missing": message(
        "There is no population of {value} for {expected}. Add it; no rate is computed without it."
    ),
}

SENTENCES = {**REFUSALS, **LEFT_OUT, **COUNTED, **POPULATION}
"""What was expected and how to mend it. ``{value}`` and ``{expected}`` are a problem's value and first expectation."""
