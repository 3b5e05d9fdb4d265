"""What is said of a goal on its way: the line that was used, never more than the scores allow, and a cue that is no verdict."""

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
from guidance_app.stats.cue import false_alarm
from guidance_app.stats.towards import Agreed, towards
from tests.stats.mark import experiment

START = dt.date(2026, 1, 5)
AGREED = Agreed(Decimal(70), dt.date(2026, 6, 1), Decimal(40), START)
LESS = Agreed(Decimal(2), dt.date(2026, 6, 1), Decimal(12), START, higher=False)
NO_CHANGE, FAST, UNSURE = (41, 40, 42, 41, 43, 42, 41, 43), (41, 45, 50, 54, 60, 63, 67, 70), (41, 50, 40, 55, 42, 52, 44, 60)


def weekly(*scores, **more):
    """One score a week, from the week after the begin."""
    seen = tuple(
        Observation(START + dt.timedelta(days=7 * (n + 1)), None if y is None else Decimal(str(y))) for n, y in enumerate(scores)
    )
    return Series("Woorden", seen, **more)


def phased(before, after):
    """Scores before the first approach and with it, one a day."""
    seen = [
        Observation(START + dt.timedelta(days=n), Decimal(y), "A" if n < len(before) else "B")
        for n, y in enumerate(before + after)
    ]
    return Series("Woorden", tuple(seen), (Phase("A", "Gewoon"), Phase("B", "Samen lezen", PhaseKind.APPROACH)))


@pytest.mark.parametrize(
    ("scores", "found", "words"),
    [
        (NO_CHANGE, Growth.BEHIND, "loopt achter op het plan"),
        (FAST, Growth.AHEAD, "loopt voor op het plan"),
        (UNSURE, Growth.BOTH, "Zowel “op schema” als"),
        (NO_CHANGE[:5], Growth.EARLY, "Nog te vroeg om te zeggen hoe snel het gaat: 5 scores, er zijn er 6 nodig."),
    ],
)
def test_the_verdict_follows_the_whole_interval(scores, found, words):
    said = towards(weekly(*scores), AGREED)
    assert said.found is found
    assert words in said.sentence


def test_without_scores_beforehand_the_line_begins_where_that_was_agreed():
    aim = towards(weekly(*FAST), AGREED).aim
    assert (aim.day, aim.level, aim.goal, aim.goal_day) == (START.toordinal(), 40, 70, dt.date(2026, 6, 1).toordinal())


def test_three_scores_beforehand_count_more_than_the_begin_that_was_agreed():
    aim = towards(phased([44, 50, 46], [47, 48, 50]), AGREED).aim
    assert (aim.day, aim.level) == (START.toordinal() + 1, 46)


def test_two_scores_beforehand_give_no_line_and_say_how_many_are_needed():
    said = towards(phased([44, 50], [47, 48, 50]), replace(AGREED, begin_day=None))
    assert (said.aim, said.found) == (None, None)
    assert said.sentence == (
        "Nog geen conclusie: 2 scores van voor het werken aan dit doel. Er zijn er 3 nodig, of een begin met de dag erbij."
    )


def test_going_back_to_the_usual_way_later_does_not_move_the_begin_of_the_line():
    series = experiment(1, kind="percent")
    said = towards(series, Agreed(Decimal(75), dt.date(2026, 2, 12)))
    assert (said.aim.day, said.aim.level) == (dt.date(2025, 10, 30).toordinal(), 45)
    assert said.found is Growth.EARLY


def test_only_scores_since_the_last_change_of_teaching_say_how_fast_it_goes():
    slow = phased([40, 41, 40], [41, 41, 42, 41, 42, 41])
    assert "vanaf 8 januari 2026" in " ".join(towards(slow, AGREED).arithmetic)


