"""The typical score and the spread of a handful of scores, computed exactly on the decimals as they were typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction

from guidance_app.domain.series import MOST_TYPED, Series

_EXACT = 80
"""Digits to calculate with: far more than the sum of any scores that can be typed."""


@dataclass(frozen=True)
class Summary:
    """What a group of scores comes to. `mean` is exact; `mean_shown` has one decimal more than the scores."""

    n: int
    missed: int
    median: Decimal
    mean: Fraction
    mean_shown: Decimal
    low: Decimal
    high: Decimal

    @property
    def range(self) -> Decimal:
        """Highest minus lowest score."""
        return self.high - self.low


def median(scores: Sequence[Decimal]) -> Decimal:
    """The middle score, or halfway between the two middle ones. ValueError when there are none."""
    if not scores:
        raise ValueError("no scores")
    ordered, half = sorted(scores), len(scores) // 2
    if len(scores) % 2:
        return ordered[half]
    with localcontext(prec=_EXACT):
        return (ordered[half - 1] + ordered[half]) / 2


def mean(scores: Sequence[Decimal]) -> Fraction:
    """The sum of the scores divided by their number, exactly. ValueError when there are none."""
    if not scores:
        raise ValueError("no scores")
    with localcontext(prec=_EXACT):
        return Fraction(sum(scores, Decimal(0))) / len(scores)


def rounded(value: Fraction, places: int) -> Decimal:
    """An exact value to this many decimals, halves away from zero, as one is taught at school."""
    above, below = value.numerator * 10**places, value.denominator
    whole = (2 * abs(above) + below) // (2 * below)
    return Decimal(f"{'-' if above < 0 and whole else ''}{whole}E-{places}")


def summary(scores: Sequence[Decimal], missed: int = 0) -> Summary | None:
    """The summary of these scores; None when nothing was measured."""
    if not scores:
        return None
    average = mean(scores)
    return Summary(len(scores), missed, median(scores), average, rounded(average, decimals(scores) + 1), min(scores), max(scores))


def decimals(scores: Sequence[Decimal]) -> int:
    """The most decimals that any of the scores was typed with; one that was divided counts as having one."""
    found = (-int(score.as_tuple().exponent) for score in scores)
    return max((one if one <= MOST_TYPED else 1 for one in found), default=0)


def by_phase(series: Series) -> dict[str, Summary]:
    """Phase code -> summary, for the phases in which something was measured, in the order of the design."""
    found = {}
    for phase in series.phases:
        seen = series.in_phase(phase.code)
        one = summary(series.values_in(phase.code), missed=sum(o.value is None for o in seen))
        if one:
            found[phase.code] = one
    return found
