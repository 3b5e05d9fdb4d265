"""Lines through scores in time: least squares, Theil-Sen, Kendall's S, and two lines with a step between them."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations

from guidance_app.stats.distributions import t_for, two_sided, z_for
from guidance_app.stats.exact import Path, middle


@dataclass(frozen=True)
class Line:
    """The least-squares line: exact slope and intercept, what is left over, and the spread of the times round their middle.

    `se` and `residual_sd` are None below three scores.
    """

    slope: Fraction
    intercept: Fraction
    n: int
    rest: Fraction
    sxx: Fraction
    mean_time: Fraction

    @property
    def df(self) -> int:
        """Degrees of freedom of what is left over."""
        return self.n - 2

    @cached_property
    def residual_sd(self) -> float | None:
        """Spread round the line, with n - 2."""
        return math.sqrt(self.rest / self.df) if self.df > 0 else None

    @cached_property
    def se(self) -> float | None:
        """Standard error of the slope."""
        return math.sqrt(self.rest / self.df / self.sxx) if self.df > 0 else None

    def at(self, time: Fraction | int) -> Fraction:
        """The height of the line."""
        return self.intercept + self.slope * time

    def interval(self, confidence: float = 0.95) -> tuple[float, float] | None:
        """The t interval of the slope, as computed: without width where the scores lie on one line."""
        if self.se is None:
            return None
        reach, slope = t_for(confidence, self.df) * self.se, float(self.slope)
        return slope - reach, slope + reach


def least_squares(path: Path) -> Line | None:
    """Ordinary least squares of scores on their real times. None when all times are one."""
    n, times, scores = path.n, path.times, path.scores
    if n < 2 or times[0] == times[-1]:
        return None
    t1, y1 = sum(times), path.total
    sxx = n * sum(t * t for t in times) - t1 * t1
    sxy = n * sum(t * y for t, y in zip(times, scores, strict=True)) - t1 * y1
    syy = n * sum(y * y for y in scores) - y1 * y1
    slope = Fraction(sxy * path.tick, sxx * path.unit)
    mean_time = Fraction(t1, n * path.tick)
    rest = Fraction(syy * sxx - sxy * sxy, n * sxx * path.unit**2)
    return Line(slope, path.mean - slope * mean_time, n, rest, Fraction(sxx, n * path.tick**2), mean_time)


@dataclass(frozen=True)
class SenLine:
    """The Theil-Sen line through a path. `slopes` holds all pairwise slopes in order, times `over`."""

    slope: Fraction
    intercept: Fraction
    slopes: tuple[int, ...]
    over: Fraction
    path: Path

    def at(self, time: Fraction | int) -> Fraction:
        """The height of the line."""
        return self.intercept + self.slope * time

    def interval(self, confidence: float = 0.95) -> tuple[float, float]:
        """Sen's interval (Sen 1968, JASA 63, 1379-1389): pairwise slopes at ranks from the tie-corrected variance of S."""
        spread = kendall_variance(self.path.times, self.path.scores)
        count, reach = len(self.slopes), z_for(confidence) * math.sqrt(spread)
        low = max(round((count - reach) / 2) - 1, 0)
        high = min(round((count + reach) / 2), count - 1)
        return float(self.slopes[low] / self.over), float(self.slopes[high] / self.over)


