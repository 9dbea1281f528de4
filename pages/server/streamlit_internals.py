"""All of Streamlit that the house leans on and Streamlit does not promise: private names, files, addresses, marks in its pages.

Each has a test in ``tests/pages/server/test_streamlit_internals.py``, or in ``tests/browser/`` where only a browser shows it, so that an
upgrade says at once what it broke. Python takes the names from here. The style sheet, ``shell.js`` and the tests write the marks out,
where they are read; a test compares them with the lists.

What it leans on besides, and what shows it:

- The browser draws another screen when the address changes (``popstate``), without loading the scripts anew: ``browser/test_journeys.py``.
- A tab that is loaded anew is a new session, which has no files: ``browser/test_own_exports.py``.
- A map without a style gets none from elsewhere: ``browser/test_journeys.py`` and ``browser/test_served.py``.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit
from streamlit import logger, net_util, runtime
from streamlit.delta_generator import DeltaGenerator
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Block_pb2 import Block as Block
from streamlit.proto.ButtonGroup_pb2 import ButtonGroup as ButtonGroup
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Element_pb2 import Element as Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg as ForwardMsg
from streamlit.proto.GapSize_pb2 import GapSize as GapSize
from streamlit.proto.Markdown_pb2 import Markdown as Markdown
from streamlit.proto.VegaLiteChart_pb2 import VegaLiteChart as VegaLiteChart
from streamlit.runtime import Runtime, RuntimeState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.session_manager import SessionClient, SessionInfo, SessionStorage
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

SECONDS_LEFT, MOST_LEFT = 30, 200
"""How long a session without own files is kept that its reader has left, and how many sessions in all."""

# ---- what is done to it -----------------------------------------------------------------------------------------


def ask_no_host_for_the_address() -> None:
    """Let Streamlit ask no host on the internet for this machine's address, as it would whenever a page of another site
    opens a WebSocket, to see whether that site is meant. The address is unknown, and the site is refused."""
    net_util.get_external_ip = lambda: None


def forget_upload(file_id: str) -> None:
    """Let Streamlit drop its own copy of an uploaded file at once, and not only when the session ends."""
    context = get_script_run_ctx()
    manager = context.uploaded_file_mgr if context is not None else None
    if context is not None and isinstance(manager, MemoryUploadedFileManager):
        manager.remove_file(context.session_id, file_id)


def end_if_left() -> None:
    """Where the reader has left or wants another page, this does not return: Streamlit ends the drawing of the page, as it
    does wherever something is put on it."""
    streamlit.session_state.get("lagesbild")  # any key


def tell_sessions_less(build: str) -> None:
    """Let Streamlit not tell each page where the program lies, and of which versions and on which machine it runs. ``build`` stands
    for the versions: a page that was drawn by another one loads itself anew."""
    make = AppSession._create_new_session_message

    def make_less(self: AppSession, *arguments: Any, **named: Any) -> ForwardMsg:
        message = make(self, *arguments, **named)
        begun = message.new_session
        begun.main_script_path = ""
        begun.initialize.user_info.Clear()
        begun.initialize.environment_info.Clear()
        begun.initialize.environment_info.streamlit_version = build
        return message

    AppSession._create_new_session_message = make_less  # type: ignore[method-assign]


def log_by(handler: logging.Handler) -> None:
    """Let Streamlit and uvicorn, which have handlers of their own, log by this one alone, also what begins to log later."""

    def set_up(one: logging.Logger) -> None:
        one.handlers, one.propagate = [handler], False

    logger.setup_formatter = set_up  # type: ignore[assignment]
    for name, one in logging.root.manager.loggerDict.items():
        if isinstance(one, logging.Logger) and name.partition(".")[0] in ("streamlit", "uvicorn", "websockets"):
            set_up(one)
    for name in ("uvicorn.access", "uvicorn.error", "websockets"):  # who came from where is nobody's business
        logging.getLogger(name).setLevel(logging.WARNING)


def files_held() -> dict[str, tuple[int, int]]:
    """The bytes and the number of the files of each session: those sent that no page has taken yet, and those that one has."""
    if not runtime.exists():
        return {}
    manager = runtime.get_instance()._session_mgr
    held: dict[str, tuple[int, int]] = {}
    for session, files in list(stored().items()):
        held[session] = (sum(len(file.data) for file in list(files.values())), len(files))
    for info in manager.list_sessions():
        state = info.session.session_state
        taken = state["own_uploads"] if "own_uploads" in state else []  # noqa: SIM401 - it has no get
        size, number = held.get(info.session.id, (0, 0))
        held[info.session.id] = (size + sum(len(file.content) for file in taken), number + len(taken))
    return held


def stored() -> dict[str, dict[str, UploadedFileRec]]:
    """The files that were sent and no page has taken yet, by session and their own id."""
    manager = runtime.get_instance().uploaded_file_mgr if runtime.exists() else None
    return manager.file_storage if isinstance(manager, MemoryUploadedFileManager) else {}


def uploads() -> set[tuple[str, str]]:
    """Session and id of each file that was sent and that no page has taken yet."""
    return {(session, file) for session, files in list(stored().items()) for file in list(files)}


def remove_upload(session: str, file_id: str) -> None:
    manager = runtime.get_instance().uploaded_file_mgr if runtime.exists() else None
    if isinstance(manager, MemoryUploadedFileManager):
        manager.remove_file(session, file_id)


class Left(SessionStorage):
    """The sessions whose readers have left, so that who comes back, as with a telephone that slept, finds own files again.

    In place of Streamlit's own storage: that keeps each for two minutes, and drops the 129th without ending it, so that what the
    page had to be fetched stays in memory for ever. Without own files nothing is lost that the address does not say.
    """

    def __init__(self) -> None:
        self.kept: dict[str, tuple[float, SessionInfo]] = {}
        """Each with the time at which it was left, the longest ago first."""

    def get(self, session_id: str) -> SessionInfo | None:
        return self.kept[session_id][1] if session_id in self.kept else None

    def save(self, session_info: SessionInfo) -> None:
        self.kept[session_info.session.id] = (time.monotonic(), session_info)

    def delete(self, session_id: str) -> None:
        self.kept.pop(session_id, None)

    def list(self) -> list[SessionInfo]:
        return [info for _, info in list(self.kept.values())]

    def end(self) -> int:
        """End those that were left too long ago, or are too many; how many. To be called on the server's loop."""
        held, now = files_held(), time.monotonic()
        with_files = {name for name in self.kept if held.get(name, (0, 0))[1]}
        longest: int = streamlit.get_option("server.disconnectedSessionTTL")
        old = {
            name
            for name, (left, _) in self.kept.items()
            if now - left > (longest if name in with_files else min(longest, SECONDS_LEFT))
        }
        kept = sorted(
            (name for name in self.kept if name not in old), key=with_files.__contains__
        )  # without files first
        more = kept[: max(0, len(kept) - MOST_LEFT)]
        for name in (*old, *more):
            _, info = self.kept.pop(name)
            info.session.shutdown()
        return len(old) + len(more)


