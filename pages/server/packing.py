"""In which way what is sent may be packed, and packing it."""

from __future__ import annotations

import gzip
import re

import brotli

BROTLI, GZIP, PLAIN = "br", "gzip", ""
"""What ``Content-Encoding`` calls the ways; the smallest first."""


def best(accepted: str) -> str:
    """The way that an ``Accept-Encoding`` likes best; of those it likes as well, the one that packs smallest."""
    weights = {}
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        weights[name.strip()] = weight_of(weight)
    liked = {way: weights.get(way, weights.get("*", 0.0)) for way in (BROTLI, GZIP)}
    way = max(liked, key=lambda way: liked[way])
    return way if liked[way] else PLAIN


def weight_of(told: str) -> float:
    """The weight of one way: 1 where none is told, 0, which forbids it, where what is told is none."""
    told = told.replace(" ", "")
    found = re.fullmatch(r"(?:q=([01](?:\.\d*)?))?", told)
    return float(found[1] or 1) if found else 0.0


def takes_gzip(accepted: str) -> bool:
    """Whether an ``Accept-Encoding`` allows gzip."""
    return best(f"{accepted},{BROTLI};q=0") == GZIP


def pack(content: bytes, way: str, quality: int = 5) -> bytes:
    """The content, packed in this way. At 5 of 11, brotli takes as long as gzip."""
    if way == BROTLI:
        packed: bytes = brotli.compress(content, quality=quality)
        return packed
    return gzip.compress(content, compresslevel=6, mtime=0) if way == GZIP else content
