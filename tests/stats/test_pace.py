"""The numbers under a pace, what is still needed, holidays, and that nothing directional is said without a direction."""

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance_app.domain.series import Observation, Phase, PhaseKind, Series
from guidance_app.stats.aim import Growth
from guidance_app.stats.fidelity import fidelity
from guidance_app.stats.sentences import above_zero, apart
from guidance_app.stats.towards import Agreed, towards

START = dt.date(2026, 1, 5)
AGREED = Agreed(Decimal(70), dt.date(2026, 6, 1), Decimal(40), START)
UNSURE = (41, 50, 40, 55, 42, 52, 44, 60)


def weekly(*scores, **more):
    seen = tuple(Observation(START + dt.timedelta(days=7 * (n + 1)), Decimal(str(y))) for n, y in enumerate(scores))
    return Series("Woorden", seen, **more)


def numbers(said, method):
    (line,) = [one for one in said.arithmetic if one.startswith(method)]
    return [Decimal(one.replace(",", ".")) for one in re.findall(r"-?\d+(?:,\d+)?", line.replace("80%", ""))]


@pytest.mark.parametrize("method", ["Kleinste kwadraten", "Theil–Sen"])
def test_both_lines_are_there_on_demand_each_with_its_range(method):
    slope, low, high = numbers(towards(weekly(*UNSURE), AGREED), method)
    assert low < slope < high


def test_in_a_goal_to_do_less_both_lines_run_as_the_scores_do():
    less = Agreed(Decimal(2), dt.date(2026, 6, 1), Decimal(12), START, higher=False)
    slope, low, high = numbers(towards(weekly(12, 10, 9, 7, 6, 3, 2), less), "Kleinste kwadraten")
    assert low < slope < high < 0


@pytest.mark.parametrize(
    ("scores", "words"),
    [
        (UNSURE[:4], "Nog 2 scores erbij en er is iets te zeggen over hoe snel het gaat."),
        (UNSURE[:5], "Nog 1 score erbij en er is iets te zeggen over hoe snel het gaat."),
        ((41, 40, 42, 41, 43, 42, 41, 43), ""),
    ],
)
def test_how_many_scores_are_still_needed(scores, words):
    assert towards(weekly(*scores), AGREED).more == words


def test_undecided_says_about_how_many_more_at_this_spread_and_rhythm():
    calm = towards(weekly(42, 43, 46, 45, 48, 50), AGREED)
    assert calm.found is Growth.BOTH
    assert re.fullmatch(r"Gaat het zo door, dan (is|zijn) er ongeveer \d+ scores? extra nodig om het te weten\.", calm.more)
    assert towards(weekly(42, 43, 46, 45, 48, 50), replace(AGREED, runs=False)).more == ""


def test_without_a_direction_nothing_directional_is_said():
    said = towards(weekly(*UNSURE), replace(AGREED, higher=None))
    assert (said.found, said.aim, said.cue, said.more, said.arithmetic) == (None, None, "", "", ())
    assert said.sentence.startswith("Er is niet afgesproken of meer of minder beter is")
    assert said.history == "Eigen scores tot nu toe van 40 tot 60, midden 47."


HOLIDAY = (dt.date(2026, 2, 14), dt.date(2026, 2, 22))


def test_the_aim_line_is_flat_in_the_holidays_of_the_school_and_the_pace_is_of_days_of_school():
    plain, free = towards(weekly(*UNSURE), AGREED), towards(weekly(*UNSURE, holidays=(HOLIDAY,)), AGREED)
    first, last = (Fraction(day.toordinal()) for day in HOLIDAY)
    assert free.aim.at(first) == free.aim.at(last) == free.aim.at(last + 1) < free.aim.at(last + 2)
    assert free.aim.at(Fraction(AGREED.due.toordinal())) == 70
    assert free.aim.per_day > plain.aim.per_day
    assert numbers(free, "Kleinste kwadraten") != numbers(plain, "Kleinste kwadraten")
    assert any("vakanties van de school tellen niet mee" in line for line in free.arithmetic)
    assert not any("vakantie" in line for line in plain.arithmetic)


