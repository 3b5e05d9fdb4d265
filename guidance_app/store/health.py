"""Is the store whole? From the pages of the file up to whether its tables say what its journal says.

`check` looks at everything behind one connection of the driver (an open store, a copy in memory, a backup) and gives what
it found as plain data; no pupil data is in it. A sound store gives nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from guidance_app.base.errors import Damaged, StoreClosed
from guidance_app.base.i18n import t
from guidance_app.domain.change import digest_of, hash_of, step_id
from guidance_app.store.head import ENDS, Head
from guidance_app.store.rebuild import Rebuilt, rebuild_from
from guidance_app.store.record import OWN_BOOK, SCHOOL_BOOK, Record, all_fields
from guidance_app.store.records import TABLES
from guidance_app.store.vault import Vault

STEPS_BETWEEN = 100_000
"""How many steps of SQLite's machine (a few milliseconds) are done until it is asked whether the store is closing."""

APPEND_ONLY = {f"{table}_no_{what}" for table in ("step", "change") for what in ("update", "delete")}
CHANGES = "SELECT stamp, book, device, seq, step, tbl, row, unit, old, new, parents, salt, digest, previous, hash FROM change"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong. `what` is page, structure, journal, table, file or older; `where` a table or kind of book."""

    what: str
    where: str = ""

    @property
    def sentence(self) -> str:
        """What was found, in words without pupil data."""
        match self.what:
            case "page":
                return t("A part of the file cannot be read any more.")
            case "structure":
                return t("The parts of the file do not fit together.")
            case "journal":
                return t("In the journal of {where} something is missing or was changed.", where=_book_in_words(self.where))
            case "table":
                return t("Of {where} something differs from the journal.", where=t(TABLES[self.where].many))
            case "file":
                return t("The content of an attached file is damaged.")
            case _:
                return t("Something that was in the store before is not in it any more.")


def _book_in_words(book: str) -> str:
    return {SCHOOL_BOOK: t("the school's book"), OWN_BOOK: t("my own notes")}.get(book) or t("a pupil's file")


def check(c: Any) -> list[Finding]:
    """Everything that is wrong behind this connection, each thing once.

    First the log is emptied into the file: before that the check of the pages gives false alarms after a crash.
    """
    return list(dict.fromkeys([*check_pages(c), *check_content(c)]))


def check_content(c: Any) -> list[Finding]:
    """`check` without the pages: whether structure, journal, tables and attached files fit together."""
    found: list[Finding] = []
    try:
        found += _beyond_pages(c)
    except sqlcipher.ProgrammingError:
        raise  # the connection was closed meanwhile: that says nothing about the store
    except sqlcipher.DatabaseError:
        found.append(Finding("page"))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        found.append(Finding("journal", SCHOOL_BOOK))
    return list(dict.fromkeys(found))


def check_pages(c: Any) -> list[Finding]:
    """Whether every page of the file is one that the key holder wrote."""
    try:
        c.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return [Finding("page")] if c.execute("PRAGMA cipher_integrity_check").fetchall() else []
    except sqlcipher.ProgrammingError:
        raise
    except sqlcipher.DatabaseError:
        return [Finding("page")]


def check_beside_work(vault: Vault, driver: Any) -> list[Finding]:
    """`check` of an open store from a thread of its own, on a copy in memory, so that saving need not wait for it.

    Copying reads each page, and a page that nobody with the key wrote cannot be read. StoreClosed when the store closes.
    """
    try:
        copy = vault.snapshot(driver)
    except sqlcipher.DatabaseError:
        return [Finding("page")]
    with closing(copy):
        copy.execute("PRAGMA cache_size=-1000000")  # it is in memory anyway: decrypt each page once
        copy.set_progress_handler(vault.is_closing, STEPS_BETWEEN)
        found = check_content(copy)
    if vault.is_closing():
        raise StoreClosed
    return found


def begin(vault: Vault) -> Callable[[], Damaged | None]:
    """Check an open store. What this gives does it, in any thread, while the work goes on; StoreClosed when it cannot."""
    driver = vault.driver()

    def work() -> Damaged | None:
        found = check_beside_work(vault, driver)
        return damaged(found) if found else None

    return work


def check_ends(c: Any) -> list[Finding]:
    """The cheap part, for every time a store is opened: whether the last Change of each chain is what it says it is."""
    rows = c.execute(f"{CHANGES} JOIN ({ENDS}) USING (book, device, seq)")
    return list(dict.fromkeys(Finding("journal", row[1]) for row in rows if not _is_itself(row)))


def _beyond_pages(c: Any) -> Iterator[Finding]:
    yield from _structure(c)
    yield from _chains(c)
    yield from _steps(c)
    rebuilt = rebuild_from(c)
    if rebuilt.missing or set(_heads(c)) != {(*place, stamp) for place, stamps in rebuilt.heads.items() for stamp in stamps}:
        yield Finding("journal", SCHOOL_BOOK)
    for name, table in TABLES.items():
        if not _is_as_told(c, name, table, rebuilt):
            yield Finding("table", name)
    if any(hashlib.sha256(content).hexdigest() != name for name, content in c.execute("SELECT sha256, content FROM blob")):
        yield Finding("file")


def _structure(c: Any) -> Iterator[Finding]:
    """Whether tables and indexes fit together, and the journal is still append-only."""
    triggers = {name for (name,) in c.execute("SELECT name FROM sqlite_master WHERE type='trigger'")}
    sound = c.execute("PRAGMA integrity_check").fetchall() == [("ok",)] and not c.execute("PRAGMA foreign_key_check").fetchall()
    if not sound or not triggers >= APPEND_ONLY:
        yield Finding("structure")


def _chains(c: Any) -> Iterator[Finding]:
    """Per (book, device) counted from 1 without gaps, each Change itself and tied to the one before, in a Step that is there."""
    chain, end = ("", ""), (0, "")
    for row in c.execute(f"{CHANGES} ORDER BY book, device, seq"):
        _, book, device, seq, *_, previous, hash_ = row
        if (book, device) != chain:
            chain, end = (book, device), (0, "")
        if (seq, previous) != (end[0] + 1, end[1]) or not _is_itself(row):
            yield Finding("journal", book)
        end = seq, hash_
    lost = "SELECT DISTINCT book FROM change c WHERE NOT EXISTS (SELECT 1 FROM step WHERE id=c.step AND book=c.book)"
    yield from (Finding("journal", book) for (book,) in c.execute(lost))


def _steps(c: Any) -> Iterator[Finding]:
    """Whether each Step says what it said when it was written, notes too: its id is made of that."""
    columns = "id, act, book, device, kind, label, author, at, stamp, target, schema, seen"
    for id_, act, book, *said, seen in c.execute(f"SELECT {columns} FROM step"):
        all_of_it = (act, book, *said, tuple(sorted(json.loads(seen).items())))
        if step_id(*all_of_it) != id_:
            yield Finding("journal", book)


def _is_itself(row: tuple[Any, ...]) -> bool:
    """Whether digest and hash of a Change can be computed again. Of a value that was withheld only the digest is known."""
    *fixed, old, new, parents, salt, digest, previous, hash_ = row
    was, is_now, named = json.loads(f"[{old or 'null'},{new or 'null'},{parents}]")  # all at once: that is a third faster
    if salt is not None and digest_of(salt, was, is_now) != digest:
        return False
    return bool(hash_of(*fixed, named, digest, previous) == hash_)


def _heads(c: Any) -> Iterator[tuple[str, str, str]]:
    yield from c.execute("SELECT row, unit, stamp FROM head")


def _is_as_told(c: Any, name: str, table: type[Record], rebuilt: Rebuilt) -> bool:
    """Whether a table holds what the journal says, no row more and no row less."""
    fields = all_fields(table)
    columns = '", "'.join(fields)
    told = {row: (book, rebuilt.values.get((tbl, row), {})) for (tbl, row), book in rebuilt.books.items() if tbl == name}
    for id_, book, *values in c.execute(f'SELECT id, book, "{columns}" FROM "{name}"'):
        expected = told.pop(id_, None)
        if expected is None or expected[0] != book:
            return False
        for (field, about), value in zip(fields.items(), values, strict=True):
            if value != expected[1].get(field) and (name, id_, about.unit) not in rebuilt.unknown:
                return False
    return not told


def damaged(found: list[Finding]) -> Damaged:
    """What a person is told about findings."""
    told = tuple(dict.fromkeys(finding.sentence for finding in found))
    if any(finding.what != "older" for finding in found):
        return Damaged(t("This store is damaged."), t("Put it back from a backup."), told)
    sentence, next_step = (
        t("This store is older than what you had here before."),
        t("Put back the newest backup, or go on with it."),
    )
    return Damaged(sentence, next_step, told, older=True)


def at_unlock(vault: Vault, head: Head) -> None:
    """Damaged when what was here before is lost, or the ends of the journal are not themselves.

    After a crash each page is looked at too; more than that would take too long here, and is done beside the work.
    """
    driver = vault.driver()
    found = [] if head.left_in_order else check_pages(driver)
    found = found or check_ends(driver) or ([Finding("older")] if head.older else [])
    if found:
        raise damaged(found)


def notices(head: Head) -> tuple[str, ...]:
    """What a person should know about the head of a store that can be opened."""
    if head.kept is not None:
        return ()
    again = t("It is made again; whether the store is older than before cannot be seen this time.")
    lost = t("The note beside the store that tells how new it is was missing.")
    broken = t("The note beside the store that tells how new it is was damaged.")
    return (f"{lost if head.missing else broken} {again}",)
