"""What the house leans on of Streamlit is there, and stands in one list: a failure here says what an upgrade broke."""

from __future__ import annotations

import ast
import asyncio
import functools
import importlib
import inspect
import re
import socket
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit import git_util, net_util
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import script_runner
from streamlit.runtime.session_manager import SessionInfo
from streamlit.runtime.state import SessionState, session_state_proxy
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.testing.v1 import AppTest
from streamlit.web.server import server_util
from streamlit.web.server.starlette import starlette_server
from uvicorn.protocols.http.auto import AutoHTTPProtocol
from uvicorn.protocols.http.h11_impl import H11Protocol

import dashboard
from pages import screens
from pages.server import assets, shell, streamlit_internals
from tests import ROOT
from tests.page import MENU, TITLES, app

SERVER = ROOT / "pages/server"
STYLE_SHEET = shell.own_file("/lagesbild.css")[0].decode()
SCRIPT = (SERVER / "shell.js").read_text(encoding="utf-8")


@functools.cache
def scripts() -> str:
    """All of Streamlit's scripts for the browser."""
    folder = streamlit_internals.FOLDER / streamlit_internals.SCRIPTS
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js")))


def is_said(text: str) -> bool:
    """Whether Streamlit's scripts hold this as a text, or as the beginning or end of one that is put together."""
    return re.search(f"[\"'`}}]{re.escape(text)}[\"'`$]", scripts()) is not None


# ---- Python -----------------------------------------------------------------------------------------------------


def streamlits(path: Path) -> Iterator[str]:
    """What a file imports out of Streamlit's modules, beyond its public face ``import streamlit as st``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "streamlit":
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("streamlit."))


def test_only_one_file_imports_inner_parts_of_streamlit() -> None:
    paths = [ROOT / "dashboard.py", *(ROOT / "pages").rglob("*.py"), *(ROOT / "queries").rglob("*.py")]
    inner = {path.relative_to(ROOT).as_posix() for path in paths if any(streamlits(path))}
    assert inner == {"pages/server/streamlit_internals.py"}


def test_what_the_tests_import_of_it_is_listed_and_there() -> None:
    others = [path for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__)]
    used = {name for path in others for name in streamlits(path) if not name.startswith("streamlit.testing.v1.")}
    used = {f"{name}.scan_component_manifests" if name.endswith(".manifest_scanner") else name for name in used}
    private = {f"streamlit.testing.v1.AppTest.{name}" for path in others for name in private_of_app_test(path)}
    assert used | private == streamlit_internals.IN_TESTS
    for name in used:
        module, _, part = name.rpartition(".")
        assert hasattr(importlib.import_module(module), part), name


def private_of_app_test(path: Path) -> set[str]:
    return set(re.findall(r"\bat\.(_\w+)", path.read_text(encoding="utf-8")))


def test_a_screen_that_the_tests_begin_on_is_the_one_that_is_drawn() -> None:
    at = app("about").run()
    assert isinstance(at, AppTest)
    assert at._page_hash == at._finished_page_script_hash != AppTest.from_file(MENU).run()._page_hash
    assert [title.value for title in at.title] == [TITLES["about"][0]]


def test_no_host_is_asked_for_the_address_when_a_page_of_another_site_knocks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert dashboard.app  # it was imported, and with that Streamlit kept from it
    asked: list[str] = []
    monkeypatch.setattr(net_util, "_make_blocking_http_get", lambda url, timeout: asked.append(url))
    monkeypatch.setattr(net_util, "_external_ip", None)
    assert not server_util.is_url_from_allowed_origins("https://www.example.se")
    assert asked == []
    assert "net_util.get_external_ip" in inspect.getsource(server_util)


def test_an_upload_is_forgotten_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    manager = MemoryUploadedFileManager("/_stcore/upload_file")
    for file_id in ("one", "other"):
        manager.add_file("session", UploadedFileRec(file_id, "a.csv", "text/csv", b"1"))
    context = SimpleNamespace(uploaded_file_mgr=manager, session_id="session")
    monkeypatch.setattr(streamlit_internals, "get_script_run_ctx", lambda: context)
    streamlit_internals.forget_upload("one")
    assert [record.file_id for record in manager.get_files("session", ["one", "other"])] == ["other"]


def left(name: str, *files: str) -> SessionInfo:
    """A session that its reader has left, with these own files."""
    state = {"own_uploads": [SimpleNamespace(content=b"1") for _ in files]} if files else {}
    session = SimpleNamespace(id=name, session_state=state, ended=False)
    session.shutdown = lambda: setattr(session, "ended", True)
    return SessionInfo(client=None, session=session)  # type: ignore[arg-type]


def test_a_session_that_was_left_is_ended_soon_but_where_own_files_would_be_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept = streamlit_internals.Left()
    sessions = [left("plain"), left("filed", "a.csv")]
    monkeypatch.setattr(
        streamlit_internals, "files_held", lambda: {one.session.id: (1, len(files_of(one))) for one in kept.list()}
    )
    now = 1000.0
    monkeypatch.setattr(streamlit_internals.time, "monotonic", lambda: now)
    for one in sessions:
        kept.save(one)
    assert kept.get("plain") is sessions[0]
    assert kept.end() == 0
    now += streamlit_internals.SECONDS_LEFT + 1
    assert kept.end() == 1
    assert [one.session.ended for one in sessions] == [True, False]  # type: ignore[attr-defined]
    now += 120
    assert kept.end() == 1
    assert kept.list() == []
    assert sessions[1].session.ended  # type: ignore[attr-defined]


def files_of(one: SessionInfo) -> list[object]:
    found: list[object] = one.session.session_state.get("own_uploads", [])  # type: ignore[attr-defined]
    return found


def test_of_too_many_that_were_left_those_without_files_make_room_and_are_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Streamlit let go of the 129th without ending it: what it held of what its page could fetch stayed for ever."""
    kept = streamlit_internals.Left()
    monkeypatch.setattr(
        streamlit_internals, "files_held", lambda: {one.session.id: (1, len(files_of(one))) for one in kept.list()}
    )
    filed = left("filed", "a.csv")
    plain = [left(str(number)) for number in range(streamlit_internals.MOST_LEFT + 9)]
    for one in (filed, *plain):
        kept.save(one)
    assert kept.end() == 10
    assert [one.session.ended for one in (filed, *plain)] == [False] + [True] * 10 + [False] * (len(plain) - 10)  # type: ignore[attr-defined]


