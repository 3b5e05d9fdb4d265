"""A chart draws the very lines that sentences and figures were computed from, and none where these are refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import _drawing as drawing
import pytest

from guidance_app.charts.lines import Ruled, carried_on, expert_lines, growth_lines
from guidance_app.charts.measured import measured_chart
from guidance_app.charts.primitives import Line, Scene, Text
from guidance_app.charts.ruling import STYLES
from guidance_app.charts.spec import resolve
from guidance_app.domain.series import Observation, Phase, PhaseKind, Series
from guidance_app.stats.baseline import tau_bc, two_lines
from guidance_app.stats.shown import between
from guidance_app.stats.towards import Agreed, towards

DAY = dt.date(2025, 11, 3)
USUAL, NEW = PhaseKind.BASELINE, PhaseKind.APPROACH
RISING = (10, 12, 11, 14, 15)
LATER = (20, 22, 25, 24, 26)


def series(*parts: tuple[PhaseKind, Sequence[int]], kind: str = "number", gap: int = 0, unit: str = "") -> Series:
    """Phases P1, P2 and so on with a score a day; `gap`: so many days without measuring before the last phase."""
    phases = tuple(Phase(f"P{i}", f"fase {i}", kind_) for i, (kind_, _) in enumerate(parts, 1))
    seen, day = list[Observation](), DAY
    for i, (_, values) in enumerate(parts, 1):
        day += dt.timedelta(days=gap if i == len(parts) else 0)
        for value in values:
            seen.append(Observation(day, Decimal(value), f"P{i}"))
            day += dt.timedelta(days=1)
    return Series("Woorden", tuple(seen), phases, unit, kind)


def scene_of(one: Series, lines: Sequence[Ruled] = (), width: float = 774, height: float = 330) -> Scene:
    return resolve(measured_chart(one, title="Wat men ziet.", ruled=lines), width, height)


def drawn(scene: Scene, kind: str) -> list[Line]:
    return [p for p in scene.primitives if isinstance(p, Line) and p.dash == STYLES[kind][2] and p.width == STYLES[kind][1]]


def test_from_five_scores_the_line_of_tau_bc_runs_on_through_the_next_phase() -> None:
    one = series((USUAL, RISING), (NEW, LATER))
    (line,) = carried_on(one)
    found = tau_bc(between(one, *one.phases, higher=True))
    assert found is not None
    assert [height for _, height in line.corners] == [found.intercept + found.slope * day for day, _ in line.corners]
    assert "lijn van daarvoor, 5 scores" in drawing.texts(scene_of(one))
    assert len(drawn(scene_of(one), "carried")) == 1


def test_the_line_lies_where_its_values_are_and_no_path_of_scores_touches_its_begin() -> None:
    one = series((USUAL, (10, 12, 14, 16, 18)), (NEW, (20, 22, 24)))  # two a day: the new scores lie on the line
    scene = scene_of(one)
    (line,) = drawn(scene, "carried")
    last = scene.points[-1]
    assert (line.x2, line.y2) == pytest.approx((last.x, last.y))
    (change,) = drawing.phase_lines(scene)
    assert line.x1 == pytest.approx(change.x1)
    assert max(x for path in drawing.paths(scene)[:1] for x, _ in path.points) < line.x1


@pytest.mark.parametrize(
    ("values", "words"), [((10, 14, 12), "midden van daarvoor, 3 scores"), ((1, 2, 3, 4), "midden van daarvoor, 4 scores")]
)
def test_with_three_or_four_scores_it_is_their_middle(values: tuple[int, ...], words: str) -> None:
    one = series((USUAL, values), (NEW, LATER))
    (line,) = carried_on(one)
    assert {height for _, height in line.corners} == {Fraction(sorted(values)[1] if len(values) == 3 else "2.5")}
    assert words in drawing.texts(scene_of(one))


def test_below_three_scores_and_without_a_phase_after_it_there_is_no_line() -> None:
    assert carried_on(series((USUAL, (10, 12)), (NEW, LATER))) == ()
    assert carried_on(series((USUAL, RISING))) == ()
    assert carried_on(series((USUAL, RISING), (PhaseKind.FOLLOW_UP, LATER))) == ()


def test_it_ends_before_the_next_baseline_and_before_the_follow_up() -> None:
    one = series((USUAL, RISING), (NEW, LATER), (NEW, LATER), (USUAL, RISING), (NEW, LATER), (PhaseKind.FOLLOW_UP, LATER))
    ends = [line.corners[-1][0] for line in carried_on(one)]
    assert ends == [one.in_phase(code)[-1].day.toordinal() for code in ("P3", "P5")]
    scene = scene_of(one)
    changes = [line.x1 for line in drawing.phase_lines(scene)]
    first, second = drawn(scene, "carried")
    assert first.x2 < changes[2]
    assert changes[3] - 1 < second.x1 < second.x2 < changes[4]


def test_approaches_in_turns_have_no_line_carried_on() -> None:
    phases = (Phase("A", "zonder", PhaseKind.CONDITION), Phase("B", "met", PhaseKind.CONDITION))
    seen = tuple(Observation(DAY + dt.timedelta(days=i), Decimal(i), "AB"[i % 2]) for i in range(12))
    assert carried_on(Series("Woorden", seen, phases, alternating=True)) == ()


def test_a_line_that_leaves_the_scale_stops_at_its_end() -> None:
    one = series((USUAL, (50, 60, 70, 80, 90)), (NEW, (90,) * 10), kind="percent", unit="%")
    scene = scene_of(one)
    (line,) = drawn(scene, "carried")
    top = min(p.y1 for p in scene.primitives if isinstance(p, Line) and p.y1 == p.y2 and p.colour == "line")
    assert line.y2 == pytest.approx(top)
    assert line.x2 < scene.points[-1].x - 50
    assert not drawn(scene_of(series((USUAL, (100, 90, 80, 70, 0)), (NEW, (90,) * 5))), "carried") or line.y2 >= top


def test_where_an_aim_line_is_drawn_no_line_is_carried_on() -> None:
    one = series((USUAL, RISING), (NEW, LATER))
    aim = towards(one, Agreed(Decimal(40), DAY + dt.timedelta(days=60))).aim
    spec = measured_chart(one, title="t", target=Decimal(40), aim=aim)
    assert not drawn(resolve(spec, 774, 330), "carried")


def test_the_lines_of_cdc_are_those_that_its_count_is_held_against() -> None:
    one = series((USUAL, RISING), (NEW, LATER))
    phases = between(one, *one.phases, higher=True)
    found = two_lines(phases)
    assert found is not None
    limits = [line for line in expert_lines(one) if line.kind == "limit"]
    heights = [dict(line.corners) for line in limits]
    days = [Fraction(o.day.toordinal()) for o in one.in_phase("P2")]
    assert heights == [{day: found.heights(day)[which] for day in (days[0], days[-1])} for which in (0, 1)]
    beyond = sum(
        all(Fraction(o.value or 0) > h for h in found.heights(day)) for day, o in zip(days, one.in_phase("P2"), strict=True)
    )
    assert beyond == found.beyond


@pytest.mark.parametrize("values", [RISING, (3, 9, 2, 8, 5), (1, 1, 2, 1, 3)])
@pytest.mark.parametrize("later", [LATER, (2, 4, 3, 9, 4), (1, 2, 3, 2, 1)])
@pytest.mark.parametrize("higher", [True, False])
def test_a_score_counts_in_cdc_exactly_when_it_lies_beyond_both_lines_drawn(
    values: tuple[int, ...], later: tuple[int, ...], higher: bool
) -> None:
    one = series((USUAL, values), (NEW, later))
    phases = between(one, *one.phases, higher=higher)
    found = two_lines(phases)
    assert found is not None
    sign = 1 if higher else -1
    seen = [(Fraction(o.day.toordinal()), Fraction(o.value or 0)) for o in one.in_phase("P2")]
    assert found.beyond == sum(all(sign * (y - h) > 0 for h in found.heights(day)) for day, y in seen)


def test_the_lines_of_level_and_slope_are_least_squares_of_each_phase() -> None:
    one = series((USUAL, (10, 12, 14, 16, 17)), (NEW, (20, 23, 26, 29, 31)))
    before, after = (line for line in expert_lines(one) if line.kind == "fitted")
    assert [float(y) for _, y in before.corners] == pytest.approx([10.2, 17.4])
    assert [float(y) for _, y in after.corners] == pytest.approx([20.2, 31.4])


def test_lines_for_the_expert_stand_only_where_asked_and_where_their_gate_is_open() -> None:
    one = series((USUAL, RISING), (NEW, LATER))
    assert not drawn(scene_of(one), "limit")
    assert len(drawn(scene_of(one, expert_lines(one)), "limit")) == 2
    assert expert_lines(series((USUAL, RISING[:4]), (NEW, LATER))) == ()
    assert "CDC, gemiddelde van daarvoor" in drawing.texts(scene_of(one, expert_lines(one), 1000))


def goal_of(values: Sequence[int], holidays: bool = True) -> Series:
    seen = tuple(Observation(DAY + dt.timedelta(days=7 * i), Decimal(v)) for i, v in enumerate(values))
    free = ((DAY + dt.timedelta(days=15), DAY + dt.timedelta(days=27)),)
    return Series("Woorden", seen, holidays=free if holidays else ())


@pytest.mark.parametrize("higher", [True, False])
def test_the_lines_of_a_pace_are_flat_in_holidays_and_say_from_how_many_scores(higher: bool) -> None:
    sign = 1 if higher else -1
    one = goal_of([50 + sign * v for v in (0, 2, 3, 3, 5, 8, 9, 12)])
    agreed = Agreed(Decimal(50 + sign * 30), DAY + dt.timedelta(days=120), Decimal(50), DAY - dt.timedelta(days=7), higher)
    now = towards(one, agreed).now
    lines = growth_lines(now)
    assert [line.kind for line in lines] == ["fitted", "limit", "end", "end"]
    least = lines[0]
    assert now is not None
    assert now.line is not None
    assert least.corners[-1][1] == now.at_last[0]
    assert least.corners[1][1] == least.corners[2][1]  # from the first to the last day of the holiday
    assert "kleinste kwadraten, 8 scores" in least.words
    assert sign * (least.corners[-1][1] - least.corners[0][1]) > 0


def test_a_pace_below_its_gate_has_no_line() -> None:
    agreed = Agreed(Decimal(30), DAY + dt.timedelta(days=120), Decimal(0), DAY - dt.timedelta(days=7))
    assert growth_lines(towards(goal_of((1, 2, 3, 3, 5)), agreed).now) == ()
    assert growth_lines(towards(goal_of((1, 2, 3, 4, 5, 6), holidays=False), agreed).now) == ()  # on one line: no range
    assert growth_lines(None) == ()


def test_a_phase_ends_with_its_last_day_where_a_long_time_without_measuring_follows() -> None:
    scene = scene_of(series((USUAL, RISING), (NEW, LATER), (PhaseKind.FOLLOW_UP, (24, 25, 26)), gap=40))
    xs = [spot.x for spot in scene.points]
    change, begins = (line.x1 for line in drawing.phase_lines(scene))
    (ended,) = [p for p in scene.primitives if isinstance(p, Line) and p.x1 == p.x2 and p.colour == "edge" and not p.dash]
    assert xs[4] < change < xs[5]
    assert xs[9] < ended.x1 < xs[9] + 12
    assert xs[10] - 12 < begins < xs[10]
    (word,) = [p for p in scene.primitives if isinstance(p, Text) and p.text == "geen meting"]
    assert ended.x1 < word.x < begins


def test_phases_that_join_have_nothing_between_them() -> None:
    for one in (series((USUAL, RISING), (NEW, LATER), gap=13), series((USUAL, (1,)), (NEW, (2,)), gap=60)):
        assert "geen meting" not in drawing.texts(scene_of(one))


def test_marks_never_overlap_however_near_the_days_are() -> None:
    one = series((USUAL, [5] * 20), (NEW, [6] * 20), (PhaseKind.FOLLOW_UP, [6] * 4), gap=60)
    dots = drawing.marks(scene_of(one, width=1000))
    assert {dot.r for dot in dots} != {4.2}
    assert all(b.x - a.x >= a.r + b.r for a, b in pairwise(dots))


def test_plots_of_any_size_keep_carried_lines_inside_their_axes() -> None:
    one = series((USUAL, (1, 30, 2, 40, 99)), (NEW, LATER), kind="percent", unit="%")
    for width, height in ((240, 160), (774, 330), (1500, 500)):
        scene = scene_of(one, expert_lines(one), width, height)
        axis = max(
            (p for p in scene.primitives if isinstance(p, Line) and p.x1 == p.x2 and p.colour == "text"), key=lambda p: p.y2
        )
        for kind in ("carried", "limit"):
            for line in drawn(scene, kind):
                assert axis.x1 <= min(line.x1, line.x2)
                assert max(line.y1, line.y2) <= axis.y2 + 0.01
