"""Scores and times without rounding: what was typed, as integers over one common unit.

A tie is a tie of the decimals as typed, also after a fitted line is taken off; binary fractions break them. So every path of
scores is held as whole numbers, and every slope, rest and mean is an exact fraction. A missed session is left out of the
scores but keeps its place in time.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

Typed = Decimal | int | float | str
MOST_DIGITS = 30
"""Larger exponents than this are no score of anything."""


def decimal_of(typed: Typed) -> Decimal:
    """What was typed, exactly ("7,5" and "7.5" are the same). ValueError when it is no finite number of a sensible size."""
    if isinstance(typed, bool) or not isinstance(typed, Decimal | int | float | str):
        raise ValueError("not a number")
    text = str(typed).strip()
    try:
        number = Decimal(text.replace(",", ".") if "." not in text else text)
    except InvalidOperation:
        raise ValueError("not a number") from None
    if not number.is_finite() or abs(number.adjusted()) > MOST_DIGITS or -int(number.as_tuple().exponent) > MOST_DIGITS:
        raise ValueError("not a number of a sensible size")
    return number


def common_unit(numbers: Iterable[Decimal]) -> int:
    """The smallest power of ten that makes all of them whole."""
    return _power_of_ten({number.as_integer_ratio()[1] for number in numbers})


def _power_of_ten(parts: set[int]) -> int:
    whole_of, unit = math.lcm(*parts), 1
    while unit % whole_of:
        unit *= 10
    return unit


def whole(number: Decimal, unit: int) -> int:
    """The number counted in 1/unit, which must make it whole."""
    above, below = number.as_integer_ratio()
    return above * unit // below


def middle(values: Sequence[int | Fraction]) -> Fraction:
    """The median, exactly. ValueError when there is none."""
    if not values:
        raise ValueError("no values")
    ordered, half = sorted(values), len(values) // 2
    return Fraction(ordered[half]) if len(values) % 2 else Fraction(ordered[half - 1] + ordered[half]) / 2


@dataclass(frozen=True)
class Path:
    """Scores in time order: `times` in 1/tick, `scores` in 1/unit."""

    times: tuple[int, ...]
    scores: tuple[int, ...]
    tick: int = 1
    unit: int = 1

    @property
    def n(self) -> int:
        """How many scores."""
        return len(self.scores)

    @property
    def mirrored(self) -> Path:
        """The same path with every score times -1."""
        return Path(self.times, tuple(-y for y in self.scores), self.tick, self.unit)

    @cached_property
    def total(self) -> int:
        """The sum of the scores, in 1/unit."""
        return sum(self.scores)

    @cached_property
    def mean(self) -> Fraction:
        """The mean score. ZeroDivisionError when there is none."""
        return Fraction(self.total, self.n * self.unit)

    @cached_property
    def median(self) -> Fraction:
        """The median score."""
        return middle(self.scores) / self.unit

    @cached_property
    def variance(self) -> Fraction | None:
        """The variance with n - 1; None below two scores."""
        if self.n < 2:
            return None
        squares = self.n * sum(y * y for y in self.scores) - self.total**2
        return Fraction(squares, self.n * (self.n - 1) * self.unit**2)

    def first(self, count: int) -> Path:
        """The first `count` scores."""
        return Path(self.times[:count], self.scores[:count], self.tick, self.unit)

    def last(self, count: int) -> Path:
        """The last `count` scores."""
        return Path(self.times[max(self.n - count, 0) :], self.scores[max(self.n - count, 0) :], self.tick, self.unit)


def path(times: Sequence[Decimal], scores: Sequence[Decimal | None]) -> Path:
    """The scored sessions at their times. ValueError when the lengths differ or a time comes before the one before it."""
    if len(times) != len(scores):
        raise ValueError("each score needs its time")
    when, tick = _whole(times)
    if any(later < earlier for earlier, later in pairwise(when)):
        raise ValueError("times must go up")
    kept = [(time, score) for time, score in zip(when, scores, strict=True) if score is not None]
    found, unit = _whole([score for _, score in kept])
    return Path(tuple(time for time, _ in kept), tuple(found), tick, unit)


def _whole(numbers: Sequence[Decimal]) -> tuple[list[int], int]:
    """The numbers counted in 1/unit, and that unit."""
    ratios = [number.as_integer_ratio() for number in numbers]
    unit = _power_of_ten({below for _, below in ratios})
    return [above * (unit // below) for above, below in ratios], unit


@dataclass(frozen=True)
class TwoPhases:
    """Phase A and phase B of one outcome. `first` and `first_b` are the times of their first sessions, scored or missed."""

    a: Path
    b: Path
    higher: bool = True
    missed_a: int = 0
    missed_b: int = 0
    first: Fraction = Fraction(0)
    first_b: Fraction = Fraction(0)

    @cached_property
    def directed(self) -> tuple[Path, Path]:
        """Both phases with scores turned so that higher is better."""
        return (self.a, self.b) if self.higher else (self.a.mirrored, self.b.mirrored)


def two_phases(
    a: Sequence[Decimal | None], b: Sequence[Decimal | None], times: Sequence[Decimal] | None = None, higher: bool = True
) -> TwoPhases:
    """Phase A and phase B with the times of all their sessions (1, 2, 3, … when none are given)."""
    when = list(times) if times is not None else [Decimal(n) for n in range(1, len(a) + len(b) + 1)]
    together = path(when, [*a, *b])
    n_a = sum(score is not None for score in a)
    return TwoPhases(
        together.first(n_a), together.last(together.n - n_a), higher, len(a) - n_a, len(b) - (together.n - n_a),
        Fraction(when[0]) if when else Fraction(0), Fraction(when[len(a)]) if b else Fraction(0),
    )  # fmt: skip
