"""A small store to be damaged, what is in it, and how each damage is judged."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from guidance_app import edits, workspace
from guidance_app.base.errors import Problem
from guidance_app.edits import attachments
from guidance_app.store import connection, health
from guidance_app.store.head import HEAD
from guidance_app.workspace import Workspace
from tests.seeds import FRESH

KEY = b"0123456789abcdef0123456789abcdef"
DATABASE, WAL = "kast.db", "kast.db-wal"
PAGE = 4096
NOT_KEPT = ("draft", "meta")
"""What is no part of anybody's file: text that is no Step yet, and what the program remembers. No journal tells about it."""

FIXED = 20261125
SEEDS = (FIXED, FRESH)
"""One that is always the same, and the one of this run (tests/seeds.py)."""


def make(folder: Path) -> str:
    """A closed store with some history; gives the id of its pupil."""
    store = workspace.create(folder, KEY, "Hanna Demo", "adviser")
    pupil = store.do(edits.add("pupil", first_name="Sam"))
    goal = store.do(edits.add("goal", pupil, title="Lezen", text="Begin."))
    store.do(edits.change("goal", goal, "text", "Sam leest een bladzijde."))
    store.undo()
    store.redo()
    store.do(attachments.attach(pupil, "verslag.pdf", b"%PDF verslag " * 1000, dt.date(2026, 2, 19)))
    store.note("plan printed")
    store.close()
    return str(pupil)


def work(store: Workspace, pupil: str, acts: int) -> None:
    """So many acts more."""
    for n in range(acts):
        store.do(edits.add("background", pupil, text=f"Wat er gebeurde, deel {n}. " * 20))


def opened(folder: Path) -> Workspace:
    """Open it as the program does."""
    return workspace.open_with_key(folder, KEY)


def content(c: Any) -> str:
    """One checksum over everything that is kept in a store."""
    tables = [n for (n,) in c.execute("SELECT name FROM sqlite_master WHERE type='table' ORDER BY name") if n not in NOT_KEPT]
    told = hashlib.sha256()
    for table in tables:
        if not table.startswith("sqlite_"):
            rows = sorted(map(repr, c.execute(f'SELECT * FROM "{table}"')))
            told.update(f"{table} {rows}".encode())
    return told.hexdigest()


def content_of(folder: Path) -> str:
    """The same for a closed store."""
    with closing(connection.open_copy(folder / DATABASE, KEY)) as c:
        return content(c)


def is_noticed(database: Path) -> bool:
    """Whether opening it or the health check says that something is wrong with this file."""
    try:
        c = connection.open_copy(database, KEY)
    except (sqlcipher.DatabaseError, Problem):
        return True
    with closing(c):
        return bool(health.check_pages(c) or health.check_content(c))


def is_noticed_at_the_door(folder: Path, whole: str) -> bool:
    """Whether the program says so when the store is opened or checked; if not, all that was saved must be in it."""
    try:
        store = opened(folder)
    except Problem:
        return True
    try:
        return store.check()() is not None or (content(store._vault.driver()) != whole and _lost())
    finally:
        store.close()


def _lost() -> bool:
    raise AssertionError("something is lost or changed, and nobody was told")


def fresh(source: Path, goal: Path, names: tuple[str, ...] = (DATABASE, WAL, HEAD)) -> None:
    """The files of a store as they were, in another folder."""
    shutil.rmtree(goal, ignore_errors=True)
    goal.mkdir()
    for name in names:
        if (source / name).exists():
            shutil.copy(source / name, goal / name)


def left_over(folder: Path, goal: Path, act: Callable[[Workspace], Any]) -> None:
    """Work in a store as if the log could never be emptied, and keep its files as `kill -9` would leave them."""
    store = opened(folder)
    store._vault.checkpoint = lambda: None  # type: ignore[method-assign]
    store._vault.driver().execute("PRAGMA wal_autocheckpoint=0")
    act(store)
    fresh(folder, goal)
    store.close()
