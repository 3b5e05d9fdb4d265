"""What a person does with the holidays of a school: add one, change its days, add a pasted block."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy.orm import Session

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t, tn
from guidance_app.domain.holidays import Closed, checked_days
from guidance_app.edits.records import checked, get, insert_record
from guidance_app.store.record import SCHOOL_BOOK
from guidance_app.workspace import Edit


def add_holiday(school: str, name: str | None, first: dt.date | None, last: dt.date | None) -> Edit:
    """Add a holiday; without a last day it is one day. Problem when the days cannot be. Gives its id."""
    days = checked_days(first, last)
    return Edit(t("add holiday"), lambda s: _insert(s, school, Closed(_named(name), *days)))


def add_holidays(school: str, closed: Sequence[Closed]) -> Edit:
    """Add several holidays as one act. Gives their ids."""
    words = tn("add {n} holiday", "add {n} holidays", len(closed))
    return Edit(words, lambda s: tuple(_insert(s, school, one) for one in closed))


def change_holiday(holiday: str, name: str | None, first: dt.date | None, last: dt.date | None) -> Edit:
    """Give a holiday another name or other days. Problem when the days cannot be."""
    begin, end = checked_days(first, last)

    def apply(s: Session) -> str:
        record = get(s, "holiday", holiday)
        for field, value in checked("holiday", {"name": _named(name), "from_date": begin, "to_date": end}).items():
            setattr(record, field, value)
        return holiday

    return Edit(t("change holiday"), apply)


def _named(name: str | None) -> str:
    if not name:
        raise Problem(t("The name of this holiday is missing."), t("Type what the holiday is called."))
    return name


def _insert(s: Session, school: str, one: Closed) -> str:
    get(s, "school", school)
    values = {"school": school, "name": one.name, "from_date": one.first, "to_date": one.last}
    return insert_record(s, "holiday", SCHOOL_BOOK, values).id
