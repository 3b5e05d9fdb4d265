"""How far two groups of scores lie apart: the share of pairs in which the second is better."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from guidance_app.domain.series import PhaseKind, Series
from guidance_app.stats.distributions import z_for
from guidance_app.stats.gates import NAP_CONFIDENCE, Range, Refusal, Why, interval


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
    found = pairs_won(a, b)
    return found if higher_is_better else Overlap(found.worse, found.tied, found.pairs)


def pairs_won(a: Sequence[Any], b: Sequence[Any]) -> Overlap:
    """The pairs of two groups of exact numbers of any kind, higher counted as better."""
    below = sorted(a)
    lower = sum(bisect_left(below, score) for score in b)
    tied = sum(bisect_right(below, score) for score in b) - lower
    return Overlap(lower, tied, len(a) * len(b))


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


@lru_cache(maxsize=4096)
def nap_limits(found: Fraction, m: int, n: int, confidence: float = NAP_CONFIDENCE) -> tuple[float, float] | None:
    """The score interval of NAP for m and n scores (Newcombe 2006, Statistics in Medicine 25, 559-573, method 5).

    The two x that solve m n (NAP - x)^2 (2 - x)(1 + x) = z^2 x (1 - x) [2 + h + (1 + 2h) x (1 - x)], h = (m + n)/2 - 1. Where
    NAP is 1 or 0 that factor is divided out first, so the other end is the real root and the interval keeps its width.
    None when a phase has one score.
    """
    if m < 2 or n < 2:
        return None
    upper = _upper(float(1 - found), m, n, z_for(confidence))
    return 1 - upper, _upper(float(found), m, n, z_for(confidence))


def _upper(nap: float, m: int, n: int, z: float) -> float:
    """The root above nap; the lower one is this of 1 - nap, turned over."""
    if nap >= 1:
        return 1.0
    h = (m + n) / 2 - 1

    def gap(x: float) -> float:
        room = 2 + h + (1 + 2 * h) * x * (1 - x)
        if nap <= 0:
            return m * n * x * (2 - x) * (1 + x) - z * z * (1 - x) * room
        return m * n * (nap - x) ** 2 * (2 - x) * (1 + x) - z * z * x * (1 - x) * room

    return _root(gap, nap, 1.0)


def _root(gap: Callable[[float], float], low: float, high: float) -> float:
    """Where a function from below to above 0 crosses it: false position, halving the weight of an end that stays twice."""
    under, over, before, x, side = gap(low), gap(high), low, high, 0
    while abs(x - before) > 1e-13:
        before, x = x, high - over * (high - low) / (over - under)
        if not low < x < high:
            break
        y = gap(x)
        if y < 0:
            low, under, over, side = x, y, over / 2 if side < 0 else over, -1
        else:
            high, over, under, side = x, y, under / 2 if side > 0 else under, 1
    return x


def nap_range(found: Overlap | None, m: int, n: int, confidence: float = NAP_CONFIDENCE) -> Range | Refusal:
    """Where the true share of pairs can lie; refused when there is nothing to compare or a phase has one score."""
    return Refusal(Why.TOO_FEW) if found is None else interval(nap_limits(found.nap, m, n, confidence), confidence)


@dataclass(frozen=True)
class NapErrors:
    """Three standard errors of NAP: unbiased (Sen 1967; Mee 1990), Hanley & McNeil (1982), and when nothing is going on."""

    unbiased: float
    hanley: float
    null: float


def nap_errors(a: Sequence[int], b: Sequence[int]) -> NapErrors | None:
    """The standard errors of NAP, b better when higher. None when a phase has one score.

    With q = 1, 1/2, 0 for a pair that b wins, ties, loses: see Pustejovsky 2019, Psychological Methods 24, 217-235.
    """
    m, n = len(a), len(b)
    if m < 2 or n < 2:
        return None
    rows, columns, found = _won(a, b, False), _won(b, a, True), pairs_won(a, b)
    nap, pairs = found.nap, m * n
    q1 = sum((Fraction(row, 2) - n * nap) ** 2 for row in rows) / (m * n * n)
    q2 = sum((Fraction(column, 2) - m * nap) ** 2 for column in columns) / (n * m * m)
    spread = (found.better + Fraction(found.tied, 4)) / pairs - nap**2
    kept = min(max(nap, Fraction(1, 2 * pairs)), 1 - Fraction(1, 2 * pairs))
    unbiased = (kept * (1 - kept) + n * q1 + m * q2 - 2 * spread) / ((m - 1) * (n - 1))
    hanley = (kept * (1 - kept) + (n - 1) * q1 + (m - 1) * q2) / pairs
    return NapErrors(math.sqrt(max(unbiased, 0)), math.sqrt(hanley), math.sqrt(Fraction(m + n + 1, 12 * pairs)))


def _won(own: Sequence[int], others: Sequence[int], lower: bool) -> list[int]:
    """For each score of `own`, twice the number of `others` above it (below it when `lower`), ties counted half."""
    ordered, n = sorted(others), len(others)
    twice = [bisect_left(ordered, x) + bisect_right(ordered, x) for x in own]
    return twice if lower else [2 * n - one for one in twice]