def keep_left_sessions() -> None:
    """Let Streamlit keep them so. To be called once it runs."""
    if runtime.exists():
        runtime.get_instance()._session_mgr._session_storage = Left()  # type: ignore[attr-defined]


def end_left_sessions() -> int:
    """End the sessions that nobody has come back to, with their files; how many. To be called on the server's loop."""
    storage = runtime.get_instance()._session_mgr._session_storage if runtime.exists() else None  # type: ignore[attr-defined]
    return storage.end() if isinstance(storage, Left) else 0


def tell_nothing_of_the_program() -> None:
    """Let Streamlit not look, for whoever sends the message for it, which files of the program were changed: it starts git for
    that, and everybody waits."""
    AppSession._handle_git_information_request = lambda self: None  # type: ignore[method-assign]


def open_pages() -> int:
    """How many pages readers have open now."""
    return runtime.get_instance()._session_mgr.num_active_sessions() - len(_nobodies) if runtime.exists() else 0


def time_pages(told: Callable[[float], None]) -> None:
    """Tell how many seconds drawing each page of a reader takes, from now on."""
    run = ScriptRunner._run_script

    def timed(self: ScriptRunner, rerun_data: Any) -> None:
        begun, is_readers = time.perf_counter(), self._session_id not in _nobodies
        try:
            run(self, rerun_data)
        finally:
            if is_readers:
                told(time.perf_counter() - begun)

    ScriptRunner._run_script = timed  # type: ignore[method-assign]


