"""Histories of a store made by chance: acts of every kind on two pupils and the school, and Steps that come in from elsewhere.

What could be read at a number of moments is kept, so that it can be compared with what the journal says of those moments.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert

from guidance_app import edits, workspace
from guidance_app.base.errors import Problem
from guidance_app.domain.change import Change
from guidance_app.queries import read
from guidance_app.queries.read import Row
from guidance_app.store.journal import ChangeRow, HeadRow, StepRow, _as_row
from guidance_app.workspace import Edit, Workspace
from tests.store.conftest import KEY, ticking

State = frozenset[tuple[str, str, str, tuple[tuple[str, Any], ...]]]
KINDS = ("pupil", "person", "goal", "need", "background", "school")
ELSEWHERE = "elsewher"
WORDS = ("Lezen", "Rekenen", "Ik wil zelf dingen uitproberen.", "één twee", "", "Samen lezen\nen schrijven")


def state(rows: list[Row]) -> State:
    """Rows as a set that can be compared."""
    return frozenset((row.table, row.id, row.book, tuple(row.values.items())) for row in rows)


def in_order(rows: list[Row]) -> list[tuple[str, list[str]]]:
    """The ids of each kind in their order."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row.table, []).append(row.id)
    return sorted(found.items())


def all_rows(s: Any, books: tuple[str, ...]) -> list[Row]:
    """Everything in these books of the kinds that a history has."""
    return [row for table in KINDS for book in books for row in read.rows(s, table, book)]


@dataclass
class History:
    """One store with what could be read at some arrival numbers."""

    store: Workspace
    books: tuple[str, ...]
    chance: random.Random
    recorded: list[tuple[int, list[Row]]] = field(default_factory=list)

    def arrivals(self) -> int:
        """How many Steps have come in."""
        with self.store.read() as s:
            return max(s.query(StepRow.arrival).all(), default=(0,))[0]

    def record(self) -> None:
        """Keep what can be read now."""
        with self.store.read() as s:
            self.recorded.append((self.arrivals(), all_rows(s, self.books)))

    def act(self) -> None:
        """Do one thing by chance; what cannot be done is left."""
        with suppress(Problem):
            self.chance.choice(ACTS)(self)

    def row(self, *tables: str) -> Row | None:
        """A record by chance."""
        with self.store.read() as s:
            found = [row for table in tables for book in self.books for row in read.rows(s, table, book)]
        return self.chance.choice(found) if found else None

    def word(self) -> str:
        """A text by chance, never empty."""
        return f"{self.chance.choice(WORDS)} {self.chance.randrange(1000)}"

    def from_elsewhere(self, row: Row, name: str) -> None:
        """A Step of another laptop comes in, written long ago or in a time that is still to come, on top of the first value.

        It is written past the journal, as a merge does; the table then shows the head with the highest stamp.
        """
        with self.store.read() as s:
            known = s.query(ChangeRow).filter_by(row=row.id, unit=name).all()
            number = len(s.query(StepRow).filter_by(device=ELSEWHERE).all()) + 1
        first = min(known, key=lambda change: change.stamp)
        millis = self.chance.choice((1, 1_700_000_000_000, 2_500_000_000_000))
        stamp = f"{millis:015d}.{number:06d}.{ELSEWHERE}"
        change = Change(stamp, row.book, ELSEWHERE, number, f"step {stamp}", row.table, row.id, name, json.loads(first.new),
                        {name: f"van elders {self.word()}"}, (first.stamp,), "00", "")  # fmt: skip
        parents = {parent for one in known for parent in json.loads(one.parents)} | {first.stamp}
        heads = {one.stamp: json.loads(one.new) for one in known if one.stamp not in parents} | {stamp: change.new}
        self._bring_in(change, heads[max(heads)][name], first.stamp)

    def _bring_in(self, new: Change, shown: str | None, parent: str) -> None:
        step = {"id": new.step, "act": new.step, "book": new.book, "device": ELSEWHERE, "kind": "do", "label": "elders",
                "author": "Sam Elders", "at": "2001-01-01T08:00:00+01:00", "stamp": new.stamp,
                "arrived": self.store._now().isoformat(timespec="seconds")}  # fmt: skip
        with self.store._vault.engine.begin() as c:
            c.execute(insert(StepRow).values(**step))
            c.execute(insert(ChangeRow).values(**_as_row(new)))
            c.execute(delete(HeadRow).where(HeadRow.stamp == parent))
            c.execute(insert(HeadRow).values(row=new.row, unit=new.unit, stamp=new.stamp, tbl=new.table))
            c.exec_driver_sql(f'UPDATE "{new.table}" SET "{new.unit}" = ? WHERE id = ?', (shown, new.row))
        self.store._journal.seen.clear()  # the store has more of others than it looked up before
        self.store._tell(frozenset({(new.table, new.row)}))


def _do(history: History, edit: Edit) -> None:
    history.store.do(edit)


def _add(h: History) -> None:
    pupil = h.row("pupil")
    if pupil is None:  # their beginning was undone
        return
    table = h.chance.choice(("goal", "need", "person", "background"))
    name = {"goal": "title", "need": "text", "person": "name", "background": "text"}[table]
    _do(h, edits.add(table, pupil.id, **{name: h.word()} | ({"role": "parent"} if table == "person" else {})))


def _change(h: History) -> None:
    row = h.row("goal", "need", "person", "background", "pupil", "school")
    if row is None:
        return
    name = next(name for name in ("title", "text", "name", "first_name") if name in row.values)
    _do(h, edits.change(row.table, row.id, name, h.word()))


def _remove(h: History) -> None:
    if (row := h.row("goal", "need", "background")) is not None:
        _do(h, edits.remove(row.table, row.id))


def _move(h: History) -> None:
    if (row := h.row("goal")) is not None:
        with h.store.read() as s:
            first = next(one.id for one in read.rows(s, "goal", row.book))
        if first != row.id:
            _do(h, edits.move("goal", row.id, None, first))


def _receive(h: History) -> None:
    if (row := h.row("goal", "need", "background")) is not None:
        h.from_elsewhere(row, "title" if row.table == "goal" else "text")


ACTS: tuple[Callable[[History], None], ...] = (
    _add, _add, _change, _change, _change, _remove, _move, _receive, lambda h: h.store.undo(), lambda h: h.store.redo(),
)  # fmt: skip


def begin(folder: Path) -> Workspace:
    """An empty store for histories; whoever begins it closes it."""
    return workspace.create(folder, KEY, "Hanna Demo", "adviser", now=ticking())


def make(store: Workspace, seed: int, acts: int, moments: int) -> History:
    """A history in this store: two pupils and a school, so many acts, recorded at so many moments."""
    chance = random.Random(seed)
    pupils = tuple(store.do(edits.add("pupil", first_name=name)) for name in ("Mark", "Noor"))
    store.do(edits.add("school", "school", name="De Bedachte Boom"))
    history = History(store, (*pupils, "school"), chance)
    stops = set(chance.sample(range(acts), moments))
    for number in range(acts):
        history.act()
        if number in stops:
            history.record()
    return history