@pytest.mark.parametrize(
    ("agreed", "words"),
    [
        (replace(AGREED, target=None), "andere eenheid"),
        (replace(AGREED, due=None), "heeft geen datum"),
        (replace(AGREED, begin_day=None), "op welke dag het begon"),
        (replace(AGREED, due=START), "komt niet na het begin"),
        (replace(AGREED, target=Decimal(40)), "niet voorbij het begin"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_concluded(agreed, words):
    said = towards(weekly(*NO_CHANGE), agreed)
    assert (said.aim, said.found, said.cue) == (None, None, "")
    assert "conclusie" in said.sentence
    assert words in said.sentence


def test_approaches_in_turns_give_no_pace():
    assert "wisselen twee aanpakken elkaar af" in towards(experiment(2), AGREED).sentence


def test_in_a_goal_to_do_less_behind_is_still_the_unwanted_side():
    stuck, falling = weekly(12, 11, 12, 12, 11, 12, 12), weekly(12, 10, 8, 7, 5, 3, 2)
    assert towards(stuck, LESS).found is Growth.BEHIND
    assert towards(falling, LESS).found is Growth.AHEAD
    assert towards(falling, LESS).sentence.startswith("De daling is 1,7 per week")


@given(st.lists(st.integers(0, 100), min_size=6, max_size=14))
def test_mirrored_scores_with_the_goal_mirrored_give_the_same_verdict(scores):
    more = towards(weekly(*scores), AGREED)
    less = towards(weekly(*(100 - y for y in scores)), replace(AGREED, begin=Decimal(60), target=Decimal(30), higher=False))
    assert more.found is less.found
    assert bool(more.cue) == bool(less.cue)


@given(
    st.lists(st.none() | st.decimals(-1000, 1000, places=1), max_size=14),
    st.decimals(-1000, 1000, places=1),
    st.booleans(),
)
def test_no_impossible_number_and_no_cause_is_ever_said(scores, target, higher):
    said = towards(weekly(*scores), replace(AGREED, target=target, higher=higher))
    words = " ".join((said.sentence, said.cue, said.history, *said.arithmetic))
    assert said.sentence
    assert not re.search(r"\b(nan|inf|infinity)\b|door de|dankzij|onvoldoende|bewezen", words, re.IGNORECASE)


def test_a_missed_session_keeps_its_place_in_time():
    gap, closed = weekly(41, None, None, None, 42, 43, 44, 45, 46), weekly(41, 42, 43, 44, 45, 46)
    assert towards(gap, AGREED).sentence != towards(closed, AGREED).sentence


def test_four_under_the_line_is_a_reason_to_look_with_its_own_false_alarms():
    said = towards(weekly(41, 40, 42, 41, 40), AGREED)
    days = [Fraction(START.toordinal() + 7 * n) for n in range(2, 6)]
    rate = false_alarm(said.aim, 1, days)
    assert said.found is Growth.EARLY
    assert f"Dat gebeurt bij 1 op de {int(1 / rate + 0.5)} leerlingen die op schema liggen" in said.cue
    assert said.cue.endswith("een reden om te kijken, geen oordeel.")
    assert towards(weekly(41, 40, 42, 41, 40), replace(AGREED, runs=False)).cue == ""


def test_a_goal_that_was_reached_says_so_and_keeps_the_pace_in_the_arithmetic():
    said = towards(weekly(*FAST), replace(AGREED, reached="op het doel"))
    assert said.sentence == "Het doel is bereikt (op het doel). Of dat zo blijft, laten latere scores zien."
    assert any("loopt voor op het plan" in line for line in said.arithmetic)


def test_beside_the_goal_stand_the_own_range_and_what_would_be_ambitious():
    said = towards(weekly(*FAST), AGREED).history
    assert said.startswith("Eigen scores tot nu toe van 41 tot 70, midden 57.")
    assert "Gaat het zoals in de beste periode, dan wordt het ongeveer" in said
    assert said.endswith("op 1 juni 2026. Dat is verder dan het doel.")
    with_unit = towards(weekly(*FAST, unit="woorden"), AGREED).history
    assert re.search(r"ongeveer \d+ woorden op 1 juni", with_unit)  # no finer than one can know it
    assert "minstens zo ver" in towards(weekly(*NO_CHANGE), AGREED).history
    assert "beste periode" not in towards(weekly(*FAST), replace(AGREED, runs=False)).history


def test_an_ambitious_aim_never_lies_beyond_the_end_of_the_scale():
    percent = towards(weekly(*FAST, kind="percent"), AGREED).history
    assert "wordt het ongeveer 100% op 1 juni" in percent
    assert "wordt het ongeveer 0 op 1 juni" in towards(weekly(12, 10, 8, 7, 5, 3, 2), LESS).history


def test_numbers_that_decide_are_never_shown_as_equal():
    said = towards(weekly(5, 5.1, 5.2, 5.3, 5.5, 5.6, 5.7), replace(AGREED, begin=Decimal(5), target=Decimal(6)))
    numbers = re.findall(r"\d+,\d+", said.sentence)
    assert said.found is Growth.AHEAD
    assert len(set(numbers)) == len(numbers) == 4