def send_at_once() -> None:
    """Let what is sent leave at once: Streamlit opens the socket in a way by which asyncio does not know it for TCP's, and small
    answers wait 40 milliseconds for each other. To be called once the socket is open; connections have what it has."""
    for number in os.listdir("/dev/fd") if os.path.isdir("/dev/fd") else ():
        with contextlib.suppress(OSError), socket.socket(fileno=os.dup(int(number))) as one:  # not all are sockets
            if one.family != socket.AF_UNIX and one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


class Nobody(SessionClient):
    """Whom a page is drawn for that no browser shows: what it has told, and what was put on it, in order."""

    def __init__(self) -> None:
        self.drawn = asyncio.Event()
        self.told: Any = None
        self.deltas: list[ForwardMsg] = []

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        kind = msg.WhichOneof("type")
        if kind == "delta":
            self.deltas.append(msg)
        elif kind == "script_finished":
            self.drawn.set()


_nobodies: dict[str, Nobody] = {}


async def draw(base: str, path: str, query: str, seconds: float) -> Nobody | None:
    """Let Streamlit draw the page at this address for nobody; gives what the page told and what was put on it. ``None`` where
    no Streamlit runs. Raises ``TimeoutError`` where it takes longer."""
    runtime, nobody = Runtime.instance() if Runtime.exists() else None, Nobody()
    if runtime is None or runtime.state in (RuntimeState.INITIAL, RuntimeState.STOPPING, RuntimeState.STOPPED):
        return None
    session = runtime.connect_session(nobody, {})
    _nobodies[session] = nobody
    try:
        asked = ClientState(query_string=query, page_name=path.strip("/"))
        asked.context_info.url = base + path
        runtime.handle_backmsg(session, BackMsg(rerun_script=asked))
        async with asyncio.timeout(seconds):
            await nobody.drawn.wait()
        return nobody
    finally:
        del _nobodies[session]
        runtime.close_session(session)


def tell(what: object) -> None:
    """Where this page is drawn for nobody, whoever lets it be drawn gets this; of a reader's page nobody is told."""
    nobody = _nobody()
    if nobody is not None:
        nobody.told = what


def is_for_nobody() -> bool:
    """Whether this page is drawn for nobody, and what only such a page needs is to be made."""
    return _nobody() is not None


def _nobody() -> Nobody | None:
    context = get_script_run_ctx()
    return _nobodies.get(context.session_id) if context is not None else None


Place = DeltaGenerator
"""Where something can be put on a page: what ``st.container`` and ``st.columns`` give, whose type has no public name."""

# ---- its files and addresses ------------------------------------------------------------------------------------

FOLDER = Path(streamlit.__file__).parent / "static"
"""The files that it sends to browsers: the page ``index.html``, and all in ``static/``, their content's hash in the name."""

SCRIPTS = "static/js/"
"""Where in it the scripts are; that of an element is called after it: ``Selectbox.<hash>.js``."""

ELEMENTS = ("ArrowVegaLiteChart", "embed", "vega-interpreter", "ButtonGroup", "Html", "DownloadButton")
"""The scripts of the elements that every screen is made of; ``pages/screens.py`` names those of single screens."""

MENDED = {
    "ArrowVegaLiteChart": (
        ("let e={...x};return r&&delete e.width", "let e={...x};delete e.description;return r&&delete e.width"),
        ("u.current=b,d.current=x,", "u.current=b,d.current=x,r.current?.description(e.alt||null),"),
    )
}
"""What is said otherwise in its scripts, by the element, before they are sent; each text stands there once, or the script is
sent as it is. A chart is not built anew, which takes half of what the browser does on a click, where only its figures and
with them its alternative text are others: the new text is given to the chart that is there."""

LANGUAGE, TITLE, SERVICE = '<html lang="en">', "<title>Streamlit</title>", r'<link rel="service-desc"[^>]*>'
"""What stands in its page and is replaced in ours: the first two as they are, the last as a pattern."""

PASSED_ON = frozenset(
    {
        *(
            "/catalog.jsonld",
            "/catalog.rdf",
            "/feed.atom",
            "/health",
            "/metrics",
            "/favicon.png",
            "/picture.png",
            "/sitemap.xml",
            "/download",
        ),
        *("/_stcore/health", "/_stcore/host-config", "/_stcore/stream"),
    }
)
"""Addresses that Streamlit or our routes answer."""

