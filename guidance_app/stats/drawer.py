"""The drawer for experts: each figure with its value, what it was computed from, and its method; or why it is not given.

Phases are taken by two: each baseline with the approach that follows it. Approaches in turns have no lines to compare, so
there only the figures that do not look at time are given.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from guidance_app.base.i18n import t, tn
from guidance_app.domain.series import PhaseKind
from guidance_app.stats.baseline import TwoLines
from guidance_app.stats.drawn import Draw, chance_of
from guidance_app.stats.exact import TwoPhases
from guidance_app.stats.findings import Findings, by_pairs, findings, several
from guidance_app.stats.gates import Chance, Range, Refusal
from guidance_app.stats.plain_figures import Inputs, compared, label_of, merged
from guidance_app.stats.ratio import BOUNDED
from guidance_app.stats.sentences import above_zero, apart, shown
from guidance_app.stats.shown import VERSION, Expert, Sized, between, figures, follows, method
from guidance_app.stats.under_way import still_to_come, to_come


@dataclass(frozen=True)
class ExpertFigure:
    """One figure: its name, its value or the reason why there is none, and its method with version."""

    name: str
    value: str
    method: str


@dataclass(frozen=True)
class Drawer:
    """The figures of one comparison; `inputs` says what was counted."""

    heading: str
    inputs: str
    figures: tuple[ExpertFigure, ...]


def drawers(inputs: Inputs) -> tuple[Drawer, ...]:
    """One for each comparison that the design has."""
    series = inputs.series
    two = compared(series)
    if two is None or series.higher_is_better is None:
        return ()
    if series.alternating:
        phases = merged(series)
        return (_drawer(inputs, phases, *(label_of(series, way) for way in two)),) if phases else ()
    told = [p for p in series.phases if p.kind != PhaseKind.FOLLOW_UP and series.in_phase(p.code)]
    found = [
        (a, b)
        for a, b in pairwise(told)
        if a.kind == PhaseKind.BASELINE and b.kind != PhaseKind.BASELINE and follows(series, a, b)
    ]
    higher = series.higher_is_better
    return tuple(
        _drawer(inputs, between(series, a, b, higher), f"{a.code} {a.label}".strip(), f"{b.code} {b.label}".strip())
        for a, b in found
    )


def for_everyone(inputs: Inputs, found: Findings | None = None) -> Drawer | None:
    """The figures that everyone sees, with their sums and methods; `found`: what they come to, where that is known already."""
    found = found or findings(inputs)
    if found is None:
        return None
    told = [ExpertFigure(one.label, one.arithmetic, " ".join(map(method, one.methods))) for one in found.figures]
    if found.sure.arithmetic:
        key = "winner" if several(inputs.series) else "chance_pairs" if by_pairs(inputs) else "chance"
        told.insert(0, ExpertFigure(t("Chance figure"), found.sure.arithmetic, method(key)))
    return Drawer(t("The figures for everyone"), t("Version {version}", version=VERSION), tuple(told)) if told else None


def _drawer(inputs: Inputs, phases: TwoPhases, a: str, b: str) -> Drawer:
    free = inputs.logged is not None and inputs.logged.draw is Draw.TURNS and inputs.logged.in_a_row is None
    found = figures(phases, inputs.zero, inputs.goal, inputs.intervals, drawn_order=free)
    counted = t(
        "{b} scores against {a}; missed {missed_b} and {missed_a}",
        a=phases.a.n, b=phases.b.n, missed_a=phases.missed_a, missed_b=phases.missed_b,
    )  # fmt: skip
    return Drawer(t("{b} against {a}", a=a, b=b), counted, tuple(_lines(inputs, found.expert)))


def _lines(inputs: Inputs, expert: Expert) -> list[ExpertFigure]:
    turns = inputs.series.alternating
    in_time = t("Approaches take turns, so there is no line of a phase to take off.")
    bounded = t("Only for percentages.") if inputs.zero not in BOUNDED else _told(expert.log_odds, _sized)
    gone = t("There is no goal in this unit.") if inputs.goal is None else _told(expert.to_goal, _sized)
    return [
        _line("Tau-BC", "tau_bc", in_time if turns else _told(expert.tau_bc, _plain)),
        _line("CDC", "lines", in_time if turns else _told(expert.lines, _beyond)),
        _line(t("Level change"), "level", in_time if turns else _told(expert.level, _sized)),
        _line(t("Slope change"), "slope", in_time if turns else _told(expert.slope, _sized)),
        _line("LRR", "log_ratio", _told(expert.log_ratio, _sized)),
        _line("LOR", "log_odds", bounded),
        _line("PoGO", "to_goal", gone),
        _line(t("Exact rank test"), "rank", _no_rank(inputs) or _told(expert.rank, _chance)),
    ]


def _no_rank(inputs: Inputs) -> str:
    """Why the rank test is not given: it holds only where a free order was drawn, kept to, and carried out to the end."""
    logged = inputs.logged
    if logged is None:
        return ""
    if logged.draw is not Draw.TURNS or logged.in_a_row is not None:
        return t("The order was not drawn freely over all sessions, which this test supposes.")
    drawn = chance_of(inputs.series, logged)
    if isinstance(drawn, Refusal):
        return drawn.words
    left = to_come(inputs.series, logged)
    return still_to_come(left) if left else ""


def _line(name: str, key: str, value: str) -> ExpertFigure:
    return ExpertFigure(name, value, t("{method} Version {version}.", method=method(key), version=VERSION))


def _told(found: Any, words: Callable[[Any], str]) -> str:
    return found.words if isinstance(found, Refusal) else words(found)


def _plain(value: Fraction) -> str:
    return shown(value, 3)


def _sized(found: Sized) -> str:
    told = t("{value}, standard error {se}", value=shown(found.value, 3), se=above_zero(found.se, 3))
    if not isinstance(found.range, Range):
        return told
    low, high = apart(found.range.low, found.range.high, places=3)
    percent = shown(100 * found.range.confidence, 0)
    return t("{told}, {percent}% range {low} to {high}", told=told, percent=percent, low=low, high=high)


def _beyond(found: TwoLines) -> str:
    told = tn("{n} of {of} score beyond both lines", "{n} of {of} scores beyond both lines", found.beyond, of=found.n)
    needed = t("no number is enough") if found.needed is None else t("{n} needed", n=found.needed)
    return f"{told}; {needed}"


def _chance(found: Chance) -> str:
    return t("p = {count}/{of}", count=found.count, of=found.of)
