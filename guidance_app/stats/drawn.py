"""From a series and what was drawn for it to its chance figure: the one way in which a screen comes to one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from guidance_app.domain.series import Observation, PhaseKind, Series
from guidance_app.stats.chance import Scores, Test, drawn_reversal, drawn_start
from guidance_app.stats.gates import Chance, Refusal, Why
from guidance_app.stats.orders import drawn_pairs, drawn_turns
from guidance_app.stats.verdict import Drawn


class Draw(StrEnum):
    """What the program drew before the first score."""

    START = "start"
    REVERSAL = "reversal"
    TURNS = "turns"
    PAIRS = "pairs"


@dataclass(frozen=True)
class Logged:
    """What was drawn, as logged: fewest sessions in a phase, or most of one approach in a row (None: any).

    `order`: the way of working of every planned session, where that was logged; sessions still to come count as missed. `on`:
    the day of the draw, which must not come after the first score.
    """

    draw: Draw
    fewest: int = 3
    in_a_row: int | None = None
    order: tuple[str, ...] = ()
    on: dt.date | None = None


def chance_of(series: Series, logged: Logged | None) -> Drawn | Refusal:
    """The chance figure of a series of two ways of working. Refused when nothing was drawn, when what was done could not have
    been drawn, or when neither direction is better.

    A drawn start or changes are looked at in the wanted direction; approaches in turns in both, since either may win.
    """
    if logged is None:
        return Refusal(Why.NOT_DRAWN)
    if series.higher_is_better is None:
        return Refusal(Why.NO_DIRECTION)
    test = _test(series, logged)
    if isinstance(test, Refusal):
        return test
    up_wanted = series.higher_is_better
    if logged.draw in (Draw.START, Draw.REVERSAL):
        sides = (test.better, test.worse) if up_wanted else (test.worse, test.better)
        return Drawn(*sides, what="start")
    as_wanted = test.observed != 0 and (test.observed > 0) == up_wanted
    nothing = Chance(test.of, test.of, test.exact)
    return Drawn(*((test.two_sided, nothing) if as_wanted else (nothing, test.two_sided)))


def _test(series: Series, logged: Logged) -> Test | Refusal:
    """The test that belongs to the draw, over every planned session, missed ones too; follow-up left out."""
    follow_up = {phase.code for phase in series.phases if phase.kind == PhaseKind.FOLLOW_UP}
    sessions = [o for o in series.observations if o.phase is not None and o.phase not in follow_up]
    scores, ways = [o.value for o in sessions], [_way(series, o) for o in sessions]
    if logged.on and any(o.day < logged.on for o in sessions if o.value is not None):
        return Refusal(Why.NOT_POSSIBLE, "the draw came after the first score")
    if logged.order:
        if ways != list(logged.order[: len(ways)]):
            return Refusal(Why.NOT_POSSIBLE, "what was done is not what was drawn")
        scores, ways = scores + [None] * (len(logged.order) - len(ways)), list(logged.order)
    names = _names(series, ways)
    if names is None:
        return Refusal(Why.NOT_POSSIBLE, "there are not two ways of working")
    return _by_design(scores, ways, names, logged)


def _by_design(scores: Scores, ways: list[str], names: tuple[str, str], logged: Logged) -> Test | Refusal:
    if logged.draw is Draw.TURNS:
        return drawn_turns(scores, ways, logged.in_a_row, names)
    if logged.draw is Draw.PAIRS:
        return drawn_pairs(scores, ways, names)
    changes = [n for n in range(1, len(ways)) if ways[n] != ways[n - 1]]
    if ways[0] != names[0] or len(changes) != (1 if logged.draw is Draw.START else 3):
        return Refusal(Why.NOT_POSSIBLE, "the phases are not those of the plan")
    starts = [n + 1 for n in changes]
    if logged.draw is Draw.START:
        return drawn_start(scores, starts[0], logged.fewest)
    return drawn_reversal(scores, starts, logged.fewest)


def _way(series: Series, one: Observation) -> str:
    return next(phase.condition for phase in series.phases if phase.code == one.phase)


def _names(series: Series, ways: list[str]) -> tuple[str, str] | None:
    """The usual way first: the baseline, else the first approach in the plan."""
    usual = [phase.condition for phase in series.phases if phase.kind == PhaseKind.BASELINE]
    order = list(dict.fromkeys([*usual, *(phase.condition for phase in series.phases)]))
    found = [name for name in order if name in ways]
    return (found[0], found[1]) if len(found) == 2 else None
