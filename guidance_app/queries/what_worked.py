"""What worked for whom: over all pupils the experiments that were decided, each as one case, without names.

Nothing is added up or averaged over children: one experiment says something about one child. What came out is said by the same
rules as on the page of the experiment itself.
"""

from __future__ import annotations

import math
import re
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.i18n import language, t, upper_first
from guidance_app.domain.school_year import school_year
from guidance_app.queries.adopting import approaches
from guidance_app.queries.experiment_figures import inputs_of
from guidance_app.queries.known_names import nameless
from guidance_app.queries.measuring import outcomes_of
from guidance_app.queries.nameless import Nameless, fold
from guidance_app.queries.read import Row, fields, read_at_once, rows
from guidance_app.stats.findings import findings
from guidance_app.stats.plain_figures import Inputs

MOST_BEFORE = 5
"""So many earlier cases are told to who plans a new experiment."""

FEW = 10
"""With more experiments than this, records of all files are read in one go."""

SHORTEST = 4
"""Words of fewer letters say too little to look for."""


@dataclass(frozen=True)
class Case:
    """One experiment that was decided. `number` is its place in the list and leads to no record; `about` is measured, place, year
    group and design in one line."""

    number: int
    approach: str
    about: str
    result: str
    verdict: str
    decision: str
    place: str
    design: str
    words: str

    @property
    def line(self) -> str:
        """All of it in one line, to be copied."""
        return " ".join(f"{part.rstrip('.')}." for part in (self.approach, self.about, self.result, self.decision) if part)


@dataclass(frozen=True)
class Wanted:
    """What of the list is asked for: words, a place, a design, a verdict; "" is everything."""

    words: str = ""
    place: str = ""
    design: str = ""
    verdict: str = ""


@dataclass(frozen=True)
class WhatWorked:
    """The cases, and of how many pupils they are."""

    cases: tuple[Case, ...]
    pupils: int

    def narrowed(self, wanted: Wanted) -> tuple[Case, ...]:
        """Those of the cases that are asked for."""
        words = fold(wanted.words).text.split()
        return tuple(case for case in self.cases if _fits(case, wanted, words))


class Gathering:
    """Reads the cases a few at a time, so that nobody has to wait for all of them. `total`: how many there will be."""

    def __init__(self, s: Session) -> None:
        pupils = {one.id: one for one in rows(s, "pupil")}
        self._left = [one for one in rows(s, "experiment") if one.verdict and one.book in pupils]
        if len(self._left) > FEW:
            read_at_once(s, pupils, "phase", "outcome", "measurement", "person", "pupil", "experiment")
        self._pupils, self._without = pupils, nameless(s) if self._left else {}
        self._of = len({one.book for one in self._left})
        self._found: list[Case] = []
        self.total = len(self._left)

    @property
    def read(self) -> int:
        """How many cases have been read."""
        return self.total - len(self._left)

    def go_on(self, s: Session, seconds: float = math.inf) -> bool:
        """Read on for about so long, one case at least; gives whether all of them have been read."""
        until = time.perf_counter() + seconds
        while self._left:
            one = self._left.pop()
            self._found.append(self._texts(s, one).case(s))
            if time.perf_counter() > until:
                break
        return not self._left

    def found(self) -> WhatWorked:
        """The cases that were read; by approach, so that their order says nothing about who they are of."""
        ordered = sorted(self._found, key=lambda case: (case.approach.casefold(), case.result, case.about))
        return WhatWorked(tuple(replace(case, number=number) for number, case in enumerate(ordered, 1)), self._of)

    def near(self, s: Session, asked: Collection[str]) -> list[Case]:
        """The cases in which most of these words occur, a few; the figures are computed for those only."""
        some = [texts for one in self._left if _hits(asked, (texts := self._texts(s, one)).all_words)]
        hits = {texts.one.id: _hits(asked, texts.words) for texts in some}
        best = sorted(some, key=lambda texts: (-hits[texts.one.id], texts.approach.casefold(), texts.about))[:MOST_BEFORE]
        return [replace(texts.case(s), number=n) for n, texts in enumerate(best, 1) if hits[texts.one.id]]

    def _texts(self, s: Session, one: Row) -> _Texts:
        return _Texts(one, self._pupils[one.book], self._without[one.book], *_read(s, one))


def what_worked(s: Session) -> WhatWorked:
    """All cases at once."""
    all_of_them = Gathering(s)
    all_of_them.go_on(s)
    return all_of_them.found()


def tried_before(s: Session, words: str | Sequence[str]) -> list[Case]:
    """Earlier cases in which some of these words occur, those with most of them first; for who plans a new experiment."""
    asked = set(_tokens(words if isinstance(words, str) else " ".join(words)))
    return Gathering(s).near(s, asked) if asked else []


def _hits(asked: Collection[str], words: str) -> int:
    """How many of these words a text has, or has the beginning of."""
    there = _tokens(words)
    return sum(any(one.startswith(word) for one in there) for word in asked)


