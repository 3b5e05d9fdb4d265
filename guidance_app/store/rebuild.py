"""What the journal says that the tables must hold, found from nothing but its Changes.

This is the second way to the same answer: the tables are written act by act, `rebuild` reads all Changes in any order. The
health check compares the two; a merge or a migration can use it to prove that it lost nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from guidance_app.domain.change import BOOK_TABLE, DESTROYED, Values
from guidance_app.domain.differences import NO_CONTENT, Said, is_removed
from guidance_app.store.record import owner_field
from guidance_app.store.records import TABLES

SELECT = (
    "SELECT c.stamp, c.book, c.tbl, c.row, c.unit, c.new, c.parents, c.device, c.seq, s.seen"
    " FROM change c JOIN step s ON s.id=c.step"
)

Told = tuple[Any, ...]
"""A row of `SELECT`; without the last three nobody knows what a removal knew, and it just counts."""


@dataclass
class Rebuilt:
    """The store as its journal tells it."""

    values: dict[tuple[str, str], Values] = field(default_factory=dict)  # (table, row) -> its fields; absent is empty
    books: dict[tuple[str, str], str] = field(default_factory=dict)  # (table, row) -> the book it is in
    heads: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)  # (row, unit) -> stamps, sorted
    unknown: set[tuple[str, str, str]] = field(default_factory=set)  # (table, row, unit) whose value was withheld or erased
    missing: set[str] = field(default_factory=set)  # stamps that are named as parent and are not there
    destroyed: set[str] = field(default_factory=set)  # books of which nothing is left


def rebuild(changes: Iterable[Told]) -> Rebuilt:
    """For each (table, row) the values that its Changes give, in whatever order they come.

    A unit shows the Change that no known Change names as parent; of several (a conflict) the one with the highest stamp.
    A row that was removed stays when something in it was written without knowing of that (domain/differences.py).
    """
    told, found, parents = list(changes), Rebuilt(), set[str]()
    for change in told:
        if change[6] != "[]":
            parents.update(json.loads(change[6]))
    told.sort(key=lambda change: change[0])
    found.missing = parents - {change[0] for change in told}
    for stamp, book, table, row, unit, new, *_ in told:
        if (table, unit) == (BOOK_TABLE, DESTROYED):
            found.destroyed.add(book)
        found.books[table, row] = book
        if stamp not in parents:
            found.heads[row, unit] = (*found.heads.get((row, unit), ()), stamp)
            _show(found, table, row, unit, new)
    for place in [place for place, book in found.books.items() if book in found.destroyed]:
        del found.books[place]
        found.values.pop(place, None)
    _keep_what_was_missed(found, told)
    return found


def _show(found: Rebuilt, table: str, row: str, unit: str, new: str | None) -> None:
    values = found.values.setdefault((table, row), {})
    if new is None:
        found.unknown.add((table, row, unit))
    else:
        found.unknown.discard((table, row, unit))
        values.update(json.loads(new))


def _keep_what_was_missed(found: Rebuilt, told: list[Told]) -> None:
    """Rows that somebody removed stay when one of their Changes, or of their parts, was not known to who did."""
    by_stamp = {change[0]: change for change in told}
    heads = {place: [by_stamp[stamp] for stamp in found.heads.get((place[1], "deleted"), ())] for place in found.books}
    removed = {place: told for place, told in heads.items() if any(one[5] == '{"deleted": "1"}' for one in told)}
    if not removed or any(len(one) < 10 for heads_ in removed.values() for one in heads_):
        return
    content: dict[str, list[Said]] = {}
    for one in told:
        if one[4] not in NO_CONTENT:
            content.setdefault(one[3], []).append(_said(one))
    parts = _parts(found)
    for (table, row), heads_ in removed.items():
        rows = [id_ for (_, id_), book in found.books.items() if book == row] if table == "pupil" else _with_parts(parts, row)
        touches = (touch for one in rows for touch in content.get(one, ()))
        found.values[table, row]["deleted"] = "1" if is_removed([_said(one) for one in heads_], touches) else "0"


def _parts(found: Rebuilt) -> dict[str, list[str]]:
    """Row -> the rows that are directly part of it."""
    parts: dict[str, list[str]] = {}
    for (table, row), values in found.values.items():
        owner = owner_field(TABLES[table]) if table in TABLES else None
        if owner and (of := values.get(owner)):
            parts.setdefault(of, []).append(row)
    return parts


def _with_parts(parts: dict[str, list[str]], row: str) -> Iterator[str]:
    yield row
    for part in parts.get(row, ()):
        yield from _with_parts(parts, part)


def _said(told: Told) -> Said:
    stamp, _, _, _, _, new, parents, device, seq, seen = told
    return Said(stamp, None if new is None else json.loads(new), tuple(json.loads(parents)), device, seq, _vector(seen))


@cache
def _vector(seen: str) -> dict[str, int]:
    return dict(json.loads(seen))


def rebuild_from(c: Any) -> Rebuilt:
    """`rebuild` over all Changes of a database, seen through its driver's connection."""
    return rebuild(c.execute(SELECT))
