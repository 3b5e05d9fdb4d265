"""Slopes, progress towards a goal, and approaches that take turns, in the form of the reference cases."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from guidance_app.stats.aim import Growth, Progress, aim_line, progress
from guidance_app.stats.alternating import Pair, compare, paths
from guidance_app.stats.cases.form import Unreadable, Written, field, moments, number, optional, put, read, row, whole_number
from guidance_app.stats.exact import Path, decimal_of, path
from guidance_app.stats.gates import Refusal
from guidance_app.stats.trend import kendall, least_squares, theil_sen

NO_LINE = "two scores at different times are needed"
NO_INTERVAL = "three scores are needed"
VERDICTS = {
    Growth.BEHIND: "slower", Growth.AHEAD: "faster", Growth.BOTH: "not_distinguishable", Growth.EARLY: "too_few",
}  # fmt: skip


def slopes(given: Mapping[str, Any]) -> Written:
    """Least squares, Theil-Sen and Mann-Kendall of one row of scores."""
    scores = row(given, "scores")
    one: Path = read("times", lambda: path(moments(given, "times", len(scores)), scores))
    line, sen, found = least_squares(one), theil_sen(one), Written(n=one.n, ols={}, theil_sen={}, mann_kendall={})
    for key, value, why in (
        ("slope", line and line.slope, NO_LINE), ("intercept", line and line.intercept, NO_LINE),
        ("se", line and line.se, NO_INTERVAL), ("ci95", line and line.interval(), NO_INTERVAL),
        ("residual_sd", line and line.residual_sd, NO_INTERVAL),
    ):  # fmt: skip
        put(found["ols"], key, value, why)
    put(found["theil_sen"], "slope", sen and sen.slope, NO_LINE)
    put(found["theil_sen"], "intercept_median_of_residuals", sen and sen.intercept, NO_LINE)
    put(found["theil_sen"], "sen_ci95", sen and sen.interval(), NO_LINE)
    ranks = kendall(one.times, one.scores)
    found["mann_kendall"]["S"] = ranks.s
    for key, value in (("tau_b", ranks.tau_b), ("z_no_continuity", ranks.z), ("p", ranks.p)):
        put(found["mann_kendall"], key, value, "all scores, or all times, are equal")
    return found


def towards_goal(given: Mapping[str, Any]) -> Written:
    """The aim line, the four-point cue and the trend, in the form of the topic cbm_rules."""
    week, goal_day = Fraction(number(given, "days_per_week", Decimal(7))), Fraction(number(given, "goal_day"))
    baseline, points = _probes(given, "baseline"), _probes(given, "points")
    aim = aim_line(baseline, Fraction(number(given, "goal")), goal_day, _holidays(given))
    found = Written()
    if isinstance(aim, Refusal):
        for key in ("baseline_day", "baseline_level", "aim_per_week", "trend_verdict_interval"):
            put(found, key, aim)
        return found
    since = optional(given, "phase_change_day")
    now = progress(aim, points, None if since is None else Fraction(since))
    everything = progress(aim, points)
    found |= {"baseline_day": float(aim.day), "baseline_level": float(aim.level)}
    put(found, "aim_per_week", aim.per_day * week)
    found["n_since_change"] = len(now.scores)
    put(found, "aim_at_points", [aim.at(day) for day in everything.days])
    found |= {"four_point": now.four, "current_run": now.run}
    confidence = float(number(given, "confidence", Decimal("0.8")))
    _trend(found, now, week, confidence, whole_number(given, "min_points_for_trend", Decimal(6)))
    put(found, "tukey_per_week", None if now.thirds is None else now.thirds * week, NO_LINE)
    put(found, "median_last_three", now.last_three, "no scores yet")
    put(found, "needed_per_week_from_here", None if now.needed is None else now.needed * week, "no day is left, or no scores yet")
    return found


def _trend(found: Written, now: Progress, week: Fraction, confidence: float, fewest: int) -> None:
    if not 0 < confidence < 1:
        raise Unreadable("confidence")
    line, sen, at_last = now.line, now.sen, now.at_last if now.days else (None, None)
    ends = line.interval(confidence) if line else None
    put(found, "ols_per_week", line and line.slope * week, NO_LINE)
    put(found, "ols_at_last", at_last[0], NO_LINE)
    put(found, "theil_sen_per_week", sen and sen.slope * week, NO_LINE)
    put(found, "theil_sen_at_last", at_last[1], NO_LINE)
    put(found, "ols_se_per_week", None if line is None or line.se is None else line.se * float(week), NO_INTERVAL)
    put(found, "see", line and line.residual_sd, NO_INTERVAL)
    put(found, "ols_ci_per_week", ends and (ends[0] * float(week), ends[1] * float(week)), NO_INTERVAL)
    few = line is None or len(now.scores) < fewest
    side = 0 if line is None else (line.slope > now.aim.per_day) - (line.slope < now.aim.per_day)
    exact = not few and ends is not None and ends[0] == ends[1]  # on screen too little to judge by; here as defined
    by_interval = VERDICTS[now.growth(fewest, confidence)]
    found["trend_verdict_interval"] = ("slower", "not_distinguishable", "faster")[side + 1] if exact else by_interval
    found["trend_verdict_plain"] = "too_few" if few else ("below", "equal", "above")[side + 1]


def _probes(given: Mapping[str, Any], name: str) -> Path:
    """Rows of day and score, put in time order."""

    def rows() -> Path:
        pairs = sorted(((decimal_of(day), y) for day, y in field(given, name)), key=lambda pair: pair[0])
        return path([day for day, _ in pairs], [None if y is None else decimal_of(y) for _, y in pairs])

    return read(name, rows)


def _holidays(given: Mapping[str, Any]) -> list[tuple[Fraction, Fraction]]:
    return read(
        "holidays",
        lambda: [(Fraction(decimal_of(start)), Fraction(decimal_of(end))) for start, end in field(given, "holidays", ())],
    )


def turns(given: Mapping[str, Any]) -> Written:
    """Each approach, and every two of them, in the form of the topic alternating_treatments."""
    scores, order = row(given, "scores"), [str(one) for one in field(given, "sequence")]
    found = read("times", lambda: paths(order, scores, moments(given, "times", len(scores))))
    return {
        "per_condition": {name: _approach(one) for name, one in found.items()},
        "pairs": {f"{a}|{b}": _pair(pair) for (a, b), pair in compare(found).items()},
    }


def _approach(one: Path) -> Written:
    written: Written = {"n": one.n}
    shown = [Fraction(y, one.unit) for y in one.scores]
    for key, value in (
        ("mean", one.mean if shown else None), ("median", one.median if shown else None),
        ("min", min(shown, default=None)), ("max", max(shown, default=None)),
    ):  # fmt: skip
        put(written, key, value, "no scores")
    return written


def _pair(pair: Pair) -> Written:
    written: Written = {"mean_difference": float(pair.difference), "nap": float(pair.overlap.nap)}
    put(written, "alternation_gap_interpolated", pair.gap and pair.gap.mean, "the two paths share no stretch of time")
    put(written, "occasions_compared", pair.gap.occasions if pair.gap else 0)
    put(written, "share_of_occasions_b_above_a", pair.gap and pair.gap.share_above, "the two paths share no stretch of time")
    return written
