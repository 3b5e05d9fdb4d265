"""The schedule to tick off: every planned day with its approach on a page, nothing that was seen, blanks for the unknown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from _reading import everything, texts

from guidance_app import edits, example
from guidance_app.base import formats
from guidance_app.edits.experiment_plan import Measure, Plan, begin, draw
from guidance_app.edits.measuring import measure
from guidance_app.queries.experiments import experiments
from guidance_app.queries.tick_off import TickOff, tick_off_pages
from guidance_app.report.sections.tick_off import tick_off
from guidance_app.stats.drawn import Draw
from guidance_app.workspace import Workspace, create

TODAY = example.TODAY
WORDS = Measure("Woorden", "woorden per minuut")
PLAN = Plan(
    "Meelezen", ("Gewoon", "Meelezen"), (WORDS,), "turns", 12, TODAY + dt.timedelta(4), ("1", "4"), draw=Draw.PAIRS,
    question="Lees ik meer?", convince="elke keer meer", follow_up_on=TODAY + dt.timedelta(90),
)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Workspace]:
    opened = create(tmp_path / "Kast", example.KEY, "Petra", "sen_coordinator", today=TODAY)
    yield opened
    opened.close()


@pytest.fixture
def noor(store: Workspace) -> str:
    return str(store.do(edits.add("pupil", first_name="Noor")))


def view(store: Workspace, noor: str) -> TickOff:
    with store.read() as s:
        return tick_off_pages(s, noor, TODAY)


def words(shown: TickOff) -> str:
    return " ".join(" ".join(texts(tick_off(shown).content)).split())


def test_every_planned_day_has_its_drawn_approach_and_three_boxes(store: Workspace, noor: str) -> None:
    made = store.do(begin(noor, PLAN))
    store.do(draw(made, TODAY, Random(1)))
    shown = view(store, noor)
    with store.read() as s:
        one = experiments(s, noor).open
    assert one is not None
    assert [line.day for line in shown.sheets[0].lines[:-1]] == list(one.days)
    assert tuple(line.letters[0] for line in shown.sheets[0].lines[:-1]) == one.drawn_order
    assert (shown.sheets[0].lines[-1].day, shown.sheets[0].lines[-1].letters) == (PLAN.follow_up_on, ("M",))
    told = words(shown)
    for day in one.days:
        assert f"{formats.weekday(day)[:2]} {formats.day_month(day)}" in told
    assert told.count("ja deels nee") == 13
    assert "Lees ik meer?" in told
    assert "elke keer meer" in told
    assert tick_off(shown).pages == 1


@pytest.mark.parametrize("sessions", [20, 25, 29])
def test_as_many_times_as_a_drawn_start_needs_fit_on_one_page(store: Workspace, noor: str, sessions: int) -> None:
    store.do(begin(noor, replace(PLAN, design="ab", draw=Draw.START, sessions=sessions, follow_up_on=None)))
    assert tick_off(view(store, noor)).pages == 1


def test_what_was_measured_is_not_on_it(store: Workspace, noor: str) -> None:
    made = store.do(begin(noor, PLAN))
    store.do(draw(made, TODAY, Random(1)))
    with store.read() as s:
        one = experiments(s, noor).open
    assert one is not None
    store.do(measure(one.outcomes[0].id, one.days[0], Decimal("73.91")))
    store.do(edits.change("experiment", made, "pupil_conclusion", "geheime conclusie"))
    store.do(edits.change("experiment", made, "caution", "geheime kanttekening"))
    content = everything(tick_off(view(store, noor)).content)
    assert "73,91" not in content
    assert "geheime" not in content


def test_what_is_not_drawn_yet_stays_empty_and_is_said(store: Workspace, noor: str) -> None:
    store.do(begin(noor, PLAN))
    shown = view(store, noor)
    assert {line.letters for line in shown.sheets[0].lines[:-1]} == {("",)}
    assert "Het programma moet nog loten" in words(shown)


def test_series_that_begin_one_after_another_have_their_own_approach_on_a_day(store: Workspace, noor: str) -> None:
    measures = (WORDS, Measure("Zinnen"))
    made = store.do(begin(noor, replace(PLAN, design="baselines", draw=Draw.STAGGER, sessions=24, measures=measures)))
    store.do(draw(made, TODAY, Random(1)))
    told = [line.letters for line in view(store, noor).sheets[0].lines[:-1]]
    assert told[0] == ("A", "A")
    assert told[-1] == ("B", "B")
    assert any(first != second for first, second in told)


def test_a_stage_says_what_it_asks(store: Workspace, noor: str) -> None:
    criteria = (Decimal(5), Decimal(8))
    store.do(begin(noor, replace(PLAN, design="criterion", draw=None, sessions=15, criteria=criteria)))
    assert "vraagt 8" in words(view(store, noor))


def test_without_planned_days_the_lines_are_blank_and_without_experiments_that_is_said(store: Workspace, noor: str) -> None:
    assert "Er zijn nog geen proefjes." in words(view(store, noor))
    store.do(edits.add("experiment", noor, title="Stil"))
    shown = view(store, noor)
    assert {(line.day, line.letters) for line in shown.sheets[0].lines} == {(None, ("",))}
    assert "nog niet afgesproken" in words(shown)
