"""Approaches that take turns, described: each approach on its own, and the gap between two paths."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from guidance_app.stats.exact import Path, path
from guidance_app.stats.overlap import Overlap, pairs_won


@dataclass(frozen=True)
class Gap:
    """The mean distance b - a between two paths over the occasions inside the range that both cover, the path of the absent
    approach read off by linear interpolation (Manolov & Onghena 2018, Psychological Methods 23, 480-504)."""

    mean: Fraction
    occasions: int
    share_above: Fraction


@dataclass(frozen=True)
class Pair:
    """Approach b against approach a. `gap` None where the two paths share no range."""

    difference: Fraction
    overlap: Overlap
    gap: Gap | None


def paths(order: Sequence[str], scores: Sequence[Decimal | None], times: Sequence[Decimal]) -> dict[str, Path]:
    """Approach -> its scores in time, in the order of the names; missed ones keep their place in time."""
    if not len(order) == len(scores) == len(times):
        raise ValueError("each session has an approach, a score and a time")
    names = sorted(set(order))
    return {name: path(times, [y if one == name else None for one, y in zip(order, scores, strict=True)]) for name in names}


def compare(found: dict[str, Path]) -> dict[tuple[str, str], Pair]:
    """Every two approaches that were scored, the later name against the earlier one; higher counted as better."""
    scored = [name for name, one in found.items() if one.n]
    pairs = {(a, b): (found[a], found[b]) for a, b in combinations(scored, 2)}
    return {key: Pair(b.mean - a.mean, pairs_won(_values(a), _values(b)), gap(a, b)) for key, (a, b) in pairs.items()}


def _values(one: Path) -> list[Fraction]:
    return [Fraction(y, one.unit) for y in one.scores]


def gap(a: Path, b: Path) -> Gap | None:
    """The gap between two paths."""
    if not a.n or not b.n:
        return None
    at = sorted({*_times(a), *_times(b)})
    low, high = max(_times(a)[0], _times(b)[0]), min(_times(a)[-1], _times(b)[-1])
    gaps = [_read(b, time) - _read(a, time) for time in at if low <= time <= high]
    if not gaps:
        return None
    return Gap(sum(gaps, Fraction()) / len(gaps), len(gaps), Fraction(sum(g > 0 for g in gaps), len(gaps)))


def _times(one: Path) -> list[Fraction]:
    return [Fraction(t, one.tick) for t in one.times]


def _read(one: Path, time: Fraction) -> Fraction:
    """The height of a path at a time inside its range."""
    times, values = _times(one), _values(one)
    after = bisect_right(times, time)
    if times[after - 1] == time:
        return values[after - 1]
    share = (time - times[after - 1]) / (times[after] - times[after - 1])
    return values[after - 1] + share * (values[after] - values[after - 1])
