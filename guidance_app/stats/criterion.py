"""A changing criterion: stages that each ask a little more (or less), and whether the scores move along with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from guidance_app.stats.gates import CHANGES_TO_SPEAK_OF_CAUSE, FEWEST_TO_DESCRIBE
from guidance_app.stats.summary import median


@dataclass(frozen=True)
class Stage:
    """One criterion with the scores while it held."""

    criterion: Decimal
    scores: tuple[Decimal, ...]

    def met(self, higher: bool = True) -> int:
        """How many scores reach the criterion."""
        return sum(y >= self.criterion if higher else y <= self.criterion for y in self.scores)


@dataclass(frozen=True)
class Following:
    """How many times the criterion changed with enough scores on both sides, and how often the middle moved along."""

    changes: int
    followed: int

    @property
    def convincing(self) -> bool:
        """At least three changes, and every one of them followed (Hartmann & Hall 1976, JABA 9, 527-532)."""
        return self.changes >= CHANGES_TO_SPEAK_OF_CAUSE and self.followed == self.changes


def following(stages: Sequence[Stage]) -> Following:
    """Whether the middle of each stage moved the way its criterion moved; stages of fewer than three scores are left out."""
    scored = [(stage.criterion, median(stage.scores)) for stage in stages if len(stage.scores) >= FEWEST_TO_DESCRIBE]
    moves = [(c2 - c1, m2 - m1) for (c1, m1), (c2, m2) in pairwise(scored) if c1 != c2]
    return Following(len(moves), sum((asked > 0) == (moved > 0) and moved != 0 for asked, moved in moves))
