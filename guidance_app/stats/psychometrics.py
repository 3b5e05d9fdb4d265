"""Test scores: one scale in another, intervals, reliable change, differences between two scores, composites.

Normal theory throughout: the tables of publishers differ and are never copied. The interval that a report gives itself comes
before a computed one. All of it is about measurement error, nothing about causes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from guidance_app.stats.distributions import below, quantile, two_sided, z_for
from guidance_app.stats.gates import FRESH_YEARS, Refusal, Why

STANDARD, SCALED, T_SCORE, C_SCORE = (100, 15), (10, 3), (50, 10), (5, 2)
NORMS = {
    "z": (0, 1), "standard": STANDARD, "index": STANDARD, "scaled": SCALED, "T": T_SCORE, "t": T_SCORE,
    "C": C_SCORE, "c": C_SCORE,
}  # fmt: skip
ROMAN, LETTERS = ((20, "V"), (40, "IV"), (60, "III"), (80, "II")), ((10, "E"), (25, "D"), (50, "C"), (75, "B"))
"""Level systems of the Dutch pupil monitoring tests: below which percentile which level; above all of them I or A."""


def half_up(value: Fraction | float) -> int:
    """The nearest whole number, halves up."""
    return math.floor(Fraction(value) + Fraction(1, 2))


@dataclass(frozen=True)
class Place:
    """Where a score lies among the norm group. `z` is exact where the scale is linear; `typed` the percentile that was typed."""

    z: Fraction | float
    typed: Fraction | None = None

    def on(self, norm: tuple[int, int]) -> float:
        """The same place on a scale with this mean and standard deviation, unrounded."""
        return float(norm[0] + norm[1] * self.z)

    @property
    def percentile(self) -> float:
        """Percent of the norm group below it."""
        return float(self.typed) if self.typed is not None else 100 * below(float(self.z))

    @property
    def above(self) -> float:
        """Percent of the norm group above it."""
        return float(100 - self.typed) if self.typed is not None else 100 * below(-float(self.z))

    @property
    def stanine(self) -> int:
        """Class 1 to 9; exactly on a limit goes up."""
        return min(max(half_up(2 * self.z + 5), 1), 9)

    @property
    def c_class(self) -> int:
        """Class 0 to 10; exactly on a limit goes up."""
        return min(max(half_up(2 * self.z + 5), 0), 10)

    @property
    def shown(self) -> str:
        """The percentile for the eye: whole, halves up; never 0 or 100."""
        share = half_up(self.typed if self.typed is not None else self.percentile)
        return "<1" if share < 1 else ">99" if share > 99 else str(share)

    def level(self, system: Sequence[tuple[int, str]], top: str) -> str:
        """The level in a system of limits; exactly on a limit goes up."""
        share = self.typed if self.typed is not None else self.percentile
        return next((name for limit, name in system if share < limit), top)

    @property
    def roman(self) -> str:
        """Level I (best) to V, fifths of the norm group."""
        return self.level(ROMAN, "I")

    @property
    def letter(self) -> str:
        """Level A (best) to E, quarters with the lowest tenth apart."""
        return self.level(LETTERS, "A")


def place(scale: str, value: Decimal, norm: tuple[Decimal, Decimal] | None = None, higher: bool = True) -> Place | Refusal:
    """The place of a score; `norm` is the mean and standard deviation of the score itself, before those of its scale. Where a
    high score means more problems (`higher` False) the place is turned, so that up is better. Refused for percentiles of 0
    and 100 and for scales without a norm."""
    if scale == "percentile":
        typed = Fraction(value) if higher else 100 - Fraction(value)
        share = float(typed / 100)  # so near an end that it rounds to it has no place either
        return Place(quantile(share), typed) if 0 < share < 1 else Refusal(Why.NOT_FINITE)
    mean, sd = norm or NORMS.get(scale, (0, 0))
    if not sd or sd < 0:
        return Refusal(Why.NOT_KNOWN)
    z = (Fraction(value) - Fraction(mean)) / Fraction(sd)
    return Place(z if higher else -z)


@dataclass(frozen=True)
class Interval:
    """Where the true score can lie, computed from the reliability (never where the report gives its own interval)."""

    sem: float
    obtained: tuple[float, float]
    true_score: float
    se_estimation: float
    true: tuple[float, float]
    se_prediction: float
    retest: tuple[float, float]


def score_interval(mean: float, sd: float, reliability: float, score: float, confidence: float) -> Interval:
    """Round the obtained score, round the estimated true score, and for a retest (Dudek 1979, Psych. Bulletin 86, 335-337)."""
    z, r, left = z_for(confidence), reliability, 1 - reliability
    true = mean + r * (score - mean)
    sem, estimation, prediction = sd * math.sqrt(left), sd * math.sqrt(r * left), sd * math.sqrt(left * (1 + r))

    def round_it(middle: float, se: float) -> tuple[float, float]:
        return middle - z * se, middle + z * se

    return Interval(
        sem, round_it(score, sem), true, estimation, round_it(true, estimation), prediction, round_it(true, prediction)
    )


@dataclass(frozen=True)
class Change:
    """The change between two scores against measurement error."""

    se: float
    index: float
    p: float
    smallest: float
    reliable: bool


def reliable_change(
    score_1: float, score_2: float, sd: float, r_1: float, r_2: float, confidence: float = 0.95, practice: float = 0
) -> Change | Refusal:
    """Reliable change index (Jacobson & Truax 1991, J. Consult. Clin. Psychol. 59, 12-19), less the practice effect (Chelune
    et al. 1993). Refused when both reliabilities are 1: then any change at all is real."""
    se = math.hypot(sd * math.sqrt(1 - r_1), sd * math.sqrt(1 - r_2))
    if se <= 0:
        return Refusal(Why.NO_SPREAD, "a reliability of 1 leaves no measurement error")
    index = (score_2 - score_1 - practice) / se
    smallest = z_for(confidence) * se
    return Change(se, index, two_sided(index), smallest, abs(index) >= z_for(confidence))


@dataclass(frozen=True)
class RegressionChange:
    """The second score against the one to be expected from the first."""

    expected: float
    se: float
    z: float
    p: float


def regression_change(
    score_1: float, score_2: float, mean: float, sd: float, retest: float, practice: float = 0
) -> RegressionChange | Refusal:
    """The regression form of reliable change (McSweeny, Naugle, Chelune & Lüders 1993)."""
    se = sd * math.sqrt((1 - retest) * (1 + retest))
    if se <= 0:
        return Refusal(Why.NO_SPREAD, "a retest correlation of 1 leaves no error")
    expected = mean + retest * (score_1 - mean) + practice
    z = (score_2 - expected) / se
    return RegressionChange(expected, se, z, two_sided(z))


@dataclass(frozen=True)
class Difference:
    """Two scores of one profile side by side: how far apart, how far measurement error reaches, how often that far."""

    difference: float
    se: float
    critical: float
    critical_corrected: float
    p: float
    sd: float | None
    base_rate: float | None

    @property
    def significant(self) -> bool:
        """More than measurement error, when this pair was the only one looked at."""
        return abs(self.difference) >= self.critical

    @property
    def significant_corrected(self) -> bool:
        """More than measurement error, though several pairs were looked at."""
        return abs(self.difference) >= self.critical_corrected


def index_difference(
    a: float, b: float, sd: float, r_a: float, r_b: float, r_ab: float | None, confidence: float = 0.95, comparisons: int = 1
) -> Difference | Refusal:
    """a - b with its standard error SD sqrt(2 - r_a - r_b), corrected by Bonferroni for the number of pairs looked at, and the
    percentage of children with a difference this large in either direction, in normal theory."""
    se = sd * math.sqrt(2 - r_a - r_b)
    if se <= 0:
        return Refusal(Why.NO_SPREAD, "reliabilities of 1 leave no measurement error")
    difference, alpha = a - b, (1 - confidence) / comparisons
    spread = None if r_ab is None or r_ab >= 1 else sd * math.sqrt(2 - 2 * r_ab)
    rate = None if spread is None else 100 * two_sided(difference / spread)
    critical = -quantile(alpha / 2) * se if comparisons > 1 else z_for(confidence) * se
    return Difference(difference, se, z_for(confidence) * se, critical, two_sided(difference / se), spread, rate)


@dataclass(frozen=True)
class Predicted:
    """A score against the one predicted from another; `rate` percent of children lie this low or lower."""

    expected: float
    residual_sd: float
    difference: float
    rate: float | None


def predicted_difference(mean: float, sd: float, correlation: float, predictor: float, obtained: float) -> Predicted:
    """Predicted-difference method: expected M + r (x - M), rest SD sqrt(1 - r^2); base rate in normal theory."""
    expected = mean + correlation * (predictor - mean)
    rest = sd * math.sqrt((1 - correlation) * (1 + correlation))
    difference = obtained - expected
    return Predicted(expected, rest, difference, 100 * below(difference / rest) if rest else None)


@dataclass(frozen=True)
class Composite:
    """Several scores as one. `reliability` None when that of a part is not known."""

    z: float
    reliability: float | None
    plain_average_z: float

    def on(self, norm: tuple[int, int] = STANDARD) -> float:
        """The composite on a scale with this mean and standard deviation."""
        return norm[0] + norm[1] * self.z


def composite(
    scores: Sequence[float], mean: float, sd: float, correlations: Sequence[Sequence[float]], reliabilities: Sequence[float] = ()
) -> Composite | Refusal:
    """Sum of z over its own spread; reliability by Mosier (1943, Psychometrika 8, 161-168)."""
    z = [(score - mean) / sd for score in scores]
    spread = sum(map(sum, correlations))
    if not z or spread <= 0:
        return Refusal(Why.NOT_FINITE, "the correlations leave no spread")
    reliability = 1 - sum(1 - r for r in reliabilities) / spread if len(reliabilities) == len(z) else None
    return Composite(sum(z) / math.sqrt(spread), reliability, sum(z) / len(z))


def is_old(tested_years_ago: float, years: int = FRESH_YEARS) -> bool:
    """Whether a test is older than so many years."""
    return tested_years_ago > years
