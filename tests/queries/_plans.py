"""Plans of every design, how they are carried out, and everything that could have been drawn for them, by trying."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random

from guidance_app import example
from guidance_app.edits.experiment_plan import Measure, Plan, begin, draw
from guidance_app.edits.measuring import measure
from guidance_app.queries.experiments import ExperimentView, experiments
from guidance_app.stats.drawn import Draw
from guidance_app.stats.planning import lists_for
from guidance_app.workspace import Edit, Workspace

TODAY = example.TODAY
FIRST = TODAY + dt.timedelta(4)
WORDS = Measure("Woorden", "woorden")
PLAN = Plan("Stil lezen", ("Gewoon", "Stil"), (WORDS,), "ab", 12, FIRST, ("1", "3", "5"), fewest=3, draw=Draw.START)
PLANS = {
    "start": PLAN,
    "reversal": replace(PLAN, design="abab", sessions=15, draw=Draw.REVERSAL),
    "pairs": replace(PLAN, design="turns", draw=Draw.PAIRS),
    "turns": replace(PLAN, design="turns", draw=Draw.TURNS, in_a_row=2, sessions=10),
    "rounds": replace(PLAN, design="turns", draw=Draw.ROUNDS, ways=("Gewoon", "Stil", "Samen"), sessions=18),
    "stagger": replace(
        PLAN, design="baselines", draw=Draw.STAGGER, sessions=14, measures=(WORDS, replace(WORDS, name="Zinnen"))
    ),
}  # fmt: skip


def view(store: Workspace, noor: str) -> ExperimentView:
    with store.read() as s:
        found = experiments(s, noor).open
    assert found is not None
    return found


def scores_for(one: ExperimentView, source: Random, skip: int = 4) -> dict[str, dict[dt.date, Decimal]]:
    """For each outcome scores that are better with the approach; one planned time has none."""
    found: dict[str, dict[dt.date, Decimal]] = {}
    for outcome in one.outcomes:
        code = {id_: phase.condition for id_, phase in outcome.spans}
        found[outcome.id] = {
            time.day: Decimal(source.randrange(4, 8) + (0 if code[time.phase or ""] == "A" else 3))
            for time in outcome.planned
            if time.number != skip
        }
    return found


def measure_all(store: Workspace, told: list[tuple[str, dt.date, Decimal]]) -> None:
    """Write down many scores at once."""
    store.do(Edit("measured", lambda s: [measure(*one).apply(s) for one in told]))


def carried_out(store: Workspace, noor: str, plan: Plan, seed: int) -> tuple[ExperimentView, dict[str, dict[dt.date, Decimal]]]:
    """The plan drawn, and everything measured on its day."""
    made = store.do(begin(noor, plan))
    store.do(draw(made, TODAY, Random(seed)))
    scores = scores_for(view(store, noor), Random(seed))
    measure_all(store, [(outcome, day, value) for outcome, of_days in scores.items() for day, value in of_days.items()])
    return view(store, noor), scores


def means_apart(rows_: list[list[tuple[str, Decimal | None]]]) -> Fraction | None:
    """The mean over the series of mean B less mean A; None when one of them has no score."""
    total = Fraction(0)
    for row_ in rows_:
        a, b = ([Fraction(y) for way, y in row_ if y is not None and (way != "A") == of_b] for of_b in (False, True))
        if not a or not b:
            return None
        total += sum(b) / len(b) - sum(a) / len(a)
    return total


def possible(plan: Plan) -> list[list[str]]:
    """Every assignment that could be drawn: the way of each time, the series one after another."""
    n, k = plan.sessions, plan.fewest

    def phased(starts: tuple[int, ...]) -> list[str]:
        return ["AB"[sum(time >= start for start in starts) % 2] for time in range(1, n + 1)]

    match plan.draw:
        case Draw.START:
            return [phased((start,)) for start in range(k + 1, n - k + 2)]
        case Draw.REVERSAL:
            edges = itertools.combinations(range(1, n + 1), 3)
            return [phased(e) for e in edges if all(b - a >= k for a, b in itertools.pairwise((1, *e, n + 1)))]
        case Draw.STAGGER:
            dealt = itertools.permutations(lists_for(n, k, 2))
            return [phased((a,)) + phased((b,)) for lists in dealt for a, b in itertools.product(*lists)]
        case Draw.TURNS:
            orders = itertools.product("AB", repeat=n)
            return [list(o) for o in orders if o.count("A") * 2 == n and not any(len({*o[i : i + 3]}) == 1 for i in range(n - 2))]
        case _:
            return [list(itertools.chain(*pairs)) for pairs in itertools.product(["AB", "BA"], repeat=n // 2)]
