"""The example store: the fictional file of Mark, built through the ordinary edits from `resources/example/mark.json`.

It is a store of its own with a public key and a fixed day. It is built once, when the program is built; a person works in
a copy, which stays until he begins anew or a newer example comes with the program.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.schema import CreateTable

from guidance_app import __version__
from guidance_app.base.machine import data_folder, example_folder, resource
from guidance_app.example.builder import Builder, Clock, source
from guidance_app.example.mark import fill
from guidance_app.store.record import Base
from guidance_app.workspace import Workspace, create, open_copied, open_with_key

KEY = b"Bouwsteen: openbaar, verzonnen!!"  # public on purpose: 32 bytes that protect nothing
TODAY = dt.date(2026, 2, 19)
AUTHOR, ROLE = "Petra Schijn", "sen_coordinator"
EDITION = "uitgave.txt"


def build(folder: Path, now: Callable[[], dt.datetime] | None = None) -> Builder:
    """Make the example store in an empty folder. Gives the builder, with its open workspace."""
    clock = Clock()
    builder = Builder(create(folder, KEY, AUTHOR, ROLE, today=TODAY, now=now or clock), source(), clock)
    fill(builder)
    return builder


def edition() -> str:
    """What the example was built from; another one means that it must be built again."""
    file = resource("example", "mark.json").read_bytes()
    tables = sorted(str(CreateTable(table)) for table in Base.metadata.tables.values())  # they grow between two releases too
    return hashlib.sha256(file + f"{__version__} {tables}".encode()).hexdigest()


def built_folder() -> Path:
    """Where the built example stands: with the program, or in the data folder when it runs from its source."""
    with_program = resource("example", "kast")
    return with_program if _is_current(with_program) else data_folder() / "Voorbeeld-bron"


def ensure_built() -> Path:
    """Build the example if this edition of it is not there yet (a few seconds). Gives its folder."""
    folder = built_folder()
    if not _is_current(folder):
        build_into(folder)
    return folder


def build_into(folder: Path) -> None:
    """Build this edition in a folder, whatever stood there."""
    shutil.rmtree(folder, ignore_errors=True)
    build(folder).workspace.close()
    (folder / EDITION).write_text(edition(), encoding="utf-8")


def open_copy(folder: Path | None = None, *, anew: bool = False) -> Workspace:
    """Open the copy a person works in; it is made when there is none of this edition, or to begin anew."""
    folder = folder or example_folder()
    if anew or not _is_current(folder):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(ensure_built(), folder, ignore=shutil.ignore_patterns("*.lock", "*.owner"))
        return open_copied(folder, KEY)
    return open_with_key(folder, KEY)


def _is_current(folder: Path) -> bool:
    try:
        return (folder / EDITION).read_text(encoding="utf-8") == edition()
    except OSError:
        return False
