"""A disk that is full or refuses: the person is told what is true, nothing that was saved is harmed, and work goes on."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlcipher3 import dbapi2 as sqlcipher

from guidance_app import edits, workspace
from guidance_app.base.errors import DiskTrouble, Problem, StoreClosed
from guidance_app.queries import read
from guidance_app.store import ballast, health
from guidance_app.store.ballast import Ballast
from guidance_app.store.records.people import Member
from guidance_app.workspace import Edit, Workspace
from tests.store.conftest import KEY

Refuse = Callable[..., None]


def set_room(store: Workspace, pages: int | None) -> None:
    """Let SQLite's file grow by so many pages and no further (None: as far as it likes)."""
    with store.read() as s:
        now = s.execute(text("PRAGMA page_count")).scalar_one()
        s.execute(text(f"PRAGMA max_page_count={4_000_000 if pages is None else now + pages}"))


def fill(store: Workspace, pupil: str) -> tuple[int, str]:
    """Save until it cannot be done; how often it went well, and what was told then."""
    for saved in range(200):
        try:
            store.do(edits.add("background", pupil, text="x" * 3000))
        except Problem as problem:
            return saved, str(problem)
    return 200, ""


def names(store: Workspace) -> list[str]:
    """The first names of all pupils."""
    with store.read() as s:
        return sorted(row.first_name for row in read.rows(s, "pupil"))


@pytest.fixture
def refuse(store: Workspace) -> Iterator[Refuse]:
    """Let the disk give an error at the next commits; what was to be committed is in the file all the same, or not."""
    planted: list[tuple[str, bool, Callable[[], object]]] = []

    def fail(connection: object) -> None:
        if planted:
            said, committed, then = planted.pop(0)
            if committed:
                connection.connection.driver_connection.execute("COMMIT")  # type: ignore[attr-defined]
            then()
            raise sqlcipher.OperationalError(said)

    event.listen(store._vault.engine, "commit", fail)
    yield lambda *, committed, said="disk I/O error", then=list: planted.append((said, committed, then))
    event.remove(store._vault.engine, "commit", fail)


def unreadable(store: Workspace) -> Path:
    """The file of the store cannot be reached; gives where it is meanwhile."""
    away = store.folder.with_name("away")
    for file in store.folder.glob("kast.db*"):
        away.mkdir(exist_ok=True)
        shutil.move(file, away / file.name)
    (store.folder / "kast.db").mkdir()
    return away


def readable_again(store: Workspace, away: Path) -> None:
    (store.folder / "kast.db").rmdir()
    for file in away.iterdir():
        shutil.move(file, store.folder / file.name)


def test_a_full_disk_is_told_and_nothing_saved_is_harmed(store: Workspace) -> None:
    pupil = store.do(edits.add("pupil", first_name="Sam"))
    set_room(store, 20)
    saved, told = fill(store, pupil)
    assert told.startswith("Niet opgeslagen: de schijf is vol.")
    assert 0 < saved < 200
    with store.read() as s:
        assert len(read.rows(s, "background", pupil)) == saved
    set_room(store, None)
    store.do(edits.add("background", pupil, text="weer ruimte"))
    store.undo()
    with store.read() as s:
        assert len(read.rows(s, "background", pupil)) == saved


def test_an_error_at_the_commit_of_what_is_saved_all_the_same_is_no_error(store: Workspace, refuse: Refuse) -> None:
    told: list[object] = []
    store.changed.append(told.append)
    refuse(committed=True)
    store.do(edits.add("pupil", first_name="Sam"))
    assert names(store) == ["Sam"]
    assert len(told) == 1
    store.do(edits.add("pupil", first_name="Noor"))  # the chain goes on where it was
    store.undo()
    store.undo()
    assert names(store) == []
    store.redo()
    assert names(store) == ["Sam"]
    assert health.check(store._vault.driver()) == []


def test_an_error_at_the_commit_of_what_is_not_saved_is_told_and_changes_nothing(store: Workspace, refuse: Refuse) -> None:
    store.do(edits.add("pupil", first_name="Sam"))
    before = store.undo_text()
    refuse(committed=False)
    with pytest.raises(DiskTrouble) as told:
        store.do(edits.add("pupil", first_name="Noor"))
    assert told.value.known
    assert names(store) == ["Sam"]
    assert store.undo_text() == before
    store.do(edits.add("pupil", first_name="Noor"))
    assert names(store) == ["Noor", "Sam"]
    assert health.check(store._vault.driver()) == []


@pytest.mark.parametrize("committed", [True, False])
def test_an_undo_with_an_error_at_its_commit_is_done_once_or_not_at_all(
    store: Workspace, refuse: Refuse, committed: bool
) -> None:
    store.do(edits.add("pupil", first_name="Sam"))
    refuse(committed=committed)
    if committed:
        store.undo()
    else:
        with pytest.raises(DiskTrouble):
            store.undo()
        assert names(store) == ["Sam"]
        store.undo()
    assert names(store) == []
    assert store.undo_text() is None
    store.redo()
    assert names(store) == ["Sam"]


