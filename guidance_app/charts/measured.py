"""A measured series of the file as a chart: phases after one another, or approaches that take turns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Literal

from guidance_app.charts import series as drawn
from guidance_app.charts.axis import CLOCK
from guidance_app.charts.lines import Ruled, carried_on
from guidance_app.charts.spec import ChartSpec, make_chart
from guidance_app.charts.voices import Place
from guidance_app.domain.series import Observation, PhaseKind, Series
from guidance_app.stats.aim import AimLine

_KINDS: dict[PhaseKind, Literal["baseline", "approach", "later"]] = {
    PhaseKind.BASELINE: "baseline",
    PhaseKind.APPROACH: "approach",
    PhaseKind.CONDITION: "approach",
    PhaseKind.FOLLOW_UP: "later",
}
_PLACES: dict[str, Place] = {"home": "home", "school": "school", "pupil": "pupil"}


def measured_chart(
    series: Series,
    ids: Sequence[str] = (),
    *,
    title: str,
    caption: str = "",
    target: Decimal | None = None,
    aim: AimLine | None = None,
    events: Iterable[drawn.Event] = (),
    ruled: Iterable[Ruled] = (),
    rounds: Iterable[tuple[dt.date, dt.date]] = (),
    carried: bool = True,
) -> ChartSpec:
    """The chart of a series; `ids` are those of its observations, in their order. `target` is where the goal line lies,
    `aim` the line towards it that was used to judge the pace, `events` what is marked with a dotted line, `ruled` lines that
    were asked for, `rounds` those that were drawn of approaches in turns.

    The line of a baseline is `carried` on, except where the aim line already tells what is held against it. Whatever a person
    typed can be drawn: where a date lies in the stretch of another phase, the phase begins anew there.
    """
    sessions = _sessions(series, ids)
    told = _told(series, target, events)
    if series.alternating and len({phase.code for phase in series.phases}) == len(series.phases) > 1:
        turns = tuple(drawn.Condition(phase.label or phase.code, _of(series, sessions, phase.code)) for phase in series.phases)
        return make_chart(
            "alternating",
            drawn.Alternating(conditions=turns, rounds=tuple(drawn.Round(*days) for days in rounds), **told),
            title=title,
            caption=caption,
        )
    phases = _in_time(series, sessions)
    lines = (*(carried_on(series) if carried and aim is None else ()), *ruled)
    return make_chart("phases", drawn.PhaseSeries(phases=phases, aim=aim, ruled=lines, **told), title=title, caption=caption)


def phase_series(
    series: Series,
    ids: Sequence[str] = (),
    *,
    target: Decimal | None = None,
    aim: AimLine | None = None,
    events: Iterable[drawn.Event] = (),
    carried: bool = False,
) -> drawn.PhaseSeries:
    """The same as phases after one another, for charts that show several things; of approaches in turns only the new one.
    `carried`: with the line of the baseline carried on."""
    sessions = _sessions(series, ids)
    if series.alternating and series.phases_with_values:
        last = series.phases_with_values[-1]
        phases: tuple[drawn.Phase, ...] = (
            drawn.Phase("", last.label or last.code, "approach", _of(series, sessions, last.code)),
        )
    else:
        phases = _in_time(series, sessions)
    lines = carried_on(series) if carried else ()
    return drawn.PhaseSeries(phases=phases, aim=aim, ruled=lines, **_told(series, target, events))


def _told(series: Series, target: Decimal | None, events: Iterable[drawn.Event]) -> dict[str, Any]:
    """What both kinds of chart are told."""
    return {
        "y_label": series.name,
        "unit": unit_of(series),
        "from_zero": series.kind != CLOCK,
        "scale": _scale(series),
        "goal": drawn.Goal(target) if target is not None else None,
        "holidays": series.holidays,
        "events": tuple(events),
    }


def _sessions(series: Series, ids: Sequence[str]) -> list[drawn.Session]:
    known = ids or [f"{one.day} {at}" for at, one in enumerate(series.observations)]
    return [_session(series, one, id_) for one, id_ in zip(series.observations, known, strict=True)]


def unit_of(series: Series) -> str:
    """The unit as a chart writes it behind a value."""
    if series.kind in ("percent", CLOCK):
        return "%" if series.kind == "percent" else CLOCK
    return "" if series.kind == "rating" else short_unit(series.unit)


def short_unit(unit: str) -> str:
    """The unit as it stands behind a number: "aantal van 10" becomes "van 10"."""
    first, _, rest = unit.partition(" ")
    return rest if first.casefold() in ("aantal", "number") and rest else unit if len(unit) <= 12 else ""


def _scale(series: Series) -> tuple[Decimal, ...]:
    """What the axis shows in any case, so that a small change does not look large: the end of the scale, where it is known."""
    return () if series.most is None else (series.most,)


def _session(series: Series, one: Observation, id_: str) -> drawn.Session:
    return drawn.Session(one.day, one.value, id_, _PLACES.get(series.place, "school"), one.missed or "")


def _of(series: Series, sessions: Sequence[drawn.Session], code: str) -> tuple[drawn.Session, ...]:
    return tuple(s for one, s in zip(series.observations, sessions, strict=True) if one.phase == code)


def _in_time(series: Series, sessions: Sequence[drawn.Session]) -> tuple[drawn.Phase, ...]:
    """The phases as they came in time; a day belongs to one phase only."""
    known = {phase.code: phase for phase in series.phases}
    found: list[tuple[str | None, list[drawn.Session]]] = []
    for one, session in _by_day(series, sessions):
        same_day = bool(found) and found[-1][1][-1].date == session.date
        if found and (found[-1][0] == one.phase or same_day):
            found[-1][1].append(session)
        else:
            found.append((one.phase, [session]))
    made = []
    for code, part in found:
        phase = known.get(code or "")
        kind = _KINDS[phase.kind] if phase else "later"
        shown = "" if phase is None or (kind == "later" and phase.label) else phase.code
        criterion, until = (phase.criterion, phase.to_day) if phase else (None, None)
        made.append(drawn.Phase(shown, phase.label or "" if phase else "", kind, tuple(part), criterion, until=until))
    return tuple(made)


def _by_day(series: Series, sessions: Sequence[drawn.Session]) -> Iterable[tuple[Observation, drawn.Session]]:
    return sorted(zip(series.observations, sessions, strict=True), key=lambda pair: pair[1].date)
