"""Test scores in the form of the reference cases, by kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guidance_app.stats.cases.form import Unreadable, Written, field, number, optional, put, read, row, whole_number
from guidance_app.stats.distributions import below
from guidance_app.stats.exact import decimal_of
from guidance_app.stats.gates import Refusal
from guidance_app.stats.psychometrics import (
    C_SCORE,
    SCALED,
    STANDARD,
    T_SCORE,
    composite,
    half_up,
    index_difference,
    place,
    predicted_difference,
    regression_change,
    reliable_change,
    score_interval,
)  # fmt: skip

SCALES = ("z", "standard", "scaled", "T", "C", "percentile", "index", "t", "c")


def convert(given: Mapping[str, Any]) -> Written:
    """One score on every scale."""
    scale, found = field(given, "scale"), Written()
    if scale not in SCALES:
        raise Unreadable("scale")
    there = place(scale, number(given, "value"))
    if isinstance(there, Refusal):
        for key in (
            "z",
            "standard",
            "scaled",
            "T",
            "C",
            "percentile",
            "stanine",
            "C_class_0_10",
            "percentile_display",
            "pct_above",
        ):
            put(found, key, there)
        return found
    norms = {"standard": STANDARD, "scaled": SCALED, "T": T_SCORE, "C": C_SCORE}
    found["z"] = float(there.z)
    found |= {name: there.on(norm) for name, norm in norms.items()}
    found |= {"percentile": there.percentile, "stanine": there.stanine, "C_class_0_10": there.c_class}
    found |= {"percentile_display": there.shown, "pct_above": there.above, "level_I_V": there.roman, "level_A_E": there.letter}
    return found


def _share(given: Mapping[str, Any], name: str, low: float = 0, high: float = 1) -> float:
    """A reliability, correlation or confidence."""
    found = float(number(given, name))
    if not low <= found <= high:
        raise Unreadable(name)
    return found


def _confidence(given: Mapping[str, Any]) -> float:
    found = _share(given, "confidence") if given.get("confidence") is not None else 0.95
    if not 0 < found < 1:
        raise Unreadable("confidence")
    return found


def _spread(given: Mapping[str, Any]) -> float:
    found = float(number(given, "sd"))
    if found <= 0:
        raise Unreadable("sd")
    return found


def intervals(given: Mapping[str, Any]) -> Written:
    """Intervals from the reliability."""
    mean, score = float(number(given, "mean")), float(number(given, "score"))
    one, found = score_interval(mean, _spread(given), _share(given, "reliability"), score, _confidence(given)), Written()
    for key in ("sem", "obtained", "true_score", "se_estimation", "true", "se_prediction", "retest"):
        put(found, key, getattr(one, key))
    found["obtained_rounded"], found["true_rounded"] = [half_up(x) for x in one.obtained], [half_up(x) for x in one.true]
    return found


def change(given: Mapping[str, Any]) -> Written:
    """Reliable change, and its regression form where mean and retest correlation are given."""
    score_1, score_2, sd = float(number(given, "score_1")), float(number(given, "score_2")), _spread(given)
    practice = float(optional(given, "practice_effect") or 0)
    r_1, r_2 = _share(given, "reliability_1"), _share(given, "reliability_2")
    one, found = reliable_change(score_1, score_2, sd, r_1, r_2, _confidence(given), practice), Written()
    for key, name in (
        ("se_difference", "se"), ("rci", "index"), ("p_two_sided", "p"), ("reliable", "reliable"),
        ("smallest_reliable_change", "smallest"),
    ):  # fmt: skip
        put(found, key, one if isinstance(one, Refusal) else getattr(one, name))
    mean = optional(given, "mean")
    if mean is not None and given.get("retest_r") is not None:
        regression = regression_change(score_1, score_2, float(mean), sd, _share(given, "retest_r", -1), practice)
        for key in ("expected", "se", "z", "p"):
            put(found, f"regression_{key}", regression if isinstance(regression, Refusal) else getattr(regression, key))
    return found


def discrepancy(given: Mapping[str, Any]) -> Written:
    """Two scores of one profile."""
    a, b, sd = float(number(given, "score_a")), float(number(given, "score_b")), _spread(given)
    r_ab = _share(given, "correlation", -1) if given.get("correlation") is not None else None
    comparisons = max(whole_number(given, "n_comparisons", 1), 1)
    r_a, r_b = _share(given, "reliability_a"), _share(given, "reliability_b")
    one, found = index_difference(a, b, sd, r_a, r_b, r_ab, _confidence(given), comparisons), Written(difference=a - b)
    for key, name in (
        ("se_difference", "se"), ("critical_value", "critical"), ("critical_value_bonferroni", "critical_corrected"),
        ("significant", "significant"), ("significant_bonferroni", "significant_corrected"), ("p_two_sided", "p"),
        ("sd_of_differences", "sd"), ("base_rate_two_sided_pct", "base_rate"),
    ):  # fmt: skip
        put(
            found,
            key,
            one if isinstance(one, Refusal) else getattr(one, name),
            "needs the correlation of the two scores, below 1",
        )
    rate = found["base_rate_two_sided_pct"]
    put(found, "base_rate_one_direction_pct", None if rate is None else _one_direction(a - b, one), "needs the correlation")
    return found


def _one_direction(difference: float, one: Any) -> float:
    return 100 * below(-abs(difference) / one.sd)


def predicted(given: Mapping[str, Any]) -> Written:
    """A score against the one predicted from another."""
    mean, predictor, obtained = (float(number(given, name)) for name in ("mean", "predictor", "obtained"))
    one, found = predicted_difference(mean, _spread(given), _share(given, "correlation", -1), predictor, obtained), Written()
    found |= {"predicted": one.expected, "residual_sd": one.residual_sd, "difference": one.difference}
    put(found, "base_rate_this_low_or_lower_pct", one.rate, "a correlation of 1 leaves no spread")
    return found


def together(given: Mapping[str, Any]) -> Written:
    """Several scores as one composite."""
    scores = [float(one) for one in row(given, "scores") if one is not None]
    size = len(scores)
    correlations = read("correlations", lambda: [[float(decimal_of(r)) for r in line] for line in field(given, "correlations")])
    if len(correlations) != size or any(len(line) != size for line in correlations):
        raise Unreadable("correlations")
    reliabilities = [float(one) for one in row(given, "reliabilities") if one is not None] if "reliabilities" in given else []
    one, found = composite(scores, float(number(given, "mean")), _spread(given), correlations, reliabilities), Written()
    refused = one if isinstance(one, Refusal) else None
    put(found, "composite_reliability", refused or getattr(one, "reliability", None), "needs the reliability of every part")
    put(found, "composite_z", refused or getattr(one, "z", None))
    put(found, "composite_standard", refused or 100 + 15 * getattr(one, "z", 0))
    put(found, "plain_average_standard", refused or 100 + 15 * getattr(one, "plain_average_z", 0))
    return found


KINDS = {
    "convert": convert,
    "confidence_interval": intervals,
    "reliable_change": change,
    "discrepancy": discrepancy,
    "predicted_difference": predicted,
    "composite": together,
}
