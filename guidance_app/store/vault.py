"""One encrypted store on disk, open: its lock, its connection and its end."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from filelock import FileLock
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2 as sqlcipher

from guidance_app.base.errors import DiskTrouble, Outdated, Problem, StoreClosed
from guidance_app.base.i18n import t
from guidance_app.base.machine import BACKUPS, DATABASE
from guidance_app.store import swap
from guidance_app.store.ballast import Ballast
from guidance_app.store.connection import COPYING, Key, authorize, connect, disk_trouble
from guidance_app.store.lock import OWNER, locked, take_lock
from guidance_app.store.record import Base

APPLICATION_ID = 0x426F7577  # "Bouw"
SCHEMA_VERSION = 2
PLAIN_HEADER = b"SQLite format 3\0"


class Vault:
    """An open store: its lock, its engine and its end."""

    def __init__(self, folder: Path, lock: FileLock, engine: Engine, key: Key) -> None:
        self.folder = folder
        self.engine = engine
        self._lock = lock
        self._key = key
        self._copying = threading.Lock()
        self._closing = False
        self.ballast = Ballast(folder)
        self.trouble: DiskTrouble | None = None
        """Why the log could not be emptied at the last save; None when all is well."""

    @contextmanager
    def saving(self) -> Iterator[None]:
        """What was committed in this block is on the disk when it ends. DiskTrouble when the disk refused: then the database
        is opened afresh, because after an error only the file itself can tell whether the commit is in it."""
        try:
            with disk_trouble():
                yield
        except DiskTrouble as trouble:
            if trouble.full:
                self.ballast.release()
            self.reopen()
            raise
        self.checkpoint()

    def checkpoint(self) -> None:
        """Empty the write-ahead log into the database, so that no old log is left to rot.

        When the disk refuses, nothing is lost: what was saved is safe in the log, and a later save takes it along.
        Until then `trouble` says so.
        """
        self.trouble = self._empty_log()
        if self.trouble is not None and self.trouble.full and self.ballast.release():
            self.trouble = self._empty_log()
        elif self.trouble is None:
            self.ballast.renew()

    def _empty_log(self) -> DiskTrouble | None:
        try:
            with disk_trouble():
                self.driver().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except DiskTrouble as trouble:
            said = t("Saved, but the disk is full.") if trouble.full else t("Saved, but the disk gives errors.")
            return DiskTrouble(said, t("Save an emergency copy in another place."), full=trouble.full)
        return None

    def reopen(self) -> None:
        """Let go of the database, so that whoever needs it next opens it afresh."""
        self._closing = True  # whoever makes a copy meanwhile stops
        with self._copying:
            self.engine.dispose()
            self._closing = False

    def derive(self, purpose: str) -> bytes:
        """The 32-byte key for one purpose beside the database, e.g. "head/v1"."""
        return self._key.derive(purpose)

    def key(self) -> bytes:
        """The key itself, for what is opened beside this store, such as a backup."""
        return self._key.whole()

    def driver(self) -> Any:
        """The driver's own connection, for what SQLAlchemy cannot say. Ask it in the thread that saves.

        Another thread may do nothing with it but copy: preparing a statement asks our authorizer while SQLite holds its
        lock, and two threads would wait for each other for ever.
        """
        with self.engine.connect() as c:
            return c.connection.driver_connection

    @contextmanager
    def aside(self) -> Iterator[None]:
        """A thread of its own works with the driver's connection meanwhile; closing the store waits for it."""
        with self._copying:
            if self._closing:
                raise StoreClosed
            try:
                yield
            except sqlcipher.ProgrammingError as error:  # it was opened afresh since the driver's connection was asked for
                raise StoreClosed from error

    def snapshot(self, driver: Any) -> Any:
        """The store as it is now: a connection to an encrypted copy of it in memory. Whoever asks closes it.

        Meant for another thread than the one that saves. `driver` was asked there; saving waits a few milliseconds at most,
        what is not committed yet is not in the copy, and closing the store stops the copying (StoreClosed).
        """
        copy = sqlcipher.connect(":memory:", isolation_level=None, check_same_thread=False)
        try:
            copy.set_key(bytearray(b"x'" + secrets.token_hex(32).encode() + b"'"))
            self._copy(driver, copy)
        except BaseException:
            copy.close()
            raise
        return copy

    def copy_database(self, driver: Any, path: Path) -> None:
        """Write the store as it is now into a new database with the same key; as `snapshot`, for any thread. Whoever asks
        waits until it is on the disk (`files.sync`)."""
        copy = connect(path, self._key, COPYING)
        try:
            self._copy(driver, copy)
        finally:
            copy.close()

    def _copy(self, driver: Any, copy: Any) -> None:
        with self.aside():
            driver.cursor().close()  # a closed connection says so here; what SQLite locks for could wait for ever
            driver.backup(copy, pages=256, progress=self._go_on, sleep=0.002)

    def open_copy(self, path: Path) -> Any:
        """The driver's connection to a copy of this store, which nobody else has open. Whoever asks closes it."""
        return connect(path, self._key)

    def swap(self, aside: Path) -> None:
        """Close the database and let what was made ready take its place (store/swap.py). Nothing can be read afterwards."""
        self._closing = True
        with self._copying:
            self.engine.dispose()
        swap.swap(self.folder, aside)

    def vacuum(self) -> None:
        """Give back the space of what was removed, so that nothing of it stays in the file. Only here the guard is lifted."""
        with self.saving():
            driver = self.driver()
            driver.set_authorizer(None)
            try:
                driver.execute("VACUUM")
            finally:
                driver.set_authorizer(authorize)

    def is_closing(self) -> bool:
        """Whether the store is being closed, so that whoever still looks at a copy of it must stop."""
        return self._closing

    def _go_on(self, *_: int) -> None:
        if self._closing:
            raise StoreClosed

    def close(self) -> None:
        """Close the database, forget the key and let go of the lock. A later read is a bug, and is loud."""
        if not self._closing:
            with suppress(Problem, DatabaseError, sqlcipher.DatabaseError):
                self.checkpoint()  # closing does it too, but would not give back the ballast for it
        self._closing = True
        with self._copying:
            self.engine.dispose()
        self._key.forget()
        with suppress(OSError):
            (self.folder / OWNER).unlink(missing_ok=True)
        self._lock.release()


