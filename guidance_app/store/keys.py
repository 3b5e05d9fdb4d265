"""The key container: how a passphrase leads to the key of the store.

The store is encrypted with keys derived from one random data key (DEK). Each slot of `keys.json` holds that DEK,
wrapped (AES-KW, RFC 3394) by a key made from one person's passphrase (Argon2id, RFC 9106) and from the slot's own
header, so that a changed parameter, label or store id makes unwrapping fail. A new passphrase is a new slot; the
data never need to be encrypted again.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.domain.ids import new_id
from guidance_app.domain.recovery_code import looks_like_one, tidy
from guidance_app.store import files

KEYS_FILE, SPARE = "keys.json", "keys.json.bak"
PASSPHRASE, RECOVERY = "passphrase", "recovery"
SHORTEST_PASSPHRASE = 12
LARGEST_FILE = 64 * 1024
MOST_SLOTS = 32


@dataclass(frozen=True)
class Cost:
    """What one guess of a passphrase costs: memory in KiB, passes, lanes."""

    memory: int = 256 * 1024
    passes: int = 3
    lanes: int = 4


FLOOR, CEILING = Cost(64 * 1024, 3, 4), Cost(2 * 1024 * 1024, 20, 16)


@dataclass(frozen=True)
class Keys:
    """An opened container: the data key, whose slot opened it and of what kind that is."""

    store_id: str
    slot_id: str
    dek: bytes
    kind: str = PASSPHRASE

    def derive(self, purpose: str) -> bytes:
        """The 32-byte key for one purpose, e.g. "db/v1"."""
        return HKDF(SHA256(), 32, salt=None, info=purpose.encode()).derive(self.dek)


@dataclass(frozen=True)
class Slot:
    """One way into the store, without its secrets. `label` is whose it is, `made` the day it was made (ISO)."""

    id: str
    kind: str
    label: str
    made: str


def create(folder: Path, passphrase: str, cost: Cost = Cost(), *, label: str = "", made: str = "") -> Keys:
    """Write a new container with one passphrase slot around a new random data key."""
    keys = Keys(new_id(), new_id(), secrets.token_bytes(32))
    slot = _slot(keys, PASSPHRASE, _long_enough(passphrase), cost, label, made)
    _keep(folder, {"version": 1, "store_id": keys.store_id, "slots": [slot]})
    return keys


def unlock(folder: Path, secret: str) -> Keys:
    """Open the container with a passphrase or a recovery code. Problem when it fits no slot or cannot be read."""
    content = _read(folder)
    code = tidy(secret)
    for kind, tried in ((PASSPHRASE, secret), (RECOVERY, code)):
        for slot in content["slots"]:
            if slot["kind"] == kind and tried and (dek := _unwrapped(slot, tried, content["store_id"])):
                return Keys(content["store_id"], slot["slot_id"], dek, kind)
    if code is None and looks_like_one(secret):
        raise Problem(
            t("This is almost a recovery code, but there is a slip in it."), t("Compare it with the card, group by group.")
        )
    raise Problem(t("This passphrase does not fit."), t("Check capital letters and spaces, and try again."))


def exist(folder: Path) -> bool:
    """Whether there is a key container; the example and stores for tests have a key of their own."""
    return (folder / KEYS_FILE).exists() or (folder / SPARE).exists()


def slots(folder: Path) -> list[Slot]:
    """The ways into the store; answered without opening anything."""
    return [Slot(s["slot_id"], s["kind"], s.get("label", ""), s.get("made", "")) for s in _read(folder)["slots"]]


def add_passphrase(folder: Path, keys: Keys, passphrase: str, cost: Cost = Cost(), *, label: str = "", made: str = "") -> str:
    """One more person's way in; gives the id of the slot."""
    return _add(folder, keys, PASSPHRASE, _long_enough(passphrase), cost, label, made)


def add_recovery(folder: Path, keys: Keys, code: str, *, made: str = "") -> str:
    """The way in of the emergency card; the one of an earlier card is gone. A random code needs no costly stretching."""
    return _add(folder, keys, RECOVERY, tidy(code) or "", FLOOR, "", made, instead_of=RECOVERY)


def change_passphrase(folder: Path, keys: Keys, passphrase: str, cost: Cost = Cost(), *, label: str = "", made: str = "") -> Keys:
    """Another passphrase in the place of the slot that opened these keys. After a recovery code it is a new slot."""
    old = keys.slot_id if keys.kind == PASSPHRASE else None
    made_id = _add(folder, keys, PASSPHRASE, _long_enough(passphrase), cost, label, made, instead_of=old)
    return Keys(keys.store_id, made_id, keys.dek)


def remove(folder: Path, slot_id: str) -> None:
    """Take a way in away. Problem for the last passphrase: nobody could open the store any more."""
    content = _read(folder)
    rest = [slot for slot in content["slots"] if slot["slot_id"] != slot_id]
    if not any(slot["kind"] == PASSPHRASE for slot in rest):
        raise Problem(t("This is the last passphrase of the store."), t("Add another one first."))
    _keep(folder, content | {"slots": rest})


