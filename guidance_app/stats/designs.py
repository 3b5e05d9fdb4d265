"""Plans of which start or order is drawn: what can be drawn, drawing from it, and the smallest chance figure it can ever give.

A random source is given by the caller (`random.SystemRandom()` in the program), so that what was drawn can be logged together
with everything that could have been drawn. Every possibility has the same chance.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import combinations, pairwise
from random import Random
from typing import Protocol

from guidance_app.stats.gates import SURE


class Plan(Protocol):
    """A plan with something to draw."""

    @property
    def possibilities(self) -> int:
        """How many assignments could be drawn."""

    @property
    def floor(self) -> Fraction:
        """The smallest chance figure that this plan can give, whatever the scores are."""

    def draw(self, source: Random) -> tuple[object, ...]:
        """One assignment, each with the same chance."""

    def __hash__(self) -> int:
        """Equal plans are one plan."""


def can_convince(plan: Plan, level: Fraction = SURE) -> bool:
    """Whether the plan can reach a chance figure of this size at all."""
    return plan.floor <= level


@dataclass(frozen=True)
class DrawnStart:
    """A-B: the first session of B is drawn; each phase keeps at least `fewest` sessions, scored or missed."""

    sessions: int
    fewest: int = 3

    @property
    def starts(self) -> range:
        """The possible first sessions of B, counted from 1."""
        return range(self.fewest + 1, self.sessions - self.fewest + 2)

    @property
    def possibilities(self) -> int:
        """How many starts."""
        return len(self.starts)

    @property
    def floor(self) -> Fraction:
        """One of all starts."""
        return Fraction(1, max(self.possibilities, 1))

    def draw(self, source: Random) -> tuple[int, ...]:
        """The start. ValueError when there is none."""
        if not self.starts:
            raise ValueError("too few sessions")
        return (source.choice(self.starts),)


@dataclass(frozen=True)
class DrawnReversal:
    """A-B-A-B: the first sessions of the second, third and fourth phase are drawn together."""

    sessions: int
    fewest: int = 3

    @property
    def _slack(self) -> int:
        return self.sessions - 4 * self.fewest

    @property
    def possibilities(self) -> int:
        """How many triples of starts."""
        return math.comb(self._slack + 3, 3) if self._slack >= 0 else 0

    @property
    def floor(self) -> Fraction:
        """One of all triples."""
        return Fraction(1, max(self.possibilities, 1))

    @property
    def places(self) -> Iterator[tuple[int, ...]]:
        """All triples of places among the sessions that are free to move; with `offsets` they are starts, counted from 1."""
        return combinations(range(self._slack + 3), 3)

    @property
    def offsets(self) -> tuple[int, int, int]:
        """What each place lies before its start."""
        return self.fewest + 1, 2 * self.fewest, 3 * self.fewest - 1

    def draw(self, source: Random) -> tuple[int, ...]:
        """The three starts. ValueError when there is none."""
        if self._slack < 0:
            raise ValueError("too few sessions")
        places = sorted(source.sample(range(self._slack + 3), 3))
        return tuple(place + offset for place, offset in zip(places, self.offsets, strict=True))


@dataclass(frozen=True)
class DrawnTurns:
    """Two approaches in turns, any order with these numbers of each; at most `in_a_row` of one after another (None: any)."""

    first: int
    second: int
    in_a_row: int | None = None
    names: tuple[str, str] = ("A", "B")

    @property
    def _most(self) -> int:
        return self.in_a_row or self.first + self.second

    @property
    def possibilities(self) -> int:
        """How many orders."""
        return _orders(self.first, self.second, -1, 0, self._most)

    @property
    def floor(self) -> Fraction:
        """Two of all orders where both approaches have as many sessions (either may win), else one."""
        return Fraction(2 if self.first == self.second else 1, max(self.possibilities, 2))

    def legal(self, order: Sequence[str]) -> bool:
        """Whether this order could have been drawn."""
        row = [self.names.index(one) if one in self.names else 2 for one in order]
        longest = _longest_run(row)
        return row.count(0) == self.first and row.count(1) == self.second and 2 not in row and longest <= self._most

    def share_of_second(self, done: int, of_second: int, last: int, run: int) -> float:
        """Of the orders that remain after `done` sessions, the share that goes on with the second approach."""
        left = self.first - (done - of_second), self.second - of_second
        ways = [_after(*left, last, run, self._most, chosen) for chosen in (0, 1)]
        return ways[1] / sum(ways)

    def draw(self, source: Random) -> tuple[str, ...]:
        """The order, session by session in proportion to the orders that remain. ValueError when there is none."""
        left, last, run, order = [self.first, self.second], -1, 0, []
        if not self.possibilities:
            raise ValueError("no order keeps to the rule")
        while sum(left):
            with_first = _after(left[0], left[1], last, run, self._most, 0)
            with_second = _after(left[0], left[1], last, run, self._most, 1)
            chosen = 0 if source.randrange(with_first + with_second) < with_first else 1
            run = run + 1 if chosen == last else 1
            left[chosen] -= 1
            last = chosen
            order.append(self.names[chosen])
        return tuple(order)


def _longest_run(row: Sequence[int]) -> int:
    longest = run = 1 if row else 0
    for before, after in pairwise(row):
        run = run + 1 if before == after else 1
        longest = max(longest, run)
    return longest


@cache
def _orders(first: int, second: int, last: int, run: int, most: int) -> int:
    """How many ways to go on with so many of each left, after `run` of `last` in a row."""
    if not first and not second:
        return 1
    return _after(first, second, last, run, most, 0) + _after(first, second, last, run, most, 1)


def _after(first: int, second: int, last: int, run: int, most: int, chosen: int) -> int:
    left, now = (first, second)[chosen], run + 1 if chosen == last else 1
    if not left or now > most:
        return 0
    return _orders(first - (chosen == 0), second - (chosen == 1), chosen, now, most)


@dataclass(frozen=True)
class DrawnRounds:
    """Two or more approaches, each once in every round, the order fresh in each round (randomised blocks)."""

    names: tuple[str, ...]
    rounds: int

    @property
    def possibilities(self) -> int:
        """How many orders."""
        return int(math.factorial(len(self.names)) ** self.rounds)

    @property
    def floor(self) -> Fraction:
        """For one pair, two-sided, corrected for the number of pairs: renaming all approaches gives the same difference."""
        return Fraction(1, math.factorial(len(self.names)) ** max(self.rounds - 1, 0))

    def draw(self, source: Random) -> tuple[str, ...]:
        """All rounds one after another."""
        return tuple(name for _ in range(self.rounds) for name in source.sample(self.names, len(self.names)))


@dataclass(frozen=True)
class DrawnStagger:
    """Multiple baseline: the lists of starts are dealt to the series in random order, one start drawn from each list.

    `sessions`: how many times the plan has (0: not said).
    """

    lists: tuple[tuple[int, ...], ...]
    sessions: int = 0

    @property
    def possibilities(self) -> int:
        """How many deals and starts."""
        return math.factorial(len(self.lists)) * math.prod(len(one) for one in self.lists)

    @property
    def floor(self) -> Fraction:
        """One of all."""
        return Fraction(1, max(self.possibilities, 1))

    def legal(self, starts: Sequence[int]) -> bool:
        """Whether some deal of the lists holds these starts."""
        return len(starts) == len(self.lists) and _dealt(tuple(starts), self.lists)

    def draw(self, source: Random) -> tuple[int, ...]:
        """The start of each series. ValueError when a list is empty."""
        if not all(self.lists):
            raise ValueError("a list without starts")
        return tuple(source.choice(one) for one in source.sample(self.lists, len(self.lists)))


def _dealt(starts: tuple[int, ...], lists: tuple[tuple[int, ...], ...]) -> bool:
    if not starts:
        return True
    return any(starts[0] in one and _dealt(starts[1:], lists[:n] + lists[n + 1 :]) for n, one in enumerate(lists))
