"""What the page Conversations and the start page are told about talks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from guidance_app import edits, example
from guidance_app.edits import conversations as act
from guidance_app.queries import causes
from guidance_app.queries import conversations as query
from guidance_app.workspace import Workspace

TODAY = example.TODAY


@pytest.fixture
def ask(built: tuple[Workspace, str]) -> Any:
    """Ask a query about Mark."""
    workspace, pupil = built

    def ask(function: Any, *more: Any) -> Any:
        with workspace.read() as s:
            return function(s, pupil, *more)

    return ask


@pytest.fixture
def do(built: tuple[Workspace, str]) -> Iterator[Any]:
    """Do something that is undone after the test."""
    workspace, _ = built
    done: list[Any] = []

    def act_now(edit: Any) -> Any:
        done.append(edit)
        return workspace.do(edit)

    yield act_now
    for _edit in done:
        workspace.undo()


def first(talks: list[query.Talk], title: str) -> query.Talk:
    return next(talk for talk in talks if talk.title.startswith(title))


def meeting_of(ask: Any, title: str) -> query.MeetingView:
    row = first(ask(query.talks, TODAY), title).row
    return ask(lambda s, _pupil: query.meeting(s, row, TODAY))


def test_planned_talks_stand_on_top_and_the_others_newest_first(ask: Any) -> None:
    talks = ask(query.talks, TODAY)
    assert [talk.planned for talk in talks] == [True, False, False, False, False, False]
    past = [talk.date for talk in talks[1:]]
    assert past == sorted(past, reverse=True)


def test_a_meeting_is_told_with_when_who_and_all_its_lines(ask: Any) -> None:
    view = meeting_of(ask, "MDO")
    assert view.when == "Donderdag 9 oktober 2025, 14.45 tot 15.45 uur"
    assert view.present == "moeder, vader, Anouk, Petra en Hanna"
    assert [len(view.parts[part]) for part in query.PARTS] == [8, 5, 3]
    assert all(action.done for action in view.actions)


def test_a_new_meeting_gives_the_child_the_floor_first_and_is_one_act(built: Any, ask: Any) -> None:
    workspace, pupil = built
    made = workspace.do(act.new_meeting(pupil, TODAY))
    view = ask(lambda s, _pupil: query.meeting(s, made, TODAY))
    agenda = [line.text for line in view.parts["agenda"]]
    assert agenda[0] == "Mark vertelt"
    assert agenda[-1] == "Wat mag met wie gedeeld worden"
    assert view.planned
    workspace.undo()
    assert ask(lambda s, _pupil: query.meeting(s, made, TODAY)) is None


def test_open_agreements_of_all_talks_come_first_due_first_until_they_are_finished(ask: Any, do: Any) -> None:
    still = ask(query.open_actions)
    assert [action.what for action in still] == ["Nieuw doel voor agenda met Mark", "Overdracht voor groep 8 klaarzetten"]
    assert still[0].meeting == "eindevaluatie, 12 februari 2026"
    do(act.finish_action(still[0].row))
    assert [action.row for action in ask(query.open_actions)] == [still[1].row]


def test_without_a_pupil_the_agreements_and_meetings_of_everybody_are_given(built: Any) -> None:
    workspace, pupil = built
    with workspace.read() as s:
        assert [action.pupil for action in query.open_actions(s)] == [pupil, pupil]
        assert [ahead.pupil for ahead in query.planned_meetings(s, TODAY)] == [pupil]


def test_the_next_meeting_is_the_first_from_today_on_that_is_not_cancelled(built: Any, do: Any) -> None:
    workspace, pupil = built
    do(edits.add("meeting", pupil, kind="afgezegd gesprek", date=dt.date(2026, 3, 1), status="cancelled"))
    with workspace.read() as s:
        ahead = query.next_meeting(s, TODAY, pupil)
        assert ahead is not None
        assert (ahead.kind, ahead.date, ahead.time_from) == ("Voortgangsgesprek", dt.date(2026, 6, 9), dt.time(15, 0))
        assert query.next_meeting(s, dt.date(2026, 6, 10), pupil) is None


def test_own_marks_stand_beside_those_of_the_earlier_conversation(ask: Any) -> None:
    talks = [talk for talk in ask(query.talks, TODAY) if talk.table == "conversation"]
    later, earlier = (ask(lambda s, _p, row=talk.row: query.conversation(s, row)) for talk in talks)
    assert (later.marks[0].item, later.marks[0].earlier, later.marks[0].now) == (
        "Ik kan veel zelf regelen op school",
        Decimal(4),
        Decimal(7),
    )
    assert later.earlier_on == "18 september"
    assert [mark.earlier for mark in earlier.marks] == [None] * 4


def test_what_got_a_mark_before_is_asked_again_in_a_new_conversation(built: Any, ask: Any, do: Any) -> None:
    made = do(act.new_conversation(built[1], TODAY))
    do(act.add_mark(made, "Lezen lukt", Decimal(5)))
    view = ask(lambda s, _p: query.conversation(s, made))
    assert [(mark.item, bool(mark.row)) for mark in view.marks] == [
        ("Lezen lukt", True),
        ("Ik kan veel zelf regelen op school", False),
        ("Ik heb genoeg energie", False),
        ("Ik voel me fijn in de klas", False),
    ]


def test_a_new_quote_may_be_read_by_nobody_else_until_the_child_says_so(built: Any, ask: Any, do: Any) -> None:
    made = do(act.new_conversation(built[1], TODAY))
    do(act.add_quote(made, "Energie", "Ik ben minder moe."))
    view = ask(lambda s, _p: query.conversation(s, made))
    assert [(quote.topic, quote.readers) for quote in view.quotes] == [("Energie", ())]


def test_views_of_the_cause_stand_with_child_home_and_school(ask: Any) -> None:
    views = ask(causes.cause_views)
    assert {voice: [told.signed for told in told_of] for voice, told_of in views.items()} == {
        "pupil": ["Mark, 18 september 2025"],
        "home": ["Moeder, 9 oktober 2025", "Vader, 9 oktober 2025"],
        "school": ["Anouk, 9 oktober 2025"],
    }


def test_an_insight_tells_what_it_changed(ask: Any) -> None:
    (insight,) = ask(causes.insights)
    assert insight.told.voice == "home"
    assert [(change.about, change.was) for change in insight.changes] == [
        ("Scherm uit om 20.00 uur, vanaf 17 november 2025", "Mark kiest zelf wanneer het scherm uit gaat."),
        ("Twee dingen staan vast, vanaf 17 november 2025", "Eén ding staat vast (huiswerkmoment). De rest kiest Mark."),
    ]


def test_a_talk_that_was_removed_is_told_as_not_there(ask: Any, do: Any) -> None:
    row = first(ask(query.talks, TODAY), "Eindevaluatie").row
    do(edits.remove("meeting", row))
    assert ask(lambda s, _p: query.meeting(s, row, TODAY)) is None
    assert ask(query.open_actions) == []
