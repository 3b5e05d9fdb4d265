"""A chart says what is seen: never a cause, never chance, never more than the number of scores allows."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance_app.base import i18n
from guidance_app.domain.series import Observation, Phase, PhaseKind, Series
from guidance_app.stats.reading import Gate, now_vs_target, outside, reading
from tests.stats.mark import experiment, series

FORBIDDEN = (
    r"door de|dankzij|omdat|werkt|effect|helpt|bewijs|kans|toeval|significant|beter|slechter|goed|onvoldoende|gelukt|nan|inf"
)


def test_marks_first_experiment():
    said = reading(experiment(1, kind="percent"))
    assert said.sentence == "Met kiezen + timer lag het midden beide keren hoger, en toen dat stopte, zakte het."
    assert said.typical == "Midden per fase gewoon 45%, kiezen + timer 72,5%, weer gewoon 55%, kiezen + timer 80%"
    assert said.caution == ""
    assert said.gate is Gate.DESCRIBED


def test_marks_second_experiment():
    said = reading(experiment(2))
    assert said.sentence == "Met meelezen en meeluisteren lag het midden hoger: 8, tegen 5,5 bij zelf lezen."
    assert reading(experiment(2, "second")).sentence == (
        "Met meelezen en meeluisteren lag het midden lager: 17, tegen 24 bij zelf lezen."
    )


def test_marks_third_experiment_does_not_say_what_it_came_from():
    said = reading(experiment(3, "battery"))
    assert said.sentence == "Met slaapkaart lag het midden hoger: 7, eerst 5."
    assert "niet te zien waardoor" in said.caution
    bed = reading(experiment(3, "lightsOut", kind="clock", higher=False))
    assert bed.sentence == "Met slaapkaart lag het midden vroeger: 20.50, eerst 22.05."


GATES = {
    0: "nothing",
    2: "numbers",
    3: "early",
    6: "numbers",
    9: "early",
    10: "described",
    12: "described",
    14: "early",
    21: "described",
}


@pytest.mark.parametrize(("sessions", "gate"), GATES.items())
def test_how_much_is_said_follows_the_shortest_phase(sessions, gate):
    assert reading(experiment(1, first=sessions)).gate == gate


def test_below_three_scores_in_a_phase_only_the_numbers_are_given():
    assert reading(series([5, 4, 6, 5, 5], [9])).sentence == "Gewoon 5, 4, 6, 5 en 5; nieuwe aanpak 9."


def test_a_last_phase_that_has_only_just_begun_is_not_yet_compared():
    said = reading(experiment(1, first=12))
    assert said.sentence == "Met kiezen + timer lag het midden hoger: 72,5, eerst 45."
    assert said.caution == "Fase 3 is net begonnen: 60."


def test_three_or_four_scores_are_too_early_for_a_conclusion():
    said = reading(series([5, 4, 6, 5, 5], [9, 9, 9]))
    assert said.sentence == "Tot nu toe ligt het midden met nieuwe aanpak hoger: 9, eerst 5."
    assert said.caution == "Nog geen conclusie: 3 scores in fase 2; pas vanaf 5 zegt een vergelijking iets."


def test_no_change_is_said_as_plainly_as_a_change():
    said = reading(series([5] * 5, [4, 5, 5, 5, 6]))
    assert said.sentence == "Met nieuwe aanpak was het midden hetzelfde: 5."
    assert said.caution == ""


def test_a_change_that_does_not_come_back_is_not_called_so():
    said = reading(series([5] * 5, [7] * 5, [8] * 5, [9] * 5))
    assert said.sentence == "Het midden lag bij gewoon op 5, bij nieuwe aanpak op 7, bij gewoon op 8 en bij nieuwe aanpak op 9."
    assert reading(series([5] * 5, [7] * 5, [7] * 5)).sentence.startswith("Het midden lag bij gewoon op 5,")


def test_going_down_and_back_up_is_told_the_same_way():
    said = reading(series([9] * 5, [4] * 5, [8] * 5, [3] * 5, higher=False))
    assert said.sentence == "Met nieuwe aanpak lag het midden beide keren lager, en toen dat stopte, steeg het."


def test_the_direction_that_is_wanted_does_not_change_what_is_seen():
    for higher in (True, False, None):
        assert "hoger" in reading(series([5] * 5, [7] * 5, higher=higher)).sentence


def test_a_name_in_a_label_keeps_its_capital():
    phases = (Phase("A", "Gewoon"), Phase("B", "Mark kiest", PhaseKind.APPROACH))
    days = [dt.date(2026, 1, d) for d in range(1, 11)]
    seen = tuple(Observation(day, Decimal(n > 4), "B" if n > 4 else "A") for n, day in enumerate(days))
    assert "Met Mark kiest" in reading(Series("x", seen, phases), names=("Mark",)).sentence


def test_times_after_midnight_belong_to_the_evening_before():
    evenings = [21 * 60, 23 * 60 + 30, 15, 30, 45]
    said = reading(series(evenings, [20 * 60 + 30] * 5, kind="clock", higher=False))
    assert said.sentence == "Met nieuwe aanpak lag het midden vroeger: 20.30, eerst 0.15."


def test_mornings_are_not_taken_for_evenings():
    mornings = series([5 * 60 + 30] * 5, [7 * 60] * 5, kind="clock")
    assert mornings.values[0] == 330


def test_follow_up_is_told_but_not_compared():
    base = series([5] * 5, [7] * 5)
    later = tuple(Observation(dt.date(2026, 3, d), Decimal(9), "F") for d in range(1, 5))
    longer = Series("x", base.observations + later, (*base.phases, Phase("F", "Na 6 weken", PhaseKind.FOLLOW_UP)))
    assert reading(longer).sentence == reading(base).sentence
    assert reading(longer).typical == "Midden per fase gewoon 5, nieuwe aanpak 7, na 6 weken 9"


def test_a_series_without_phases_tells_where_it_began_and_where_it_is():
    def dmt(*values):
        return Series("DMT", tuple(Observation(dt.date(2024 + n, 1, 1), Decimal(v)) for n, v in enumerate(values)))

    assert reading(dmt(46, 50, 66)).sentence == "DMT eerst 46, nu 66."
    assert reading(dmt(46)).sentence == "DMT 46, één keer gemeten."
    assert reading(dmt()).sentence == "Er is nog niets gemeten."


phase = st.lists(st.one_of(st.none(), st.decimals(0, 100, allow_nan=False, places=1)), max_size=8)


@given(
    phase,
    phase,
    phase,
    phase,
    st.booleans(),
    st.sampled_from(["number", "percent", "clock", "rating"]),
    st.sampled_from(["nl", "en"]),
)
def test_whatever_was_measured_the_sentence_is_one_sentence_without_cause_chance_or_judgement(a, b, c, d, turns, kind, code):
    i18n.use_language(code)
    said = reading(series(a, b, c, d, alternating=turns, kind=kind))
    i18n.use_language("nl")
    assert said.sentence.endswith(".")
    assert said.sentence[0].isupper() or said.sentence[0].isdigit()
    assert not re.search(rf"\b({FORBIDDEN})\b", f"{said.sentence} {said.typical}".casefold())
    assert "{" not in said.sentence + said.typical + said.caution
    counts = [sum(v is not None for v in scores) for scores in (a, b, c, d)]
    there = [n for n in counts if n]
    if any(n < 3 for n in there[: None if turns or len(there) < 3 else -1]):
        assert said.gate is Gate.NUMBERS
        assert not said.typical
    if said.gate is Gate.EARLY:
        assert said.caution


@pytest.mark.parametrize(
    ("now", "target", "higher", "kind", "words", "reached"),
    [
        ("66", "68", True, "number", "2 punten eronder", False),
        ("78", "75", True, "percent", "3 punten erboven", True),
        ("75", "75", True, "percent", "op het doel", True),
        ("67", "68", True, "number", "1 punt eronder", False),
        ("7.8", "7.5", True, "rating", "0,3 punten erboven", True),
        ("3", "5", False, "count", "2 punten eronder", True),
        ("1275", "1260", False, "clock", "15 minuten later", False),
        ("1259", "1260", False, "clock", "1 minuut eerder", True),
    ],
)
def test_where_a_goal_stands_is_said_as_a_distance(now, target, higher, kind, words, reached):
    standing = now_vs_target(Decimal(now), Decimal(target), higher, kind)
    assert (standing.words, standing.reached) == (words, reached)


def test_what_was_measured_outside_every_phase_is_said_and_not_passed_over():
    phases = (Phase("A", "Gewoon"),)
    early = Series("x", (Observation(dt.date(2026, 2, 1), Decimal(4)),), phases)
    assert reading(early).sentence == "Er is in nog geen fase gemeten."
    assert outside(early) == "1 meting hoort bij geen fase en telt niet mee. Kies er een fase bij."
    assert outside(Series("x", early.observations)) == outside(Series("x", (), phases)) == ""


@pytest.mark.parametrize(
    ("now", "target", "unit", "words"),
    [
        ("20", "25", "woorden", "5 woorden eronder"),
        ("5", "7", "cijfer", "2 punten eronder"),
        ("4", "3", "minuten", "1 punt erboven"),
    ],
)
def test_the_distance_to_a_goal_is_told_in_its_unit(now: str, target: str, unit: str, words: str) -> None:
    assert now_vs_target(Decimal(now), Decimal(target), unit=unit).words == words
