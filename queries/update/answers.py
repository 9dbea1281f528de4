"""Asking a publisher's host: only the hosts that are named here, within limits of time and size, tried again with growing pauses.

Proxies and certificates are those that the environment names (``HTTPS_PROXY``, ``NO_PROXY``, ``SSL_CERT_FILE``).
"""

from __future__ import annotations

import json
import os
import queue
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from queries.update.words import Said, Value, say, shown

MOST_BYTES = 20_000_000
"""Of one answer, unpacked. The largest of those asked for has some two million."""

SECONDS_AN_ANSWER = 120
PAUSES = (2, 8, 30)
"""Seconds before each further try. A host that asks for more gets it, up to :data:`LONGEST_PAUSE`."""

LONGEST_PAUSE = 120
MOST_REDIRECTS = 3
PASSING = (429, 500, 502, 503, 504)
"""What may be otherwise a little later."""

Telling = Callable[[Said], None]
"""Tells how far it is."""

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Unanswered(Exception):
    """There is no answer that can be used; ``said`` is why, and what to do about it."""

    def __init__(self, said: Said) -> None:
        super().__init__(said.text)
        self.said = said


class _Passing(Unanswered):
    """No answer now, but perhaps a little later, or after so many seconds."""

    def __init__(self, said: Said, seconds: float = 0) -> None:
        super().__init__(said)
        self.seconds = seconds


@dataclass(frozen=True)
class Host:
    """A publisher's own address, and the hosts that an answer of it may lead on to; ``setting`` names another address."""

    name: str
    address: str
    setting: str
    others: tuple[str, ...] = ()


SCB = Host("SCB", "https://statistikdatabasen.scb.se/api/v2", "LAGESBILD_SCB")
KOLADA = Host("Kolada", "https://api.kolada.se/v3", "LAGESBILD_KOLADA")
BRA = Host("Brå", "https://bra.se", "LAGESBILD_BRA", ("www.bra.se",))


def base_of(host: Host) -> httpx.URL:
    """The address to ask: the publisher's own, or the one that the environment names for a mirror or a test.

    Raises :class:`Unanswered` for one that is not encrypted, unless it is on this machine.
    """
    named = os.environ.get(host.setting, "").strip() or host.address
    try:
        url = httpx.URL(named)
    except httpx.InvalidURL:
        url = httpx.URL("")
    if not url.host or url.userinfo or not (url.scheme == "https" or (url.scheme == "http" and url.host in LOOPBACK)):
        text = say(
            "{setting} must be an address that begins with https://, not “{address}”.",
            setting=host.setting,
            address=named,
        )
        raise Unanswered(text)
    return url


