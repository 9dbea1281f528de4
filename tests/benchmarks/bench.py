"""Speed of the dashboard beside a minimal Streamlit app with the same chart and table, measured in the same run.

``make bench`` prints a table: start, start to the first figure and to the first drawn chart (a fresh server's first page; the
second round finds what the first one kept for a start on the same day), cold page and what it
fetches, warm page, click on a year and what it costs the server, memory per open page. Each figure is taken in turns from both, in Chromium, and the ratio is what counts:
below 1 the dashboard is the faster. The counting of events has another yardstick, DuckDB by itself (``events.py``).
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from playwright.sync_api import Browser, Page, sync_playwright

from pages.components.charts import maps
from queries.places import base_map
from tests.benchmarks import events, first_paint, municipalities, papers
from tests.mercator import MAP, find, point

ROOT = Path(__file__).parents[2]
APPS = {
    "dashboard": ("dashboard.py", "/narkotika-och-vapenbrott"),
    "minimal": ("tests/benchmarks/minimal.py", "/"),
}
# Without one on this machine, Playwright takes its own.
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    *("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"),  # maps, drawn in software
]

DRAWN = "document.querySelectorAll('[data-testid=stVegaLiteChart] [aria-roledescription=point]').length"
COLUMNS = (
    "[...document.querySelectorAll('table thead th')].filter(th => /^20\\d\\d$/.test(th.textContent.trim())).length"
)

PAGES_OF_PLACES = {
    "a municipality": "/kommun?place=2480",
    "a municipality's offences": "/anmalda-brott?place=2480",
    "all municipalities' offences": "/anmalda-brott",
}

LINES = f"() => {DRAWN} >= 11 && !document.querySelector('[data-test-script-state=running]')"
"""Whether the lines of eleven years are drawn, and the server has sent all of the page."""

# Evaluated as a function, since the pages' content security policy forbids evaluating text. At least: the dashboard's page
# has a second chart, whose points may come in the same moment.
SHOWN = f"""
() => new Promise((done, failed) => {{
  const start = performance.now();
  const look = () => {{
    if (!document.getElementById('first') && {DRAWN} >= 12 && {COLUMNS} >= 3) done();
    else if (performance.now() - start > 30000) failed(new Error('the page is not drawn'));
    else requestAnimationFrame(look);
  }};
  look();
}})
"""

CLICK = f"""
year => new Promise((done, failed) => {{
  const before = {COLUMNS}, points = {DRAWN};
  window.allYears ??= before;
  const wanted = before === window.allYears ? before - 1 : window.allYears;
  const start = performance.now();
  const button = [...document.querySelectorAll('button')].find(b => b.textContent.trim() === year);
  button.click();
  const look = () => {{
    if ({COLUMNS} === wanted && {DRAWN} !== points) done(performance.now() - start);
    else if (performance.now() - start > 10000) failed(new Error('no answer to the click'));
    else requestAnimationFrame(look);
  }};
  look();
}})
"""


@contextmanager
def served(script: str, **environment: str) -> Iterator[tuple[str, float, psutil.Process]]:
    """The app on a free port: its address, the seconds until it answered, its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        script,
        "--server.port",
        str(port),
        "--server.headless",
        "true",
    ]
    start = time.perf_counter()
    # As whoever runs it starts it: Python keeps what it has compiled.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(
        command, cwd=ROOT, env=kept | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    reader = urllib.request.Request(address, headers={"Accept-Language": "sv"})
    try:
        while True:
            try:
                with urllib.request.urlopen(reader, timeout=5):
                    break
            except OSError:
                if process.poll() is not None or time.perf_counter() - start > 60:
                    raise
                time.sleep(0.01)
        yield address, time.perf_counter() - start, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait()


def ready(page: Page, address: str) -> float:
    """Milliseconds from asking for the page until chart and table are there."""
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.evaluate(SHOWN)
    return (time.perf_counter() - start) * 1000


def cold(browser: Browser, address: str) -> float:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        return ready(context.new_page(), address)
    finally:
        context.close()


def first_visit(browser: Browser, address: str) -> tuple[float, float]:
    """Milliseconds of a cold page until its figure is seen, and until the chart is drawn by Streamlit."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        page = context.new_page()
        page.add_init_script(first_paint.SEEN)
        drawn = ready(page, address)
        seen: float = page.evaluate("() => window.figureSeen")
        return seen, drawn
    finally:
        context.close()


def fetched(browser: Browser, address: str) -> tuple[int, float, float]:
    """What a cold page fetches until it is at rest: requests, kilobytes over the line, and those of them that are scripts."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    asked: dict[str, str] = {}
    sizes: dict[str, float] = {}
    network.on("Network.requestWillBeSent", lambda event: asked.update({event["requestId"]: event["request"]["url"]}))
    network.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    ready(page, address)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.wait_for_timeout(1500)
    context.close()
    of = {request: url for request, url in asked.items() if url.startswith("http")}
    scripts = [request for request, url in of.items() if url.endswith(".js")]
    return len(of), *(sum(sizes.get(one, 0) for one in some) / 1000 for some in (of, scripts))