def _long_enough(passphrase: str) -> str:
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise Problem(
            t("This passphrase is too short."), t("Use at least {n} characters, for instance four words.", n=SHORTEST_PASSPHRASE)
        )
    return passphrase


def _add(
    folder: Path, keys: Keys, kind: str, secret: str, cost: Cost, label: str, made: str, *, instead_of: str | None = None
) -> str:
    """Write the container with one slot more, in the place of a slot (its id) or of all of a kind."""
    content = _read(folder)
    slot = _slot(Keys(keys.store_id, new_id(), keys.dek), kind, secret, cost, label, made)
    rest = [one for one in content["slots"] if instead_of not in (one["slot_id"], one["kind"])]
    if len(rest) >= MOST_SLOTS:
        raise Problem(t("There are too many keys to this store."), t("Take away one that is not used any more."))
    _keep(folder, content | {"slots": [*rest, slot]})
    return str(slot["slot_id"])


def _slot(keys: Keys, kind: str, secret: str, cost: Cost, label: str, made: str) -> dict[str, Any]:
    kdf = {"name": "argon2id", "m": cost.memory, "t": cost.passes, "p": cost.lanes, "salt": _text(secrets.token_bytes(16))}
    header = {"slot_id": keys.slot_id, "kind": kind, "label": label, "made": made, "kdf": kdf}
    return header | {"wrapped": _text(aes_key_wrap(_kek(secret, header, keys.store_id), keys.dek))}


def _unwrapped(slot: dict[str, Any], secret: str, store_id: str) -> bytes | None:
    header = {name: value for name, value in slot.items() if name != "wrapped"}
    try:
        return aes_key_unwrap(_kek(secret, header, store_id), _bytes(slot["wrapped"]))
    except InvalidUnwrap:
        return None


def _keep(folder: Path, content: dict[str, Any]) -> None:
    """Replace the container: first the file, then, when it reads back well, its spare copy.

    When the disk gives an error, what reads back decides: the rename may have been done all the same.
    """
    text = json.dumps(content | {"check": _check(content)}, sort_keys=True, indent=1)
    with suppress(OSError):
        _write(folder / KEYS_FILE, text)
    if not _reads_back(folder / KEYS_FILE, text):
        raise Problem(
            t("The key file could not be written."), t("Check the disk, then try again. The old passphrase still works.")
        )
    with suppress(OSError):
        _write(folder / SPARE, text)


def _reads_back(file: Path, text: str) -> bool:
    try:
        return file.read_text(encoding="utf-8") == text
    except (OSError, ValueError):
        return False


def _kek(secret: str, header: dict[str, Any], store_id: str) -> bytes:
    """The key-encryption key: Argon2id of passphrase or code, bound to the slot header and the store (HKDF-SHA256)."""
    kdf = header["kdf"]
    cost = Cost(kdf["m"], kdf["t"], kdf["p"])
    stretched = Argon2id(
        salt=_bytes(kdf["salt"]), length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory
    ).derive(unicodedata.normalize("NFKC", secret).encode(errors="surrogatepass"))  # a broken paste is a passphrase too
    bound = json.dumps(header, sort_keys=True, separators=(",", ":")) + store_id
    return HKDF(SHA256(), 32, salt=None, info=hashlib.sha256(bound.encode()).digest()).derive(stretched)


def _read(folder: Path) -> dict[str, Any]:
    """The container, from the file or its spare copy, with every value checked before any work is done with it."""
    for name in (KEYS_FILE, SPARE):
        try:
            raw = (folder / name).read_bytes()[: LARGEST_FILE + 1]
            content: dict[str, Any] = json.loads(raw.decode())
            if len(raw) <= LARGEST_FILE and content.pop("check") == _check(content) and _is_ours(content):
                return content
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            continue
    raise Problem(t("The key file of this store is missing or damaged."), t("Put it back from a backup."))


def _check(content: dict[str, Any]) -> str:
    """Tells damage, not malice: a damaged file gives way to its spare, a sound one is the only one that counts."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _is_ours(content: dict[str, Any]) -> bool:
    slots = content["slots"]
    return content["version"] == 1 and 0 < len(slots) <= MOST_SLOTS and all(_sound(slot) for slot in slots)


def _sound(slot: dict[str, Any]) -> bool:
    """Within the floor and the ceiling: a hostile file must not freeze the computer, nor weaken the lock."""
    kdf = slot["kdf"]
    given = (kdf["m"], kdf["t"], kdf["p"])
    low, high = (FLOOR.memory, FLOOR.passes, 1), (CEILING.memory, CEILING.passes, CEILING.lanes)
    return (
        kdf["name"] == "argon2id"
        and all(type(n) is int and a <= n <= b for n, a, b in zip(given, low, high, strict=True))
        and len(_bytes(kdf["salt"])) == 16
        and len(_bytes(slot["wrapped"])) == 40
    )


def _write(file: Path, content: str) -> None:
    """Replace a file so that after a crash either the old or the new one is there, whole."""
    temporary = file.with_name(file.name + ".new")
    files.write(temporary, content)
    temporary.replace(file)
    files.sync_folder(file.parent)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
