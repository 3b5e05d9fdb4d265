"""The key file and the head with one bit turned over in each byte: never a crash, never another key, the spare is used."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from guidance_app import safekeeping
from guidance_app.base.errors import Problem
from guidance_app.store import backups, head, keys, lock
from guidance_app.store.head import HEAD
from tests.check.corruption._faults import SEEDS, make, opened

PASSPHRASE = "vier losse woorden hier"


@pytest.fixture(scope="module")
def folder(workshop: Path) -> Path:
    made = workshop / "Kast"
    make(made)
    keys.create(made, PASSPHRASE, keys.FLOOR, label="Hanna Demo", made="2026-02-19")
    return made


def damages(sound: bytes, seed: int) -> Iterator[bytes]:
    """One bit turned over in each byte; then the file cut off at 60 places."""
    chance = random.Random(seed)
    for n in range(len(sound)):
        yield sound[:n] + bytes([sound[n] ^ 1 << chance.randrange(8)]) + sound[n + 1 :]
    for _ in range(60):
        yield sound[: chance.randrange(len(sound))]


@pytest.mark.parametrize("seed", SEEDS)
def test_each_byte_of_the_key_file(folder: Path, place: Path, seed: int) -> None:
    sound, right = (folder / keys.KEYS_FILE).read_bytes(), keys.slots(folder)
    for name in (keys.KEYS_FILE, keys.SPARE):
        shutil.copy(folder / name, place / name)
    for broken in damages(sound, seed):
        (place / keys.KEYS_FILE).write_bytes(broken)
        assert keys.slots(place) == right, f"the spare was not used; BOUWSTEEN_SEED={seed}"
    assert keys.unlock(place, PASSPHRASE).dek == keys.unlock(folder, PASSPHRASE).dek


@pytest.mark.parametrize("seed", SEEDS)
def test_each_byte_of_key_file_and_spare_together(folder: Path, place: Path, seed: int) -> None:
    sound = (folder / keys.KEYS_FILE).read_bytes()
    meant = json.loads(sound)
    for broken in damages(sound, seed):
        for name in (keys.KEYS_FILE, keys.SPARE):
            (place / name).write_bytes(broken)
        try:
            keys.slots(place)
        except Problem:
            continue
        assert json.loads(broken) == meant, f"BOUWSTEEN_SEED={seed}"  # white space between the values means nothing


@pytest.mark.parametrize("seed", SEEDS)
def test_a_slot_with_another_bit_never_gives_a_key(folder: Path, place: Path, seed: int) -> None:
    """Also when somebody makes the checksum fit again: the wrapped key is bound to every value of its slot."""
    chance, content = random.Random(seed), json.loads((folder / keys.KEYS_FILE).read_bytes())
    del content["check"]
    right = keys.unlock(folder, PASSPHRASE).dek
    for field in ("slot_id", "label", "made", "wrapped", "salt", "store_id"):
        changed = json.loads(json.dumps(content))
        slot = changed["slots"][0]
        holder = changed if field == "store_id" else slot["kdf"] if field == "salt" else slot
        at = chance.randrange(len(holder[field]) - 2)
        holder[field] = holder[field][:at] + ("A" if holder[field][at] != "A" else "B") + holder[field][at + 1 :]
        for name in (keys.KEYS_FILE, keys.SPARE):
            (place / name).write_text(json.dumps(changed | {"check": keys._check(changed)}), encoding="utf-8")
        with pytest.raises(Problem):
            assert keys.unlock(place, PASSPHRASE).dek != right, f"{field}, BOUWSTEEN_SEED={seed}"


@pytest.mark.parametrize("seed", SEEDS)
def test_each_byte_of_the_head(folder: Path, place: Path, seed: int) -> None:
    store = opened(folder)
    key = store._vault.derive(head.PURPOSE)
    store.close()
    sound = (folder / HEAD).read_bytes()
    assert head.read(folder / HEAD, key) is not None
    for broken in damages(sound, seed):
        (place / HEAD).write_bytes(broken)
        assert head.read(place / HEAD, key) is None, f"BOUWSTEEN_SEED={seed}"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_damaged_head_never_keeps_anybody_out(folder: Path, seed: int) -> None:
    sound = (folder / HEAD).read_bytes()
    for broken in random.Random(seed).sample(list(damages(sound, seed)), 10):
        (folder / HEAD).write_bytes(broken)
        store = opened(folder)
        assert store.notices, f"BOUWSTEEN_SEED={seed}"
        store.close()


@pytest.mark.parametrize("seed", SEEDS)
def test_each_byte_of_a_manifest(folder: Path, place: Path, seed: int) -> None:
    """A backup whose manifest is not what was written never counts as verified; it is still there to be tried."""
    store = opened(folder)
    made = safekeeping.begin(store, "asked")().backup
    store.close()
    shutil.copytree(made.folder, place / made.folder.name)
    manifest = place / made.folder.name / backups.MANIFEST
    sound = manifest.read_bytes()
    for broken in damages(sound, seed):
        manifest.write_bytes(broken)
        (found,) = backups.listed(place)
        assert not found.verified or json.loads(broken) == json.loads(sound), f"BOUWSTEEN_SEED={seed}"


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_stands_in_lock_and_owner(folder: Path, seed: int) -> None:
    """They only say who has the store open; nonsense in them keeps nobody out."""
    chance = random.Random(seed)
    for content in (b"", b"\0" * 100, b"{", b"[]", b'{"host": 5}', chance.randbytes(200), b"[" * 5000):
        for name in (lock.LOCK, lock.OWNER):
            (folder / name).write_bytes(content)
        store = opened(folder)
        (folder / lock.OWNER).write_bytes(content)
        with pytest.raises(Problem):  # it is open already; by whom cannot be read
            opened(folder)
        store.close()
