"""Multiple baseline with drawn starts: the randomization test over every deal of the lists and every start from them.

Series of one unit are compared by the means. Series of different units cannot be added up: there each counts by its share of
pairs won less lost, which no change of unit touches.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, permutations

import numpy as np

from guidance_app.stats.chance import (
    DRAWS,
    LARGEST,
    OUTSIDE,
    Numbers,
    Scores,
    Statistic,
    Test,
    against,
    difference_from,
    mean_difference,
    pairs_within,
    share_of_pairs,
    whole_rows,
)
from guidance_app.stats.designs import DrawnStagger
from guidance_app.stats.gates import Refusal, Why

MOST_STARTS = 10**9


def drawn_stagger(
    series: Sequence[Scores],
    starts: Sequence[int],
    lists: Sequence[Sequence[int]],
    seed: int = 0,
    statistic: Statistic = mean_difference,
) -> Test | Refusal:
    """Multiple baseline: mean over the series of (mean B - mean A), over every deal of the lists and every start from them.
    `statistic`: what is taken of each series instead of mean B - mean A.

    Counted by halves of the series, so four series of 21 starts (4.7 million assignments) are exact at once; above a billion
    by random draws from `seed`.
    """
    plan = DrawnStagger(tuple(tuple(one) for one in lists))
    if len(series) != len(lists) or len(starts) != len(lists) or not plan.legal(starts):
        return Refusal(Why.NOT_POSSIBLE, OUTSIDE)
    rows, unit = whole_rows(series)
    unit = 1 if statistic is share_of_pairs else unit
    table = [[[difference_from(row, start, statistic) for start in one] for one in lists] for row in rows]
    used = [difference_from(row, start, statistic) for row, start in zip(rows, starts, strict=True)]
    if any(one is None for one in used):
        return Refusal(Why.TOO_FEW, "a phase has no score")
    over = math.lcm(*(v.denominator for tier in table for one in tier for v in one if v is not None))
    if plan.possibilities > MOST_STARTS:
        return _by_draws(table, over, used, unit, seed)
    heights = [[[int(v * over) for v in one if v is not None] for one in tier] for tier in table]
    seen = int(sum((v for v in used if v is not None), Fraction()) * over)
    up, down, either, defined = _stagger_counts(heights, seen)
    rest = plan.possibilities - defined
    return Test(Fraction(seen, over * unit * len(rows)), plan.possibilities, up + rest, down + rest, either + rest)


def _stagger_counts(heights: list[list[list[int]]], seen: int) -> tuple[int, int, int, int]:
    """Sums at least, at most and as far as the seen one, and how many there are."""
    k, half, far = len(heights), len(heights) // 2, abs(seen)
    largest = sum(max((abs(v) for one in tier for v in one), default=0) for tier in heights)
    kind = np.int64 if largest * 4 < LARGEST else object
    up = down = either = of = 0
    for dealt in combinations(range(k), half):
        others = [n for n in range(k) if n not in dealt]
        left, right = _dealt_sums(heights[:half], dealt, kind), np.sort(_dealt_sums(heights[half:], others, kind))
        of += len(left) * len(right)
        up += pairs_within(left, right, seen, None)
        down += pairs_within(left, right, None, seen)
        either += (
            len(left) * len(right) if not far else pairs_within(left, right, far, None) + pairs_within(left, right, None, -far)
        )
    return up, down, either, of


def _dealt_sums(tiers: list[list[list[int]]], lists: Sequence[int], kind: type) -> Numbers:
    found = []
    for deal in permutations(lists):
        sums: Numbers = np.zeros(1, dtype=kind)
        for tier, one in zip(tiers, deal, strict=True):
            sums = (sums[:, None] + np.array(tier[one], dtype=kind)[None, :]).ravel()
        found.append(sums)
    return np.concatenate(found)


def _by_draws(table: list[list[list[Fraction | None]]], over: int, used: Sequence[Fraction | None], unit: int, seed: int) -> Test:
    """Against random deals of the lists and random starts from them."""
    random, k = np.random.default_rng(seed), len(table)
    deals = np.argsort(random.random((DRAWS, k)), axis=1)
    lengths = np.array([len(one) for one in table[0]])
    places = (random.random((DRAWS, k)) * lengths[deals]).astype(np.int64)
    begins = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    sums, defined = np.zeros(DRAWS, dtype=object), np.ones(DRAWS, dtype=np.int64)
    for tier, one in enumerate(table):
        flat = [v for starts in one for v in starts]
        chosen = begins[deals[:, tier]] + places[:, tier]
        sums = sums + np.array([0 if v is None else int(v * over) for v in flat], dtype=object)[chosen]
        defined = defined * np.array([v is not None for v in flat])[chosen]
    seen = sum((v for v in used if v is not None), Fraction()) * over
    return against(sums, defined, seen, over * unit * k, exact=False)
