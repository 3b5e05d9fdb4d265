"""The profile says in words where scores lie: computed, agreed on by all who filled in, never more than the scores say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from guidance_app import edits, example
from guidance_app.charts.primitives import Text
from guidance_app.charts.profile_view import profile_chart
from guidance_app.charts.spec import resolve
from guidance_app.edits.assessments import add_score, add_test
from guidance_app.edits.hypotheses import add_hypothesis, add_hypothesis_step, choose_state
from guidance_app.queries.profile import ProfileView, advice, profile, told
from guidance_app.queries.read import rows
from guidance_app.workspace import Workspace, create

TODAY = example.TODAY


@pytest.fixture(scope="module")
def mark(built: tuple[Workspace, str]) -> ProfileView:
    return view_of(*built)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Workspace]:
    made = create(tmp_path / "Kast", example.KEY, "Petra", "sen_coordinator", today=TODAY)
    yield made
    made.close()


@pytest.fixture
def noor(store: Workspace) -> str:
    return str(store.do(edits.add("pupil", first_name="Noor")))


def view_of(store: Workspace, pupil: str) -> ProfileView:
    with store.read() as s:
        return profile(s, pupil, TODAY)


def line(view: ProfileView, end: str) -> Any:
    return next(line for group in view.groups for line in group.lines if line.id.endswith(end))


def test_the_sentence_is_composed_of_the_zones(mark: ProfileView) -> None:
    assert mark.sentence == "Sterk in taal. Onder meer werkgeheugen, tempo, lezen en spelling kosten moeite."


def test_the_groups_come_in_the_order_of_the_page_with_their_source(mark: ProfileView) -> None:
    assert [(group.heading, group.source) for group in mark.groups] == [
        ("Onderzoek", "WISC-V-NL, 19 maart 2025"),
        ("Lezen en spellen", "Dyslexieonderzoek (PDDB 3.0), 26 maart 2025"),
        ("Leren op school", "juni 2025 en januari 2026"),
        ("Aanpakken van werk", "BRIEF-2, september 2025, omgekeerd getekend"),
        ("Meedoen en zich voelen", "Zien!, 2 oktober 2025"),
    ]


def test_one_number_for_all_stands_last_and_does_not_fit_an_uneven_profile(mark: ProfileView) -> None:
    last = mark.groups[0].lines[-1]
    assert (last.label, last.word) == ("Alles samen", "past niet bij dit profiel")
    assert "Eén totaalcijfer past niet" in told(last, "Mark")[0]


def test_one_number_for_all_is_an_ordinary_line_in_an_even_profile(store: Workspace, noor: str) -> None:
    test = store.do(add_test(noor, "WISC-V", TODAY))
    for name, value in (("VBI", 104), ("VSI", 96), ("TIQ", 100)):
        store.do(add_score(test, name, value=Decimal(value)))
    assert line(view_of(store, noor), "Alles samen").word == "gewoon"


def test_an_interval_is_the_one_of_the_report(mark: ProfileView) -> None:
    mark_ = line(mark, "Tempo van verwerken").marks[0]
    assert mark_.low is not None
    assert (round(mark_.low, 2), round(mark_.high, 2), mark_.words) == (-1.8, -0.53, "80 (73 tot 92)")


def test_who_filled_in_is_told_apart_and_a_difference_is_said_and_not_averaged(mark: ProfileView) -> None:
    begin = line(mark, "Zelf beginnen")
    assert [(m.who, m.voice, m.words) for m in begin.marks] == [("Anouk", "school", "67"), ("moeder", "home", "58")]
    assert begin.word == "Anouk en moeder verschillen"
    assert begin.topic not in mark.sentence


def test_high_means_hard_is_drawn_the_other_way_round(mark: ProfileView) -> None:
    assert line(mark, "BRIEF-2/Werkgeheugen").marks[0].z == pytest.approx(-2)


def test_the_score_before_the_newest_is_the_earlier_one_and_older_ones_are_left_out(mark: ProfileView) -> None:
    words = line(mark, "Leerlingvolgsysteem/Woorden lezen")
    assert [(m.words, m.who, m.earlier) for m in words.marks] == [("P6", "juni", True), ("P7", "januari", False)]


def test_scores_taken_in_different_ways_are_compared_with_care(mark: ProfileView) -> None:
    reading = line(mark, "Begrijpend lezen")
    assert reading.word == "gewoon, met audio-ondersteuning"
    assert advice(reading) == "In juni zonder voorlezen en in januari met audio-ondersteuning. Vergelijk dus met zorg."
    assert advice(line(mark, "Spelling")) == ""


def test_what_cannot_be_converted_is_listed_as_it_was_reported(mark: ProfileView) -> None:
    avi = line(mark, "Teksten lezen, met hulp")
    assert avi.word == "M5, eerst E4"
    assert all(m.z is None for m in avi.marks)


def test_subtests_belong_to_their_index(mark: ProfileView) -> None:
    assert line(mark, "Tempo van verwerken").parts == "Symbool substitutie coderen 6, Symbool vergelijken 7"


@pytest.mark.parametrize(("date", "old"), [(dt.date(2024, 2, 19), False), (dt.date(2024, 2, 18), True)])
def test_a_test_older_than_two_years_says_so(store: Workspace, noor: str, date: dt.date, old: bool) -> None:
    store.do(add_score(store.do(add_test(noor, "WISC-V-NL", date)), "VBI", value=Decimal(100)))
    assert line(view_of(store, noor), "Taal en uitleggen").old is old


def test_what_is_strong_in_one_test_and_hard_in_another_is_not_in_the_sentence(store: Workspace, noor: str) -> None:
    tests = [("WISC-V-NL", "WGI", {"value": Decimal(120)}), ("BRIEF-2 leerkracht", "Werkgeheugen", {"value": Decimal(70)})]
    for instrument, name, value in tests:
        store.do(add_score(store.do(add_test(noor, instrument, TODAY)), name, **value))
    assert view_of(store, noor).sentence == "De meeste scores zijn zoals bij de meeste kinderen."


@pytest.mark.parametrize(
    ("score", "low", "high", "said"),
    [
        (112, 103, 119, "Tussen gewoon en sterk in taal."),  # the bar still reaches what was said before
        (104, 96, 111, "De meeste scores zijn zoals bij de meeste kinderen."),
        (118, 110, 124, "Sterk in taal."),
    ],
)
def test_the_sentence_follows_the_newest_score_and_says_no_more_than_its_bar(
    store: Workspace, noor: str, score: int, low: int, high: int, said: str
) -> None:
    first, second = (store.do(add_test(noor, "WISC-V-NL", day)) for day in (dt.date(2025, 3, 19), TODAY))
    store.do(add_score(first, "VBI", value=Decimal(116), low=Decimal(107), high=Decimal(123)))
    store.do(add_score(first, "VRI", value=Decimal(100)))
    store.do(add_score(second, "VBI", value=Decimal(score), low=Decimal(low), high=Decimal(high)))
    view = view_of(store, noor)
    assert view.sentence == said
    assert [one.when for one in view.groups[0].lines] == ["februari 2026", "maart 2025"]
    assert "De nieuwste score is van februari 2026." in told(line(view, "Taal en uitleggen"), "Noor")
    scene = resolve(profile_chart(view), 858, 300)
    drawn = [one.text for one in scene.primitives if isinstance(one, Text)]
    assert "gewoon, maart 2025" in drawn
    assert all("…" not in words for words in drawn)
    assert "februari 2026" not in drawn  # the mark is of two days, so the legend names none


def test_an_unknown_test_keeps_its_name_and_its_scores(store: Workspace, noor: str) -> None:
    test = store.do(add_test(noor, "Eigen <b>toets</b>", None))
    store.do(add_score(test, "Hinkelen", scale="percentile", percentile=Decimal(3)))
    view = view_of(store, noor)
    assert view.groups[0].heading == "Andere toetsen"
    assert (view.tests[0].title, line(view, "Hinkelen").word) == ("Eigen <b>toets</b>", "kost moeite")


def test_a_score_takes_what_the_catalogue_knows(store: Workspace, noor: str) -> None:
    test = store.do(add_test(noor, "wisc v", TODAY))
    store.do(add_score(test, "overeenkomsten", value=Decimal(13)))
    with store.read() as s:
        score = rows(s, "score", noor)[0]
    assert (score.part, score.of_index, score.scale, score.name) == ("subtest", "VBI", "scaled", "Overeenkomsten")


def test_an_empty_file_has_an_empty_profile(store: Workspace, noor: str) -> None:
    view = view_of(store, noor)
    assert (view.sentence, view.groups, view.tests, view.seen, view.hypotheses) == ("", (), (), (), ())


def test_a_hypothesis_goes_from_suspicion_to_what_was_found(store: Workspace, noor: str) -> None:
    hypothesis = store.do(add_hypothesis(noor, "Te weinig slaap?", TODAY))
    for before in ("suspected", "examined"):
        step = store.do(add_hypothesis_step(hypothesis, before, TODAY))
    found = view_of(store, noor).hypotheses[0]
    assert [s.state for s in found.steps] == ["vermoeden", "onderzoeken", "bevestigd"]
    assert found.decided
    store.do(choose_state(step, "examined"))
    assert not view_of(store, noor).hypotheses[0].decided
    store.undo()
    assert view_of(store, noor).hypotheses[0].decided


def test_who_may_read_a_hypothesis_is_told(mark: ProfileView) -> None:
    dyslexia = next(one for one in mark.hypotheses if "dyslexie" in one.text)
    assert dyslexia.about == "dyslexie, mag gedeeld worden met ouders, de leerling, school"
