"""Answers of open data: made by few at a time, packed while they are made, kept, and sent in parts.

What is packed takes a tenth of the memory, which matters where many ask for much and are slow to take it; whoever takes no gzip
gets it unpacked part by part.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import zlib
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import dataclass

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

MOST_KEPT, MOST_ANSWERS = 32_000_000, 500
"""Bytes of all answers that are kept, with what was asked, and their number; what was not asked for for longest makes room."""

AT_ONCE, MOST_WAITING = 2, 60
"""So many are made at a time, and so many wait until theirs is."""

PART = 65_536
"""Bytes that are sent at a time."""

ZIP = "application/zip"

GZIP = 31
"""What zlib calls gzip."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What is answered: its tag, its media type, its size, and its content, with gzip where it ``is_packed``."""

    tag: str
    media_type: str
    size: int
    content: bytes
    is_packed: bool

    def parts(self, packed: bool) -> Iterator[bytes]:
        """The content, with gzip or without."""
        unpacking = zlib.decompressobj(GZIP) if self.is_packed and not packed else None
        for start in range(0, len(self.content), PART):
            part = self.content[start : start + PART]
            if unpacking is None:
                yield part
                continue
            while part:
                yield unpacking.decompress(part, PART)
                part = unpacking.unconsumed_tail


def made(parts: Iterable[bytes], media_type: str) -> Answer:
    """An answer of these parts, none of which is held."""
    hashed, size, packed = hashlib.sha256(), 0, bytearray()
    packing = None if media_type == ZIP else zlib.compressobj(6, wbits=GZIP)
    for part in parts:
        hashed.update(part)
        size += len(part)
        packed += packing.compress(part) if packing else part
    if packing:
        packed += packing.flush()
    tag = f'"{hashed.hexdigest()[:32]}"'
    return Answer(tag=tag, media_type=media_type, size=size, content=bytes(packed), is_packed=packing is not None)


# ---- kept -----------------------------------------------------------------------------------------------------------

_kept: OrderedDict[tuple[object, ...], tuple[int, Answer]] = OrderedDict()
"""Each with its bytes."""


def kept(key: tuple[object, ...]) -> Answer | None:
    """The answer that was made for this ``key``, if it is still there. On the server's loop only."""
    if key not in _kept:
        return None
    _kept.move_to_end(key)
    return _kept[key][1]


def keep(key: tuple[object, ...], answer: Answer) -> None:
    """Keep it as long as there is room. On the server's loop only."""
    _kept[key] = len(str(key)) + len(answer.content), answer
    while len(_kept) > MOST_ANSWERS or sum(size for size, _ in _kept.values()) > MOST_KEPT:
        _kept.popitem(last=False)


# ---- made -----------------------------------------------------------------------------------------------------------

_at_once = asyncio.Semaphore(AT_ONCE)
_waiting: list[None] = []


class TooManyError(Exception):
    """Too many wait already."""


@contextlib.asynccontextmanager
async def turn() -> AsyncIterator[None]:
    """One's turn to have an answer made; whoever waits holds no thread. Raises :class:`TooManyError`."""
    if len(_waiting) >= MOST_WAITING:
        raise TooManyError
    _waiting.append(None)
    try:
        async with _at_once:
            yield
    finally:
        _waiting.pop()


# ---- sent -----------------------------------------------------------------------------------------------------------


class Sent(Response):
    """Sends an answer, each part once the one before is taken."""

    def __init__(self, answer: Answer, takes_gzip: bool, headers: Mapping[str, str]) -> None:
        self.answer, self.packed = answer, answer.is_packed and takes_gzip
        more = {"content-length": str(len(answer.content) if self.packed else answer.size)}
        more |= {"content-encoding": "gzip"} if self.packed else {}
        more |= {"vary": "accept-encoding"} if answer.is_packed else {}
        super().__init__(media_type=answer.media_type, headers={**headers, **more})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        for part in self.answer.parts(self.packed) if scope["method"] != "HEAD" else ():
            await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
