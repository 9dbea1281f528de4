"""A reader's own files: in the memory of that reader's session, and nowhere else.

Streamlit gives each open browser tab a session of its own and forgets it when the tab is closed or loaded anew. What is
kept here is reached by that session alone; nothing is cached for all. On disk there is but the temporary database of
:class:`queries.Own`, whose file has no name once it is opened.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

import streamlit as st

from pages.components.own import files as own_files
from pages.server.streamlit_internals import forget_upload
from queries import Problem, exports
from queries.exports import Corrections, Reading, observations
from queries.exports.columns.column import Column
from queries.exports.counting import read_or_counted
from queries.exports.events import By
from queries.row_types import Record

LOG = logging.getLogger(__name__)


UPLOADS = own_files.UPLOADS
ROUND = "own_round"
MADE = own_files.MADE
"""Keys of the session: the files as they came, how often the uploader was emptied, and what was made of them for the
page."""

Made = TypeVar("Made")

@dataclass(kw_only=True)
