"""What may be concluded of an experiment: continue, adapt, stop, measure longer, or it cannot be said; always with one reason.

It follows from the figures alone, by the rules below, and is a proposal: pupil and adults decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from guidance_app.domain.series import PhaseKind, Series
from guidance_app.stats import sentences
from guidance_app.stats.baseline import tau_bc
from guidance_app.stats.exact import TwoPhases
from guidance_app.stats.gates import (
    FEWEST_FOR_BASELINE_LINE,
    SURE,
    Chance,
    Range,
    Refusal,
    may_compare,
    may_describe,
    may_speak_of_cause,
)
from guidance_app.stats.overlap import Overlap, nap_range, overlap
from guidance_app.stats.sentences import Said
from guidance_app.stats.shown import phases_of
from guidance_app.stats.summary import median


class Verdict(StrEnum):
    """The same codes as the record of an experiment."""

    CONTINUE = "continue"
    ADAPT = "adapt"
    STOP = "stop"
    MEASURE_LONGER = "measure_longer"
    CANNOT_SAY = "cannot_say"


@dataclass(frozen=True)
class Judgement:
    """A verdict and the one sentence why; `answer` in a word or two where the verdict alone does not give it."""

    verdict: Verdict
    why: Said
    answer: str = ""


@dataclass(frozen=True)
class Drawn:
    """What the test of a drawn start or order gave, in the wanted direction and against it."""

    wanted: Chance
    unwanted: Chance
    what: str = "order"


@dataclass(frozen=True)
class Evidence:
    """What a verdict follows from.

    `changes` back and forth between the two ways of working, and how many of them went the wanted and the other way;
    `on_the_line`: the baseline already went the wanted way, and with its line taken off nothing is left.
    """

    fewest: int
    pairs: Overlap | None
    range: Range | Refusal
    changes: int = 1
    wanted: int = 0
    unwanted: int = 0
    on_the_line: bool = False
    drawn: Drawn | None = None


def evidence(series: Series, drawn: Drawn | None = None) -> Evidence:
    """The evidence in a series of two ways of working, in phases or in turns."""
    pairs = overlap(series)
    sizes = [len(scores) for scores in series.conditions.values()] if series.alternating else _phase_sizes(series)
    groups = sorted(len(scores) for scores in series.conditions.values())
    range_ = nap_range(pairs, *groups[:2]) if pairs else nap_range(None, 0, 0)
    moves = [] if series.alternating else _moves(series)
    phases = phases_of(series)
    return Evidence(
        min(sizes, default=0), pairs, range_, len(moves), sum(m > 0 for m in moves), sum(m < 0 for m in moves),
        not isinstance(phases, Refusal) and on_the_line(phases), drawn,
    )  # fmt: skip


def _phase_sizes(series: Series) -> list[int]:
    return [len(series.values_in(phase.code)) for phase in series.phases if phase.kind != PhaseKind.FOLLOW_UP]


def _moves(series: Series) -> list[int]:
    """For each change of phase 1 when the middle moved as wanted (better with the approach, back without), -1 against, 0."""
    told = [(p.kind == PhaseKind.BASELINE, series.values_in(p.code)) for p in series.phases if p.kind != PhaseKind.FOLLOW_UP]
    sign = 1 if series.higher_is_better else -1
    moves = []
    for (was_baseline, before), (is_baseline, after) in pairwise(told):
        if before and after and was_baseline != is_baseline:
            up = (median(after) > median(before)) - (median(after) < median(before))
            moves.append(up * sign * (1 if was_baseline else -1))
    return moves


def on_the_line(phases: TwoPhases) -> bool:
    """Whether the baseline already improved and the new scores lie about on, or under, the line that was already there: at most
    a third more pairs better than worse when it is taken off, which chance gives easily at five against five."""
    found = tau_bc(phases) if phases.a.n >= FEWEST_FOR_BASELINE_LINE else None
    if found is None:
        return False
    improving = found.slope if phases.higher else -found.slope
    return improving > 0 and found.estimate <= Fraction(1, 3)


def judge(seen: Evidence) -> Judgement:
    """The verdict. A drawn start or order decides by its chance figure; else three or more changes that all went one way; a
    single change that was not drawn never decides, since it cannot show what caused it."""
    if seen.pairs is None or not may_describe(seen.fewest):
        return Judgement(Verdict.CANNOT_SAY, sentences.too_few(seen.fewest))
    if not may_compare(seen.fewest):
        why = sentences.all_better(seen.fewest) if seen.pairs.complete else sentences.too_few(seen.fewest)
        return Judgement(Verdict.MEASURE_LONGER, why)
    if seen.drawn:
        return _by_chance(seen, seen.drawn)
    if may_speak_of_cause(drawn=False, changes=seen.changes):
        return _by_changes(seen)
    return _without_cause(seen, seen.pairs)


def _by_chance(seen: Evidence, drawn: Drawn) -> Judgement:
    if drawn.wanted.p <= SURE:
        return Judgement(Verdict.CONTINUE, sentences.by_chance(drawn.wanted, drawn.what))
    if drawn.unwanted.p <= SURE:
        return Judgement(Verdict.STOP, sentences.worse_by_chance(drawn.unwanted, drawn.what))
    better = seen.pairs is not None and seen.pairs.nap > Fraction(1, 2)
    return Judgement(Verdict.MEASURE_LONGER if better else Verdict.ADAPT, sentences.by_chance(drawn.wanted, drawn.what))


def _by_changes(seen: Evidence) -> Judgement:
    if seen.wanted == seen.changes:
        return Judgement(Verdict.CONTINUE, sentences.every_change(seen.changes))
    if seen.unwanted == seen.changes:
        return Judgement(Verdict.STOP, sentences.every_change(seen.changes, wanted=False))
    return Judgement(Verdict.ADAPT, sentences.some_changes(seen.wanted, seen.changes))


def _without_cause(seen: Evidence, pairs: Overlap) -> Judgement:
    if seen.on_the_line:
        return Judgement(Verdict.CANNOT_SAY, sentences.on_the_line())
    low, high = (seen.range.low, seen.range.high) if isinstance(seen.range, Range) else (0.0, 1.0)
    if low > 0.5:
        return Judgement(Verdict.CANNOT_SAY, sentences.no_cause())
    if high < 0.5:
        return Judgement(Verdict.ADAPT, sentences.pairs(pairs, seen.range))
    return Judgement(Verdict.MEASURE_LONGER, sentences.pairs(pairs, seen.range))
