"""Charts of several things: panels that can be compared share their axes, one line never joins what was not measured together."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import _drawing as drawing
import _more_charts as more
import pytest
from _more_charts import on, parts

from guidance_app.charts.alternating import condition_styles
from guidance_app.charts.axis import ValueAxis
from guidance_app.charts.bands import Band, Bands
from guidance_app.charts.celeration import Ratio, RatioAxis, factor_words, ratio_axis
from guidance_app.charts.development import Development, Domain, Reached
from guidance_app.charts.measured import measured_chart, phase_series
from guidance_app.charts.multiples import Multiples, Panel
from guidance_app.charts.primitives import Dot, Line, Path, Rect, Scene, Text
from guidance_app.charts.series import PhaseSeries
from guidance_app.charts.several import ratio_chart, staggered, tiers_chart, tiers_told
from guidance_app.charts.spec import CHARTS, make_chart, natural_height, resolve
from guidance_app.charts.tiers import Tiers, shared_axes
from guidance_app.domain.series import Observation, Phase, PhaseKind, Series
from guidance_app.report import blocks
from guidance_app.stats.celeration import Celeration
from guidance_app.stats.gates import Refusal, Why
from guidance_app.stats.ratio import Zero


def drawn(spec: Any, width: float = 774) -> Scene:
    return resolve(spec, width, natural_height(spec, width))


def stairs(scene: Scene) -> list[Path]:
    """The lines of phase changes that go through several panels."""
    return [p for p in scene.primitives if isinstance(p, Path) and p.colour == "text" and p.width == 1.4]


def dashed(scene: Scene, dash: tuple[float, ...]) -> list[Line]:
    return [p for p in scene.primitives if isinstance(p, Line) and p.dash == dash]


# --- several things under each other -----------------------------------------------------------------------------------


def test_the_phase_line_goes_through_all_panels_as_one_stair_and_no_path_crosses_it() -> None:
    scene = drawn(more.tiers())
    (stair,) = stairs(scene)
    xs = [x for x, _ in stair.points]
    ys = [y for _, y in stair.points]
    assert len(set(xs)) == 3
    assert xs == sorted(xs)
    assert ys == sorted(ys)
    for path in drawing.paths(scene):
        at = sum(y for _, y in path.points) / len(path.points)
        here = next(x1 for (x1, y1), (x2, y2) in zip(stair.points, stair.points[1:], strict=False) if x1 == x2 and y1 <= at <= y2)
        assert not min(x for x, _ in path.points) < here < max(x for x, _ in path.points)


def test_panels_with_the_same_unit_share_their_value_axis_and_others_have_their_own() -> None:
    one, two, three = shared_axes(tier for tier in more.tiers().data.tiers)
    assert one == two
    assert three != one
    words = drawing.texts(drawn(more.tiers()))
    assert words.count("100%") == 2
    assert "van 7" in words


def test_a_low_panel_keeps_the_axis_of_a_high_one_with_the_same_unit() -> None:
    low, high = (more.tier(name, [n, n, n], [2 * n] * 3, unit="keer", kind="count") for name, n in (("a", 2), ("b", 40)))
    one, two = shared_axes(phase_series(series) for series in (low, high))
    assert one == two
    assert one.high >= 80


def test_no_panel_has_a_second_value_axis() -> None:
    for example in (more.tiers, more.goals):
        scene = drawn(example())
        upright = [p for p in scene.primitives if isinstance(p, Line) and p.x1 == p.x2 and p.colour == "text" and p.width == 1]
        axes = [p for p in upright if p.y2 - p.y1 > 30]
        assert len({(p.x1, p.y1) for p in axes}) == len(axes)
        assert len(axes) == len([s for s in _series(example().data) if s])


def _series(data: Any) -> list[Any]:
    return list(data.tiers) if hasattr(data, "tiers") else [panel.series for panel in data.panels]


def unequal() -> tuple[PhaseSeries, PhaseSeries]:
    """One that began later and ended earlier than the other; both were measured on the same three days."""
    long = Series("lang", parts((more.A, [3, 4, 5]), (more.B, [6] * 12)), (more.A, more.B), unit="keer")
    brief = Series("kort", parts((more.A, [3]), (more.B, [5, 6]), first=9), (more.A, more.B), unit="keer")
    return phase_series(long), phase_series(brief)


def day_at(scene: Scene, panel: int, day: str) -> float:
    """How far from the left of all marks of the first panel a day lies."""
    return next(spot.x for spot in scene.points if spot.panel == panel and day in spot.spoken and not spot.w)


def test_all_panels_have_the_same_days_also_where_less_was_measured() -> None:
    tiers = drawn(make_chart("tiers", Tiers(unequal()), title=""))
    assert day_at(tiers, 0, "17 januari") == day_at(tiers, 1, "17 januari")
    panels = tuple(Panel(one.y_label, one.y_label, "", "", one) for one in unequal())
    beside = drawn(make_chart("multiples", Multiples(panels), title=""))
    left = [spot.x - spot.w / 2 for spot in beside.points if spot.w]
    assert day_at(beside, 0, "17 januari") - left[0] == pytest.approx(day_at(beside, 1, "17 januari") - left[1])


def test_what_began_first_stands_on_top_and_what_has_not_begun_below() -> None:
    not_begun = Series("Later", parts((more.A, [1, 2, 3])), (more.A,), unit="%", kind="percent")
    chart = tiers_chart([(series, ()) for series in (not_begun, *reversed(more.baselines()))])
    assert [tier.y_label for tier in chart.data.tiers] == ["Rekenen", "Taal", "Huiswerk klaar", "Later"]
    assert len(stairs(drawn(chart))) == 1


def test_the_sentence_above_the_panels_counts_what_went_the_wanted_way_and_waits_for_enough_scores() -> None:
    assert tiers_told(more.baselines())[0].startswith("Tot nu toe ging het midden bij 3 van de 3")
    assert tiers_told(more.baselines()[:2])[0].startswith("Bij 2 van de 2 ging het midden")
    few = more.tier("x", [1, 2, 3], [4, 5])
    assert tiers_told([few]) == ("Er is nog niets te vergelijken: daarvoor zijn 3 metingen ervoor en erna nodig.", "")


def test_only_an_approach_that_begins_at_different_times_is_stacked() -> None:
    assert staggered(more.baselines())
    same = [more.tier("a", [1, 2, 3], [4, 5, 6]), more.tier("b", [2, 2, 3], [4, 4, 6])]
    assert not staggered(same)
    assert not staggered(more.baselines()[:1])


# --- more than two approaches, and a criterion that changes ---------------------------------------------------------------


@pytest.mark.parametrize("place", ["school", "home", "pupil"])
def test_in_grey_every_approach_has_its_own_mark_and_its_own_dash(place: str) -> None:
    ways = tuple(Phase(code, code, PhaseKind.CONDITION) for code in "abcde")
    seen = tuple(Observation(on(at), Decimal(5), code) for at, code in enumerate("abcdeabcde"))
    chart = measured_chart(Series("w", seen, ways, alternating=True, place=place), title="t")
    styles = condition_styles(chart.data)
    assert len({(style.shape, style.open) for style in styles}) == 5
    assert len({style.dash for style in styles}) == 5


def test_three_approaches_are_named_at_their_ends_and_a_missed_session_breaks_only_its_own_path() -> None:
    scene = drawn(more.rounds())
    assert {"Zonder", "Met audio", "Samen lezen"} <= set(drawing.texts(scene))
    assert sorted(len(path.points) for path in drawing.paths(scene)) == [2, 3, 6, 6]


def test_a_baseline_before_the_turns_is_parted_from_them_by_a_phase_line_and_the_turns_are_not() -> None:
    ways = (more.A, *(Phase(code, code, PhaseKind.CONDITION) for code in "xy"))
    seen = tuple(Observation(on(at), Decimal(5), code) for at, code in enumerate(("A", "A", "A", "x", "y", "y", "x")))
    scene = drawn(measured_chart(Series("w", seen, ways, alternating=True), title="t"))
    (line,) = drawing.phase_lines(scene)
    xs = [spot.x for spot in scene.points]
    assert xs[2] < line.x1 < xs[3]
    assert not list(drawing.crossed(scene, [line.x1]))
    assert not drawing.phase_lines(drawn(more.rounds()))


def test_each_stage_has_a_solid_line_at_what_it_asks_over_its_own_stretch_only() -> None:
    scene = drawn(more.stages())
    lines = [p for p in scene.primitives if isinstance(p, Line) and p.width == 1.6 and p.y1 == p.y2 and not p.dash]
    edges = [line.x1 for line in drawing.phase_lines(scene)]
    assert [line.x1 for line in lines] == edges
    assert [line.y1 for line in lines] == sorted((line.y1 for line in lines), reverse=True)
    assert "lat 8, midden 8" in drawing.texts(scene)
    assert "lat 12 minuten" in more.stages().summary


# --- the ratio scale -----------------------------------------------------------------------------------------------------


def test_on_the_ratio_scale_equal_factors_are_equal_distances() -> None:
    axis = ratio_axis([Decimal(1), Decimal(64)], counted=True)
    assert axis.at(Decimal(2)) - axis.at(Decimal(1)) == pytest.approx(axis.at(Decimal(64)) - axis.at(Decimal(32)))
    assert isinstance(axis, ValueAxis)


def test_a_zero_stands_below_the_floor_without_a_line_to_it_and_its_phase_has_no_factor() -> None:
    chart = more.ratio()
    scene = drawn(chart)
    zero = next(spot for spot in scene.points if " 0 keer" in spot.spoken)
    floor = max(p.y1 for p in scene.primitives if isinstance(p, Line) and p.colour == "text" and p.y1 == p.y2)
    assert zero.y > floor
    assert not list(drawing.crossed(scene, [zero.x]))
    assert not any(y > floor for path in drawing.paths(scene) for _, y in path.points)
    before, after = chart.data.factors
    assert before == Refusal(Why.NOT_FINITE)
    assert isinstance(after, Celeration)
    assert "geen factor, want bij een nul is er geen" in chart.caption


@pytest.mark.parametrize("zero", [zero for zero in Zero if zero not in (Zero.COUNT, Zero.RATE)])
def test_only_counts_and_rates_have_a_ratio_scale(zero: Zero) -> None:
    assert ratio_chart(Series("x", parts((more.A, [1, 2, 3]))[:3], (more.A,)), zero) is None


def test_nothing_below_zero_and_not_only_zeros_are_on_a_ratio_scale() -> None:
    for values in ([0, 0, 0], [-1, 2, 3]):
        assert ratio_chart(Series("x", parts((more.A, values)), (more.A,), kind="count"), Zero.COUNT) is None


def test_the_ratio_scale_says_no_factor_before_there_are_enough_scores() -> None:
    chart = ratio_chart(Series("x", parts((more.A, [1, 2, 4, 8, 16])), (more.A,), kind="count"), Zero.COUNT)
    assert chart is not None
    assert chart.data.factors == (Refusal(Why.TOO_FEW),)
    assert not dashed(drawn(chart), (1.4, 2.6))
    assert chart.title == "Nog geen groei per week: daarvoor zijn 6 metingen in een fase nodig."


def test_the_ratio_scale_never_comes_on_paper() -> None:
    assert [kind for kind, chart in CHARTS.items() if chart.for_adviser] == ["ratio"]
    with pytest.raises(ValueError, match="adviser"):
        blocks.figure(more.ratio(), 400, 200)


def test_more_is_a_times_sign_and_less_a_division_sign() -> None:
    assert [factor_words(factor) for factor in (1.5, 0.5, 1.0)] == ["×1,5", "÷2", "×1"]


# --- goals side by side ----------------------------------------------------------------------------------------------------


def test_goals_side_by_side_have_the_same_days_and_size_and_each_its_own_height() -> None:
    scene = drawn(more.goals())
    whole = [spot for spot in scene.points if spot.w]
    assert [spot.row_id for spot in whole] == ["g0", "g1", "g2", "g3", "g9"]
    assert len({(spot.w, spot.h) for spot in whole}) == 1
    offset = {}
    for spot in scene.points:
        if not spot.w and "5 januari" in spot.spoken:
            panel = whole[spot.panel]
            offset[spot.panel] = round(spot.x - panel.x, 3)
    assert len(offset) == 4
    assert len(set(offset.values())) == 1


def test_every_point_of_a_small_chart_says_its_goal_by_its_id_and_a_click_on_empty_room_means_the_goal() -> None:
    scene = drawn(more.goals())
    panel = scene.points[0]
    assert scene.points[1].row_id.startswith("g0/")
    assert scene.nearest(panel.x, panel.y + panel.h / 2 - 4) == 0
    assert scene.nearest(scene.points[1].x, scene.points[1].y) == 1
    assert "Nog geen metingen" in drawing.texts(scene)


# --- measures as bands ------------------------------------------------------------------------------------------------------


def test_a_measure_lies_as_a_band_over_its_own_days_and_one_that_goes_on_has_an_arrow() -> None:
    scene = drawn(more.bands())
    bars = [p for p in scene.primitives if isinstance(p, Rect) and p.fill in ("homeSoft", "schoolSoft")]
    home, ended, older = bars[1], bars[2], bars[0]
    if home.fill != "homeSoft":
        home, ended, older = (next(b for b in bars if b.fill == "homeSoft"), *[b for b in bars if b.fill == "schoolSoft"])
    assert home.dash
    assert not ended.dash
    assert ended.x + ended.w < home.x + home.w
    assert older.x <= home.x
    heads = [p for p in scene.primitives if isinstance(p, Path) and p.fill]
    assert len(heads) == 3  # two go on, one of them began before the chart


def test_the_path_goes_on_through_an_event_and_a_holiday() -> None:
    scene = drawn(more.bands())
    events = [p.x1 for p in dashed(scene, (1.4, 2.4))]
    edges = [p.x1 for p in dashed(scene, (1.2, 3))]
    assert len(events) == 1
    assert list(drawing.crossed(scene, edges[:1]))
    assert drawing.texts(scene).count("vakantie") == 1


def test_bands_are_walked_spoken_and_in_the_table() -> None:
    spec = more.bands()
    said = [spot.spoken for spot in drawn(spec).points if spot.w]
    assert "Stappenkaart bij elke les, op school, 20 januari 2026 tot en met 7 februari 2026" in said
    assert ("vanaf 9 januari 2026", "Maatregel", "thuis", "Samen lezen, 10 minuten") in spec.table


def test_a_band_never_reaches_past_today() -> None:
    series = phase_series(more.baselines()[0])
    data = Bands(series, (Band("a", "x", "school", on(0), on(400)),), on(45))
    assert max(data.days) == on(45)


# --- development over years ---------------------------------------------------------------------------------------------------


def test_all_domains_share_both_axes_and_the_line_runs_on_across_a_change_of_school() -> None:
    scene = drawn(more.development())
    words = drawing.texts(scene)
    assert words.count("5;0") >= 3
    changes = [p.x1 for p in dashed(scene, (1.4, 2.4))]
    assert len(changes) == 3
    lines = [p for p in scene.primitives if isinstance(p, Path) and p.colour == "text" and not p.fill]
    motor = [p for p in lines if len(p.points) == 5]
    assert len(motor) == 1
    assert any(min(x for x, _ in motor[0].points) < x < max(x for x, _ in motor[0].points) for x in changes)


def test_the_development_line_breaks_only_where_nothing_was_measured() -> None:
    lines = [p for p in drawn(more.development()).primitives if isinstance(p, Path) and p.colour == "text" and not p.fill]
    assert sorted(len(p.points) for p in lines) == [2, 2, 4, 5]
    rings = [p for p in drawn(more.development()).primitives if isinstance(p, Dot) and p.dash]
    assert len(rings) == 1


def test_own_age_is_a_quiet_band_that_holds_who_develops_as_old_as_he_is() -> None:
    points = tuple(Reached(str(at), at, at, at, "", "") for at in (30.0, 40.0, 50.0))
    scene = drawn(make_chart("development", Development("age", (Domain("x", points),)), title=""))
    (band,) = [p for p in scene.primitives if isinstance(p, Path) and p.fill]
    assert band.colour == "band"
    (x1, high1), (x2, high2), (_, low2), (_, low1) = band.points
    for dot in (p for p in scene.primitives if isinstance(p, Dot)):
        share = (dot.x - x1) / (x2 - x1)
        assert high1 + (high2 - high1) * share < dot.y < low1 + (low2 - low1) * share


def test_ages_and_teaching_ages_are_never_in_one_chart() -> None:
    assert {example().data.clock for example in (more.development, more.teaching)} == {"age", "teaching"}
    assert "eigen leeftijd" in drawing.texts(drawn(more.development()))
    assert "eigen leeftijd" not in drawing.texts(drawn(more.teaching()))


# --- every one of them ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("example", more.MORE)
def test_every_chart_has_a_plain_sentence_arithmetic_a_summary_and_a_table_of_all_it_shows(example: Any) -> None:
    spec = example()
    assert spec.title.endswith(".")
    assert spec.caption
    assert spec.summary
    header, *rows = spec.table
    assert all(len(row) == len(header) for row in rows)
    walked = [spot for spot in drawn(spec).points if not (spec.kind == "multiples" and spot.w)]
    assert len(rows) >= len(walked) > 0
    assert all(spot.spoken for spot in walked)


@pytest.mark.parametrize("example", more.MORE)
def test_words_are_never_in_the_colour_of_a_place_and_never_cut(example: Any) -> None:
    texts = [p for p in drawn(example()).primitives if isinstance(p, Text)]
    assert not [p for p in texts if p.colour in ("school", "home", "pupil")]
    assert not [p.text for p in texts if p.text.endswith("…")]


def test_the_ratio_axis_is_no_usual_axis() -> None:
    assert isinstance(more.ratio().data, Ratio)
    assert not isinstance(ValueAxis(Decimal(0), Decimal(1), (), cut=False), RatioAxis)
    assert isinstance(more.far_goal().data, PhaseSeries)
    assert dt.date(2026, 1, 5) == on(0)
