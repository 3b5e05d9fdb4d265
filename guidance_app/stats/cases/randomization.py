"""Randomization tests in the form of the reference cases, by design."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from guidance_app.stats.cases.form import Unreadable, Written, field, fraction, read, row, whole_number
from guidance_app.stats.chance import (
    Test,
    drawn_reversal,
    drawn_start,
    mean_difference,
    median_difference,
    share_of_pairs,
)
from guidance_app.stats.designs import DrawnStart
from guidance_app.stats.exact import decimal_of
from guidance_app.stats.gates import Refusal
from guidance_app.stats.orders import drawn_pairs, drawn_turns
from guidance_app.stats.rounds import every_pair, rounds_of
from guidance_app.stats.stagger import drawn_stagger

PATIENT = 4_000_000
"""Without a window there is time to count more rearrangements one by one."""
STATISTICS = {"mean": mean_difference, "median": median_difference, "nap": share_of_pairs}


def _refused(refusal: Refusal) -> Written:
    return {"refuse": True, "reason": refusal.note or refusal.why.value}


def _written(test: Test) -> Written:
    found: Written = {"n_assignments": test.of, "p_floor": fraction(Fraction(1, test.of)), "observed": float(test.observed)}
    for key, count in (("B_minus_A", test.up), ("A_minus_B", test.down), ("abs", test.either)):
        found |= {f"p_{key}": fraction(Fraction(count, test.of)), f"count_{key}": count}
    return found if test.exact else found | {"exact": False}


def _by_mean(test: Test | Refusal) -> Written:
    return _refused(test) if isinstance(test, Refusal) else {"mean": _written(test)}


def _start(given: Mapping[str, Any]) -> Written:
    scores, start, fewest = row(given, "y"), whole_number(given, "start"), whole_number(given, "limit")
    if fewest < 1:
        raise Unreadable("limit")
    possible, found = list(DrawnStart(len(scores), fewest).starts), Written()
    for name, statistic in STATISTICS.items():
        test = drawn_start(scores, start, fewest, statistic)
        if isinstance(test, Refusal):
            return _refused(test) | {"possible_starts": possible}
        found[name] = _written(test) | {"possible_starts": possible}
    return found


def _reversal(given: Mapping[str, Any]) -> Written:
    starts, fewest = [int(y) for y in row(given, "starts") if y is not None], whole_number(given, "limit")
    if fewest < 1:
        raise Unreadable("limit")
    return _by_mean(drawn_reversal(row(given, "y"), starts, fewest))


def _order(given: Mapping[str, Any]) -> list[str]:
    return read("cond", lambda: [str(one) for one in list(field(given, "cond"))])


def _names(order: list[str]) -> tuple[str, str]:
    names = sorted(set(order))
    if len(names) != 2:
        raise Unreadable("cond")
    return names[0], names[1]


def _free(given: Mapping[str, Any]) -> Written:
    order = _order(given)
    return _by_mean(drawn_turns(row(given, "y"), order, None, _names(order)))


def _limited(given: Mapping[str, Any]) -> Written:
    order = _order(given)
    return _by_mean(drawn_turns(row(given, "y"), order, whole_number(given, "limit"), _names(order)))


def _pairs(given: Mapping[str, Any]) -> Written:
    order = _order(given)
    return _by_mean(drawn_pairs(row(given, "y"), order, _names(order)))


def _stagger(given: Mapping[str, Any]) -> Written:
    series = read("tiers", lambda: [row({"tier": tier}, "tier") for tier in field(given, "tiers")])
    lists = read("start_lists", lambda: [[int(start) for start in one] for one in field(given, "start_lists")])
    return _by_mean(drawn_stagger(series, [int(y) for y in row(given, "starts") if y is not None], lists))


def _rounds(given: Mapping[str, Any]) -> Written:
    blocks = read("blocks", lambda: [
        {str(name): None if y is None else decimal_of(y) for name, y in block.items()} for block in field(given, "blocks")
    ])  # fmt: skip
    rounds = read("blocks", lambda: rounds_of(blocks, PATIENT))
    if isinstance(rounds, Refusal):
        return _refused(rounds)
    pairs = every_pair(rounds)
    return {"blocks": {
        "n_assignments": rounds.possibilities,
        "rounds_left_out": rounds.left_out,
        "exact": rounds.omnibus.exact,
        "p_omnibus": fraction(rounds.omnibus.p),
        "means": {name: float(rounds.mean(name)) for name in rounds.names},
        "p_pair_unadjusted": {a + b: fraction(rounds.uncorrected(a, b).p) for a, b in pairs},
        "p_pair_maxT": {a + b: fraction(rounds.corrected(a, b).p) for a, b in pairs},
    }}  # fmt: skip


DESIGNS: dict[str, Callable[[Mapping[str, Any]], Written]] = {
    "AB": _start, "ABAB": _reversal, "CRD": _free, "ATD": _limited, "RBD": _pairs, "MBD": _stagger, "K_BLOCK": _rounds,
}  # fmt: skip


def randomization(given: Mapping[str, Any]) -> Written:
    """The test that belongs to the design."""
    act = DESIGNS.get(str(field(given, "design")))
    if act is None:
        raise Unreadable("design")
    return act(given)
