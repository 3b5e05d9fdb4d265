"""Measures in time: from when and until when each was carried out, for the chart that lays them under the course of a goal.

A measure holds the day on which it began. When it was stopped, the journal knows on which day that was written down; where it
does not, the end stays open and is said to be unknown.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from guidance_app.base.i18n import t
from guidance_app.queries.history import history
from guidance_app.queries.read import Row, fields, rows

CARRIED_OUT = ("active", "stopped")


@dataclass(frozen=True)
class MeasureBand:
    """One measure with its days. `end` None: it still goes on, or (`note` says so) nobody knows when it ended."""

    id: str
    title: str
    place: str
    start: dt.date
    end: dt.date | None
    note: str


def measure_bands(s: Session, pupil: str, goal: str) -> tuple[MeasureBand, ...]:
    """The measures for this goal that have a first day, and those that are for no goal in particular; earliest first."""
    found = [m for m in rows(s, "measure", pupil) if (m.status or "active") in CARRIED_OUT and m.start]
    for_goal = [m for m in found if not m.goals or goal in m.goals]
    return tuple(sorted((_band(s, m) for m in for_goal), key=lambda band: (band.start, band.title)))


def _band(s: Session, measure: Row) -> MeasureBand:
    end = ended_on(s, measure)
    note = "" if measure.status != "stopped" else t("stopped") if end else t("stopped, not known when")
    return MeasureBand(measure.id, measure.title, measure.place, measure.start, end, note)


def ended_on(s: Session, measure: Row) -> dt.date | None:
    """The day on which somebody last wrote down that a measure was stopped; None while it goes on, or when nobody knows.

    A measure that was written down as stopped at once had ended before, nobody knows when.
    """
    if measure.status != "stopped":
        return None
    word = fields("measure")["status"].kind.format("stopped")
    found = [line.at.date() for line in history(s, measure.id, "status") if line.new == word and line.back]
    return found[0] if found and found[0] >= (measure.start or found[0]) else None
