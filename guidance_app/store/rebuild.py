"""What the journal says that the tables must hold, found from nothing but its Changes.

This is the second way to the same answer: the tables are written act by act, `rebuild` reads all Changes in any order. The
health check compares the two; a merge or a migration can use it to prove that it lost nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from guidance_app.domain.change import Values

SELECT = "SELECT stamp, book, tbl, row, unit, new, parents FROM change"


@dataclass
class Rebuilt:
    """The store as its journal tells it."""

    values: dict[tuple[str, str], Values] = field(default_factory=dict)  # (table, row) -> its fields; absent is empty
    books: dict[tuple[str, str], str] = field(default_factory=dict)  # (table, row) -> the book it is in
    heads: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)  # (row, unit) -> stamps, sorted
    unknown: set[tuple[str, str, str]] = field(default_factory=set)  # (table, row, unit) whose value was withheld or erased
    missing: set[str] = field(default_factory=set)  # stamps that are named as parent and are not there


def rebuild(changes: Iterable[tuple[str, str, str, str, str, str | None, str]]) -> Rebuilt:
    """For each (table, row) the values that its Changes give, in whatever order they come. A tuple is a row of `SELECT`.

    A unit shows the Change that no known Change names as parent; of several (a conflict) the one with the highest stamp.
    """
    told, found, parents = list(changes), Rebuilt(), set[str]()
    for *_, named in told:
        if named != "[]":
            parents.update(json.loads(named))
    found.missing = parents - {stamp for stamp, *_ in told}
    for stamp, book, table, row, unit, new, _ in sorted(told, key=lambda change: change[0]):
        found.books[table, row] = book
        if stamp not in parents:
            found.heads[row, unit] = (*found.heads.get((row, unit), ()), stamp)
            _show(found, table, row, unit, new)
    return found


def _show(found: Rebuilt, table: str, row: str, unit: str, new: str | None) -> None:
    values = found.values.setdefault((table, row), {})
    if new is None:
        found.unknown.add((table, row, unit))
    else:
        found.unknown.discard((table, row, unit))
        values.update(json.loads(new))


def rebuild_from(c: Any) -> Rebuilt:
    """`rebuild` over all Changes of a database, seen through its driver's connection."""
    return rebuild(c.execute(SELECT))