def test_it_receives_with_what_is_bounded() -> None:
    """By ``pages/server/connections.py``."""
    assert AutoHTTPProtocol is H11Protocol
    assert starlette_server._get_websocket_protocol() == "websockets-sansio"


def test_nobody_lets_git_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    assert dashboard.app
    asked: list[str] = []
    monkeypatch.setattr(git_util, "GitRepo", asked.append)
    AppSession._handle_git_information_request(SimpleNamespace(_script_data=SimpleNamespace(main_script_path="a")))  # type: ignore[arg-type]
    assert asked == []


def test_asking_the_session_lets_streamlit_end_the_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    class EndedError(Exception):
        pass

    def end() -> None:
        raise EndedError

    monkeypatch.setattr(session_state_proxy, "get_session_state", lambda: SafeSessionState(SessionState(), end))
    with pytest.raises(EndedError):
        streamlit_internals.end_if_left()


@pytest.mark.parametrize("address", ["127.0.0.1", "::"])
def test_small_answers_leave_at_once(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each took 44 milliseconds. The socket is opened as Streamlit does, before it starts what is in ``dashboard.py``."""
    monkeypatch.setattr(dashboard, "warm", lambda stopped: None)

    async def start(listening: socket.socket) -> None:
        async with dashboard.lifespan(dashboard.app):
            with socket.create_connection(("localhost", listening.getsockname()[1])):
                listening.setblocking(True)
                accepted, _ = listening.accept()
                with accepted:
                    assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)

    with starlette_server._bind_socket(address, 0, 5) as listening:
        asyncio.run(start(listening))


def test_source_files_are_not_watched() -> None:
    """It took half the capacity."""
    settings = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    assert settings["server"]["fileWatcherType"] == "none"


def test_garbage_is_collected_after_each_answer() -> None:
    """What ``pages/server/garbage.py`` is for."""
    assert "gc.collect(" in inspect.getsource(script_runner)


# ---- files and addresses ----------------------------------------------------------------------------------------


def test_its_page_holds_what_is_replaced_in_ours() -> None:
    html = (streamlit_internals.FOLDER / "index.html").read_text(encoding="utf-8")
    assert html.count(streamlit_internals.LANGUAGE) == html.count(streamlit_internals.TITLE) == 1
    assert len(re.findall(streamlit_internals.SERVICE, html)) == 1
    assert html.count("<noscript>") == html.count("</head>") == html.count('<div id="root">') == 1
    assert re.search(r'src="\./static/js/index\.[^"]+\.js"', html)


def test_each_element_has_a_script_of_its_name() -> None:
    folder = streamlit_internals.FOLDER / streamlit_internals.SCRIPTS
    for element in {*streamlit_internals.ELEMENTS, *(name for names in screens.ELEMENTS.values() for name in names)}:
        assert len(list(folder.glob(f"{element}.*.js"))) == 1, element


def test_what_is_mended_in_its_scripts_stands_there_once() -> None:
    for element, changes in streamlit_internals.MENDED.items():
        (path,) = (streamlit_internals.FOLDER / streamlit_internals.SCRIPTS).glob(f"{element}.*.js")
        written, sent = path.read_text(encoding="utf-8"), assets.content_of(f"{streamlit_internals.SCRIPTS}{path.name}")
        for before, after in changes:
            assert written.count(before) == sent.decode().count(after) == 1, before
            assert after not in written


def test_streamlit_answers_at_every_address_that_is_passed_on() -> None:
    known = [getattr(route, "path", "") for route in dashboard.app._build_starlette_app().routes]
    for address in streamlit_internals.PASSED_ON | {"/favicon.png"}:
        assert address in known or (streamlit_internals.FOLDER / address[1:]).is_file(), address
    for below in streamlit_internals.PASSED_ON_BELOW:
        there = any(path.startswith(below) for path in known) or (streamlit_internals.FOLDER / below[1:]).is_dir()
        assert there, below


# ---- marks ------------------------------------------------------------------------------------------------------


def written() -> str:
    """Everything that speaks of marks in Streamlit's pages."""
    tests = [path for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__)]
    return "\n".join([STYLE_SHEET, SCRIPT, *(path.read_text(encoding="utf-8") for path in tests)])


