"""Differences are listed with what each says and what it was, and are settled for all who exchange."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from guidance_app import edits
from guidance_app.base.errors import Problem
from guidance_app.edits import conflicts as settling
from guidance_app.queries import read
from guidance_app.queries.conflicts import Difference, count, differences
from guidance_app.workspace import Workspace
from tests.store._laptops import assert_same, assert_sound, exchange, fast_folder, goal, laptops, shared_goal

Two = tuple[Workspace, Workspace]
BEFORE = "Sam leest elke dag een bladzijde en vertelt wat er stond."


@pytest.fixture(scope="module")
def two() -> Iterator[Two]:
    """Two laptops for all tests here, each about a pupil of its own."""
    with fast_folder() as folder, laptops(folder, "Anna", "Bram") as (anna, bram):
        yield anna, bram
        assert_sound(anna, bram)


def found(store: Workspace, book: str) -> list[Difference]:
    with store.read() as s:
        listed = differences(s, book)
        assert count(s, book) == len(listed)
    return listed


def apart(two: Two, anna_says: str = "Anna", bram_says: str = "Bram", before: str = "Lezen.") -> tuple[str, str]:
    """A goal whose text both changed: the ids of pupil and goal."""
    pupil, id_ = shared_goal(*two, text=before)
    for store, says in zip(two, (anna_says, bram_says), strict=True):
        store.do(edits.change("goal", id_, "text", says))
    exchange(*two, pupil)
    return pupil, id_


def test_a_difference_says_who_wrote_what_and_what_it_was(two: Two) -> None:
    pupil, _ = apart(two)
    for store in two:
        [one] = found(store, pupil)
        assert (one.title, one.label, one.before) == ("Lezen", "Doel", "Lezen.")
        assert {(side.author, side.words) for side in one.sides} == {("Anna", "Anna"), ("Bram", "Bram")}
        assert one.sides[one.shown].words == goal(store, one.row).text


def test_choosing_one_settles_it_on_both_sides_and_can_be_undone(two: Two) -> None:
    anna, bram = two
    pupil, id_ = apart(two)
    [one] = found(bram, pupil)
    other = next(side for side in one.sides if side.author == "Anna")
    for _ in range(2):
        bram.do(settling.settle(one, other.values))
        assert found(bram, pupil) == []
        assert goal(bram, id_).text == "Anna"
        bram.undo()
        [one] = found(bram, pupil)
        assert {(side.author, side.words) for side in one.sides} == {("Anna", "Anna"), ("Bram", "Bram")}
    bram.redo()
    exchange(*two, pupil)
    assert found(anna, pupil) == found(bram, pupil) == []
    assert goal(anna, id_).text == "Anna"
    assert_same(pupil, *two)


def test_two_who_settle_it_differently_have_a_new_difference_and_alike_none(two: Two) -> None:
    anna, bram = two
    pupil, id_ = apart(two)
    for store, words in ((anna, "zus"), (bram, "zo")):
        store.do(settling.settle(found(store, pupil)[0], {"text": words}))
    exchange(*two, pupil)
    assert {side.words for side in found(anna, pupil)[0].sides} == {"zus", "zo"}
    for store in two:
        store.do(settling.settle(found(store, pupil)[0], {"text": "samen"}))
    exchange(*two, pupil)
    assert found(anna, pupil) == []
    assert goal(bram, id_).text == "samen"


def test_changes_of_a_long_text_in_different_places_are_proposed_together(two: Two) -> None:
    pupil, _ = apart(two, BEFORE.replace("een bladzijde", "twee bladzijden"), f"{BEFORE} Moeder luistert.", BEFORE)
    [one] = found(two[0], pupil)
    assert one.proposal == "Sam leest elke dag twee bladzijden en vertelt wat er stond. Moeder luistert."


def test_what_came_in_meanwhile_is_not_settled_unseen(two: Two) -> None:
    anna, bram = two
    pupil, id_ = apart(two)
    [seen] = found(anna, pupil)
    bram.do(edits.change("goal", id_, "text", "Bram nog eens"))
    exchange(*two, pupil)
    with pytest.raises(Problem, match="intussen"):
        anna.do(settling.settle(seen, {"text": "weg ermee"}))
    assert len(found(anna, pupil)) == 1


@pytest.mark.parametrize("keeps", [True, False])
def test_removed_against_written_is_one_difference_with_both_choices(two: Two, keeps: bool) -> None:
    anna, bram = two
    pupil = anna.do(edits.add("pupil", first_name="Sam"))
    talk = anna.do(edits.add("conversation", pupil, date=anna.today))
    quotes = [anna.do(edits.add("quote", pupil, conversation=talk, text=text)) for text in ("een", "twee")]
    exchange(*two, pupil)
    anna.do(edits.remove("conversation", talk))
    bram.do(edits.change("quote", quotes[0], "text", "een, en meer"))
    exchange(*two, pupil)
    [one] = found(bram, pupil)
    assert (one.table, one.removal, one.sides[0].author) == ("conversation", True, "Anna")
    assert "een, en meer" in one.sides[1].words
    bram.do(settling.keep(one) if keeps else settling.remove(one))
    exchange(*two, pupil)
    for store in two:
        assert found(store, pupil) == []
        with store.read() as s:
            assert len(read.rows(s, "quote", pupil)) == (2 if keeps else 0)
            assert (read.row(s, "conversation", talk) is not None) == keeps
    bram.undo()
    with bram.read() as s:
        assert read.row(s, "conversation", talk) is not None
    assert_sound(bram)


def test_equal_positions_stand_by_id_and_links_written_apart_are_a_difference(two: Two) -> None:
    anna, _ = two
    pupil, id_ = shared_goal(*two)
    new = sorted(store.do(edits.add("goal", pupil, title=store.member.name)) for store in two)
    measure = anna.do(edits.add("measure", pupil, title="Samen lezen", place="home", goals=(id_,)))
    exchange(*two, pupil)
    for store, goals in zip(two, ((id_, new[0]), (id_, new[1])), strict=True):
        store.do(edits.change("measure", measure, "goals", goals))
    exchange(*two, pupil)
    for store in two:
        with store.read() as s:
            assert [row.id for row in read.rows(s, "goal", pupil)] == [id_, *new]
        assert [(one.table, one.unit) for one in found(store, pupil)] == [("measure", "goals")]
