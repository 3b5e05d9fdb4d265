"""How far the figures can be trusted, by simulation with numbers and seeds printed, and how fast they are."""

from __future__ import annotations

import datetime as dt
import math
import sys
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from random import Random
from statistics import NormalDist

import numpy as np

from benchmarks._measure import interleaved, milliseconds, tell
from benchmarks.r_packages import beside
from guidance_app.domain.series import Observation, Phase, PhaseKind, Series
from guidance_app.stats.aim import AimLine, Growth, Progress, aim_line
from guidance_app.stats.chance import Numbers, drawn_reversal, drawn_start
from guidance_app.stats.designs import DrawnReversal, DrawnStart, DrawnTurns
from guidance_app.stats.drawer import drawers
from guidance_app.stats.exact import Path, two_phases
from guidance_app.stats.findings import Inputs, findings
from guidance_app.stats.gates import FEWEST_TO_COMPARE, Range
from guidance_app.stats.orders import drawn_turns
from guidance_app.stats.overlap import nap_limits
from guidance_app.stats.ratio import Zero
from guidance_app.stats.reading import reading
from guidance_app.stats.rounds import Rounds, every_pair, rounds_of, winner
from guidance_app.stats.shown import figures
from guidance_app.stats.stagger import drawn_stagger

SEED = 20260301
RHO = 0.3
LOWEST, HIGHEST = 0.89, 0.985
BEHIND_AT_MOST, WINNER_AT_MOST = 0.10, 0.06


def result(what: str, share: float, n: int, low: float, high: float) -> int:
    """Print one share with how it came about; 1 when it lies outside what it must reach."""
    over = not low <= share <= high
    print(f"{what}: {100 * share:.1f}% (n = {n}, seed {SEED}){': OUTSIDE' if over else ''}")
    return int(over)


def errors(random: np.random.Generator, shape: tuple[int, ...], rho: float) -> Numbers:
    """Normal errors with autocorrelation along the last axis."""
    found = random.standard_normal(shape)
    for place in range(1, shape[-1]):
        found[..., place] = rho * found[..., place - 1] + math.sqrt(1 - rho * rho) * found[..., place]
    return found


# --- coverage of the interval of NAP -----------------------------------------------------------------------------------


def coverage(m: int, n: int, true: float, simulated: int = 40_000) -> float:
    """The share of simulated pupils whose interval holds the true NAP."""
    random = np.random.default_rng(SEED)
    shift = math.sqrt(2) * NormalDist().inv_cdf(true)
    a, b = random.standard_normal((simulated, m, 1)), random.standard_normal((simulated, 1, n)) + shift
    won = (b > a).sum(axis=(1, 2))
    limits = [nap_limits(Fraction(k, m * n), m, n) or (0.0, 1.0) for k in range(m * n + 1)]
    held = np.array([low - 1e-9 <= true <= high + 1e-9 for low, high in limits])
    return float(held[won].mean())


def nap_coverage() -> int:
    """Three against three up to ten against ten, true NAP .50 to .92."""
    sizes = [(n, n) for n in range(3, 11)] + [(3, 10), (10, 3), (5, 8)]
    trues = (0.50, 0.55, 0.60, 0.66, 0.70, 0.76, 0.80, 0.84, 0.88, 0.92)
    found = {(m, n, true): coverage(m, n, true) for m, n in sizes for true in trues}
    worst, best = min(found, key=lambda key: found[key]), max(found, key=lambda key: found[key])
    text = "95% interval of NAP, {} of {} conditions ({} v {}, true NAP {})"
    return result(text.format("lowest", len(found), *worst), found[worst], 40_000, LOWEST, HIGHEST) + result(
        text.format("highest", len(found), *best), found[best], 40_000, LOWEST, HIGHEST
    )


# --- growth ----------------------------------------------------------------------------------------------------------

GROWTH, SEE, GOAL_DAY = Fraction(3, 2), 10, 140


