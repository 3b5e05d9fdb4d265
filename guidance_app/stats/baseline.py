"""What the baseline already did, taken into account: Tau-BC, the rule of the two lines, and screens of the baseline itself."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from guidance_app.stats.distributions import coin_needed, coin_tail
from guidance_app.stats.exact import Path, TwoPhases
from guidance_app.stats.gates import FEWEST_FOR_LINES_RULE
from guidance_app.stats.overlap import Overlap, pairs_won
from guidance_app.stats.trend import Kendall, kendall, least_squares, rests, rising, theil_sen


@dataclass(frozen=True)
class TauBC:
    """Tau after the baseline's Theil-Sen line is taken off both phases. Slope and intercept are of the scores as typed; the
    rests are exact, over one common number."""

    slope: Fraction
    intercept: Fraction
    overlap: Overlap
    rests_a: tuple[int, ...]
    rests_b: tuple[int, ...]

    @property
    def estimate(self) -> Fraction:
        """Tau of the rests: pairs better minus pairs worse, divided by all pairs."""
        return Fraction(self.overlap.better - self.overlap.worse, self.overlap.pairs)

    @property
    def tau_b(self) -> Kendall:
        """Kendall's tau-b between the rests and the phase, with z."""
        phase = [0] * len(self.rests_a) + [1] * len(self.rests_b)
        return kendall((*self.rests_a, *self.rests_b), phase, self.overlap.better - self.overlap.worse)


def tau_bc(phases: TwoPhases) -> TauBC | None:
    """Baseline-corrected Tau (Tarlow 2017, Behavior Modification 41, 427-467), always corrected, over real times, without an
    interval: none is honest, since the line of the baseline is itself an estimate. None when the baseline has no line."""
    a, b = phases.directed
    line = theil_sen(a)
    if line is None or not b.n:
        return None
    (rests_a, _), (rests_b, _) = rests(a, line.slope, line.intercept), rests(b, line.slope, line.intercept)
    sign = 1 if phases.higher else -1
    return TauBC(sign * line.slope, sign * line.intercept, pairs_won(rests_a, rests_b), tuple(rests_a), tuple(rests_b))


@dataclass(frozen=True)
class TwoLines:
    """How many scores of B lie beyond both lines of A, and how many are needed (None: no number is enough).

    The lines as scores are typed: `slope` and `intercept` of the one, `mean` of the other; both were moved `up` (or down, where
    negative) by the root of its size.
    """

    beyond: int
    n: int
    needed: int | None
    enough_baseline: bool
    slope: Fraction = Fraction(0)
    intercept: Fraction = Fraction(0)
    mean: Fraction = Fraction(0)
    up: Fraction = Fraction(0)

    def heights(self, time: Fraction) -> tuple[Fraction, Fraction]:
        """Where a score must lie beyond at this time: the line that slopes and the one that does not."""
        moved = Fraction(math.copysign(math.sqrt(abs(self.up)), self.up))
        return self.intercept + self.slope * time + moved, self.mean + moved

    @property
    def p(self) -> Fraction:
        """The chance of so many by tossing coins."""
        return coin_tail(self.beyond, self.n)

    @property
    def verdict(self) -> str:
        """ "change", "no_change_shown" or "too_few"."""
        if not self.enough_baseline or self.needed is None:
            return "too_few"
        return "change" if self.beyond >= self.needed else "no_change_shown"


def two_lines(phases: TwoPhases, lift: Fraction = Fraction(1, 4)) -> TwoLines | None:
    """The conservative dual-criterion rule (Fisher, Kelley & Lomas 2003, JABA 36, 387-406), `lift` 0 for the plain one.

    The least-squares line and the mean of A are carried on, both moved by `lift` standard deviations of A in the wanted
    direction; scores strictly beyond both count. By the exact binomial, not the printed table, which asks one less at seven
    lengths. None when the baseline has no line.
    """
    a, b = phases.directed
    line, variance = least_squares(a), a.variance
    if line is None or variance is None:
        return None
    beyond_line, beyond_mean = (
        _beyond(b, slope, start, lift**2 * variance) for slope, start in ((line.slope, line.intercept), (Fraction(0), a.mean))
    )
    beyond = sum(map(min, beyond_line, beyond_mean))
    sign = 1 if phases.higher else -1
    typed = (sign * line.slope, sign * line.intercept, sign * a.mean, sign * lift**2 * variance)
    return TwoLines(beyond, b.n, coin_needed(b.n), a.n >= FEWEST_FOR_LINES_RULE, *typed)


def _beyond(path: Path, slope: Fraction, intercept: Fraction, least_squared: Fraction) -> list[bool]:
    """For each score whether it lies further above the line than the square root of `least_squared`, without taking that."""
    gaps, over = rests(path, slope, intercept)
    least = math.floor(least_squared * over * over)
    return [gap > 0 and gap * gap > least for gap in gaps]


def baseline_trend(phases: TwoPhases) -> Kendall | None:
    """Kendall's S of the baseline against time, as typed (up is up). None below three scores."""
    a = phases.a
    return kendall(a.times, a.scores, rising(a)) if a.n >= 3 else None


def last_three_screen(phases: TwoPhases) -> Fraction | None:
    """NAP of the last three baseline scores against the earlier ones (screen of the WWC standards 5.0). None below four."""
    a: Path = phases.directed[0]
    return pairs_won(a.first(a.n - 3).scores, a.last(3).scores).nap if a.n >= 4 else None
