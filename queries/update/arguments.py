"""The arguments of the command, explained in the language that they ask for."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from queries.update import bra
from queries.update.words import LANGUAGES, Listed, Said, say, spoken

PUBLISHERS = ("scb", "kolada", "bra")


def arguments_of(arguments: Sequence[str]) -> tuple[argparse.Namespace, str]:
    """What is asked, and the language of everything that is said."""
    first = argparse.ArgumentParser(add_help=False)
    first.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0])
    language: str = first.parse_known_args(arguments)[0].lang

    def t(said: Said) -> str:
        return spoken(said, language).replace("%", "%%")

    parser = argparse.ArgumentParser(
        prog="python -m queries.update",
        description=t(say("Fetches newer figures and puts them into the folder of LAGESBILD_DATA, after asking.")),
    )
    parser.add_argument(
        "--folder",
        type=Path,
        metavar=t(say("FOLDER")),
        help=t(say("the folder, in place of the one that LAGESBILD_DATA names")),
    )
    parser.add_argument(
        "--only",
        nargs="+",
        choices=PUBLISHERS,
        default=PUBLISHERS,
        help=t(say("who is asked; all without it")),
    )
    parser.add_argument(
        "--bra",
        nargs="+",
        metavar=t(say("TABLE")),
        default=[max(bra.ADDRESSES)],
        help=t(
            say(
                "Brå's tables by municipality: files, addresses at bra.se, or years whose address is known ({years})",
                years=Listed(tuple(bra.ADDRESSES)),
            )
        ),
    )
    parser.add_argument("--dry-run", action="store_true", help=t(say("only say what would be written")))
    parser.add_argument("--yes", action="store_true", help=t(say("do not ask, unless something looks unusual")))
    parser.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0], help=t(say("language of what is said")))
    return parser.parse_args(arguments), language
