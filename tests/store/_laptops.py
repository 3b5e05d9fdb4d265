"""Laptops for tests of the merge: each a store of its own, and ways to let them exchange what they wrote."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from guidance_app import edits, workspace
from guidance_app.queries import read
from guidance_app.store import health
from guidance_app.store.merge import Merged
from guidance_app.store.records import TABLES
from guidance_app.workspace import Workspace

KEY = b"0123456789abcdef0123456789abcdef"


class WrongClock:
    """A clock that ticks a second each time it is read, and can be set to anything."""

    def __init__(self, start: str = "2026-02-19T08:00:00+01:00") -> None:
        self.now = dt.datetime.fromisoformat(start)

    def __call__(self) -> dt.datetime:
        self.now += dt.timedelta(seconds=1)
        return self.now

    def jump(self, **by: float) -> None:
        """Set it forward or back."""
        self.now += dt.timedelta(**by)


@contextmanager
def fast_folder() -> Iterator[Path]:
    """A folder in memory where the system has one: what is proven with it has nothing to do with the disk."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None, prefix="bouwsteen-") as name:
        yield Path(name)


@contextmanager
def laptops(folder: Path, *names: str) -> Iterator[list[Workspace]]:
    """An open store for each name."""
    made = [workspace.create(folder / name, KEY, name, "adviser", now=WrongClock()) for name in names]
    try:
        yield made
    finally:
        for store in made:
            store.close()


def give(giver: Workspace, taker: Workspace, book: str, *, files: bool = True) -> Merged:
    """One laptop gives another all of a book that it does not have."""
    steps = giver.sharing.steps_since(book, taker.sharing.vector(book))
    return taker.merge(steps, giver.sharing.files_of(steps) if files else {})


def exchange(one: Workspace, other: Workspace, book: str) -> None:
    """Both get what the other wrote."""
    give(one, other, book)
    give(other, one, book)


def shared_goal(one: Workspace, other: Workspace, **values: Any) -> tuple[str, str]:
    """A pupil with one goal that both have: their ids."""
    pupil = one.do(edits.add("pupil", first_name="Sam"))
    goal = one.do(edits.add("goal", pupil, **({"title": "Lezen"} | values)))
    give(one, other, pupil)
    return pupil, goal


def goal(store: Workspace, id_: str) -> Any:
    """The goal as a page reads it."""
    with store.read() as s:
        return read.row(s, "goal", id_)


def table_state(store: Workspace, book: str) -> dict[str, list[tuple[Any, ...]]]:
    """Everything the tables hold of a book."""
    c = store._vault.driver()
    return {table: sorted(c.execute(f'SELECT * FROM "{table}" WHERE book=?', (book,)).fetchall(), key=repr) for table in TABLES}


def heads_state(store: Workspace, book: str) -> set[tuple[str, ...]]:
    """All heads of a book."""
    told = "SELECT h.row, h.unit, h.stamp FROM head h JOIN change c ON c.stamp=h.stamp WHERE c.book=?"
    return set(store._vault.driver().execute(told, (book,)).fetchall())


def assert_sound(*stores: Workspace) -> None:
    """The health check finds nothing: chains, heads and tables are what the journal says."""
    for store in stores:
        assert health.check(store._vault.driver()) == []


def assert_same(book: str, *stores: Workspace) -> None:
    """All show the same of a book."""
    for store in stores[1:]:
        assert table_state(store, book) == table_state(stores[0], book)
        assert heads_state(store, book) == heads_state(stores[0], book)
