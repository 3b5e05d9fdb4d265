"""Another data key: the same content, opened by one passphrase alone, and nothing left behind that the old key opens."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from guidance_app import edits, ways_in, workspace
from guidance_app.base.errors import Problem
from guidance_app.base.machine import BACKUPS, DATABASE
from guidance_app.domain import recovery_code
from guidance_app.queries import read
from guidance_app.store import backups, connection, keys, renew, vault

WORDS, OTHER = "vier losse woorden hier", "heel andere woorden nu"
NOW = dt.datetime(2026, 2, 20, 9, tzinfo=dt.UTC)
CHEAP = keys.Cost(64, 1, 1)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with a pupil, a second person, a card and a backup, closed."""
    monkeypatch.setattr(keys, "FLOOR", CHEAP)
    made = tmp_path / "Kast"
    made.mkdir()
    own = keys.create(made, WORDS, CHEAP)
    keys.add_passphrase(made, own, OTHER, CHEAP)
    keys.add_recovery(made, own, recovery_code.shown("0" * 32))
    store = workspace.create(made, own.derive(renew.PURPOSE), "Hanna Demo", "adviser")
    store.remember(f"way/{own.slot_id}", store.member.id)
    store.do(edits.add("pupil", first_name="Mark"))
    store.backup("asked")
    store.close()
    return made


def content(folder: Path, key: bytes) -> str:
    store = workspace.open_with_key(folder, key)
    with store.read() as s:
        told = repr([read.rows(s, table) for table in sorted(read.tables())])
    store.close()
    return hashlib.sha256(told.encode()).hexdigest()


def test_the_content_is_the_same_under_another_key(folder: Path) -> None:
    old = keys.unlock(folder, WORDS)
    before = content(folder, old.derive(renew.PURPOSE))
    new = renew.renew(folder, WORDS, NOW, CHEAP)
    assert new.dek != old.dek
    assert content(folder, keys.unlock(folder, WORDS).derive(renew.PURPOSE)) == before
    with pytest.raises(Problem):
        vault.open_store(folder, old.derive(renew.PURPOSE))


def test_the_other_ways_in_are_gone_and_the_own_keeps_its_name(folder: Path) -> None:
    renew.renew(folder, WORDS, NOW, CHEAP)
    for secret in (OTHER, "0" * 32 + recovery_code.shown("0" * 32)[-4:]):
        with pytest.raises(Problem):
            keys.unlock(folder, secret)
    store = workspace.unlock(folder, WORDS)
    assert store.member.name == "Hanna Demo"
    store.close()


def test_no_backup_is_left_that_the_old_key_opens(folder: Path) -> None:
    old = keys.unlock(folder, WORDS).derive(renew.PURPOSE)
    new = renew.renew(folder, WORDS, NOW, CHEAP).derive(renew.PURPOSE)
    store = workspace.open_with_key(folder, new)
    ways_in.forget_the_old(store)()
    store.close()
    assert [one.verified for one in backups.of_store(folder)] == [True]
    for database in (folder / BACKUPS).rglob(DATABASE):
        with pytest.raises(Exception, match="not a database"):
            connection.open_copy(database, old)
        connection.open_copy(database, new).close()


def test_with_a_wrong_passphrase_nothing_changes(folder: Path) -> None:
    before = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    with pytest.raises(Problem):
        renew.renew(folder, "iets heel anders", NOW, CHEAP)
    assert {name: (folder / name).read_bytes() for name in before} == before
