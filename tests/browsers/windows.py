"""A window of Firefox, and one of WebKit, in the few words that the walk through the pages needs of both.

Each is driven by what its makers keep for it: Firefox by Mozilla's Marionette, which needs no driver program, WebKitGTK by its own
driver and Selenium. Playwright, which drives Chromium, needs builds of its own of both.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from marionette_driver.marionette import Marionette
from selenium.webdriver import ActionChains, WebKitGTK
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

HEIGHT = 900
SECONDS = 45
"""That something may take to appear."""

WITHOUT_BARS = "window.open('about:blank', '', 'width=800,height=800,toolbar=no,menubar=no,location=no')"
"""A window with the bars of a browser does not become as narrow as a telephone."""

AS_NARROW_AS_A_TELEPHONE = "document.documentElement.style.setProperty('min-width', '0', 'important')"
"""Which a window of Firefox with its bars does not become either: this is told to the window, not to the page."""

HEAR = """
const there = location.protocol.startsWith("http") && !window.left;
if (there && !window.complaints) {
    window.complaints = [];
    for (const kind of ['error', 'warn']) {
        const own = console[kind];
        console[kind] = (...said) => {
            complaints.push(`${kind}: ${said.join(' ')}`);
            own.apply(console, said);
        };
    }
    addEventListener('error', event => complaints.push(`uncaught: ${event.message}`));
    addEventListener('unhandledrejection', event => complaints.push(`uncaught: ${event.reason}`));
}
return there;
"""
"""Done before a page has its scripts: neither driver tells what a page says to the console."""


class Window(ABC):
    """A browser with one tab."""

    driver: Any

    def open(self, address: str) -> None:
        self.run("window.left = true; location.assign(arguments[0])", address)
        end = time.monotonic() + SECONDS
        while not self.run(HEAR):
            assert time.monotonic() < end, f"{address} is not opened"

    def size(self, width: int) -> None:
        """Let the page be so many pixels wide."""
        self.resize(width, HEIGHT)
        self.until("width => innerWidth === width", width)

    def ask(self, script: str, argument: object = None) -> Any:
        """What a function of JavaScript gives on the page."""
        return self.run(f"return ({script})(arguments[0])", argument)

    def until(self, script: str, argument: object = None) -> Any:
        """The same once that is something; fails with what stands on the page if it never is."""
        end = time.monotonic() + SECONDS
        while not (found := self.ask(script, argument)):
            told = f"never: {script} ({argument})"
            assert time.monotonic() < end, "\n".join(
                [told, *self.complaints(), self.ask("() => document.body.innerText")]
            )
            time.sleep(0.1)
        return found

    def click(self, path: str) -> None:
        """A press of the mouse on what this XPath leads to, once it is seen."""
        end = time.monotonic() + SECONDS
        while not (found := [part for part in self.driver.find_elements("xpath", path) if part.is_displayed()]):
            assert time.monotonic() < end, f"not there: {path}"
            time.sleep(0.1)
        found[0].click()

    def press(self, key: str) -> None:
        """A key by its name, such as ``ARROW_DOWN``."""
        self.type(getattr(Keys, key))

    def complaints(self) -> list[str]:
        """Errors and warnings of the console, and what no script caught, since this was asked last."""
        found: list[str] = self.run("return (window.complaints ?? []).splice(0)")
        return found

    @abstractmethod
    def run(self, script: str, argument: object = None) -> Any: ...

    @abstractmethod
    def resize(self, width: int, height: int) -> None: ...

    @abstractmethod
    def type(self, text: str) -> None: ...

    @abstractmethod
    def point(self, x: float, y: float) -> None:
        """Move the mouse to this point of the window."""

    @abstractmethod
    def press_mouse(self) -> None:
        """Where it points."""

    @abstractmethod
    def picture(self, file: Path) -> None: ...


class Firefox(Window):
    def __init__(self, **settings: object) -> None:
        found = program("firefox-esr", "firefox-esr", "firefox")
        self.driver = Marionette(
            bin=found, port=0, gecko_log=os.devnull, app_args=["--remote-allow-system-access"], **settings
        )
        self.driver.start_session({"pageLoadStrategy": "none"})
        with self.driver.using_context("chrome"):
            self.driver.execute_script(AS_NARROW_AS_A_TELEPHONE)

    def run(self, script: str, argument: object = None) -> Any:
        return self.driver.execute_script(script, [argument], sandbox=None)

    def resize(self, width: int, height: int) -> None:
        self.driver.set_window_rect(width=width, height=height)

    def type(self, text: str) -> None:
        self.driver.actions.sequence("key", "keyboard").send_keys(text).perform()

    def point(self, x: float, y: float) -> None:
        self.mouse().pointer_move(int(x), int(y)).perform()

    def press_mouse(self) -> None:
        self.mouse().pointer_down().pointer_up().perform()

    def mouse(self) -> Any:
        return self.driver.actions.sequence("pointer", "mouse", {"pointerType": "mouse"})

    def picture(self, file: Path) -> None:
        file.write_bytes(self.driver.screenshot(format="binary", full=False))


class WebKit(Window):
    def __init__(self) -> None:
        options = Options()
        options.page_load_strategy = "none"
        for argument in ("--automation", "--javascript-can-open-windows-automatically=true"):
            options.add_argument(argument)
        service = Service(program("webkit2gtk-driver", "WebKitWebDriver"))
        self.driver = WebKitGTK(options=options, service=service)
        first = self.driver.current_window_handle
        self.run(WITHOUT_BARS)
        self.driver.switch_to.window(next(handle for handle in self.driver.window_handles if handle != first))

    def run(self, script: str, argument: object = None) -> Any:
        return self.driver.execute_script(script, argument)

    def resize(self, width: int, height: int) -> None:
        self.driver.set_window_size(width, height)

    def type(self, text: str) -> None:
        ActionChains(self.driver).send_keys(text).perform()

    def point(self, x: float, y: float) -> None:
        chain = ActionChains(self.driver, duration=0)
        chain.w3c_actions.pointer_action.move_to_location(int(x), int(y))
        chain.perform()

    def press_mouse(self) -> None:
        ActionChains(self.driver).click().perform()

    def picture(self, file: Path) -> None:
        self.driver.save_screenshot(str(file))


def program(package: str, *names: str) -> str:
    """Where the first of these programs is that is there."""
    found = next(filter(None, map(shutil.which, names)), None)
    assert found, f"{' or '.join(names)} is needed, and not there: apt-get install {package}"
    return found


@contextlib.contextmanager
def firefox() -> Iterator[Window]:
    """With WebGL, in software."""
    with screen():
        window = Firefox(prefs={"webgl.force-enabled": True})
        yield window
        window.driver.cleanup()


@contextlib.contextmanager
def firefox_without_webgl() -> Iterator[Window]:
    """As it is without a screen."""
    window = Firefox(headless=True)
    yield window
    window.driver.cleanup()


@contextlib.contextmanager
def webkit() -> Iterator[Window]:
    with screen():
        window = WebKit()
        yield window
        window.driver.quit()


@contextlib.contextmanager
def screen() -> Iterator[None]:
    """Let programs draw on a screen in memory."""
    command = [program("xvfb", "Xvfb"), "-displayfd", "1", "-screen", "0", "1400x1200x24", "-nolisten", "tcp"]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process,
        pytest.MonkeyPatch.context() as environment,
    ):
        assert process.stdout is not None
        environment.setenv("DISPLAY", f":{process.stdout.readline().strip()}")
        try:
            yield
        finally:
            process.terminate()