PASSED_ON_BELOW = ("/api/", "/static/", "/media/", "/component/", "/_stcore/upload_file/", "/_stcore/bidi-components/")
"""Folders in which Streamlit or our routes answer, also with 404."""

HOST_CONFIG = "/_stcore/host-config"
"""Where its scripts ask how they are to behave; what it answers itself is in ``test_streamlit_internals.py``."""

WRITES = ("/api/", "/_stcore/upload_file/")
"""Folders in which something else than GET and HEAD is answered; ours say that they can only be read."""

# ---- marks in its pages, for style sheet, shell.js and tests ----------------------------------------------------

TEST_IDS = frozenset(
    {
        *(
            "stAlert",
            "stApp",
            "stException",
            "stHeader",
            "stIconMaterial",
            "stMain",
            "stStatusWidget",
            "stToolbar",
            "stSkipToContent",
        ),
        *("stColumn", "stElementContainer", "stFullScreenFrame", "stLayoutWrapper", "stVerticalBlock"),
        *(
            "stCaptionContainer",
            "stHeaderActionElements",
            "stHeading",
            "stMarkdown",
            "stMarkdownContainer",
            "stTooltipIcon",
        ),
        *("stExpander", "stExpanderDetails", "stHorizontalBlock", "stWidgetLabel"),
        *("stDeckGlJsonChart", "stElementToolbar", "stVegaLiteChart"),
        *("stBaseButton-primary", "stButtonGroup", "stDownloadButtonError"),
        *("InputInstructions", "stMultiSelect", "stSelectbox"),
        *("stFileChip", "stFileUploader", "stFileUploaderDropzoneInstructions"),
    }
)
"""Values of ``data-testid``."""

ABSENT = ("stMainMenu", "stAppDeployButton", "stToolbarActions", "stSidebarNav")
"""Values of ``data-testid`` that our settings keep away."""

CLASSES = frozenset(
    {
        *("stApp", "stAppViewContainer", "stElementContainer", "stMain", "stMainBlockContainer"),
        *("stDeckGlJsonChart", "stHtml", "stMarkdown", "stVegaLiteChart"),
        *("stButton", "stButtonGroup", "stDownloadButton"),
        *("stFileUploader", "stMultiSelect", "stSelectbox", "stTextInput"),
    }
)

ATTRIBUTES = frozenset({"data-live-announcer", "data-selected", "data-stale", "data-tag", "data-test-script-state"})
"""Further attributes: which pill is chosen, what is about to be drawn anew, what is chosen in a list of several, whether the
page is being drawn."""

WORDS = (
    *("Upload", "Add files", "Drag and drop files here", " per file", "Remove ", "Cancel upload of ", "file upload"),
    *("File must be ", " or smaller.", "Unexpected error. Please try again.", "Click to retry upload"),
    *("Press Enter to ", "No results", "Select all", "Clear all", "Selected values", "Open"),
    *("You can only select up to ", ". Remove an option first.", "Add: ", " available.", ", selected"),
)
"""Its words for readers, in English only, which ``shell.js`` says in Swedish."""

ADDRESS_OF_THE_SERVER = ("__streamlit", "BACKEND_BASE_URL")
"""Where its scripts look for the server, as ``shell.js`` says it."""

CHART_CLASSES = frozenset(
    {"marks", "mark-shape", "mark-symbol", "mark-text", "role-axis-grid", "role-axis-label", "role-axis-title"}
)
"""Classes of Vega, which draws the charts, in their SVG."""

# ---- only the tests lean on these -------------------------------------------------------------------------------

IN_TESTS = frozenset(
    {
        "streamlit.components.v2.manifest_scanner.scan_component_manifests",
        "streamlit.dataframe_util.convert_anything_to_arrow_bytes",
        "streamlit.dataframe_util.convert_arrow_bytes_to_pandas_df",
        "streamlit.proto.BackMsg_pb2.BackMsg",
        "streamlit.proto.ForwardMsg_pb2.ForwardMsg",
        "streamlit.runtime.media_file_manager.MediaFileManager",
        "streamlit.util.calc_hash",
        "streamlit.testing.v1.AppTest._page_hash",
        "streamlit.testing.v1.AppTest._finished_page_script_hash",
        "streamlit.testing.v1.AppTest._tree",
    }
)
"""Beside ``streamlit.testing.v1``, which is public."""
