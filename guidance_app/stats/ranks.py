"""The exact rank-sum test: how unusual the ranks of B are among all regroupings of the scores."""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass
from fractions import Fraction

from guidance_app.stats.exact import TwoPhases


@dataclass(frozen=True)
class RankTest:
    """Of all regroupings of the scores, how many have a rank sum of B at least as large."""

    count: int
    of: int

    @property
    def p(self) -> Fraction:
        """One-sided exact p: valid as a test only where the order was drawn; a yardstick otherwise."""
        return Fraction(self.count, self.of)


def rank_test(phases: TwoPhases) -> RankTest:
    """The exact rank-sum test with mid-ranks (Wilcoxon 1945), one-sided.

    Counts regroupings by their sum of doubled ranks: for each size of B a number whose bit fields hold the count of every sum,
    so that adding one score is one shift and one addition.
    """
    a, b = phases.directed
    ordered = sorted((*a.scores, *b.scores))
    below = {y: bisect_left(ordered, y) for y in set(ordered)}
    twice = {y: 2 * below[y] + ordered.count(y) + 1 for y in below}
    total, field = math.comb(a.n + b.n, b.n), math.comb(a.n + b.n, b.n).bit_length() + 1
    sizes = [1] + [0] * b.n
    for y in ordered:
        for size in range(b.n, 0, -1):
            sizes[size] += sizes[size - 1] << (field * twice[y])
    seen = sum(twice[y] for y in b.scores)
    rest, mask, count = sizes[b.n] >> (field * seen), (1 << field) - 1, 0
    while rest:
        count += rest & mask
        rest >>= field
    return RankTest(count, total)
