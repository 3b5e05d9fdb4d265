"""Whatever is measured, in whatever plan: no impossible number, no range without width and no chance of 0 reaches a page or a
paper; and the same measurements in another unit, moved or upside down give the same answer there."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from guidance_app import edits, example
from guidance_app.charts.measured import measured_chart
from guidance_app.charts.spec import resolve
from guidance_app.domain.amounts import read_amount
from guidance_app.domain.ids import new_id
from guidance_app.edits.records import checked, insert_record
from guidance_app.queries.experiment_paper import experiment_pages
from guidance_app.queries.experiments import ExperimentView, answers, experiments
from guidance_app.queries.goals import GoalDetail, goals
from guidance_app.stats.gates import Chance, Range, Refusal
from guidance_app.store.records import TABLES
from guidance_app.workspace import Edit, Workspace, create

SCHOOL = "01a00000000000000000000000000000"
START = dt.date(2025, 9, 1)
KINDS = ("number", "count", "duration", "percent", "rate", "rating", "score", "clock")
UNITS = {"percent": "%", "duration": "minuten", "rate": "per minuut", "count": "keer", "number": "punten"}
IMPOSSIBLE = re.compile(
    r"\b(nan|inf|infinity|oneindig)\b|(?<=\d)(?<!,\d\d)[eE][+-]\d|p = 0(?![,/\d])|p = 0,0+(?!\d)|−0(?![,\d])|-0(?![,\d])", re.I
)
RANGE = re.compile(r"(?:tussen|range|marge|interval|aannemelijk) (-?\d+(?:,\d+)?) (?:en|tot) (-?\d+(?:,\d+)?)", re.I)
ID = re.compile(r"[0-9a-f]{32}")
SE = re.compile(r"standaardfout 0(?![,\d])")

EXAMPLES = max(settings().max_examples // 3, 1)
"""Each of them is a whole file, written and read again."""
SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
small = st.integers(-40, 40).map(lambda n: Decimal(n) / 10)
wild = st.decimals(-(10**9), 10**9, places=3) | st.decimals(-1, 1, places=6) | st.integers(0, 3).map(Decimal)


@dataclasses.dataclass(frozen=True)
class Trial:
    """What was measured: in each phase the scores (None for missed), how many days apart, and the plan around it."""

    phases: tuple[tuple[Decimal | None, ...], ...]
    kind: str = "number"
    higher: bool | None = True
    turns: bool = False
    drawn: bool = False
    step: int = 1
    baseline: Decimal | None = None
    target: Decimal | None = None
    counted: bool = False
    fidelity: str | None = None
    holiday: bool = False


def bounded(value: Decimal | None, kind: str) -> Decimal | None:
    """A value that an outcome of this kind can have."""
    if value is None or kind in ("number", "score"):
        return value
    if kind == "count":
        return abs(value).to_integral_value()
    highest = {"percent": 100, "rating": 10, "clock": 1439}.get(kind)
    return abs(value) if highest is None else abs(value) % highest


@st.composite
def trials(draw: Any, scores: Any) -> Trial:
    kind, turns = draw(st.sampled_from(KINDS)), draw(st.booleans())
    phase = st.lists(st.none() | scores, max_size=8).map(lambda some: tuple(bounded(one, kind) for one in some))
    maybe = st.none() | scores.map(lambda one: bounded(one, kind))
    return Trial(
        tuple(draw(st.lists(phase, min_size=1, max_size=2 if turns else 5))), kind, draw(st.sampled_from([True, False, None])),
        turns, draw(st.booleans()), draw(st.integers(0, 4)), draw(maybe), draw(maybe), draw(st.booleans()),
        draw(st.sampled_from([None, "yes", "partly", "no"])), draw(st.booleans()),
    )  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    made = create(tmp_path_factory.mktemp("kast") / "Kast", example.KEY, "Petra", "sen_coordinator", today=example.TODAY)
    made.do(
        edits.add(
            "holiday",
            "school",
            school="De Fictie",
            name="Herfst",
            from_date=START + dt.timedelta(6),
            to_date=START + dt.timedelta(12),
        )
    )
    yield made
    made.close()


def written(trial: Trial) -> Edit:
    """All of it as one act; gives the ids of the pupil and of a goal that is measured apart."""

    def apply(s: Session) -> tuple[str, str]:
        school = {"school": SCHOOL} if trial.holiday else {}
        pupil = insert_record(s, "pupil", "", {"first_name": "Noor", **school}).id
        unit = UNITS.get(trial.kind)
        agreed = {"title": "Doel", "unit": unit, "baseline": trial.baseline, "baseline_date": START, "target": trial.target}
        goal = insert_record(s, "goal", pupil, {**agreed, "due": START + dt.timedelta(200)}).id
        made = _experiment(s, pupil, goal, trial, unit)
        own = insert_record(s, "outcome", pupil, {"goal": goal, "name": "Ook", **_told(trial, unit)}).id
        for n, value in enumerate(v for phase in trial.phases for v in phase):
            _measure(s, pupil, own, None, n, value, trial)
        return pupil, made

    return Edit("try", apply)


def _told(trial: Trial, unit: str | None) -> dict[str, Any]:
    return {"kind": trial.kind, "unit": unit, "higher_is_better": trial.higher}


def _experiment(s: Session, pupil: str, goal: str, trial: Trial, unit: str | None) -> str:
    order = tuple("AB"[n] for n in range(len(trial.phases))) if trial.turns else ()
    drawn = {"draw": "pairs", "drawn_on": START, "drawn_order": order * 8} if trial.turns and trial.drawn else {}
    made = insert_record(s, "experiment", pupil, {"title": "Proefje", "goals": (goal,), **drawn}).id
    outcome = insert_record(s, "outcome", pupil, {"experiment": made, "name": "Iets", **_told(trial, unit)}).id
    phases = [_phase(s, pupil, made, n, trial) for n in range(len(trial.phases))]
    longest = max(map(len, trial.phases))
    days = [(n, at) for n in range(longest) for at in range(len(trial.phases))] if trial.turns else [
        (n, at) for at, scores in enumerate(trial.phases) for n in range(len(scores))
    ]  # fmt: skip
    for day, (n, at) in enumerate(days):
        if n < len(trial.phases[at]):
            _measure(s, pupil, outcome, phases[at], day, trial.phases[at][n], trial)
    return made


def _phase(s: Session, pupil: str, made: str, n: int, trial: Trial) -> str:
    kind = "condition" if trial.turns else "approach" if n % 2 else "baseline"
    code = "AB"[n % 2] if trial.turns else f"{'AB'[n % 2]}{n // 2 + 1}"
    return insert_record(
        s, "phase", pupil, {"experiment": made, "code": code, "kind": kind, "label": ("Gewoon", "Timer")[n % 2]}
    ).id


def _measure(s: Session, pupil: str, outcome: str, phase: str | None, n: int, value: Decimal | None, trial: Trial) -> None:
    day = START + dt.timedelta(n * trial.step)
    seen: dict[str, Any] = {"value": value, "missed": None if value is not None else "ziek", "fidelity": trial.fidelity}
    if trial.counted and value is not None and trial.kind == "percent":
        seen |= {"part": value, "whole": Decimal(100)}
    kept = checked("measurement", {"outcome": outcome, "date": day, "phase": phase, **seen})
    s.add(TABLES["measurement"](id=new_id(), book=pupil, deleted=False, position=f"a{n:03}", **kept))


def everything(store: Workspace, trial: Trial) -> tuple[ExperimentView, GoalDetail, list[Any]]:
    """The views of both pages, and all that is shown of them on screen and paper."""
    pupil, made = store.do(written(trial))
    with store.read() as s:
        view, detail = experiments(s, pupil, made).open, goals(s, pupil).detail
        paper = experiment_pages(s, pupil, store.today)
    assert view is not None
    assert detail is not None
    (shown,) = view.outcomes
    told: list[Any] = [view, detail, paper, shown.findings, shown.drawers, shown.fidelity, answers(view, shown)]
    drawn = [(shown.series, None)] + ([(detail.course.series, detail.towards)] if detail.course.series else [])
    for series, towards in drawn:
        if series.measured:
            spec = measured_chart(series, title="x", target=detail.course.target, aim=towards.aim if towards else None)
            told += [spec, resolve(spec, 600, 300)]
    return view, detail, told


def inside(found: Any) -> Iterator[Any]:
    """All values inside, however deep."""
    if dataclasses.is_dataclass(found) and not isinstance(found, type | Refusal):
        for field in dataclasses.fields(found):
            yield from inside(getattr(found, field.name))
    elif isinstance(found, dict):
        for one in found.values():
            yield from inside(one)
    elif isinstance(found, Sequence) and not isinstance(found, str):
        for one in found:
            yield from inside(one)
    yield found


def assert_can_be_shown(told: list[Any]) -> None:
    for one in inside(told):
        if isinstance(one, float | int | Fraction | Decimal) and not isinstance(one, bool):
            assert math.isfinite(one)
        elif isinstance(one, Range):
            assert one.low < one.high
        elif isinstance(one, Chance):
            assert 0 < one.p <= 1
        elif isinstance(one, str):
            assert ID.search(one) or not IMPOSSIBLE.search(one), one
            assert not SE.search(one), one
            for low, high in RANGE.findall(one):
                assert low != high, one


@settings(max_examples=EXAMPLES, suppress_health_check=SLOW)
@given(trials(small | wild))
def test_whatever_was_measured_only_what_is_possible_is_shown(store: Workspace, trial: Trial) -> None:
    assert_can_be_shown(everything(store, trial)[2])


UNCHANGED = ("Tau-BC", "CDC", "Exacte rangtoets", "PoGO")
"""Figures of the drawer that rest on order, or on a share of the way, alone."""


def conclusions(store: Workspace, trial: Trial) -> tuple[Any, ...]:
    """All that may not depend on the unit, on where zero lies, or on which way is up."""
    view, detail, _ = everything(store, trial)
    (shown,) = view.outcomes
    found, towards = shown.findings, detail.towards
    drawer = [(f.name, f.value) for one in shown.drawers for f in one.figures if f.name in UNCHANGED]
    pairs = [figure.sentence for figure in found.figures if figure.methods[:1] == ("pairs",)] if found else []
    return (
        found and (found.answer, found.judgement.verdict, found.sure.sentence), pairs, drawer, shown.pairs,
        towards and (towards.found, bool(towards.cue), towards.more), detail.course.reached,
    )  # fmt: skip


def turned(trial: Trial, act: Any, *, over: bool = False) -> Trial:
    """The same trial with every number changed, and with the other direction wanted when it is turned over."""
    phases = tuple(tuple(None if y is None else act(y) for y in phase) for phase in trial.phases)
    higher = trial.higher if trial.higher is None or not over else not trial.higher
    agreed = {name: None if (value := getattr(trial, name)) is None else act(value) for name in ("baseline", "target")}
    return dataclasses.replace(trial, phases=phases, higher=higher, **agreed)


def typed(value: Decimal) -> Decimal:
    """The number as it is typed with a comma."""
    found = read_amount(str(value).replace(".", ","), "number")
    assert found is not None
    return found.value


@settings(max_examples=EXAMPLES // 3, suppress_health_check=SLOW)
@given(trials(small).map(lambda trial: dataclasses.replace(trial, kind="number", counted=False)), st.integers(-300, 300))
def test_another_unit_another_zero_and_upside_down_lead_to_the_same_conclusions(
    store: Workspace, trial: Trial, shift: int
) -> None:
    plain = conclusions(store, trial)
    assert conclusions(store, turned(trial, lambda y: 10 * y)) == plain
    assert conclusions(store, turned(trial, lambda y: y + shift)) == plain
    assert conclusions(store, turned(trial, lambda y: -y, over=True)) == plain
    assert conclusions(store, turned(trial, typed)) == plain
