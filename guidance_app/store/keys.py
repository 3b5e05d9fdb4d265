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
import os
import secrets
import unicodedata
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

KEYS_FILE = "keys.json"
SHORTEST_PASSPHRASE = 12
LARGEST_FILE = 64 * 1024


@dataclass(frozen=True)
class Cost:
    """What one guess of a passphrase costs: memory in KiB, passes, lanes."""

    memory: int = 256 * 1024
    passes: int = 3
    lanes: int = 4


FLOOR, CEILING = Cost(64 * 1024, 3, 4), Cost(2 * 1024 * 1024, 20, 16)


@dataclass(frozen=True)
class Keys:
    """An opened container: the data key and whose slot opened it."""

    store_id: str
    slot_id: str
    dek: bytes

    def derive(self, purpose: str) -> bytes:
        """The 32-byte key for one purpose, e.g. "db/v1"."""
        return HKDF(SHA256(), 32, salt=None, info=purpose.encode()).derive(self.dek)


def create(folder: Path, passphrase: str, cost: Cost = Cost()) -> Keys:
    """Write a new container with one passphrase slot around a new random data key."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise Problem(
            t("This passphrase is too short."), t("Use at least {n} characters, for instance four words.", n=SHORTEST_PASSPHRASE)
        )
    keys = Keys(new_id(), new_id(), secrets.token_bytes(32))
    header = {
        "slot_id": keys.slot_id,
        "kind": "passphrase",
        "kdf": {"name": "argon2id", "m": cost.memory, "t": cost.passes, "p": cost.lanes, "salt": _text(secrets.token_bytes(16))},
    }
    slot = header | {"wrapped": _text(aes_key_wrap(_kek(passphrase, header, keys.store_id), keys.dek))}
    content = json.dumps({"version": 1, "store_id": keys.store_id, "slots": [slot]}, sort_keys=True, indent=1)
    for name in (KEYS_FILE, KEYS_FILE + ".bak"):
        _write(folder / name, content)
    return keys


def unlock(folder: Path, passphrase: str) -> Keys:
    """Open the container with a passphrase. Problem when it is wrong or the container cannot be read."""
    content = _read(folder)
    for slot in content["slots"]:
        header = {name: value for name, value in slot.items() if name != "wrapped"}
        try:
            dek = aes_key_unwrap(_kek(passphrase, header, content["store_id"]), _bytes(slot["wrapped"]))
        except InvalidUnwrap:
            continue
        return Keys(content["store_id"], slot["slot_id"], dek)
    raise Problem(t("This passphrase does not fit."), t("Check capital letters and spaces, and try again."))


def _kek(passphrase: str, header: dict[str, Any], store_id: str) -> bytes:
    """The key-encryption key: Argon2id of the passphrase, bound to the slot header and the store (HKDF-SHA256)."""
    kdf = header["kdf"]
    cost = Cost(kdf["m"], kdf["t"], kdf["p"])
    stretched = Argon2id(
        salt=_bytes(kdf["salt"]), length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory
    ).derive(unicodedata.normalize("NFKC", passphrase).encode())
    bound = json.dumps(header, sort_keys=True, separators=(",", ":")) + store_id
    return HKDF(SHA256(), 32, salt=None, info=hashlib.sha256(bound.encode()).digest()).derive(stretched)


def _read(folder: Path) -> dict[str, Any]:
    """The container, from the file or its spare copy, with every value checked before any work is done with it."""
    for name in (KEYS_FILE, KEYS_FILE + ".bak"):
        try:
            raw = (folder / name).read_bytes()[: LARGEST_FILE + 1]
            content: dict[str, Any] = json.loads(raw.decode())
            if len(raw) <= LARGEST_FILE and content["version"] == 1 and all(_sound(slot) for slot in content["slots"]):
                return content
        except (OSError, ValueError, KeyError, TypeError):
            continue
    raise Problem(t("The key file of this store is missing or damaged."), t("Put it back from a backup."))


def _sound(slot: dict[str, Any]) -> bool:
    """Within the floor and the ceiling: a hostile file must not freeze the computer, nor weaken the lock."""
    kdf = slot["kdf"]
    given = (kdf["m"], kdf["t"], kdf["p"])
    low, high = (FLOOR.memory, FLOOR.passes, 1), (CEILING.memory, CEILING.passes, CEILING.lanes)
    return (
        kdf["name"] == "argon2id"
        and all(isinstance(n, int) and a <= n <= b for n, a, b in zip(given, low, high, strict=True))
        and len(_bytes(kdf["salt"])) == 16
        and len(_bytes(slot["wrapped"])) == 40
    )


def _write(file: Path, content: str) -> None:
    """Replace a file so that after a crash either the old or the new one is there, whole."""
    temporary = file.with_name(file.name + ".new")
    with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    temporary.replace(file)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