def clicked(browser: Browser, address: str) -> Callable[[], float]:
    """Opens the page, and gives what clicks on a year of it: milliseconds until chart and table have changed."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(address, wait_until="commit")
    page.evaluate(SHOWN)
    page.wait_for_timeout(1500)

    def click() -> float:
        taken: float = page.evaluate(CLICK, "2018")
        page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
        page.wait_for_timeout(150)  # the rest of the page is drawn
        return taken

    return click


def clicks(browser: Browser, address: str, count: int, process: psutil.Process) -> tuple[list[float], float]:
    """Milliseconds of each click, and of the server's processor for one."""
    click = clicked(browser, address)
    before = process.cpu_times()
    taken = [click() for _ in range(count)]
    after = process.cpu_times()
    browser.contexts[-1].close()
    return taken, (after.user + after.system - before.user - before.system) * 1000 / count


def warm(browser: Browser, address: str, count: int) -> list[float]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    ready(page, address)
    page.wait_for_timeout(500)
    taken = []
    for _ in range(count):
        taken.append(ready(page, address))
        page.wait_for_timeout(200)
    context.close()
    return taken


def map_clickable(browser: Browser, address: str, count: int) -> list[float]:
    """Milliseconds of a warm view of the page of areas until an area on the map can be clicked."""
    view = maps.zoom_to(base_map.bounds()["1380"])  # Halmstad had one area in 2023, Andersberg
    context = browser.new_context(viewport={"width": 1280, "height": 1600})
    page = context.new_page()
    taken = []
    for _ in range(count + 1):
        start = time.perf_counter()
        page.goto(f"{address}/omraden?assessment=2023&place=1380", wait_until="commit")
        page.wait_for_function("() => !document.getElementById('first')")
        page.locator(MAP).wait_for()
        find(page, point(page, (view.longitude, view.latitude), view.zoom, (12.90027, 56.65996)), "Andersberg")
        taken.append((time.perf_counter() - start) * 1000)
    context.close()
    return taken[1:]