def called_behind(weeks: int, rho: float, own_line: bool, simulated: int = 4_000) -> float:
    """Pupils who grow exactly as planned and are called behind all the same. `own_line`: the aim line starts at three probes."""
    random = np.random.default_rng(SEED)
    noise = SEE * errors(random, (simulated, 3 + weeks), rho)
    start, goal = Fraction(50), 50 + GROWTH * GOAL_DAY / 7
    plan = AimLine(Fraction(0), start, goal, Fraction(GOAL_DAY))
    days = tuple(Fraction(7 * n) for n in range(1, weeks + 1))
    expected = [float(plan.at(day)) for day in days]
    behind = 0
    for row in noise:
        probes = Path((-1, 0, 1), tuple(round(100 * (50 + e)) for e in row[:3]), 1, 100)
        aim = aim_line(probes, goal, Fraction(GOAL_DAY)) if own_line else plan
        scores = tuple(Fraction(round(100 * (y + e)), 100) for y, e in zip(expected, row[3:], strict=True))
        behind += isinstance(aim, AimLine) and Progress(aim, days, scores).growth() is Growth.BEHIND
    return behind / simulated


def growth() -> int:
    """On-plan pupils called behind; only with independent errors and the plan as it was made does a limit hold."""
    n, over = 4_000, 0
    limit = BEHIND_AT_MOST + 3 * math.sqrt(BEHIND_AT_MOST * (1 - BEHIND_AT_MOST) / n)
    for weeks in (6, 8, 10, 12):
        over += result(
            f"{weeks} weeks, on plan, called behind, errors independent", called_behind(weeks, 0.0, False), n, 0, limit
        )
        result(f"    the same with rho {RHO}", called_behind(weeks, RHO, False), n, 0, 1)
        result("    the same, independent, aim line from three probes", called_behind(weeks, 0.0, True), n, 0, 1)
    return over


# --- picking the winner ------------------------------------------------------------------------------------------------


def simulated_rounds(k: int, b: int, simulated: int) -> list[Rounds]:
    """Rounds in a fresh order with autocorrelated errors and a little growth; no approach is better."""
    random = np.random.default_rng(SEED)
    line = 50 + 10 * errors(random, (simulated, b * k), RHO) + 0.5 * np.arange(b * k)
    order = np.argsort(random.random((simulated, b, k)), axis=2)
    scores = np.take_along_axis(line.reshape(simulated, b, k), np.argsort(order, axis=2), axis=2)
    names = "ABCD"[:k]
    blocks = [[{name: Decimal(round(y)) for name, y in zip(names, row, strict=True)} for row in one] for one in scores]
    found = [rounds_of(one) for one in blocks]
    return [one for one in found if isinstance(one, Rounds)]


def picking_the_winner() -> int:
    """How often a winner is proved where nothing differs, and how often the ranges of all pairs hold 0."""
    over = 0
    for k, b, n in ((2, 6, 2000), (2, 8, 2000), (3, 4, 2000), (3, 6, 1500), (4, 4, 1500)):
        found = simulated_rounds(k, b, n)
        alarms = sum(winner(one).proved for one in found) / n
        over += result(f"{k} approaches, {b} rounds, nothing differs, winner proved", alarms, n, 0, WINNER_AT_MOST)
        held = sum(_all_hold_nothing(one) for one in found) / n
        over += result("    ranges of all pairs hold the truth", held, n, 0.9, 1)
    return over


def looking_again() -> int:
    """How often a winner is proved at some moment by who looks after every round from five on and stops at the first proof, where
    nothing differs; that is why the program gives its verdict only after the last planned round, where the limit holds."""
    over = 0
    for k, last, n in ((2, 12, 1000), (3, 10, 400), (4, 8, 200)):
        found = simulated_rounds(k, last, n)
        looked = sum(any(winner(_first(one, b)).proved for b in range(FEWEST_TO_COMPARE, last + 1)) for one in found) / n
        result(f"{k} approaches, looked at after each of rounds 5 to {last}, nothing differs, winner proved", looked, n, 0, 1)
        once = sum(winner(one).proved for one in found) / n
        over += result(f"    looked at once, after round {last}, as the program does", once, n, 0, _with_room(WINNER_AT_MOST, n))
    return over


def _first(rounds: Rounds, b: int) -> Rounds:
    return Rounds(rounds.names, rounds.rows[:b], rounds.unit)


def _with_room(limit: float, n: int) -> float:
    """A limit with room for three simulation errors."""
    return limit + 3 * math.sqrt(limit * (1 - limit) / n)


def _all_hold_nothing(rounds: Rounds) -> bool:
    ranges = [rounds.between(a, b) for a, b in every_pair(rounds)]
    return all(not isinstance(one, Range) or one.low <= 0 <= one.high for one in ranges)


# --- speed -------------------------------------------------------------------------------------------------------------


