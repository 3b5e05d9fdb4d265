"""One score with its test: its place among the norm group and the interval round it, each through its gate.

The interval of the report comes first; only where there is none is one computed, from the reliability that the report names.
What cannot be right (a spread of 0, an interval from high to low) gives no place or no interval, and a sentence that says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Literal

from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.domain.instruments import Instrument, InstrumentScale
from guidance_app.domain.scales import scale
from guidance_app.queries.read import Row
from guidance_app.stats.gates import Refusal, Why, finite, interval
from guidance_app.stats.psychometrics import Place, place, score_interval
from guidance_app.stats.sentences import shown

TOTALS = ("TIQ",)
COMPUTED_LEVEL = 0.9
"""How sure a computed interval is."""
FURTHEST = 10
"""Standard deviations from the mean beyond which a score or its norm must be a slip of the pen."""
NARROWEST = 1e-4
"""Standard deviations: an interval narrower than this is none at all."""
LARGEST = Decimal(10) ** 6
"""No score or norm is further from 0 than this, and no spread is smaller than its inverse."""
REPORT_LEVEL = 0.95
"""How sure the interval of a report is when it does not say so itself."""

Norm = tuple[Decimal, Decimal]
Level = Literal["report", "computed"]


@dataclass(frozen=True)
class Span:
    """Where the true score probably lies: both ends in z with the lowest first, and in words of the test's own scale."""

    low: float
    high: float
    level: float
    first: str
    last: str
    source: Level = "report"


