"""Which letters a paper can print, and what stands for the others: text of readers and files is made fit in this place.

Typst refuses to make a PDF/UA with a letter that none of its fonts has, so one emoji would take the whole paper with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

STANDS_FOR_OTHERS = "□"

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Control characters, halves of letters and what is no letter: neither PDF, Word nor SVG can hold them."""

DRAWN = (
    "20-7e a0-ac ae-1c3 1cd-1e3 1e6-1ef 1f4-1f6 1f8-1f9 1fc-21f 221 224-241 243-245 249 24c-24d 250-34e 350-36f 374-377 "
    "37a-37f 384-38a 38c 38e-3a1 3a3-3ce 3d0-3e1 3f0-45f 462-463 472-473 490-49b 4a2-4a5 4aa-4b3 4ba-4bb 4c0-4c4 "
    "4c7-4c8 4cb-4cc 4cf-4f9 510-511 51a-51d 531-556 559-55f 561-587 589-58a 5d0-5ea 10d0-10fc 1e00-1e9b 1e9e-1ef9 "
    "1f00-1f15 1f18-1f1d 1f20-1f45 1f48-1f4d 1f50-1f57 1f59 1f5b 1f5d 1f5f-1f7d 1f80-1fb4 1fb6-1fc4 1fc6-1fd3 "
    "1fd6-1fdb 1fdd-1fef 1ff2-1ff4 1ff6-1ffe 2000-200a 2010-2027 202f-2037 2039-203f 2042 2044-204b 204f 205f "
    "2070-2071 2074-208e 2090-209c 20a0-20b5 20b8-20ba 20bd 20bf 2100-2103 2105-2106 2109 210c-210f 2111 2113 "
    "2115-2117 2119-211a 211c-211d 2120 2122 2124 2126-2127 212a-212b 212e 2135-2139 2150-2151 2153-2184 2189 "
    "2190-2220 2223-222d 2234-223d 2241-226b 226d-228b 228d-22a5 22b2-22b5 22b8 22c2-22c6 2300-2306 2308-2315 "
    "2500-2600 2605 2619 261b 261e 2627 262f 2638-2653 2660-2667 2669-266f 2713 2717 271a 2c60-2c70 2c74-2c77 fb01-fb02"
)
"""The letters that the fonts within Typst (Libertinus Serif, DejaVu Sans Mono) have upright, slanted, bold and both."""


def _one_of(ranges: str) -> str:
    ends = ([chr(int(end, 16)) for end in part.split("-")] for part in ranges.split())
    return "".join("-".join(map(re.escape, pair)) for pair in ends)


OTHERS = re.compile(f"[^{_one_of(DRAWN)}]")


def plain(text: str) -> str:
    """The text without what no file can hold."""
    return NOT_XML.sub("", text)


def drawn(text: str) -> str:
    """The text as the fonts of the PDF can write it: a box for each letter they lack, nothing for what is not seen."""
    return OTHERS.sub(_box, unicodedata.normalize("NFC", plain(text)).replace("✕", "✗"))  # there is no slanted ✕


def _box(found: re.Match[str]) -> str:
    letter = found.group()
    if letter.isspace():
        return " "
    unseen = unicodedata.category(letter) == "Cf" or unicodedata.name(letter, "").startswith("VARIATION SELECTOR")
    return "" if unseen else STANDS_FOR_OTHERS


def has_boxes(texts: Any) -> bool:
    """Whether a letter in these texts, however deep in lists and dictionaries, is replaced by :func:`drawn`."""
    found = False

    def look(text: str) -> str:
        nonlocal found
        found = found or STANDS_FOR_OTHERS in drawn(text.replace(STANDS_FOR_OTHERS, ""))
        return text

    throughout(texts, look)
    return found


def throughout(value: Any, change: Callable[[str], str]) -> Any:
    """The same lists and dictionaries with every text in them changed; keys stay."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: throughout(part, change) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [throughout(part, change) for part in value]
    return value
