"""The straight lines that sentences and figures are computed from, so that a chart can draw the very same ones.

A line of a baseline is carried on for everyone; the lines of the expert's figures and those of a pace are drawn when asked for.
Each passes the gate of its figure: where that is refused, there is no line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import takewhile
from typing import Literal

from guidance_app.base.i18n import t, tn
from guidance_app.domain.series import Phase, PhaseKind, Series
from guidance_app.stats.aim import Progress
from guidance_app.stats.baseline import TauBC, TwoLines, tau_bc
from guidance_app.stats.exact import MOST_DIGITS, TwoPhases
from guidance_app.stats.gates import (
    FEWEST_FOR_BASELINE_LINE,
    FEWEST_FOR_GROWTH,
    FEWEST_TO_DESCRIBE,
    GROWTH_CONFIDENCE,
    Range,
    interval,
)
from guidance_app.stats.shown import Sized, between, figures, follows
from guidance_app.stats.trend import Line, SenLine, piecewise

Corners = tuple[tuple[Fraction, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Ruled:
    """One line: its corners (day as an ordinal, height), and its words, the longest first, of which the first that fits is
    written beside it. Nothing of it is ever drawn outside the axes.

    "carried": the line of the baseline carried on. "fitted": through the scores of a phase. "limit": what scores are held
    against. "end": one end of a range.
    """

    kind: Literal["carried", "fitted", "limit", "end"]
    corners: Corners
    words: tuple[str, ...] = ()


def carried_on(series: Series) -> tuple[Ruled, ...]:
    """The line of each baseline through the phases after it, up to the next baseline or the follow-up: from five scores its
    Theil-Sen line (that of Tau-BC), from three its median, below that nothing. Not for approaches in turns."""
    return tuple(_carried(series, group) for group in _comparisons(series))


def _carried(series: Series, group: Sequence[Phase]) -> Ruled:
    """The baseline comes first in its group. Its line begins at the phase line, apart from the path of its own scores."""
    phases = between(series, group[0], group[1], series.higher_is_better is not False)
    found = tau_bc(phases) if phases.a.n >= FEWEST_FOR_BASELINE_LINE else None
    before, after = series.in_phase(group[0].code)[-1].day.toordinal(), series.in_phase(group[1].code)[0].day.toordinal()
    days = (Fraction(before + after, 2), Fraction(series.in_phase(group[-1].code)[-1].day.toordinal()))
    n = phases.a.n
    if found is None:
        words = tn("middle of before, {n} score", "middle of before, {n} scores", n)
        return Ruled("carried", tuple((day, phases.a.median) for day in days), (words, t("middle of before")))
    words = tn("line of before, {n} score", "line of before, {n} scores", n)
    return Ruled("carried", tuple((day, _at(found, day)) for day in days), (words, t("line of before")))


def _at(line: TauBC | Line | SenLine, day: Fraction) -> Fraction:
    return line.intercept + line.slope * day


def _comparisons(series: Series) -> Iterator[list[Phase]]:
    """Each baseline of at least three scores with the phases that follow it; stages of a criterion: the first only."""
    if series.alternating or any(abs(value.adjusted()) > MOST_DIGITS for value in series.values):
        return
    told = [phase for phase in series.phases if series.values_in(phase.code)]
    for at, usual in enumerate(told):
        if usual.kind is not PhaseKind.BASELINE or len(series.values_in(usual.code)) < FEWEST_TO_DESCRIBE:
            continue
        group = [usual]
        for phase in takewhile(lambda p: p.kind is PhaseKind.APPROACH, told[at + 1 :]):
            staged = phase.criterion is not None and len(group) > 1
            if staged or not follows(series, group[-1], phase):
                break
            group.append(phase)
        if len(group) > 1:
            yield group


def expert_lines(series: Series) -> tuple[Ruled, ...]:
    """The lines of the expert's figures: both lines of CDC over the second phase, and the two of level and slope change."""
    if series.higher_is_better is None:
        return ()
    made: list[Ruled] = []
    for a, b in ((group[0], group[1]) for group in _comparisons(series)):
        phases = between(series, a, b, series.higher_is_better)
        expert = figures(phases).expert
        made += _two_lines(phases, expert.lines) if isinstance(expert.lines, TwoLines) else []
        made += _pieces(phases) if isinstance(expert.level, Sized) else []
    return tuple(made)


def _days(phases: TwoPhases) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    """First and last day with a score, of A and of B."""
    return tuple(Fraction(part.times[at], part.tick) for part in (phases.a, phases.b) for at in (0, -1))  # type: ignore[return-value]


def _two_lines(phases: TwoPhases, found: TwoLines) -> list[Ruled]:
    *_, first, last = _days(phases)
    words = (t("CDC, line of before"), t("CDC, mean of before"))
    return [
        Ruled("limit", tuple((day, found.heights(day)[which]) for day in (first, last)), (words[which], "CDC"))
        for which in (0, 1)
    ]


def _pieces(phases: TwoPhases) -> list[Ruled]:
    step = piecewise(phases.a, phases.b, phases.first, phases.first_b)
    if step is None:
        return []
    a, end_a, b, end_b = _days(phases)
    before = tuple((day, step.start + step.trend * (day - phases.first)) for day in (a, end_a))
    foot = step.start + step.trend * (phases.first_b - phases.first) + step.level
    after = tuple((day, foot + (step.trend + step.slope) * (day - phases.first_b)) for day in (b, end_b))
    words = (t("least squares"),)
    return [Ruled("fitted", before, words), Ruled("fitted", after, words)]


def growth_lines(now: Progress | None) -> tuple[Ruled, ...]:
    """The lines of a pace: least squares with both ends of its 80% range, and Theil-Sen; from six scores, over days of school."""
    line, sen = (now.line, now.sen) if now and len(now.scores) >= FEWEST_FOR_GROWTH else (None, None)
    if now is None or line is None or sen is None:
        return ()
    n = len(now.scores)
    counted = {"least": tn("least squares, {n} score", "least squares, {n} scores", n), "sen": t("Theil–Sen, {n} scores", n=n)}
    made = [Ruled("fitted", _bent(now, line.at), (counted["least"], t("least squares")))]
    made.append(Ruled("limit", _bent(now, sen.at), (counted["sen"], "Theil–Sen")))
    ends = interval(line.interval(GROWTH_CONFIDENCE), GROWTH_CONFIDENCE)
    if not isinstance(ends, Range):
        return ()
    middle = line.at(line.mean_time)
    for slope in (Fraction(ends.low), Fraction(ends.high)):
        corners = _bent(now, lambda day, slope=slope: middle + slope * (day - line.mean_time))  # type: ignore[misc]
        made.append(Ruled("end", corners, (t("80% range"),)))
    return tuple(made)


def _bent(now: Progress, height: Callable[[Fraction], Fraction]) -> Corners:
    """A line over days of school, on real days: flat in holidays."""
    first, last = now.days[0], now.days[-1]
    bends = {day for holiday in now.aim.holidays for day in holiday if first < day < last}
    return tuple((day, height(now.aim.school(day))) for day in (first, *sorted(bends), last))