@dataclass(frozen=True)
class Taken:
    """One score with its test and what the catalogue knows of both."""

    test: Row
    score: Row
    instrument: Instrument
    scale: InstrumentScale

    @property
    def base(self) -> str:
        """The instrument without its form."""
        return self.instrument.name.removesuffix(self.instrument.form).strip()

    @property
    def kind(self) -> str:
        """Which kind of score it is."""
        return str(self.score.scale or self.scale.kind)

    @property
    def label(self) -> str:
        """What was looked at, in everyday words."""
        return self.scale.plain

    @property
    def turned(self) -> bool:
        """Whether a high score means more problems."""
        return not self.scale.higher_is_better

    @cached_property
    def norm(self) -> Norm | None:
        """Mean and standard deviation: of the score itself, else of the catalogue, else of the kind of score."""
        how = scale(self.kind)
        if how.chart != "linear":
            return None
        mean = _first(self.score.mean, self.scale.mean, how.mean)
        sd = _first(self.score.sd, self.scale.sd, how.sd)
        if mean is None or sd is None or sd < 1 / LARGEST or max(abs(mean), sd) > LARGEST:
            return None
        return mean, sd

    @cached_property
    def by_value(self) -> bool:
        """Whether the place follows from the value (else from the percentile)."""
        return self.norm is not None and self.score.value is not None

    @cached_property
    def there(self) -> Place | Refusal:
        """The place among the norm group, up being better."""
        found: Place | Refusal = Refusal(Why.NOT_KNOWN)
        if self.score.value is not None:
            found = self._at(self.score.value)
        if isinstance(found, Refusal) and self.score.percentile is not None and not self.by_value:
            found = place("percentile", self.score.percentile, higher=self.scale.higher_is_better)
        return found if isinstance(found, Refusal) or _near(found.z) else Refusal(Why.NOT_FINITE)

    def _at(self, value: Decimal) -> Place | Refusal:
        """The place of a number in the scale of this score."""
        better = self.scale.higher_is_better
        if abs(value) > LARGEST:
            return Refusal(Why.NOT_FINITE)
        if self.norm:
            return place("standard", value, self.norm, better)
        by_share = scale(self.kind).chart == "percentile"
        return place("percentile", value, higher=better) if by_share else Refusal(Why.NOT_KNOWN)

    def z(self) -> float | None:
        """The place on the axis of the profile, in standard deviations."""
        return None if isinstance(self.there, Refusal) else float(self.there.z)

    @property
    def is_total(self) -> bool:
        """Whether it is one number for the whole test."""
        return self.scale.abbr in TOTALS or self.score.abbreviation in TOTALS

    @property
    def reliability(self) -> Decimal | None:
        """The reliability that the report names."""
        return self.score.reliability  # type: ignore[no-any-return]

    @cached_property
    def _found(self) -> tuple[Span | None, str]:
        """The interval, and what is to be said about it."""
        if isinstance(self.there, Refusal):
            return None, ""
        if self.score.low is not None and self.score.high is not None:
            return _reported(self)
        if self.reliability is not None:
            return _computed(self, float(self.there.z))
        return None, t("The report gives no interval and no reliability, so only the point is shown.")

    @property
    def span(self) -> Span | None:
        """Where the true score probably lies."""
        return self._found[0]

    @property
    def about_span(self) -> str:
        """Where the interval comes from or why there is none; "" when it is simply that of the report."""
        return self._found[1]

    @property
    def doubt(self) -> str:
        """What cannot be right in this score; "" when nothing is wrong."""
        if self.score.sd is not None and self.score.sd <= 0:
            return t("The standard deviation is not above 0, so this score has no place on the axis.")
        if isinstance(self.there, Refusal) and self.there.why is Why.NOT_FINITE:
            return t("This score cannot be right with its norm. Check the score, the mean and the standard deviation.")
        return ""

    @property
    def wrong(self) -> str:
        """What somebody who types this score has to look at again; "" when nothing is wrong."""
        given = self.reliability is not None or (self.score.low is not None and self.score.high is not None)
        return self.doubt or (self.about_span if given and self.span is None else "")

    def own(self, z: Fraction | float) -> str:
        """A place (up is better) in the scale of the test itself, rounded to what that scale can tell."""
        return self._own(Fraction(z), Fraction(1, 2))

    def _own(self, z: Fraction, up: Fraction) -> str:
        """`up` 1/2 rounds, 0 goes down and 1 goes up."""
        if self.turned:
            z = -z
        if not self.by_value or self.norm is None:
            return f"P{Place(z).shown}"
        mean, sd = map(Fraction, self.norm)
        step = Fraction(10) ** min(self.norm[1].adjusted() - 1, 0)
        exact = (mean + sd * z) / step
        whole = -(-exact // 1) if up == 1 else (exact + up) // 1
        return shown(whole * step, 9)

    def ends(self, low: float, high: float) -> tuple[str, str]:
        """Both ends in the scale of the test, rounded away from each other, the lowest number first."""
        a, b = (high, low) if self.turned else (low, high)
        first, last = (0, 1) if self.by_value else (Fraction(1, 2), Fraction(1, 2))
        return self._own(Fraction(a), Fraction(first)), self._own(Fraction(b), Fraction(last))


def _first(*values: Decimal | None) -> Decimal | None:
    return next((value for value in values if value is not None), None)


def _near(z: Fraction | float) -> bool:
    number = finite(z)
    return not isinstance(number, Refusal) and abs(number) <= FURTHEST


def _reported(taken: Taken) -> tuple[Span | None, str]:
    """The interval of the report, if it can be one."""
    s = taken.score
    low, high = s.low, s.high
    if low >= high:
        return None, t("The interval in the file does not run from low to high, so it is not drawn. Check it.")
    value = s.percentile if s.value is None and scale(taken.kind).chart == "percentile" else s.value
    if value is not None and not low <= value <= high:
        return None, t("The score lies outside its own interval, so the interval is not drawn. Check it.")
    ends = [taken._at(end) for end in (low, high)]
    known = sorted(float(end.z) for end in ends if not isinstance(end, Refusal) and _near(end.z))
    if len(known) < len(ends) or known[1] - known[0] < NARROWEST:
        return None, t("The interval of the report has no place on the axis.")
    level = float(s.ci_level) / 100 if s.ci_level is not None else REPORT_LEVEL
    return Span(known[0], known[1], min(max(level, 0.5), 0.999), formats.number(low), formats.number(high)), ""


def _computed(taken: Taken, z: float) -> tuple[Span | None, str]:
    """Round the estimated true score, from the reliability; computed in z, where every scale is the same."""
    assert taken.reliability is not None
    found = interval(score_interval(0, 1, float(taken.reliability), z, COMPUTED_LEVEL).true, COMPUTED_LEVEL)
    if isinstance(found, Refusal) or found.high - found.low < NARROWEST:
        return None, t("From a reliability of 0 or 1 no interval can be computed. Check it in the report.")
    first, last = taken.ends(found.low, found.high)
    if first == last:
        return None, t("The interval would be narrower than this scale can show, so only the point is shown.")
    return Span(found.low, found.high, COMPUTED_LEVEL, first, last, "computed"), t(
        "The report gives no interval. This one is computed from the reliability in the report."
    )
