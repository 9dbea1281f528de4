"""What is kept in the reader's browser. A test compares it with what a browser holds after a visit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pages.components.text import Text


@dataclass(frozen=True, kw_only=True)
class Stored:
    """One thing, by a pattern of its name: a cookie, or an entry in the storage of the browser (``local``) or of the tab
    (``session``); what it holds, why, and how long."""

    name: str
    pattern: str
    kind: Literal["cookie", "local", "session"]
    said: str


def stored(t: Text) -> list[Stored]:
    """All that is kept."""
    return [
        Stored(
            name="_streamlit_xsrf",
            pattern="_streamlit_xsrf",
            kind="cookie",
            said=t(
                "A cookie with a random number. With it the server sees that files dropped on Own files come from this page and not from another website. It is gone when the browser is closed, and is set by Streamlit, the program that draws the pages."
            ),
        ),
        Stored(
            name="stActiveTheme-…",
            pattern=r"stActiveTheme-/[\w-]*-v2",
            kind="local",
            said=t(
                "An entry in the browser's local storage for each page, which says that its colours follow the device, light or dark: “System”. Streamlit writes it. It stays until the reader clears the browser's data, and is not sent to the server."
            ),
        ),
        Stored(
            name="lagesbild-…",
            pattern="lagesbild-(own|lost|anew)",
            kind="session",
            said=t(
                "Entries in the browser's storage for this tab alone: the names of your own files, not what is in them, so that the page can say which were lost when the server was started anew; and whether the page has loaded itself anew after an update. They are gone when the tab is closed, and are not sent to the server."
            ),
        ),
    ]
