"""What a plan would notice, said before it starts, and how many rounds more would be needed.

By simulation with a fixed seed, so the same plan and baseline give the same words. Normal errors with autocorrelation .3, which
is usual in classrooms (Shadish & Sullivan 2011, Behavior Research Methods 43, 971-980). The spread is that of the pupil's own
baseline, so it takes five scores before anything is said.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, singledispatch
from itertools import permutations
from random import Random

import numpy as np

from guidance_app.stats.chance import Numbers
from guidance_app.stats.designs import DrawnReversal, DrawnRounds, DrawnStagger, DrawnStart, DrawnTurns, Plan, can_convince
from guidance_app.stats.exact import Path
from guidance_app.stats.gates import FEWEST_TO_PLAN, SURE, Refusal, Why
from guidance_app.stats.rounds import Rounds, winner

LIKELY = 0.8
RHO = 0.3
SIMULATED, SHUFFLED, COMPARED = 400, 99, 499
LARGEST_SHIFT = 6.0
"""In standard deviations; a plan that does not notice even this notices nothing."""
MORE_ROUNDS = 12
CELLS, FEWEST_CASES = 12_000, 100
"""So many simulated scores at most where a page waits for it, and so many cases at least."""


@dataclass(frozen=True)
class Noticed:
    """The smallest change of level that the plan notices in 8 of 10 cases, in the unit of the scores."""

    change: float
    in_sds: float


def noticed(plan: Plan, baseline: Path) -> Noticed | Refusal:
    """What a plan would notice with a spread like that of the first baseline scores. "Not known yet" below five of them;
    refused too when the plan cannot convince whatever happens."""
    if not can_convince(plan):
        return Refusal(Why.CANNOT_SHOW)
    if baseline.n < FEWEST_TO_PLAN or not baseline.variance:
        return Refusal(Why.NOT_KNOWN)
    shift = smallest_shift(plan)
    if shift is None:
        return Refusal(Why.CANNOT_SHOW)
    return Noticed(shift * math.sqrt(baseline.variance), shift)


@cache
def smallest_shift(plan: Plan) -> float | None:
    """The smallest shift, in standard deviations, that reaches p <= .05 in at least 8 of 10 simulated cases; None above six."""
    low, high = 0, round(LARGEST_SHIFT * 10)
    if power(plan, LARGEST_SHIFT) < LIKELY:
        return None
    while high - low > 1:
        half = (low + high) // 2
        low, high = (low, half) if power(plan, half / 10) >= LIKELY else (half, high)
    return high / 10


def power(plan: Plan, shift: float) -> float:
    """The share of simulated cases in which a shift of so many standard deviations is proved."""
    if isinstance(plan, DrawnRounds) and len(plan.names) > 2:
        return _prepared_rounds(len(plan.names), plan.rounds).proved([shift] + [0.0] * (len(plan.names) - 1))
    ready = _prepared(plan)
    values, seen = ready.values + shift * ready.lift, ready.seen + shift
    if isinstance(plan, DrawnTurns | DrawnRounds):
        values, seen = abs(values), abs(seen)
    p = (values >= seen[:, None] - 1e-12).mean(axis=1)
    return float((p <= float(SURE)).mean())


@dataclass(frozen=True)
class _Prepared:
    """Simulated cases: the difference that errors alone give under every assignment, what a shift of 1 adds to each, and the
    first under the assignment that was used."""

    values: Numbers
    lift: Numbers
    seen: Numbers


@lru_cache(maxsize=8)
def _prepared(plan: Plan) -> _Prepared:
    random = np.random.default_rng(1)
    in_b = _assignments(plan, random)
    weights = _weights(plan, in_b)
    used = random.integers(0, len(in_b), SIMULATED)
    values = _errors(random, (SIMULATED, in_b.shape[1]), _tiers(plan)) @ weights.T
    return _Prepared(values, in_b[used] @ weights.T, values[np.arange(SIMULATED), used])


def _tiers(plan: Plan) -> int:
    return len(plan.lists) if isinstance(plan, DrawnStagger) else 1


def _errors(random: np.random.Generator, shape: tuple[int, int], tiers: int = 1) -> Numbers:
    """Normal errors with autocorrelation within each series."""
    errors = random.standard_normal(shape)
    length = shape[1] // tiers
    for place in range(shape[1]):
        if place % length:
            errors[:, place] = RHO * errors[:, place - 1] + math.sqrt(1 - RHO**2) * errors[:, place]
    return errors


def _weights(plan: Plan, in_b: Numbers) -> Numbers:
    """What each session counts for in mean B - mean A (mean of the series, for several)."""
    tiers = _tiers(plan)
    split = in_b.reshape(len(in_b), tiers, -1)
    n_b = split.sum(axis=2, keepdims=True)
    parts: Numbers = split / n_b - (1 - split) / (split.shape[2] - n_b)
    return parts.reshape(in_b.shape) / tiers


@singledispatch
def _assignments(plan: object, random: np.random.Generator) -> Numbers:  # noqa: ARG001
    """Possible assignments, one a line, 1 where the session is of B: all of them, or many drawn ones."""
    raise TypeError(plan)


@_assignments.register
def _(plan: DrawnStart, random: np.random.Generator) -> Numbers:  # noqa: ARG001
    return _from(plan.sessions, [(start,) for start in plan.starts])


@_assignments.register
def _(plan: DrawnReversal, random: np.random.Generator) -> Numbers:
    source = _source(random)
    return _from(plan.sessions, [plan.draw(source) for _ in range(COMPARED)])


@_assignments.register
def _(plan: DrawnTurns, random: np.random.Generator) -> Numbers:
    source = _source(random)
    return np.array([[float(one == plan.names[1]) for one in plan.draw(source)] for _ in range(COMPARED)])


@_assignments.register
def _(plan: DrawnRounds, random: np.random.Generator) -> Numbers:
    first = random.integers(0, 2, (COMPARED, plan.rounds)).astype(float)
    return np.stack([first, 1 - first], axis=2).reshape(COMPARED, -1)


@_assignments.register
def _(plan: DrawnStagger, random: np.random.Generator) -> Numbers:
    source, last = _source(random), plan.sessions or max(max(one) for one in plan.lists) + 3
    return np.array([np.concatenate([_from(last, [(start,)])[0] for start in plan.draw(source)]) for _ in range(COMPARED)])


def _source(random: np.random.Generator) -> Random:
    return Random(int(random.integers(2**31)))


def _from(sessions: int, changes: Sequence[tuple[int, ...]]) -> Numbers:
    days = np.arange(1, sessions + 1)
    return np.array([(sum(days >= change for change in one) % 2) for one in changes], dtype=float)


# --- rounds of two or more approaches ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _PreparedRounds:
    """Simulated rounds: sums of the errors as they are and rearranged, and whose place each approach took how often."""

    sums: Numbers
    moved: Numbers
    places: Numbers
    rounds: int

    def proved(self, shifts: Sequence[float]) -> float:
        """The share in which the first approach is proved better than every other one, corrected, with these true shifts."""
        shift = np.array(shifts)
        sums = self.sums + self.rounds * shift
        lead = sums[:, 0] - sums[:, 1:].max(axis=1)
        moved = self.moved + self.places @ shift
        beyond = 1 + (moved.max(axis=2) - moved.min(axis=2) >= lead - 1e-12).sum(axis=0)
        return float(((lead > 0) & (beyond / (SHUFFLED + 1) <= float(SURE))).mean())


@lru_cache(maxsize=8)
def _prepared_rounds(k: int, rounds: int) -> _PreparedRounds:
    random = np.random.default_rng(1)
    scores = _errors(random, (SIMULATED, rounds * k)).reshape(SIMULATED, rounds, k)
    moved, places = np.empty((SHUFFLED, SIMULATED, k)), np.empty((SHUFFLED, SIMULATED, k, k))
    for n in range(SHUFFLED):
        order = np.argsort(random.random(scores.shape, dtype=np.float32), axis=2)
        moved[n] = np.take_along_axis(scores, order, axis=2).sum(axis=1)
        for one in range(k):
            places[n, :, :, one] = (order == one).sum(axis=1)
    return _PreparedRounds(scores.sum(axis=1), moved, places, rounds)


def more_rounds(rounds: Rounds, higher: bool = True) -> int | Refusal:
    """About how many rounds more it takes to prove the present lead in 8 of 10 cases, if it is what it looks like, at the
    pupil's own spread. "Not known" below three rounds, without a lead or spread, or when 12 more are not enough.

    From 100 to 400 simulated cases with a fixed seed, so the 8 of 10 is known to within 2 to 4 in 100 (one standard error) and
    the number to about one round: hence "about".
    """
    spread, best = rounds.spread, winner(rounds, higher)
    if len(rounds.rows) < 3 or not spread or best.tied:
        return Refusal(Why.NOT_KNOWN)
    behind = [-abs(float(rounds.difference(best.name, name))) / spread for name in rounds.names if name != best.name]
    proved = _proved_with_more(len(rounds.rows), (0.0, *behind))
    if proved[-1] < LIKELY:
        return Refusal(Why.NOT_KNOWN)
    return int(np.argmax(proved >= LIKELY)) + 1


def _proved_with_more(done: int, shifts: tuple[float, ...]) -> Numbers:
    """The share of simulated cases in which the first approach is proved better than every other one, with one round more than
    were done, two more, and so on. All come of one simulation, so that more rounds are seen as more of the same."""
    k, most = len(shifts), done + MORE_ROUNDS
    cases = min(max(CELLS // (most * k), FEWEST_CASES), SIMULATED)
    random = np.random.default_rng(1)
    scores = (_errors(random, (cases, most * k)).reshape(cases, most, k) + np.array(shifts)).astype(np.float32)
    sums = scores.cumsum(axis=1)[:, done:]
    lead = sums[..., 0] - sums[..., 1:].max(axis=2)
    orders = np.array(list(permutations(range(k))))
    flat, starts = scores.reshape(-1), np.arange(cases * most).reshape(cases, most, 1) * k
    beyond = np.ones(lead.shape)
    for _ in range(SHUFFLED):
        moved = flat[orders[random.integers(0, len(orders), (cases, most))] + starts].cumsum(axis=1)[:, done:]
        beyond += np.ptp(moved, axis=2) >= lead - 1e-4
    proved: Numbers = ((lead > 0) & (beyond / (SHUFFLED + 1) <= float(SURE))).mean(axis=0)
    return proved
