"""The server as it really runs: started as the README says, asked over HTTP and with Chromium."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

from tests.browser.conftest import ROOT

# Loaded by Python itself before anything else runs: writes down every address the process wants to reach.
WATCH = """
import socket, sys

def watch(event, arguments):
    if event == "socket.connect":
        connection, address = arguments
        if connection.family in (socket.AF_INET, socket.AF_INET6):
            write(f"connect {connection.type.name} {address[0]} {address[1]}")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        write(f"look up {arguments[0]}")

def write(line):
    with open(LOG, "a") as log:
        log.write(line + "\\n")

sys.addaudithook(watch)
"""


def test_nothing_leaves_the_building_when_a_foreign_page_opens_a_websocket(tmp_path: Path) -> None:
    log = tmp_path / "addresses.txt"
    log.touch()
    (tmp_path / "sitecustomize.py").write_text(WATCH.replace("LOG", repr(str(log)), 1), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        address = f"http://127.0.0.1:{port}"
        until_it_answers(address, process)
        assert websocket(address, address) == 101
        assert websocket(address, "https://foreign.example") == 403
        time.sleep(0.5)
    finally:
        process.terminate()
        process.wait()
    wanted = log.read_text(encoding="utf-8").splitlines()
    assert wanted != [], "the watch does not work"
    # Streamlit finds the machine's own address with a datagram socket that sends nothing.
    harmless = (
        "connect SOCK_DGRAM 8.8.8.8 1",
        "look up 127.0.0.1",
        "look up localhost",
        "look up 0.0.0.0",
        "look up None",
    )
    assert [line for line in wanted if not line.startswith(harmless)] == []


def websocket(address: str, origin: str) -> int:
    """The status a WebSocket upgrade from a page of this origin is answered with."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Origin": origin,
    }
    connection.request("GET", "/_stcore/stream", headers=upgrade)
    status = connection.getresponse().status
    connection.close()
    return status


def until_it_answers(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(f"{address}/health", timeout=5).close()
            return
        except OSError:
            assert process.poll() is None, "the dashboard ended"
            assert time.monotonic() < deadline, "the dashboard does not answer"
            time.sleep(0.1)
