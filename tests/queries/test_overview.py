"""The first page of a pupil: the child's words that may be shared, both sides alike, and only what can be drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from guidance_app import edits, example
from guidance_app.base.errors import Problem
from guidance_app.domain.series import Observation, Phase, Series
from guidance_app.edits.attachments import LARGEST, attach
from guidance_app.edits.pupils import new_pupil
from guidance_app.queries.file_panel import content, file_lines, file_record, kinds
from guidance_app.queries.overview import Overview, consent_words, drawable, overview
from guidance_app.queries.read import row, rows
from guidance_app.workspace import Workspace, create, open_with_key

TODAY = example.TODAY
BOTH = ("parents", "school")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Workspace]:
    made = create(tmp_path / "Kast", example.KEY, "Petra Schijn", "sen_coordinator", today=TODAY)
    yield made
    made.close()


@pytest.fixture
def noor(store: Workspace) -> str:
    return str(store.do(new_pupil("Noor")))


@pytest.fixture(scope="module")
def mark(built: tuple[Workspace, str]) -> Overview:
    return now(*built)


def now(store: Workspace, pupil: str) -> Overview:
    with store.read() as s:
        return overview(s, pupil, TODAY)


def test_a_pupil_with_only_a_first_name_has_a_page(store: Workspace, noor: str) -> None:
    view = now(store, noor)
    assert view.first_name == "Noor"
    assert (view.quote, view.next) == (None, None)
    assert (view.marks.lines, view.goals, view.home.lines, view.school.lines) == ((), (), (), ())
    assert next(one.hint for one in view.questions) == "Wat wil Noor weten?"


def test_the_child_is_quoted_only_with_what_parents_and_school_may_both_read(store: Workspace, noor: str) -> None:
    talk = store.do(edits.add("conversation", noor, date=TODAY))
    for text, readers in (("niemand", None), ("alleen school", ("school",)), ("alleen ouders", ("parents",))):
        store.do(edits.add("quote", noor, conversation=talk, text=text, share_with=readers))
    assert now(store, noor).quote is None
    store.do(edits.add("quote", noor, conversation=talk, text="Dit mag.", share_with=BOTH))
    found = now(store, noor).quote
    assert found
    assert found.text == "“Dit mag.”"
    assert found.caption == "Noor, kindgesprek 19 februari 2026  ·  mag gedeeld worden"


def test_what_the_child_wants_itself_goes_before_newer_words(store: Workspace, noor: str) -> None:
    for days, topic, text in ((30, "Wat wil je zelf?", "Ik wil zelf kiezen."), (0, "Energie", "Ik ben minder moe.")):
        talk = store.do(edits.add("conversation", noor, date=TODAY - dt.timedelta(days=days)))
        store.do(edits.add("quote", noor, conversation=talk, topic=topic, text=text, share_with=BOTH))
    found = now(store, noor).quote
    assert found
    assert found.text == "“Ik wil zelf kiezen.”"


def test_marks_own_marks_go_from_the_first_talk_to_the_last(mark: Overview) -> None:
    assert mark.marks.when == "van 0 tot 10, september → januari"
    assert next((m.item, m.earlier, m.now) for m in mark.marks.lines) == ("Ik kan veel zelf regelen op school", 4, 7)


def test_marks_six_goals_begin_with_the_one_that_runs(mark: Overview) -> None:
    assert next(goal.title for goal in mark.goals) == "Elke dag in de agenda kijken"
    assert (len(mark.goals), mark.more_goals, mark.all_run) == (6, 1, False)
    assert mark.goals[0].about == "Begin 2, doel 4 dagen van 5"
    assert (mark.goals[1].about, mark.goals[1].word) == ("Nu 78%, doel 75%", "behaald")


def test_a_goal_is_not_drawn_with_a_series_about_something_else(mark: Overview) -> None:
    lights_out = next(goal for goal in mark.goals if goal.title == "Licht uit om 21.00 uur")
    assert lights_out.series is None


def test_home_and_school_show_what_the_plan_says_goes_on(mark: Overview) -> None:
    assert [len(side.lines) for side in (mark.home, mark.school)] == [4, 4]
    assert [side.more for side in (mark.home, mark.school)] == [1, 0]


def test_the_next_date_is_in_words(mark: Overview) -> None:
    assert mark.next
    assert mark.next.when == "Dinsdag 9 juni, 15.00 uur"
    assert mark.next.about == "Voortgangsgesprek, school, tot 15.40 uur. Mark is erbij: hele gesprek."


def test_phases_that_overlap_are_drawn_as_one_course_and_times_not_at_all() -> None:
    days = [TODAY + dt.timedelta(days=n) for n in range(3)]
    phases = (Phase("A", "gewoon"), Phase("B", "timer"))
    values = tuple(Observation(day, Decimal(5), code) for day, code in zip(days, "ABA", strict=True))
    crossing = Series("af", values, phases)
    drawn = drawable(crossing)
    assert drawn
    assert drawn.phases == ()
    assert len(drawn.measured) == 3
    assert drawable(replace(crossing, kind="clock")) is None
    in_turn = replace(crossing, observations=values[:2])
    assert drawable(in_turn) is in_turn


def test_consents_are_counted_in_words(store: Workspace, noor: str) -> None:
    with store.read() as s:
        assert consent_words(s, noor, TODAY) == ""
    for status, until in (("given", None), ("given", TODAY - dt.timedelta(days=1)), ("not_asked", None)):
        store.do(edits.add("consent", noor, purpose="iets", status=status, valid_until=until))
    with store.read() as s:
        assert consent_words(s, noor, TODAY) == "1 toestemming, 1 verlopen, 1 niet gevraagd"
        assert next(k.count for k in kinds(s, noor, TODAY) if k.table == "consent") == "1, 1 verlopen, 1 niet gevraagd"


def test_a_pupil_gets_the_only_school_there_is(store: Workspace, noor: str) -> None:
    school = store.do(edits.add("school", "school", name="De Bedachte Boom"))
    second = store.do(new_pupil("Adam", "5"))
    with store.read() as s:
        adam, first = row(s, "pupil", second), row(s, "pupil", noor)
    assert adam
    assert first
    assert (adam.school, adam.group_name, first.school) == (school, "5", None)
    with pytest.raises(Problem):
        store.do(new_pupil("  "))


def test_a_record_tells_who_changed_it_and_what_can_be_put_back(store: Workspace, noor: str) -> None:
    person = store.do(edits.add("person", noor, name="Ilse", role="parent"))
    store.do(edits.change("person", person, "relation", "tante"))
    store.do(edits.change("person", person, "relation", "moeder"))
    with store.read() as s:
        found = file_record(s, "person", person)
        lines = file_lines(s, noor, "person")
    assert found
    assert found.changed.startswith("Laatst gewijzigd door Petra Schijn, ")
    assert [(c.name, c.old, c.new, c.before) for c in found.changes][:1] == [("relation", "tante", "moeder", "tante")]
    assert [(line.title, line.about) for line in lines] == [("Ilse", "moeder")]


def test_an_attached_file_comes_out_as_it_went_in_and_stands_there_once(store: Workspace, noor: str) -> None:
    data = bytes(range(256)) * 40
    ids = [store.do(attach(noor, name, data, TODAY)) for name in ("verslag.pdf", "nog eens.pdf")]
    with store.read() as s:
        assert [content(s, id_) for id_ in ids] == [data, data]
        assert [line.about for line in file_lines(s, noor, "attachment")] == ["19 februari 2026, 10 kB"] * 2
    store.undo()
    with store.read() as s:
        assert [one.name for one in rows(s, "attachment", noor)] == ["verslag.pdf"]
        assert content(s, ids[0]) == data
    store.redo()
    with store.read() as s:
        assert content(s, ids[1]) == data


def test_an_attached_file_is_there_after_opening_the_store_again_and_never_readable_on_disk(tmp_path: Path) -> None:
    folder, data = tmp_path / "Kast", b"geheim verslag " * 5000
    first = create(folder, example.KEY, "Petra", "adviser", today=TODAY)
    pupil = first.do(new_pupil("Noor"))
    kept = first.do(attach(pupil, "verslag.txt", data, TODAY))
    first.close()
    assert not any(b"geheim verslag" in file.read_bytes() for file in folder.iterdir() if file.is_file())
    again = open_with_key(folder, example.KEY)
    with again.read() as s:
        assert content(s, kept) == data
    again.close()


@pytest.mark.parametrize("data", [b"", bytes(LARGEST + 1)])
def test_an_empty_or_too_large_file_is_refused_in_one_sentence(store: Workspace, noor: str, data: bytes) -> None:
    with pytest.raises(Problem):
        store.do(attach(noor, "verslag.pdf", data, TODAY))
    with store.read() as s:
        assert rows(s, "attachment", noor) == []
