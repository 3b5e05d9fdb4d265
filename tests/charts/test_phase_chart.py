"""The phase chart keeps the conventions of single-case graphs, whatever it is given."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import _drawing as drawing
import _mark_charts as mark
import pytest

from guidance_app.charts import series as series_module
from guidance_app.charts.axis import day_axis, day_ticks, value_axis, words
from guidance_app.charts.plot import RATIO
from guidance_app.charts.primitives import Dot, Line, Path, Text
from guidance_app.charts.series import Goal, Phase, PhaseSeries, Session, aim_corners
from guidance_app.charts.spec import make_chart, resolve
from guidance_app.stats.aim import AimLine

START = dt.date(2025, 10, 27)


def sessions(values: list[int | None], start: int = 0, step: int = 1) -> tuple[Session, ...]:
    """One session per step of days; None is a missed one."""
    return tuple(
        Session(START + dt.timedelta(days=start + i * step), None if v is None else Decimal(v), f"{start}-{i}")
        for i, v in enumerate(values)
    )


def one_phase(values: list[int | None], **more: Any) -> PhaseSeries:
    return PhaseSeries(phases=(Phase("A", "Gewoon", "baseline", sessions(values)),), y_label="woorden", **more)


def drawn(series: PhaseSeries, width: float = 774, height: float = 330) -> Any:
    return resolve(make_chart("phases", series, title="Wat men ziet."), width, height)


def test_no_line_runs_across_a_phase_change() -> None:
    for spec in (mark.experiment_1(), mark.experiment_3(), mark.aim_chart()):
        scene = resolve(spec, 774, 330)
        changes = [line.x1 for line in drawing.phase_lines(scene)]
        assert len(changes) == len(spec.data.phases) - 1
        assert not list(drawing.crossed(scene, changes))


def test_a_missed_session_breaks_the_line_and_shows_a_ring_at_its_own_day() -> None:
    scene = drawn(one_phase([5, 6, None, 7, 8]))
    (ring,) = drawing.rings(scene)
    spots = [spot.x for spot in scene.points]
    assert ring.x == spots[2]
    assert [len(path.points) for path in drawing.paths(scene)] == [2, 2]
    assert not list(drawing.crossed(scene, [ring.x]))
    assert "geen meting" in drawing.texts(scene)


def test_the_reason_of_a_missed_session_stands_beside_its_ring_and_is_spoken() -> None:
    phase = Phase("A", "Gewoon", "baseline", (*sessions([5, 6]), Session(START + dt.timedelta(days=9), None, "x", missed="ziek")))
    scene = drawn(PhaseSeries(phases=(phase,), y_label="woorden"))
    assert "ziek" in drawing.texts(scene)
    assert scene.points[-1].spoken == "5 november 2025, op school, geen meting (ziek), Gewoon"


@pytest.mark.parametrize(("missing", "stretches"), [(2, 1), (3, 2)])
def test_more_than_two_planned_measurements_missing_break_the_line(missing: int, stretches: int) -> None:
    some = (*sessions([5, 6]), *sessions([7, 8], start=2 + missing))
    planned = tuple(START + dt.timedelta(days=i) for i in range(9))
    scene = drawn(PhaseSeries(phases=(Phase("A", "", "baseline", some),), y_label="woorden", planned=planned))
    assert len(drawing.paths(scene)) == stretches
    assert ("geen meting" in drawing.texts(scene)) == (stretches == 2)


def test_an_event_is_marked_and_the_line_goes_on() -> None:
    scene = resolve(mark.experiment_1(), 774, 330)
    (event,) = [p for p in scene.primitives if isinstance(p, Line) and p.dash and p.x1 == p.x2]
    assert len(list(drawing.crossed(scene, [event.x1]))) == 1
    assert [p.face for p in scene.primitives if isinstance(p, Text) and p.text == "Sinterklaas"] == ["It"]


def test_a_phase_line_is_solid_and_stands_between_last_and_first_point_from_label_to_axis() -> None:
    series = PhaseSeries(
        phases=(Phase("A", "x", "baseline", sessions([5, 6])), Phase("B", "y", "approach", sessions([7, 8], start=4))),
        y_label="w",
    )
    scene = drawn(series)
    (line,) = drawing.phase_lines(scene)
    xs = [spot.x for spot in scene.points]
    name = next(p for p in scene.primitives if isinstance(p, Text) and p.text == "x")
    assert line.x1 == pytest.approx((xs[1] + xs[2]) / 2)
    assert line.y1 < name.y < line.y2
    assert line.y2 == max(p.y1 for p in scene.primitives if isinstance(p, Line) and p.y1 == p.y2)


def test_the_middle_is_the_median_and_its_line_is_only_as_wide_as_its_phase() -> None:
    scene = resolve(mark.experiment_1(), 774, 330)
    assert [text for text in drawing.texts(scene) if text.startswith("midden")] == [
        "midden 45%", "midden 75%", "midden 55%", "midden 80%",
    ]  # fmt: skip
    edges = [0.0, *(line.x1 for line in drawing.phase_lines(scene)), 774.0]
    medians = [p for p in scene.primitives if isinstance(p, Line) and p.dash == (2, 3)]
    assert len(medians) == 4
    assert all(a <= line.x1 < line.x2 <= b for line, (a, b) in zip(medians, pairwise(edges), strict=True))


@pytest.mark.parametrize(
    ("values", "said"),
    [([5], "1 meting"), ([5, 6], "2 metingen"), ([5, 6, 8], "midden 6, 3 metingen"), ([5, 6, 8, 8, 9], "midden 8")],
)
def test_a_phase_with_few_measurements_says_so_and_has_no_middle_below_three(values: list[int | None], said: str) -> None:
    scene = drawn(one_phase(values))
    assert said in drawing.texts(scene)
    assert bool([p for p in scene.primitives if isinstance(p, Line) and p.dash == (2, 3)]) == (len(values) >= 3)


def test_home_and_school_in_one_phase_get_no_middle_together_and_are_named_at_their_ends() -> None:
    home = tuple(Session(s.date, s.value, s.id + "h", "home") for s in sessions([1, 2, 3]))
    scene = drawn(PhaseSeries(phases=(Phase("A", "x", "baseline", (*sessions([5, 6, 7]), *home)),), y_label="w"))
    assert {"op school", "thuis"} <= set(drawing.texts(scene))
    assert not any(text.startswith("midden") for text in drawing.texts(scene))
    assert {path.colour for path in drawing.paths(scene)} == {"school", "home"}


def test_the_aim_line_begins_at_the_median_day_and_score_of_the_baseline_and_ends_at_the_goal() -> None:
    spec = mark.aim_chart()
    assert aim_corners(spec.data.aim)[0] == (dt.date(2025, 10, 8).toordinal(), Decimal(5))
    scene = resolve(spec, 774, 330)
    (aim,) = [p for p in scene.primitives if isinstance(p, Line) and p.dash == (9, 4)]
    (goal,) = [p for p in scene.primitives if isinstance(p, Dot) and p.colour == "goal"]
    assert (aim.x2, aim.y2, goal.shape, goal.fill) == (goal.x, goal.y, "square", "ground")
    assert aim.x1 == next(spot.x for spot in scene.points if spot.row_id == "2025-10-08")


def test_the_aim_line_is_flat_in_a_holiday() -> None:
    first = Fraction(dt.date(2026, 1, 5).toordinal())
    aim = AimLine(first, Fraction(40), Fraction(60), first + 30, ((first + 10, first + 20),))
    parts = [p for p in drawn(one_phase([40, 45], aim=aim)).primitives if isinstance(p, Line) and p.dash == (9, 4)]
    assert [part.y1 == part.y2 for part in parts] == [False, True, False]
    assert [(a.x2, a.y2) == (b.x1, b.y1) for a, b in pairwise(parts)] == [True, True]


def test_a_goal_with_a_day_and_no_aim_line_has_only_its_own_line() -> None:
    series = one_phase([5, 6], goal=Goal(Decimal(9), dt.date(2026, 1, 1)))
    assert not [p for p in drawn(series).primitives if isinstance(p, Line) and p.dash == (9, 4)]


def test_values_start_at_zero_unless_asked_and_then_the_cut_is_marked_in_line_and_word() -> None:
    assert value_axis([Decimal(40), Decimal(60)], from_zero=True).low == 0
    assert value_axis([Decimal(40), Decimal(60)], from_zero=False).cut
    assert "as begint bij 40" in drawing.texts(drawn(one_phase([40, 60], from_zero=False)))
    assert not [text for text in drawing.texts(drawn(one_phase([40, 60]))) if "begint" in text]


@pytest.mark.parametrize(
    ("top", "ticks"),
    [(100, [0, 25, 50, 75, 100]), (10, [0, 2, 4, 6, 8, 10]), (4, [0, 1, 2, 3, 4]), (1, [0, 1]), (60, [0, 20, 40, 60])],
)
def test_ticks_are_round_and_whole_for_whole_values(top: int, ticks: list[int]) -> None:
    assert list(value_axis([Decimal(top)], from_zero=True).ticks) == ticks


def test_days_are_whole_numbers_so_the_clock_change_moves_nothing() -> None:
    days = [dt.date(2025, 10, 24) + dt.timedelta(days=i) for i in range(8)]  # the clock changes on 26 October
    axis = day_axis(days)
    steps = {round(axis.at(b.toordinal()) - axis.at(a.toordinal()), 9) for a, b in pairwise(days)}
    assert len(steps) == 1
    assert [text for _, text in day_ticks(axis, 1000, lambda s: 7.0 * len(s))][:4] == ["24 okt", "25 okt", "26 okt", "27 okt"]


@pytest.mark.parametrize("days", [0, 1, 5, 30, 100, 200, 700, 40000, 3600000])
def test_tick_texts_of_days_never_touch(days: int) -> None:
    start = dt.date(1, 1, 1) if days > 50000 else START
    axis = day_axis([start, start + dt.timedelta(days=days)])
    ticks = day_ticks(axis, 600, lambda s: 7.0 * len(s))
    assert ticks
    assert all((b - a) / (axis.last - axis.first) * 600 > 7 * len(text) for (a, _), (b, text) in pairwise(ticks))


def test_a_chart_is_never_so_high_that_change_looks_larger_than_it_is() -> None:
    scene = drawn(one_phase([i % 7 for i in range(24)]), 400, 600)
    axis = max(
        (p for p in scene.primitives if isinstance(p, Line) and p.x1 == p.x2 and p.colour == "text"), key=lambda p: p.y2 - p.y1
    )
    width = max(p.x2 for p in scene.primitives if isinstance(p, Line)) - axis.x1
    assert width / (axis.y2 - axis.y1) / 24 >= RATIO - 1e-9
    assert scene.height < 600


def test_phases_that_share_a_day_are_refused() -> None:
    with pytest.raises(ValueError, match="sharing a day"):
        PhaseSeries(
            phases=(Phase("A", "x", "baseline", sessions([1, 2])), Phase("B", "y", "approach", sessions([3], start=1))),
            y_label="w",
        )


def test_a_value_that_is_not_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        Session(START, Decimal("NaN"), "x")


def test_a_series_without_measurements_is_a_sentence() -> None:
    for phases in ((), (Phase("A", "x", "baseline", ()),), (Phase("A", "x", "baseline", sessions([None])),)):
        assert "Nog geen metingen" in drawing.texts(drawn(PhaseSeries(phases=phases, y_label="w")))


def test_the_table_holds_every_session_and_the_summary_every_phase() -> None:
    spec = mark.experiment_1()
    assert len(spec.table) == 1 + 21 + 1  # header, sessions, event
    assert ("10 november 2025", "B1 Kiezen + timer", "op school", "geen meting") in spec.table
    assert spec.summary.startswith("A1 Gewoon, 5 metingen, midden 45%. B1 Kiezen + timer, 5 metingen, midden 75%.")


def test_two_approaches_that_take_turns_each_have_their_own_line_mark_and_name() -> None:
    scene = resolve(mark.experiment_2(), 774, 310)
    first, second = drawing.paths(scene)
    assert (len(first.points), len(second.points)) == (6, 6)
    assert first.dash != second.dash
    assert {(dot.shape, dot.fill) for dot in drawing.marks(scene)} == {("circle", "ground"), ("circle", "school")}
    assert {"Zelf lezen", "Meelezen en meeluisteren", "midden 5,5", "midden 8"} <= set(drawing.texts(scene))


def test_numbers_are_written_in_dutch_and_without_needless_zeros() -> None:
    assert [words(Decimal(v), u) for v, u in (("47.50", "%"), ("10", ""), ("7", "van 10"), ("0.0", ""))] == [
        "47,5%", "10", "7 van 10", "0",
    ]  # fmt: skip


def test_the_tiny_chart_is_broken_at_phases_marks_only_the_last_of_many_and_always_shows_the_goal() -> None:
    scene = resolve(mark.tiny(), 128, 34)
    assert len(drawing.paths(scene)) == 4
    assert len(drawing.marks(scene)) == 1
    assert [p for p in scene.primitives if isinstance(p, Line) and p.colour == "goal"]
    assert not drawing.texts(scene)
    few = resolve(mark.tiny_cut(), 128, 34)
    assert len(drawing.marks(few)) == 5
    assert len([p for p in few.primitives if isinstance(p, Line) and p.colour == "text"]) == 2  # two strokes: not from zero


def test_own_marks_go_from_open_to_full_with_an_arrow_only_when_there_is_room() -> None:
    scene = resolve(mark.own_marks(), 340, 84)
    heads = [p for p in scene.primitives if isinstance(p, Path) and p.fill]
    assert len(heads) == 3  # from 7 to 8 lies too close
    assert [dot.fill for dot in drawing.marks(scene)] == ["ground", "pupil"] * 4
    assert scene.points[0].spoken == "Ik kan veel zelf regelen, van 4 naar 7"


def test_runs_never_join_two_places() -> None:
    mixed = (Session(START, Decimal(1), "a", "home"), Session(START + dt.timedelta(days=1), Decimal(2), "b", "school"))
    assert [[s.id for s in run] for run in series_module.runs(mixed)] == [["a"], ["b"]]
