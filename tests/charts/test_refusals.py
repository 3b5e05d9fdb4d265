"""What a chart refuses: squeezing, exaggerating, cutting names, a line or a median too early, an axis that hides its cut."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import _drawing as drawing
import _mark_charts as mark
import _more_charts as more
import pytest

from guidance_app.charts.axis import words
from guidance_app.charts.bands import Band, Bands
from guidance_app.charts.celeration import Ratio
from guidance_app.charts.pages import MOST_PLACES, pages
from guidance_app.charts.primitives import Line, Scene, Text
from guidance_app.charts.series import Alternating, Condition, Phase, PhaseSeries, Session, middle, sessions
from guidance_app.charts.spec import CHARTS, make_chart, natural_height, page_count, resolve
from guidance_app.charts.tiers import Tiers
from guidance_app.report import blocks
from guidance_app.report.layout import WIDTH
from guidance_app.stats.gates import Refusal, Why

START = dt.date(2024, 9, 2)
RATIO = 0.14
"""Length of x / length of y / places: the least at which change does not look larger (Radley, Dart & Wright 2018)."""


def weekly(count: int, step: int = 7, code: str = "A") -> PhaseSeries:
    days = [START + dt.timedelta(days=step * i) for i in range(count)]
    some = tuple(Session(day, Decimal(10 + i % 7), f"s{i}") for i, day in enumerate(days))
    half = count // 2
    phases = (Phase(code, "Gewoon", "baseline", some[:half]), Phase("B", "Samen lezen", "approach", some[half:]))
    return PhaseSeries(phases=phases, y_label="woorden", unit="%", scale=(Decimal(100),))


def spec_of(series: Any) -> Any:
    return make_chart("phases" if isinstance(series, PhaseSeries) else "alternating", series, title="Wat men ziet.")


def plot_size(scene: Scene) -> tuple[float, float]:
    """Length of the axes."""
    across = [p for p in scene.primitives if isinstance(p, Line) and p.colour == "text" and p.y1 == p.y2 and p.width == 1]
    up = [p for p in scene.primitives if isinstance(p, Line) and p.colour == "text" and p.x1 == p.x2 and p.width == 1]
    return max(p.x2 - p.x1 for p in across), max(p.y2 - p.y1 for p in up)


@pytest.mark.parametrize("count", [24, 40, 60, 90])
def test_a_long_series_is_paged_by_half_years_and_no_page_is_squeezed(count: int) -> None:
    series = weekly(count)
    parts = pages(series)
    assert [s.id for part in parts for s in sessions(part)] == [s.id for s in sessions(series)]
    assert all(len({s.date for s in sessions(part)}) <= MOST_PLACES + 3 for part in parts)
    assert (len(parts) > 1) == (count > MOST_PLACES)


def test_daily_sessions_of_a_whole_half_year_are_cut_into_parts_of_at_most_24() -> None:
    parts = pages(weekly(100, step=1))
    assert max(len(sessions(part)) for part in parts) <= MOST_PLACES


def test_an_experiment_of_some_weeks_is_never_cut_in_two() -> None:
    assert page_count(mark.experiment_3()) == 1
    assert page_count(spec_of(weekly(30, step=3))) == 1


def test_the_pages_of_a_series_share_one_value_axis_and_a_middle_is_that_of_the_whole_phase() -> None:
    series = weekly(60)
    scenes = [resolve(spec_of(series), 774, 330, page=page) for page in range(page_count(spec_of(series)))]
    ticks = [[t for t in drawing.texts(scene) if t in ("0%", "25", "50", "75", "100%")] for scene in scenes]
    assert all(one == ticks[0] for one in ticks)
    whole = middle(series.phases[0].sessions)
    assert whole is not None
    shown = [part.phases[0] for part in pages(series) if part.phases[0].code == "A"]
    assert len(shown) > 1
    assert {middle(phase.whole) for phase in shown} == {whole}
    assert all(f"midden {words(whole, '%')}" in drawing.texts(scene) for scene in scenes[: len(shown)])


def test_a_page_with_lower_values_keeps_the_axis_of_the_whole_series() -> None:
    days = [START + dt.timedelta(days=7 * i) for i in range(50)]
    some = tuple(Session(day, Decimal(3 + 2 * i), f"s{i}") for i, day in enumerate(days))
    spec = spec_of(PhaseSeries(phases=(Phase("A", "Gewoon", "baseline", some),), y_label="woorden"))
    tops = [max(int(t) for t in drawing.texts(resolve(spec, 774, 330, page=p)) if t.isdigit()) for p in range(page_count(spec))]
    assert len(tops) > 1
    assert min(tops) >= 101


def test_a_page_says_which_days_it_shows_and_the_last_one_is_shown_first() -> None:
    spec = spec_of(weekly(60))
    said = [text for text in drawing.texts(resolve(spec, 774, 330)) if text.startswith("Hier staat alleen")]
    last = sessions(weekly(60))[-1].date
    assert len(said) == 1
    assert str(last.year) in said[0]
    assert resolve(spec, 774, 330).points[-1].row_id == "s59"


def test_approaches_in_turns_are_paged_too() -> None:
    days = [START + dt.timedelta(days=7 * i) for i in range(60)]
    ways = tuple(
        Condition(name, tuple(Session(day, Decimal(3), f"{name}{day}") for day in days[at::2]))
        for at, name in enumerate(("a", "b"))
    )
    assert page_count(spec_of(Alternating(conditions=ways, y_label="w"))) > 1


def test_bands_panels_and_the_ratio_scale_are_paged_as_well_and_say_so() -> None:
    series = weekly(60)
    counted = replace(series, unit="keer", scale=())
    band = Band("b", "Samen lezen", "home", START, START + dt.timedelta(days=30))
    few = tuple(Refusal(Why.TOO_FEW) for _ in series.phases)
    last = sessions(series)[-1].date
    for kind, data in (
        ("bands", Bands(series, (band,), last + dt.timedelta(days=9))),
        ("tiers", Tiers((series, series))),
        ("ratio", Ratio(counted, few)),
    ):
        spec = make_chart(kind, data, title="Wat men ziet.")  # type: ignore[arg-type]
        scenes = [resolve(spec, 774, natural_height(spec, 774), page=page) for page in range(page_count(spec))]
        assert len(scenes) > 1
        assert all(any(text.startswith("Hier staat alleen") for text in drawing.texts(scene)) for scene in scenes)
        walked = [spot.row_id for scene in scenes for spot in scene.points if spot.row_id.startswith("s")]
        assert sorted(set(walked)) == sorted(s.id for s in sessions(series))


def test_on_paper_all_pages_of_a_long_chart_stand_under_each_other() -> None:
    spec = spec_of(weekly(60))
    assert len(blocks.figures(spec, WIDTH, 160)) == page_count(spec) > 1


@pytest.mark.parametrize("width", [300, 500, 774])
@pytest.mark.parametrize("count", [10, 20, 24])
def test_a_chart_is_never_so_high_that_change_looks_larger_on_screen_and_on_paper(count: int, width: int) -> None:
    for height in (300, 900):
        across, up = plot_size(resolve(spec_of(weekly(count)), width, height))
        assert across / up / count >= RATIO - 1e-9


@pytest.mark.parametrize("example", [more.tiers, more.goals, more.bands, more.ratio])
def test_several_panels_keep_the_same_least_ratio(example: Any) -> None:
    spec = example()
    for width in (500, 774):
        scene = resolve(spec, width, 3000)
        upright = [p for p in scene.primitives if isinstance(p, Line) and p.colour == "text" and p.x1 == p.x2 and p.width == 1]
        high = max(p.y2 - p.y1 for p in upright)
        level = [p for p in scene.primitives if isinstance(p, Line) and p.colour == "text" and p.y1 == p.y2 and p.width == 1]
        wide = max(p.x2 - p.x1 for p in level)
        places = max(len({s.date for s in sessions(one)}) for one in _all_series(spec.data))
        assert wide / high / places >= RATIO - 1e-9


def _all_series(data: Any) -> list[Any]:
    if hasattr(data, "tiers"):
        return list(data.tiers)
    return [panel.series for panel in data.panels if panel.series] if hasattr(data, "panels") else [data.series]


@pytest.mark.parametrize("width", [330, 390, 440, 580, 774])
@pytest.mark.parametrize("height", [165, 190, 330])
def test_the_names_of_narrow_phases_before_a_far_goal_are_never_cut(width: int, height: int) -> None:
    scene = resolve(more.far_goal(), width, height, titled=False)
    found = drawing.texts(scene)
    assert {"Gewoon", "Zelf kiezen met de timer"} <= set(found)
    names = [p for p in scene.primitives if isinstance(p, Text) and p.face == "Semibold"]
    for p in names:
        (left, _), (right, _) = drawing.corners(p)
        assert 0 <= left < right <= scene.width
        for line in drawing.phase_lines(scene):
            crosses = left < line.x1 < right and line.y1 < p.y - 4 < line.y2
            assert not crosses, p.text


@pytest.mark.parametrize("kind", sorted(CHARTS))
def test_there_is_no_pie_radar_bar_or_second_axis_among_the_charts(kind: str) -> None:
    assert not set(kind.split()) & {"pie", "radar", "bar", "bars", "gauge", "traffic"}


def test_a_cut_axis_is_marked_in_every_panel_that_has_one() -> None:
    one = PhaseSeries(
        phases=(
            Phase("A", "x", "baseline", tuple(Session(START + dt.timedelta(days=i), Decimal(80 + i), str(i)) for i in range(4))),
        ),
        y_label="DMT",
        from_zero=False,
    )
    spec = make_chart("tiers", Tiers((one, one)), title="")
    scene = resolve(spec, 774, natural_height(spec, 774))
    marks = [p for p in scene.primitives if isinstance(p, Line) and p.width == 1.3 and p.colour == "text" and not p.dash]
    assert len(marks) == 4
    assert sum("as begint bij 80" in text for text in drawing.texts(scene)) == 2


def test_a_holiday_hides_no_gap_and_bends_the_aim_line_where_the_sums_did() -> None:
    spec = more.far_goal()
    scene = resolve(spec, 774, 330)
    flat = [p for p in scene.primitives if isinstance(p, Line) and p.dash == (9, 4) and p.y1 == p.y2]
    edges = sorted({p.x1 for p in scene.primitives if isinstance(p, Line) and p.dash == (1.2, 3)})
    assert [(p.x1, p.x2) for p in flat] == [(pytest.approx(edges[0]), pytest.approx(edges[1]))]
    assert any("vakantie tot en met" in row[-1] for row in spec.table)