def theil_sen(path: Path) -> SenLine | None:
    """The median of all pairwise slopes over real times (Theil 1950; Sen 1968); intercept = median of score - slope x time.

    None when there are no two different times.
    """
    points = list(zip(path.times, path.scores, strict=True))
    steps = [(t2 - t1, y2 - y1) for (t1, y1), (t2, y2) in combinations(points, 2) if t2 > t1]
    if not steps:
        return None
    shared = math.lcm(*{dt for dt, _ in steps})
    slopes = sorted(dy * (shared // dt) for dt, dy in steps)
    over = Fraction(shared * path.unit, path.tick)
    slope = middle(slopes) / over
    left, share = rests(path, slope)
    return SenLine(slope, middle(left) / share, tuple(slopes), over, path)


def rests(path: Path, slope: Fraction, intercept: Fraction = Fraction(0)) -> tuple[list[int], int]:
    """What is left of every score when a line is taken off, exactly: whole numbers, over one number."""
    over = math.lcm(path.unit, slope.denominator * path.tick, intercept.denominator)
    up, step = over // path.unit, slope.numerator * (over // (slope.denominator * path.tick))
    start = intercept.numerator * (over // intercept.denominator)
    return [y * up - t * step - start for t, y in zip(path.times, path.scores, strict=True)], over


@dataclass(frozen=True)
class Kendall:
    """Kendall's S of scores against something else, and tau-b with its z (no continuity correction); None without spread."""

    s: int
    tau_b: float | None
    z: float | None

    @property
    def p(self) -> float | None:
        """Two-sided normal p."""
        return None if self.z is None else two_sided(self.z)


def kendall_s(x: Sequence[int | Fraction], y: Sequence[int | Fraction]) -> int:
    """Pairs that go the same way minus pairs that go the other way."""
    pairs = combinations(zip(x, y, strict=True), 2)
    return sum(((x2 > x1) - (x2 < x1)) * ((y2 > y1) - (y2 < y1)) for (x1, y1), (x2, y2) in pairs)


def rising(path: Path) -> int:
    """Kendall's S of scores against time, fast for times that go up."""
    if len(set(path.times)) < path.n:
        return kendall_s(path.times, path.scores)
    seen: list[int] = []
    s = 0
    for y in path.scores:
        place = bisect_left(seen, y)
        equal = 0
        while place + equal < len(seen) and seen[place + equal] == y:
            equal += 1
        s += place - (len(seen) - place - equal)
        seen.insert(place, y)
    return s


def kendall(x: Sequence[int | Fraction], y: Sequence[int | Fraction], s: int | None = None) -> Kendall:
    """S, tau-b and z by the variance corrected for ties on both sides (Kendall 1970, Rank Correlation Methods, ch. 4)."""
    found = kendall_s(x, y) if s is None else s
    pairs = math.comb(len(x), 2)
    free_x, free_y = pairs - _tied_pairs(x), pairs - _tied_pairs(y)
    variance = kendall_variance(x, y)
    if not free_x or not free_y or variance <= 0:
        return Kendall(found, None, None)
    return Kendall(found, found / math.sqrt(free_x * free_y), found / math.sqrt(variance))


def _tied_pairs(values: Sequence[int | Fraction]) -> int:
    return sum(math.comb(k, 2) for k in Counter(values).values())


def kendall_variance(x: Sequence[int | Fraction], y: Sequence[int | Fraction]) -> Fraction:
    """The variance of S when nothing is going on, with ties in x and y."""
    n = len(x)
    if n < 3:
        return Fraction(n * (n - 1) * (2 * n + 5), 18)
    ties_x, ties_y = [k for k in Counter(x).values() if k > 1], [k for k in Counter(y).values() if k > 1]
    first = n * (n - 1) * (2 * n + 5) - sum(k * (k - 1) * (2 * k + 5) for k in (*ties_x, *ties_y))
    threes = sum(k * (k - 1) * (k - 2) for k in ties_x) * sum(k * (k - 1) * (k - 2) for k in ties_y)
    twos = sum(k * (k - 1) for k in ties_x) * sum(k * (k - 1) for k in ties_y)
    return Fraction(first, 18) + Fraction(threes, 9 * n * (n - 1) * (n - 2)) + Fraction(twos, 2 * n * (n - 1))


@dataclass(frozen=True)
class Step:
    """Two lines, one for each phase (Huitema & McKean 2000, Educ. Psychol. Meas. 60, 38-58).

    `level` is the gap at the first session of B, `slope` how much steeper B goes than A; `start` the height of A's line at the
    first session, `trend` its slope. Standard errors, `f` and `r2` None where they cannot be computed.
    """

    start: Fraction
    trend: Fraction
    level: Fraction
    slope: Fraction
    se: dict[str, float] | None
    f: float | None
    r2: float | None

    @property
    def level_one_before(self) -> Fraction:
        """The gap one unit of time before the first session of B, as some packages give it."""
        return self.level - self.slope


def piecewise(a: Path, b: Path, first: Fraction, first_b: Fraction) -> Step | None:
    """Level change and slope change between two phases, over real times. None when a phase has no line."""
    before, after = least_squares(a), least_squares(b)
    if before is None or after is None:
        return None
    rest, df = before.rest + after.rest, a.n + b.n - 4
    se = _step_errors(before, after, first, first_b, rest / df) if df > 0 else None
    everything = Path((*a.times, *b.times), (*a.scores, *b.scores), a.tick, a.unit)
    spread = (everything.variance or 0) * (everything.n - 1)
    r2 = float(1 - rest / spread) if spread else None
    f = float((spread - rest) / 3 / (rest / df)) if df > 0 and rest else None
    level = after.at(first_b) - before.at(first_b)
    return Step(before.at(first), before.slope, level, after.slope - before.slope, se, f, r2)


def _step_errors(before: Line, after: Line, first: Fraction, first_b: Fraction, variance: Fraction) -> dict[str, float]:
    def at(line: Line, time: Fraction) -> float:
        return 1 / line.n + float(time - line.mean_time) ** 2 / float(line.sxx)

    parts = {
        "intercept": at(before, first),
        "trend": 1 / float(before.sxx),
        "level_change": at(before, first_b) + at(after, first_b),
        "slope_change": 1 / float(before.sxx) + 1 / float(after.sxx),
    }
    return {name: math.sqrt(float(variance) * part) for name, part in parts.items()}
