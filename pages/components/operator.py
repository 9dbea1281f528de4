"""Who runs the website, as an administrator fills it in (``docs/operate.md``)."""

from __future__ import annotations

import datetime
import os
import re
from dataclasses import dataclass

DIGG = "Myndigheten för digital förvaltning (Digg), https://www.digg.se/tdosanmalan"
"""Who supervises the law on accessibility, and where readers report to it."""

KINDS = (
    "LocalAuthority",
    "RegionalAuthority",
    "NationalAuthority",
    "NonProfitOrganisation",
    "Company",
    "PrivateIndividual(s)",
)
"""What those who publish data are to catalogues (ADMS); mostly a municipality."""


@dataclass(frozen=True, kw_only=True)
class Operator:
    """What is filled in; empty where nothing is. ``assessed`` is the day on which somebody judged how accessible the website is;
    ``kind`` is one of :data:`KINDS`."""

    name: str
    feedback: str
    contact: str
    assessed: str
    supervision: str
    kind: str


def stated() -> Operator:
    """What the administrator has filled in."""
    feedback = os.environ.get("LAGESBILD_FEEDBACK", "").strip()
    kind = os.environ.get("LAGESBILD_OPERATOR_KIND", "").strip()
    return Operator(
        name=os.environ.get("LAGESBILD_OPERATOR", "").strip(),
        feedback=feedback,
        contact=os.environ.get("LAGESBILD_ACCESSIBILITY_CONTACT", "").strip() or feedback,
        assessed=day(os.environ.get("LAGESBILD_ACCESSIBILITY_DATE", "").strip()),
        supervision=os.environ.get("LAGESBILD_SUPERVISION", "").strip() or DIGG,
        kind=kind if kind in KINDS else KINDS[0],
    )


def day(text: str) -> str:
    """The text if it is a day, as ``2026-11-30``; else nothing."""
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def href(text: str) -> str:
    """Where a link with this text leads: a page, or a letter to an e-mail address. Empty for what is neither."""
    if re.fullmatch(r"https?://[^\s\"'<>]+", text):
        return text
    return f"mailto:{text}" if re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", text) else ""
