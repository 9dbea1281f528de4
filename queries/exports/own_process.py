"""Reading a file in a process of its own, with bounds on memory, time and what comes of it: whatever the file holds, it ends
nobody's page but this reading.

A keeper has imported all that reading needs, and forks for each file; it is started when a reader first opens the page of own
exports. Without ``fork`` (Windows) a file is read in the server's own process, with no bounds but those on what it holds.
"""

from __future__ import annotations

import contextlib
import dataclasses
import gc
import io
import logging
import os
import pickle
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import duckdb

from queries.exports import Corrections, Reading
from queries.exports.counting import read_or_counted
from queries.exports.events import By
from queries.exports.problems import Refused, about

LOG = logging.getLogger(__name__)

MOST_AT_ONCE = 2
"""Files that are read at the same time; the next ones wait."""

MEMORY = 2_000_000_000
"""Bytes that a reading may take beyond what the process has to begin with. A table takes some forty times its size."""

SECONDS = 120
"""How long a reading may take, by the clock; of the processors twice that, since events are counted by two threads."""

LARGEST_ANSWER = 40_000_000
"""Bytes of what was read, as it comes over: some 400 000 figures."""

LARGEST_SCRATCH = 2_000_000_000
"""Bytes of a file that a reading writes to its temporary folder."""

SECONDS_BETWEEN_LOOKS = 0.2
"""How soon it is seen that a reader has left."""

ROOT = Path(__file__).parents[2]
CAN_FORK = hasattr(os, "fork") and hasattr(socket, "send_fds")

counted: Counter[str] = Counter()
"""How many files were ``read`` and ``refused`` since the server started."""

_slots = threading.BoundedSemaphore(MOST_AT_ONCE)
_lock = threading.Lock()
_keeper: tuple[subprocess.Popen[bytes], socket.socket] | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Job:
    """A file to be read, with the settings of the server and the folder that may be written to."""

    name: str
    content: bytes
    corrections: Corrections
    by: By
    settings: dict[str, str]
    scratch: str
    memory: int
    seconds: int


def read_apart(
    name: str,
    content: bytes,
    corrections: Corrections,
    by: By,
    progress: Callable[[float], None],
    waiting: Callable[[], None],
) -> Reading:
    """Read a file as :func:`queries.exports.counting.read_or_counted` does.

    ``progress`` is told the share done of counting events. ``waiting`` is called several times a second meanwhile; what it
    raises, as when the reader has left, ends the reading. A reading that needs too much is refused.
    """
    begun = time.monotonic()
    reading = bounded(name, content, corrections, by, progress, waiting)
    counted["read"] += not reading.refused
    counted["refused"] += bool(reading.refused)
    seconds = round(time.monotonic() - begun, 1)
    told = {"bytes": len(content), "seconds": seconds, "refused": [problem.check for problem in reading.refused]}
    LOG.info("a file of a reader's was read", extra=told)
    return reading


def bounded(
    name: str,
    content: bytes,
    corrections: Corrections,
    by: By,
    progress: Callable[[float], None],
    waiting: Callable[[], None],
) -> Reading:
    """The same, neither counted nor noted."""
    if not CAN_FORK:
        return read_or_counted(name, content, corrections, progress, by)
    with slot(waiting), tempfile.TemporaryDirectory(prefix="lagesbild-", ignore_cleanup_errors=True) as scratch:
        settings = {key: value for key, value in os.environ.items() if key.startswith("LAGESBILD_")}
        job = Job(
            name=name,
            content=content,
            corrections=corrections,
            by=by,
            settings=settings,
            scratch=scratch,
            memory=MEMORY,
            seconds=SECONDS,
        )
        try:
            return answer(job, progress, waiting)
        except Refused as refusal:
            return Reading(file=name, refused=tuple(refusal.problems))


@contextlib.contextmanager
def slot(waiting: Callable[[], None]) -> Iterator[None]:
    while not _slots.acquire(timeout=SECONDS_BETWEEN_LOOKS):
        waiting()
    try:
        yield
    finally:
        _slots.release()


def answer(job: Job, progress: Callable[[float], None], waiting: Callable[[], None]) -> Reading:
    """What a process of its own makes of the file. Raises :class:`Refused` where it needs too much."""
    with child() as connection:
        until = time.monotonic() + job.seconds
        with contextlib.suppress(EOFError, ConnectionError):  # its end, by its bounds
            connection.send_bytes(pickle.dumps(job))
            while time.monotonic() < until:
                waiting()
                if not connection.poll(SECONDS_BETWEEN_LOOKS):
                    continue
                kind, found = received(job, connection)
                if kind == "reading":
                    reading: Reading = found
                    return reading
                if kind != "progress":
                    raise RuntimeError(found)
                progress(found)
        raise Refused(about(job.name, "too_demanding"))


