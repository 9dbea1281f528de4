"""The log: one line an event, as JSON, to the standard error stream, whoever writes it: the dashboard, Streamlit or the server.

A line has ``time``, ``level``, ``from`` and ``event``, what more is known by name, and ``trace`` where something broke. Nothing
in it tells of a person: no addresses, no names of files, nothing that was typed.
"""

from __future__ import annotations

import datetime
import json
import logging
import sys

from pages.server import streamlit_internals

USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "color_message", "taskName"}
"""What every record has; the rest was given with ``extra=``."""


class Line(logging.Formatter):
    """Makes one line of JSON of a record."""

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "time": datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "event": record.getMessage(),
            **{name: value for name, value in vars(record).items() if name not in USUAL},
        }
        if record.exc_info:
            said["trace"] = self.formatException(record.exc_info)
        return json.dumps(said, default=str)  # in ASCII: nothing in it steers a terminal, or turns the line around


def begin() -> None:
    """Let everything that is logged from now on be such lines. To be called once the server has its own loggers."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Line())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    streamlit_internals.log_by(handler)
    logging.captureWarnings(True)
