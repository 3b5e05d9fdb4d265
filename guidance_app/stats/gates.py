"""The one gate through which every figure passes before it may be shown: enough scores, finite, with width, never p = 0.

The numbers below hold everywhere; other modules ask here. A figure that may not be shown is a `Refusal` that says why.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from guidance_app.base.i18n import t, tn

FEWEST_TO_DESCRIBE = 3
"""Below this a phase has numbers and a graph, nothing else."""
FEWEST_TO_COMPARE = 5
"""Below this what is seen is "so far", never a verdict."""
CHANGES_TO_SPEAK_OF_CAUSE = 3
"""Replicated changes that may carry causal words where nothing was drawn."""
FEWEST_FOR_BASELINE_LINE = 5
FEWEST_FOR_LINES_RULE = 5
"""Scores in each phase for the rule of the two lines (CDC)."""
FEWEST_FOR_GROWTH = 6
FEWEST_TO_PLAN = 5
"""Baseline scores from which may be said what a plan would notice."""
GROWTH_CONFIDENCE = 0.8
NAP_CONFIDENCE = 0.95
SURE = Fraction(1, 20)
"""A chance figure up to this size may carry the word "proved"."""
FRESH_YEARS = 2
"""A test older than this is said to be old."""


class Why(StrEnum):
    """Why a figure is not given."""

    TOO_FEW = "too_few"
    NO_SPREAD = "no_spread"
    NO_WIDTH = "no_width"
    NOT_FINITE = "not_finite"
    NO_DIRECTION = "no_direction"
    NO_TRUE_ZERO = "no_true_zero"
    NOT_DRAWN = "not_drawn"
    NOT_POSSIBLE = "not_possible"
    NOT_PLANNED = "not_planned"
    SERIES_GONE = "series_gone"
    ONE_TIME = "one_time"
    NO_GOAL = "no_goal"
    CANNOT_SHOW = "cannot_show"
    NOT_KNOWN = "not_known"


_WORDS = {
    Why.TOO_FEW: "There are too few scores for this.",
    Why.NO_SPREAD: "The scores do not vary, so nothing can be said about how sure this is.",
    Why.NO_WIDTH: "The scores leave no room for doubt on paper; in truth it is there, so no range is given.",
    Why.NOT_FINITE: "This number cannot be computed from these scores.",
    Why.NO_DIRECTION: "It was not agreed whether more or less is better.",
    Why.NO_TRUE_ZERO: "A percentage of change needs a scale with a true zero.",
    Why.NOT_DRAWN: "The start or order was not drawn beforehand: no chance figure can be given.",
    Why.NOT_POSSIBLE: "What was done could not have been drawn under the rules of the plan: no chance figure can be given.",
    Why.SERIES_GONE: "Something that began in its turn is not measured any more: for the rest no chance figure can be given.",
    Why.ONE_TIME: "All scores are of one moment.",
    Why.NO_GOAL: "The goal is not beyond the baseline.",
    Why.CANNOT_SHOW: "This plan cannot reach a figure small enough, whatever the scores are.",
    Why.NOT_KNOWN: "This is not known yet.",
}


@dataclass(frozen=True)
class Refusal:
    """A figure that is not given, with the reason; `note` is for the expert and for the command line. `scores`: how many belong
    to no planned time."""

    why: Why
    note: str = field(default="", compare=False)
    scores: int = field(default=0, compare=False)

    @property
    def words(self) -> str:
        """The reason in one sentence."""
        if self.why is Why.NOT_PLANNED:
            return tn(
                "{n} score belongs to no planned time: with it no chance figure can be given.",
                "{n} scores belong to no planned time: with these no chance figure can be given.",
                self.scores,
            )
        return t(_WORDS[self.why])


@dataclass(frozen=True)
class Range:
    """An interval with both ends finite and low under high."""

    low: float
    high: float
    confidence: float

    def __post_init__(self) -> None:
        if not (math.isfinite(self.low) and math.isfinite(self.high) and self.low < self.high):
            raise ValueError("an interval has two finite ends, the lower first")


@dataclass(frozen=True)
class Chance:
    """How many of the assignments that could have been drawn do at least as well; never 0. `exact` False: from random draws."""

    count: int
    of: int
    exact: bool = True

    def __post_init__(self) -> None:
        if not 0 < self.count <= self.of:
            raise ValueError("a chance lies above 0 and not above 1")

    @property
    def p(self) -> Fraction:
        """The chance figure."""
        return Fraction(self.count, self.of)


def finite(value: float | Fraction | None, why: Why = Why.NOT_FINITE) -> float | Refusal:
    """A number that can be written down; else a refusal."""
    if value is None:
        return Refusal(why)
    try:
        number = float(value)
    except OverflowError:
        return Refusal(Why.NOT_FINITE)
    return number if math.isfinite(number) else Refusal(Why.NOT_FINITE)


def interval(ends: tuple[float, float] | None, confidence: float) -> Range | Refusal:
    """An interval that has a width; else a refusal."""
    if ends is None:
        return Refusal(Why.TOO_FEW)
    low, high = finite(ends[0]), finite(ends[1])
    if isinstance(low, Refusal) or isinstance(high, Refusal):
        return Refusal(Why.NOT_FINITE)
    return Range(low, high, confidence) if low < high else Refusal(Why.NO_WIDTH)


def may_describe(*sizes: int) -> bool:
    """Whether every phase has enough scores for more than the numbers."""
    return min(sizes, default=0) >= FEWEST_TO_DESCRIBE


def may_compare(*sizes: int) -> bool:
    """Whether every phase has enough scores for a verdict."""
    return min(sizes, default=0) >= FEWEST_TO_COMPARE


def may_speak_of_cause(drawn: bool, changes: int) -> bool:
    """Causal words only where start or order was drawn, or with at least three replicated changes."""
    return drawn or changes >= CHANGES_TO_SPEAK_OF_CAUSE
