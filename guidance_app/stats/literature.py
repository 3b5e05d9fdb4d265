"""Indices that the literature reports and that decide nothing here: for comparison with published numbers only.

Nothing on screen or paper uses this module: Tau-U is six statistics under one name, PND and PEM throw most of the scores away,
PAND depends on its form, and the labels of SMD come from comparing groups of people.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass
from fractions import Fraction

from guidance_app.stats.distributions import quantile
from guidance_app.stats.exact import Path, TwoPhases, middle
from guidance_app.stats.gates import Refusal, Why
from guidance_app.stats.overlap import pairs_won
from guidance_app.stats.ratio import Effect
from guidance_app.stats.trend import rising


def tau_u(phases: TwoPhases) -> dict[str, int | Fraction]:
    """The forms of Tau-U (Parker, Vannest, Davis & Sauber 2011, Behavior Therapy 42, 284-299), each under its own name."""
    a, b = phases.directed
    m, n, found = a.n, b.n, pairs_won(a.scores, b.scores)
    s, s_a, s_b = found.better - found.worse, rising(a), rising(b)
    pairs_a, pairs_b = math.comb(m, 2), math.comb(n, 2)
    return {
        "S_AB": s, "S_A": s_a, "S_B": s_b, "pairs_AB": m * n, "pairs_A": pairs_a, "pairs_B": pairs_b,
        "A_vs_B": Fraction(s, m * n),
        "minus_trendA__div_mn": Fraction(s - s_a, m * n),
        "minus_trendA__div_allpairs": Fraction(s - s_a, m * n + pairs_a),
        "plus_trendB__div_allpairs": Fraction(s + s_b, m * n + pairs_b),
        "full__div_allpairs": Fraction(s + s_b - s_a, math.comb(m + n, 2)),
    }  # fmt: skip


def pnd(phases: TwoPhases) -> Fraction:
    """Share of B beyond the best score of A (Scruggs, Mastropieri & Casto 1987)."""
    a, b = phases.directed
    return Fraction(sum(y > max(a.scores) for y in b.scores), b.n)


def pem(phases: TwoPhases, half_ties: bool = True) -> Fraction:
    """Share of B beyond the median of A (Ma 2006); ties half, or nothing."""
    a, b = phases.directed
    line = middle(a.scores)
    ties = Fraction(sum(y == line for y in b.scores), 2) if half_ties else Fraction(0)
    return (sum(y > line for y in b.scores) + ties) / b.n


def pand(phases: TwoPhases) -> Fraction:
    """Largest share of scores that can be kept with every A worse than every B (Parker, Hagan-Burke & Vannest 2007)."""
    a, b = (sorted(phase.scores) for phase in phases.directed)
    cuts = {*a, *b, max((*a, *b)) + 1}
    kept = max(bisect_left(a, cut) + len(b) - bisect_left(b, cut) for cut in cuts)
    return Fraction(kept, len(a) + len(b))


def pand_sorted(phases: TwoPhases) -> Fraction:
    """Share of places, scores sorted with tied ones of A first, that hold the phase they held."""
    a, b = phases.directed
    order = [phase for _, phase in sorted([(y, 0) for y in a.scores] + [(y, 1) for y in b.scores])]
    return Fraction(sum(phase == (place >= a.n) for place, phase in enumerate(order)), a.n + b.n)


def ird(phases: TwoPhases) -> Fraction:
    """Robust improvement rate difference, from PAND (Parker, Vannest & Brown 2009)."""
    m, n = phases.a.n, phases.b.n
    return 1 - Fraction((m + n) ** 2, 2 * m * n) * (1 - pand(phases))


@dataclass(frozen=True)
class StandardDifference:
    """A standardised mean difference and the standard deviation it was divided by."""

    effect: Effect
    sd: float


def smd(phases: TwoPhases, pooled: bool = False, corrected: bool = True) -> StandardDifference | Refusal:
    """Standardised mean difference (Gingerich 1984; Busk & Serlin 1992), Hedges' correction 1 - 3/(4 df - 1)."""
    a, b = phases.directed
    var_a, var_b, m, n = a.variance, b.variance, a.n, b.n
    if var_a is None or (var_b is None and pooled):
        return Refusal(Why.TOO_FEW, "a phase with one score has no spread")
    df = m + n - 2 if pooled else m - 1
    of_b = var_b or Fraction(0)
    variance = ((m - 1) * var_a + (n - 1) * of_b) / df if pooled else var_a
    factor = 1 - 3 / (4 * df - 1) if corrected else 1.0
    if not factor:
        return Refusal(Why.TOO_FEW, "not_computable (one degree of freedom: the small-sample factor is 0)")
    if not variance:
        return Refusal(Why.NO_SPREAD, "no spread to divide by")
    if var_b is None:
        return Refusal(Why.TOO_FEW, "a phase with one score has no spread")
    sd = math.sqrt(variance)
    d = factor * float(b.mean - a.mean) / sd
    second = 1 / n if pooled else float(of_b / (n * var_a))
    return StandardDifference(Effect(d, factor * math.sqrt(1 / m + second + d * d / (2 * df))), sd)


def log_ratio_of_medians(phases: TwoPhases) -> Effect | Refusal:
    """ln(median B / median A), positive when better; SE from order statistics (Bonett & Price Bailey 2020)."""
    a, b = phases.a, phases.b
    if min(a.n, b.n) < 2 or min((*a.scores, *b.scores)) < 0 or not a.median or not b.median:
        return Refusal(Why.NO_TRUE_ZERO, "not_applicable: needs two scores in each phase and medians above 0")
    errors = [_log_median_error(path) for path in (a, b)]
    if errors[0] is None or errors[1] is None:
        return Refusal(Why.NOT_FINITE, "a low score of 0 has no logarithm")
    return Effect(math.log(b.median / a.median), math.hypot(errors[0], errors[1])).turned(1 if phases.higher else -1)


def _log_median_error(path: Path) -> float | None:
    n, ordered = path.n, sorted(path.scores)
    place = max(1, math.floor((n + 1) / 2 - math.sqrt(n)))
    low, high = ordered[place - 1], ordered[n - place]
    tail = sum(math.comb(n, k) for k in range(place)) / 2**n
    return math.log(Fraction(high, low)) / (2 * -quantile(tail)) if low > 0 else None
