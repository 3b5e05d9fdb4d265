"""The timeline: everything with a date, newest first, with what is planned above today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.queries.timeline_entries import MEASURE, PLAN, TALK, TEST, Entry, all_entries

ALL = "all"
TODAY = "today"


@dataclass(frozen=True)
class TimelineRow:
    """One row: an entry as it stands on the screen. `month` is filled in where a month begins; `ahead` is still to come."""

    id: str
    month: str
    day: str
    icon: str
    voice: str
    text: str
    spoken: str
    ahead: bool
    table: str
    row: str
    tab: int
    talk: str


def filters() -> list[tuple[str, str]]:
    """What the timeline can be limited to: (code, words)."""
    return [
        (ALL, t("Everything")),
        (TALK, t("Talks")),
        (MEASURE, t("Measurements and experiments")),
        (PLAN, t("Plan")),
        (TEST, t("Tests")),
    ]


def timeline(s: Session, pupil: str, today: dt.date, kind: str = ALL, words: str = "") -> tuple[TimelineRow, ...]:
    """The rows of one kind that hold all of these words, the latest on top; a row for today when something is planned."""
    return arrange(all_entries(s, pupil, today), today, kind, words)


def arrange(entries: Iterable[Entry], today: dt.date, kind: str = ALL, words: str = "") -> tuple[TimelineRow, ...]:
    """The same from entries that were read before, so that searching while typing reads nothing."""
    wanted = words.casefold().split()
    found = [
        entry for entry in entries if (kind == ALL or kind in entry.kinds) and all(word in _searched(entry) for word in wanted)
    ]
    found.sort(key=lambda entry: entry.date or dt.date.min, reverse=True)
    return tuple(_rows(found, today))


def _searched(entry: Entry) -> str:
    day = formats.full_day(entry.date) if entry.date else ""
    return f"{entry.words} {day}".casefold()


def _rows(found: list[Entry], today: dt.date) -> list[TimelineRow]:
    made: list[TimelineRow] = []
    month, day = "", None
    for entry in found:
        ahead = bool(entry.date and entry.date > today)
        if made and made[-1].ahead and not ahead:
            made.append(_today(today))
        now = formats.month_year(entry.date) if entry.date else t("no date")
        made.append(_row(entry, "" if now == month else now, ahead, first=entry.date != day))
        month, day = now, entry.date
    if made and made[-1].ahead:
        made.append(_today(today))
    return made


def _row(entry: Entry, month: str, ahead: bool, *, first: bool) -> TimelineRow:
    """One row; the day stands only at the first entry of a day."""
    day = f"{formats.weekday(entry.date)[:2]} {entry.date.day}" if entry.date and first else ""
    said = formats.full_day(entry.date) if entry.date else t("no date")
    spoken = ", ".join(part for part in (said, t("to come") if ahead else "", entry.text) if part)
    return TimelineRow(
        entry.id, month, day, entry.icon, entry.voice, entry.text, spoken, ahead, entry.table, entry.row, entry.tab, entry.talk
    )


def _today(today: dt.date) -> TimelineRow:
    words = t("Today, {day}", day=formats.full_day(today))
    return TimelineRow(TODAY, "", "", "circle-dot", "", words, words, False, "", "", -1, "")
