"""What worked for whom: over all pupils the experiments that were decided, each as one case, without names.

Nothing is added up or averaged over children: one experiment says something about one child. What came out is said by the same
rules as on the page of the experiment itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.i18n import language, t, upper_first
from guidance_app.domain.school_year import school_year
from guidance_app.queries.adopting import approaches
from guidance_app.queries.experiment_figures import inputs_of
from guidance_app.queries.known_names import nameless
from guidance_app.queries.measuring import outcomes_of
from guidance_app.queries.nameless import Nameless, fold
from guidance_app.queries.read import Row, fields, rows
from guidance_app.stats.findings import Inputs, findings

MOST_BEFORE = 5
"""So many earlier cases are told to who plans a new experiment."""

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


def what_worked(s: Session) -> WhatWorked:
    """All cases; by approach, so that their order says nothing about who they are of."""
    found, pupils = _cases(s)
    return WhatWorked(tuple(found), pupils)


def tried_before(s: Session, words: str | Sequence[str]) -> list[Case]:
    """Earlier cases in which some of these words occur, those with most of them first; for who plans a new experiment."""
    asked = set(_tokens(words if isinstance(words, str) else " ".join(words)))
    found, _ = _cases(s)
    hits = {case.number: sum(any(one.startswith(word) for one in _tokens(case.words)) for word in asked) for case in found}
    near = [case for case in found if hits[case.number]]
    return sorted(near, key=lambda case: -hits[case.number])[:MOST_BEFORE]


def choices(kind: str) -> list[tuple[str, str]]:
    """What a filter offers: (code, words) of a choice field of an experiment."""
    options: dict[str, str] = dict(fields("experiment")[kind].kind.options)  # type: ignore[attr-defined]
    return [(code, upper_first(t(words))) for code, words in options.items()]


def _cases(s: Session) -> tuple[list[Case], int]:
    decided = [one for one in rows(s, "experiment") if one.verdict]
    without = nameless(s) if decided else {}
    pupils = {one.id: one for one in rows(s, "pupil")}
    found = [_case(s, one, pupils[one.book], without[one.book]) for one in decided if one.book in pupils]
    found.sort(key=lambda case: (case.approach.casefold(), case.result, case.about))
    numbered = [replace(case, number=number) for number, case in enumerate(found, 1)]
    return numbered, len({one.book for one in decided if one.book in pupils})


def _case(s: Session, one: Row, pupil: Row, without: Nameless) -> Case:
    measured = outcomes_of(s, one.id)
    phases = rows(s, "phase", one.book, experiment=one.id)
    result = _result(inputs_of(s, one, phases, measured[0], measured), language()) if measured else ""
    names = ", ".join(f"{m.outcome.name} ({m.series.unit})" if m.series.unit else str(m.outcome.name) for m in measured)
    place, design = one.place or "school", _design(one, phases)
    told = (names, fields("experiment")["place"].kind.format(place), _year(one, pupil), _design_words(design))
    approach = upper_first(without(" / ".join(approaches(s, one))))
    about = without("  ·  ".join(part for part in told if part))
    words = without(" ".join(part for part in (one.title, one.question) if part))
    return Case(
        0, approach, about, without(result or t("Nothing was measured.")), one.verdict,
        without(upper_first(_decided(_verdict(one.verdict), one.decision or ""))),
        place, design, " ".join((approach, about, words)),
    )  # fmt: skip


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
