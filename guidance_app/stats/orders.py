"""Two approaches in a drawn order: the randomization test over all orders that the rule of drawing allowed.

Orders are counted by halves: every way through the first half is met with every way through the second by sorted search, which
is exact and takes the square root of the work.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from guidance_app.stats.chance import (
    DRAWS,
    LARGEST,
    Numbers,
    Scores,
    Test,
    against,
    mean_difference,
    means_apart,
    pairs_within,
    whole_array,
    whole_rows,
)
from guidance_app.stats.designs import DrawnTurns
from guidance_app.stats.gates import Refusal, Why

MOST_ORDERS = 10**9
NOT_AN_ORDER = "the order that was used could not have been drawn under the stated rule"


@dataclass(frozen=True)
class _Ways:
    """Every way through some sessions: what B scored, how many of B, how many of those scored, and the runs at both ends."""

    sums: Numbers
    of_b: Numbers
    scored: Numbers
    first: Numbers
    first_run: Numbers
    last: Numbers
    last_run: Numbers


def _ways(row: Sequence[int | None], most: int, most_b: int, kind: type) -> _Ways:
    zero = np.zeros(1, dtype=np.int64)
    now, length = _Ways(zero.astype(kind), zero, zero, zero - 1, zero, zero - 1, zero), 0
    for y in row:
        parts = [_go_on(now, y, b, length) for b in (0, 1)]
        joined = [np.concatenate([getattr(p, name) for p in parts]) for name in _Ways.__dataclass_fields__]
        now, length = _Ways(*joined), length + 1
        keep = (now.last_run <= most) & (now.of_b <= most_b)
        now = _Ways(*(getattr(now, name)[keep] for name in _Ways.__dataclass_fields__))
    return now


def _go_on(now: _Ways, y: int | None, b: int, length: int) -> _Ways:
    same, alone = now.last == b, now.last_run == length
    first_run = now.first_run + (alone & (same | (length == 0)))
    first = np.full_like(now.first, b) if length == 0 else now.first
    last_run = np.where(same, now.last_run, 0) + 1
    scored = now.scored + (b if y is not None else 0)
    return _Ways(now.sums + (y or 0) * b, now.of_b + b, scored, first, first_run, np.full_like(now.last, b), last_run)


def _groups(sums: Numbers, *labels: Numbers) -> dict[tuple[int, ...], Numbers]:
    """The sums that share all labels, each group in order."""
    key = labels[0].astype(np.int64)
    for label in labels[1:]:
        key = key * 64 + label
    order = np.argsort(sums, kind="stable")
    order = order[np.argsort(key[order], kind="stable")]
    _, starts = np.unique(key[order], return_index=True)
    blocks = np.split(order, starts[1:])
    return {tuple(int(label[block[0]]) for label in labels): sums[block] for block in blocks}


@dataclass(frozen=True)
class _Bounds:
    """For each number of scored sessions of B, the sum from which the mean difference is at least, or at most, some value."""

    total: int
    scored: int

    def at_least(self, value: Fraction, n_b: int) -> int:
        return math.ceil(self._sum(value, n_b))

    def at_most(self, value: Fraction, n_b: int) -> int:
        return math.floor(self._sum(value, n_b))

    def _sum(self, value: Fraction, n_b: int) -> Fraction:
        return (value * n_b * (self.scored - n_b) + self.total * n_b) / self.scored


def _count(meetings: Iterable[tuple[int, Numbers, Numbers]], seen: Fraction, bounds: _Bounds, unit: int) -> Test:
    up = down = either = of = 0
    far = abs(seen)
    for n_b, left, right in meetings:
        pairs = len(left) * len(right)
        of += pairs
        if n_b in (0, bounds.scored):
            up, down, either = up + pairs, down + pairs, either + pairs
            continue
        up += pairs_within(left, right, bounds.at_least(seen, n_b), None)
        down += pairs_within(left, right, None, bounds.at_most(seen, n_b))
        far_up = pairs_within(left, right, bounds.at_least(far, n_b), None)
        far_down = pairs_within(left, right, None, bounds.at_most(-far, n_b))
        either += far_up + far_down if far else pairs
    return Test(seen / unit, of, up, down, either)


def _seen(row: Sequence[int | None], order: Sequence[str], b: str) -> Fraction | None:
    sides = [[y for y, one in zip(row, order, strict=True) if y is not None and (one == b) is side] for side in (False, True)]
    return mean_difference(*sides) if all(sides) else None


def drawn_turns(
    scores: Scores,
    order: Sequence[str],
    in_a_row: int | None = None,
    names: tuple[str, str] = ("A", "B"),
    seed: int = 0,
) -> Test | Refusal:
    """Two approaches in a drawn order: over all orders with as many of each, at most `in_a_row` of one after another.

    Exact up to a billion orders (30 sessions in any order); beyond that by random draws from `seed`.
    """
    (row,), unit = whole_rows([scores])
    plan = DrawnTurns(order.count(names[0]), order.count(names[1]), in_a_row, names)
    if len(row) != len(order) or not plan.legal(order):
        return Refusal(Why.NOT_POSSIBLE, NOT_AN_ORDER)
    seen = _seen(row, order, names[1])
    if seen is None:
        return Refusal(Why.TOO_FEW, "an approach has no score")
    if plan.possibilities > MOST_ORDERS:
        return _by_draws(row, _random_turns(plan, seed), seen, unit)
    return _count(_turn_meetings(row, plan), seen, _bounds(row), unit)


def _kind(row: Sequence[int | None]) -> type:
    return np.int64 if sum(abs(y or 0) for y in row) * len(row) < LARGEST else object


def _bounds(row: Sequence[int | None]) -> _Bounds:
    return _Bounds(sum(y or 0 for y in row), sum(y is not None for y in row))


def _turn_meetings(row: Sequence[int | None], plan: DrawnTurns) -> Iterable[tuple[int, Numbers, Numbers]]:
    most, free, half = plan.in_a_row or len(row), plan.in_a_row is None, len(row) // 2
    left, right = (_ways(part, most, plan.second, _kind(row)) for part in (row[:half], row[half:]))
    zero, nil = np.zeros_like(left.last), np.zeros_like(right.last)
    before = _groups(left.sums, left.of_b, left.scored, zero if free else left.last + 1, zero if free else left.last_run)
    after = _groups(right.sums, right.of_b, right.scored, nil if free else right.first + 1, nil if free else right.first_run)
    for (b1, n1, side, run), sums in before.items():
        for (b2, n2, other, run_on), more in after.items():
            if b1 + b2 == plan.second and (free or side != other or run + run_on <= most):
                yield n1 + n2, sums, more


def drawn_pairs(scores: Scores, order: Sequence[str], names: tuple[str, str] = ("A", "B"), seed: int = 0) -> Test | Refusal:
    """Two approaches in pairs of sessions, the order within each pair drawn: over all orders of all pairs."""
    (row,), unit = whole_rows([scores])
    pairs = list(zip(order[::2], order[1::2], strict=False))
    if len(row) != len(order) or len(order) % 2 or not pairs or any(sorted(pair) != sorted(names) for pair in pairs):
        return Refusal(Why.NOT_POSSIBLE, NOT_AN_ORDER)
    seen = _seen(row, order, names[1])
    if seen is None:
        return Refusal(Why.TOO_FEW, "an approach has no score")
    if 2 ** len(pairs) > MOST_ORDERS:
        return _by_draws(row, _random_pairs(len(pairs), seed), seen, unit)
    half = len(pairs) // 2 * 2
    before, after = (_groups(*_pair_ways(part, _kind(row))) for part in (row[:half], row[half:]))
    meetings = ((n1 + n2, left, right) for (n1,), left in before.items() for (n2,), right in after.items())
    return _count(meetings, seen, _bounds(row), unit)


def _pair_ways(row: Sequence[int | None], kind: type) -> tuple[Numbers, Numbers]:
    sums: Numbers = np.zeros(1, dtype=kind)
    scored: Numbers = np.zeros(1, dtype=np.int64)
    for first, second in zip(row[::2], row[1::2], strict=True):
        sums = np.concatenate([sums + (first or 0), sums + (second or 0)])
        scored = np.concatenate([scored + (first is not None), scored + (second is not None)])
    return sums, scored


def _by_draws(row: Sequence[int | None], in_b: Numbers, seen: Fraction, unit: int) -> Test:
    """Against random orders: one line of `in_b` for each, 1 where the session was of B."""
    values = whole_array([y or 0 for y in row], len(row) ** 4)
    there = np.array([y is not None for y in row], dtype=np.int64)
    height, over = means_apart(in_b @ values, in_b @ there, int(values.sum()), int(there.sum()))
    return against(height, over, seen, unit, exact=False)


def _random_turns(plan: DrawnTurns, seed: int) -> Numbers:
    """Many orders at once, each as likely: session by session in proportion to the orders that remain."""
    random, length = np.random.default_rng(seed), plan.first + plan.second
    orders = np.zeros((DRAWS, length), dtype=np.int64)
    of_b, last, run = np.zeros(DRAWS, np.int64), np.full(DRAWS, -1), np.zeros(DRAWS, np.int64)
    for place in range(length):
        kinds, where = np.unique((of_b * 3 + last + 1) * 256 + run, return_inverse=True)
        share = np.array([plan.share_of_second(place, kind // 768, kind // 256 % 3 - 1, kind % 256) for kind in kinds.tolist()])
        chosen = (random.random(DRAWS) < share[where]).astype(np.int64)
        run, last, of_b = np.where(chosen == last, run, 0) + 1, chosen, of_b + chosen
        orders[:, place] = chosen
    return orders


def _random_pairs(pairs: int, seed: int) -> Numbers:
    first = np.random.default_rng(seed).integers(0, 2, (DRAWS, pairs))
    return np.stack([first, 1 - first], axis=2).reshape(DRAWS, 2 * pairs)
