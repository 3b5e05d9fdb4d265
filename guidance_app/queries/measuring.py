"""What is measured: series for charts and sentences, and what there is to measure now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from guidance_app.base.i18n import t, upper_first
from guidance_app.domain.series import Observation, Phase, PhaseKind, Series, value_text
from guidance_app.queries.names import short_names
from guidance_app.queries.read import Row, row, rows
from guidance_app.queries.session_plan import RUNNING, holidays_of, phases_of


@dataclass(frozen=True)
class Measured:
    """An outcome with its series. `ids` are the measurements in the order of the series, `observer` who measures."""

    outcome: Row
    series: Series
    ids: tuple[str, ...]
    observer: str | None


@dataclass(frozen=True)
class ToMeasure:
    """One line of "what to measure": an outcome that still runs, with the value of last time."""

    outcome: str
    pupil: str
    what: str
    unit: str
    kind: str
    last: str
    last_on: dt.date | None


def outcomes_of(s: Session, experiment: str) -> list[Measured]:
    """Everything an experiment measures, the main outcome first."""
    found = row(s, "experiment", experiment)
    if found is None:
        return []
    phases = phases_of(s, found)
    place = found.place or "school"
    return [
        _measured(s, outcome, [phase for phase in phases if phase.outcome in (None, outcome.id)], place)
        for outcome in rows(s, "outcome", found.book, experiment=experiment)
    ]


def goal_outcomes(s: Session, goal: Row) -> list[Measured]:
    """What is measured for a goal outside any experiment."""
    return [_measured(s, outcome, [], "school") for outcome in rows(s, "outcome", goal.book, goal=goal.id)]


def events_of(s: Session, pupil: str) -> tuple[tuple[dt.date, str], ...]:
    """The days of this pupil's background that a chart marks, each with its word, for the screen of who keeps the file.

    Background is read by parents alone, so no document that pupil or school reads too may be given these.
    """
    return tuple(sorted((one.date, one.mark) for one in rows(s, "background", pupil) if one.date and one.mark))


def _measured(s: Session, outcome: Row, phases: list[Row], place: str) -> Measured:
    place = outcome.place or place
    code_of = {phase.id: phase.code for phase in phases}
    found = sorted(rows(s, "measurement", outcome.book, outcome=outcome.id), key=lambda m: m.date)
    series = Series(
        name=outcome.name,
        observations=tuple(
            Observation(m.date, m.value, code_of.get(m.phase), m.missed, m.part, m.whole, m.fidelity) for m in found
        ),
        phases=tuple(_phase(phase) for phase in phases),
        unit=outcome.unit or "",
        kind=outcome.kind or "number",
        place="pupil" if outcome.kind == "rating" and place == "home" else place,
        higher_is_better=outcome.higher_is_better,
        alternating=any(phase.kind == "condition" for phase in phases),
        holidays=holidays_of(s, outcome.book),
        informant=short_names(s, outcome.book).get(outcome.observer or "", ""),
    )
    return Measured(outcome, series, tuple(m.id for m in found), outcome.observer)


def caption_of(series: Series) -> str:
    """What was measured, in what, by whom and where, as it stands under a chart."""
    what = ", ".join(part for part in (series.name, series.unit, better_of(series)) if part)
    where = {"home": t("at home"), "school": t("at school")}.get(series.place, "")
    by = ", ".join(part for part in (series.informant, where) if part)
    return f"{what}. {upper_first(by)}." if series.informant or series.place == "home" else what


def better_of(series: Series) -> str:
    """Which way is better, where that is not obvious: less or earlier, or more time; "" elsewhere and where nobody said so."""
    if series.higher_is_better is None or (series.higher_is_better and series.kind not in ("duration", "clock")):
        return ""
    if series.kind == "clock":
        return t("later is better") if series.higher_is_better else t("earlier is better")
    return t("more is better|caption") if series.higher_is_better else t("less is better|caption")


def _phase(phase: Row) -> Phase:
    kind = PhaseKind(phase.kind or "baseline")
    return Phase(phase.code or "", phase.label or "", kind, phase.from_date, phase.to_date, phase.criterion)


def to_measure(s: Session, pupil: str) -> list[ToMeasure]:
    """The outcomes of one pupil that are still followed: of experiments that are not decided, and of goals that run."""
    ended = {e.goal for e in rows(s, "evaluation", pupil)}
    running = {e.id for e in rows(s, "experiment", pupil) if e.verdict in RUNNING}
    found = []
    for outcome in rows(s, "outcome", pupil):
        if outcome.experiment in running or (outcome.goal and outcome.goal not in ended):
            values = sorted(
                (m for m in rows(s, "measurement", pupil, outcome=outcome.id) if m.value is not None), key=lambda m: m.date
            )
            last = values[-1] if values else None
            found.append(
                ToMeasure(
                    outcome.id, pupil, outcome.name, outcome.unit or "", outcome.kind or "number",
                    value_text(last.value, outcome.kind or "number") if last else "", last.date if last else None,
                )
            )  # fmt: skip
    return found