def exists(folder: Path) -> bool:
    """Whether a store stands in this folder."""
    return (folder / DATABASE).exists()


def create(folder: Path, key: bytes) -> Vault:
    """Make a new, empty store in a folder and open it. `key` is the 32-byte database key."""
    if exists(folder):
        raise Problem(t("There is a store in this place already."), t("Open it, or choose another place."))
    return _open(folder, key, new=True)


def open_store(folder: Path, key: bytes) -> Vault:
    """Open the store in a folder. Outdated when it must be brought up to date first."""
    store = open_any(folder, key)
    try:
        with disk_trouble(), store.engine.connect() as c:
            if c.execute(text("PRAGMA user_version")).scalar_one() < SCHEMA_VERSION:
                raise Outdated(
                    t("This store was made by an older version of Bouwsteen."), t("It must be brought up to date first.")
                )
    except BaseException:
        store.close()
        raise
    return store


def finish_swap(folder: Path) -> None:
    """When another store was about to take the place of this one, with other keys perhaps: let it."""
    if swap.pending(folder):
        with locked(folder):
            swap.finish(folder, folder / BACKUPS)


def open_any(folder: Path, key: bytes) -> Vault:
    """Open the store in a folder, also one of an older version, whose tables this version does not know."""
    finish_swap(folder)
    if not exists(folder):
        raise Problem(t("There is no store in this place."), t("Make a new one, or put one back from a backup."))
    with open(folder / DATABASE, "rb") as file:  # before any connection: closing a file drops SQLite's lock
        if file.read(len(PLAIN_HEADER)) == PLAIN_HEADER:
            raise Problem(t("This is not a store of Bouwsteen."), t("Choose another folder."))
    return _open(folder, key, new=False)


def prepare_folder(folder: Path) -> None:
    """Make the folder of a store, readable by this person only. Problem when that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        probe = folder / ".writable"
        probe.touch()
        probe.unlink(missing_ok=True)  # another start may be trying the same
    except OSError as error:
        raise Problem(
            t("Nothing can be written in the folder of the store."), t("Choose another folder, or ask for write access.")
        ) from error


def _open(folder: Path, key: bytes, *, new: bool) -> Vault:
    prepare_folder(folder)
    lock = take_lock(folder)
    try:
        swap.sweep(folder)
        held = Key(key)
        engine = _engine(folder / DATABASE, held)
        try:
            with disk_trouble():
                _prove(engine, new=new)
        except BaseException:
            engine.dispose()
            raise
    except BaseException:
        lock.release()
        raise
    return Vault(folder, lock, engine, held)


def _engine(database: Path, key: Key) -> Engine:
    engine = create_engine("sqlite://", module=sqlcipher, creator=lambda: connect(database, key), poolclass=StaticPool)
    event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _prove(engine: Engine, *, new: bool) -> None:
    """Make the tables of a new store, or refuse one that this version cannot read."""
    if new:
        with engine.begin() as c:
            Base.metadata.create_all(c)
            c.execute(text(f"PRAGMA application_id={APPLICATION_ID}"))
            c.execute(text(f"PRAGMA user_version={SCHEMA_VERSION}"))
        return
    with engine.connect() as c:
        version = c.execute(text("PRAGMA user_version")).scalar_one()
        if c.execute(text("PRAGMA application_id")).scalar_one() != APPLICATION_ID:
            raise Problem(t("This is not a store of Bouwsteen."), t("Choose another folder."))
    if version > SCHEMA_VERSION:
        raise Problem(t("This store was made by a newer version of Bouwsteen."), t("Install the newest version to open it."))