def test_a_pupil_who_is_on_plan_but_for_the_holiday_is_not_called_behind():
    """Eight weeks exactly on the line, four of them holiday: on the calendar it looks like standing still."""
    holiday = (dt.date(2026, 1, 20), dt.date(2026, 2, 16))
    aim = towards(weekly(1, holidays=(holiday,)), AGREED).aim
    wobble = (Decimal("0.4"), Decimal("-0.4"), Decimal("0.3"), Decimal("-0.3"), Decimal("0.4"), Decimal("-0.4"), 0, 0, 0)
    days = [START + dt.timedelta(7 * (n + 1)) for n in range(9)]
    seen = [
        Observation(d, Decimal(round(float(aim.at(Fraction(d.toordinal()))), 3)) + w) for d, w in zip(days, wobble, strict=True)
    ]
    assert towards(Series("Woorden", tuple(seen), holidays=(holiday,)), AGREED).found is Growth.BOTH
    assert towards(Series("Woorden", tuple(seen)), AGREED).found is Growth.BEHIND


def told(*codes, baseline=0):
    phases = (Phase("A", "Gewoon"), Phase("B", "Kaartje", PhaseKind.APPROACH))
    seen = [Observation(START + dt.timedelta(n), Decimal(5), "A", fidelity="no") for n in range(baseline)]
    seen += [Observation(START + dt.timedelta(20 + n), Decimal(5), "B", fidelity=code) for n, code in enumerate(codes)]
    return fidelity(Series("x", tuple(seen), phases))


def test_how_often_it_went_as_agreed_counts_the_approach_alone():
    assert told("yes", "yes", "yes", "yes", "yes", "no", baseline=3).sentence == "In 5 van de 6 keer zoals afgesproken."
    assert (
        told("yes", "partly", None).sentence
        == "In 1 van de 2 keer zoals afgesproken, 1 keer deels. 1 keer is het niet opgeschreven."
    )
    assert told(None, None) is None


@pytest.mark.parametrize(("codes", "warned"), [(["yes", "no"], False), (["yes", "no", "no"], True), (["partly"] * 3, True)])
def test_an_approach_that_was_mostly_not_done_is_warned_about_in_words(codes, warned):
    words = told(*codes).warning
    assert words == ("“Kaartje” ging meestal niet zoals afgesproken: dan zeggen de cijfers er weinig over." if warned else "")


@given(st.fractions(-1000, 1000, max_denominator=10**6), st.fractions(-1000, 1000, max_denominator=10**6))
def test_two_ends_that_differ_are_shown_as_different(a, b):
    low, high = apart(a, b)
    assert (low == high) == (a == b)


@given(st.floats(1e-15, 1e6))
def test_a_number_above_nothing_is_never_shown_as_nothing(x):
    assert above_zero(x, 3) != "0"


@pytest.mark.parametrize(
    ("kind", "higher", "scores", "target", "least", "most"),
    [
        ("percent", True, (80, 85, 84, 90, 93, 97), 95, 0, 100),
        ("percent", False, (30, 24, 25, 16, 12, 5), 10, 0, 100),
        ("rating", True, (5, 6, 6, 7, 8, 9), 8, 0, 10),
        ("count", False, (9, 8, 6, 5, 3, 1), 2, 0, 9),
        ("duration", True, (10, 14, 15, 21, 24, 30), 25, 10, 10_000),
        ("score", True, (-30, -24, -20, -19, -10, -4), 0, -30, 10_000),
    ],
)
def test_an_ambitious_aim_stays_on_the_scale_in_every_kind_and_both_directions(kind, higher, scores, target, least, most):
    agreed = Agreed(Decimal(target), dt.date(2026, 6, 1), Decimal(scores[0]), START, higher=higher)
    words = towards(weekly(*scores, kind=kind), agreed).history
    reach = Decimal(re.search(r"wordt het ongeveer (-?\d+(?:,\d+)?)", words)[1].replace(",", "."))
    assert least <= reach <= most
    assert (reach > target) == higher
    assert words.endswith("Dat is verder dan het doel.")
