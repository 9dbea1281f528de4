"""What can be pressed, without a script: a filter is links, a long list a form, a file a link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

from pages.components.page import Page
from pages.components.text import Text
from pages.server.first_page import words
from pages.server.streamlit_internals import ButtonGroup


@dataclass(frozen=True)
class Drawn:
    """A drawn page: the language's text, what the page has noted, and where a file of it is made, by its key."""

    t: Text
    page: Page
    file: Callable[[str], str]


def markup(drawn: Drawn, kind: str, one: Any, key: str) -> str:
    """A widget; nothing for what is none."""
    draw = WIDGETS.get(kind)
    return draw(drawn, one, key) if draw else ""


def label(one: Any) -> str:
    return f'<div class="first-widget-label" data-testid="stWidgetLabel"><p>{words.inline(one.label)}</p></div>'


def group(drawn: Drawn, one: ButtonGroup, key: str) -> str:
    """Choices beside each other: each a link to the page as it is with it."""
    links = drawn.page.links.get(key, [])
    chosen = set(one.raw_values)
    kind = "pills" if one.style == ButtonGroup.Style.PILLS else "segments"
    options = []
    for place, option in enumerate(one.options):
        said = words.inline(option.content)
        mark = ' aria-current="true"' if option.content in chosen else ""
        if place < len(links):
            options.append(f'<a class="first-option" href="{escape(links[place])}"{mark}>{said}</a>')
        else:
            options.append(f'<button type="button" class="first-option" disabled{mark}>{said}</button>')
    name = escape(words.plain(one.label))
    return (
        f'<div class="stButtonGroup" data-testid="stButtonGroup">{label(one)}'
        f'<div class="first-{kind}" role="group" aria-label="{name}">{"".join(options)}</div></div>'
    )


def selectbox(drawn: Drawn, one: Any, key: str) -> str:
    """One of many: a form that leads to the page as it is with it."""
    form = drawn.page.forms.get(key)
    name = escape(words.plain(one.label))
    chosen = one.raw_value or (one.options[one.default] if one.HasField("default") else "")
    if form is None:
        options = f"<option>{escape(chosen or one.placeholder)}</option>"
        inside = f'<select class="first-select" aria-label="{name}" disabled>{options}</select>'
    else:
        kept = "".join(
            f'<input type="hidden" name="{escape(parameter)}" value="{escape(value)}">'
            for parameter, value in form.kept
        )
        nothing = f'<option value="">{escape(one.placeholder)}</option>' if one.placeholder or not chosen else ""
        options = "".join(
            f'<option value="{escape(value)}"{" selected" if said == chosen else ""}>{escape(said)}</option>'
            for value, said in zip(form.values, one.options, strict=False)
        )
        show = escape(drawn.t("Show"))
        inside = (
            f'<form method="get" class="first-form">{kept}<select class="first-select" name="{escape(form.name)}" '
            f'aria-label="{name}">{nothing}{options}</select><noscript><button>{show}</button></noscript></form>'
        )
    return f'<div class="stSelectbox" data-testid="stSelectbox">{label(one)}{inside}</div>'


def download(drawn: Drawn, one: Any, key: str) -> str:
    """A file: a link to where it is made when it is asked for."""
    if key not in drawn.page.files:
        return button(drawn, one, key, "stDownloadButton")
    said = words.inline(one.label)
    return (
        '<div class="stDownloadButton" data-testid="stDownloadButton">'
        f'<a class="first-button" href="{escape(drawn.file(key))}" rel="nofollow">{said}</a></div>'
    )


def button(drawn: Drawn, one: Any, key: str, kind: str = "stButton") -> str:
    """What only a script does: there, and not to be pressed yet."""
    said = words.inline(one.label)
    return f'<div class="{kind}"><button type="button" class="first-button" disabled>{said}</button></div>'


def line(drawn: Drawn, one: Any, key: str) -> str:
    """What the reader types."""
    name, hint = escape(words.plain(one.label)), escape(getattr(one, "placeholder", ""))
    said = escape(getattr(one, "value", "") or getattr(one, "default", ""))
    field = f'<input class="first-select" aria-label="{name}" placeholder="{hint}" value="{said}" disabled>'
    return f'<div class="stTextInput">{label(one)}{field}{needs_script(drawn)}</div>'


def several(drawn: Drawn, one: Any, key: str) -> str:
    """Any of many in a list."""
    name = escape(words.plain(one.label))
    return f'<div class="stMultiSelect">{label(one)}<input class="first-select" aria-label="{name}" disabled></div>'


def uploader(drawn: Drawn, one: Any, key: str) -> str:
    """Files of the reader's own."""
    return f'<div class="stFileUploader">{label(one)}<div class="first-drop">{needs_script(drawn)}</div></div>'


def needs_script(drawn: Drawn) -> str:
    t = drawn.t
    said = escape(t("This needs JavaScript."))
    return f"<noscript><p>{said}</p></noscript>"


WIDGETS: dict[str, Callable[[Drawn, Any, str], str]] = {
    "button_group": group,
    "selectbox": selectbox,
    "download_button": download,
    "button": button,
    "text_input": line,
    "text_area": line,
    "multiselect": several,
    "file_uploader": uploader,
}
