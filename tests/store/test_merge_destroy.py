"""A file that is destroyed is gone: here, in the backups, and wherever the Step that says so comes."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidance_app import edits, workspace
from guidance_app.base.errors import Problem
from guidance_app.edits import attachments
from guidance_app.queries import read
from guidance_app.store import backups
from guidance_app.workspace import Workspace
from tests.store._laptops import KEY, assert_sound, exchange, give, goal, laptops, shared_goal

CANARY = "KANARIE-9f3a"


def values_left(store: Workspace) -> list[str]:
    """Where the canary still stands in the database, seen with the key."""
    c = store._vault.driver()
    tables = [name for (name,) in c.execute("SELECT name FROM sqlite_master WHERE type='table'")]
    return [
        name
        for name in tables
        if any(CANARY in str(row) or CANARY.encode() in row for row in c.execute(f'SELECT * FROM "{name}"'))
    ]


def with_canary(anna: Workspace, bram: Workspace) -> tuple[str, str]:
    """A file that both have, with something that must be gone in every kind of place."""
    pupil, id_ = shared_goal(anna, bram, text=f"{CANARY} tekst")
    anna.do(edits.change("goal", id_, "text", "Anders."))
    anna.do(attachments.attach(pupil, f"{CANARY}.pdf", CANARY.encode(), anna.today))
    anna.draft(f"goal/{id_}/title", f"{CANARY} wordt getypt")
    give(anna, bram, pupil)
    return pupil, id_


def test_a_destroyed_file_leaves_no_value_here_nor_at_the_other_side(tmp_path: Path) -> None:
    with laptops(tmp_path, "Anna", "Bram") as (anna, bram):
        pupil, id_ = with_canary(anna, bram)
        assert set(values_left(anna)) == {"attachment", "blob", "change", "draft"}
        anna.backup("asked")
        anna.destroy(pupil)
        assert values_left(anna) == []
        assert_sound(anna)
        assert [one.reason for one in backups.of_store(anna.folder)] == ["destroy"]
        assert give(anna, bram, pupil).destroyed == (pupil,)
        assert values_left(bram) == []
        assert_sound(bram)
        for store in (anna, bram):
            with store.read() as s:
                assert read.row(s, "pupil", pupil) is None
            assert goal(store, id_) is None


def test_what_comes_in_late_for_a_destroyed_file_is_not_kept(tmp_path: Path) -> None:
    with laptops(tmp_path, "Anna", "Bram") as (anna, bram):
        pupil, id_ = with_canary(anna, bram)
        bram.do(edits.change("goal", id_, "text", f"{CANARY} van Bram"))
        anna.destroy(pupil)
        exchange(bram, anna, pupil)
        assert values_left(anna) == values_left(bram) == []
        assert_sound(anna, bram)
        assert anna.sharing.vector(pupil) == bram.sharing.vector(pupil)


def test_a_destroyed_file_cannot_be_undone_nor_written_in(tmp_path: Path) -> None:
    with laptops(tmp_path, "Anna", "Bram") as (anna, bram):
        pupil, _ = with_canary(anna, bram)
        other = anna.do(edits.add("pupil", first_name="Noor"))
        anna.destroy(pupil)
        with pytest.raises(Problem, match="vernietigd"):
            anna.do(edits.add("goal", pupil, title="Opnieuw"))
        anna.undo()
        with anna.read() as s:
            assert read.row(s, "pupil", other) is None
        assert anna.undo_text() is None
        anna.redo()
        anna.close()
        again = workspace.open_with_key(tmp_path / "Anna", KEY)
        again.undo()
        assert again.undo_text() is None
        assert_sound(again)
        again.close()


def test_two_who_destroy_the_same_file_agree(tmp_path: Path) -> None:
    with laptops(tmp_path, "Anna", "Bram") as (anna, bram):
        pupil, _ = with_canary(anna, bram)
        for store in (anna, bram):
            store.destroy(pupil)
        exchange(anna, bram, pupil)
        assert_sound(anna, bram)
