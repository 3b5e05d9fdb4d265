"""Designs that repeat a change: over several series that begin one after another, or over stages that each ask a little more.

Three such changes may carry causal words without a draw (see the gates); fewer never do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from guidance_app.base.i18n import t
from guidance_app.domain.series import Series, value_text
from guidance_app.stats import sentences
from guidance_app.stats.criterion import Stage, following
from guidance_app.stats.gates import (
    CHANGES_TO_SPEAK_OF_CAUSE,
    FEWEST_TO_DESCRIBE,
    may_compare,
    may_describe,
    may_speak_of_cause,
)
from guidance_app.stats.sentences import Said
from guidance_app.stats.verdict import Evidence, Judgement, Verdict, evidence


def over_series(seen: Evidence, together: Sequence[Series]) -> Evidence:
    """The evidence of one series with the changes of all that began one after another."""
    each = [evidence(series) for series in together]
    return replace(
        seen,
        fewest=min([seen.fewest, *(one.fewest for one in each)]),
        changes=sum(one.changes for one in each),
        wanted=sum(one.wanted for one in each),
        unwanted=sum(one.unwanted for one in each),
    )


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


def stages_of(series: Series) -> list[Stage]:
    """The stages in order, each with what it asked and its scores."""
    return [Stage(p.criterion, series.values_in(p.code)) for p in series.phases if p.criterion is not None]


def judge_stages(series: Series) -> Judgement:
    """Whether the scores moved along with the stages; at least three changes must, and each stage needs five scores."""
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
    if found.convincing:
        return Judgement(Verdict.CONTINUE, Said(t("With all {n} steps the scores moved along.", **told)))
    return Judgement(Verdict.ADAPT, Said(t("The scores moved along with {followed} of the {n} steps.", **told)))


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