def choices(kind: str) -> list[tuple[str, str]]:
    """What a filter offers: (code, words) of a choice field of an experiment."""
    options: dict[str, str] = dict(fields("experiment")[kind].kind.options)  # type: ignore[attr-defined]
    return [(code, upper_first(t(words))) for code, words in options.items()]


def _read(s: Session, one: Row) -> tuple[tuple[str, ...], list[Row], list[Row]]:
    """The approaches, phases and outcomes of an experiment."""
    return (
        approaches(s, one),
        rows(s, "phase", one.book, experiment=one.id),
        rows(s, "outcome", one.book, experiment=one.id),
    )


@dataclass(frozen=True)
class _Texts:
    """What is written about one experiment; without names only when it is asked for, since that takes time."""

    one: Row
    pupil: Row
    without: Nameless
    tried: tuple[str, ...]
    phases: Sequence[Row]
    outcomes: Sequence[Row]

    @property
    def all_words(self) -> str:
        """Everything, with the names that are in it: to be looked in, never to be shown."""
        return " ".join((*self._tried_and_about(), *self._titles()))

    @cached_property
    def approach(self) -> str:
        """What was tried."""
        return upper_first(self.without(self._tried_and_about()[0]))

    @cached_property
    def about(self) -> str:
        """What was measured, where, in which year group and how it was set up."""
        return self.without(self._tried_and_about()[1])

    @cached_property
    def words(self) -> str:
        """What is looked in."""
        return " ".join((self.approach, self.about, self.without(" ".join(self._titles()))))

    def case(self, s: Session) -> Case:
        """All of it, with what came out."""
        measured = outcomes_of(s, self.one.id)
        result = t("Nothing was measured.")
        if measured:
            result = _result(inputs_of(s, self.one, self.phases, measured[0], measured), language())
        decision = upper_first(_decided(_verdict(self.one.verdict), self.one.decision or ""))
        return Case(
            0, self.approach, self.about, self.without(result), self.one.verdict, self.without(decision),
            self.one.place or "school", _design(self.one, self.phases), self.words,
        )  # fmt: skip

    def _tried_and_about(self) -> tuple[str, str]:
        names = ", ".join(f"{one.name} ({one.unit})" if one.unit else str(one.name) for one in self.outcomes)
        place = fields("experiment")["place"].kind.format(self.one.place or "school")
        told = (names, place, _year(self.one, self.pupil), _design_words(_design(self.one, self.phases)))
        return " / ".join(self.tried), "  ·  ".join(part for part in told if part)

    def _titles(self) -> list[str]:
        return [part for part in (self.one.title, self.one.question) if part]


@lru_cache(maxsize=4096)
def _result(inputs: Inputs, _in: str) -> str:
    """Did it help, and what that follows from; computed once for the same scores and language."""
    found = findings(inputs)
    if found is None:
        return t("Too little was measured to compare.")
    return f"{found.answer} {found.because.sentence}"


def _decided(verdict: str, why: str) -> str:
    """The verdict, with the sentence that goes with it unless that begins with the same word."""
    if why.casefold().startswith(verdict.casefold()):
        return why
    return f"{verdict}: {why}" if why else verdict


def _verdict(code: str) -> str:
    return fields("experiment")["verdict"].kind.format(code)


def _design(one: Row, phases: Sequence[Row]) -> str:
    """The kind of design that was chosen, or else what the phases are."""
    if one.design_kind:
        return str(one.design_kind)
    kinds = [phase.kind for phase in phases if phase.kind != "follow_up"]
    if "condition" in kinds:
        return "turns"
    if any(phase.criterion is not None for phase in phases):
        return "criterion"
    if len({phase.outcome for phase in phases if phase.outcome}) > 1:
        return "baselines"
    return "abab" if len(kinds) > 2 else "ab" if kinds else ""


def _design_words(design: str) -> str:
    return fields("experiment")["design_kind"].kind.format(design or None)


def _year(one: Row, pupil: Row) -> str:
    """The year group the child was in then: known of the school year of the file only, since a year may be done twice."""
    known = re.match(r"\s*(\d{4})", pupil.school_year or "")
    then = one.decided_on or one.first_day
    if pupil.group_year is None or known is None or then is None or int(known[1]) != school_year(then):
        return ""
    return t("year group {year}", year=formats.number(pupil.group_year))


def _fits(case: Case, wanted: Wanted, words: Sequence[str]) -> bool:
    """Whether a case is asked for; words are looked for only in what is shown."""
    asked = ((wanted.place, case.place), (wanted.design, case.design), (wanted.verdict, case.verdict))
    if any(one not in ("", told) for one, told in asked):
        return False
    shown = fold(case.line).text if words else ""
    return all(word in shown for word in words)


def _tokens(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W_]+", fold(text).text) if len(word) >= SHORTEST]
