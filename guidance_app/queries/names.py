"""What records are called when another record names them."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.domain.fields import NameOf
from guidance_app.queries.read import Row, rows
from guidance_app.store.record import SCHOOL_BOOK
from guidance_app.store.records import TABLES


def _on(row: Row, what: str) -> str:
    return f"{what}, {formats.day(row.date)}" if row.date else what


_TITLES: dict[str, Callable[[Row], str]] = {
    "pupil": lambda r: str(r.first_name),
    "person": lambda r: str(r.name),
    "assessment": lambda r: _on(r, r.instrument),
    "observation": lambda r: _on(r, t("observation")),
    "conversation": lambda r: _on(r, t("conversation with the child")),
    "meeting": lambda r: _on(r, r.kind),
    "insight": lambda r: _on(r, t("insight")),
    "consent": lambda r: str(r.purpose),
    "factor": lambda r: str(r.text),
    "need": lambda r: f"{r.stem or ''} {r.text}".strip(),
    "phase": lambda r: " ".join(part for part in (r.code, r.label) if part),
    "hypothesis": lambda r: str(r.text),
}


def title_of(row: Row) -> str:
    """One record in a few words."""
    if row.table in _TITLES:
        return _TITLES[row.table](row)
    return str(row.values.get("title") or row.values.get("name") or row.values.get("text") or t(TABLES[row.table].one))


def namer(s: Session, pupil: str) -> NameOf:
    """A function from the id of any record of this pupil's file (or of the school's book) to what it is called.

    Looks each kind of record up once, the first time one of them is asked for.
    """
    known: dict[str, str] = {}
    waiting = [table for table in TABLES if table != "measurement"]

    def name_of(id_: str) -> str:
        while id_ not in known and waiting:
            table = waiting.pop(0)
            for book in (pupil, SCHOOL_BOOK):
                known.update((row.id, title_of(row)) for row in rows(s, table, book))
        return known.get(id_, t("removed"))

    return name_of


def short_names(s: Session, pupil: str) -> dict[str, str]:
    """How the people around a pupil are called in running text: the child by first name, parents by what they are.

    id -> name, e.g. "Mark", "moeder", "Anouk".
    """
    found = {row.id: str(row.first_name) for row in rows(s, "pupil", pupil)}
    for person in rows(s, "person", pupil):
        parent = person.role == "parent" and person.relation
        found[person.id] = str(person.relation if parent else person.name.split()[0])
    return found


def join_names(names: list[str]) -> str:
    """a, b en c"""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {t('and')} {names[-1]}"
