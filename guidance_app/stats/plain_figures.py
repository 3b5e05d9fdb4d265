"""The figures of one outcome of an experiment in two registers: a plain sentence, and the arithmetic for who wants to check it.

A figure whose gate is closed is left out, or says in one sentence why it is not given.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from guidance_app.base import formats
from guidance_app.base.i18n import t, tn
from guidance_app.domain.series import PhaseKind, Series, pooled, value_text
from guidance_app.stats import sentences
from guidance_app.stats.drawn import Logged
from guidance_app.stats.exact import TwoPhases, two_phases
from guidance_app.stats.gates import (
    FEWEST_TO_DESCRIBE,
    Range,
    Refusal,
    may_compare,
    may_describe,
)
from guidance_app.stats.overlap import nap, nap_range
from guidance_app.stats.ratio import Zero, percent_change
from guidance_app.stats.reading import now_vs_target
from guidance_app.stats.replicated import in_stages, reached
from guidance_app.stats.rounds import Rounds
from guidance_app.stats.sentences import shown
from guidance_app.stats.summary import decimals, mean, median, rounded

LONGEST_UNIT = 12
"""A unit of more letters is a description, not something to put behind a number."""


@dataclass(frozen=True)
class Inputs:
    """All that the figures of one outcome are computed from. `goal` in the unit of the series, `intervals` observed each time.

    `together`: all series of a plan in which they began one after another, this one among them.
    """

    series: Series
    logged: Logged | None = None
    zero: Zero = Zero.OTHER
    goal: Decimal | None = None
    intervals: int | None = None
    together: tuple[Series, ...] = ()


@dataclass(frozen=True)
class Figure:
    """One figure under its name: the sentence for everyone, the arithmetic ("" for none), and its methods by name."""

    label: str
    sentence: str
    arithmetic: str = ""
    methods: tuple[str, ...] = ()


def compared(series: Series) -> tuple[str, str] | None:
    """The usual way and the other one, where there are two."""
    ways = list(series.conditions)
    if len(ways) != 2:
        return None
    usual = next((p.condition for p in series.phases_with_values if p.kind == PhaseKind.BASELINE), ways[0])
    return usual, next(way for way in ways if way != usual)


def label_of(series: Series, way: str) -> str:
    """What a way of working is called."""
    return next((phase.label or way for phase in series.phases if phase.condition == way), way)


def amount(series: Series, difference: Fraction | float) -> str:
    """A difference in words with its unit, without its sign."""
    exact = abs(Fraction(difference))
    told, one = shown(exact), 1 if exact == 1 else 2
    if series.kind == "clock":
        return tn("{amount} minute", "{amount} minutes", one, amount=told)
    if series.unit.isalpha() and len(series.unit) <= LONGEST_UNIT:
        return f"{told} {series.unit}"
    return tn("{amount} point", "{amount} points", one, amount=told)


def figures_of(inputs: Inputs, rounds: Rounds | Refusal) -> tuple[Figure, ...]:
    """All that there is to say of this outcome. `rounds`: as they were drawn."""
    made = [
        typical(inputs.series),
        _stages(inputs.series),
        _later(inputs.series),
        _pairs(inputs.series),
        _percent(inputs),
        *_side_by_side(inputs.series, rounds),
        _goal(inputs),
    ]
    return tuple(one for one in made if one is not None)


def typical(series: Series) -> Figure | None:
    """The middle of every way of working, follow-up too, from three scores on."""
    told, counts = [], []
    groups = [(label_of(series, way), scores) for way, scores in series.conditions.items()]
    for phase in series.phases_with_values:
        if phase.kind == PhaseKind.FOLLOW_UP:
            groups.append((phase.label or phase.code, series.values_in(phase.code)))
    for label, scores in groups:
        if len(scores) >= FEWEST_TO_DESCRIBE:
            told.append(t("{value} with “{label}”", value=value_text(median(scores), series.kind), label=label))
            counts.append(tn("{label} {n} score", "{label} {n} scores", len(scores), label=label))
    if not told:
        return None
    words = t("{first} and {last}", first=", ".join(told[:-1]), last=told[-1]) if len(told) > 1 else told[0]
    sums = t("median, missed measurements left out; {counts}", counts=", ".join(counts))
    return Figure(t("Typical score"), t("The typical score was {list}.", list=words), sums, ("typical",))


def _stages(series: Series) -> Figure | None:
    """In a changing criterion: how often each stage was reached."""
    found = reached(series) if in_stages(series) and series.higher_is_better is not None else None
    return Figure(t("Stages"), found.sentence, found.arithmetic, ("stages",)) if found else None


def _later(series: Series) -> Figure | None:
    """The scores of the follow-up, while they are too few for a typical score."""
    for phase in series.phases_with_values:
        scores = series.values_in(phase.code)
        if phase.kind == PhaseKind.FOLLOW_UP and len(scores) < FEWEST_TO_DESCRIBE:
            told = ", ".join(value_text(score, series.kind) for score in scores)
            return Figure(t("Follow-up"), t("At the follow-up the score was {list}; that is too few to say more.", list=told))
    return None


def _pairs(series: Series) -> Figure | None:
    two = compared(series)
    if two is None or series.higher_is_better is None:
        return None
    a, b = (series.conditions[way] for way in two)
    found = nap(a, b, series.higher_is_better)
    if found is None or not may_describe(len(a), len(b)):
        return None
    follows = not series.alternating and sum(p.kind != PhaseKind.FOLLOW_UP for p in series.phases_with_values) == 2
    ways = None if follows else (label_of(series, two[0]), label_of(series, two[1]))
    said = sentences.pairs(found, nap_range(found, len(a), len(b)), ways)
    early = "" if may_compare(len(a), len(b)) else " " + t("With so few scores that says nothing yet.")
    return Figure(t("Pairs of scores"), said.sentence + early, said.arithmetic, ("pairs", "pairs_range"))


def merged(series: Series) -> TwoPhases | None:
    """All scores of the usual way against all of the other one, without their dates."""
    two = compared(series)
    if two is None or series.higher_is_better is None:
        return None
    return two_phases(series.conditions[two[0]], series.conditions[two[1]], None, series.higher_is_better)


def _percent(inputs: Inputs) -> Figure | None:
    """How many percent the mean changed, only where the zero of the scale is nothing at all."""
    phases = merged(inputs.series)
    if phases is None or not may_describe(phases.a.n, phases.b.n):
        return None
    found = percent_change(phases, inputs.zero)
    if isinstance(found, Refusal):
        return None
    told = {"x": shown(abs(found), 0), "label": label_of(inputs.series, (compared(inputs.series) or ("", ""))[1])}
    up = t("With “{label}” the mean was {x}% higher.", **told)
    words = up if found >= 0 else t("With “{label}” the mean was {x}% lower.", **told)
    sums = t("mean {a}, then {b}", a=shown(phases.a.mean, 2), b=shown(phases.b.mean, 2))
    return Figure(t("In percent"), words, sums, ("percent",))


def _side_by_side(series: Series, rounds: Rounds | Refusal) -> list[Figure]:
    """Every two ways of working in drawn rounds: how far apart, and where the true difference can lie."""
    if not isinstance(rounds, Rounds) or not may_describe(len(rounds.rows)) or series.higher_is_better is None:
        return []
    return [_difference(series, rounds, a, b) for a, b in combinations(rounds.names, 2)]


def _difference(series: Series, rounds: Rounds, a: str, b: str) -> Figure:
    low, high = (b, a) if rounds.difference(a, b) < 0 else (a, b)
    gap, range_ = rounds.difference(low, high), rounds.between(low, high)
    words = t(
        "“{high}” was {amount} above “{low}”.",
        high=label_of(series, high), low=label_of(series, low), amount=amount(series, gap),
    )  # fmt: skip
    where = range_.words if isinstance(range_, Refusal) else _between(range_)
    sums = t(
        "means {high} and {low} over {n} rounds, {missed} incomplete",
        high=shown(rounds.mean(high), 2), low=shown(rounds.mean(low), 2), n=len(rounds.rows), missed=rounds.left_out,
    )  # fmt: skip
    how = (
        t("range corrected for comparing all approaches (Tukey)")
        if len(rounds.names) > 2
        else t("two approaches are one comparison, so there is no winner to correct for")
    )
    return Figure(t("Side by side"), f"{words} {where}", f"{sums}; {how}", ("between",))


def _between(range_: Range) -> str:
    low, high = sentences.apart(range_.low, range_.high)
    return t("The true difference can lie between {low} and {high}.", low=low, high=high)


def _goal(inputs: Inputs) -> Figure | None:
    """How far the last phase, or the new way of working, still is from the goal."""
    series, goal, two = inputs.series, inputs.goal, compared(inputs.series)
    if goal is None or two is None or series.higher_is_better is None:
        return None
    phases = [p for p in series.phases_with_values if p.condition == two[1] and p.kind != PhaseKind.FOLLOW_UP]
    scores = series.values_in(phases[-1].code)
    if len(scores) < FEWEST_TO_DESCRIBE:
        return None
    now = median(scores)
    told = now_vs_target(now, goal, series.higher_is_better, series.kind)
    words = t(
        "The goal is {goal}; the last typical score with “{label}” is {now}, {standing}.",
        goal=value_text(goal, series.kind), now=value_text(now, series.kind), standing=told.words, label=label_of(series, two[1]),
    )  # fmt: skip
    counted = tn("median of {n} score", "median of {n} scores", len(scores))
    return Figure(t("Goal"), words, f"{counted}; {_level(series, phases[-1].code, scores)}", ("typical",))


def _level(series: Series, code: str, scores: tuple[Decimal, ...]) -> str:
    """The mean; of percentages that were counted all sessions together, since a mean of percentages would weigh them wrongly."""
    found = pooled(series.in_phase(code)) if series.kind == "percent" else None
    if found is None:
        return t("their mean is {mean}", mean=formats.number(rounded(mean(scores), decimals(scores) + 1)))
    share = shown(100 * Fraction(found[0]) / Fraction(found[1]))
    return t(
        "together {part} of {whole} ({share})", part=shown(Fraction(found[0])), whole=shown(Fraction(found[1])), share=f"{share}%"
    )
