"""The Steps of a book as plain data: what one laptop gives to another, and how far each has come."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, TypeVar

from guidance_app.domain.change import Change, Step, Vector
from guidance_app.store.connection import disk_trouble
from guidance_app.store.record import OWN_BOOK
from guidance_app.store.vault import Vault

Answer = TypeVar("Answer")

_STEPS = (
    "SELECT s.id, s.act, s.book, s.device, s.kind, s.label, s.author, s.at, s.stamp, s.target, s.schema, s.seen,"
    " c.stamp, c.seq, c.tbl, c.row, c.unit, c.old, c.new, c.parents, c.salt, c.digest, c.previous, c.hash"
    " FROM change c JOIN step s ON s.id=c.step WHERE c.book=? ORDER BY s.arrival, c.seq"
)
_STEP_COLUMNS = 12


def vector(c: Any, book: str) -> Vector:
    """How far a store has come in a book: what another one needs to know to give what is missing here."""
    return dict(c.execute("SELECT device, max(seq) FROM change WHERE book=? GROUP BY device", (book,)).fetchall())


def books(c: Any) -> list[str]:
    """All books of which there is anything and that may be given away."""
    found = c.execute("SELECT DISTINCT book FROM change WHERE book<>? ORDER BY book", (OWN_BOOK,))
    return [book for (book,) in found]


def steps_since(c: Any, book: str, known: Mapping[str, int]) -> tuple[Step, ...]:
    """The Steps of a book that somebody who has come so far (`vector`) does not have, in the order in which they came here.

    `c` is the driver's connection. My own notes are never given.
    """
    if book == OWN_BOOK:
        raise ValueError("my own notes are never given away")
    rows = (row for row in c.execute(_STEPS, (book,)) if row[_STEP_COLUMNS + 1] > known.get(row[3], 0))
    return tuple(_steps(rows))


def _steps(rows: Iterable[Any]) -> Iterator[Step]:
    for (id_, act, book, device, kind, label, author, at, stamp, target, schema, seen), group in groupby(
        rows, key=lambda row: row[:_STEP_COLUMNS]
    ):
        told = [row[_STEP_COLUMNS:] for row in group]
        changes = tuple(_change(id_, book, device, one) for one in told)
        known = tuple(sorted(json.loads(seen).items()))
        yield Step(act, book, device, kind, label, author, at, stamp, target, schema, known, changes, told[-1][-1])


def _change(step: str, book: str, device: str, told: Any) -> Change:
    stamp, seq, table, row, unit, old, new, parents, salt, digest, previous, _ = told
    known = salt is not None and old is not None and new is not None
    return Change(
        stamp, book, device, seq, step, table, row, unit,
        json.loads(old) if known else None, json.loads(new) if known else None,
        tuple(json.loads(parents)), salt if known else None, previous, "" if known else digest,
    )  # fmt: skip


def withholding(steps: Iterable[Step], secret: Callable[[Change], bool]) -> tuple[Step, ...]:
    """The same Steps, in which the values of some Changes stay behind; only their place in the chain goes along."""
    return tuple(
        Step(**{**step.__dict__, "changes": tuple(one.withheld() if secret(one) else one for one in step.changes)})
        for step in steps
    )


def blobs_of(c: Any, steps: Iterable[Step]) -> dict[str, bytes]:
    """The attached files that these Steps name, as far as they are here: SHA-256 -> bytes."""
    named = {one.new["sha256"] for step in steps for one in step.changes if one.new and one.new.get("sha256")}
    found = ((sha, c.execute("SELECT content FROM blob WHERE sha256=?", (sha,)).fetchone()) for sha in sorted(map(str, named)))
    return {sha: row[0] for sha, row in found if row is not None}


def missing_files(c: Any) -> list[str]:
    """The SHA-256 of attached files that a record names and whose content is not here."""
    found = c.execute(
        "SELECT DISTINCT sha256 FROM attachment WHERE sha256 IS NOT NULL AND coalesce(deleted, '0')<>'1'"
        " AND sha256 NOT IN (SELECT sha256 FROM blob) ORDER BY sha256"
    )
    return [sha for (sha,) in found]


class Sharing:
    """What an open store can give to another one, and what it lacks. Everything is plain data."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def books(self) -> list[str]:
        """All books of which anything may be given away."""
        return self._ask(books)

    def vector(self, book: str) -> Vector:
        """How far this store has come in a book."""
        return self._ask(lambda c: vector(c, book))

    def steps_since(self, book: str, known: Mapping[str, int]) -> tuple[Step, ...]:
        """The Steps that a store which has come so far does not have."""
        return self._ask(lambda c: steps_since(c, book, known))

    def files_of(self, steps: Iterable[Step]) -> dict[str, bytes]:
        """The attached files that Steps name."""
        return self._ask(lambda c: blobs_of(c, steps))

    def missing_files(self) -> list[str]:
        """The SHA-256 of attached files that are named here and whose content is not here."""
        return self._ask(missing_files)

    def _ask(self, question: Callable[[Any], Answer]) -> Answer:
        with disk_trouble():
            return question(self._vault.driver())
