"""What there is to measure now, as lines with a field: over all pupils on the start page, or of one on his own page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.domain.amounts import Amount, amount_of, kind_of_unit
from guidance_app.domain.series import value_text
from guidance_app.queries.experiment_plan import phase_for, planned_days
from guidance_app.queries.history import last_change
from guidance_app.queries.measuring import to_measure
from guidance_app.queries.pupils import all_pupils
from guidance_app.queries.read import Row, row, rows


@dataclass(frozen=True)
class MeasureRow:
    """One thing to measure. `place` (table/row/word) is where its value is typed; `value` is that of today, `saved` its time.

    `missed` is why nothing was measured today. `asks`: whether it may be said of it that it went as agreed
    (`fidelity`). `way`: the approach of today, "" when none is known; `planned`: whether today is one of the planned days.
    """

    place: str
    pupil: str
    name: str
    what: str
    last: str
    last_on: dt.date | None
    unit: str
    kind: str
    value: Decimal | None
    saved: str
    missed: str = ""
    asks: bool = False
    fidelity: str | None = None
    way: str = ""
    planned: bool = False

    @property
    def missed_place(self) -> str:
        """Where one types why nothing was measured."""
        return f"{self.place.rpartition('/')[0]}/missed"


def measure_rows(s: Session, pupil: str, today: dt.date) -> list[MeasureRow]:
    """What there is to measure for one pupil: outcomes that are followed, those first of which today is a planned day, and goals
    of which nothing was measured yet."""
    name = next((head.full_name for head in all_pupils(s, today) if head.id == pupil), "")
    followed = {line.outcome for line in to_measure(s, pupil)}
    found = [_outcome_row(s, o, name, today) for o in rows(s, "outcome", pupil) if o.id in followed]
    ended = {e.goal for e in rows(s, "evaluation", pupil)}
    measured = {o.goal for o in rows(s, "outcome", pupil)}
    tried = {goal for e in rows(s, "experiment", pupil) for goal in e.goals or ()}
    new = [g for g in rows(s, "goal", pupil) if g.target is not None and not g.series and g.id not in ended | measured | tried]
    return sorted(found, key=lambda line: not line.planned) + [_goal_row(goal, name) for goal in new]


def _outcome_row(s: Session, outcome: Row, name: str, today: dt.date) -> MeasureRow:
    goal = row(s, "goal", outcome.goal)
    first = goal is not None and rows(s, "outcome", outcome.book, goal=goal.id)[0].id == outcome.id
    title = goal.title if goal and first else ""
    values = sorted(rows(s, "measurement", outcome.book, outcome=outcome.id), key=lambda m: m.date)
    now = next((m for m in values if m.date == today), None)
    earlier = [m for m in values if m.value is not None and m.date < today]
    kind = outcome.kind or "number"
    saved = last_change(s, now.id) if now and (now.value is not None or now.missed) else None
    asks = bool(outcome.experiment and rows(s, "phase", outcome.book, experiment=outcome.experiment))
    last = t("last time {value}", value=value_text(earlier[-1].value, kind)) if earlier else _begin(goal, kind) if title else ""
    way, planned = _way_of(s, outcome, today, now)
    return MeasureRow(
        place=f"goal/{outcome.goal}/measured" if title else f"outcome/{outcome.id}/measured",
        pupil=outcome.book, name=name, what=title or outcome.name, last=last, last_on=earlier[-1].date if earlier else None,
        unit=_unit(outcome.unit, kind), kind=kind, value=now.value if now else None,
        saved=formats.clock(saved[1].time()) if saved else "", missed=(now.missed or "") if now else "", asks=asks,
        fidelity=now.fidelity if now else None, way=way, planned=planned,
    )  # fmt: skip


def _way_of(s: Session, outcome: Row, today: dt.date, written: Row | None) -> tuple[str, bool]:
    """The approach of today in words ("" when none is known), and whether today is a planned day. On other days of a plan there
    is no approach of that day. `written`: what was written down today already."""
    experiment = row(s, "experiment", outcome.experiment)
    if experiment is None:
        return "", False
    days = planned_days(s, experiment, outcome.id)
    time = next((one for one in days if one.day == today), None)
    now = time.phase if time else None
    if not days:
        now = written.phase if written else phase_for(s, experiment, outcome.id, today)
    phase = row(s, "phase", now)
    words = (phase.label or phase.code or "") if phase else ""
    return t("today: {approach}", approach=words) if words else "", time is not None


def _goal_row(goal: Row, name: str) -> MeasureRow:
    kind = kind_of_unit(goal.unit)
    last = _begin(goal, kind)
    place, unit = f"goal/{goal.id}/measured", _unit(goal.unit, kind)
    return MeasureRow(place, goal.book, name, goal.title, last, goal.baseline_date, unit, kind, None, "")


def _begin(goal: Row | None, kind: str) -> str:
    return t("begin {value}", value=value_text(goal.baseline, kind)) if goal and goal.baseline is not None else ""


def _unit(unit: str | None, kind: str) -> str:
    """What stands behind the field."""
    known = {"percent": t("percent"), "rating": t("of 10"), "clock": ""}
    return known.get(kind, unit or (t("minutes|unit") if kind == "duration" else ""))


def measurement_of_day(s: Session, place: str, day: dt.date) -> Row | None:
    """What was written down on a day, of the thing whose value is typed at this place."""
    table, id_, _word = place.split("/")
    owner = row(s, table, id_)
    outcomes = rows(s, "outcome", owner.book, goal=id_) if owner and table == "goal" else [owner] if owner else []
    found = [m for o in outcomes[:1] for m in rows(s, "measurement", o.book, outcome=o.id, date=day)]
    return found[-1] if found else None


def amount_of_day(s: Session, place: str, day: dt.date) -> Amount | None:
    """The value of that day, with what it was counted from."""
    found = measurement_of_day(s, place, day)
    return amount_of(found.value, found.part, found.whole) if found else None


def missed_on_day(s: Session, place: str, day: dt.date) -> str | None:
    """Why nothing was measured on that day."""
    found = measurement_of_day(s, place, day)
    return found.missed if found else None
