"""Everything in Mark's file has a home: each leaf is read back, can be edited, comes back by undo, and is in the whole file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from copy import copy
from decimal import Decimal
from typing import Any

import pytest

from guidance_app import edits, example
from guidance_app.domain import fields as kinds
from guidance_app.domain.series import value_text
from guidance_app.example.builder import Builder
from guidance_app.example.mark_words import day
from guidance_app.queries import read
from guidance_app.queries.names import namer
from guidance_app.queries.whole_file import Part, whole_file
from guidance_app.store.records import TABLES
from guidance_app.workspace import Edit, Workspace

EXEMPT = {
    "schemaVersion": "says how the file is written, not something about Mark",
    "kind": "says what sort of file this is",
    "fictional": "the band of the example says it",
    "notice": "the band of the example says it",
    "contentLanguage": "says in which language the file is written",
    "today": "the fixed day of the example store",
    "privacy/log": "audit entries are notes: never edited, never undone",
}


@pytest.fixture(scope="module")
def built(example_builder: Builder, open_example: Callable[[], Workspace]) -> Iterator[Builder]:
    """The builder, with a copy of what it built open."""
    builder = copy(example_builder)
    builder.workspace = open_example()
    yield builder
    builder.workspace.close()


def leaves(node: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of the file with its path."""
    if isinstance(node, dict | list):
        for key, child in node.items() if isinstance(node, dict) else enumerate(node):
            yield from leaves(child, f"{path}/{key}" if path else str(key))
    elif node is not None:
        yield path, node


def words(s: Any, row: read.Row, field: kinds.Field, name_of: kinds.NameOf) -> str:
    """A field as the screen says it; a measured time of day, kept in minutes, as a time."""
    if row.table == "measurement" and field.name == "value":
        outcome = read.row(s, "outcome", row.outcome)
        return value_text(row.value, outcome.kind) if outcome else ""
    return field.kind.format(row[field.name], name_of)


def exempt(path: str) -> bool:
    return any(path == prefix or path.startswith(prefix + "/") for prefix in EXEMPT) or path.endswith("/id")


def homes(builder: Builder) -> list[tuple[str, Any, list[tuple[str, str, str]]]]:
    """Each leaf with the fields it went to; a leaf of a list of texts or ids went where its list went."""
    placed = builder.placed
    return [
        (path, value, placed.get(path) or placed.get(path.rpartition("/")[0], []))
        for path, value in leaves(builder.data)
        if not exempt(path)
    ]


def test_every_leaf_has_a_home(built: Builder) -> None:
    assert [path for path, _, places in homes(built) if not places] == []


def test_every_exemption_is_still_needed(built: Builder) -> None:
    paths = [path for path, _ in leaves(built.data)]
    assert [prefix for prefix in EXEMPT if not any(path.startswith(prefix) for path in paths)] == []


def test_every_leaf_is_read_back(built: Builder) -> None:
    """The words of the field hold the words of the file (dates and codes in the words of the screen)."""
    lost = []
    with built.workspace.read() as s:
        name_of = namer(s, built.pupil)
        for path, value, places in homes(built):
            texts = [
                words(s, row, read.fields(table)[field], name_of)
                for table, id_, field in places
                if (row := read.row(s, table, id_)) is not None
            ]
            if not any(says(built, text, value) for text in texts):
                lost.append((path, value, texts))
    assert lost == [], lost


CODED = {
    "stimulerend": "helpt", "belemmerend": "maakt het lastig", "indexscore": "indexscore", "gepland": "gepland",
    "basislijn": "basislijn", "leerkracht": "school", "ouders": "ouders", "leerling": "leerling",
    "school": "op school", "thuis": "thuis",
    "kind": "kind", "bo": "bo",
    "concept": "concept", "ondertekening school": "ondertekening school",
    "gehoord": "gehoord", "open": "open", "percentiel": "percentiel",
}  # fmt: skip


def says(built: Builder, text: str, value: Any) -> bool:
    """Whether words of the screen say what the file says."""
    if isinstance(value, bool):
        return text == ("ja" if value else "nee")
    if isinstance(value, int | Decimal):
        return text in (str(value).replace(".", ","), f"{value}%".replace(".", ","))
    if value in built.ids:
        return text != "" and built.ids[value] not in text  # named, not numbered
    if text == "" or not isinstance(value, str):
        return False
    plain = value.strip().casefold()
    return plain in text.casefold() or CODED.get(plain, "\0") in text or same_day(text, value) or same_time(text, value)


def same_day(text: str, value: str) -> bool:
    try:
        return text == kinds.Day().format(day(value))
    except ValueError:
        return False


def same_time(text: str, value: str) -> bool:
    return text.replace(".", ":").zfill(5) in value.replace(".", ":")


def test_every_leaf_is_in_the_whole_file(built: Builder) -> None:
    with built.workspace.read() as s:
        printed = dict(rows_in(whole_file(s, built.pupil)))
        name_of = namer(s, built.pupil)
        lost = []
        for path, _, places in homes(built):
            for table, id_, field in places:
                row = read.row(s, table, id_)
                text = words(s, row, read.fields(table)[field], name_of) if row else ""
                owned = isinstance(read.fields(table)[field].kind, kinds.Ref) and read.fields(table)[field].kind.owner  # type: ignore[attr-defined]
                if text and not owned and text not in printed.get(id_, ()):
                    lost.append((path, table, field))
    assert lost == [], lost


def rows_in(parts: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    part: Part
    for part in parts:
        for entry in part.entries:
            yield entry.row, tuple(text for _, text in entry.lines)
            yield from rows_in(entry.parts)


def test_every_leaf_can_be_edited_and_one_undo_brings_all_of_them_back(built: Builder) -> None:
    """Each leaf gets another value through the ordinary edit, all in one act."""
    places = sorted({place for _, _, found in homes(built) for place in found})
    before = values(built)
    everything = [edits.change(*place, other_value(read.fields(place[0])[place[2]].kind, before[place])) for place in places]

    def apply(s: Any) -> None:
        for edit in everything:
            edit.apply(s)

    built.workspace.do(Edit("alles anders", apply))
    now = values(built)
    assert [place for place in places if now[place] == before[place]] == []
    built.workspace.undo()
    assert values(built) == before
    built.workspace.redo()
    assert values(built) == now
    built.workspace.undo()
    assert values(built) == before


def values(built: Builder) -> dict[tuple[str, str, str], Any]:
    """Every field of every record."""
    with built.workspace.read() as s:
        return {(table, row.id, name): row[name] for table in TABLES for row in read.rows(s, table) for name in row.values}


def other_value(kind: kinds.Kind, value: Any) -> Any:
    """A value of this kind that is different."""
    match kind:
        case kinds.Choice():
            return next(code for code in kind.options if code != value)
        case kinds.Flag():
            return not value
        case kinds.Number():
            return Decimal(value or 0) + (1 if kind.high is None or (value or 0) < kind.high else -1)
        case kinds.Day():
            return value + dt.timedelta(days=1) if value else example.TODAY
        case kinds.Readers():
            return ("school",) if value != ("school",) else ("parents",)
        case kinds.Tags():
            return ("anders",)
        case kinds.Line() | kinds.Text():
            return "anders"
    return None  # a time or a reference: emptied
