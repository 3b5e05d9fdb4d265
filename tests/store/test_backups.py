"""Backups: only what was proven counts, each can be put back and is equal, and one pupil comes back as one act."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from guidance_app import edits, safekeeping, workspace
from guidance_app.base.errors import Problem
from guidance_app.edits.attachments import attach
from guidance_app.edits.putting_back import put_back
from guidance_app.queries import read
from guidance_app.queries.putting_back import difference
from guidance_app.store import backups, connection, files, keys, restore, swap, vault
from guidance_app.workspace import Workspace
from tests.store.conftest import KEY
from tests.store.golden import content_of, fill

pytestmark = pytest.mark.thorough

NOW = dt.datetime(2026, 2, 20, 9, 30, tzinfo=dt.UTC)


def reopened(store: Workspace) -> Workspace:
    return workspace.open_with_key(store.folder, KEY)


def test_a_backup_says_without_any_pupil_data_what_it_is(store: Workspace) -> None:
    store.do(edits.add("pupil", first_name="Zebedeus"))
    made = store.backup("asked")
    assert (made.reason, made.pupils, made.steps, made.verified) == ("asked", 1, 2, True)
    assert backups.of_store(store.folder) == [made]
    told = (made.folder / backups.MANIFEST).read_text(encoding="utf-8")
    assert "Zebedeus" not in told + made.folder.name
    with store.read() as s:
        assert not any(pupil.id in told for pupil in read.rows(s, "pupil"))


def test_a_backup_put_back_has_every_value_of_every_row(store: Workspace) -> None:
    fill(store)
    made = store.backup("asked")
    store.do(edits.add("pupil", first_name="Later"))
    store.close()
    restore.restore(store.folder, made, KEY, NOW)
    assert content_of(store.folder / "kast.db", KEY) == content_of(made.database, KEY)
    with closing(connection.open_copy(store.folder / "kast.db", KEY)) as c:
        backups.prove(c)


def test_the_old_store_is_kept_aside_and_can_be_put_back_too(store: Workspace) -> None:
    made = store.backup("asked")
    store.do(edits.add("pupil", first_name="Later"))
    store.close()
    restore.restore(store.folder, made, KEY, NOW)
    (aside,) = [one for one in backups.of_store(store.folder) if one.reason == backups.ASIDE]
    assert not aside.verified
    restore.restore(store.folder, aside, KEY, NOW + dt.timedelta(minutes=1))
    back = reopened(store)
    with back.read() as s:
        assert [pupil.first_name for pupil in read.rows(s, "pupil")] == ["Later"]
    back.close()


def test_a_restored_store_is_another_device_and_is_not_taken_for_an_older_file(store: Workspace) -> None:
    made = store.backup("asked")
    store.do(edits.add("pupil", first_name="Later"))
    store.close()
    restore.restore(store.folder, made, KEY, NOW)
    back = reopened(store)  # an older file is refused here
    assert back.undo_text() is None
    back.do(edits.add("pupil", first_name="Anew"))
    with closing(back._vault.snapshot(back._vault.driver())) as c:
        assert len(c.execute("SELECT DISTINCT device FROM change").fetchall()) == 2
    back.close()


@pytest.mark.parametrize("what", ["flip", "cut", "foreign"])
def test_a_damaged_backup_is_refused_and_the_store_stays_as_it_is(store: Workspace, what: str) -> None:
    made = store.backup("asked")
    store.close()
    before = content_of(store.folder / "kast.db", KEY)
    raw = made.database.read_bytes()
    broken = {"flip": raw[:5000] + bytes([raw[5000] ^ 1]) + raw[5001:], "cut": raw[:-4096], "foreign": b"x" * 8192}
    made.database.write_bytes(broken[what])
    with pytest.raises(Problem, match="beschadigd"):
        restore.restore(store.folder, made, KEY, NOW)
    assert content_of(store.folder / "kast.db", KEY) == before
    assert not swap.pending(store.folder)


def test_a_damaged_backup_without_manifest_is_found_out_by_its_content(store: Workspace) -> None:
    made = store.backup("asked")
    store.close()
    (made.folder / backups.MANIFEST).write_text("{", encoding="utf-8")
    raw = bytearray(made.database.read_bytes())
    raw[9000] ^= 1
    made.database.write_bytes(raw)
    (unknown,) = backups.of_store(store.folder)
    assert not unknown.verified
    with pytest.raises(Problem):
        restore.restore(store.folder, unknown, KEY, NOW)


def test_a_copy_that_lacks_what_the_store_held_never_becomes_a_backup(store: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    earlier = store.backup("asked")
    store.do(edits.add("pupil", first_name="Sam"))
    monkeypatch.setattr(vault.Vault, "copy_database", lambda _self, _driver, path: shutil.copy(earlier.database, path))
    with pytest.raises(Problem, match="niet gelijk"):
        store.backup("asked")
    assert backups.of_store(store.folder) == [earlier]
    assert [one.name for one in (store.folder / "backups").iterdir()] == [earlier.folder.name]


def test_a_changed_manifest_is_no_proof(store: Workspace) -> None:
    made = store.backup("asked")
    file = made.folder / backups.MANIFEST
    raw = file.read_bytes()
    for at in range(0, len(raw), 3):
        file.write_bytes(raw[:at] + bytes([raw[at] ^ 4]) + raw[at + 1 :])
        (seen,) = backups.of_store(store.folder)
        assert not seen.verified or seen == made


def test_a_damaged_store_is_replaced_with_its_log_and_head(store: Workspace) -> None:
    made = store.backup("asked")
    store.close()
    (store.folder / "kast.db").write_bytes(b"rot" * 4000)
    (store.folder / "kast.db-wal").write_bytes(b"old log")
    aside = restore.restore(store.folder, made, KEY, NOW)
    assert (aside / "kast.db-wal").read_bytes() == b"old log"
    assert not (store.folder / "kast.db-wal").exists()
    reopened(store).close()


def test_a_backup_opens_alone_with_the_passphrase_of_then(tmp_path: Path) -> None:
    folder = tmp_path / "Kast"
    cheap = keys.FLOOR
    first = keys.create(folder_made(folder), "een lang wachtwoord", cheap)
    opened = workspace.create(folder, first.derive("db/v1"), "Hanna", "adviser")
    made = opened.backup("asked")
    opened.close()
    moved = tmp_path / "stick" / made.folder.name
    shutil.copytree(made.folder, moved)
    shutil.rmtree(folder)
    (found,) = backups.listed(tmp_path / "stick")
    (found.folder / keys.KEYS_FILE).write_text("rot", encoding="utf-8")  # its spare copy is there too
    key, its_keys = restore.key_of(folder, found, "een lang wachtwoord")
    assert its_keys
    restore.restore(folder, found, key, NOW, its_keys=its_keys)
    workspace.unlock(folder, "een lang wachtwoord").close()


def folder_made(folder: Path) -> Path:
    vault.prepare_folder(folder)
    return folder


def test_a_new_passphrase_opens_an_older_backup_as_well(tmp_path: Path) -> None:
    folder = folder_made(tmp_path / "Kast")
    first = keys.create(folder, "een lang wachtwoord", keys.FLOOR)
    opened = workspace.create(folder, first.derive("db/v1"), "Hanna", "adviser")
    made = opened.backup("asked")
    opened.close()
    keys.change_passphrase(folder, first, "een nieuw wachtwoord", keys.FLOOR)
    assert restore.key_of(folder, made, "een nieuw wachtwoord") == (first.derive("db/v1"), False)
    assert restore.key_of(folder, made, "een lang wachtwoord") == (first.derive("db/v1"), True)


def test_a_backup_is_kept_on_a_stick_too_and_once(store: Workspace, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    safekeeping.choose_second_place(store, stick)
    assert safekeeping.wants_second_place(store)
    done = safekeeping.begin(store)()
    safekeeping.made(store, done)
    assert done.elsewhere
    assert not safekeeping.wants_second_place(store)
    assert backups.copy_to(done.backup, stick, NOW).sha256 == done.backup.sha256
    (there,) = backups.listed(stick / backups.ELSEWHERE)
    assert there.verified
    assert files.sha256(there.database) == done.backup.sha256
    assert len(safekeeping.found(store.folder, stick)) == 1


def test_a_stick_that_is_not_there_is_no_trouble(store: Workspace, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    safekeeping.choose_second_place(store, tmp_path / "stick")
    shutil.rmtree(tmp_path / "stick")
    done = safekeeping.begin(store)()
    assert not done.elsewhere
    assert not done.trouble
    assert done.backup.verified


def test_the_second_place_cannot_be_the_store_itself(store: Workspace) -> None:
    with pytest.raises(Problem, match="kast zelf"):
        safekeeping.choose_second_place(store, store.folder / "backups")


def test_the_first_save_of_a_day_makes_a_backup_due(store: Workspace) -> None:
    assert safekeeping.due(store)
    store.backup("day")
    assert not safekeeping.due(store)


def test_what_a_crash_left_half_made_is_cleared_away(store: Workspace) -> None:
    half = store.folder / "backups" / ".making-2026-01-01T000000Z-day"
    half.mkdir(parents=True)
    (half / "kast.db").write_bytes(b"half")
    assert backups.of_store(store.folder) == []
    store.backup("asked")
    assert not half.exists()


def pupil_with_goals(store: Workspace) -> tuple[str, str, str]:
    pupil = store.do(edits.add("pupil", first_name="Sam"))
    kept = store.do(edits.add("goal", pupil, title="Lezen"))
    gone = store.do(edits.add("goal", pupil, title="Rekenen"))
    return pupil, kept, gone


def titles(store: Workspace, pupil: str) -> list[str]:
    with store.read() as s:
        return [goal.title for goal in read.rows(s, "goal", pupil)]


def test_one_pupil_comes_back_as_it_was_and_one_undo_takes_it_away(store: Workspace) -> None:
    pupil, kept, gone = pupil_with_goals(store)
    made = store.backup("asked")
    store.do(edits.change("goal", kept, "title", "Schrijven"))
    store.do(edits.remove("goal", gone))
    store.do(edits.add("goal", pupil, title="Nieuw"))
    file = safekeeping.file_in(store, made, pupil)
    with store.read() as s:
        seen = difference(s, file)
    assert (seen.back, seen.changed, seen.newer) == (1, 1, 1)
    store.do(put_back(file))
    assert sorted(titles(store, pupil)) == ["Lezen", "Nieuw", "Rekenen"]
    with store.read() as s:
        after = difference(s, file)
    assert (after.back, after.changed) == (0, 0)
    store.undo()
    assert sorted(titles(store, pupil)) == ["Nieuw", "Schrijven"]
    store.redo()
    assert sorted(titles(store, pupil)) == ["Lezen", "Nieuw", "Rekenen"]


def test_a_removed_pupil_comes_back_with_everything(store: Workspace) -> None:
    pupil, *_ = pupil_with_goals(store)
    made = store.backup("asked")
    for goal in (row.id for row in _rows(store, "goal")):
        store.do(edits.remove("goal", goal))
    store.do(edits.remove("pupil", pupil))
    assert safekeeping.pupils_in(store, made) == [(pupil, "Sam")]
    store.do(put_back(safekeeping.file_in(store, made, pupil)))
    assert sorted(titles(store, pupil)) == ["Lezen", "Rekenen"]
    assert [row.first_name for row in _rows(store, "pupil")] == ["Sam"]


def _rows(store: Workspace, table: str) -> list[read.Row]:
    with store.read() as s:
        return list(read.rows(s, table))


def test_a_pupil_this_store_never_had_comes_in_with_its_attached_files(store: Workspace, tmp_path: Path) -> None:
    pupil, *_ = pupil_with_goals(store)
    store.do(attach(pupil, "verslag.txt", b"verzonnen verslag", NOW.date()))
    made = store.backup("asked")
    other = workspace.create(tmp_path / "Ander", KEY, "Petra", "adviser")
    file = safekeeping.file_in(other, made, pupil)
    other.do(put_back(file))
    assert sorted(titles(other, pupil)) == ["Lezen", "Rekenen"]
    assert other.backup("asked").pupils == 1  # checked against its journal
    with closing(other._vault.snapshot(other._vault.driver())) as c:
        assert c.execute("SELECT content FROM blob").fetchall() == [(b"verzonnen verslag",)]
    other.undo()
    assert _rows(other, "pupil") == []
    other.close()


def test_reading_a_backup_leaves_nothing_behind_and_the_backup_as_it_was(store: Workspace) -> None:
    pupil, *_ = pupil_with_goals(store)
    made = store.backup("asked")
    before = {file.name: files.sha256(file) for file in made.folder.iterdir()}
    safekeeping.file_in(store, made, pupil)
    assert {file.name: files.sha256(file) for file in made.folder.iterdir()} == before
    assert not list(store.folder.glob(f"{swap.READING}*"))


@pytest.mark.usefixtures("example_at_hand")
def test_of_the_example_no_backup_is_due() -> None:
    from guidance_app import example

    opened = example.open_copy()
    assert not safekeeping.due(opened)
    assert not safekeeping.wants_second_place(opened)
    opened.close()


def test_the_manifest_names_the_size_and_checksum_of_the_database(store: Workspace) -> None:
    made = store.backup("asked")
    told = json.loads((made.folder / backups.MANIFEST).read_text(encoding="utf-8"))
    assert (told["size"], told["sha256"]) == (made.database.stat().st_size, files.sha256(made.database))


def test_after_a_file_is_destroyed_no_backup_holds_it_also_on_the_stick(store: Workspace, tmp_path: Path) -> None:
    pupil, *_ = pupil_with_goals(store)
    (tmp_path / "stick").mkdir()
    safekeeping.choose_second_place(store, tmp_path / "stick")
    safekeeping.begin(store)()
    store.destroy(pupil)
    for place in (store.folder / "backups", tmp_path / "stick" / backups.ELSEWHERE):
        (left,) = backups.listed(place)
        assert (left.reason, left.pupils) == ("destroy", 0)
        assert safekeeping.pupils_in(store, left) == []
