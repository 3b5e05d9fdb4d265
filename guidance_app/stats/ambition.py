"""High expectations: beside a goal the pupil's own history, and where the pupil's own better pace would lead."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from guidance_app.stats.exact import Path
from guidance_app.stats.gates import FEWEST_FOR_GROWTH, FEWEST_TO_DESCRIBE, GROWTH_CONFIDENCE, Range, Refusal, Why, interval
from guidance_app.stats.trend import least_squares

WEEK = 7


@dataclass(frozen=True)
class History:
    """What the pupil has shown: lowest, middle and highest score, and growth a week with its range."""

    low: Fraction
    middle: Fraction
    high: Fraction
    growth: Range | Refusal


def history(path: Path) -> History | Refusal:
    """The pupil's own scores so far, times in days. Refused below three scores; growth from six."""
    if path.n < FEWEST_TO_DESCRIBE:
        return Refusal(Why.TOO_FEW)
    line = least_squares(path) if path.n >= FEWEST_FOR_GROWTH else None
    ends = line.interval(GROWTH_CONFIDENCE) if line else None
    growth = interval(ends and (WEEK * ends[0], WEEK * ends[1]), GROWTH_CONFIDENCE)
    return History(Fraction(min(path.scores), path.unit), path.median, Fraction(max(path.scores), path.unit), growth)


def ambitious(path: Path, goal_day: Fraction, higher: bool = True) -> float | Refusal:
    """Where the pupil would be on the day of the goal at the better end of the own pace so far (80% range of growth): from
    today's place on the line. Refused below six scores, without a range, or when that day has passed."""
    found, line = history(path), least_squares(path)
    if isinstance(found, Refusal) or isinstance(found.growth, Refusal) or line is None:
        return Refusal(Why.TOO_FEW)
    last = Fraction(path.times[-1], path.tick)
    if goal_day <= last:
        return Refusal(Why.NOT_KNOWN)
    pace = found.growth.high if higher else found.growth.low
    return float(line.at(last)) + pace * float(goal_day - last) / WEEK
