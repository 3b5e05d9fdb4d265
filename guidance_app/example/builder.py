"""How the example is put into records: which JSON key goes to which field, and where each leaf went."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from guidance_app.base.machine import resource
from guidance_app.domain.fields import Ref, Refs
from guidance_app.domain.ids import new_id
from guidance_app.edits.records import insert_record
from guidance_app.store.record import all_fields
from guidance_app.store.records import TABLES
from guidance_app.workspace import Edit, Workspace

Place = tuple[str, str, str]
Convert = Callable[[Any], Any]
Keys = dict[str, str | tuple[str, Convert]]
READER = {"ouders": "parents", "leerkracht": "school", "leerling": "pupil"}


def source() -> dict[str, Any]:
    """The file of Mark as it is kept in the resources; numbers exactly as written."""
    text = resource("example", "mark.json").read_text(encoding="utf-8")
    return dict(json.loads(text, parse_float=Decimal))


BEGUN = dt.date(2025, 9, 11)
"""The day on which the file of the example was begun."""


class Clock:
    """Gives the times at which the example was written: a second further each time it is asked, on `day`."""

    def __init__(self) -> None:
        self.day = BEGUN
        self._seconds = 0

    def __call__(self) -> dt.datetime:
        self._seconds += 1
        return dt.datetime.combine(self.day, dt.time(9)).astimezone() + dt.timedelta(seconds=self._seconds)


class Builder:
    """Puts the leaves of the file into records.

    `placed` remembers which fields (table, row, field) each leaf (its path in the file) went to, so that a test can prove
    that nothing of it got lost.
    """

    def __init__(self, workspace: Workspace, data: dict[str, Any], clock: Clock) -> None:
        self.workspace = workspace
        self.clock = clock
        self.data = data
        self.placed: dict[str, list[Place]] = {}
        self.ids = {entry: new_id() for entry in _ids(data)}
        self.pupil = self.ids[data["pupil"]["id"]]
        self.session: Any = None

    def act(self, label: str, part: Callable[[Builder], None]) -> None:
        """One subject of the file, as one act."""

        def apply(session: Any) -> None:
            self.session = session
            part(self)

        self.workspace.do(Edit(label, apply, kind="import"))

    def put(self, table: str, path: str, keys: Keys, *, book: str = "", **more: Any) -> str:
        """One record from the object at `path`; `keys` says which JSON key goes to which field, and how."""
        entry = at(self.data, path)
        values = dict(more)
        for key, goal in keys.items():
            name, convert = goal if isinstance(goal, tuple) else (goal, self._converter(table, goal))
            if entry.get(key) is not None:
                values[name] = convert(entry[key])
        values["id"] = self.ids.get(entry.get("id", "")) or new_id()
        record = insert_record(self.session, table, book or self.pupil, values)
        for key, goal in keys.items():
            self.place(f"{path}/{key}", table, record.id, goal if isinstance(goal, str) else goal[0])
        return record.id

    def put_all(self, table: str, path: str, keys: Keys, **more: Any) -> list[str]:
        """One record for each object of the list at `path`."""
        return [self.put(table, f"{path}/{i}", keys, **more) for i in range(len(at(self.data, path, [])))]

    def put_lines(self, table: str, path: str, field: str, **more: Any) -> None:
        """One record for each text of the list at `path`."""
        for i, line in enumerate(at(self.data, path, [])):
            record = insert_record(self.session, table, self.pupil, {field: line, **more})
            self.place(f"{path}/{i}", table, record.id, field)

    def place(self, path: str, table: str, row: str, field: str) -> None:
        """Remember where the leaf at a path went."""
        self.placed.setdefault(path, []).append((table, row, field))

    def _converter(self, table: str, field: str) -> Convert:
        """Ids of the file become ours in fields that hold ids; all else stays as it is."""
        kind = all_fields(TABLES[table])[field].kind
        return self.refer if isinstance(kind, Ref | Refs) else lambda value: value

    def refer(self, value: Any) -> Any:
        return tuple(self.ids[v] for v in value) if isinstance(value, list) else self.ids[value]

    def readers(self, words: Iterable[str]) -> tuple[str, ...]:
        return tuple(READER[word] for word in words)

    @property
    def shared(self) -> tuple[str, Convert]:
        return ("share_with", self.readers)


def _ids(node: Any) -> Iterable[str]:
    """Every "id" in the file."""
    if isinstance(node, dict):
        if isinstance(node.get("id"), str):
            yield node["id"]
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from _ids(child)


def at(data: Any, path: str, missing: Any = None) -> Any:
    """What stands at a path such as goals/0/title."""
    for part in path.split("/"):
        if isinstance(data, list):
            data = data[int(part)]
        elif isinstance(data, dict) and part in data:
            data = data[part]
        else:
            return missing
    return data