def a_thousand_series() -> int:
    """Everything the screen shows of 1,000 series of 30 scores: what is seen, the answer and its figures; then the drawer too."""
    random = Random(SEED)
    rows = [[Decimal(round(random.gauss(20, 5))) for _ in range(30)] for _ in range(1000)]
    table = np.array(rows, dtype=float)
    up, (first, second) = np.arange(15.0), np.triu_indices(15, 1)

    def floor() -> None:
        for row in table:
            a, b = row[:15], row[15:]
            (b[:, None] > a[None, :]).sum()
            slope = np.median((a[second] - a[first]) / (up[second] - up[first]))
            np.median(a - slope * up)

    def shown() -> None:
        for one in [_inputs(row) for row in rows]:
            reading(one.series)
            findings(one)

    def drawer() -> None:
        for one in [_inputs(row) for row in rows]:
            drawers(one)

    def indices() -> None:
        for one in [two_phases(row[:15], row[15:]) for row in rows]:
            figures(one, Zero.COUNT, Decimal(40))

    parts = (floor, shown, drawer, indices)
    floor_ms, shown_ms, drawer_ms, indices_ms = interleaved(5, *(lambda part=part: milliseconds(part) for part in parts))
    named = (
        ("1,000 series of 30, all the screen shows", shown_ms),
        ("1,000 series of 30, the drawer for experts in words", drawer_ms),
        ("1,000 series of 30, all indices as numbers", indices_ms),
    )
    over = sum(tell(what, ms, "NAP and Theil-Sen in numpy", floor_ms, limit_ms=1000) for what, ms in named)
    beside(rows, indices_ms)
    return over


def _inputs(row: list[Decimal]) -> Inputs:
    """A count of fifteen sessions as usual and fifteen with an approach, a day apart."""
    day = dt.date(2026, 1, 5)
    seen = tuple(Observation(day + dt.timedelta(n), y, "A" if n < 15 else "B") for n, y in enumerate(row))
    phases = (Phase("A", "Gewoon"), Phase("B", "Anders", PhaseKind.APPROACH))
    return Inputs(Series("Woorden", seen, phases, "woorden", "count"), zero=Zero.COUNT, goal=Decimal(40))


def single_tests() -> int:
    """Each randomization test at the size that the program must take in its stride."""
    random = Random(SEED)

    def scores(n: int) -> list[Decimal | None]:
        return [Decimal(random.randint(0, 500)) / 10 for _ in range(n)]

    day, free, two = scores(24), DrawnTurns(12, 12).draw(random), DrawnTurns(12, 12, 2).draw(random)
    start, back = DrawnStart(60, 3).draw(random)[0], DrawnReversal(60, 3).draw(random)
    long, four = scores(60), [scores(30) for _ in range(4)]
    lists = [list(range(4 + n, 25 + n)) for n in range(4)]
    blocks = [{name: Decimal(random.randint(0, 500)) / 10 for name in "ABC"} for _ in range(8)]
    tests: dict[str, Callable[[], object]] = {
        "24 sessions in turns, all 52,404 orders": lambda: drawn_turns(day, two, 2),
        "24 sessions in turns, all 2,704,156 orders": lambda: drawn_turns(day, free),
        "4 series of 21 starts, all 4,667,544 deals": lambda: drawn_stagger(four, (5, 10, 15, 20), lists),
        "60 sessions, 55 starts": lambda: drawn_start(long, start, 3),
        "60 sessions there and back, all 20,825": lambda: drawn_reversal(long, back, 3),
        "3 approaches in 8 rounds, all 1,679,616 orders": lambda: _winner(blocks),
    }
    orders, values = np.random.default_rng(SEED).integers(0, 2, (52_404, 24)), np.arange(24)
    ours = [lambda act=act: milliseconds(act) for act in tests.values()]
    floor_ms, *taken = interleaved(5, lambda: milliseconds(lambda: orders @ values), *ours)
    named = zip(tests, taken, strict=True)
    return sum(tell(what, ms, "52,404 sums of 24 in numpy", floor_ms, limit_ms=100) for what, ms in named)


def _winner(blocks: list[dict[str, Decimal | None]]) -> object:
    rounds = rounds_of(blocks)
    return winner(rounds) if isinstance(rounds, Rounds) else None


def main() -> int:
    """All of it."""
    parts = (nap_coverage, growth, picking_the_winner, looking_again, a_thousand_series, single_tests)
    return int(any([part() for part in parts]))


if __name__ == "__main__":
    sys.exit(main())