def test_the_test_ids_in_use_are_those_listed_and_streamlit_has_them() -> None:
    used = set(re.findall(r"""data-testid[^\w\s]{1,4}([A-Za-z-]+)""", written()))
    used |= set(re.findall(r"""data-testid", "([A-Za-z-]+)""", written()))
    assert used == streamlit_internals.TEST_IDS
    for name in [*used, *streamlit_internals.ABSENT]:
        assert is_said(name) or is_said(name.partition("-")[0] + "-"), name


def test_the_classes_in_use_are_those_listed_and_streamlit_has_them() -> None:
    used = set(re.findall(r"\.(st[A-Z]\w+)", written()))
    assert used == streamlit_internals.CLASSES
    for name in used:
        assert is_said(name) or re.search(rf"[`\"' ]{name}[`\"' ]", scripts()), name
    assert is_said("st-key-")


def test_the_attributes_in_use_are_those_listed_and_streamlit_has_them() -> None:
    used = set(re.findall(r"\[(data-(?!testid|label|drawn|view|zoom|webgl|embed|at-rest)[a-z-]+)", written()))
    assert used == streamlit_internals.ATTRIBUTES
    for name in used:
        assert f'"{name}"' in scripts() or f"[{name}]" in scripts(), name
    assert is_said("running")
    assert is_said("notRunning")


def test_the_words_that_are_said_in_swedish_are_streamlits() -> None:
    patterns = re.findall(r"^    \[/\^(.+)\$/, \"", SCRIPT, flags=re.MULTILINE)
    texts = [re.sub(r"\([^)]*\)", "…", pattern).replace("\\.", ".") for pattern in patterns]
    assert len(texts) > 10
    for word in streamlit_internals.WORDS:
        assert is_said(word) or f"}}{word}" in scripts() or f"{word}${{" in scripts(), word
        assert any(word.strip() in text for text in texts), f"{word} is not said in Swedish"
    for text in texts:
        assert any(word.strip() in text for word in streamlit_internals.WORDS), f"{text} is not listed"


def test_its_scripts_look_for_the_server_where_shell_js_says_it() -> None:
    holder, name = streamlit_internals.ADDRESS_OF_THE_SERVER
    assert f"window.{holder} = {{ {name}:" in SCRIPT
    assert f"window.{holder}" in scripts() or f".{holder}" in scripts()
    assert f".{name}" in scripts()


def test_the_classes_of_charts_in_use_are_those_listed() -> None:
    used = set(re.findall(r"svg\.(marks)", written()))
    used |= set(re.findall(r"\.((?:role|mark)-(?!tab)[a-z-]+)", STYLE_SHEET + SCRIPT))
    assert used == streamlit_internals.CHART_CLASSES
