"""``python -m queries.update``: newer figures from Statistics Sweden, Kolada and Brå into the folder of ``LAGESBILD_DATA``.

Says what is new, what was revised and what is missing, asks, and then writes all or nothing. See ``docs/update.md``.

Exits with 0 when the folder is as new as can be, or with ``--dry-run``; 1 when something could not be read or written, and
nothing was written; 2 when the command itself is wrong; 3 when it was not confirmed.
"""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from queries.store import additions, database
from queries.store.checks import Problem
from queries.store.database import DataUnavailable, Loaded
from queries.store.dictionary import DICTIONARY, Files
from queries.update import publication, writing
from queries.update.answers import Telling, Unanswered
from queries.update.arguments import arguments_of
from queries.update.offers import Offer, offers_of
from queries.update.report import Showing, report
from queries.update.words import Said, say, spoken

UNUSUAL = 0.1
"""Where more of the known figures than this are revised, something else may be counted: that is never taken unseen."""


class Stopped(Exception):
    """The command ends here, with this sentence and this code."""

    def __init__(self, said: Said, code: int = 1) -> None:
        super().__init__(said.text)
        self.said, self.code = said, code


def main(arguments: Sequence[str] | None = None, today: datetime.date | None = None) -> int:
    asked, language = arguments_of(sys.argv[1:] if arguments is None else arguments)

    def tell(said: Said) -> None:
        print(spoken(said, language), file=sys.stderr, flush=True)

    def show(said: Said, indent: str = "") -> None:
        print(indent + spoken(said, language), flush=True)

    try:
        return update(asked, (today or datetime.date.today()).isoformat(), tell, show, language)
    except Stopped as stopped:
        tell(stopped.said)
        return stopped.code
    except Unanswered as unanswered:
        tell(unanswered.said)
        tell(say("Nothing was written."))
        return 1
    except KeyboardInterrupt:
        tell(say("Stopped. Nothing was written."))
        return 1


def update(asked: argparse.Namespace, today: str, tell: Telling, show: Showing, language: str) -> int:
    folder = folder_of(asked)
    os.environ["LAGESBILD_DATA"] = str(folder)
    put_right(folder, tell)
    loaded = in_use()
    offers = [offer for offer in offers_of(asked, loaded, today, tell) if report(offer, show, language)]
    if not offers:
        show(say("There is nothing new. Nothing was written."))
        return 0
    files, gone = together(folder, offers)
    check(loaded, folder, files, gone)
    for name in sorted(files, key=writing.order):
        show(say("To be written: {file}", file=name))
    if asked.dry_run:
        show(say("Nothing was written, as was asked (--dry-run)."))
        return 0
    confirm(asked, offers, show, language)
    try:
        kept = writing.put(folder, files, gone, datetime.datetime.now().strftime("%Y-%m-%d-%H%M%S"))
    except OSError as error:
        text = say(
            "The files could not be written ({error}). The folder is as it was. See that there is room and that you may"
            " write in {folder}.",
            error=error.strerror or str(error),
            folder=str(folder),
        )
        raise Stopped(text) from error
    show(say("Written. A running dashboard shows the new figures within seconds."))
    if kept:
        show(say("The earlier files are kept in {folder}.", folder=str(kept)))
    return 0


# ---- the folder ----------------------------------------------------------------------------------------------------------


def folder_of(asked: argparse.Namespace) -> Path:
    named = asked.folder or (os.environ.get("LAGESBILD_DATA") and Path(os.environ["LAGESBILD_DATA"]))
    if not named:
        text = say("Which folder? Name it with --folder, or in LAGESBILD_DATA as for the dashboard itself.")
        raise Stopped(text, 2)
    folder = Path(named).resolve()
    if not folder.is_dir():
        raise Stopped(say("There is no folder {folder}. Make it first, or mend the name.", folder=str(named)), 2)
    if folder == database.BUILT_IN.resolve():
        text = say(
            "{folder} comes with the dashboard and is replaced with its next version. Name a folder of your own.",
            folder=str(folder),
        )
        raise Stopped(text, 2)
    return folder


