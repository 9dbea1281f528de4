"""How soon the first figure is seen: here, as the same page saved in a file that is sent with the same headers, and in a
minimal Streamlit app, in the same run. (A page whose header keeps other sites' windows away is opened in a process of its own
by Chromium, which costs some 60 ms, whoever sends it.)

Cold, warm, and on a telephone's line of 1.6 Mbit/s with 150 ms each way, in Chromium. What is seen is asked of the browser: the
end of the frame in which the chart is first painted.
"""

from __future__ import annotations

import functools
import http.server
import statistics
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from playwright.sync_api import Browser, BrowserContext

PAGE = "/narkotika-och-vapenbrott"

POLICIES = ("content-security-policy", "cross-origin-opener-policy")

LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}
"""1.6 Mbit/s down and 0.75 up, 150 ms."""

SEEN = """
(() => {
  const painted = new MessageChannel(); // its message comes once the frame that is being made is painted
  painted.port1.onmessage = () => { window.figureSeen = performance.now(); };
  const look = () => {
    const chart = document.querySelector("[data-testid=stVegaLiteChart] svg, .stVegaLiteChart svg");
    if (chart && chart.getBoundingClientRect().height > 50) painted.port2.postMessage(0);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
"""


def seen(context: BrowserContext, address: str, line: bool) -> float:
    """Milliseconds from asking for the page until its figure is painted."""
    page = context.new_page()
    page.add_init_script(SEEN)
    if line:
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", LINE)
    page.goto(address, wait_until="commit")
    page.wait_for_function("() => window.figureSeen", timeout=120_000)
    found: float = page.evaluate("() => window.figureSeen")
    page.close()
    return found


def measured(browser: Browser, address: str) -> dict[str, float]:
    """Cold, warm, and on the telephone's line."""
    found = {}
    for name in ("cold", "warm", "line"):
        if name != "warm":
            context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="sv-SE")
        found[name] = seen(context, address, name == "line")
        if name == "warm":
            context.close()
    context.close()
    return found


@contextmanager
def saved(address: str) -> Iterator[str]:
    """The page of this address in a file with its style sheet, without scripts, on a plain server."""
    with urllib.request.urlopen(address + PAGE) as answer:
        html = answer.read().decode()
        headers = [(name, value) for name, value in answer.headers.items() if name.lower() in POLICIES]
    with urllib.request.urlopen(f"{address}/lagesbild.css") as answer:
        css = answer.read()
    assert 'id="first"' in html, "the first page is not kept yet"
    body, _, _ = html.partition('<div id="root">')
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "page.html").write_text(f"{body}</body></html>", encoding="utf-8")
        Path(folder, "lagesbild.css").write_bytes(css)
        handler = functools.partial(type("Handler", (Quiet,), {"policies": headers}), directory=folder)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/page.html"
        server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    policies: tuple[tuple[str, str], ...] = ()

    def end_headers(self) -> None:
        for name, value in self.policies:
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


LONG = 100
"""Seconds after which a server that was started has done what it does behind its readers."""


def until_at_rest(process: psutil.Process) -> None:
    """Wait until the server has drawn what it draws ahead, and packed what it packs smaller after a minute."""
    quiet = 0
    while quiet < 5 or time.time() - process.create_time() < LONG:
        quiet = quiet + 1 if process.cpu_percent(interval=1) < 10 else 0


def compare(browser: Browser, here: str, minimal: str, rounds: int) -> str:
    """A table in Markdown: medians of so many rounds, taken in turns, and the ratios."""
    with saved(here) as file:
        places = {"here": here + PAGE, "saved file": file, "minimal": minimal + "/"}
        found: dict[str, list[dict[str, float]]] = {name: [] for name in places}
        for _ in range(rounds):
            for name, address in places.items():
                found[name].append(measured(browser, address))
    lines = [
        "| page → figure seen, ms | here | the same page as a file | plain Streamlit | here / file | here / plain |",
        "|---|---|---|---|---|---|",
    ]
    for kind in ("cold", "warm", "line"):
        here_, file_, plain = (
            statistics.median(one[kind] for one in found[name]) for name in ("here", "saved file", "minimal")
        )
        lines.append(
            f"| {kind} | {here_:.0f} | {file_:.0f} | {plain:.0f} | {here_ / file_:.2f} | {here_ / plain:.2f} |"
        )
    return "\n".join(lines)
