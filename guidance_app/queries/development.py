"""How a child developed over the years: for each domain how far it was at which age.

Two clocks that are never mixed: age bands of observation systems ("2;6-3;0") against the age of the child, and didactic age
equivalents against the didactic age, both in months. It runs on over schools and groups; those changes are marked.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.domain.school_year import first_day
from guidance_app.queries.measuring import events_of
from guidance_app.queries.read import Row, row, rows
from guidance_app.queries.scores_around import Around, around
from guidance_app.queries.scores_learning import didactic_age
from guidance_app.stats import learning
from guidance_app.stats.gates import Refusal

AGE_BAND = re.compile(r"(\d{1,2});(\d{1,2}) ?(?:-|–|tot|to|t/m) ?(\d{1,2});(\d{1,2})")
BAND_FIELDS = ("level", "scale_score", "label")
EQUIVALENT = "dle"
MONTH = 30.4375
"""Days of a month on average."""


@dataclass(frozen=True)
class Moment:
    """How far a child was: at `at` months between `low` and `high` months; None when it was not measured."""

    id: str
    at: float
    low: float | None
    high: float | None
    words: str
    when: str


@dataclass(frozen=True)
class Years:
    """One clock: its domains with their moments in time, and what changed meanwhile (months, word)."""

    domains: tuple[tuple[str, tuple[Moment, ...]], ...]
    changes: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class DevelopmentView:
    """Both clocks; None where there are no scores of that kind."""

    name: str
    age: Years | None
    teaching: Years | None


def development(s: Session, pupil: str) -> DevelopmentView:
    """The development of one pupil, as far as scores tell it."""
    child = row(s, "pupil", pupil)
    tests = sorted((test for test in rows(s, "assessment", pupil) if test.date), key=lambda test: test.date)
    scores = rows(s, "score", pupil)
    marks, about = _marks(s, pupil, tests), around(s, pupil)
    name = child.first_name if child else ""
    born = child.birth_date if child else None
    return DevelopmentView(name, _by_age(tests, scores, born, marks), _by_teaching(tests, scores, about, marks))


def _marks(s: Session, pupil: str, tests: list[Row]) -> list[tuple[dt.date, str]]:
    """What the background marks, and each change of group between two tests."""
    found = list(events_of(s, pupil))
    known = [test for test in tests if test.group_year is not None]
    for before, after in pairwise(known):
        if before.group_year != after.group_year:
            found.append((first_day(after.date), t("group {year}", year=formats.number(after.group_year))))
    return sorted(found)


def _by_age(tests: list[Row], scores: list[Row], born: dt.date | None, marks: list[tuple[dt.date, str]]) -> Years | None:
    if born is None:
        return None
    banded = {score.name for score in scores if _band(score)}
    made = [
        (score.name, _moment(score, test, _months(born, test.date), _band(score), _band_words(score)))
        for test in tests
        for score in scores
        if score.assessment == test.id and score.name in banded
    ]
    return _years(made, [(_months(born, day), word) for day, word in marks if day > born])


def _by_teaching(tests: list[Row], scores: list[Row], about: Around, marks: list[tuple[dt.date, str]]) -> Years | None:
    made = []
    for test in tests:
        age = didactic_age(about, test)
        for score in scores:
            if age is not None and score.assessment == test.id and score.scale == EQUIVALENT:
                reached = None if score.value is None else (float(score.value), float(score.value))
                words = t("DLE {months}", months=formats.number(score.value)) if reached else t("no measurement")
                made.append((score.name, _moment(score, test, float(age.months), reached, words)))
    return _years(made, [(float(at), word) for at, word in _teaching_marks(about, marks)])


def _teaching_marks(about: Around, marks: list[tuple[dt.date, str]]) -> list[tuple[int, str]]:
    if about.groep_3_from is None:
        return []
    found = [(learning.didactic_age(about.groep_3_from, day), word) for day, word in marks]
    return [(at, word) for at, word in found if not isinstance(at, Refusal)]


def _years(made: list[tuple[str, Moment]], changes: list[tuple[float, str]]) -> Years | None:
    if not any(moment.low is not None for _, moment in made):
        return None
    names = dict.fromkeys(name for name, _ in made)
    return Years(tuple((name, tuple(m for of, m in made if of == name)) for name in names), tuple(changes))


def _moment(score: Row, test: Row, at: float, reached: tuple[float, float] | None, words: str) -> Moment:
    low, high = reached or (None, None)
    return Moment(score.id, at, low, high, words, formats.day(test.date))


def _months(born: dt.date, day: dt.date) -> float:
    return (day - born).days / MONTH


def _band(score: Row) -> tuple[float, float] | None:
    """From and until which age, in months, as a score of an observation system says it."""
    for name in BAND_FIELDS:
        found = AGE_BAND.search(score[name] or "")
        if found:
            years_a, months_a, years_b, months_b = (int(part) for part in found.groups())
            low, high = years_a * 12 + months_a, years_b * 12 + months_b
            return (float(low), float(high)) if low <= high else None
    return None


def _band_words(score: Row) -> str:
    found = next((one for name in BAND_FIELDS if (one := AGE_BAND.search(score[name] or ""))), None)
    return found[0] if found else t("no measurement")
