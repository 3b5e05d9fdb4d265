"""What the page of the balance reads: two sides, counted in words, and only what the pupil lets be shared."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from guidance_app import edits, example
from guidance_app.queries.balance import Balance, balance, number_words
from guidance_app.workspace import Workspace, create


@pytest.fixture
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, str]]:
    """A store with one pupil of whom only the first name is known."""
    workspace = create(tmp_path_factory.mktemp("kast"), example.KEY, "Petra Schijn", "sen_coordinator", today=example.TODAY)
    yield workspace, workspace.do(edits.add("pupil", first_name="Noor"))
    workspace.close()


def view(workspace: Workspace, pupil: str) -> Balance:
    with workspace.read() as s:
        return balance(s, pupil)


def agree(workspace: Workspace, pupil: str, place: str, status: str | None = "active") -> None:
    workspace.do(edits.add("measure", pupil, title="Afspraak", place=place, status=status))


def test_a_new_pupil_has_two_empty_sides(fresh: tuple[Workspace, str]) -> None:
    found = view(*fresh)
    assert found.home.counted == found.school.counted == "Er is nog niets afgesproken."
    assert (found.note, found.quotes) == ("", ())


@pytest.mark.parametrize(("count", "words"), [(1, "Eén afspraak."), (5, "Vijf afspraken."), (13, "13 afspraken.")])
def test_agreements_are_counted_in_words(fresh: tuple[Workspace, str], count: int, words: str) -> None:
    workspace, pupil = fresh
    for _ in range(count):
        agree(workspace, pupil, "home")
    assert view(workspace, pupil).home.counted.casefold() == words.casefold().replace("eén", "één")


def test_what_is_not_carried_out_is_not_asked_of_anyone(fresh: tuple[Workspace, str]) -> None:
    workspace, pupil = fresh
    for status in ("not_used", "stopped", "active", None):
        agree(workspace, pupil, "school", status)
    assert len(view(workspace, pupil).school.asked) == 2


@pytest.mark.parametrize(("home", "school", "said"), [(0, 0, False), (2, 2, False), (1, 2, False), (2, 1, True), (1, 0, True)])
def test_the_sentence_is_there_only_when_home_is_asked_more(
    fresh: tuple[Workspace, str], home: int, school: int, said: bool
) -> None:
    workspace, pupil = fresh
    for place, count in (("home", home), ("school", school)):
        for _ in range(count):
            agree(workspace, pupil, place)
    note = view(workspace, pupil).note
    assert bool(note) == said
    assert not said or (number_words(home) in note and number_words(school) in note)


def test_factors_stand_in_their_own_area(fresh: tuple[Workspace, str]) -> None:
    workspace, pupil = fresh
    for area in ("child", "home", "school"):
        for kind in ("helps", "hinders"):
            workspace.do(edits.add("factor", pupil, kind=kind, area=area, text=f"{kind} {area}"))
    found = view(workspace, pupil)
    assert [f.text for f in (*found.home.helps, *found.home.hinders)] == ["helps home", "hinders home"]
    assert [f.text for f in (*found.school.helps, *found.child_hinders)] == ["helps school", "hinders child"]


def test_only_what_both_parents_and_school_may_read_is_quoted(fresh: tuple[Workspace, str]) -> None:
    workspace, pupil = fresh
    talk = workspace.do(edits.add("conversation", pupil, date=example.TODAY))
    for text, readers in (("Alleen school.", ("school",)), ("Voor allen.", ("parents", "school")), ("Van mij.", None)):
        workspace.do(edits.add("quote", pupil, conversation=talk, text=text, share_with=readers))
    assert [quote.text for quote in view(workspace, pupil).quotes] == ["Voor allen."]
