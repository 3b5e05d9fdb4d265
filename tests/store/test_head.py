"""The head beside the database: an older store is seen, a lagging head is no alarm, and nobody else can write one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from guidance_app import edits, workspace
from guidance_app.base.errors import Damaged
from guidance_app.store import head
from guidance_app.store.head import HEAD
from guidance_app.workspace import Workspace
from tests.store.conftest import KEY, ticking

pytestmark = pytest.mark.thorough


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a closed store with one pupil."""
    made = workspace.create(tmp_path / "Kast", KEY, "Hanna Demo", "adviser", now=ticking())
    made.do(edits.add("pupil", first_name="Sam"))
    made.close()
    return tmp_path / "Kast"


def opened(folder: Path, *, go_on: bool = False) -> Workspace:
    return workspace.open_with_key(folder, KEY, ticking("2026-02-20T08:00:00+01:00"), go_on=go_on)


def work(folder: Path, act: Callable[[Workspace], object]) -> None:
    store = opened(folder)
    act(store)
    store.close()


def add_pupil(store: Workspace) -> None:
    store.do(edits.add("pupil", first_name="Noor"))


def print_note(store: Workspace) -> None:
    store.note("plan printed")


@pytest.mark.parametrize("act", [add_pupil, print_note])
def test_an_older_file_put_back_is_seen(folder: Path, act: Callable[[Workspace], object]) -> None:
    shutil.copy(folder / "kast.db", folder / "old.db")
    work(folder, act)
    shutil.copy(folder / "old.db", folder / "kast.db")
    with pytest.raises(Damaged, match="ouder dan wat u hier eerder had") as told:
        opened(folder)
    assert told.value.older
    assert told.value.found
    with pytest.raises(Damaged):
        opened(folder)  # and nobody is rid of it by trying again


def test_an_older_file_with_new_work_in_it_is_seen(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "Elders")
    work(tmp_path / "Elders", lambda store: [add_pupil(store) for _ in range(3)])
    work(folder, add_pupil)
    shutil.copy(tmp_path / "Elders" / "kast.db", folder / "kast.db")
    with pytest.raises(Damaged, match="ouder"):
        opened(folder)


def test_going_on_with_an_older_file_is_a_choice_that_is_noted_and_another_device(folder: Path) -> None:
    shutil.copy(folder / "kast.db", folder / "old.db")
    work(folder, add_pupil)
    shutil.copy(folder / "old.db", folder / "kast.db")
    store = opened(folder, go_on=True)
    assert store.undo_text() is None  # what was done before was done on another device
    with store.read() as s:
        notes = s.connection().exec_driver_sql("SELECT label FROM step WHERE kind='note'").scalars().all()
        devices = s.connection().exec_driver_sql("SELECT count(DISTINCT device) FROM step").scalar_one()
    assert notes == ["verdergegaan met een oudere kast"]
    assert devices == 2
    store.close()
    opened(folder).close()


def test_a_store_copied_with_its_head_opens_as_it_was(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "Kopie")
    copied = opened(tmp_path / "Kopie")
    assert copied.notices == ()
    copied.close()


def test_a_head_that_lags_behind_is_no_alarm(folder: Path) -> None:
    before = (folder / HEAD).read_bytes()
    work(folder, add_pupil)
    (folder / HEAD).write_bytes(before)  # after a power cut the disk may still have the one before
    store = opened(folder)
    assert store.notices == ()
    store.close()


@pytest.mark.parametrize(("content", "told"), [(None, "ontbrak"), (b"", "beschadigd"), (b"x" * 300, "beschadigd")])
def test_a_lost_head_is_told_once_and_made_again(folder: Path, content: bytes | None, told: str) -> None:
    (folder / HEAD).unlink() if content is None else (folder / HEAD).write_bytes(content)
    store = opened(folder)
    assert [told in notice for notice in store.notices] == [True]
    assert store.check_due
    store.close()
    again = opened(folder)
    assert again.notices == ()
    again.close()


def test_the_head_of_another_store_counts_as_damaged(folder: Path, tmp_path: Path) -> None:
    workspace.create(tmp_path / "Andere", b"9" * 32, "Hanna Demo", "adviser", now=ticking()).close()
    shutil.copy(tmp_path / "Andere" / HEAD, folder / HEAD)
    store = opened(folder)
    assert store.notices
    store.close()


def test_a_head_that_cannot_be_written_stops_no_save(folder: Path) -> None:
    store = opened(folder)
    (folder / f"{HEAD}.new").mkdir()  # as when the disk is full, but only for the head
    add_pupil(store)
    store.close()
    (folder / f"{HEAD}.new").rmdir()
    opened(folder).close()


def test_the_head_names_what_was_saved_before_the_log_is_emptied(folder: Path) -> None:
    """Else the last act of a left-over log could be lost unseen."""
    store = opened(folder)
    store._vault.checkpoint = lambda: None  # type: ignore[method-assign]
    pupil = store.do(edits.add("pupil", first_name="Noor"))
    kept = head.read(folder / HEAD, store._vault.derive(head.PURPOSE))
    assert kept is not None
    assert any(book == pupil for book, _ in kept.chains)
    store.close()


def test_the_head_grows_with_the_number_of_files(folder: Path) -> None:
    """It is written over in place: nothing of what stood there may be left behind the new text, and nothing be cut off."""
    store = opened(folder)
    for _ in range(30):
        add_pupil(store)
        kept = head.read(folder / HEAD, store._vault.derive(head.PURPOSE))
        assert kept == store._head.now
    assert len(store._head.now.chains) == 32
    store.close()


def test_the_whole_store_is_checked_once_a_day_and_after_it_was_not_left_in_order(folder: Path) -> None:
    store = opened(folder)
    assert store.check_due
    store.checked(store.check()())
    store.close()
    again = opened(folder)
    assert not again.check_due
    left = (folder / HEAD).read_bytes()
    again.close()
    (folder / HEAD).write_bytes(left)  # as after a crash
    crashed = opened(folder)
    assert crashed.check_due
    crashed.close()
    tomorrow = workspace.open_with_key(folder, KEY, ticking("2026-02-21T08:00:00+01:00"))
    assert tomorrow.check_due
    tomorrow.close()
