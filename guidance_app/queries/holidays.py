"""The holidays of each school, by school year, and what a pasted block of lines would add to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.domain.holidays import Closed, read_line
from guidance_app.domain.school_year import school_year
from guidance_app.queries.read import Row, rows


@dataclass(frozen=True)
class HolidayLine:
    """One holiday of a school. `days` is its first and last day in words."""

    id: str
    name: str
    first: dt.date
    last: dt.date
    days: str


@dataclass(frozen=True)
class SchoolYear:
    """The holidays of one school year, in order."""

    title: str
    lines: tuple[HolidayLine, ...]


@dataclass(frozen=True)
class SchoolHolidays:
    """A school with its holidays, by school year."""

    id: str
    name: str
    years: tuple[SchoolYear, ...]


@dataclass(frozen=True)
class Pasted:
    """One pasted line: what would be added, or in `refused` why not; `known` when it is there already."""

    text: str
    closed: Closed | None
    refused: str = ""
    known: bool = False


def school_holidays(s: Session) -> tuple[SchoolHolidays, ...]:
    """Every school of this store with its holidays."""
    return tuple(SchoolHolidays(school.id, school.name, _years(s, school.id)) for school in rows(s, "school"))


def pasted(s: Session, school: str, text: str, today: dt.date) -> tuple[Pasted, ...]:
    """What each pasted line would add; empty lines are left out."""
    there = {(one.name, one.first, one.last) for one in _lines(s, school)}
    found = []
    for line in text.splitlines():
        try:
            closed = read_line(line, today)
        except Problem as refused:
            found.append(Pasted(line.strip(), None, str(refused)))
            continue
        if closed is not None:
            same = (closed.name, closed.first, closed.last)
            found.append(Pasted(line.strip(), closed, known=same in there))
            there.add(same)
    return tuple(found)


def to_add(lines: Iterable[Pasted]) -> tuple[Closed, ...]:
    """What of the pasted lines is new."""
    return tuple(line.closed for line in lines if line.closed is not None and not line.known)


def days_words(first: dt.date, last: dt.date) -> str:
    """17 tot en met 25 oktober 2026"""
    if first == last:
        return formats.day(first)
    begin = str(first.day) if (first.year, first.month) == (last.year, last.month) else formats.day_month(first)
    return t(
        "{first} to and including {last}", first=formats.day(first) if first.year != last.year else begin, last=formats.day(last)
    )


def _lines(s: Session, school: str) -> list[HolidayLine]:
    known = [_line(one) for one in rows(s, "holiday", school=school) if one.from_date]
    return sorted(known, key=lambda one: (one.first, one.last))


def _line(one: Row) -> HolidayLine:
    last = one.to_date or one.from_date
    return HolidayLine(one.id, one.name or t("Holiday"), one.from_date, last, days_words(one.from_date, last))


def _years(s: Session, school: str) -> tuple[SchoolYear, ...]:
    years: dict[int, list[HolidayLine]] = {}
    for line in _lines(s, school):
        years.setdefault(school_year(line.first), []).append(line)
    return tuple(SchoolYear(f"{year}-{year + 1}", tuple(lines)) for year, lines in sorted(years.items()))
