"""What the side panel of a pupil shows: people, consents, background, attachments, each as a list and one by one."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t, upper_first
from guidance_app.domain.fields import Field
from guidance_app.queries.history import HistoryLine, history, last_change
from guidance_app.queries.names import title_of
from guidance_app.queries.overview import given_consents, open_consents
from guidance_app.queries.read import Row, fields, names_of, row, rows
from guidance_app.store.record import SCHOOL_BOOK
from guidance_app.store.tables import Blob

KINDS = ("person", "consent", "background", "attachment", "school", "organisation")
"""The kinds of record in the panel, in order."""

OF_SCHOOL = ("school", "organisation")
"""Those that are shared by all pupils."""

ELSEWHERE = {
    "pupil": ("question_pupil", "question_parents", "question_school"),
    "attachment": ("sha256", "size"),
}
"""Fields that are not in the form: they are written on the page itself, or never by hand."""

LONGEST = 90


@dataclass(frozen=True)
class KindLine:
    """One entry of the panel: a kind of record, what it is called and how many there are, in words."""

    table: str
    title: str
    count: str


@dataclass(frozen=True)
class FileLine:
    """One record in a list."""

    id: str
    title: str
    about: str


@dataclass(frozen=True)
class FileRecord:
    """One record that is open: the fields of its form, who changed it last, and what was changed, newest first."""

    title: str
    fields: tuple[Field, ...]
    changed: str
    changes: tuple[HistoryLine, ...]


def kinds(s: Session, pupil: str, today: dt.date) -> tuple[KindLine, ...]:
    """The entries of the panel."""
    return tuple(_kind(s, pupil, table, today) for table in KINDS)


def _kind(s: Session, pupil: str, table: str, today: dt.date) -> KindLine:
    found = rows(s, table, book_of(table, pupil))
    count, still = len(found), []
    if table == "consent":  # those that hold, then what is still to be done
        count, still = given_consents(s, pupil, today), open_consents(s, pupil, today)
    return KindLine(table, heading(table), ", ".join([str(count), *still]) if found else t("none yet"))


def heading(table: str) -> str:
    """What several records of a kind are called, as a heading."""
    return upper_first(t(names_of(table)[1]))


def book_of(table: str, pupil: str) -> str:
    """In which book the records of a kind are kept: that of the pupil or that of the school."""
    return SCHOOL_BOOK if table in OF_SCHOOL else pupil


def file_lines(s: Session, pupil: str, table: str) -> tuple[FileLine, ...]:
    """The records of a kind."""
    return tuple(FileLine(one.id, _title(one), _about(one)) for one in rows(s, table, book_of(table, pupil)))


def _title(one: Row) -> str:
    title = str(one.text) if one.table == "background" else title_of(one)
    return title if len(title) <= LONGEST else title[: LONGEST - 1].rstrip() + "…"


def _about(one: Row) -> str:
    words = {name: field.kind.format(one[name]) for name, field in fields(one.table).items() if name in _ABOUT[one.table]}
    if one.table == "person" and words["relation"]:
        words["role"] = ""
    if one.table == "consent" and words["valid_until"]:
        words["valid_until"] = t("valid until {day}", day=words["valid_until"])
    if one.table == "attachment":
        words["size"] = size_words(one.size)
    return ", ".join(words[name] for name in _ABOUT[one.table] if words[name])


_ABOUT = {
    "person": ("relation", "role", "group_name", "days", "contact_preference"),
    "consent": ("status", "valid_until"),
    "background": ("date",),
    "attachment": ("kind", "date", "size"),
    "school": ("place",),
    "organisation": ("place",),
}
"""Which fields stand in small below a record in a list."""


def size_words(size: Decimal | None) -> str:
    """340 kB, 1,2 MB"""
    if size is None:
        return ""
    if size < 1_000_000:
        return t("{n} kB", n=formats.number(max(Decimal(1), (size / 1000).quantize(Decimal(1)))))
    return t("{n} MB", n=formats.number((size / 1_000_000).quantize(Decimal("0.1"))))


def file_record(s: Session, table: str, id_: str) -> FileRecord | None:
    """One record of the panel, or of the pupil; None when it is not there (any more)."""
    found = row(s, table, id_)
    if found is None:
        return None
    shown = tuple(field for name, field in fields(table).items() if name not in ELSEWHERE.get(table, ()))
    lines = history(s, id_)
    made = [line for line in lines if line.at == lines[-1].at and not line.old]
    changes = tuple(line for line in lines if line not in made and line.name not in ELSEWHERE.get(table, ()))
    return FileRecord(_title(found), shown, _changed(s, id_), changes)


def _changed(s: Session, id_: str) -> str:
    last = last_change(s, id_)
    return t("Last changed by {name}, {when}", name=last[0], when=moment(last[1])) if last else ""


def moment(at: dt.datetime) -> str:
    """19 februari 2026, 8.42"""
    return f"{formats.day(at.date())}, {formats.clock(at.time())}"


def new_fields(table: str) -> tuple[Field, ...]:
    """What must be known of a new record."""
    return tuple(field for field in fields(table).values() if field.required)


def content(s: Session, attachment: str) -> bytes:
    """The bytes of an attached file, exactly as they were put in. Problem when they are not there or not the same."""
    found = row(s, "attachment", attachment)
    kept: Any = s.scalar(select(Blob.content).where(Blob.sha256 == found.sha256)) if found and found.sha256 else None
    if found is None or kept is None or hashlib.sha256(kept).hexdigest() != found.sha256:
        raise Problem(t("The content of this file is not in the store."), t("Attach the file again."))
    return bytes(kept)
