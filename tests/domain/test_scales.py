"""Scores of different kinds find their right place on one axis, or none at all."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance_app.base import i18n
from guidance_app.base.errors import Problem
from guidance_app.domain.scales import percentile, profile_z, scale, scales, to_z, zone, zone_word

LINEAR = {"index": (100, 15), "scaled": (10, 3), "t": (50, 10), "c": (5, 2), "stanine": (5, 2)}


@pytest.mark.parametrize(
    ("kind", "value", "z"),
    [
        ("index", 116, 1.0667),
        ("index", 85, -1.0),
        ("index", 80, -1.3333),
        ("scaled", 7, -1.0),
        ("t", 70, 2.0),
        ("c", 5, 0.0),
        ("stanine", 9, 2.0),
        ("percentile", 16, -0.9945),
        ("percentile", 50, 0.0),
        ("percentile", 2, -2.0537),
        ("percentile", 97.72498680518208, 2.0),
    ],
)
def test_published_conversions(kind, value, z):
    assert to_z(kind, Decimal(str(value))) == pytest.approx(z, abs=5e-5)


REFERENCE = Path(__file__).with_name("conversions.json")


@pytest.mark.parametrize("case", json.loads(REFERENCE.read_text(encoding="utf-8")), ids=lambda c: f"{c['kind']} {c['value']}")
def test_conversions_equal_an_independent_computation(case):
    z = to_z(case["kind"], Decimal(str(case["value"])))
    assert z == pytest.approx(case["z"], rel=1e-9, abs=1e-9)
    assert percentile(z) == case["percentile_display"]


def test_a_questionnaire_where_high_means_hard_is_turned():
    assert to_z("t", Decimal(70), higher_is_better=False) == -2.0
    assert zone(to_z("t", Decimal(70), higher_is_better=False)) == "hard"
    assert to_z("percentile", Decimal(84), higher_is_better=False) == pytest.approx(to_z("percentile", Decimal(16)))


def test_a_score_brings_its_own_mean_and_spread():
    assert to_z("standard", Decimal(4), Decimal(10), Decimal(3)) == -2.0
    assert to_z("index", Decimal(90), Decimal(80), Decimal(10)) == 1.0


@pytest.mark.parametrize(
    "kind",
    ["ability", "raw", "dl", "dle", "avi", "level_roman", "level_letter", "rating", "count", "clock", "unheard of", "", None],
)
def test_what_has_no_common_scale_is_not_drawn_beside_others(kind):
    assert to_z(kind, Decimal(66)) is None
    assert zone(None) is None
    assert zone_word(None) == ""


@pytest.mark.parametrize(
    ("kind", "value", "mean", "sd"),
    [
        ("percentile", Decimal(0), None, None),
        ("percentile", Decimal(100), None, None),
        ("percentile", Decimal(-3), None, None),
        ("standard", Decimal(4), None, None),
        ("standard", Decimal(4), Decimal(10), Decimal(0)),
        ("index", None, None, None),
        ("index", "M5", None, None),
        ("index", Decimal("NaN"), None, None),
    ],
)
def test_a_score_that_cannot_be_placed_gives_no_place_instead_of_an_error(kind, value, mean, sd):
    assert to_z(kind, value, mean, sd) is None


@given(st.sampled_from(sorted(LINEAR)), st.decimals(-1000, 1000, allow_nan=False, places=2), st.booleans())
def test_linear_kinds_follow_their_definition_and_mirror_exactly(kind, value, better):
    mean, sd = LINEAR[kind]
    z = to_z(kind, value, higher_is_better=better)
    assert z == pytest.approx(float(value - mean) / sd * (1 if better else -1))
    assert to_z(kind, 2 * mean - value, higher_is_better=better) == pytest.approx(-z)


@given(st.decimals("0.01", "99.99", places=2))
def test_percentiles_mirror_around_the_middle(share):
    assert to_z("percentile", share) == pytest.approx(-to_z("percentile", 100 - share), abs=1e-9)


@given(st.floats(-6, 6))
def test_every_place_on_the_axis_is_in_one_part_and_never_a_percentile_of_0_or_100(z):
    assert zone(z) == ("hard" if z <= -1 else "strong" if z >= 1 else "usual")
    assert percentile(z) in {"<1", ">99", *map(str, range(1, 100))}


def test_index_85_takes_effort_and_86_is_usual():
    assert zone_word(to_z("index", Decimal(85))) == "kost moeite"
    assert zone_word(to_z("index", Decimal(86))) == "gewoon"
    assert zone_word(to_z("index", Decimal(115))) == "sterk"


def test_an_impossible_score_is_refused():
    assert scale("percentile").check(Decimal(99)) == 99
    with pytest.raises(Problem):
        scale("percentile").check(Decimal(120))
    with pytest.raises(Problem):
        scale("scaled").check(Decimal(0))


def test_every_kind_has_a_dutch_name():
    words = i18n.catalogue("nl")
    assert not [kind.label for kind in scales().values() if kind.label not in words]


def test_a_kind_is_drawn_only_with_a_known_method():
    assert {kind.chart for kind in scales().values()} == {"linear", "percentile", ""}


def test_a_score_without_a_common_scale_is_placed_by_its_percentile():
    assert profile_z("ability", Decimal(66), percentile=Decimal(7)) == to_z("percentile", Decimal(7))
    assert profile_z("index", Decimal(116), percentile=Decimal(86)) == to_z("index", Decimal(116))
    assert profile_z("ability", Decimal(66)) is None
