"""The open store: the only door for screen, command line and tests.

`read()` gives a session to look things up, `do(edit)` does one thing a person can do, `undo()` and `redo()` reverse acts,
and `changed` tells who listens which rows are different now.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Session

from guidance_app.base.errors import Damaged, DiskTrouble, Outdated, Problem
from guidance_app.base.i18n import t
from guidance_app.base.machine import DATABASE
from guidance_app.domain.change import Step
from guidance_app.domain.ids import new_id
from guidance_app.store import backups, connection, destroy, files, health, keys, merge, migrations, reversing, swap, vault
from guidance_app.store.acts import Acts, acts_in, read_acts
from guidance_app.store.head import HEAD, Head
from guidance_app.store.journal import Journal
from guidance_app.store.lock import locked
from guidance_app.store.merge import Merged
from guidance_app.store.record import SCHOOL_BOOK
from guidance_app.store.records.people import Member
from guidance_app.store.steps import Sharing
from guidance_app.store.tables import Draft, Meta

Rows = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Edit:
    """One thing a person can do: what it is called, and how it is done in a session. `apply` gives what was made."""

    label: str
    apply: Callable[[Session], Any]
    drafts: tuple[str, ...] = ()
    kind: str = "do"


@dataclass(frozen=True)
class Unlocked:
    """What a passphrase or the emergency card gives: the database key and by whose way in; after the card also the proof
    with which a new passphrase can be chosen."""

    key: bytes
    way: str
    by_card: keys.Keys | None


class Workspace:
    """An open store and the person who works in it. `way` is the way in by which it was opened, when that is known."""

    def __init__(self, store: vault.Vault, now: Callable[[], dt.datetime] | None = None, way: str = "") -> None:
        self._vault = store
        self._rows: dict[tuple[str, str | None, str], Any] = {}  # what queries.read read of each kind since it changed last
        self._now = now or (lambda: dt.datetime.now().astimezone())
        self._facts = self._read_facts()
        self._head, self.notices = self._meet_head()
        self.check_due = self._head.check_due(self._now().date())
        self.changed: list[Callable[[Rows], None]] = []
        self.member = self._member(self.remembered(f"way/{way}") or self.first_member)
        written = now or self._as_today
        self._journal = Journal(store, self._facts["device"], self.member.name, written, self._head)
        self._acts = self._read_acts()
        self.sharing = Sharing(store)
        self._typed = set(self.drafts())  # places that have a draft row, so that most edits need not look

    @property
    def folder(self) -> Path:
        """Where the store is."""
        return self._vault.folder

    @property
    def first_member(self) -> str:
        """The id of who made the store."""
        return self._facts.get("member", "")

    @property
    def is_example(self) -> bool:
        """Whether this is the example, with its public key."""
        return "today" in self._facts

    @property
    def today(self) -> dt.date:
        """The day it is: the example's own fixed day, or that of the clock."""
        fixed = self._facts.get("today")
        return dt.date.fromisoformat(fixed) if fixed else self._now().date()

    def now(self) -> dt.datetime:
        """What the clock says, also in the example."""
        return self._now()

    def _as_today(self) -> dt.datetime:
        """When something is written: the time of the clock on the day it is, so that the example has one today."""
        now = self._now()
        return dt.datetime.combine(self.today, now.time()).astimezone() if self.is_example else now

    def begin_backup(self, reason: str) -> Callable[[], backups.Backup]:
        """Begin a backup of this store here; what this gives does the rest, in any thread (store/backups.py)."""
        return backups.begin(self._vault, reason, self._now())

    def backup(self, reason: str) -> backups.Backup:
        """Make a backup here and now: before something that cannot be undone. Problem when it could not be made or proven."""
        return self.begin_backup(reason)()

    def key(self) -> bytes:
        """The key of the database, to open a backup with. Keep it as short as possible."""
        return self._vault.key()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session for queries. Keep it short: screen and edits share one connection."""
        with connection.disk_trouble(), Session(self._vault.engine) as s:
            s.info["rows"] = self._rows
            yield s

    def do(self, edit: Edit) -> Any:
        """Do one thing; it is saved when this returns. Gives what the edit made, usually an id."""
        self._settle()
        with self._journal.step(edit.label, edit.kind, drafts=self._typed.intersection(edit.drafts)) as s:
            made = edit.apply(s)
        self._typed.difference_update(edit.drafts)
        act = s.info["act"]
        if act is not None:
            self._acts.saw(act, edit.kind, edit.label, None)
            self._tell(s.info["rows"])
        return made

    def undo_text(self) -> str | None:
        """What Ctrl+Z would undo now, in words; None when there is nothing."""
        return self._acts.undo[-1][1] if self._acts.undo else None

    def redo_text(self) -> str | None:
        """What Ctrl+Y would do again; None when there is nothing."""
        return self._acts.redo[-1][1] if self._acts.redo else None

    def undo(self) -> None:
        """Undo the last act of this device, also one from before a restart."""
        self._reverse(self._acts.undo, "undo")

    def redo(self) -> None:
        """Do the last undone act again."""
        self._reverse(self._acts.redo, "redo")

    def _reverse(self, acts: list[tuple[str, str]], kind: str) -> None:
        self._settle()
        if acts:
            act, label = acts[-1]
            rows = reversing.reverse(self._journal, act, kind)
            self._acts.saw("", kind, label, act)
            self._tell(rows)

    def merge(self, steps: Sequence[Step], files: Mapping[str, bytes] | None = None) -> Merged:
        """Take in what others wrote, with attached files (SHA-256 -> bytes): one act, one undo. Refused when all is not well."""
        self._settle()
        merged, rows = merge.merge(self._journal, steps, files or {})
        if merged.act is not None:
            self._acts.saw(merged.act, "import", t("take in what others wrote"), None)
        self._forget_destroyed(merged.destroyed)
        self._tell(rows)
        return merged

    def destroy(self, book: str) -> None:
        """Destroy a pupil's file for good, in the backups too. It cannot be undone, and goes along when Steps are given away."""
        self._settle()
        rows = destroy.destroy(self._journal, book)
        self._forget_destroyed([book])
        self._tell(rows)
        backups.keep_only(self.backup("destroy"), self.remembered(backups.PLACE), self._now())

    def _forget_destroyed(self, books: Collection[str]) -> None:
        if books:
            self._vault.vacuum()
            self._typed = set(self.drafts())
            with self.read() as s:
                self._acts.forget(acts_in(s, set(books)))

    def note(self, label: str) -> None:
        """Write down in my own book that something was opened, printed or handed over. Never sent, never undone."""
        self._settle()
        with self._journal.step(label, "note"):
            pass

    def _settle(self) -> None:
        """When the disk left it unknown whether the last act was saved: look it up before anything else is done."""
        act = self._journal.settle()
        if act is not None:
            self._acts.saw(act.act, act.kind, act.label, act.target)
            self._tell(frozenset(act.rows))
            raise Problem(t("What you did before was saved after all."), t("Look at it before you do it again."))

    @property
    def trouble(self) -> DiskTrouble | None:
        """What is wrong with the disk although the last act was saved; None when all is well."""
        return self._vault.trouble

    def keep_room(self) -> None:
        """Keep some room on the disk free, for when it is full. Not needed before the first page is shown."""
        self._vault.ballast.make()

    def emergency_copy(self, place: Path, typed: Mapping[str, str]) -> Path:
        """Save all there is in a folder on another disk, encrypted as here, with what is being typed (place -> text).

        Gives the folder of the copy, which can be put back like any backup. Problem when it could not be made or proven.
        """
        with connection.disk_trouble():
            return backups.make_elsewhere(self._vault, place, self._now(), typed).folder

    def draft(self, place: str, text: str) -> None:
        """Keep what is being typed, so that it survives a crash. `place` is table/row/field."""
        at = self._now().isoformat(timespec="seconds")
        row = upsert(Draft).values(place=place, text=text, at=at)
        self._typed.add(place)  # also when the disk gives an error: it may be there all the same
        self._keep(row.on_conflict_do_update(index_elements=["place"], set_={"text": text, "at": at}))

    def drafts(self) -> dict[str, str]:
        """Everything that was being typed and is no Step yet: place -> text."""
        with self.read() as s:
            return dict(s.execute(select(Draft.place, Draft.text)).all())

    def drop_draft(self, place: str) -> None:
        """Forget what was being typed in one place."""
        self._keep(delete(Draft).where(Draft.place == place))
        self._typed.discard(place)

    def remembered(self, name: str) -> str:
        """Something the program remembers in this store, such as the pupils opened last; "" when there is nothing."""
        return self._facts.get(f"remember/{name}", "")

    def remember(self, name: str, value: str) -> None:
        """Remember something in the store itself, so that it is as safe as the rest. No act, nothing to undo."""
        if self.remembered(name) != value:
            row = upsert(Meta).values(name=f"remember/{name}", value=value)
            self._keep(row.on_conflict_do_update(index_elements=["name"], set_={"value": value}))
            self._facts[f"remember/{name}"] = value

    def _keep(self, statement: Any) -> None:
        """Write outside the journal something that may be written twice without harm."""
        with self._vault.saving(), self._vault.engine.begin() as c:
            c.execute(statement)

    def close(self) -> None:
        """Close the store; nothing of it stays open."""
        self._head.close()
        self._vault.close()

    def check(self) -> Callable[[], Damaged | None]:
        """Check the whole store from page to journal. What this gives does it, in any thread, while the work goes on."""
        return health.begin(self._vault)

    def checked(self, trouble: Damaged | None) -> None:
        """Remember that the whole store was checked today, when nothing was found; else it is done again next time."""
        self.check_due = trouble is not None
        if trouble is None:
            self._head.checked(self._now().date())

    def _meet_head(self) -> tuple[Head, tuple[str, ...]]:
        """Compare the store with what was last seen of it. Damaged when it is older than that; a sentence when nothing is
        known, because anybody can lose such a small file."""
        with connection.disk_trouble():
            head = Head(self._vault, self._facts.get("device", ""))
            health.at_unlock(self._vault, head)
        head.begin()
        return head, health.notices(head)

    def _tell(self, rows: Rows) -> None:
        changed = {table for table, _ in rows}
        for key in [key for key in self._rows if key[0] in changed]:
            del self._rows[key]
        for listener in list(self.changed):
            listener(rows)

    def _read_facts(self) -> dict[str, str]:
        with self.read() as s:
            return dict(s.execute(select(Meta.name, Meta.value)).all())

    def _member(self, member: str) -> Member:
        with self.read() as s:
            found = s.get(Member, member)
            if found is None:
                raise Damaged(t("This store is damaged or belongs to another key."), t("Put it back from a backup."))
            return found

    def _read_acts(self) -> Acts:
        with self.read() as s:
            return read_acts(s, self._facts["device"])


