"""All scores of a pupil by test, with what is needed to compute with them: correlations, and when year group 3 began."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.domain.instruments import instrument
from guidance_app.domain.school_year import school_year
from guidance_app.queries.read import Row, row, rows
from guidance_app.queries.scores_taken import Taken
from guidance_app.stats.drawer import Drawer, ExpertFigure
from guidance_app.stats.gates import Refusal
from guidance_app.stats.sentences import shown


@dataclass(frozen=True)
class Verdict:
    """What two or more numbers say: `words` without any number, `sentence` with them, `arithmetic` under it.

    `figures` are for the expert; `inputs` names everything they were computed from.
    """

    about: str
    words: str
    sentence: str
    arithmetic: str = ""
    inputs: str = ""
    figures: tuple[ExpertFigure, ...] = ()

    @property
    def drawer(self) -> Drawer:
        """The figures for the expert."""
        return Drawer(self.about, self.inputs, self.figures)


@dataclass(frozen=True)
class Around:
    """What a score is computed with. `tests`: the scores of each test, subtests left out."""

    tests: Mapping[str, tuple[Taken, ...]]
    correlations: tuple[Row, ...]
    groep_3_from: int | None

    def correlation(self, a: Taken, b: Taken) -> Row | None:
        """The correlation of two scores that somebody wrote down, if there is one."""
        pair = {a.score.id, b.score.id}
        return next((c for c in self.correlations if {c.first, c.second} == pair and c.value is not None), None)

    def before(self, later: Taken) -> Taken | None:
        """The score of the same scale, instrument and informant that was taken last before this one."""
        found = [one for test in self.tests.values() for one in test if _same(one, later)]
        return max(found, key=lambda one: one.test.date, default=None)


def around(s: Session, pupil: str) -> Around:
    """Everything there is of one pupil."""
    tests = {test.id: test for test in rows(s, "assessment", pupil)}
    found: dict[str, list[Taken]] = {id_: [] for id_ in tests}
    for score in rows(s, "score", pupil):
        if score.assessment in tests:
            taken = taken_of(tests[score.assessment], score)
            if not (score.part == "subtest" or taken.scale.is_subtest):
                found[score.assessment].append(taken)
    child = row(s, "pupil", pupil)
    began = child.start_year3_on if child else None
    kept = {id_: tuple(scores) for id_, scores in found.items()}
    return Around(kept, tuple(rows(s, "correlation", pupil)), school_year(began) if began else None)


def taken_of(test: Row, score: Row) -> Taken:
    """A score with what the catalogue knows of it."""
    known = instrument(test.instrument)
    return Taken(test, score, known, known.scale(score.name))


def _same(one: Taken, later: Taken) -> bool:
    if not one.test.date or not later.test.date or one.test.date >= later.test.date:
        return False
    return (one.instrument.name, one.label, one.test.informant) == (later.instrument.name, later.label, later.test.informant)


def named(taken: Taken) -> str:
    """Werkgeheugen, WISC-V-NL, 19 maart 2025"""
    day = formats.day(taken.test.date) if taken.test.date else ""
    return ", ".join(part for part in (taken.label, taken.test.instrument, day) if part)


def inputs_of(taken: Taken) -> str:
    """85, norm 100 (15), betrouwbaarheid 0,91"""
    s = taken.score
    told = [" ".join(part for part in (taken.label, _score(taken)) if part)]
    if taken.by_value and taken.norm:
        mean, sd = map(formats.number, taken.norm)
        told.append(t("norm {mean} ({sd})", mean=mean, sd=sd))
    told += [t("reliability {r}", r=formats.number(s.reliability))] if s.reliability is not None else []
    told += [t("reliability when tested again {r}", r=formats.number(s.retest))] if s.retest is not None else []
    told += [t("gain by practice {x}", x=formats.number(s.practice))] if s.practice is not None else []
    return ", ".join(told)


def _score(taken: Taken) -> str:
    """The score as it was reported."""
    s = taken.score
    if s.value is not None:
        return formats.number(s.value)
    return t("P{percentile}", percentile=formats.number(s.percentile)) if s.percentile is not None else ""


def p_words(p: float) -> str:
    """p = 0,012, or p < 0,001"""
    return t("p = {p}", p=shown(p, 3)) if p >= 0.001 else t("p < {p}", p=shown(0.001, 3))


def share_words(percent: float) -> str:
    """12 op 100, or less than 1 in 100; never 0 or 100"""
    if percent < 1:
        return t("less than 1 in 100")
    return t("{n} in 100", n=shown(min(percent, 99), 0))


def refused(about: str, found: Refusal) -> Verdict:
    """A figure that is not given, with its reason."""
    return Verdict(about, found.words, found.words)
