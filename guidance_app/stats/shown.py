"""Every figure that screen or paper may show of one comparison, each through its gate: a value, or a refusal with the reason.

`Figures` is for everyone, `Expert` for the drawer. Where each figure comes from stands in `METHODS`; with the inputs and
`VERSION` any of them can be computed again later.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from guidance_app.base.i18n import t
from guidance_app.domain.series import Phase, PhaseKind, Series
from guidance_app.stats.baseline import TwoLines, tau_bc, two_lines
from guidance_app.stats.exact import TwoPhases, two_phases
from guidance_app.stats.gates import (
    FEWEST_FOR_BASELINE_LINE,
    FEWEST_FOR_LINES_RULE,
    Chance,
    Range,
    Refusal,
    Why,
    finite,
    interval,
    may_describe,
)
from guidance_app.stats.overlap import Overlap, nap_range, pairs_won
from guidance_app.stats.ranks import rank_test
from guidance_app.stats.ratio import Effect, Zero, log_odds, log_ratio, percent_change, toward_goal
from guidance_app.stats.trend import piecewise

VERSION = "1"
METHODS = {
    "typical": "Median of each phase.",
    "pairs": "NAP: pairs of one score of each phase in which the later one is better, ties half. Parker & Vannest (2009).",
    "pairs_range": "Score interval of NAP, method 5 of Newcombe (2006), trivial roots divided out.",
    "percent": "Change of the mean in percent of the baseline mean; scales with a true zero only.",
    "tau_bc": "Tau after the Theil-Sen line of the baseline is taken off, over real dates, always corrected. Tarlow (2017).",
    "lines": "CDC, exact binomial. Fisher, Kelley & Lomas (2003).",
    "level": "Gap between the lines of both phases at the first session of the second. Huitema & McKean (2000).",
    "slope": "Difference of the slopes of both phases, a week. Huitema & McKean (2000).",
    "log_ratio": "LRR, increasing form, small-sample correction. Pustejovsky (2018).",
    "log_odds": "LOR, small-sample correction. Pustejovsky (2015).",
    "to_goal": "PoGO; standard error by the delta method with covariance. Ferron et al. (2020), corrected.",
    "rank": "Exact rank-sum test with mid-ranks, one-sided. Wilcoxon (1945).",
    "chance": "Randomization test over all assignments that could have been drawn. Edgington & Onghena (2007).",
    "chance_pairs": "Randomization test over all timetables that could have been drawn, on the share of pairs won less lost in "
    "each series, which has no unit. Edgington & Onghena (2007).",
    "winner": "Largest difference over all rearrangements (max-T). Westfall & Young (1993).",
    "stages": "Changing criterion: whether the middle of each stage is at what it asks. Hartmann & Hall (1976), "
    "Klein et al. (2017).",
    "between": "Range of all differences at once, on what is left when approach and round are taken off. Tukey (1953).",
    "trend": "Least-squares slope with its 80% t interval against the slope of the aim line.",
}


def method(name: str) -> str:
    """How a figure is computed and where that comes from, in one sentence."""
    return t(METHODS[name])


WEEK = 7
ZEROS = {"percent": Zero.PERCENTAGE, "count": Zero.COUNT, "duration": Zero.DURATION, "rate": Zero.RATE}
"""What the zero of a kind of outcome means; other kinds have no true zero."""


@dataclass(frozen=True)
class Sized:
    """A value with its standard error and, where it may be given, its 95% range."""

    value: float
    se: float
    range: Range | Refusal


@dataclass(frozen=True)
class Expert:
    """The drawer for experts. `rank` only where the program drew the order of the sessions."""

    tau_bc: Fraction | Refusal
    lines: TwoLines | Refusal
    level: Sized | Refusal
    slope: Sized | Refusal
    log_ratio: Sized | Refusal
    log_odds: Sized | Refusal
    to_goal: Sized | Refusal
    rank: Chance | Refusal


@dataclass(frozen=True)
class Figures:
    """What everyone may see of phase A against phase B."""

    n_a: int
    n_b: int
    missed_a: int
    missed_b: int
    typical_a: Fraction | Refusal
    typical_b: Fraction | Refusal
    pairs: Overlap | Refusal
    pairs_range: Range | Refusal
    percent: Fraction | Refusal
    expert: Expert


def figures(
    phases: TwoPhases,
    zero: Zero = Zero.OTHER,
    goal: Decimal | None = None,
    intervals: int | None = None,
    drawn_order: bool = False,
) -> Figures:
    """All figures of one comparison."""
    a, b = phases.directed
    few = not may_describe(a.n, b.n)
    won = Refusal(Why.TOO_FEW) if few else pairs_won(a.scores, b.scores)
    return Figures(
        a.n, b.n, phases.missed_a, phases.missed_b,
        phases.a.median if may_describe(a.n) else Refusal(Why.TOO_FEW),
        phases.b.median if may_describe(b.n) else Refusal(Why.TOO_FEW),
        won, won if isinstance(won, Refusal) else nap_range(won, a.n, b.n),
        Refusal(Why.TOO_FEW) if few else percent_change(phases, zero),
        _expert(phases, zero, goal, intervals, drawn_order),
    )  # fmt: skip


def _expert(phases: TwoPhases, zero: Zero, goal: Decimal | None, intervals: int | None, drawn_order: bool) -> Expert:
    m, n = phases.a.n, phases.b.n
    if not may_describe(m, n):
        few = Refusal(Why.TOO_FEW)
        return Expert(few, few, few, few, few, few, few, few)
    corrected = tau_bc(phases) if m >= FEWEST_FOR_BASELINE_LINE else None
    lines = two_lines(phases) if min(m, n) >= FEWEST_FOR_LINES_RULE else None
    level, slope = _steps(phases)
    test = rank_test(phases) if drawn_order else None
    return Expert(
        Refusal(Why.TOO_FEW) if corrected is None else corrected.estimate,
        Refusal(Why.TOO_FEW) if lines is None else lines,
        level, slope,
        _sized(log_ratio(phases, zero, intervals)), _sized(log_odds(phases, zero, intervals)), _to_goal(phases, goal),
        Refusal(Why.NOT_DRAWN) if test is None else Chance(test.count, test.of),
    )  # fmt: skip


def _sized(effect: Effect | Refusal) -> Sized | Refusal:
    if isinstance(effect, Refusal):
        return effect
    value, se = finite(effect.estimate), finite(effect.se)
    if isinstance(value, Refusal) or isinstance(se, Refusal):
        return Refusal(Why.NOT_FINITE)
    return Sized(value, se, interval(effect.interval(), 0.95)) if se > 0 else Refusal(Why.NO_SPREAD)


def _steps(phases: TwoPhases) -> tuple[Sized | Refusal, Sized | Refusal]:
    """Level change, and slope change a week when times are days."""
    if phases.a.n < FEWEST_FOR_BASELINE_LINE:
        return Refusal(Why.TOO_FEW), Refusal(Why.TOO_FEW)
    step = piecewise(phases.a, phases.b, phases.first, phases.first_b)
    if step is None or step.se is None:
        return Refusal(Why.ONE_TIME), Refusal(Why.ONE_TIME)
    return (
        _sized(Effect(float(step.level), step.se["level_change"])),
        _sized(Effect(WEEK * float(step.slope), WEEK * step.se["slope_change"])),
    )


def _to_goal(phases: TwoPhases, goal: Decimal | None) -> Sized | Refusal:
    """Percent of the way to the goal; only when the goal lies beyond the baseline in the wanted direction."""
    if goal is None:
        return Refusal(Why.NO_GOAL)
    way = Fraction(goal) - phases.a.mean
    if (way if phases.higher else -way) <= 0:
        return Refusal(Why.NO_GOAL)
    gone = toward_goal(phases, Fraction(goal))
    if isinstance(gone, Refusal):
        return gone
    return Refusal(Why.TOO_FEW) if gone.se is None else _sized(Effect(float(gone.percent), gone.se))


def phases_of(series: Series) -> TwoPhases | Refusal:
    """The two phases of a series with its real dates, follow-up left out. Refused when there are more, or no direction."""
    compared = [phase for phase in series.phases if phase.kind != PhaseKind.FOLLOW_UP]
    if series.higher_is_better is None:
        return Refusal(Why.NO_DIRECTION)
    if len(compared) != 2 or series.alternating:
        return Refusal(Why.NOT_KNOWN)
    if not follows(series, compared[0], compared[1]):
        return Refusal(Why.NOT_KNOWN)
    return between(series, compared[0], compared[1], series.higher_is_better)


def follows(series: Series, a: Phase, b: Phase) -> bool:
    """Whether everything in phase b comes after phase a, or on its last day; a mistyped date may break that."""
    before, after = series.in_phase(a.code), series.in_phase(b.code)
    return not before or not after or before[-1].day <= after[0].day


def between(series: Series, a: Phase, b: Phase, higher: bool) -> TwoPhases:
    """Two phases of a series of which one `follows` the other, by date; missed measurements keep their day."""
    before, after = series.in_phase(a.code), series.in_phase(b.code)
    days = [Decimal(o.day.toordinal()) for o in (*before, *after)]
    return two_phases([o.value for o in before], [o.value for o in after], days, higher)
