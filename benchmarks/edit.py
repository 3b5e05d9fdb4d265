"""One edit, from the call until it is safe on the disk, against a bare commit of SQLCipher with the same settings."""

from __future__ import annotations

import itertools
import sys
import tempfile
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from benchmarks._measure import interleaved, milliseconds, tell
from guidance_app import edits, example
from guidance_app.queries import read
from guidance_app.store.connection import SETTINGS
from guidance_app.workspace import Workspace

TEXT = "Mark leest liever staand, aan de hoge tafel bij het raam. " * 5


def bare_store(folder: Path) -> sqlcipher.Connection:
    """An encrypted database with one table, and nothing of ours round it."""
    connection = sqlcipher.connect(str(folder / "bare.db"), isolation_level=None)
    connection.set_key(bytearray(b"x'" + b"ab" * 32 + b"'"))
    for setting in SETTINGS:
        connection.execute(f"PRAGMA {setting}").fetchall()
    connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)")
    return connection


def commit(connection: sqlcipher.Connection, text: str) -> None:
    """The least that any saved edit costs: one row, committed and moved into the database file."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO t (text) VALUES (?)", (text,))
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def main() -> int:
    """Measure and tell."""
    with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".bench-") as name:
        folder = Path(name)
        workspace: Workspace = example.build(folder / "example").workspace
        with workspace.read() as s:
            mark = read.rows(s, "pupil")[0].id
        bare, numbers = bare_store(folder), itertools.count()

        def floor() -> float:
            text = f"{TEXT}{next(numbers)}"
            return milliseconds(lambda: commit(bare, text))

        def edit() -> float:
            change = edits.change("pupil", mark, "portrait", f"{TEXT}{next(numbers)}")
            return milliseconds(lambda: workspace.do(change))

        floor_ms, edit_ms = interleaved(200, floor, edit)
        workspace.close()
    # the disk takes its time whoever writes: what counts is what the program adds to it
    return tell("one edit, saved", edit_ms, "a bare commit", floor_ms, limit_ms=round(floor_ms) + 10)


if __name__ == "__main__":
    sys.exit(main())