def received(job: Job, connection: Connection) -> tuple[str, Any]:
    try:
        return Plain.loads(connection.recv_bytes(LARGEST_ANSWER))
    except ConnectionError:
        raise
    except OSError as error:
        raise Refused(about(job.name, "too_many_figures")) from error


class Plain(pickle.Unpickler):
    """Takes nothing but what a reading is made of: who has taken over the process that read a file has gained nothing."""

    KNOWN = (("builtins", "frozenset"), ("builtins", "set"), ("datetime", "date"))

    def find_class(self, module: str, name: str) -> Any:
        ours = module == "queries.store.checks" or module.startswith("queries.exports.")
        if (module, name) in self.KNOWN or (ours and "." not in name):
            found = super().find_class(module, name)
            if isinstance(found, type) and (not ours or found.__module__ == module):  # nothing that a module imports
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")

    @classmethod
    def loads(cls, content: bytes) -> tuple[str, Any]:
        found: tuple[str, Any] = cls(io.BytesIO(content)).load()
        return found


# ---- the server's side: the keeper and its children -------------------------------------------------------------------


def make_ready() -> None:
    """Start the keeper, so that it has imported everything by the time that the first file comes."""
    if CAN_FORK:
        with _lock:
            keeper()


def keeper() -> socket.socket:
    """Where the keeper is told of a file; it is started where it is not there, or not any more."""
    global _keeper
    if _keeper is not None and _keeper[0].poll() is None:
        return _keeper[1]
    if _keeper is not None:
        _keeper[1].close()
    ours, its = socket.socketpair()
    with its:
        command = [sys.executable, "-m", __name__, str(its.fileno())]
        # Threads of libraries would not be there after forking.
        alone = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        started = subprocess.Popen(command, cwd=ROOT, env=alone, pass_fds=[its.fileno()], stdin=subprocess.DEVNULL)
    _keeper = (started, ours)
    return ours


@contextlib.contextmanager
def child() -> Iterator[Connection]:
    """A process that waits for a job; it is ended on leaving."""
    try:
        connection, process = forked()
    except (OSError, EOFError):  # the keeper has just ended: the next one
        connection, process = forked()
    with connection:
        try:
            yield connection
        finally:
            with contextlib.suppress(OSError):
                os.kill(process, signal.SIGKILL)
                while os.read(
                    connection.fileno(), 1 << 16
                ):  # until it has ended: only then is there room for the next one
                    pass


def forked() -> tuple[Connection, int]:
    """A new child of the keeper's: the way to it, and its number."""
    ours, its = socket.socketpair()
    connection = Connection(ours.detach())
    with its, _lock:
        socket.send_fds(keeper(), [b"\0"], [its.fileno()])
    return connection, int.from_bytes(connection.recv_bytes(8), "little")


# ---- the other side ---------------------------------------------------------------------------------------------------


def keep(told: socket.socket) -> None:
    """Fork for each file until the server has ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those that have ended
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, and this ends with it
    gc.collect()
    gc.freeze()
    while True:
        message, files, *_ = socket.recv_fds(told, 1, 1)
        if not message:
            return
        if os.fork() == 0:
            try:
                told.close()
                os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # libraries print at length where they give up
                do(Connection(files[0]))
            finally:
                os._exit(0)
        os.close(files[0])


def do(connection: Connection) -> None:
    """Read the file that comes, within the bounds, and send what became of it."""
    connection.send_bytes(os.getpid().to_bytes(8, "little"))
    job: Job = pickle.loads(connection.recv_bytes())
    os.environ.update(job.settings)
    tempfile.tempdir = job.scratch
    bound(job)

    def told(share: float) -> None:
        connection.send_bytes(pickle.dumps(("progress", share)))

    try:
        reading = read_or_counted(job.name, job.content, job.corrections, told, job.by)
        connection.send_bytes(pickle.dumps(("reading", reading)))
    except (MemoryError, OSError, duckdb.OutOfMemoryException):  # a bound, or the server is not there any more
        return
    except Exception as error:  # whatever nobody thought of: the server's log gets it
        connection.send_bytes(pickle.dumps(("failed", f"{type(error).__name__}: {error}")))


def bound(job: Job) -> None:
    """No more memory, time and disk for this process than a reading may take; it yields to those that draw pages."""
    import resource

    os.nice(10)
    pages = Path("/proc/self/statm")
    begun = int(pages.read_text().split()[0]) * resource.getpagesize() if pages.exists() else 0
    for kind, most in (
        (resource.RLIMIT_AS, begun + job.memory),
        (resource.RLIMIT_CPU, 2 * job.seconds),
        (resource.RLIMIT_FSIZE, LARGEST_SCRATCH),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # a lower one is there already, or macOS has none of memory
            resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as told_by_server:
        keep(told_by_server)
    os._exit(0)  # at once: libraries have things to say at a usual end
