"""What others wrote comes in: one act, in one transaction, and nothing of it when anything is wrong (store/admit.py).

Their Changes join the journal as they are. What the tables show is found anew for the units they touch, by the rule of
domain/differences.py; that a value was written apart is never decided here, it is kept and shown.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, insert
from sqlalchemy.orm import Session

from guidance_app.base.i18n import t
from guidance_app.domain.change import BOOK_TABLE, Change, Step, is_far
from guidance_app.domain.differences import NO_CONTENT, differ
from guidance_app.store import heads
from guidance_app.store.admit import Admitted, admit, sound_blobs
from guidance_app.store.destroy import destroyed, erase, lifted
from guidance_app.store.journal import ChangeRow, HeadRow, Journal, StepRow, _as_row, step_row
from guidance_app.store.records import TABLES
from guidance_app.store.steps import missing_files
from guidance_app.store.vault import SCHEMA_VERSION

Rows = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Merged:
    """What came in, counted: Steps and Changes that were new, and Changes that were here already.

    `differences` counts the units in which people now say different things, `opaque` what a newer version wrote and cannot
    be read here, `withheld` values that stayed behind, `told` values that were withheld before, `files` attached files, and
    `missing` those that are named and are not here. `wrong_clocks` are authors whose clock is more than a day ahead,
    `destroyed` the books of which nothing is left.
    """

    act: str | None = None
    steps: int = 0
    changes: int = 0
    known: int = 0
    differences: int = 0
    opaque: int = 0
    withheld: int = 0
    told: int = 0
    files: int = 0
    missing: int = 0
    wrong_clocks: tuple[str, ...] = ()
    destroyed: tuple[str, ...] = ()


def merge(journal: Journal, steps: Sequence[Step], blobs: Mapping[str, bytes]) -> tuple[Merged, Rows]:
    """Take in what others wrote. Gives what it was, and the rows that are different now. Refused: nothing came in."""
    with journal.step(t("take in what others wrote"), "import") as s:
        c = s.connection()
        found = admit(c, steps, journal.device)
        files = dict(sound_blobs(blobs))
        units = _add(s, journal, found) if found.changes else set()
        units |= _tell(c, found.told)
        rows = heads.show(c, units)
        gone = _erase_again(c, {step.book for step in found.steps})
        pupils = {("pupil", step.book) for step in found.steps}  # how many differences there are stands above all their pages
        s.info["open"].rows |= rows.union(pupils, *gone.values())
        merged = Merged(
            None, len(found.steps), len(found.changes), found.known, count_differences(c, units), found.opaque,
            sum(not change.known for change, _ in found.changes), len(found.told), _keep_files(c, files),
            len(missing_files(c.connection.driver_connection)), _wrong_clocks(journal, found), tuple(sorted(gone)),
        )  # fmt: skip
    return replace(merged, act=s.info["act"]), s.info["rows"]


def _add(s: Session, journal: Journal, found: Admitted) -> set[tuple[str, str, str]]:
    """Put the new Steps and Changes in the journal, and give the units they touch (table, row, unit)."""
    c, act = s.connection(), s.info["open"]
    known = {id_ for (id_,) in heads.for_rows(c, "SELECT id FROM step", [one.id for one in found.steps], "", "id")}
    came = {"came": act.act, "arrived": journal.now().isoformat(timespec="seconds")}
    new = [step_row(step) | came for step in found.steps if step.id not in known]
    if new:
        c.execute(insert(StepRow.__table__), new)  # type: ignore[arg-type]
    c.execute(insert(ChangeRow.__table__), [_as_row(change, hash_) for change, hash_ in found.changes])  # type: ignore[arg-type]
    _move_heads(c, [change for change, _ in found.changes])
    act.brought, act.arrived = found.ends, len(new)
    journal.seen.clear()
    journal.newer |= any(step.schema > SCHEMA_VERSION for step in found.steps)
    now = int(journal.now().timestamp() * 1000)
    journal.stamps.saw(max((one.stamp for one, _ in found.changes if not is_far(one.stamp, now)), default=""))
    return {(change.table, change.row, change.unit) for change, _ in found.changes}


def _move_heads(c: Connection, changes: Sequence[Change]) -> None:
    """What a new Change names as parent is no head any more; what no new one names is one. No old one can name a new one."""
    named = {(change.row, change.unit, parent) for change in changes for parent in change.parents}
    heads.remove(c, sorted(named))
    stamps = {stamp for _, _, stamp in named}
    added = [{"row": o.row, "unit": o.unit, "stamp": o.stamp, "tbl": o.table} for o in changes if o.stamp not in stamps]
    if added:
        c.execute(insert(HeadRow.__table__), added)  # type: ignore[arg-type]


def _tell(c: Connection, changes: Sequence[Change]) -> set[tuple[str, str, str]]:
    """Values that were withheld before are known now."""
    gone = destroyed(c, {one.book for one in changes})
    told = [one for one in changes if one.book not in gone]
    if told:
        with lifted(c):
            c.exec_driver_sql(
                "UPDATE change SET old=?, new=?, salt=? WHERE stamp=?",
                [(json.dumps(one.old), json.dumps(one.new), one.salt, one.stamp) for one in told],
            )
    return {(one.table, one.row, one.unit) for one in told}


def _erase_again(c: Connection, books: Collection[str]) -> dict[str, set[tuple[str, str]]]:
    """Of a book that was destroyed, here or elsewhere, nothing stays, whenever it came in."""
    return {book: erase(c, book) for book in sorted(destroyed(c, books))}


def _keep_files(c: Connection, files: Mapping[str, bytes]) -> int:
    """Keep those attached files that a record names and that are not here yet."""
    named = heads.for_rows(c, "SELECT DISTINCT sha256 FROM attachment", sorted(files), "", "sha256")
    known = {sha for (sha,) in heads.for_rows(c, "SELECT sha256 FROM blob", sorted(files), "", "sha256")}
    new = [(sha, files[sha]) for (sha,) in named if sha not in known]
    if new:
        c.exec_driver_sql("INSERT INTO blob (sha256, content) VALUES (?, ?)", new)
    return len(new)


def _wrong_clocks(journal: Journal, found: Admitted) -> tuple[str, ...]:
    now = int(journal.now().timestamp() * 1000)
    return tuple(sorted({step.author for step in found.steps if is_far(step.stamp, now)}))


def count_differences(c: Connection, units: Iterable[tuple[str, str, str]]) -> int:
    """In how many of these units people say different things."""
    content = {(row, unit) for table, row, unit in units if table in TABLES and table != BOOK_TABLE and unit not in NO_CONTENT}
    several = heads.for_rows(
        c, "SELECT row, unit FROM head", sorted({row for row, _ in content}), " GROUP BY row, unit HAVING count(*) > 1"
    )
    apart = content.intersection((row, unit) for row, unit in several)
    return sum(differ(said) for said in heads.heads_of(c, apart).values())
