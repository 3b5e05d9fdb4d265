"""Destroying a book: its values go for good, here and wherever the Step that says so comes; that there was one stays.

The one place where the journal is written over. Its chain still verifies, because a Change is hashed over the digest of
its values, and without the salt the digest says nothing about them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from guidance_app.base.i18n import t
from guidance_app.domain.change import BOOK_TABLE, DESTROYED, book_row
from guidance_app.store import heads
from guidance_app.store.journal import Journal, Unit, keep, make_change
from guidance_app.store.record import OWN_BOOK, SCHOOL_BOOK
from guidance_app.store.records import TABLES

Places = set[tuple[str, str]]


def destroy(journal: Journal, book: str) -> frozenset[tuple[str, str]]:
    """Destroy a pupil's book: gives the rows that are gone. The space they took is given back by `Vault.vacuum`."""
    if book in (SCHOOL_BOOK, OWN_BOOK):
        raise ValueError("only the book of a pupil can be destroyed")
    with journal.step(t("destroy the file"), "destroy") as s:
        c, act = s.connection(), s.info["open"]
        named, _ = heads.take(c, [(book_row(book), DESTROYED)])
        said = Unit(DESTROYED, {DESTROYED: None}, {DESTROYED: "1"})
        keep(c, [make_change(s, act, book, BOOK_TABLE, book_row(book), said, named.get((book_row(book), DESTROYED), ()))])
        act.rows |= erase(c, book)
    return s.info["rows"]  # type: ignore[no-any-return]


def destroyed(c: Connection, books: Collection[str] | None = None) -> set[str]:
    """The books (of these, or of all) that were destroyed, here or elsewhere."""
    said = f"unit='{DESTROYED}' AND tbl='{BOOK_TABLE}'"
    if books is None:
        found = c.exec_driver_sql(f"SELECT DISTINCT row FROM head WHERE {said}").all()
    else:
        found = list(heads.for_rows(c, "SELECT DISTINCT row FROM head", sorted(map(book_row, books)), f" AND {said}"))
    return {row.removeprefix(book_row("")) for (row,) in found}


def erase(c: Connection, book: str) -> Places:
    """Take all values of a book away: from its Changes, its tables, what was being typed in it, and its attached files."""
    files = _files(c, "=?", book) - _files(c, "<>?", book)
    with lifted(c):
        gone = "UPDATE change SET old=NULL, new=NULL, salt=NULL WHERE book=? AND tbl<>? AND salt IS NOT NULL"
        c.exec_driver_sql(gone, (book, BOOK_TABLE))
    rows: Places = set()
    for table in TABLES:
        rows |= {(table, id_) for (id_,) in c.exec_driver_sql(f'SELECT id FROM "{table}" WHERE book=?', (book,))}
        c.exec_driver_sql(f'DELETE FROM "{table}" WHERE book=?', (book,))
    drafts = [f"{table}/{row}/" for table, row in rows]
    for (place,) in c.exec_driver_sql("SELECT place FROM draft").all():
        if place.startswith(tuple(drafts)):
            c.exec_driver_sql("DELETE FROM draft WHERE place=?", (place,))
    for sha in sorted(files):
        c.exec_driver_sql("DELETE FROM blob WHERE sha256=?", (sha,))
    return rows


def _files(c: Connection, which: str, book: str) -> set[str]:
    """The attached files that the Changes of some books name."""
    found = c.exec_driver_sql(f"SELECT new FROM change WHERE tbl='attachment' AND new IS NOT NULL AND book{which}", (book,))
    return {sha for (new,) in found if (sha := json.loads(new).get("sha256"))}


@contextmanager
def lifted(c: Connection) -> Iterator[None]:
    """Changes can be written over inside this block, which is part of one transaction; nowhere else."""
    guard = "SELECT sql FROM sqlite_master WHERE type='trigger' AND name='change_no_update'"
    again = c.exec_driver_sql(guard).scalar_one()
    c.exec_driver_sql("DROP TRIGGER change_no_update")
    yield
    c.exec_driver_sql(again)
