"""Growth as a factor: how many times as much each week (celeration), for counts and rates with a true zero.

Least squares of the logarithm of the scores over calendar days, as on a standard celeration chart (Pennypacker, Gutierrez &
Lindsley 2003, Handbook of the Standard Celeration Chart). The same gates as any growth: enough scores, and only an interval
that lies wholly on one side of "stays the same" says which way it goes. A zero has no logarithm: a stretch with a zero gets no
factor, rather than one from a number that was made up for it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from guidance_app.stats.distributions import t_for
from guidance_app.stats.exact import Path
from guidance_app.stats.gates import FEWEST_FOR_GROWTH, GROWTH_CONFIDENCE, Range, Refusal, Why, interval
from guidance_app.stats.ratio import Zero

WEEK = 7
RATIO_SCALES = (Zero.COUNT, Zero.RATE)


@dataclass(frozen=True)
class Celeration:
    """The factor for each week with its interval (all above 0), from `n` scores between two days."""

    factor: float
    range: Range
    n: int
    first: float
    last: float
    start: float

    def at(self, day: float) -> float:
        """The height of the line on a day."""
        return float(self.start * self.factor ** ((day - self.first) / WEEK))

    @property
    def way(self) -> int:
        """1 when it certainly grows, -1 when it certainly shrinks, 0 when both are possible: by the whole interval."""
        return (self.range.low > 1) - (self.range.high < 1)


def celeration(path: Path, zero: Zero, confidence: float = GROWTH_CONFIDENCE) -> Celeration | Refusal:
    """The factor of one stretch of scores on calendar days. Refused without a true zero, with a score below or at zero, with
    too few scores, and where they all lie on one line."""
    if zero not in RATIO_SCALES or min(path.scores, default=0) < 0:
        return Refusal(Why.NO_TRUE_ZERO)
    if path.n < FEWEST_FOR_GROWTH:
        return Refusal(Why.TOO_FEW)
    if min(path.scores) == 0:
        return Refusal(Why.NOT_FINITE, "a zero has no logarithm")
    if path.times[0] == path.times[-1]:
        return Refusal(Why.ONE_TIME)
    days = [time / path.tick for time in path.times]
    logs = [math.log(score) - math.log(path.unit) for score in path.scores]
    mean_day, mean_log = math.fsum(days) / path.n, math.fsum(logs) / path.n
    sxx = math.fsum((day - mean_day) ** 2 for day in days)
    slope = math.fsum((day - mean_day) * (log - mean_log) for day, log in zip(days, logs, strict=True)) / sxx
    rest = math.fsum((log - mean_log - slope * (day - mean_day)) ** 2 for day, log in zip(days, logs, strict=True))
    reach = t_for(confidence, path.n - 2) * math.sqrt(rest / (path.n - 2) / sxx)
    ends = interval((_factor(slope - reach), _factor(slope + reach)), confidence)
    if isinstance(ends, Refusal):
        return ends
    start = _factor((mean_log + slope * (days[0] - mean_day)) / WEEK)
    found = Celeration(_factor(slope), ends, path.n, days[0], days[-1], start)
    return (
        found
        if math.isfinite(found.factor) and math.isfinite(start) and min(found.factor, start) > 0
        else Refusal(Why.NOT_FINITE)
    )


def _factor(per_day: float) -> float:
    """The factor for a week that a growth of the logarithm for a day comes to; infinite when it cannot be written down."""
    try:
        return math.exp(per_day * WEEK)
    except OverflowError:
        return math.inf
