"""A changing criterion: stages that each ask a little more (or less), and whether the scores move along with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise

from guidance_app.domain.series import Series
from guidance_app.stats.exact import middle
from guidance_app.stats.gates import CHANGES_TO_SPEAK_OF_CAUSE, FEWEST_TO_DESCRIBE
from guidance_app.stats.summary import median

EXPLAINED = Fraction(1, 2)
"""Growth within the stages that makes up this share of all that was gained explains the steps as well as the criteria do."""


@dataclass(frozen=True)
class Stage:
    """One criterion with the scores while it held, and the day of each (as numbers; none: one a day, stage after stage)."""

    criterion: Decimal
    scores: tuple[Decimal, ...]
    days: tuple[int, ...] = ()

    def met(self, higher: bool = True) -> int:
        """How many scores reach the criterion."""
        return sum(y >= self.criterion if higher else y <= self.criterion for y in self.scores)


@dataclass(frozen=True)
class Following:
    """How many times the criterion changed with enough scores on both sides, and how often the scores moved along.

    `growing`: the scores went the way that is asked within the stages too, enough to explain what was gained from first to last.
    """

    changes: int
    followed: int
    growing: bool = False

    @property
    def convincing(self) -> bool:
        """At least three changes, every one of them followed, and not by mere growth."""
        return self.changes >= CHANGES_TO_SPEAK_OF_CAUSE and self.followed == self.changes and not self.growing


def stages_of(series: Series) -> list[Stage]:
    """The stages of a series in order, each with what it asked, its scores and their days."""
    found = []
    for phase in series.phases:
        if phase.criterion is not None:
            scored = [o for o in series.in_phase(phase.code) if o.value is not None]
            days = tuple(o.day.toordinal() for o in scored)
            found.append(Stage(phase.criterion, series.values_in(phase.code), days))
    return found


def following(stages: Sequence[Stage]) -> Following:
    """Whether the scores moved along with the criterion; stages of fewer than three scores are left out.

    A change is followed when the middle moves the way the criterion moves, and both stages are at what they ask: the middle
    reaches its own criterion and not yet the next one. So behaviour comes to a level with each stage and stays there until the
    criterion changes (Hartmann & Hall 1976, JABA 9, 527-532; Klein et al. 2017, Behavior Analysis in Practice 10, 52-61).
    """
    scored = [stage for stage in stages if len(stage.scores) >= FEWEST_TO_DESCRIBE]
    moves = [(a, b) for a, b in pairwise(scored) if a.criterion != b.criterion]
    up = _upward(scored)
    followed = sum(_moved(a, b) and _is_at(a, scored, up) and _is_at(b, scored, up) for a, b in moves)
    return Following(len(moves), followed, _only_growth(scored, up))


def _upward(stages: Sequence[Stage]) -> bool:
    """Whether each stage asks more than the one before; where the last asks what the first did, the first change tells."""
    asked = [stage.criterion for stage in stages]
    return next((later > asked[0] for later in [*asked[-1:], *asked] if later != asked[0]), True)


def _moved(a: Stage, b: Stage) -> bool:
    gained = median(b.scores) - median(a.scores)
    return gained != 0 and (gained > 0) == (b.criterion > a.criterion)


def _is_at(stage: Stage, stages: Sequence[Stage], up: bool) -> bool:
    """Whether the middle reaches what this stage asks, and not what the next one up asks."""
    sign = 1 if up else -1
    now, asked = sign * median(stage.scores), sign * stage.criterion
    harder = [sign * one.criterion for one in stages if sign * one.criterion > asked]
    return now >= asked and (not harder or now < min(harder))


def _only_growth(stages: Sequence[Stage], up: bool) -> bool:
    """Whether the line of the growth within the stages already leads to (or beyond) half of what was gained over them."""
    days = _days(stages)
    slopes = [
        (Fraction(y2) - Fraction(y1)) / (d2 - d1)
        for stage, own in zip(stages, days, strict=True)
        for (d1, y1), (d2, y2) in combinations(zip(own, stage.scores, strict=True), 2)
        if d1 != d2
    ]
    if len(stages) < 2 or not slopes:
        return False
    gained = Fraction(median(stages[-1].scores)) - Fraction(median(stages[0].scores))
    explained = middle(slopes) * (middle(days[-1]) - middle(days[0]))
    as_asked = gained > 0 and explained > 0 if up else gained < 0 and explained < 0
    return as_asked and abs(explained) >= EXPLAINED * abs(gained)


def _days(stages: Sequence[Stage]) -> list[Sequence[int]]:
    if all(len(stage.days) == len(stage.scores) for stage in stages):
        return [stage.days for stage in stages]
    begins = [sum(len(one.scores) for one in stages[:n]) for n in range(len(stages))]
    return [range(begin, begin + len(stage.scores)) for begin, stage in zip(begins, stages, strict=True)]
