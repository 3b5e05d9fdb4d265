"""The golden stores: one small store for each release, written by that release and kept for good in `db`.

`python -m tests.store.golden` writes the one of this version; once it is released it never changes again. Its key is public,
everybody in it is invented, and it holds one of every kind of record, with an act undone, one removed and one being typed.
Beside it stands what is in it as one checksum.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from guidance_app import __version__, edits, workspace
from guidance_app.domain.fields import Choice, Clock, Day, Flag, Kind, Line, Number, Readers, Ref, Refs, Tags, Text
from guidance_app.edits.records import insert_record
from guidance_app.store import connection, vault
from guidance_app.store.record import fields_of
from guidance_app.store.records import TABLES
from guidance_app.store.tables import Blob
from guidance_app.workspace import Edit

KEY = b"Bouwsteen: openbare gouden kast!"
FOLDER = Path(__file__).parents[2] / "db"
CONTENT = "content.json"
NOT_CONTENT = ("draft", "meta")
"""Of these only the releases themselves decide what they keep."""


def releases() -> list[Path]:
    """The folders of all golden stores."""
    return sorted(one.parent for one in FOLDER.glob(f"*/{CONTENT}"))


def content(c: Any) -> str:
    """One checksum over every value of every row. A column that a later version adds, and is empty, makes no difference."""
    names = [name for (name,) in c.execute("SELECT name FROM sqlite_master WHERE type='table' ORDER BY name")]
    told = []
    for name in (name for name in names if name not in NOT_CONTENT and not name.startswith("sqlite_")):
        rows = c.execute(f'SELECT * FROM "{name}"')
        columns = [column[0] for column in rows.description]
        filled = [{k: _plain(v) for k, v in zip(columns, row, strict=True) if v is not None} for row in rows]
        told += [[name, *sorted(json.dumps(row, sort_keys=True) for row in filled)]] if filled else []
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _plain(value: Any) -> Any:
    return hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else value


def content_of(database: Path, key: bytes = KEY) -> str:
    """The checksum of a database that nobody has open."""
    with closing(connection.open_copy(database, key)) as c:
        return content(c)


def sample(kind: Kind, at: int, ids: dict[str, str]) -> Any:
    """A value that such a field can have; Dutch, with letters from beyond ASCII."""
    match kind:
        case Ref():
            return next((ids[table] for table in kind.tables if table in ids), None)
        case Refs():
            return tuple(ids[table] for table in kind.tables if table in ids)[:1]
        case Choice():
            return list(kind.options)[at % len(kind.options)]
        case Day():
            return dt.date(2026, 1, 1) + dt.timedelta(days=at)
        case Clock():
            return dt.time(8, at)
        case Flag():
            return bool(at % 2)
        case Number():
            return kind.low if kind.low is not None else at % 5
        case Readers():
            return ("parents", "school")[: 1 + at % 2]
        case Tags():
            return ("lezen", "voetbal")
        case Line() | Text():
            return f"Zoë’s {at + 1}e regel – ‘verzonnen’"[: kind.longest]
    return None


def fill(opened: workspace.Workspace) -> None:
    """Put one of every kind of record into a store, and leave a trace of everything that can be done."""
    ids: dict[str, str] = {}

    def one_of_each(s: Any) -> None:
        for at, (name, table) in enumerate(TABLES.items()):
            if name != "member":
                values = {field: sample(spec.kind, at, ids) for field, spec in fields_of(table).items()}
                ids[name] = insert_record(s, name, "" if name == "pupil" else ids.get("pupil", "school"), values).id
        s.add(Blob(sha256=hashlib.sha256(b"verzonnen").hexdigest(), content=b"verzonnen"))

    opened.do(Edit("invent", one_of_each, kind="import"))
    opened.do(edits.change("pupil", ids["pupil"], "last_name", "Verzonnen"))
    opened.do(edits.change("pupil", ids["pupil"], "first_name", "Noor"))
    opened.undo()
    opened.do(edits.remove("goal", ids["goal"]))
    opened.note("file opened")
    opened.draft(f"pupil/{ids['pupil']}/portrait", "wordt getypt")


def make(folder: Path) -> None:
    """Write the golden store of this version into a folder."""
    shutil.rmtree(folder, ignore_errors=True)
    opened = workspace.create(folder, KEY, "Hanna Verzonnen", "adviser")
    fill(opened)
    opened.close()
    for name in ("kast.lock", "kast.owner", "head.bin"):
        (folder / name).unlink(missing_ok=True)
    told = {str(vault.SCHEMA_VERSION): content_of(folder / "kast.db")}
    (folder / CONTENT).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER / __version__)
