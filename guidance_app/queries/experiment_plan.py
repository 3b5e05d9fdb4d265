"""What was planned for an experiment: its days, the way of working of each, what is drawn and what that can show."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.domain.measures import search
from guidance_app.domain.series import Phase, PhaseKind, Series
from guidance_app.queries.measuring import Measured, goal_outcomes, outcomes_of
from guidance_app.queries.names import short_names
from guidance_app.queries.read import Row, fields, rows
from guidance_app.queries.schedule import phase_on
from guidance_app.queries.session_plan import RUNNING, days_of, holidays_of, phases_of, starts_of
from guidance_app.stats.drawn import Draw
from guidance_app.stats.exact import Path, path
from guidance_app.stats.gates import FEWEST_TO_PLAN
from guidance_app.stats.planning import Shape, lists_for
from guidance_app.store.journal import ChangeRow, StepRow

MOST_IDEAS: Final = 5
ORDER: Final = "drawn_order"


@dataclass(frozen=True)
class PlannedDay:
    """One planned time: its number, its day, and the phase or approach of that day (None: not drawn yet)."""

    number: int
    day: dt.date
    phase: str | None


@dataclass(frozen=True)
class PlanWords:
    """The plan in words for the page: what would convince, what is drawn, and whether it can be drawn now.

    `by_program`: the program draws, so nobody types what was drawn. `scored`: there is a score. `cannot`: why it cannot be drawn
    now, "" when it can.
    `draws`: how often was drawn, undone draws too; `redrawn` says so when it was more than once.
    """

    design: str
    convince: str
    agreed: str
    drawn: str
    to_draw: str
    can_draw: bool
    was_drawn: bool
    by_program: bool
    scored: bool
    draws: int
    redrawn: str
    cannot: str = ""


def cannot_draw(s: Session, one: Row) -> Problem | None:
    """What is missing in a plan that is to be drawn; None when nothing is."""
    if not one.design_kind or not one.sessions:
        return None
    if one.first_day is None:
        return Problem(t("The day of the first time is missing."), t("Fill in the first time; then it can be drawn."))
    if len(days_of(s, one)) < int(one.sessions):
        return Problem(t("There is no free day for this."), t("Choose another first day or other days of the week."))
    ways = len(rows(s, "phase", one.book, experiment=one.id, kind="condition"))
    if ways and int(one.sessions) % ways:
        return Problem(t("Each approach has its turn as often."), t("Plan a number that {n} divides.", n=ways))
    return None


def shape_of(s: Session, one: Row) -> Shape | None:
    """The plan in numbers; None when the record does not hold a whole plan, with its first day."""
    if not one.design_kind or not one.sessions or one.first_day is None:
        return None
    phases = rows(s, "phase", one.book, experiment=one.id)
    ways = tuple(phase.code for phase in phases if phase.kind == "condition") or ("A", "B")
    tiers = list(dict.fromkeys(phase.outcome for phase in phases if phase.outcome))
    stages = sum(phase.criterion is not None for phase in phases)
    most = int(one.longest_run) if one.longest_run else None
    draw = Draw(one.draw) if one.draw else None
    return Shape(one.design_kind, int(one.sessions), ways, int(one.fewest or 3), draw, most, max(len(tiers), 1), stages)


def lists_of(one: Row) -> tuple[tuple[int, ...], ...]:
    """What each start of several series could be."""
    return lists_for(int(one.sessions), int(one.fewest or 3), len(one.drawn_order or ())) if one.draw == "stagger" else ()


def planned_days(s: Session, one: Row, outcome: str | None = None) -> tuple[PlannedDay, ...]:
    """Every planned time of one outcome (of the first one, else), with the phase of that day where it is known."""
    days = days_of(s, one)
    phases = phases_for(s, one, outcome)
    order = one.drawn_order or ()
    codes = {phase.code: phase.id for phase in phases if phase.kind == "condition"}
    if codes:
        return tuple(PlannedDay(n + 1, day, codes.get(order[n]) if n < len(order) else None) for n, day in enumerate(days))
    return tuple(PlannedDay(n, day, phase_of_day(phases, day)) for n, day in enumerate(days, 1))


def phases_for(s: Session, one: Row, outcome: str | None) -> list[Row]:
    """The phases of one outcome: those of all, and those only for it."""
    phases = phases_of(s, one)
    if outcome is None:
        outcome = next((phase.outcome for phase in phases if phase.outcome), None)
    return [phase for phase in phases if phase.outcome in (None, outcome)]


def spans_for(s: Session, one: Row, outcome: str | None) -> tuple[tuple[str, Phase], ...]:
    """The phases of one outcome by their ids."""
    return tuple((phase.id, span(phase)) for phase in phases_for(s, one, outcome))


def span(phase: Row) -> Phase:
    """A phase as it is compared."""
    kind = PhaseKind(phase.kind or "baseline")
    return Phase(phase.code or "", phase.label or "", kind, phase.from_date, phase.to_date, phase.criterion)


def phase_for(s: Session, one: Row, outcome: str, day: dt.date) -> str | None:
    """The phase in which a new measurement of this outcome and day falls; None when that is not known."""
    done = len(rows(s, "measurement", one.book, outcome=outcome))
    return phase_on(spans_for(s, one, outcome), day, one.drawn_order or (), done, days_of(s, one))


def phase_of_day(phases: Sequence[Row], day: dt.date) -> str | None:
    """The phase that runs on this day, follow-up only from its own day on; None when none has begun or nobody knows."""
    begun = [phase for phase in phases if phase.from_date and phase.from_date <= day]
    inside = [phase for phase in begun if phase.to_date is None or phase.to_date >= day]
    return inside[-1].id if inside else None


# --- words -----------------------------------------------------------------------------------------------------------


def plan_words(s: Session, one: Row) -> PlanWords:
    """The plan of an experiment in words."""
    kinds = fields("experiment")
    designs, kinds_of_draw = kinds["design_kind"].kind, kinds["draw"].kind
    was_drawn = bool(one.draw and one.drawn_order and one.drawn_on)
    outcomes = {outcome.id for outcome in rows(s, "outcome", one.book, experiment=one.id)}
    scored = any(m.value is not None for m in rows(s, "measurement", one.book) if m.outcome in outcomes)
    times = draws(s, one.id) if one.draw else 0
    redrawn = t("This was drawn {n} times; the earlier draws are in the history.", n=times) if times > 1 else ""
    to_draw = t("The program will draw {what}.", what=kinds_of_draw.format(one.draw)) if one.draw and not was_drawn else ""
    missing = cannot_draw(s, one) if one.draw and not scored else None
    late = t("There is a score already, so nothing can be drawn any more.") if scored else ""
    cannot = str(missing) if missing else late
    return PlanWords(
        designs.format(one.design_kind), one.convince or "", _agreed(one), _moments(s, one) if was_drawn else "", to_draw,
        bool(one.draw) and not cannot and shape_of(s, one) is not None, was_drawn, bool(one.draw), scored,
        times, redrawn, cannot,
    )  # fmt: skip


def draws(s: Session, experiment: str) -> int:
    """How often was drawn for an experiment, by the journal: a draw that was undone counts, since it was seen."""
    found = s.execute(
        select(ChangeRow.old, ChangeRow.new)
        .join(StepRow, StepRow.id == ChangeRow.step)
        .where(ChangeRow.row == experiment, ChangeRow.unit == "assignment", StepRow.kind == "do")
    )
    orders = [(json.loads(old or "{}").get(ORDER), json.loads(new or "{}").get(ORDER)) for old, new in found]
    return sum(bool(new) and new != old for old, new in orders)


def _agreed(one: Row) -> str:
    """12 keer, op maandag en donderdag, vanaf 9 maart"""
    if not one.sessions:
        return ""
    on = fields("experiment")["weekdays"].kind.format(one.weekdays)
    parts = [t("{n} times", n=formats.number(one.sessions)), t("on {days}", days=on) if on else ""]
    parts.append(t("from {day}", day=formats.day_month(one.first_day)) if one.first_day else "")
    return ", ".join(part for part in parts if part)


def _moments(s: Session, one: Row) -> str:
    """When the next phases begin, where moments were drawn."""
    days, starts = days_of(s, one), starts_of(one)
    told = [formats.day_month(days[start - 1]) for start in starts if 0 < start <= len(days)]
    return t("The next phases begin on {days}.", days=", ".join(told)) if told else ""


# --- for the wizard --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Known:
    """Something that was measured before, with its scores: what a new plan would notice follows from them."""

    id: str
    name: str
    unit: str
    kind: str
    higher_is_better: bool | None
    observer: str | None
    series: Series

    @property
    def baseline(self) -> Path | None:
        """The scores of the usual way; None below five of them."""
        return baseline_of(self.series)

    @property
    def alike(self) -> tuple[str, str, str]:
        """Only what has the same name, kind and unit can be laid beside it."""
        return alike(self.name, self.unit, self.kind)


def alike(name: str, unit: str | None, kind: str) -> tuple[str, str, str]:
    """Under which something is the same measure as before: name, unit and kind."""
    return name.strip().casefold(), (unit or "").strip().casefold(), kind


def baseline_before(known: Sequence[Known], name: str, unit: str | None, kind: str) -> Path | None:
    """The scores of the usual way of the same measure, of an earlier trial or a goal; None when there are fewer than five."""
    same = alike(name, unit, kind)
    return next((one.baseline for one in known if one.alike == same), None)


def baseline_of(series: Series) -> Path | None:
    """The scores of the usual way, the first approach where approaches take turns; None below five of them."""
    usual = [p.code for p in series.phases if p.kind == PhaseKind.BASELINE]
    usual = usual or [p.code for p in series.phases[:1] if p.kind == PhaseKind.CONDITION]
    seen = [o for o in series.observations if o.value is not None and (not series.phases or o.phase in usual)]
    if len(seen) < FEWEST_TO_PLAN:
        return None
    return path([Decimal(o.day.toordinal()) for o in seen], [o.value for o in seen])


@dataclass(frozen=True)
class WizardFacts:
    """What the wizard offers: the child, the people, what was measured before, and the trials that run."""

    name: str
    people: tuple[tuple[str, str], ...]
    known: tuple[Known, ...]
    goals: tuple[tuple[str, str], ...]
    running: tuple[str, ...]
    holidays: tuple[tuple[dt.date, dt.date], ...]


def wizard_facts(s: Session, pupil: str) -> WizardFacts:
    """All that the wizard offers for this pupil."""
    names = short_names(s, pupil)
    return WizardFacts(
        names.get(pupil, ""), tuple((id_, name) for id_, name in names.items()), known_measures(s, pupil),
        tuple((goal.id, goal.title or goal.text or "") for goal in rows(s, "goal", pupil)), running(s, pupil),
        holidays_of(s, pupil),
    )  # fmt: skip


def known_measures(s: Session, pupil: str) -> tuple[Known, ...]:
    """What was measured of this pupil, each measure once: the newest with enough scores to plan with, else the newest."""
    measured = [m for e in rows(s, "experiment", pupil) for m in outcomes_of(s, e.id)]
    measured += [m for goal in rows(s, "goal", pupil) for m in goal_outcomes(s, goal)]
    found: dict[tuple[str, str, str], Known] = {}
    for one in map(_known, measured):
        if one.alike not in found or one.baseline or not found[one.alike].baseline:
            found[one.alike] = one
    return tuple(found.values())


def _known(m: Measured) -> Known:
    one = m.outcome
    return Known(one.id, one.name, one.unit or "", one.kind or "number", one.higher_is_better, m.observer, m.series)


def running(s: Session, pupil: str) -> tuple[str, ...]:
    """The experiments that are not decided yet."""
    return tuple(e.title for e in rows(s, "experiment", pupil) if e.verdict in RUNNING)


def ideas(words: str, place: str | None) -> tuple[str, ...]:
    """Approaches from the library that hold these words, the best proven ones first."""
    return tuple(one.title for one in search(words, place)[:MOST_IDEAS])