class Asker:
    """Asks hosts one thing after the other; ``tell`` is told how far it is."""

    def __init__(self, tell: Telling) -> None:
        self.tell = tell
        # Redirects are followed here, one by one, and only within the host.
        self.client = httpx.Client(
            timeout=httpx.Timeout(30, connect=15),
            follow_redirects=False,
            headers={"user-agent": "lagesbild-update", "accept-encoding": "gzip"},
        )

    def __enter__(self) -> Asker:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def content(self, host: Host, path: str, parameters: Mapping[str, str] | None = None) -> bytes:
        """What stands below this path of the host. Raises :class:`Unanswered`."""
        base = base_of(host)
        url = base.copy_with(path=f"{base.path.rstrip('/')}/{path}", params=dict(parameters or {}) or None)
        return self._of_address(host, url)

    def of_address(self, host: Host, address: str) -> bytes:
        """What stands at a full address, which must be the host's. Raises :class:`Unanswered`."""
        try:
            url = httpx.URL(address)
        except httpx.InvalidURL as error:
            raise Unanswered(say("“{address}” is no address.", address=address)) from error
        own = httpx.URL(host.address).host
        base = base_of(host)
        if url.scheme == "https" and url.host in (own, *host.others) and url.port is None and not url.userinfo:
            url = url.copy_with(
                scheme=base.scheme, host=base.host, port=base.port, raw_path=base.raw_path.rstrip(b"/") + url.raw_path
            )
        self._refuse_elsewhere(host, base, url)
        return self._of_address(host, url)

    def json(self, host: Host, path: str, parameters: Mapping[str, str] | None = None) -> Any:
        """The same as a JSON value."""
        return parsed(host, self.content(host, path, parameters))

    def _of_address(self, host: Host, url: httpx.URL) -> bytes:
        self.tell(say("Asking {host}: {address}", host=host.name, address=str(url)))
        for pause in (*PAUSES, None):
            try:
                content = within(SECONDS_AN_ANSWER, host, lambda: self._once(host, url))
            except _Passing as passing:
                if pause is None:
                    raise Unanswered(passing.said) from passing
                seconds = min(max(float(pause), passing.seconds), LONGEST_PAUSE)
                self.tell(say("{why} Trying again in {seconds} seconds.", why=passing.said, seconds=seconds))
                time.sleep(seconds)
            else:
                self.tell(
                    say("{host} has answered with {size} kilobytes.", host=host.name, size=-(-len(content) // 1000))
                )
                return content
        raise AssertionError

    def _once(self, host: Host, url: httpx.URL) -> bytes:
        base = base_of(host)
        try:
            for _ in range(MOST_REDIRECTS + 1):
                with self.client.stream("GET", url) as answer:
                    if answer.has_redirect_location:
                        url = url.join(answer.headers["location"])
                        self._refuse_elsewhere(host, base, url)
                        continue
                    return body(host, answer)
        except httpx.InvalidURL as error:
            raise Unanswered(say("{host} leads on to an address that is none.", host=host.name)) from error
        except (httpx.TimeoutException, httpx.NetworkError, httpx.RemoteProtocolError, httpx.ProxyError) as error:
            raise _Passing(not_reached(host, error)) from error
        except httpx.HTTPError as error:
            raise Unanswered(not_reached(host, error)) from error
        raise Unanswered(say("{host} leads on and on. Try another day.", host=host.name))

    def _refuse_elsewhere(self, host: Host, base: httpx.URL, url: httpx.URL) -> None:
        hosts = (base.host, *(host.others if base == httpx.URL(host.address) else ()))
        if url.scheme != base.scheme or url.host not in hosts or url.port != base.port or url.userinfo:
            text = say(
                "{host} leads to {address}, which is another host and was not asked. If the publisher has moved, fetch"
                " the file yourself and give it with --bra, or name the new address in {setting}.",
                host=host.name,
                address=str(url),
                setting=host.setting,
            )
            raise Unanswered(text)


def body(host: Host, answer: httpx.Response) -> bytes:
    """What an answer holds. Raises :class:`Unanswered` for one that says it is none, or is too long."""
    status = answer.status_code
    if status in PASSING:
        text = say(
            "{host} cannot answer now (status {status}). If it stays so, try later.", host=host.name, status=str(status)
        )
        raise _Passing(text, seconds_asked(answer.headers.get("retry-after", "")))
    if status != 200:
        text = say(
            "{host} has nothing at this address (status {status}). It may have moved: see docs/update.md.",
            host=host.name,
            status=str(status),
        )
        raise Unanswered(text)
    found = bytearray()
    for part in answer.iter_bytes():
        found += part
        if len(found) > MOST_BYTES:
            text = say(
                "{host} answers with more than {size} megabytes, which no table has. Nothing was read.",
                host=host.name,
                size=MOST_BYTES // 1_000_000,
            )
            raise Unanswered(text)
    if not found:
        raise _Passing(say("{host} answers with nothing at all. If it stays so, try later.", host=host.name))
    return bytes(found)


def seconds_asked(text: str) -> float:
    """The seconds that a host asks to wait for; 0 where it asks for a date, or for nothing."""
    return float(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0.0


def not_reached(host: Host, error: Exception) -> Said:
    return say(
        "{host} cannot be reached, or the connection broke ({error}). Check the network and, where there is one, the"
        " proxy (HTTPS_PROXY).",
        host=host.name,
        error=shown(f"{type(error).__name__}: {error}" if str(error) else type(error).__name__),
    )


def within(seconds: float, host: Host, work: Callable[[], bytes]) -> bytes:
    """What the work gives; :class:`_Passing` where that takes longer, however the host spreads what it sends."""
    done: queue.SimpleQueue[bytes | BaseException] = queue.SimpleQueue()

    def attempt() -> None:
        try:
            done.put(work())
        except BaseException as error:  # told where it is waited for
            done.put(error)

    threading.Thread(target=attempt, name="answer", daemon=True).start()
    try:
        outcome = done.get(timeout=seconds)
    except queue.Empty:
        text = say(
            "{host} takes more than {seconds} seconds to answer. If it stays so, try later.",
            host=host.name,
            seconds=seconds,
        )
        raise _Passing(text) from None
    if isinstance(outcome, BaseException):
        raise outcome
    return outcome


def parsed(host: Host, content: bytes) -> Any:
    """The JSON value that was answered. Raises :class:`Unanswered` where it is none, or was cut off."""
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=refuse)
    except (ValueError, RecursionError) as error:
        text = say(
            "{host} answers with something that is not whole JSON ({error}). Try again; if it stays so, the form has"
            " changed: see docs/update.md.",
            host=host.name,
            error=shown(str(error)),
        )
        raise Unanswered(text) from error


def refuse(text: str) -> float:
    raise ValueError(text)


def changed(host: Host, what: str, **values: Value) -> Unanswered:
    """The refusal of an answer of another form than the known one; ``what`` is where it differs, for a programmer."""
    text = say(
        "{host} answers in another form than the known one ({what}). Nothing was read. See docs/update.md.",
        host=host.name,
        what=what.format(**values),
    )
    return Unanswered(text)
