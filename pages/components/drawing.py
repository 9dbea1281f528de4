"""Charts drawn as pictures, in a process of its own.

The library that draws holds Python's lock for as long as it takes, a second for a large picture: nobody would be answered
meanwhile. ``python -m pages.components.drawing`` is that process; it ends with the one that it draws for.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).parents[2]

SECONDS = 60
"""How long a picture may take; then the process is ended, and the next one gets another."""

SIZE = 8
"""Bytes that say how many come after them."""

DRAWN, REFUSED = b"+", b"-"
"""How an answer begins: with a picture, or with what is wrong."""

_lock = threading.Lock()
_process: subprocess.Popen[bytes] | None = None


def svg(spec: dict[str, Any]) -> str:
    """A Vega-Lite specification drawn as SVG. Reaches no address. Raises ``ValueError`` for what is none."""
    return _drawn("vegalite_to_svg", spec, allowed_base_urls=[]).decode("utf-8")


def png(spec: dict[str, Any], scale: float) -> bytes:
    """The same as PNG, so many times its size."""
    return _drawn("vegalite_to_png", spec, scale=scale, allowed_base_urls=[])


def png_of(picture: str) -> bytes:
    """An SVG as PNG."""
    return _drawn("svg_to_png", picture, scale=1)


def _drawn(name: str, what: object, **more: object) -> bytes:
    """What the library's function of this name gives. The process may have been ended by the machine: one more is tried. Its
    answers are bytes and nothing else: who has taken it over has gained nothing."""
    asked = pickle.dumps((name, what, more))
    with _lock:
        for is_last in (False, True):
            try:
                found = _answer(_running(), asked)
                break
            except (OSError, EOFError):
                end()
                if is_last:
                    raise
            except BaseException:  # what is left of the answer is not for the next one who asks
                end()
                raise
    if found[:1] != DRAWN:
        raise ValueError(found[1:].decode("utf-8", "replace"))
    return found[1:]


def _answer(process: subprocess.Popen[bytes], asked: bytes) -> bytes:
    """What the process says to this. Raises ``OSError`` or ``EOFError`` where it ends meanwhile, ``ValueError`` where it takes too
    long."""
    assert process.stdin is not None
    assert process.stdout is not None
    is_late = threading.Event()

    def give_up() -> None:
        is_late.set()
        process.kill()

    watch = threading.Timer(SECONDS, give_up)
    watch.daemon = True
    watch.start()
    try:
        _send(process.stdin, asked)
        return _received(process.stdout)
    except (EOFError, OSError) as error:
        if is_late.is_set():
            raise ValueError("the picture takes too long") from error
        raise
    finally:
        watch.cancel()


def _running() -> subprocess.Popen[bytes]:
    """The process, started if there is none."""
    global _process
    if _process is None or _process.poll() is not None:
        command = [sys.executable, "-m", __name__]
        _process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )
    return _process


@atexit.register
def end() -> None:
    """End the process, if there is one."""
    global _process
    if _process is not None:
        _process.kill()
        with contextlib.suppress(OSError):
            _process.communicate()
    _process = None


def _send(file: IO[bytes], content: bytes) -> None:
    file.write(len(content).to_bytes(SIZE, "big") + content)
    file.flush()


def _received(file: IO[bytes]) -> bytes:
    """What was sent. Raises ``EOFError`` where nothing more comes."""
    size = file.read(SIZE)
    content = file.read(int.from_bytes(size, "big"))
    if len(size) < SIZE or len(content) < int.from_bytes(size, "big"):
        raise EOFError
    return content


def serve(asked: IO[bytes], answers: IO[bytes]) -> None:
    """Draw what is asked for until nobody asks any more."""
    import vl_convert

    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            name, what, more = pickle.loads(_received(asked))
            try:
                picture = getattr(vl_convert, name)(what, **more)
                found = DRAWN + (picture.encode("utf-8") if isinstance(picture, str) else picture)
            except Exception as error:  # whatever the specification is: it is said to who asked
                found = REFUSED + str(error).encode("utf-8")
            _send(answers, found)


if __name__ == "__main__":
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever is printed is no answer
    serve(sys.stdin.buffer, out)
