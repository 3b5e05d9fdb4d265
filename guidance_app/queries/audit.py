"""The audit list: who opened, changed, printed and handed over what, and when. Read from the Steps and the own notes.

A note names the pupil (or an attachment) it is about by id only; on screen and paper the name stands there instead.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, desc, func, not_, select, union_all
from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.queries.history import HistoryLine, change_lines
from guidance_app.queries.names import namer, title_of
from guidance_app.queries.read import as_row
from guidance_app.store.journal import ChangeRow, StepRow
from guidance_app.store.record import OWN_BOOK, SCHOOL_BOOK
from guidance_app.store.records import TABLES
from guidance_app.store.records.people import Attachment, Pupil

OPENED, OUT, CHANGED, RECEIVED, OTHER = "opened", "out", "changed", "received", "other"
_CHANGES: Final = ("do", "undo", "redo", "resolve")
_ENDS: Final = re.compile(": ([0-9a-f]{32})$")
MOST_ON_PAPER: Final = 2_000
_ENDS_WITH_ID: Final = "*: " + 32 * "[0-9a-f]"


@dataclass(frozen=True)
class AuditLine:
    """One act in one book, or one note, in words. `about` says whose file it is in words."""

    at: dt.datetime
    author: str
    what: str
    kind: str
    id: str = ""
    about: str = ""

    @property
    def when(self) -> str:
        """3 maart 2026, 8.42"""
        return f"{formats.day(self.at.date())}, {formats.clock(self.at.time())}"

    @property
    def sentence(self) -> str:
        """The line for a screen reader, and for a copy as text."""
        return ", ".join(part for part in (self.when, self.author, self.about, self.what) if part)


@dataclass(frozen=True)
class Wanted:
    """Which lines of the list: of one pupil, by one person, of one sort, in a period (both days included), with these words."""

    pupil: str = ""
    author: str = ""
    sort: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    words: str = ""


def sorts() -> tuple[tuple[str, str], ...]:
    """What the list can be narrowed to: key and words."""
    return (
        (OPENED, t("Opened")),
        (OUT, t("Printed or handed over")),
        (CHANGED, t("Changed")),
        (RECEIVED, t("Received")),
        (OTHER, t("About the store")),
    )


def count(s: Session, wanted: Wanted = Wanted()) -> int:
    """How many lines there are."""
    counts = [select(func.count()).select_from(StepRow).where(*found) for found in _conditions(s, wanted)]
    return sum(s.scalar(one) or 0 for one in counts)


def page(s: Session, wanted: Wanted = Wanted(), first: int = 0, most: int = 100) -> list[AuditLine]:
    """Some lines, newest first, from the one with this number (from 0)."""
    parts = [select(StepRow.id, StepRow.stamp).where(*found) for found in _conditions(s, wanted)]
    there = union_all(*parts).order_by(desc("stamp")).offset(first).limit(most).subquery()
    found = select(StepRow).join(there, there.c.id == StepRow.id).order_by(StepRow.stamp.desc())
    names = _names(s)
    return [_line(step, names) for step in s.scalars(found)]


def audit_list(s: Session, book: str | None = None, most: int = 500) -> list[AuditLine]:
    """What was done and noted in this store (or in one book), newest first."""
    found = select(StepRow).order_by(StepRow.stamp.desc()).limit(most)
    return [_line(step, {}) for step in s.scalars(found if book is None else found.where(StepRow.book == book))]


def authors(s: Session) -> list[str]:
    """Everybody who did something."""
    return list(s.scalars(select(StepRow.author).distinct().order_by(StepRow.author)))


def details(s: Session, step: str, most: int = 60) -> list[tuple[str, HistoryLine]]:
    """What a Step changed: the record in a few words, and what of it was what and became what."""
    found = s.execute(
        select(ChangeRow, StepRow)
        .join(StepRow, StepRow.id == ChangeRow.step)
        .where(ChangeRow.step == step)
        .order_by(ChangeRow.stamp)
        .limit(most)
    ).all()
    name_of = namer(s, found[0].ChangeRow.book) if found else str
    records = {change.row: s.get(TABLES[change.tbl], change.row) for change, _ in found if change.tbl in TABLES}
    return [
        (title_of(as_row(record)), line)
        for change, of in found
        if (record := records.get(change.row)) is not None
        for line in change_lines(record, change, of, name_of)
    ]


Names = Mapping[str, tuple[str, str]]
"""The id of a pupil, a book or an attachment -> what it adds to the words of a note, and whose file it is."""


def _line(step: StepRow, names: Names) -> AuditLine:
    what, about = step.label, names.get(step.book, ("", ""))[1]
    if names and step.book == OWN_BOOK and (found := _ENDS.search(what)):
        more, about = names.get(found[1], ("", t("removed")))
        what = ", ".join(part for part in (what[: found.start()], more) if part)
    return AuditLine(dt.datetime.fromisoformat(step.at), step.author, what, step.kind, step.id, about)


def _names(s: Session) -> dict[str, tuple[str, str]]:
    """Also of what was removed."""
    names = {SCHOOL_BOOK: ("", t("the school"))}
    for id_, *parts in s.execute(select(Pupil.id, Pupil.first_name, Pupil.last_name)):
        names[id_] = ("", " ".join(part for part in parts if part))
    for id_, name, book in s.execute(select(Attachment.id, Attachment.name, Attachment.book)):
        names[id_] = (name, names.get(book, ("", ""))[1])
    return names


Conditions = list[ColumnElement[bool]]


def _conditions(s: Session, wanted: Wanted) -> list[Conditions]:
    """What a Step must fulfil: all of one of these. Those of one pupil are two, so that an index leads to each."""
    found: Conditions = []
    if wanted.author:
        found.append(StepRow.author == wanted.author)
    if wanted.sort:
        found.append(_of_sort(wanted.sort))
    if wanted.since:
        found.append(StepRow.at >= wanted.since.isoformat())
    if wanted.until:
        found.append(StepRow.at < (wanted.until + dt.timedelta(days=1)).isoformat())
    if wanted.words.strip():
        found.append(StepRow.label.contains(wanted.words.strip(), autoescape=True))
    return [[*about, *found] for about in (_about(s, wanted.pupil) if wanted.pupil else ([],))]


def _about(s: Session, pupil: str) -> tuple[Conditions, Conditions]:
    """In the file of the pupil, or a note about the pupil or an attachment."""
    ids: list[Any] = [pupil, *s.scalars(select(Attachment.id).where(Attachment.book == pupil))]
    return [StepRow.book == pupil], [StepRow.book == OWN_BOOK, func.substr(StepRow.label, -32).in_(ids)]


def _of_sort(sort: str) -> ColumnElement[bool]:
    """A note says by its words what was noted: that a file was opened, or, with the id of whom it is about, that it went out."""
    note = StepRow.kind == "note"
    opened = StepRow.label.startswith(t("file opened: {pupil}", pupil=""), autoescape=True)
    names_somebody = StepRow.label.op("GLOB", is_comparison=True)(_ENDS_WITH_ID)
    found: dict[str, ColumnElement[bool]] = {
        OPENED: and_(note, opened),
        OUT: and_(note, not_(opened), names_somebody),
        CHANGED: StepRow.kind.in_(_CHANGES),
        OTHER: and_(note, not_(opened), not_(names_somebody)),
        RECEIVED: and_(not_(note), StepRow.kind.not_in(_CHANGES)),
    }
    return found[sort]


@dataclass(frozen=True)
class AuditPaper:
    """The lines as they go on paper: whose, from when to when, of which sort, and how many do not fit on it."""

    name: str
    date: dt.date
    about: tuple[str, ...]
    lines: tuple[AuditLine, ...]
    left_out: int = 0


def paper(s: Session, wanted: Wanted, today: dt.date, most: int = MOST_ON_PAPER) -> AuditPaper:
    """What is asked for, to be printed or copied; the newest lines when there are too many."""
    words = dict(sorts()).get(wanted.sort, "")
    about = (
        t("from {day}", day=formats.day(wanted.since)) if wanted.since else "",
        t("until and with {day}", day=formats.day(wanted.until)) if wanted.until else "",
        t("only: {what}", what=words) if words else "",
        t("only by {name}", name=wanted.author) if wanted.author else "",
        t("only with the words {words}", words=wanted.words.strip()) if wanted.words.strip() else "",
    )
    lines = tuple(page(s, wanted, most=most))
    name = _names(s).get(wanted.pupil, ("", ""))[1]
    return AuditPaper(name, today, tuple(part for part in about if part), lines, count(s, wanted) - len(lines))


def as_text(view: AuditPaper) -> str:
    """The lines with tabs between their columns, to be pasted in a table."""
    head = (t("When"), t("Who"), t("File"), t("What"))
    rows = [head, *((line.when, line.author, line.about, line.what) for line in view.lines)]
    return "\n".join("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in row) for row in rows)
