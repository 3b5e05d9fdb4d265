"""Which Changes each unit shows, and the tables made to show them: the rule of domain/differences.py on the rows of the store.

Everything here works through the connection of the session that writes, many rows at once.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from guidance_app.domain.change import BOOK_TABLE, DESTROYED, Values, book_row
from guidance_app.domain.differences import NO_CONTENT, Said, is_removed, replaced, shown
from guidance_app.domain.fields import Ref
from guidance_app.store.record import all_fields, owner_field
from guidance_app.store.records import TABLES

AT_ONCE = 500
"""How many rows one look-up names; SQLite allows far more."""

Unit = tuple[str, str]
"""(row, unit)."""

_SAID = (
    "SELECT h.row, h.unit, c.stamp, c.new, c.parents, c.device, c.seq, s.seen"
    " FROM head h JOIN change c ON c.stamp=h.stamp JOIN step s ON s.id=c.step"
)


def take(c: Connection, units: Collection[Unit]) -> tuple[dict[Unit, tuple[str, ...]], set[Unit]]:
    """What an edit of these units replaces: (row, unit) -> stamps, which stop being heads; and the units where others stay.

    Where people wrote apart, only what was on top is replaced: the edit was made without seeing the rest.
    """
    found: dict[Unit, tuple[str, ...]] = {}
    wanted = set(units)
    for row, unit, stamp in for_rows(
        c, "SELECT row, unit, stamp FROM head", sorted({row for row, _ in units}), " ORDER BY stamp"
    ):
        if (row, unit) in wanted:
            found[row, unit] = (*found.get((row, unit), ()), stamp)
    apart = {unit for unit, stamps in found.items() if len(stamps) > 1}
    stay: set[Unit] = set()
    for unit, said in heads_of(c, apart).items():
        gone = replaced(said)
        stay |= {unit} if len(gone) < len(said) else set()
        found[unit] = gone
    remove(c, [(*unit, stamp) for unit, stamps in found.items() for stamp in stamps])
    return found, stay


def unread(c: Connection, units: Iterable[tuple[str, str, str]]) -> dict[Unit, Values]:
    """Of these units (table, row, unit) the values of fields that only a newer version knows. An edit here takes them along."""
    tables = {(row, unit): table for table, row, unit in units}
    found: dict[Unit, Values] = {}
    for (row, unit), said in heads_of(c, tables).items():
        top = shown(said)
        known = all_fields(TABLES[tables[row, unit]])
        found[row, unit] = {name: value for name, value in ((top and top.new) or {}).items() if name not in known}
    return found


def remove(c: Connection, stamps: Sequence[tuple[str, str, str]]) -> None:
    """These (row, unit, stamp) are no heads any more."""
    if stamps:
        c.exec_driver_sql("DELETE FROM head WHERE row=? AND unit=? AND stamp=?", list(stamps))


def heads_of(c: Connection, units: Collection[Unit]) -> dict[Unit, list[Said]]:
    """The heads of these units, by stamp."""
    found: dict[Unit, list[Said]] = {unit: [] for unit in units}
    for row, unit, *said in for_rows(c, _SAID, sorted({row for row, _ in units}), " ORDER BY h.stamp", "h.row"):
        if (row, unit) in found:
            found[row, unit].append(as_said(said))
    return found


def as_said(told: Sequence[Any]) -> Said:
    """A Change as the rule sees it, from stamp, new, parents, device, seq, seen as the store keeps them."""
    stamp, new, parents, device, seq, seen = told
    return Said(stamp, json.loads(new) if new is not None else None, tuple(json.loads(parents)), device, seq, json.loads(seen))


def show(c: Connection, units: Iterable[tuple[str, str, str]]) -> set[tuple[str, str]]:
    """Let the tables show the heads of these units (table, row, unit). Gives the (table, row) of which something may differ,
    also those that are there again, or away, because of them."""
    known = {(row, unit): table for table, row, unit in units if table in TABLES}
    values: dict[tuple[str, str], Values] = {(table, row): {} for (row, _), table in known.items()}
    for (row, unit), said in heads_of(c, known).items():
        top = shown(said)
        if top is not None and top.new is not None:
            values[known[row, unit], row].update(top.new)
    _write(c, values)
    away: dict[tuple[str, str], Values] = {
        place: {"deleted": "1" if gone else "0"} for place, gone in _removals(c, values).items()
    }
    _write(c, away)
    return values.keys() | away.keys()


def _write(c: Connection, values: dict[tuple[str, str], Values]) -> None:
    """Give rows these packed values; a row that is not there is made."""
    alike: dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]] = {}
    books = dict(for_rows(c, "SELECT row, book FROM change", sorted({row for _, row in values}), " GROUP BY row"))
    for (table, row), told in values.items():
        names = tuple(name for name in all_fields(TABLES[table]) if name in told)
        alike.setdefault((table, names), []).append((row, books[row], *(told[name] for name in names)))
    for (table, names), rows in alike.items():
        columns = "".join(f', "{name}"' for name in names)
        become = ", ".join(f'"{name}"=excluded."{name}"' for name in names) or "id=excluded.id"
        marks = ", ".join("?" * (len(names) + 2))
        c.exec_driver_sql(
            f'INSERT INTO "{table}" (id, book{columns}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {become}', rows
        )


def _removals(c: Connection, places: Collection[tuple[str, str]]) -> dict[tuple[str, str], bool]:
    """Of these rows and of whatever they are part of: which ones somebody removed -> whether they are away."""
    candidates = with_owners(c, places)
    found: dict[tuple[str, str], bool] = {}
    units = [(row, "deleted") for _, row in candidates]
    tables = {row: table for table, row in candidates}
    for (row, _), said in heads_of(c, units).items():
        if any(one.new == {"deleted": "1"} for one in said):
            found[tables[row], row] = is_removed(said, touches(c, tables[row], row))
    return found


def with_owners(c: Connection, places: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    """These rows, the rows they are part of, and the pupils in whose files they stand."""
    found, new = set(places), set(places)
    while new:
        new = set(_owners(c, new)) - found
        found |= new
    books = {book for _, book in for_rows(c, "SELECT row, book FROM change", sorted({r for _, r in found}), " GROUP BY row")}
    return found | {("pupil", book) for (book,) in for_rows(c, "SELECT id FROM pupil", sorted(books), "", "id")}


def _owners(c: Connection, places: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    by_table: dict[str, list[str]] = {}
    for table, row in places:
        by_table.setdefault(table, []).append(row)
    for table, rows in by_table.items():
        owner = owner_field(TABLES[table])
        if owner is not None:
            for (id_,) in for_rows(
                c, f'SELECT DISTINCT "{owner}" FROM "{table}"', sorted(rows), f' AND "{owner}" IS NOT NULL', "id"
            ):
                yield from ((kind, id_) for kind in _kinds_owning(table) if _is_there(c, kind, id_))


def _kinds_owning(table: str) -> tuple[str, ...]:
    owner = owner_field(TABLES[table])
    kind = all_fields(TABLES[table])[owner].kind if owner else None
    return kind.tables if isinstance(kind, Ref) else ()


def _is_there(c: Connection, table: str, row: str) -> bool:
    return c.exec_driver_sql(f'SELECT 1 FROM "{table}" WHERE id=?', (row,)).first() is not None


def parts(c: Connection, table: str, row: str) -> list[tuple[str, str]]:
    """A row and all that is part of it, at any depth, as (table, row)."""
    found, new = [(table, row)], [(table, row)]
    while new:
        known, new = new, []
        for kind, of in known:
            for part in (name for name in TABLES if kind in _kinds_owning(name)):
                owner = owner_field(TABLES[part])
                new += [
                    (part, id_) for (id_,) in c.exec_driver_sql(f'SELECT id FROM "{part}" WHERE "{owner}"=? ORDER BY id', (of,))
                ]
        new = [place for place in new if place not in found]
        found += new
    return found


def touches(c: Connection, table: str, row: str) -> list[Said]:
    """The Changes of the content of a row and of its parts; of a pupil: of the whole file."""
    told = "SELECT c.stamp, NULL, '[]', c.device, c.seq, s.seen FROM change c JOIN step s ON s.id=c.step"
    content = f" AND c.unit NOT IN {NO_CONTENT}"
    if table == "pupil":
        found = c.exec_driver_sql(f"{told} WHERE c.book=?{content}", (row,)).all()
    else:
        found = list(for_rows(c, told, [id_ for _, id_ in parts(c, table, row)], content, "c.row"))
    return [as_said(one) for one in found]


def for_rows(c: Connection, select: str, rows: Sequence[str], then: str = "", column: str = "row") -> Iterator[Any]:
    """What a SELECT gives for these rows, some hundreds at a time."""
    for i in range(0, len(rows), AT_ONCE):
        some = tuple(rows[i : i + AT_ONCE])
        marks = ", ".join("?" * len(some))
        yield from c.exec_driver_sql(f"{select} WHERE {column} IN ({marks}){then}", some)


def is_destroyed(c: Connection, book: str) -> bool:
    """Whether a book was destroyed, here or elsewhere."""
    said = "SELECT 1 FROM head WHERE row=? AND unit=? AND tbl=? LIMIT 1"
    return c.exec_driver_sql(said, (book_row(book), DESTROYED, BOOK_TABLE)).first() is not None
