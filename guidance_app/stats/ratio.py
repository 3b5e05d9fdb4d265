"""Change as a ratio: log response ratio, log odds ratio, percent of change, and how much of the way to the goal was gone.

Only for scales with a true zero. Every index is positive when it went the wanted way.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from guidance_app.stats.distributions import z_for
from guidance_app.stats.exact import Path, TwoPhases
from guidance_app.stats.gates import Refusal, Why


class Zero(StrEnum):
    """What the zero of a scale means."""

    COUNT = "count"
    RATE = "rate"
    DURATION = "duration"
    PERCENTAGE = "percentage"
    PROPORTION = "proportion"
    OTHER = "other"


BOUNDED = {Zero.PERCENTAGE: 100, Zero.PROPORTION: 1}


@dataclass(frozen=True)
class Effect:
    """An index with its standard error. `interval` as computed: without width where the standard error is 0."""

    estimate: float
    se: float

    def interval(self, confidence: float = 0.95) -> tuple[float, float]:
        """Normal interval."""
        reach = z_for(confidence) * self.se
        return self.estimate - reach, self.estimate + reach

    def turned(self, sign: int) -> Effect:
        """The same index with this sign."""
        return Effect(sign * self.estimate, self.se)

    @property
    def percent(self) -> float:
        """Percent of change that a log ratio stands for; infinite when it is too large to write down."""
        return 100 * math.expm1(self.estimate) if self.estimate < 700 else math.inf


@dataclass(frozen=True)
class _Phase:
    """Mean and variance of a phase, each with a floor where the number of things observed gives one."""

    n: int
    mean: Fraction
    variance: Fraction

    @property
    def correction(self) -> float:
        """Half the variance of the log of the mean: its bias in small samples."""
        return self.error / 2

    @property
    def error(self) -> float:
        """Variance of the log of the mean."""
        return float(self.variance) / (self.n * float(self.mean) ** 2)


def _floored(path: Path, zero: Zero, intervals: int | None, complement: bool = False) -> _Phase | None:
    """The phase with the floors of Pustejovsky 2018 (J. School Psychology 68, 99-112); the mean as proportion where bounded."""
    top = BOUNDED.get(zero)
    variance = path.variance
    if variance is None:
        return None
    mean = top - path.mean if complement and top else path.mean
    d = Fraction(1) if zero is Zero.COUNT else Fraction(intervals) / top if intervals and top else None
    if d is not None:
        mean, variance = max(mean, 1 / (2 * d * path.n)), max(variance, 1 / (d**2 * path.n**3))
    return _Phase(path.n, mean, variance) if mean > 0 else None


def log_ratio(
    phases: TwoPhases, zero: Zero, intervals: int | None = None, corrected: bool = True, decrease: bool = False
) -> Effect | Refusal:
    """The log response ratio ln(mean B / mean A) with delta-method SE (Pustejovsky 2018). The increasing form (positive is
    improvement) or, with `decrease`, the decreasing one (negative is improvement). Percentages and proportions use the
    complement where what counts is the other side. Refused without a true zero, with negative scores, or with one score."""
    if zero is Zero.OTHER or min((*phases.a.scores, *phases.b.scores), default=0) < 0:
        return Refusal(Why.NO_TRUE_ZERO, "not_applicable: no true zero, so a ratio means nothing")
    if max((*phases.a.scores, *phases.b.scores), default=0) > BOUNDED.get(zero, math.inf) * phases.a.unit:
        return Refusal(Why.NO_TRUE_ZERO, "not_applicable: a score lies outside the scale")
    complement = zero in BOUNDED and phases.higher == decrease
    a = _floored(phases.a, zero, intervals, complement)
    b = _floored(phases.b, zero, intervals, complement)
    if a is None or b is None:
        return Refusal(
            Why.TOO_FEW if min(phases.a.n, phases.b.n) < 2 else Why.NOT_FINITE, "a phase has one score, or its mean is 0"
        )
    ratio = math.log(b.mean / a.mean) + ((b.correction - a.correction) if corrected else 0)
    sign = -1 if zero not in BOUNDED and phases.higher == decrease else 1
    return Effect(sign * ratio, math.sqrt(a.error + b.error))


def percent_change(phases: TwoPhases, zero: Zero) -> Fraction | Refusal:
    """How many percent the mean changed, upward positive; only for counts, rates and durations, whose zero is nothing at all."""
    if zero not in (Zero.COUNT, Zero.RATE, Zero.DURATION) or min((*phases.a.scores, *phases.b.scores), default=0) < 0:
        return Refusal(Why.NO_TRUE_ZERO)
    if not phases.a.n or not phases.b.n or not phases.a.mean:
        return Refusal(Why.TOO_FEW if not phases.a.n or not phases.b.n else Why.NOT_FINITE)
    return 100 * (phases.b.mean / phases.a.mean - 1)


def log_odds(phases: TwoPhases, zero: Zero, intervals: int | None = None, corrected: bool = True) -> Effect | Refusal:
    """The log odds ratio of two mean proportions, positive when better (Pustejovsky 2015, Psychological Methods 20, 342-359)."""
    if zero not in BOUNDED:
        return Refusal(Why.NO_TRUE_ZERO, "not_applicable: only for proportions and percentages")
    sides = [_odds(path, zero, intervals, corrected) for path in (phases.a, phases.b)]
    if sides[0] is None or sides[1] is None:
        return Refusal(Why.NOT_FINITE, "a phase has one score, or a mean of nothing or everything")
    return Effect(sides[1][0] - sides[0][0], math.sqrt(sides[0][1] + sides[1][1])).turned(1 if phases.higher else -1)


def _odds(path: Path, zero: Zero, intervals: int | None, corrected: bool) -> tuple[float, float] | None:
    top = BOUNDED[zero]
    if path.variance is None:
        return None
    mean, variance = path.mean / top, path.variance / top**2
    if intervals:
        floor = Fraction(1, 2 * intervals * path.n)
        mean = min(max(mean, floor), 1 - floor)
        variance = max(variance, Fraction(1, intervals**2 * path.n**3))
    if not 0 < mean < 1:
        return None
    odds = float(mean * (1 - mean)) ** 2
    lift = float((2 * mean - 1) * variance) / (2 * path.n * odds) if corrected else 0
    return math.log(mean / (1 - mean)) - lift, float(variance) / (path.n * odds)


@dataclass(frozen=True)
class Gone:
    """How much of the way from the baseline to the goal was gone, in percent, with its standard errors (None: one score)."""

    percent: Fraction
    se: float | None
    se_as_published: float | None

    def interval(self, confidence: float = 0.95) -> tuple[float, float] | None:
        """Normal interval by the right standard error, as computed."""
        return None if self.se is None else Effect(float(self.percent), self.se).interval(confidence)


def toward_goal(phases: TwoPhases, goal: Fraction) -> Gone | Refusal:
    """PoGO, percent of goal obtained (Ferron, Goldstein, Olszewski & Rohrer 2020, Evidence-Based Communication Assessment and
    Intervention 14, 6-27). Its SE takes along that the baseline mean stands above and below the line of the fraction (delta
    method with covariance); the published one leaves that out. Refused when the goal lies at the baseline mean."""
    if not phases.a.n or not phases.b.n:
        return Refusal(Why.TOO_FEW)
    way = goal - phases.a.mean
    if not way:
        return Refusal(Why.NO_GOAL, "the goal lies at the baseline mean")
    share = (phases.b.mean - phases.a.mean) / way
    if phases.a.variance is None or phases.b.variance is None:
        return Gone(100 * share, None, None)
    of_a, of_b = phases.a.variance / phases.a.n, phases.b.variance / phases.b.n
    a, b, r, length = float(of_a), float(of_b), float(share), abs(float(way))
    right = 100 * math.sqrt(b + (1 - r) ** 2 * a) / length
    return Gone(100 * share, right, 100 * math.sqrt(a + b + r**2 * a) / length)


def distance(now: Fraction, goal: Fraction, higher: bool = True) -> Fraction:
    """How far the goal still is; negative when it is passed."""
    return goal - now if higher else now - goal
