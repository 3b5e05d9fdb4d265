"""What two laptops wrote apart comes together without losing a word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from guidance_app import edits, workspace
from guidance_app.base.errors import Problem
from guidance_app.edits import attachments
from guidance_app.queries import history, read
from guidance_app.store import reversing
from guidance_app.store.journal import ChangeRow
from guidance_app.workspace import Workspace
from tests.store._laptops import (
    KEY,
    assert_same,
    assert_sound,
    exchange,
    fast_folder,
    give,
    goal,
    laptops,
    shared_goal,
    table_state,
)

Two = tuple[Workspace, Workspace]


@pytest.fixture(scope="module")
def two() -> Iterator[Two]:
    """Two laptops for all tests here, each about a pupil of its own."""
    with fast_folder() as folder, laptops(folder, "Anna", "Bram") as (anna, bram):
        yield anna, bram
        assert_sound(anna, bram)


def test_what_one_wrote_comes_to_the_other_with_its_author(two: Two) -> None:
    anna, bram = two
    pupil, id_ = shared_goal(anna, bram, text="Sam leest.")
    assert goal(bram, id_).text == "Sam leest."
    with bram.read() as s:
        assert {line.author for line in history.history(s, id_)} == {"Anna"}
    assert_same(pupil, anna, bram)


def test_different_fields_written_apart_are_both_there_and_no_difference(two: Two) -> None:
    anna, bram = two
    pupil, id_ = shared_goal(anna, bram)
    anna.do(edits.change("goal", id_, "title", "Vlot lezen"))
    bram.do(edits.change("goal", id_, "text", "Elke dag."))
    assert give(anna, bram, pupil).differences == 0
    give(bram, anna, pupil)
    assert (goal(anna, id_).title, goal(anna, id_).text) == ("Vlot lezen", "Elke dag.")
    assert_same(pupil, anna, bram)


def test_the_same_field_written_apart_keeps_both_and_shows_the_same_on_both(two: Two) -> None:
    anna, bram = two
    pupil, id_ = shared_goal(anna, bram)
    anna.do(edits.change("goal", id_, "title", "Anna"))
    bram.do(edits.change("goal", id_, "title", "Bram"))
    assert give(anna, bram, pupil).differences == 1
    assert give(bram, anna, pupil).differences == 1
    assert_same(pupil, anna, bram)


def test_who_wrote_last_knowing_the_other_wins_whatever_the_clocks_say(two: Two) -> None:
    anna, bram = two
    pupil, id_ = shared_goal(anna, bram)
    anna._now.jump(days=400)
    anna.do(edits.change("goal", id_, "title", "Anna, klok vooruit"))
    assert give(anna, bram, pupil).wrong_clocks == ("Anna",)
    bram.do(edits.change("goal", id_, "title", "Bram, daarna"))
    with bram.read() as s:
        own = s.query(ChangeRow.stamp).filter_by(device=bram._journal.device).order_by(ChangeRow.seq.desc()).first()[0]
        far = s.query(ChangeRow.stamp).filter_by(device=anna._journal.device).order_by(ChangeRow.seq.desc()).first()[0]
    assert own < far, "a wrong clock does not push ours"
    assert give(bram, anna, pupil).differences == 0
    assert goal(anna, id_).title == goal(bram, id_).title == "Bram, daarna"


def test_an_edit_of_a_field_written_apart_replaces_only_what_was_seen(two: Two) -> None:
    anna, bram = two
    pupil, id_ = shared_goal(anna, bram)
    anna.do(edits.change("goal", id_, "title", "Anna"))
    bram.do(edits.change("goal", id_, "title", "Bram"))
    exchange(anna, bram, pupil)
    anna.do(edits.change("goal", id_, "title", "Anna nog eens"))
    assert give(anna, bram, pupil).differences == 1, "what the other wrote is still there"
    assert_same(pupil, anna, bram)


def test_equal_values_written_apart_are_no_difference(two: Two) -> None:
    anna, bram = two
    pupil, id_ = shared_goal(anna, bram)
    for store in two:
        store.do(edits.change("goal", id_, "title", "Samen"))
    assert give(anna, bram, pupil).differences == 0


def test_coming_in_again_changes_nothing(two: Two) -> None:
    anna, bram = two
    pupil, _ = shared_goal(anna, bram)
    steps = anna.sharing.steps_since(pupil, {})
    before = table_state(bram, pupil)
    again = bram.merge(steps, {})
    assert (again.steps, again.changes, again.act) == (0, 0, None)
    assert again.known == sum(len(step.changes) for step in steps)
    assert table_state(bram, pupil) == before


def test_removing_against_editing_stays_visible(two: Two) -> None:
    anna, bram = two
    pupil, id_ = shared_goal(anna, bram)
    anna.do(edits.remove("goal", id_))
    bram.do(edits.change("goal", id_, "text", "Bram werkt eraan."))
    exchange(anna, bram, pupil)
    assert goal(anna, id_).text == "Bram werkt eraan."
    assert_same(pupil, anna, bram)
    bram.do(edits.change("goal", id_, "text", "Nog steeds."))
    exchange(anna, bram, pupil)
    assert goal(anna, id_).text == "Nog steeds.", "writing on does not make it go away"
    anna.do(edits.remove("goal", id_))
    exchange(anna, bram, pupil)
    assert goal(bram, id_) is None, "who knew all of it may remove it"
    assert_same(pupil, anna, bram)


def test_a_part_that_was_added_keeps_the_whole_there(two: Two) -> None:
    anna, bram = two
    pupil = anna.do(edits.add("pupil", first_name="Sam"))
    talk = anna.do(edits.add("conversation", pupil, date=anna.today))
    give(anna, bram, pupil)
    anna.do(edits.remove("conversation", talk))
    quote = bram.do(edits.add("quote", pupil, conversation=talk, text="Ik wil het zelf doen."))
    exchange(anna, bram, pupil)
    for store in two:
        with store.read() as s:
            assert read.row(s, "conversation", talk) is not None
            assert read.row(s, "quote", quote) is not None
    assert_same(pupil, anna, bram)


def test_moving_something_does_not_bring_it_back(two: Two) -> None:
    anna, bram = two
    pupil, id_ = shared_goal(anna, bram)
    other = anna.do(edits.add("goal", pupil, title="Rekenen"))
    give(anna, bram, pupil)
    anna.do(edits.remove("goal", id_))
    bram.do(edits.move("goal", id_, other, None))
    exchange(anna, bram, pupil)
    assert goal(bram, id_) is None
    assert_same(pupil, anna, bram)


def test_a_merge_is_one_act_and_one_undo_and_can_be_done_again(two: Two) -> None:
    anna, bram = two
    pupil, id_ = shared_goal(anna, bram, text="Begin.")
    anna.do(edits.change("goal", id_, "text", "Anna schreef."))
    anna.do(edits.change("goal", id_, "title", "Anna"))
    new = anna.do(edits.add("goal", pupil, title="Nieuw"))
    bram.do(edits.change("goal", id_, "title", "Bram"))
    before = goal(bram, id_).values
    give(anna, bram, pupil)
    after = goal(bram, id_).values
    for _ in range(2):
        bram.undo()
        assert goal(bram, id_).values == before
        assert goal(bram, new) is None
        bram.redo()
        assert goal(bram, id_).values == after
        assert goal(bram, new).title == "Nieuw"
    assert_sound(bram)
    bram.undo()
    exchange(anna, bram, pupil)
    assert goal(anna, id_).values == before
    assert_same(pupil, anna, bram)


def test_undo_of_a_merge_works_after_a_restart_and_never_hides_later_work(tmp_path: Path) -> None:
    with laptops(tmp_path, "Anna", "Bram") as (anna, bram):
        pupil, id_ = shared_goal(anna, bram)
        anna.do(edits.change("goal", id_, "title", "Anna"))
        give(anna, bram, pupil)
        act = bram._acts.undo[-1][0]
        bram.close()
        again = workspace.open_with_key(tmp_path / "Bram", KEY)
        again.undo()
        assert goal(again, id_).title == "Lezen"
        again.redo()
        again.do(edits.change("goal", id_, "title", "Bram daarna"))
        with pytest.raises(Problem, match="daarna gewijzigd"):
            reversing.reverse(again._journal, act, "undo")
        assert goal(again, id_).title == "Bram daarna"
        assert_sound(again)
        again.close()


def test_undoing_a_merge_that_brought_back_a_removed_row_removes_it_again(two: Two) -> None:
    anna, bram = two
    pupil, id_ = shared_goal(anna, bram)
    bram.do(edits.remove("goal", id_))
    anna.do(edits.change("goal", id_, "text", "Anna werkt eraan."))
    give(anna, bram, pupil)
    assert goal(bram, id_) is not None
    bram.undo()
    assert goal(bram, id_) is None
    bram.redo()
    assert goal(bram, id_).text == "Anna werkt eraan."


def test_attached_files_come_along_or_are_asked_for(two: Two) -> None:
    anna, bram = two
    pupil = anna.do(edits.add("pupil", first_name="Sam"))
    anna.do(attachments.attach(pupil, "verslag.pdf", b"%PDF verslag", anna.today))
    assert give(anna, bram, pupil, files=False).missing == 1
    [sha] = bram.sharing.missing_files()
    steps = anna.sharing.steps_since(pupil, {})
    assert bram.merge(steps, anna.sharing.files_of(steps)).files == 1
    assert bram.sharing.missing_files() == []
    assert bram.merge([], {sha: b"%PDF verslag"}).files == 0


def test_undoing_a_merge_empties_again_what_was_empty(two: Two) -> None:
    anna, bram = two
    pupil, id_ = shared_goal(anna, bram)
    anna.do(edits.change("goal", id_, "text", "Anna schreef het eerste woord."))
    give(anna, bram, pupil)
    bram.undo()
    assert goal(bram, id_).text is None
    bram.redo()
    assert goal(bram, id_).text == "Anna schreef het eerste woord."
