"""Files with one row an event: counted by year, place and type before they are figures like any other."""

from __future__ import annotations

from pages.components.text import Text
from pages.own_session import OwnFile


def count_events(t: Text, file: OwnFile) -> None:
    """Count the events of a file and let the counts take the place of its reading.

    Nothing is counted yet: the page says that the file has one row an event.
    """
