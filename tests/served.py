"""The dashboard as a process of its own, and readers who ask it without a browser."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from tests import ROOT


@dataclass
class Served:
    """A running dashboard: where it answers, its process, and the file that its log goes to."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def memory(self) -> int:
        """Bytes that the process takes, without those that read files."""
        return int(psutil.Process(self.process.pid).memory_info().rss)

    def readings(self) -> list[psutil.Process]:
        """The processes that read a file now: children of the keeper."""
        return [
            one for keeper in psutil.Process(self.process.pid).children() for one in keeper.children(recursive=True)
        ]

    def logged(self) -> str:
        return self.log.read_text(encoding="utf-8")


@contextlib.contextmanager
def serving(
    log: Path,
    *options: str,
    folder: Path = ROOT,
    path: str = "",
    before: Sequence[str] = (),
    port: int = 0,
    **environment: str,
) -> Iterator[Served]:
    """The dashboard in ``folder``, started as the README says, with further options of Streamlit's, below this ``path``, with
    a command ``before``, such as one that bounds it, at this or a free ``port``, and with these settings."""
    with started(log, *options, folder=folder, path=path, before=before, port=port, **environment) as served:
        until_it_answers(served)
        yield served


@contextlib.contextmanager
def started(
    log: Path,
    *options: str,
    folder: Path = ROOT,
    path: str = "",
    before: Sequence[str] = (),
    port: int = 0,
    **environment: str,
) -> Iterator[Served]:
    """The same, without waiting until it answers."""
    port = port or free_port()
    command = [*before, sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port), *options]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("LAGESBILD_")}
    with log.open("ab") as file:
        process = subprocess.Popen(command, cwd=folder, env=clean | environment, stdout=file, stderr=file)
    try:
        yield Served(f"http://127.0.0.1:{port}{path}", process, log)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def until_it_answers(served: Served, status: int = 200) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            assert httpx.get(f"{served.url}/health", timeout=30).status_code == status
            return
        except httpx.TransportError:
            assert served.process.poll() is None, served.logged()
            assert time.monotonic() < deadline, served.logged()
            time.sleep(0.1)


class Reader:
    """An open page, as the server sees it: a session, messages both ways, and files sent to it."""

    def __init__(self, url: str, page: str = "/", host: str | None = None, comes_back_to: str = "") -> None:
        self.url, self.page = url, page
        self.client = httpx.Client(base_url=url, timeout=60)
        answer = self.client.get("/_stcore/health")
        assert answer.status_code == 200
        self.token = answer.cookies["_streamlit_xsrf"]
        parts = urlsplit(url)
        self.left = contextlib.ExitStack()
        opening = connect(
            f"ws://{parts.netloc}{parts.path}/_stcore/stream",
            additional_headers={"Cookie": f"_streamlit_xsrf={self.token}"} | ({"Host": host} if host else {}),
            origin=f"http://{parts.netloc}",  # type: ignore[arg-type]
            subprotocols=["streamlit", self.token, *([comes_back_to] if comes_back_to else [])],  # type: ignore[list-item]
            max_size=None,
            open_timeout=60,
        )
        self.socket: ClientConnection = self.left.enter_context(opening)
        self.session = ""

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.left.close()
        self.client.close()

    def ask(self, query: str = "") -> None:
        """Let the page be drawn."""
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = self.page.strip("/")
        self.socket.send(message.SerializeToString())

    def drawn(self, seconds: float = 60) -> list[ForwardMsg]:
        """All messages until the page is drawn."""
        found = []
        deadline = time.monotonic() + seconds
        while True:
            message = ForwardMsg()
            received = self.socket.recv(timeout=max(0.01, deadline - time.monotonic()))
            assert isinstance(received, bytes)
            message.ParseFromString(received)
            found.append(message)
            if message.WhichOneof("type") == "new_session":
                self.session = message.new_session.initialize.session_id
            if message.WhichOneof("type") == "script_finished":
                return found

    def open(self) -> list[ForwardMsg]:
        self.ask()
        return self.drawn()

    def send(self, content: bytes, name: str = "a.csv", file_id: str = "a") -> httpx.Response:
        """Send a file straight to where Streamlit takes them."""
        return self.client.put(
            f"/_stcore/upload_file/{self.session}/{file_id}",
            files={"file": (name, content, "text/csv")},
            headers={"X-Xsrftoken": self.token, "Cookie": f"_streamlit_xsrf={self.token}"},
        )


def words(messages: Sequence[ForwardMsg]) -> str:
    """All that the messages put on the page, as text to look through."""
    return re.sub(r"\s+", " ", " ".join(str(message.delta) for message in messages if message.HasField("delta")))
