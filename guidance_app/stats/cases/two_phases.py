"""Phase A against phase B, in the form of the reference cases: every index, each under the name of its form."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from guidance_app.stats import literature
from guidance_app.stats.baseline import baseline_trend, last_three_screen, tau_bc, two_lines
from guidance_app.stats.cases.form import Unreadable, Written, field, moments, optional, put, read, row, whole_number
from guidance_app.stats.exact import Path, TwoPhases, two_phases
from guidance_app.stats.gates import Refusal
from guidance_app.stats.overlap import nap_errors, nap_limits, pairs_won
from guidance_app.stats.ranks import rank_test
from guidance_app.stats.ratio import Effect, Zero, log_odds, log_ratio, toward_goal
from guidance_app.stats.trend import piecewise

ONE_SCORE = "a phase with one score has no spread: no standard error, no interval, no verdict"
NO_SCORES = "a phase has no score"


def phases_of(given: Mapping[str, Any]) -> TwoPhases:
    """Both phases of an input, with times and direction."""
    a, b = row(given, "A"), row(given, "B")
    when = moments(given, "times", len(a) + len(b))
    improvement = field(given, "improvement", "increase")
    if improvement not in ("increase", "decrease"):
        raise Unreadable("improvement")
    return read("times", lambda: two_phases(a, b, when, improvement == "increase"))


def effect_sizes(given: Mapping[str, Any]) -> Written:
    """All indices of the topic ab_effect_sizes."""
    phases, found = phases_of(given), Written()
    zero = read("scale", lambda: Zero(field(given, "scale", "other")))
    intervals = whole_number(given, "intervals", None) if given.get("intervals") is not None else None
    goal = optional(given, "goal")
    found["counts"] = {
        "n_A": phases.a.n, "n_B": phases.b.n, "missing_A": phases.missed_a, "missing_B": phases.missed_b,
    }  # fmt: skip
    found["level"] = _level(phases)
    if not phases.a.n or not phases.b.n:
        for key in ("nap", "tau", "exact_rank_test_one_sided", "tau_u", "tau_bc", "pnd", "smd", "cdc", "dc", "pogo"):
            put(found, key, None, NO_SCORES)
        return found
    _overlap(found, phases)
    _around_the_baseline(found, phases)
    _of_the_literature(found, phases)
    _ratios(found, phases, zero, intervals, None if goal is None else Fraction(goal))
    if min(phases.a.n, phases.b.n) == 1:
        found["must_not_report"] = ["nap.se", "nap.ci", "tau.se", "smd", "log_response_ratio.se", "cdc", "tau_bc"]
        found["reason"] = ONE_SCORE
    return found


def _level(phases: TwoPhases) -> Written:
    found = Written()
    for side, path in (("A", phases.a), ("B", phases.b)):
        put(found, f"mean_{side}", path.mean if path.n else None, NO_SCORES)
        put(found, f"median_{side}", path.median if path.n else None, NO_SCORES)
    for side, path in (("A", phases.a), ("B", phases.b)):
        put(found, f"sd_{side}", _sd(path), ONE_SCORE)
    return found


def _sd(path: Path) -> float | None:
    return None if path.variance is None else float(path.variance) ** 0.5


def _overlap(found: Written, phases: TwoPhases) -> None:
    a, b = (path.scores for path in phases.directed)
    won, m, n = pairs_won(a, b), len(a), len(b)
    nap: Written = {"better_pairs": won.better, "worse_pairs": won.worse, "tied_pairs": won.tied, "estimate": float(won.nap)}
    tau: Written = {"estimate": float(2 * won.nap - 1)}
    errors, ends = nap_errors(a, b), nap_limits(won.nap, m, n)
    for name in ("unbiased", "hanley", "null"):
        put(nap, f"se_{name}", getattr(errors, name, None), ONE_SCORE)
    for percent in (95, 90, 80):
        put(nap, f"ci{percent}", nap_limits(won.nap, m, n, percent / 100), ONE_SCORE)
    put(tau, "se_unbiased", 2 * errors.unbiased if errors else None, ONE_SCORE)
    put(tau, "ci95", (2 * ends[0] - 1, 2 * ends[1] - 1) if ends else None, ONE_SCORE)
    test = rank_test(phases)
    found |= {"nap": nap, "tau": tau}
    found["exact_rank_test_one_sided"] = {
        "p": float(test.p), "p_fraction": str(test.p), "smallest_possible_p": float(Fraction(1, test.of)),
    }  # fmt: skip


def _around_the_baseline(found: Written, phases: TwoPhases) -> None:
    corrected = tau_bc(phases) if min(phases.a.n, phases.b.n) > 1 else None
    if corrected is None:
        put(found, "tau_bc", None, ONE_SCORE if min(phases.a.n, phases.b.n) == 1 else "the baseline has no line")
    else:
        ties = corrected.tau_b
        rest: Written = {"residual_ties_between_phases": corrected.overlap.tied}
        for key, value in (
            ("baseline_slope", corrected.slope), ("baseline_intercept", corrected.intercept), ("estimate", corrected.estimate),
            ("tau_b", ties.tau_b), ("tau_b_z", ties.z), ("tau_b_p", ties.p),
        ):  # fmt: skip
            put(rest, key, value, "all rests are equal")
        found["tau_bc"] = rest
    trend = baseline_trend(phases)
    if trend is None:
        put(found, "baseline_trend", None, "fewer than three baseline scores")
    else:
        found["baseline_trend"] = {"S": trend.s}
        for key, value in (("tau_b", trend.tau_b), ("z", trend.z), ("p_normal", trend.p)):
            put(found["baseline_trend"], key, value, "all baseline scores are equal")
    put(found, "baseline_trend_screen_nap_last3_vs_rest", last_three_screen(phases), "fewer than four baseline scores")
    for key, lift in (("cdc", Fraction(1, 4)), ("dc", Fraction(0))):
        lines = two_lines(phases, lift) if min(phases.a.n, phases.b.n) > 1 and phases.a.n > 2 else None
        one: Written = (
            {} if lines is None else {"points_beyond_both_lines": lines.beyond, "n_B": lines.n, "verdict": lines.verdict}
        )
        if lines is not None:
            put(one, "p_binomial", lines.p)
            put(one, "needed_exact", lines.needed, "so few scores cannot do it, however they fall")
        put(found, key, one or None, "too few scores for two lines")


def _of_the_literature(found: Written, phases: TwoPhases) -> None:
    put(found, "tau_u", literature.tau_u(phases))
    put(found, "pnd", literature.pnd(phases))
    put(found, "pem_half_ties", literature.pem(phases))
    put(found, "pem_strict", literature.pem(phases, half_ties=False))
    put(found, "pand_min", literature.pand(phases))
    put(found, "ird", literature.ird(phases))
    put(found, "pand_sort", literature.pand_sorted(phases))
    if min(phases.a.n, phases.b.n) == 1:
        put(found, "smd", None, ONE_SCORE)
        return
    found["smd"] = {}
    for key, pooled, corrected in (
        ("baseline_corrected", False, True), ("baseline_uncorrected", False, False),
        ("pool_corrected", True, True), ("pool_uncorrected", True, False),
    ):  # fmt: skip
        one = literature.smd(phases, pooled, corrected)
        put(found["smd"], key, one if isinstance(one, Refusal) else _effect(one.effect) | {"sd": one.sd})


def _effect(effect: Effect) -> Written:
    found = Written(estimate=effect.estimate, se=effect.se)
    put(found, "ci95", effect.interval())
    return found


def _ratio(effect: Effect) -> Written:
    found = _effect(effect)
    put(found, "percent_change", effect.percent)
    return found


def _ratios(found: Written, phases: TwoPhases, zero: Zero, intervals: int | None, goal: Fraction | None) -> None:
    forms = {
        f"lrr_{form}_{'corrected' if corrected else 'uncorrected'}": log_ratio(phases, zero, intervals, corrected, form == "d")
        for form in ("i", "d")
        for corrected in (True, False)
    }
    refused = next((one for one in forms.values() if isinstance(one, Refusal)), None)
    put(found, "log_response_ratio", refused or {key: _ratio(one) for key, one in forms.items() if isinstance(one, Effect)})
    for key, one in (
        ("log_odds_ratio", log_odds(phases, zero, intervals)),
        ("log_ratio_of_medians", literature.log_ratio_of_medians(phases)),
    ):
        put(found, key, one if isinstance(one, Refusal) else _effect(one))
    if isinstance(found["log_ratio_of_medians"], dict):
        found["log_ratio_of_medians"]["only_from"] = "SingleCaseES"
    gone = None if goal is None or min(phases.a.n, phases.b.n) == 1 else toward_goal(phases, goal)
    if gone is None or isinstance(gone, Refusal):
        put(found, "pogo", gone, "no goal" if goal is None else ONE_SCORE)
        return
    found["pogo"] = {"estimate": float(gone.percent), "se_as_published": gone.se_as_published}
    put(found["pogo"], "se_with_covariance", gone.se, ONE_SCORE)
    put(found["pogo"], "ci95_with_covariance", gone.interval(), ONE_SCORE)


def steps(given: Mapping[str, Any]) -> Written:
    """Level change and slope change, in the form of the topic piecewise_regression."""
    phases, found = phases_of(given), Written()
    step = piecewise(phases.a, phases.b, phases.first, phases.first_b)
    for key, name in (("intercept", "start"), ("trend", "trend"), ("level_change", "level"), ("slope_change", "slope")):
        put(found, key, getattr(step, name, None), "a phase has no line")
    put(found, "se", step.se if step else None, "four scores leave nothing to judge the spread by")
    put(found, "level_change_if_measured_one_unit_before_first_B", step.level_one_before if step else None, "a phase has no line")
    put(found, "F", step.f if step else None, "nothing is left over from the lines")
    put(found, "R2", step.r2 if step else None, "all scores are equal")
    return found
