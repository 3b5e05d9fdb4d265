"""What a plan of an experiment can show at best, said before it starts, and what to change when that is too little."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from guidance_app.base.i18n import t, tn
from guidance_app.stats import sentences
from guidance_app.stats.designs import DrawnReversal, DrawnRounds, DrawnStagger, DrawnStart, DrawnTurns, Plan, can_convince
from guidance_app.stats.drawn import Draw
from guidance_app.stats.exact import Path
from guidance_app.stats.gates import CHANGES_TO_SPEAK_OF_CAUSE, FEWEST_TO_COMPARE, Refusal, Why
from guidance_app.stats.power import noticed
from guidance_app.stats.sentences import Said

PHASES: Final = {"ab": 2, "abab": 4, "baselines": 2}
"""How many phases follow each other in a design."""
MOST: Final = 200
"""Plans of more times than this are not looked for."""


@dataclass(frozen=True)
class Shape:
    """A plan in numbers: its design, the approaches, how many times, the least in each phase and what is drawn (None: nothing).

    `series`: how many outcomes or moments begin one after another. `stages`: how many steps of a changing criterion.
    """

    design: str
    sessions: int
    ways: tuple[str, ...] = ("A", "B")
    fewest: int = FEWEST_TO_COMPARE
    draw: Draw | None = None
    in_a_row: int | None = None
    series: int = 1
    stages: int = 0


def draws_for(design: str, ways: int) -> tuple[Draw, ...]:
    """What the program can draw for this design, the most usual first."""
    turns = (Draw.PAIRS, Draw.TURNS) if ways == 2 else (Draw.ROUNDS,)
    return {"ab": (Draw.START,), "abab": (Draw.REVERSAL,), "turns": turns, "baselines": (Draw.STAGGER,)}.get(design, ())


def plan_of(shape: Shape) -> Plan | None:
    """What is drawn in this plan; None when nothing is."""
    names, n = shape.ways, shape.sessions
    match shape.draw:
        case None:
            return None
        case Draw.START:
            return DrawnStart(n, shape.fewest)
        case Draw.REVERSAL:
            return DrawnReversal(n, shape.fewest)
        case Draw.TURNS:
            return DrawnTurns(n // 2, n // 2, shape.in_a_row, (names[0], names[1]))
        case Draw.STAGGER:
            return DrawnStagger(lists_for(n, shape.fewest, shape.series), n)
        case _:
            return DrawnRounds(names, n // len(names))


def lists_for(sessions: int, fewest: int, series: int) -> tuple[tuple[int, ...], ...]:
    """What each start can be: windows of equal length, one after another, with `fewest` sessions from one to the next, so that
    what began first can be seen to change before the next begins. Empty windows when there is no room."""
    starts = sessions - 2 * fewest + 1
    long = max((starts - (series - 1) * (fewest - 1)) // max(series, 1), 0)
    begins = [fewest + 1 + n * (long + fewest - 1) for n in range(series)]
    return tuple(tuple(range(begin, begin + long)) for begin in begins)


def whole(shape: Shape) -> int:
    """The number of times that fits the design: each approach as often, the phases with their least."""
    n = shape.sessions
    if shape.design == "turns":
        return max(-(-n // len(shape.ways)), 1) * len(shape.ways)
    return max(n, least(shape))


def least(shape: Shape) -> int:
    """The fewest times with which the plan can be carried out at all."""
    if shape.design == "turns":
        return len(shape.ways)
    if shape.design == "criterion":
        return (shape.stages + 1) * shape.fewest
    if shape.design == "baselines":
        return 2 * shape.fewest + (shape.series - 1) * shape.fewest
    return PHASES[shape.design] * shape.fewest


def usual_times(shape: Shape) -> int:
    """The fewest times that can convince, each approach or phase often enough for a conclusion."""
    n = _for_a_conclusion(shape)
    return needed(replace(shape, sessions=n)) or n


def _for_a_conclusion(shape: Shape) -> int:
    """The fewest times with which each approach or phase comes often enough for a conclusion."""
    spare = shape.stages + 1 if shape.design == "criterion" else 0  # one time of each stage may be missed
    return whole(replace(shape, sessions=max(least(shape) + spare, FEWEST_TO_COMPARE * len(shape.ways))))


def enough(shape: Shape) -> Shape | None:
    """The plan made so much longer that it can convince and has each approach or phase often enough for a conclusion; None when
    it does so already."""
    few = _each(shape) < FEWEST_TO_COMPARE
    if not few:
        more = needed(shape)
        return None if more is None else replace(shape, sessions=more)
    fits = replace(shape, fewest=max(shape.fewest, FEWEST_TO_COMPARE))
    fits = replace(fits, sessions=max(whole(shape), _for_a_conclusion(fits)))
    return replace(fits, sessions=needed(fits) or fits.sessions)


def _each(shape: Shape) -> int:
    """How many times each approach or phase has at least."""
    return shape.sessions // len(shape.ways) if shape.design == "turns" else shape.fewest


def at_best(shape: Shape) -> Said:
    """What this plan can show at best, in words; the arithmetic is the smallest chance figure."""
    plan = plan_of(shape)
    if plan is None:
        return Said(_without_draw(shape))
    if not plan.possibilities:
        return Said(t("With so few times there is nothing to draw."))
    return sentences.at_best(plan.floor)


def would_notice(shape: Shape, baseline: Path | None, amount: Callable[[Fraction | float], str]) -> Said:
    """What change the plan would notice, from five baseline scores on; `amount` puts a difference in words."""
    plan = plan_of(shape)
    if plan is None:
        return Said("")
    found = Refusal(Why.NOT_KNOWN) if baseline is None or baseline.n < FEWEST_TO_COMPARE else noticed(plan, baseline)
    if isinstance(found, Refusal) and found.why is Why.NOT_KNOWN:
        return Said(t("Which change it would notice is not known yet; that can be said from five scores of the usual way on."))
    return sentences.would_notice(found if isinstance(found, Refusal) else amount(found.change))


def needed(shape: Shape) -> int | None:
    """The number of times from which the plan can convince; None when it does so already, or never."""
    plan = plan_of(shape)
    if plan is None or can_convince(plan):
        return None
    step = len(shape.ways) if shape.design == "turns" else 1
    tried = (replace(shape, sessions=n) for n in range(whole(shape), MOST, step))
    return next((one.sessions for one in tried if (more := plan_of(one)) and more.possibilities and can_convince(more)), None)


def advice(shape: Shape) -> tuple[str, ...]:
    """What to change so that the plan can convince; nothing when it can."""
    told: list[str] = []
    if (fits := enough(shape)) is not None:
        told.append(_longer(shape, fits))
    if shape.draw is None and draws_for(shape.design, len(shape.ways)) and shape.design != "abab":
        told.append(t("Let the program draw: then chance can be ruled out."))
    if shape.design == "criterion" and shape.stages <= CHANGES_TO_SPEAK_OF_CAUSE:
        told.append(t("Take at least {n} stages: only then can be seen that the scores move along.", n=4))
    return tuple(told)


def _longer(shape: Shape, fits: Shape) -> str:
    """One advice, with the number of times that is enough for all."""
    if _each(shape) >= FEWEST_TO_COMPARE:
        return tn("With {n} time it can convince.", "With {n} times it can convince.", fits.sessions)
    told = {"n": fits.sessions, "least": FEWEST_TO_COMPARE}
    if needed(shape) is None:
        return t("Take {n} times, at least {least} for each approach or phase; with fewer no conclusion follows.", **told)
    return t("With {n} times, at least {least} for each approach or phase, it can convince.", **told)


def _without_draw(shape: Shape) -> str:
    if shape.design == "criterion":
        return t("At best this plan shows that the scores move along with each stage. No chance figure follows.")
    if shape.design == "abab":
        return t("At best this plan shows three changes that all go the wanted way. Without a draw no chance figure follows.")
    return t("Nothing is drawn, so no chance figure follows, and what caused a change cannot be seen.")
