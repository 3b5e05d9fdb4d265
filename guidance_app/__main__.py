"""The command line: the program itself, and what can be done without a window."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t, use_language

PASSPHRASE = "BOUWSTEEN_PASSPHRASE"
DOCUMENT_NAMES = ("joint_plan", "parent_plan", "experiments", "schedule", "file_for_parents", "whole_file")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code. A Problem is one sentence on stderr and exit code 2."""
    options = _parser().parse_args(argv)
    use_language(options.language)
    try:
        return int(options.act(options) or 0)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bouwsteen", description="Bouwsteen")
    parser.add_argument("--language", choices=("nl", "en"), default="nl")
    parser.add_argument("--example", action="store_true", help="open the example")
    parser.add_argument("--locked", action="store_true", help=argparse.SUPPRESS)  # the fresh process after a lock
    parser.set_defaults(act=_open)
    commands = parser.add_subparsers(metavar="command")
    plan = commands.add_parser("plan", help="write a document of one pupil as PDF")
    plan.add_argument("out", type=Path, help="the PDF to write")
    plan.add_argument("--store", type=Path, help="folder of the store (default: the store of this person)")
    plan.add_argument("--example", action="store_true", help="from the example store")
    plan.add_argument("--pupil", help="first name, or first and last name; not needed when there is one pupil")
    plan.add_argument("--document", choices=DOCUMENT_NAMES, default=DOCUMENT_NAMES[0])
    plan.add_argument("--passphrase-fd", type=int, help="read the passphrase from this file descriptor")
    plan.set_defaults(act=_plan)
    showcase = commands.add_parser("showcase", help="without a screen: the plans of the example, and a picture of each page")
    showcase.add_argument("folder", type=Path)
    showcase.set_defaults(act=_showcase)
    stats = commands.add_parser("stats", help="compute the figures of the cases in a JSON file")
    stats.add_argument("input", type=Path, help='one case, or {"cases": [...]}')
    stats.set_defaults(act=_stats)
    build = commands.add_parser("build-example", help="build the example store that comes with the program")
    build.add_argument("folder", type=Path, nargs="?")
    build.set_defaults(act=_build_example)
    return parser


def _open(options: Any) -> int:
    from guidance_app.app import run

    return run(example=options.example, locked=options.locked)


def _plan(options: Any) -> None:
    from guidance_app.report.documents import write

    workspace = _workspace(options)
    try:
        write(workspace, _pupil(workspace, options.pupil), options.document, options.out)
    finally:
        workspace.close()
    print(options.out.resolve())


def _workspace(options: Any) -> Any:
    from guidance_app import example
    from guidance_app.base.machine import store_folder
    from guidance_app.workspace import unlock

    if options.example:
        return example.open_copy()
    return unlock(options.store or store_folder(), _passphrase(options.passphrase_fd))


def _passphrase(descriptor: int | None) -> str:
    """From a file descriptor, the environment or the keyboard; never an argument, which every other program can read."""
    if descriptor is not None:
        with os.fdopen(descriptor, encoding="utf-8") as given:
            return given.readline().rstrip("\r\n")
    return os.environ.get(PASSPHRASE) or getpass.getpass(t("Passphrase") + ": ")


def _pupil(workspace: Any, wanted: str | None) -> str:
    from guidance_app.queries.pupils import all_pupils

    with workspace.read() as s:
        pupils = all_pupils(s, workspace.today)
    found = [p for p in pupils if wanted is None or wanted.casefold() in (p.first_name.casefold(), p.full_name.casefold())]
    if len(found) != 1:
        sentence = t("There is no pupil with this name.") if not found else t("More pupils have this name.")
        raise Problem(sentence, t("Give first and last name."))
    return found[0].id


def _showcase(options: Any) -> None:
    from guidance_app.showcase import showcase

    for file in showcase(options.folder):
        print(file.resolve())


def _stats(options: Any) -> None:
    from guidance_app.command_stats import stats

    print(stats(options.input))


def _build_example(options: Any) -> None:
    from guidance_app import example
    from guidance_app.base.machine import resource

    folder = options.folder or resource("example", "kast")
    example.build_into(folder)
    print(folder.resolve())


if __name__ == "__main__":
    sys.exit(main())