def of_places(browser: Browser, address: str, path: str, count: int) -> tuple[list[float], list[float]]:
    """Milliseconds of warm views of a page with lines over years until these are drawn, and the kilobytes that the server
    sends of each."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    frames: list[int] = []
    received = lambda frame: frames.append(len(frame if isinstance(frame, bytes) else frame.encode()))  # noqa: E731
    page.on("websocket", lambda socket: socket.on("framereceived", received))
    taken, sent = [], []
    for _ in range(count + 1):
        frames.clear()
        start = time.perf_counter()
        page.goto(address + path, wait_until="commit")
        page.wait_for_function(LINES, polling="raf")
        taken.append((time.perf_counter() - start) * 1000)
        page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
        sent.append(sum(frames) / 1000)
    context.close()
    return taken[1:], sent[1:]


def memory_per_page(browser: Browser, address: str, process: psutil.Process, pages: int) -> float:
    """Megabytes the server grows by for each page that stays open, after some that came and went."""
    contexts = []
    for _ in range(pages):
        contexts.append(browser.new_context())
        ready(contexts[-1].new_page(), address)
    before = process.memory_info().rss
    for _ in range(pages):
        contexts.append(browser.new_context())
        ready(contexts[-1].new_page(), address)
    grown = process.memory_info().rss - before
    for context in contexts:
        context.close()
    return grown / pages / 1e6


def measure(rounds: int, count: int, pages: int) -> dict[str, dict[str, float]]:
    """Every row for both apps, taken in turns."""
    rows: dict[str, dict[str, list[float]]] = {}

    def take(row: str, app: str, figures: list[float]) -> None:
        rows.setdefault(row, {}).setdefault(app, []).extend(figures)

    with sync_playwright() as playwright:
        for _ in range(rounds):
            for app, (script, path) in APPS.items():
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
                with served(script) as (address, seconds, process):
                    take("start to first answer, ms", app, [seconds * 1000])
                    # The first visit of all comes while the server may still be warming up; it also fills its caches.
                    seen, drawn = first_visit(browser, address + path)
                    take("start to first figure, ms", app, [seconds * 1000 + seen])
                    take("start to first drawn chart, ms", app, [seconds * 1000 + drawn])
                    first_paint.until_at_rest(process)  # first pages are drawn ahead
                    take("cold page to drawn chart, ms", app, [cold(browser, address + path) for _ in range(3)])
                    requests, kilobytes, scripts = fetched(browser, address + path)
                    take("cold page, requests", app, [requests])
                    take("cold page, over the line, kB", app, [kilobytes])
                    take("cold page, scripts of that, kB", app, [scripts])
                    take("warm page to drawn chart, ms", app, warm(browser, address + path, 5))
                    taken, processor = clicks(browser, address + path, count, process)
                    take("click on a year, ms", app, taken)
                    take("click, the server's processor, ms", app, [processor])
                    if app == "dashboard":
                        take("warm page to clickable map, ms", app, map_clickable(browser, address, 5))
                        for name, there in PAGES_OF_PLACES.items():
                            milliseconds, kilobytes = of_places(browser, address, there, 5)
                            take(f"{name}, ms", app, milliseconds)
                            take(f"{name}, sent, kB", app, kilobytes)
                    take("memory per open page, MB", app, [memory_per_page(browser, address + path, process, pages)])
                browser.close()
    result = {row: {app: statistics.median(taken) for app, taken in apps.items()} for row, apps in rows.items()}
    slow: Callable[[list[float]], float] = lambda taken: statistics.quantiles(taken, n=20)[-1]  # noqa: E731
    result["click on a year, 95th percentile, ms"] = {
        app: slow(taken) for app, taken in rows["click on a year, ms"].items()
    }
    return result


def clicks_beside_many_places(rounds: int, count: int) -> dict[str, float]:
    """Median milliseconds of a click, on the built-in data and with 290 municipalities, 12 indicators, 15 years added.

    In each round both are served anew, and clicked in turns, so that what else the machine does concerns both.
    """
    taken: dict[str, list[float]] = {"built-in": [], "added": []}
    script, path = APPS["dashboard"]
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        municipalities.write(Path(scratch) / "data")
        for _ in range(rounds):
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            many = {"LAGESBILD_DATA": f"{scratch}/data"}
            with served(script) as (built_in, _, one), served(script, **many) as (added, _, other):
                first_paint.until_at_rest(one)
                first_paint.until_at_rest(other)
                both = {"built-in": clicked(browser, built_in + path), "added": clicked(browser, added + path)}
                for number in range(count):
                    for name in sorted(both, reverse=bool(number % 2)):
                        taken[name].append(both[name]())
            browser.close()
    return {name: statistics.median(figures) for name, figures in taken.items()}


def first_figure(rounds: int) -> str:
    """How soon the first figure is seen, beside the same page as a file and the minimal app: a table."""
    with (
        served(APPS["dashboard"][0]) as (here, _, process),
        served(APPS["minimal"][0]) as (minimal, _, _),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        first_paint.until_at_rest(process)
        return first_paint.compare(browser, here, minimal, rounds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--clicks", type=int, default=30)
    parser.add_argument("--pages", type=int, default=10)
    asked = parser.parse_args()
    print(first_figure(asked.rounds))
    print(f"{'':42}{'dashboard':>12}{'minimal':>12}{'ratio':>8}")
    for row, apps in measure(asked.rounds, asked.clicks, asked.pages).items():
        minimal = apps.get("minimal", float("nan"))
        ratio = apps["dashboard"] / minimal if minimal else float("nan")
        print(f"{row:42}{apps['dashboard']:12.1f}{minimal:12.1f}{ratio:8.2f}")
    places = clicks_beside_many_places(asked.rounds, asked.clicks)
    print(f"{'':42}{'290 places':>12}{'built-in':>12}{'ratio':>8}")
    ratio = places["added"] / places["built-in"]
    print(f"{'click on a year, ms':42}{places['added']:12.1f}{places['built-in']:12.1f}{ratio:8.2f}")
    counted = events.measure(asked.rounds)
    ours, yardstick = counted["ours"], counted["yardstick"]
    print(f"{'':42}{'dashboard':>12}{'DuckDB':>12}{'ratio':>8}")
    for row, key in (("5 million events to yearly counts, s", "seconds"), ("the same, peak memory, MB", "megabytes")):
        print(f"{row:42}{ours[key]:12.2f}{yardstick[key]:12.2f}{ours[key] / yardstick[key]:8.2f}")
    for kind, taken in papers.measure(asked.rounds).items():
        print(f"{f'paper of every indicator ({kind}), s':42}{taken:12.2f}")


if __name__ == "__main__":
    main()
