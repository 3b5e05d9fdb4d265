"""Progress towards a goal: the aim line from the baseline median, the trend with its interval, the four-point cue.

"Behind" and "ahead" only when the whole interval of the trend lies on one side of the aim. In holidays nothing is expected:
the aim line is flat there, and the trend is measured over the same days of school.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from guidance_app.stats.exact import Path, middle
from guidance_app.stats.gates import FEWEST_FOR_GROWTH, GROWTH_CONFIDENCE, Refusal, Why
from guidance_app.stats.trend import Line, SenLine, least_squares, theil_sen

WEEK = 7
FOUR = 4


def school_day(day: Fraction, holidays: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    """The day with all holidays before it taken out; each holiday is its first day and the first day of school after it."""
    if not holidays:
        return day
    return day - sum((min(day, end) - start for start, end in _merged(holidays) if day > start), Fraction())


def _merged(holidays: Sequence[tuple[Fraction, Fraction]]) -> list[tuple[Fraction, Fraction]]:
    """Holidays in order, those that overlap put together."""
    found: list[tuple[Fraction, Fraction]] = []
    for start, end in sorted(holidays):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        elif end > start:
            found.append((start, end))
    return found


@dataclass(frozen=True)
class AimLine:
    """From the median day and score of all baseline probes to the goal on its day. `per_day` is growth for a day of school."""

    day: Fraction
    level: Fraction
    goal: Fraction
    goal_day: Fraction
    holidays: tuple[tuple[Fraction, Fraction], ...] = ()

    @cached_property
    def per_day(self) -> Fraction:
        """Growth that the line asks for on each day of school."""
        return (self.goal - self.level) / (self.school(self.goal_day) - self.school(self.day))

    def school(self, day: Fraction) -> Fraction:
        """The day on the clock of school days."""
        return school_day(day, self.holidays)

    def at(self, day: Fraction) -> Fraction:
        """The height of the line."""
        return self.level + self.per_day * (self.school(day) - self.school(self.day))


def aim_line(
    baseline: Path, goal: Fraction, goal_day: Fraction, holidays: Sequence[tuple[Fraction, Fraction]] = ()
) -> AimLine | Refusal:
    """The aim line. Refused without baseline probes, or when no day of school is left between them and the goal."""
    if not baseline.n:
        return Refusal(Why.TOO_FEW, "no baseline probe has a score")
    day = middle(baseline.times) / baseline.tick
    if school_day(goal_day, holidays) <= school_day(day, holidays):
        return Refusal(Why.NO_GOAL, "the day of the goal does not come after the baseline")
    return AimLine(day, baseline.median, goal, goal_day, tuple(holidays))


class Growth(StrEnum):
    """What may be said of growth against the aim."""

    BEHIND = "behind"
    AHEAD = "ahead"
    BOTH = "both_possible"
    EARLY = "too_early"


@dataclass(frozen=True)
class Progress:
    """Scores since the last change of teaching against an aim line; slopes are for each day of school."""

    aim: AimLine
    days: tuple[Fraction, ...]
    scores: tuple[Fraction, ...]

    @cached_property
    def sides(self) -> list[int]:
        """For each score 1 above the line, -1 below it, 0 on it."""
        return self._sides(len(self.scores))

    def _sides(self, last: int) -> list[int]:
        """The sides of the last so many scores."""
        gaps = [y - self.aim.at(day) for day, y in zip(self.days[-last:], self.scores[-last:], strict=True)] if last else []
        return [(gap > 0) - (gap < 0) for gap in gaps]

    @cached_property
    def _path(self) -> Path:
        times = [self.aim.school(day) for day in self.days]
        tick = _whole_over(times)
        unit = _whole_over(self.scores)
        return Path(tuple(int(t * tick) for t in times), tuple(int(y * unit) for y in self.scores), tick, unit)

    @cached_property
    def line(self) -> Line | None:
        """Least squares over days of school."""
        return least_squares(self._path)

    @cached_property
    def sen(self) -> SenLine | None:
        """Theil-Sen over days of school."""
        return theil_sen(self._path)

    @property
    def at_last(self) -> tuple[Fraction | None, Fraction | None]:
        """Where both lines stand at the last score."""
        last = self.aim.school(self.days[-1])
        return self.line.at(last) if self.line else None, self.sen.at(last) if self.sen else None

    @property
    def four(self) -> str:
        """The last four scores: "all_below", "all_above", "mixed" or "too_few". A cue to look, never a verdict."""
        if len(self.scores) < FOUR:
            return "too_few"
        last = set(self._sides(FOUR))
        return "all_below" if last == {-1} else "all_above" if last == {1} else "mixed"

    @property
    def run(self) -> int:
        """Signed length of the present run above (+) or below (-) the line; 0 when the last score lies on it."""
        if not self.sides or not self.sides[-1]:
            return 0
        length = next((n for n, side in enumerate(reversed(self.sides)) if side != self.sides[-1]), len(self.sides))
        return length * self.sides[-1]

    def growth(self, fewest: int = FEWEST_FOR_GROWTH, confidence: float = GROWTH_CONFIDENCE) -> Growth:
        """By the whole interval of the trend only. Scores that lie on one line have no interval and decide nothing."""
        ends = self.line.interval(confidence) if self.line else None
        if len(self.scores) < fewest or ends is None or ends[0] == ends[1]:
            return Growth.EARLY
        aim = float(self.aim.per_day)
        return Growth.BEHIND if ends[1] < aim else Growth.AHEAD if ends[0] > aim else Growth.BOTH

    @property
    def thirds(self) -> Fraction | None:
        """Tukey's slope: medians of the last third against those of the first; outer thirds one larger when n = 3k + 2."""
        path, n = self._path, len(self.scores)
        outer = n // 3 + (n % 3 == 2)
        if not outer or n < 2:
            return None
        first, last = path.first(outer), path.last(outer)
        run = (middle(last.times) - middle(first.times)) / path.tick
        return (last.median - first.median) / run if run else None

    @property
    def last_three(self) -> Fraction | None:
        """Median of the last three scores."""
        return middle(self.scores[-3:]) if self.scores else None

    @property
    def needed(self) -> Fraction | None:
        """Growth for each day of school from here on to reach the goal in time; None when no day is left."""
        if self.last_three is None:
            return None
        left = self.aim.school(self.aim.goal_day) - self.aim.school(self.days[-1])
        return (self.aim.goal - self.last_three) / left if left > 0 else None


def _whole_over(values: Sequence[Fraction]) -> int:
    return math.lcm(*(value.denominator for value in values)) if values else 1


def progress(aim: AimLine, path: Path, since: Fraction | None = None) -> Progress:
    """The scores from the last change of teaching on."""
    points = [(Fraction(t, path.tick), Fraction(y, path.unit)) for t, y in zip(path.times, path.scores, strict=True)]
    kept = [(day, y) for day, y in points if since is None or day >= since]
    return Progress(aim, tuple(day for day, _ in kept), tuple(y for _, y in kept))
