"""Cookies and storage: what is kept in the reader's browser, and why."""

from __future__ import annotations

from pages.components import address
from pages.components.layout import answer, head
from pages.components.statements import parts
from pages.components.statements.stored import stored
from pages.components.text import Text


def show(t: Text) -> None:
    """The page from top to bottom."""
    head.show(t("Cookies and storage"))
    answer.show(
        t,
        t(
            "Lägesbild sets **one cookie**, for safety, and keeps colours and the names of your own files in the browser. Nobody else gets any of it."
        ),
    )
    for one in stored(t):
        parts.section(one.name, [one.said])
    parts.listed(
        t("What is not kept"),
        [
            t("What you choose stands in the page's address, and is kept nowhere else."),
            t("There are no statistics of visitors, no advertisements and nothing from other servers."),
            t("Your own files are in the server's memory while the page is open, and nowhere else."),
            t(
                "The browser keeps the pages' scripts and pictures, as it does of every website, to show them faster next time."
            ),
        ],
    )
    parts.section(
        t("Why nobody asks for your consent"),
        [
            t(
                "The Electronic Communications Act (2022:482, chapter 9, section 28) asks for consent to what a service does not need. The cookie is needed for safety. The entry on colours says nothing about the reader. You can clear both in your browser's settings; the pages work without them, but files cannot be dropped without the cookie."
            )
        ],
    )


show(address.text())