def create(folder: Path, key: bytes, name: str, role: str, *, today: dt.date | None = None, now: Any = None) -> Workspace:
    """Make a new store for one member. `today` fixes the day, for the example only.

    It is made ready in a folder of its own first: a crash leaves a whole store, or none and the first start once more.
    """
    vault.prepare_folder(folder)
    if vault.exists(folder):
        raise Problem(t("There is a store in this place already."), t("Open it, or choose another place."))
    with locked(folder):
        ready = swap.make_ready(folder)
        _make(ready, key, name, role, today, now)
        for made in (HEAD, DATABASE):
            os.replace(ready / made, folder / made)
        files.sync_folder(folder)
    opened = open_with_key(folder, key, now)
    opened._acts = Acts()  # making the store itself is not something to undo
    return opened


def _make(folder: Path, key: bytes, name: str, role: str, today: dt.date | None, now: Any) -> None:
    store = vault.create(folder, key)
    facts = {"device": new_id()[-8:], "member": new_id()} | ({"today": today.isoformat()} if today else {})
    clock = now or (lambda: dt.datetime.now().astimezone())
    with closing(store), connection.disk_trouble():
        with store.saving(), store.engine.begin() as c:
            for fact, value in facts.items():
                c.execute(upsert(Meta).values(name=fact, value=value))
        head = Head(store, facts["device"])
        with Journal(store, facts["device"], name, clock).step(t("make the store"), "import") as s:
            s.add(Member(id=facts["member"], book=SCHOOL_BOOK, deleted=False, name=name, role=role))
        head.take()
        head.close()


