"""Words that explain themselves where they stand: a dotted underline that opens by mouse, touch and keyboard.

A word is a button that opens the browser's own popover: no script, Escape closes it, and without JavaScript it works too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape


@dataclass
class Glossary:
    """The words to explain on one page, and those that have been: each explains itself once on a page.

    ``meanings`` are the definitions by each form of a word as it stands in sentences ("riskområde", "riskområden").
    """

    meanings: dict[str, str] = field(default_factory=dict)
    explained: set[str] = field(default_factory=set)


def explained(html: str, words: Glossary) -> str:
    """The text, which is HTML, with the first of each known word as a button that opens its meaning."""
    forms = sorted(words.meanings, key=len, reverse=True)  # "särskilt utsatt område" before "utsatt område"
    if not forms:
        return html
    pattern = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, map(escape, forms)))})(?![\w-])", re.IGNORECASE)
    by_form = {escape(form).casefold(): meaning for form, meaning in words.meanings.items()}

    def marked(found: re.Match[str]) -> str:
        meaning = by_form[found[1].casefold()]
        if meaning in words.explained:
            return found[1]
        words.explained.add(meaning)
        name = f"term-{len(words.explained)}"
        return (
            f'<button type="button" class="term" popovertarget="{name}">{found[1]}</button>'
            f'<span id="{name}" class="meaning" popover="auto" role="note">{escape(meaning)}</span>'
        )

    # Only what stands outside tags is text.
    return "".join(part if part.startswith("<") else pattern.sub(marked, part) for part in re.split(r"(<[^>]*>)", html))


def glossary(rows: Iterable[tuple[str, Iterable[str]]]) -> Glossary:
    """A glossary of these meanings, each with the forms of its word."""
    return Glossary({form: meaning for meaning, forms in rows for form in forms if form})
