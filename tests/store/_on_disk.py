"""Histories of real laptops: SQLCipher stores that exchange Steps, each history in a pupil's file of its own.

The oracle is made of texts alone: every text is written once, so it must be among what is said in the end unless somebody
who saw it wrote something else in its place.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from guidance_app import edits
from guidance_app.edits import conflicts as settling
from guidance_app.queries import read
from guidance_app.queries.conflicts import differences
from guidance_app.store.admit import Refused
from guidance_app.store.heads import heads_of
from guidance_app.store.rebuild import SELECT, rebuild
from guidance_app.store.record import all_fields
from guidance_app.store.records import TABLES
from guidance_app.workspace import Workspace
from tests.store._laptops import assert_same

FIELDS = ("title", "text")
Unit = tuple[str, str]


@dataclass
class Disk:
    """One history: the pupil it is about, and what the oracle knows."""

    laptops: list[Workspace]
    chance: random.Random
    pupil: str = ""
    goals: list[str] = field(default_factory=list)
    said: dict[Unit, set[str]] = field(default_factory=dict)
    replaced: dict[Unit, set[str]] = field(default_factory=dict)
    mail: list[tuple[Workspace, int, Any, dict[str, int]]] = field(default_factory=list)
    number: int = 0
    refused: int = 0
    settled: int = 0

    def text(self) -> str:
        """A text that was never written before."""
        self.number += 1
        return f"tekst {self.number}"

    def there(self, laptop: Workspace) -> list[Any]:
        """The goals as this laptop shows them."""
        with laptop.read() as s:
            return read.rows(s, "goal", self.pupil)

    def wrote(self, unit: Unit, new: str, instead_of: set[str]) -> None:
        """The oracle is told."""
        self.said.setdefault(unit, set()).add(new)
        self.replaced.setdefault(unit, set()).update(instead_of)


def begin(laptops: list[Workspace], seed: int) -> Disk:
    """A pupil with a goal that all of them have."""
    disk = Disk(laptops, random.Random(seed))
    disk.pupil = laptops[0].do(edits.add("pupil", first_name="Sam"))
    _add(disk, laptops[0])
    whole = laptops[0].sharing.steps_since(disk.pupil, {})
    for laptop in laptops[1:]:
        laptop.merge(whole)
    return disk


def _add(disk: Disk, laptop: Workspace) -> None:
    title, text = disk.text(), disk.text()
    disk.goals.append(laptop.do(edits.add("goal", disk.pupil, title=title, text=text)))
    disk.wrote((disk.goals[-1], "title"), title, set())
    disk.wrote((disk.goals[-1], "text"), text, set())


def _edit(disk: Disk, laptop: Workspace) -> None:
    if found := disk.there(laptop):
        goal, name, new = disk.chance.choice(found), disk.chance.choice(FIELDS), disk.text()
        laptop.do(edits.change("goal", goal.id, name, new))
        disk.wrote((goal.id, name), new, {goal[name]})
    else:
        _add(disk, laptop)


def _remove(disk: Disk, laptop: Workspace) -> None:
    if found := disk.there(laptop):
        laptop.do(edits.remove("goal", disk.chance.choice(found).id))


def _settle(disk: Disk, laptop: Workspace) -> None:
    with laptop.read() as s:
        found = differences(s, disk.pupil)
    if found:
        one = disk.chance.choice(found)
        disk.settled += 1
        if one.removal:
            laptop.do(settling.keep(one) if disk.chance.random() < 0.5 else settling.remove(one))
            return
        new = disk.text()
        laptop.do(settling.settle(one, {one.unit: new}))
        disk.wrote((one.row, one.unit), new, {side.words for side in one.sides})


def _send(disk: Disk, laptop: Workspace) -> None:
    to = disk.chance.choice([at for at, other in enumerate(disk.laptops) if other is not laptop])
    counts_on = disk.laptops[to].sharing.vector(disk.pupil) if disk.chance.random() < 0.7 else {}
    late = [vector for sender, at, _, vector in disk.mail if (sender, at) == (laptop, to)]
    if late and disk.chance.random() < 0.6:
        counts_on = late[-1]  # it counts on what is still under way
    disk.mail.append((laptop, to, laptop.sharing.steps_since(disk.pupil, counts_on), laptop.sharing.vector(disk.pupil)))


def _receive(disk: Disk, _: Workspace) -> None:
    if disk.mail:
        at = disk.chance.randrange(len(disk.mail))
        _, to, steps, _ = disk.mail[at]
        if disk.chance.random() < 0.7:
            disk.mail.pop(at)
        try:
            disk.laptops[to].merge(disk.chance.sample(steps, len(steps)))
        except Refused as refused:
            if refused.why != "gap":
                raise
            disk.refused += 1


def _jump(disk: Disk, laptop: Workspace) -> None:
    laptop._now.jump(days=disk.chance.randint(-400, 400))  # type: ignore[attr-defined]


ACTS: list[tuple[Callable[[Disk, Workspace], None], int]] = [
    (_edit, 9), (_add, 1), (_remove, 1), (_settle, 3), (_send, 4), (_receive, 6), (_jump, 1),
]  # fmt: skip


def play(laptops: list[Workspace], seed: int, acts: int) -> Disk:
    """Play one history until everybody has everything, and check what the oracle says."""
    disk = begin(laptops, seed)
    kinds, weights = zip(*ACTS, strict=True)
    for _ in range(acts):
        disk.chance.choices(kinds, weights)[0](disk, disk.chance.choice(laptops))
    _exchange_all(disk)
    check(disk)
    for laptop in laptops:  # now that all of it is there: settled by several, apart, and written in meanwhile
        disk.chance.choice((_settle, _settle, _edit))(disk, laptop)
    _exchange_all(disk)
    check(disk)
    return disk


def _exchange_all(disk: Disk) -> None:
    """Everything comes to the first, and from there to all."""
    first, *others = disk.laptops
    for one, other in [(first, other) for other in others] + [(other, first) for other in others]:
        one.merge(other.sharing.steps_since(disk.pupil, one.sharing.vector(disk.pupil)))


def check(disk: Disk) -> None:
    """All show the same, no text is lost, and the tables are what the journal says."""
    assert_same(disk.pupil, *disk.laptops)
    for unit, said in disk.said.items():
        with disk.laptops[0].read() as s:
            stands = {one.new[unit[1]] for one in heads_of(s.connection(), [unit])[unit] if one.new}
        assert stands == said - disk.replaced[unit], unit
    as_told(disk.laptops[-1], disk.pupil)


def as_told(store: Workspace, book: str) -> None:
    """The tables hold what a rebuild from the journal gives."""
    c = store._vault.driver()
    told = rebuild(c.execute(f"{SELECT} WHERE c.book=?", (book,)))
    for table in {table for table, _ in told.values}:
        names = list(all_fields(TABLES[table]))
        for id_, *values in c.execute(_select(table, names), (book,)):
            assert dict(zip(names, values, strict=True)) == {name: told.values[table, id_].get(name) for name in names}


def _select(table: str, names: list[str]) -> str:
    columns = ", ".join(f'"{name}"' for name in names)
    return f'SELECT id, {columns} FROM "{table}" WHERE book=?'
