"""The keys to a store: passphrases of several people and the code of the emergency card, and nothing else opens it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from guidance_app.base.errors import Problem
from guidance_app.domain import recovery_code
from guidance_app.store import keys

REAL, CHEAP = keys.FLOOR, keys.Cost(64, 1, 1)
WORDS, OTHER = "vier losse woorden hier", "heel andere woorden nu"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A guess costs next to nothing here, except where its cost is what is tested."""
    monkeypatch.setattr(keys, "FLOOR", CHEAP)


def container(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / keys.KEYS_FILE).read_text(encoding="utf-8"))
    found.pop("check")
    return found


def forge(folder: Path, content: dict[str, Any]) -> None:
    """What somebody with an editor can do: change anything and make the checksum right again."""
    keys._keep(folder, content)


def opens(folder: Path, secret: str, made: keys.Keys) -> bool:
    try:
        return keys.unlock(folder, secret).dek == made.dek
    except Problem:
        return False


def test_the_right_passphrase_opens_and_a_wrong_one_does_not(tmp_path: Path) -> None:
    made = keys.create(tmp_path, WORDS, CHEAP)
    assert keys.unlock(tmp_path, WORDS).dek == made.dek
    with pytest.raises(Problem, match="past niet"):
        keys.unlock(tmp_path, WORDS[:-1])


def test_a_passphrase_typed_on_another_keyboard_is_the_same_passphrase(tmp_path: Path) -> None:
    composed, decomposed = "Amélie leest graag", "Ame\u0301lie leest graag"
    made = keys.create(tmp_path, composed, CHEAP)
    assert keys.unlock(tmp_path, decomposed).dek == made.dek


def test_a_short_passphrase_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Problem):
        keys.create(tmp_path, "kort", CHEAP)
    made = keys.create(tmp_path, WORDS, CHEAP)
    with pytest.raises(Problem):
        keys.change_passphrase(tmp_path, made, "kort", CHEAP)
    assert opens(tmp_path, WORDS, made)


def test_the_spare_copy_is_used_when_the_key_file_is_damaged(tmp_path: Path) -> None:
    made = keys.create(tmp_path, WORDS, CHEAP)
    for damaged in ("{", "[]", '{"check": 1}', "[" * 100_000):
        (tmp_path / keys.KEYS_FILE).write_text(damaged, encoding="utf-8")
        assert opens(tmp_path, WORDS, made)


@pytest.mark.parametrize(("name", "value"), [("m", 2**40), ("t", 10**6), ("p", 1000), ("m", 8), ("m", True), ("salt", "AA==")])
def test_a_hostile_key_file_is_refused_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    monkeypatch.setattr(keys, "FLOOR", REAL)
    keys.create(tmp_path, WORDS, REAL)
    content = container(tmp_path)
    content["slots"][0]["kdf"][name] = value
    forge(tmp_path, content)
    with pytest.raises(Problem, match="sleutelbestand"):
        keys.unlock(tmp_path, WORDS)


def test_a_key_file_with_a_thousand_slots_is_refused(tmp_path: Path) -> None:
    keys.create(tmp_path, WORDS, CHEAP)
    content = container(tmp_path)
    forge(tmp_path, content | {"slots": content["slots"] * 100})
    with pytest.raises(Problem, match="sleutelbestand"):
        keys.unlock(tmp_path, WORDS)


@pytest.mark.parametrize("change", ["slot_id", "kind", "label", "made", "store_id"])
def test_a_changed_slot_header_opens_nothing(tmp_path: Path, change: str) -> None:
    made = keys.create(tmp_path, WORDS, CHEAP)
    content = container(tmp_path)
    (content if change == "store_id" else content["slots"][0])[change] = "0" * 32
    forge(tmp_path, content)
    assert not opens(tmp_path, WORDS, made)


def test_each_person_has_a_passphrase_of_their_own(tmp_path: Path) -> None:
    made = keys.create(tmp_path, WORDS, CHEAP, label="Hanna Demo", made="2026-02-19")
    second = keys.add_passphrase(tmp_path, made, OTHER, CHEAP, label="Petra Demo", made="2026-02-20")
    assert [(s.label, s.made) for s in keys.slots(tmp_path)] == [("Hanna Demo", "2026-02-19"), ("Petra Demo", "2026-02-20")]
    assert opens(tmp_path, WORDS, made)
    assert opens(tmp_path, OTHER, made)
    keys.remove(tmp_path, second)
    assert not opens(tmp_path, OTHER, made)


def test_the_last_passphrase_stays(tmp_path: Path) -> None:
    made = keys.create(tmp_path, WORDS, CHEAP)
    keys.add_recovery(tmp_path, made, recovery_code.new_code())
    with pytest.raises(Problem, match="laatste"):
        keys.remove(tmp_path, made.slot_id)
    assert opens(tmp_path, WORDS, made)


def test_after_a_change_only_the_new_passphrase_opens(tmp_path: Path) -> None:
    made = keys.create(tmp_path, WORDS, CHEAP)
    changed = keys.change_passphrase(tmp_path, made, OTHER, CHEAP)
    assert changed.dek == made.dek
    assert opens(tmp_path, OTHER, made)
    assert not opens(tmp_path, WORDS, made)
    (tmp_path / keys.KEYS_FILE).unlink()
    assert not opens(tmp_path, WORDS, made), "the spare copy knows the change too"


def test_the_code_of_the_card_opens_however_it_is_typed(tmp_path: Path) -> None:
    made, code = keys.create(tmp_path, WORDS, CHEAP), recovery_code.new_code()
    keys.add_recovery(tmp_path, made, code)
    for typed in (code, code.lower(), code.replace("-", " "), code.replace("-", ""), code.replace("0", "o").replace("1", "l")):
        found = keys.unlock(tmp_path, typed)
        assert (found.dek, found.kind) == (made.dek, keys.RECOVERY)


def test_a_slip_in_the_code_is_told_as_a_slip(tmp_path: Path) -> None:
    made, code = keys.create(tmp_path, WORDS, CHEAP), recovery_code.new_code()
    keys.add_recovery(tmp_path, made, code)
    wrong = code[:-6] + ("2" if code[-6] != "2" else "3") + code[-5:]
    with pytest.raises(Problem, match="groep voor groep"):
        keys.unlock(tmp_path, wrong)


def test_a_new_card_makes_the_old_one_worthless(tmp_path: Path) -> None:
    made, old, new = keys.create(tmp_path, WORDS, CHEAP), recovery_code.new_code(), recovery_code.new_code()
    keys.add_recovery(tmp_path, made, old)
    keys.add_recovery(tmp_path, made, new)
    assert opens(tmp_path, new, made)
    assert not opens(tmp_path, old, made)
    assert opens(tmp_path, WORDS, made)


def test_with_the_card_one_gets_a_new_passphrase(tmp_path: Path) -> None:
    made, code = keys.create(tmp_path, WORDS, CHEAP), recovery_code.new_code()
    keys.add_recovery(tmp_path, made, code)
    keys.change_passphrase(tmp_path, keys.unlock(tmp_path, code), OTHER, CHEAP)
    assert opens(tmp_path, OTHER, made)
    assert opens(tmp_path, code, made)
