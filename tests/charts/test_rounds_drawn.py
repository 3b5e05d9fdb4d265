"""Of approaches in a drawn order one sees which scores belong together, and no bracket crosses the lines of the scores."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import _drawing as drawing
import _mark_charts as mark
import pytest

from guidance_app.charts.primitives import Path, Scene
from guidance_app.charts.series import Round
from guidance_app.charts.spec import make_chart, resolve
from guidance_app.domain.series import Observation, Phase, PhaseKind, Series
from guidance_app.stats.drawn import Draw, Logged
from guidance_app.stats.plain_figures import Inputs
from guidance_app.stats.round_days import round_days

DAY = dt.date(2025, 11, 3)
ORDER = ("A", "B", "B", "A", "A", "B")
DAYS = tuple(DAY + dt.timedelta(days=2 * n) for n in range(6))


def chart(rounds: int, width: float = 774) -> Scene:
    spec = mark.experiment_2()
    days = sorted(s.date for condition in spec.data.conditions for s in condition.sessions)
    pairs = tuple(Round(days[2 * n], days[2 * n + 1]) for n in range(rounds))
    return resolve(make_chart("alternating", replace(spec.data, rounds=pairs), title="Wat men ziet."), width, 300)


def brackets(scene: Scene) -> list[Path]:
    return [p for p in scene.primitives if isinstance(p, Path) and p.colour == "edge"]


def test_a_bracket_spans_exactly_the_two_scores_of_each_pair_above_all_lines() -> None:
    scene = chart(6)
    xs = [spot.x for spot in scene.points]
    top = min(y for path in drawing.paths(scene) for _, y in path.points)
    found = brackets(scene)
    assert len(found) == 6
    for at, bracket in enumerate(found):
        assert bracket.points[0][0] == pytest.approx(xs[2 * at] - 3)
        assert bracket.points[-1][0] == pytest.approx(xs[2 * at + 1] + 3)
        assert max(y for _, y in bracket.points) < top
    assert {"paar 1", "2", "6"} <= set(drawing.texts(scene))


def test_numbers_that_would_touch_are_left_out_and_without_rounds_there_is_no_bracket() -> None:
    narrow = chart(6, 260)
    assert len(brackets(narrow)) == 6
    assert "paar 1" not in drawing.texts(narrow)
    assert not brackets(chart(0))


def inputs(order: tuple[str, ...] = ORDER, days: tuple[dt.date, ...] = (), missed: int | None = None) -> Inputs:
    ways = (Phase("A", "zonder", PhaseKind.CONDITION), Phase("B", "met", PhaseKind.CONDITION))
    seen = tuple(
        Observation(day, None if n == missed else Decimal(n), way) for n, (day, way) in enumerate(zip(DAYS, order, strict=True))
    )
    logged = Logged(Draw.PAIRS, order=ORDER, on=DAY - dt.timedelta(days=1), days=days)
    return Inputs(Series("Woorden", seen, ways, alternating=True), logged)


@pytest.mark.parametrize("days", [(), DAYS])
def test_the_days_of_each_pair_follow_from_what_was_drawn(days: tuple[dt.date, ...]) -> None:
    pairs = ((DAYS[0], DAYS[1]), (DAYS[2], DAYS[3]), (DAYS[4], DAYS[5]))
    assert round_days(inputs(days=days)) == pairs
    assert round_days(inputs(days=days, missed=3)) == pairs  # a missed session keeps its place


def test_without_a_draw_or_when_it_was_not_kept_to_there_are_no_pairs() -> None:
    assert round_days(replace(inputs(), logged=None)) == ()
    assert round_days(inputs(order=("B", "B", "A", "A", "A", "B"))) == ()
