"""Randomization tests: of all assignments that could have been drawn, how many do at least as well as the one that was drawn.

Only for a start or order that was drawn and written down before the first score. What was done must be one of the possible
assignments, else the test is refused. Scores are whole numbers over a common unit, so ties are ties. An assignment for which
the difference cannot be computed (a phase without any score) counts as at least as large in every direction: never too small a p.
After Edgington & Onghena 2007, Randomization Tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import chain, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from guidance_app.stats.designs import DrawnReversal, DrawnStart
from guidance_app.stats.exact import common_unit, middle, whole
from guidance_app.stats.gates import Chance, Refusal, Why
from guidance_app.stats.overlap import pairs_won

Numbers = NDArray[Any]
Scores = Sequence[Decimal | None]
DRAWS = 9_999
"""Random draws where there are too many assignments to count: p = (b + 1) / (draws + 1)."""
LARGEST = 2**62
OUTSIDE = "the start that was used could not have been drawn under the stated minimum phase length"


@dataclass(frozen=True)
class Test:
    """How many assignments give a difference at least as large (`up`), as small (`down`), as far from 0 (`either`)."""

    __test__ = False
    observed: Fraction
    of: int
    up: int
    down: int
    either: int
    exact: bool = True

    @property
    def better(self) -> Chance:
        """One-sided: B higher."""
        return Chance(self.up, self.of, self.exact)

    @property
    def worse(self) -> Chance:
        """One-sided: B lower."""
        return Chance(self.down, self.of, self.exact)

    @property
    def two_sided(self) -> Chance:
        """In either direction."""
        return Chance(self.either, self.of, self.exact)


def whole_rows(scores: Iterable[Scores]) -> tuple[list[list[int | None]], int]:
    """Rows of scores as whole numbers over one common unit, and that unit."""
    rows = [list(row) for row in scores]
    unit = common_unit([y for row in rows for y in row if y is not None])
    return [[None if y is None else whole(y, unit) for y in row] for row in rows], unit


def whole_array(values: Sequence[int], room: int = 1) -> Numbers:
    """An array of exact whole numbers; Python's own where `room` times the largest does not fit the machine's."""
    largest = max(map(abs, values), default=0)
    return np.array(values, dtype=np.int64 if largest * room < LARGEST else object)


def mean_difference(a: Sequence[int], b: Sequence[int]) -> Fraction:
    """Mean of B minus mean of A."""
    return Fraction(sum(b), len(b)) - Fraction(sum(a), len(a))


def median_difference(a: Sequence[int], b: Sequence[int]) -> Fraction:
    """Median of B minus median of A."""
    return middle(b) - middle(a)


def share_of_pairs(a: Sequence[int], b: Sequence[int]) -> Fraction:
    """Pairs that B wins less pairs that it loses, of all pairs (2 NAP - 1); it has no unit."""
    return 2 * pairs_won(a, b).nap - 1


Statistic = Callable[[Sequence[int], Sequence[int]], Fraction]


def drawn_start(scores: Scores, start: int, fewest: int, statistic: Statistic = mean_difference) -> Test | Refusal:
    """A-B with a drawn start (session counted from 1): over all starts that leave `fewest` sessions in each phase."""
    (row,), unit = whole_rows([scores])
    plan = DrawnStart(len(row), fewest)
    if start not in plan.starts:
        return Refusal(Why.NOT_POSSIBLE, OUTSIDE)
    return _over_all([split_at(row, one) for one in plan.starts], plan.starts.index(start), statistic, unit)


def split_at(row: Sequence[int | None], start: int) -> tuple[list[int], list[int]]:
    """The scores before this session and from it on."""
    return [y for y in row[: start - 1] if y is not None], [y for y in row[start - 1 :] if y is not None]


def _over_all(split: list[tuple[list[int], list[int]]], used: int, statistic: Statistic, unit: int) -> Test | Refusal:
    values = [statistic(a, b) if a and b else None for a, b in split]
    seen = values[used]
    if seen is None:
        return Refusal(Why.TOO_FEW, "a phase has no score")
    up = sum(v is None or v >= seen for v in values)
    down = sum(v is None or v <= seen for v in values)
    either = sum(v is None or abs(v) >= abs(seen) for v in values)
    return Test(seen / (1 if statistic is share_of_pairs else unit), len(values), up, down, either)


def drawn_reversal(scores: Scores, starts: Sequence[int], fewest: int) -> Test | Refusal:
    """A-B-A-B with drawn changes: mean of both B phases minus mean of both A phases, over all triples of changes."""
    (row,), unit = whole_rows([scores])
    plan, n = DrawnReversal(len(row), fewest), len(row)
    edges = [1, *starts, n + 1]
    if len(starts) != 3 or any(later - earlier < fewest for earlier, later in pairwise(edges)):
        return Refusal(Why.NOT_POSSIBLE, OUTSIDE)
    places = np.fromiter(chain.from_iterable(plan.places), dtype=np.int64).reshape(-1, 3) + np.array(plan.offsets)
    every = np.concatenate([places, [list(starts)]]) - 1
    sums = whole_array([sum(y or 0 for y in row[:k]) for k in range(n + 1)], 8 * n**4)
    counts = np.array([sum(y is not None for y in row[:k]) for k in range(n + 1)])
    in_b, n_b = (x[every[:, 1]] - x[every[:, 0]] + x[-1] - x[every[:, 2]] for x in (sums, counts))
    height, over = means_apart(in_b, n_b, sums[-1], int(counts[-1]))
    if not over[-1]:
        return Refusal(Why.TOO_FEW, "a phase has no score")
    return against(height[:-1], over[:-1], Fraction(int(height[-1]), int(over[-1])), unit)


def means_apart(in_b: Numbers, n_b: Numbers, total: Any, scored: int) -> tuple[Numbers, Numbers]:
    """Mean of B minus mean of A as numerators and denominators, from the sums and numbers in B; denominator 0: no scores."""
    n_b = n_b.astype(in_b.dtype)
    return in_b * scored - total * n_b, n_b * (scored - n_b)


def against(height: Numbers, over: Numbers, seen: Fraction, unit: int, exact: bool = True) -> Test:
    """The difference that was seen against those of other assignments, each height / over. When these were drawn (not `exact`)
    the one that was used counts as one more: p = (b + 1) / (draws + 1) (Phipson & Smyth 2010)."""
    left, right, none = height * seen.denominator, over * seen.numerator, over == 0
    sides = (left >= right, left <= right, abs(left) >= abs(right))
    up, down, either = (int(np.sum(none | side)) + (not exact) for side in sides)
    return Test(seen / unit, len(over) + (not exact), up, down, either, exact)


def difference_from(row: Sequence[int | None], start: int, statistic: Statistic = mean_difference) -> Fraction | None:
    """The difference when B begins at this session; None when a phase has no score."""
    a, b = split_at(row, start)
    return statistic(a, b) if a and b else None


def pairs_within(left: Numbers, right: Numbers, at_least: int | None, at_most: int | None) -> int:
    """Pairs of one of each whose sum keeps to a bound; `right` is in order."""
    if at_least is not None:
        return int(len(left) * len(right) - np.searchsorted(right, at_least - left, side="left").sum())
    return int(np.searchsorted(right, at_most - left, side="right").sum())
