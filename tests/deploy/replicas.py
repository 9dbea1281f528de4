"""The files of ``deploy/`` as they run: two processes behind a proxy, four open pages, files, one process killed, one updated.

Run by ``make deploy-test``, and not with the other tests: it needs haproxy, nginx and systemd (Debian's packages of these
names), and some minutes.
"""

from __future__ import annotations

import contextlib
import grp
import os
import pwd
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests import ROOT
from tests.browser.conftest import PATIENCE, context, launched, settled
from tests.browser.test_own_exports import RATES, drop
from tests.served import Served, free_port, serving

DEPLOY = ROOT / "deploy"
VIEWS = {
    "/egna-exporter": "Egna filer",
    "/skjutningar?year=2019&category=risk": "Skjutningar",
    "/omraden?assessment=2021": "Områden",
    "/kommun?place=2480": "Umeå",
}


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as begun:
        yield begun


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    yield from launched(playwright)


def program(name: str) -> str:
    found = shutil.which(name, path="/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/bin:/usr/local/sbin")
    assert found, f"{name} is needed: apt-get install {name}"
    return found


@contextlib.contextmanager
def proxied(kind: str, folder: Path, a: int, b: int) -> Iterator[str]:
    """Where the proxy answers for the processes on these ports, set up as in ``deploy/``."""
    port = free_port()
    environment: dict[str, str] = {}
    if kind == "haproxy":
        command = [program("haproxy"), "-db", "-f", str(DEPLOY / "haproxy.cfg")]
        environment = {
            "LAGESBILD_BIND": f"127.0.0.1:{port}",
            "LAGESBILD_A": f"127.0.0.1:{a}",
            "LAGESBILD_B": f"127.0.0.1:{b}",
        }
    else:
        (folder / "run").mkdir()
        text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
        for before, now in (("8611", a), ("8612", b), ("8600", port)):
            text = text.replace(before, str(now))
        (folder / "nginx.conf").write_text(text, encoding="utf-8")
        user = f"user {pwd.getpwuid(os.getuid()).pw_name} {grp.getgrgid(os.getgid()).gr_name};"  # who may write here
        command = [program("nginx"), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", f"daemon off; {user}"]
    process = subprocess.Popen(command, env=environment)
    try:
        address = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + 30
        while True:
            with contextlib.suppress(httpx.TransportError):
                if httpx.get(f"{address}/health").status_code == 200:
                    break
            assert time.monotonic() < deadline
            time.sleep(0.2)
        yield address
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program as it was a commit ago."""
    folder = tmp_path_factory.mktemp("older")
    archive = subprocess.run(["git", "archive", "HEAD~1"], cwd=ROOT, capture_output=True, check=True).stdout
    subprocess.run(["tar", "-x", "-C", folder], input=archive, check=True)
    changed = folder / "pages/server/styles/base.css"  # an update always changes something that browsers get
    changed.write_text(changed.read_text(encoding="utf-8") + "\n/* a commit ago */\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("kind", ["haproxy", "nginx"])
def test_no_reader_is_lost_when_one_is_killed_and_the_other_updated(
    kind: str, browser: Browser, tmp_path: Path, older: Path
) -> None:
    (tmp_path / "brott.csv").write_text(RATES, encoding="utf-8")
    file = str(tmp_path / "brott.csv")
    a, b = free_port(), free_port()
    with contextlib.ExitStack() as running:
        processes = {
            "a": running.enter_context(serving(tmp_path / "a.txt", port=a, folder=older)),
            "b": running.enter_context(serving(tmp_path / "b.txt", port=b, folder=older)),
        }
        address = running.enter_context(proxied(kind, tmp_path, a, b))
        pages = opened(browser, address)
        for page in pages:
            if "egna-exporter" in page.url:
                drop(page, [file])
        at = {id(page): process_of(page) for page in pages}
        with_files = next(page for page in pages if "egna-exporter" in page.url)

        killed = at[id(with_files)]
        processes[killed].process.kill()
        back(pages, address)
        expect(with_files.locator("#bar-lost")).to_contain_text("brott.csv")
        drop(with_files, [file])  # on the other process, which takes it
        expect(with_files.locator("#bar-lost")).to_have_count(0)

        # What was killed comes back as the newer one, and then the other is updated, with the pages open.
        other = "b" if killed == "a" else "a"
        port = {"a": a, "b": b}
        processes[killed] = running.enter_context(serving(tmp_path / "new.txt", port=port[killed]))
        time.sleep(6)  # until the proxy knows
        drop(with_files, [file])  # the one that holds the page still gets its files
        stop(processes[other])
        back(pages, address)
        expect(with_files.locator("#bar-lost")).to_contain_text("brott.csv")
        drop(with_files, [file])
        for page in pages:
            assert page.evaluate("!document.querySelector('#bar-broken')")
        assert "a commit ago" not in httpx.get(f"{address}/lagesbild.css").text


def opened(browser: Browser, address: str) -> list[Page]:
    """Four pages of two readers, each of whom has a cookie of the proxy's."""
    pages = []
    for number, (view, title) in enumerate(VIEWS.items()):
        if number % 2 == 0:
            reader = context(browser)
        page = reader.new_page()
        page.goto(address + view)
        settled(page, title)
        pages.append(page)
    return pages


def process_of(page: Page) -> str:
    (cookie,) = [one["value"] for one in page.context.cookies() if one["name"] == "process"]
    return cookie


def back(pages: list[Page], address: str) -> None:
    """All pages are drawn, with the views that they had."""
    for page, (view, title) in zip(pages, VIEWS.items(), strict=True):
        expect(page.locator("#bar-away")).to_have_count(0)
        page.wait_for_timeout(3000)  # time to notice, and to be drawn anew
        settled(page, title)
        expect(page.locator("#bar-away")).to_have_count(0)
        assert page.url == address + view
        assert "Traceback" not in page.locator("body").inner_text()


def stop(served: Served) -> None:
    """End it as an update does, and not by force."""
    served.process.terminate()
    served.process.wait(30)


def test_the_unit_is_hardened_and_has_no_mistake(tmp_path: Path) -> None:
    unit = tmp_path / "lagesbild@8611.service"
    text = (DEPLOY / "lagesbild@.service").read_text(encoding="utf-8")
    judge = [program("systemd-analyze"), "security", "--offline=true", "--threshold=20", "--no-pager"]
    judged = subprocess.run([*judge, str(DEPLOY / "lagesbild@.service")], capture_output=True, text=True)
    assert judged.returncode == 0, judged.stdout  # 2.0 of 10
    unit.write_text(text.replace("/opt/lagesbild/.venv/bin/streamlit", "/bin/true"), encoding="utf-8")
    checked = subprocess.run([program("systemd-analyze"), "verify", str(unit)], capture_output=True, text=True)
    assert "lagesbild" not in checked.stderr, checked.stderr


def test_the_container_has_what_the_program_needs(tmp_path: Path) -> None:
    """What is copied into it answers there, as a process of its own, and nothing else of the repository does."""
    containerfile = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    for sources, target in re.findall(r"^COPY (?!--)(.+) (\S+)$", containerfile, flags=re.MULTILINE)[1:]:
        for source in sources.split():
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, tmp_path / target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(ROOT / source, tmp_path / target)
    with serving(tmp_path / "log.txt", folder=tmp_path) as served:
        assert httpx.get(f"{served.url}/health").json()["status"] == "ok"
        assert httpx.get(f"{served.url}/").status_code == 200
    assert urlsplit(served.url).port
