"""One connection to an encrypted database, with the only settings it may have, and its key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy.exc import DatabaseError
from sqlcipher3 import dbapi2 as sqlcipher

from guidance_app.base.errors import Damaged, DiskTrouble, Problem
from guidance_app.base.i18n import t

# Measured choices: WAL with FULL survives every simulated power cut; secure_delete and memory-only temporaries keep
# text from lying about; the mmap and the rest close doors nobody needs. cipher_memory_security stays off: it made every
# edit three times slower and a scan of our memory found the same with and without it (docs/decisions/0003).
SETTINGS = (
    "locking_mode=EXCLUSIVE",
    "journal_mode=WAL",
    "synchronous=FULL",
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "temp_store=MEMORY",
    "secure_delete=ON",
    "mmap_size=0",
)
COPYING = ("locking_mode=EXCLUSIVE", "journal_mode=OFF", "synchronous=OFF", "temp_store=MEMORY")
"""For a new file that counts only when it is whole and on the disk: no second writing, and no save that waits for it."""

_FROZEN = {
    "temp_store",
    "journal_mode",
    "synchronous",
    "key",
    "rekey",
    "locking_mode",
    "secure_delete",
    "cipher_plaintext_header_size",
}


class Key:
    """The database key while the store is open."""

    def __init__(self, key: bytes) -> None:
        self._bytes = bytearray(key)

    def secret(self) -> bytearray:
        """The key as SQLCipher wants it; whoever asks wipes it."""
        if not self._bytes:
            raise RuntimeError("the store is closed")
        return bytearray(b"x'" + self._bytes.hex().encode() + b"'")

    def whole(self) -> bytes:
        """A copy of it."""
        if not self._bytes:
            raise RuntimeError("the store is closed")
        return bytes(self._bytes)

    def derive(self, purpose: str) -> bytes:
        """A key for another purpose, from which this one cannot be found (HKDF-SHA256, RFC 5869)."""
        return HKDF(SHA256(), 32, salt=None, info=purpose.encode()).derive(bytes(self._bytes))

    def forget(self) -> None:
        """Wipe it."""
        self._bytes[:] = bytes(len(self._bytes))
        self._bytes.clear()


def derive(key: bytes, purpose: str) -> bytes:
    """The key for one purpose of a store that is not open; as `Vault.derive`."""
    return Key(key).derive(purpose)


def open_copy(path: Path, key: bytes) -> Any:
    """The driver's connection to a copy of a store, which nobody else has open. Whoever asks closes it."""
    return connect(path, Key(key))


def connect(database: Path, key: Key, settings: Iterable[str] = SETTINGS) -> Any:
    """The driver's connection to a database. `sqlcipher.DatabaseError` when the key does not fit."""
    secret = key.secret()
    connection = sqlcipher.connect(str(database), isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.set_key(secret)  # never PRAGMA key: that leaves copies in memory
        secret[:] = bytes(len(secret))
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()  # proves the key
        for setting in settings:
            connection.execute(f"PRAGMA {setting}").fetchall()
        connection.set_authorizer(authorize)
    except BaseException:
        connection.close()
        raise
    return connection


def authorize(action: int, first: str | None, second: str | None, *_: Any) -> int:
    """Refuse what could make a plaintext copy or weaken the settings."""
    if action == sqlcipher.SQLITE_ATTACH:
        return int(sqlcipher.SQLITE_DENY)
    if action == sqlcipher.SQLITE_PRAGMA and first in _FROZEN and second is not None:
        return int(sqlcipher.SQLITE_DENY)
    return int(sqlcipher.SQLITE_OK)


@contextmanager
def disk_trouble() -> Iterator[None]:
    """Turn what the disk or the file did into a Problem; our own mistakes pass through."""
    try:
        yield
    except (DatabaseError, sqlcipher.DatabaseError) as error:
        # SQLAlchemy keeps the driver's error in `orig`; its own message would quote the statement, and so pupil data
        reason = str(getattr(error, "orig", error))
        if "disk is full" in reason:
            said, then = t("Not saved: the disk is full."), t("Make room, then try again. Your text stays here.")
            raise DiskTrouble(said, then, full=True) from None
        if "readonly" in reason or "unable to open" in reason or "disk I/O" in reason:
            said, then = t("The disk cannot be read or written."), t("Check the disk, then open the store again.")
            raise DiskTrouble(said, then) from None
        if "not a database" in reason or "malformed" in reason:
            raise Damaged(t("This store is damaged or belongs to another key."), t("Put it back from a backup.")) from None
        if "locked" in reason:
            raise Problem(t("The store is in use by another program."), t("Close it there first, then try again.")) from None
        raise
