"""How far two groups of scores lie apart: the share of pairs in which the second is better."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from guidance_app.domain.series import PhaseKind, Series


@dataclass(frozen=True)
class Overlap:
    """Pairs of one score of A with one of B: in how many B is better, in how many they are equal."""

    better: int
    tied: int
    pairs: int

    @property
    def worse(self) -> int:
        """In how many pairs B is worse."""
        return self.pairs - self.better - self.tied

    @property
    def won(self) -> Fraction:
        """Pairs won by B, ties counted half."""
        return self.better + Fraction(self.tied, 2)

    @property
    def nap(self) -> Fraction:
        """Nonoverlap of all pairs, from 0 to 1; one half when neither is better."""
        return self.won / self.pairs

    @property
    def complete(self) -> bool:
        """Every score of B is better than every score of A."""
        return self.better == self.pairs


def nap(a: Sequence[Decimal], b: Sequence[Decimal], higher_is_better: bool = True) -> Overlap | None:
    """Nonoverlap of all pairs (Parker & Vannest 2009, Behavior Therapy 40, 357-367): of all m n pairs of a score of A and one
    of B, the share in which B is better plus half the share of ties. None when a group is empty.

    It compares decimals as typed, so ties are real ties. It says nothing about cause or chance.
    """
    if not a or not b:
        return None
    below = sorted(a)
    lower = sum(bisect_left(below, score) for score in b)
    tied = sum(bisect_right(below, score) for score in b) - lower
    pairs = len(a) * len(b)
    return Overlap(lower if higher_is_better else pairs - lower - tied, tied, pairs)


def overlap(series: Series) -> Overlap | None:
    """The overlap between the two conditions of a series, phases of one condition put together, follow-up left out.

    The usual way (baseline, or else the first condition) is A. None when there are not two conditions or when neither
    direction is better.
    """
    conditions = series.conditions
    if len(conditions) != 2 or series.higher_is_better is None:
        return None
    usual = next((p.condition for p in series.phases_with_values if p.kind == PhaseKind.BASELINE), next(iter(conditions)))
    other = next(code for code in conditions if code != usual)
    return nap(conditions[usual], conditions[other], series.higher_is_better)