def create_with_passphrase(folder: Path, passphrase: str, name: str, role: str) -> Workspace:
    """First start: a folder, a key container and an empty store for one member."""
    if not name.strip():
        raise Problem(t("Your name is missing."), t("Fill in your name; it stands beside what you change."))
    vault.prepare_folder(folder)
    if vault.exists(folder):
        raise Problem(t("There is a store in this place already."), t("Open it, or choose another place."))
    made = keys.create(folder, passphrase, made=dt.date.today().isoformat())
    return create(folder, made.derive("db/v1"), name.strip(), role)


def unlock(folder: Path, passphrase: str) -> Workspace:
    """Open a store with a passphrase."""
    unlocked = unlock_key(folder, passphrase)
    return open_with_key(folder, unlocked.key, way=unlocked.way)


def unlock_key(folder: Path, secret: str) -> Unlocked:
    """The slow part of unlocking, which needs no database: from passphrase or code to database key (about half a second)."""
    vault.finish_swap(folder)
    opened = keys.unlock(folder, secret)
    return Unlocked(opened.derive("db/v1"), opened.slot_id, opened if opened.kind == keys.RECOVERY else None)


def open_with_key(
    folder: Path, key: bytes, now: Any = None, way: str = "", *, go_on: bool = False, bring_up: bool = True
) -> Workspace:
    """Open a store whose database key is known; one of an older version is brought up to date (Outdated with `bring_up` off).
    Damaged when something is wrong, or it is older than what was here before; `go_on` opens that as another device."""
    try:
        store = vault.open_store(folder, key)
    except Outdated:
        if not bring_up:
            raise
        migrations.migrate(folder, key, now() if now else dt.datetime.now().astimezone())
        store = vault.open_store(folder, key)
    if go_on:
        _become_another(store)
    opened = _opened(store, now, way)
    if go_on:
        opened.note(t("went on with an older store"))
    return opened


def open_copied(folder: Path, key: bytes) -> Workspace:
    """Open a copy of a store for the first time: it gets a device id of its own, so nothing done before can be undone here."""
    store = vault.open_store(folder, key)
    _become_another(store)
    return _opened(store)


def _become_another(store: vault.Vault) -> None:
    """The store goes on as another device: from here on it is another one than what was seen here before."""
    device = new_id()[-8:]
    with connection.disk_trouble(), store.engine.begin() as c:
        c.execute(update(Meta).where(Meta.name == "device").values(value=device))
    with connection.disk_trouble():
        Head(store, device).take()


def _opened(store: vault.Vault, now: Any = None, way: str = "") -> Workspace:
    """Who works in an open store; it is closed again when that cannot be."""
    try:
        return Workspace(store, now, way)
    except BaseException:
        store.close()
        raise
