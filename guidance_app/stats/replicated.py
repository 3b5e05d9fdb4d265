"""Designs that repeat a change: over several series that begin one after another, or over stages that each ask a little more.

Three such changes may carry causal words without a draw (see the gates); fewer never do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from guidance_app.base.i18n import t
from guidance_app.domain.series import PhaseKind, Series, value_text
from guidance_app.stats import sentences
from guidance_app.stats.criterion import Following, following, stages_of
from guidance_app.stats.gates import (
    CHANGES_TO_SPEAK_OF_CAUSE,
    FEWEST_TO_DESCRIBE,
    Range,
    may_compare,
    may_describe,
    may_speak_of_cause,
)
from guidance_app.stats.sentences import Said
from guidance_app.stats.summary import median
from guidance_app.stats.verdict import Evidence, Judgement, Verdict, evidence

STILL_AS_USUAL = 3
"""Scores that a later series must still have as usual after an earlier one changed, or both changed at one moment: then any
event of that day explains both (Kratochwill et al. 2013, Remedial and Special Education 34, 26-38)."""


@dataclass(frozen=True)
class Begin:
    """Where the approach began in one series: the day of its first score, which way the middle went (1 wanted, -1 against, 0),
    and the days of the scores before."""

    day: date
    way: int
    before: tuple[date, ...]


def over_series(seen: Evidence, together: Sequence[Series]) -> Evidence:
    """The evidence of one series with the changes of all that began one after another.

    Every series counts once, by its first change; series that changed at one moment are one change. A series that already went
    the wanted way, and went on along that line, did not change.
    """
    each = [evidence(series) for series in together]
    moments = _moments([found for series in together if (found := _begin(series))])
    return replace(
        seen,
        fewest=min([seen.fewest, *(one.fewest for one in each)]),
        changes=len(moments),
        wanted=sum(all(one.way > 0 for one in some) for some in moments),
        unwanted=sum(all(one.way < 0 for one in some) for some in moments),
    )


def _begin(series: Series) -> Begin | None:
    """The first change of a series; None when it is not measured on both sides of it."""
    phases = [phase for phase in series.phases_with_values if phase.kind != PhaseKind.FOLLOW_UP]
    if len(phases) < 2 or phases[0].kind != PhaseKind.BASELINE or phases[1].kind == PhaseKind.BASELINE:
        return None
    before, after = (median(series.values_in(phase.code)) for phase in phases[:2])
    sign = 0 if series.higher_is_better is None else 1 if series.higher_is_better else -1
    way = sign * ((after > before) - (after < before))
    days = [[o.day for o in series.in_phase(phase.code) if o.value is not None] for phase in phases[:2]]
    return Begin(min(days[1]), 0 if way > 0 and evidence(series).on_the_line else way, tuple(days[0]))


def _moments(begins: Sequence[Begin]) -> list[list[Begin]]:
    """The series by the moment at which they changed: a moment is new when the series was still as usual for some scores after
    the last one changed."""
    found: list[list[Begin]] = []
    for one in sorted(begins, key=lambda begin: begin.day):
        since = max((begin.day for begin in found[-1]), default=one.day) if found else None
        if since is None or sum(day >= since for day in one.before) >= STILL_AS_USUAL:
            found.append([one])
        else:
            found[-1].append(one)
    return found


def judge_series(seen: Evidence) -> Judgement | None:
    """The verdict over three or more series whose starts were not drawn; None when it is not for these rules to say."""
    if seen.drawn or not may_compare(seen.fewest) or not may_speak_of_cause(drawn=False, changes=seen.changes):
        return None
    told = {"n": seen.changes, "wanted": seen.wanted}
    if seen.wanted == seen.changes:
        return Judgement(Verdict.CONTINUE, Said(t("In all {n} series it went better when the new approach began.", **told)))
    if seen.unwanted == seen.changes:
        return Judgement(Verdict.STOP, Said(t("In all {n} series it went less well when the new approach began.", **told)))
    words = t("In {wanted} of the {n} series it went better when the new approach began: not each time.", **told)
    return Judgement(Verdict.ADAPT, Said(words))


def in_stages(series: Series) -> bool:
    """Whether this is a changing criterion: phases that each ask something."""
    return any(phase.criterion is not None for phase in series.phases)


def judge_stages(series: Series, seen: Evidence) -> Judgement:
    """Whether the scores moved along with the stages; at least three changes must, and each stage needs five scores. `seen`: all
    stages against the usual way."""
    scored = [stage for stage in stages_of(series) if len(stage.scores) >= FEWEST_TO_DESCRIBE]
    fewest, found = min((len(stage.scores) for stage in scored), default=0), following(scored)
    if not found.changes:
        fewest = min((len(stage.scores) for stage in stages_of(series) if stage.scores), default=0)
        return Judgement(Verdict.CANNOT_SAY, sentences.too_few(fewest))
    told = {"n": found.changes, "followed": found.followed}
    if found.changes < CHANGES_TO_SPEAK_OF_CAUSE:
        words = t(
            "The scores moved along with {followed} of the {n} steps so far; at least three steps are needed to conclude.", **told
        )
        return Judgement(Verdict.MEASURE_LONGER, Said(words))
    if not may_compare(fewest):
        words = t("The scores moved along with {followed} of the {n} steps, but the stages are too short to conclude.", **told)
        return Judgement(Verdict.MEASURE_LONGER, Said(words))
    return _by_stages(found, seen)


def _by_stages(found: Following, seen: Evidence) -> Judgement:
    told = {"n": found.changes, "followed": found.followed}
    some = Said(t("The scores moved along with {followed} of the {n} steps.", **told))
    if found.convincing:
        return Judgement(Verdict.CONTINUE, Said(t("With all {n} steps the scores moved along.", **told)))
    if isinstance(seen.range, Range) and seen.range.high < 0.5:
        return Judgement(Verdict.STOP, some)
    if found.growing:
        why = t("The scores went on evenly, within the stages too: it cannot be seen whether they moved along with the steps.")
        return Judgement(Verdict.CANNOT_SAY, Said(why))
    if not found.followed and seen.pairs is not None and seen.pairs.nap <= Fraction(1, 2):
        return Judgement(Verdict.STOP, some, t("It did not go better."))
    return Judgement(Verdict.ADAPT, some)


def reached(series: Series) -> Said | None:
    """In each stage, how many scores reached what was asked; nothing below three scores."""
    higher = bool(series.higher_is_better)
    told = [
        t(
            "{met} of {n} at “{asked}”",
            met=stage.met(higher), n=len(stage.scores), asked=value_text(stage.criterion, series.kind),
        )
        for stage in stages_of(series)
        if may_describe(len(stage.scores))
    ]  # fmt: skip
    if not told:
        return None
    return Said(t("The stage was reached {list} times.", list=", ".join(told)), t("scores that reach what the stage asked"))