def put_right(folder: Path, tell: Telling) -> None:
    try:
        if writing.take_back_unfinished(folder):
            tell(say("An earlier update was cut off while it wrote. The folder is again as it was before that."))
    except (OSError, ValueError, KeyError) as error:
        text = say(
            "An earlier update was cut off while it wrote, and could not be taken back ({error}). Copy the files in {folder}"
            " back yourself, and delete {name} there.",
            error=str(error),
            folder=str(folder / writing.BACKUP),
            name=writing.UNFINISHED,
        )
        raise Stopped(text) from error


def in_use() -> Loaded:
    """The data as the dashboard would load them now. Files of the folder that are broken are no reason to stop."""
    try:
        files, unreadable = database.read_files()
        return database.load(files, None, unreadable)
    except DataUnavailable as error:
        raise Stopped(say("The data in use cannot be loaded: {why}", why=problem(error.problems[0]))) from error


def problem(found: Problem) -> str:
    """A problem in the words of a log: the pages have sentences for it."""
    row = "" if found.row is None else f":{found.row}"
    column = f" {found.column}" if found.column else ""
    return f"{found.file}{row}{column} {found.check} {found.value}".rstrip()


# ---- writing -----------------------------------------------------------------------------------------------------------


def together(folder: Path, offers: Sequence[Offer]) -> tuple[Files, list[str]]:
    """The files as they are to be, and those that go."""
    files: Files = {}
    gone = []
    for offer in offers:
        names = {*offer.files, *(f"exports/{path.name}" for path in (folder / "exports").glob("*.csv"))}
        there = {name: (folder / name).read_bytes() for name in names if (folder / name).is_file()}
        more, removed = publication.merged(there | files, offer.files, offer.statistic)
        files |= more
        gone += removed
    return files, gone


def check(loaded: Loaded, folder: Path, files: Files, gone: Sequence[str]) -> None:
    """Load all as the dashboard will. Raises :class:`Stopped` for a problem that is not there now."""
    place = "" if (folder / DICTIONARY).exists() else f"{additions.ADDED}/"
    now, unreadable = database.read_files()
    after = {name: content for name, content in now.items() if name not in {f"{place}{name}" for name in gone}}
    after |= {f"{place}{name}": content for name, content in files.items()}
    try:
        then = database.load(after, None, unreadable)
    except DataUnavailable as error:
        raise unfit(error.problems[0]) from error
    new = [one for one in then.problems if one not in loaded.problems]
    if new:
        raise unfit(new[0])


def unfit(found: Problem) -> Stopped:
    text = say(
        "What was fetched does not fit the data ({why}). Nothing was written. If the file is one of your own, mend it first;"
        " else see docs/update.md.",
        why=problem(found),
    )
    return Stopped(text)


def confirm(asked: argparse.Namespace, offers: Sequence[Offer], show: Showing, language: str) -> None:
    """Ask whether to write. Raises :class:`Stopped` unless the answer is yes."""
    unusual = [one for one in offers if len(one.comparison.revised) > UNUSUAL * one.comparison.compared]
    if asked.yes and not unusual:
        return
    for one in unusual:
        text = say(
            "Look twice: {part} of the known figures are revised. Perhaps something else is counted now.",
            part=f"{len(one.comparison.revised) / one.comparison.compared:.0%}",
        )
        show(text)
    if asked.yes:
        raise Stopped(say("With --yes that is not written. Run it again without --yes. Nothing was written."), 3)
    try:
        answer = input(spoken(say("Write this? [y/N] "), language))
    except EOFError:
        raise Stopped(say("Nobody answered. Use --yes where nobody can. Nothing was written."), 3) from None
    if answer.strip().casefold() not in ("j", "ja", "y", "yes"):
        raise Stopped(say("Nothing was written."), 3)


if __name__ == "__main__":
    sys.exit(main())
