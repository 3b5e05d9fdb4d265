"""Didactic age and learning return of a school test: aids beside a score, which several publishers advise against.

What somebody wrote down himself comes before what is computed, and it is said which of the two it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.queries.read import Row
from guidance_app.queries.scores_around import Around, Verdict
from guidance_app.queries.scores_taken import LARGEST, Taken
from guidance_app.stats import learning
from guidance_app.stats.drawer import ExpertFigure
from guidance_app.stats.gates import Refusal
from guidance_app.stats.score_methods import score_method
from guidance_app.stats.sentences import shown

EQUIVALENT = "dle"
MOST = 1000
"""Percent: a learning return beyond this comes from a number that was typed wrong."""


@dataclass(frozen=True)
class DidacticAge:
    """Months of education at the test; `typed` when somebody wrote it down himself."""

    months: Decimal
    typed: bool

    @property
    def words(self) -> str:
        """45 (berekend)"""
        how = t("filled in by hand") if self.typed else t("computed from the start of groep 3")
        return f"{formats.number(self.months)} ({how})"


def didactic_age(around: Around, test: Row) -> DidacticAge | None:
    """The didactic age at a test: as typed, else computed; None where neither can be."""
    if test.didactic_age is not None:
        return DidacticAge(test.didactic_age, typed=True)
    if around.groep_3_from is None or test.date is None:
        return None
    found = learning.didactic_age(around.groep_3_from, test.date)
    return None if isinstance(found, Refusal) else DidacticAge(Decimal(found), typed=False)


def warning() -> str:
    """What stands beside every learning return."""
    return t("An aid and no more: several publishers advise against didactic age equivalents and learning return.")


def learned(around: Around, taken: Taken, earlier: Taken | None) -> Verdict | None:
    """Didactic age, equivalent and learning return of one score; None for tests that are not of school."""
    age = didactic_age(around, taken.test)
    equivalent, typed = _equivalent(taken), taken.score.learning_return
    if equivalent is None and typed is None:
        return None
    lines = [t("didactic age {months}", months=age.words) if age else t("The didactic age is not known.")]
    lines += [t("didactic age equivalent {months}", months=formats.number(equivalent))] if equivalent is not None else []
    told = [one for one in (_so_far(typed, equivalent, age), _between(around, taken, earlier)) if one]
    inputs = ", ".join(lines)
    figures = [ExpertFigure(t("Didactic age"), age.words, score_method("didactic_age"))] if age else []
    figures += [ExpertFigure(t("Learning return"), one, score_method("learning_return")) for one in told]
    return Verdict(t("Didactic age and learning return"), "", ". ".join((inputs, *told)), warning(), inputs, tuple(figures))


def _equivalent(taken: Taken) -> Decimal | None:
    value = taken.score.value if taken.kind == EQUIVALENT else None
    return value if value is None or abs(value) <= LARGEST else None


def _so_far(typed: Decimal | None, equivalent: Decimal | None, age: DidacticAge | None) -> str:
    if typed is not None:
        return t("learning return {percent}% (filled in)", percent=formats.number(typed))
    if equivalent is None or age is None:
        return ""
    found = learning.learning_return(equivalent, age.months)
    if isinstance(found, Refusal) or abs(found) > MOST:
        return t("The learning return cannot be computed. Check the didactic age and the equivalent.")
    return t("learning return {percent}% (computed)", percent=shown(found, 0))


def _between(around: Around, taken: Taken, earlier: Taken | None) -> str:
    """Of the time between two measurements."""
    if earlier is None:
        return ""
    now, then = didactic_age(around, taken.test), didactic_age(around, earlier.test)
    last, first = _equivalent(taken), _equivalent(earlier)
    if now is None or then is None or last is None or first is None:
        return ""
    found = learning.learning_return_between((first, then.months), (last, now.months))
    if isinstance(found, Refusal) or abs(found) > MOST:
        return t("Between both measurements the didactic age hardly grew, so there is no learning return of that time.")
    since = formats.day(earlier.test.date)
    return t("learning return {percent}% since {day} (computed)", percent=shown(found, 0), day=since)