@pytest.mark.parametrize("committed", [True, False])
def test_as_long_as_the_disk_is_away_the_outcome_is_called_unknown_and_then_looked_up_before_anything_else(
    store: Workspace, refuse: Refuse, committed: bool
) -> None:
    away: list[Path] = []
    refuse(committed=committed, then=lambda: away.append(unreadable(store)))
    with pytest.raises(DiskTrouble, match="niet zeker of dit is opgeslagen") as told:
        store.do(edits.add("pupil", first_name="Sam"))
    assert not told.value.known
    with pytest.raises(DiskTrouble, match="niet zeker"):
        store.do(edits.add("pupil", first_name="Noor"))
    readable_again(store, away[0])
    if committed:
        with pytest.raises(Problem, match="toch opgeslagen"):
            store.do(edits.add("pupil", first_name="Sam"))
    else:
        store.do(edits.add("pupil", first_name="Sam"))
    assert names(store) == ["Sam"]
    store.undo()
    assert names(store) == []
    assert health.check(store._vault.driver()) == []


@pytest.mark.parametrize("committed", [True, False])
def test_drafts_and_what_is_remembered_are_written_again_after_an_error(
    store: Workspace, refuse: Refuse, committed: bool
) -> None:
    for act in (lambda: store.draft("goal/1/text", "Mark leest"), lambda: store.remember("recent", "1 2")):
        refuse(committed=committed)
        with pytest.raises(DiskTrouble):
            act()
        act()
    assert store.drafts() == {"goal/1/text": "Mark leest"}
    assert store.remembered("recent") == "1 2"
    refuse(committed=committed)
    with pytest.raises(DiskTrouble):
        store.drop_draft("goal/1/text")
    store.do(Edit("klaar", lambda s: s.add(Member(book="school", deleted=False, name="A", role="adviser")),
                        drafts=("goal/1/text",)))  # fmt: skip
    assert store.drafts() == {}


@pytest.fixture
def no_larger(store: Workspace) -> Iterator[None]:
    """No file may become larger than the database is now: its log still fits."""
    resource = pytest.importorskip("resource", reason="limits of files are of POSIX")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, ((store.folder / "kast.db").stat().st_size, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_log_that_cannot_be_emptied_is_told_and_nothing_is_lost(store: Workspace, request: pytest.FixtureRequest) -> None:
    pupil = store.do(edits.add("pupil", first_name="Sam"))
    request.getfixturevalue("no_larger")
    store.do(edits.add("background", pupil, text="x" * 20_000))
    assert "de schijf geeft fouten" in str(store.trouble)
    with store.read() as s:
        assert len(read.rows(s, "background", pupil)) == 1


def test_the_ballast_is_made_when_there_is_plenty_of_room_and_given_back_when_the_disk_is_full(
    store: Workspace, refuse: Refuse, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = store.folder / "ballast.bin"
    store.keep_room()
    assert file.stat().st_size == ballast.SIZE
    assert file.stat().st_blocks * 512 >= ballast.SIZE  # really on the disk
    refuse(committed=False, said="database or disk is full")
    with pytest.raises(DiskTrouble) as told:
        store.do(edits.add("pupil", first_name="Sam"))
    assert told.value.full
    assert not file.exists()
    store.do(edits.add("pupil", first_name="Sam"))
    assert file.exists()
    monkeypatch.setattr(ballast, "TIMES", 10**9)
    assert not kept_on_a_small_disk(store.folder.parent)


def kept_on_a_small_disk(folder: Path) -> bool:
    made = Ballast(folder)
    made.make()
    return made.there


def test_a_store_that_cannot_be_finished_is_not_there_and_can_be_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        workspace.Head, "take", lambda _: (_ for _ in ()).throw(sqlcipher.OperationalError("database or disk is full"))
    )
    with pytest.raises(DiskTrouble):
        workspace.create(tmp_path / "Nieuw", KEY, "Hanna Demo", "adviser")
    monkeypatch.undo()
    made = workspace.create(tmp_path / "Nieuw", KEY, "Hanna Demo", "adviser")
    assert made.notices == ()
    made.close()


def test_a_copy_that_is_being_made_stops_when_the_store_is_opened_afresh(
    store: Workspace, refuse: Refuse, tmp_path: Path
) -> None:
    driver = store._vault.driver()
    refuse(committed=False)
    with pytest.raises(DiskTrouble):
        store.do(edits.add("pupil", first_name="Sam"))
    with pytest.raises(StoreClosed):
        store._vault.copy_database(driver, tmp_path / "copy.db")
    store._vault.copy_database(store._vault.driver(), tmp_path / "another.db")
