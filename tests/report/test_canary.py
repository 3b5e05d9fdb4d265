"""Nothing but what all readers may read reaches a document: a canary sits in every field of every record.

The expectation is derived from the table of audiences alone, so a new field or record is watched from its first day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from _reading import everything, squeezed
from sqlalchemy.orm import Session

from guidance_app.domain.audience import AUDIENCES, Told, visible_to_all
from guidance_app.domain.fields import READERS, Line, Number, Tags, Text
from guidance_app.edits.records import insert_record
from guidance_app.queries.read import fields, row, rows
from guidance_app.queries.shown import narrowed, told
from guidance_app.report.documents import DOCUMENTS
from guidance_app.store.record import SCHOOL_BOOK
from guidance_app.store.records import TABLES
from guidance_app.workspace import Edit, Workspace

STEERING = {("quote", "topic"), ("goal", "series"), ("goal", "unit"), ("outcome", "unit"), ("sheet_section", "heading")}
"""Words by which the program chooses what to show; changed, they would hide what the test wants to see."""

NUMBERS = {("score", "raw"), ("score", "value"), ("score", "low"), ("score", "high"), ("score", "mean"), ("score", "sd")}
"""Test scores are numbers: these bear canaries that are long numbers."""


@dataclass(frozen=True)
class Canary:
    """What sits in one field of one record, and what that record is to its readers."""

    token: str
    kind: str
    field: str
    item: Told
    in_file: bool

    def may_reach(self, document: str) -> bool:
        audience = AUDIENCES[document]
        listed = audience.fields is None or self.field in audience.fields.get(self.kind, ())
        return listed and bool(visible_to_all(audience.readers, [self.item]))


@pytest.fixture(scope="module")
def canaries(mark: Workspace) -> list[Canary]:
    with mark.read() as s:
        pupil = rows(s, "pupil")[0].id
    mark.do(Edit("things said", lambda s: _say_everything(s, pupil)))
    return list(mark.do(Edit("canaries", lambda s: list(_release(s, pupil)))))


def _say_everything(s: Session, pupil: str) -> None:
    """Everybody says something of every kind that is shared with every choice of readers."""
    talk = max(rows(s, "conversation", pupil), key=lambda talk: talk.date).id
    people = [pupil, *{person.role: person.id for person in rows(s, "person", pupil)}.values()]
    for shared in (some for n in range(4) for some in combinations(READERS, n)):
        told: dict[str, Any] = {"text": "gezegd", "share_with": shared}
        insert_record(s, "quote", pupil, {**told, "conversation": talk})
        insert_record(s, "hypothesis", pupil, dict(told))
        for person in people:
            insert_record(s, "cause_view", pupil, {**told, "by": person})
            insight = insert_record(s, "insight", pupil, {**told, "by": person})
            insert_record(s, "insight_change", pupil, {"insight": insight.id, "was": "toen", "now": "nu"})


def _release(s: Session, pupil: str) -> Iterator[Canary]:
    """Put a canary in every field that can hold one."""
    number = 0
    for table in TABLES:
        for found in rows(s, table, pupil) + rows(s, table, SCHOOL_BOOK):
            record = s.get(TABLES[table], found.id)
            item = told(s, found)
            for name, field in fields(table).items():
                number += 1
                token = f"{710_000_000 + number}" if (table, name) in NUMBERS else f"zq{number:05}k"
                value = _with(field.kind, found[name], token)
                if value is not None and (table, name) not in STEERING:
                    setattr(record, name, value)
                    yield Canary(token, table, name, item, found.book == pupil)


def _with(kind: Any, value: Any, token: str) -> Any:
    if token.isdigit():
        return Decimal(token) if isinstance(kind, Number) and value is not None else None
    if isinstance(kind, Tags):
        return (*(value or ()), token)
    if isinstance(kind, Text | Line):
        return f"{token} {value or ''}".strip()
    return None


def _made(mark: Workspace, document: str) -> tuple[Any, bytes]:
    with mark.read() as s:
        view = DOCUMENTS[document].view(s, rows(s, "pupil")[0].id, mark.today)
    return view, DOCUMENTS[document].make(view).content


@pytest.fixture(scope="module", params=sorted(AUDIENCES))
def printed(request: pytest.FixtureRequest, mark: Workspace, canaries: list[Canary]) -> tuple[str, set[str]]:
    """A document and the canaries that are anywhere in it or in what it is made from."""
    view, content = _made(mark, request.param)
    words = squeezed(everything(content)) + squeezed(repr(view))
    return request.param, {canary.token for canary in canaries if canary.token in words}


def test_nothing_reaches_a_document_that_a_reader_may_not_read(printed: tuple[str, set[str]], canaries: list[Canary]) -> None:
    document, found = printed
    assert [canary for canary in canaries if canary.token in found and not canary.may_reach(document)] == []


def test_canaries_do_reach_the_places_where_they_may_be(printed: tuple[str, set[str]], canaries: list[Canary]) -> None:
    document, found = printed
    allowed = [canary for canary in canaries if canary.may_reach(document)]
    assert len([canary for canary in allowed if canary.token in found]) > 20


def test_a_whole_file_holds_everything_its_reader_may_read(printed: tuple[str, set[str]], canaries: list[Canary]) -> None:
    document, found = printed
    if AUDIENCES[document].fields is None:
        assert [c for c in canaries if c.in_file and c.may_reach(document) and c.token not in found] == []


def test_there_are_canaries_of_every_kind_and_some_that_may_not_sing(canaries: list[Canary]) -> None:
    assert {canary.kind for canary in canaries} >= {"quote", "insight", "insight_change", "cause_view", "hypothesis_step"}
    assert {canary.kind for canary in canaries} >= {"score", "assessment", "background", "consent", "observation", "meeting_item"}
    for document in ("joint_plan", "parent_plan", "file_for_parents"):
        assert any(not canary.may_reach(document) for canary in canaries), document


def test_every_document_has_an_audience_and_the_other_way_round() -> None:
    assert set(DOCUMENTS) == set(AUDIENCES)
    assert all(DOCUMENTS[name].audience is AUDIENCES[name] for name in AUDIENCES)


@pytest.mark.parametrize(
    ("document", "kind", "field"),
    [("experiments", "experiment", "decision"), ("experiments", "observer_check", "percent"), ("schedule", "phase", "label")],
)
def test_what_is_not_on_the_list_cannot_be_read_for_the_document(
    mark: Workspace, monkeypatch: pytest.MonkeyPatch, document: str, kind: str, field: str
) -> None:
    """The list is kept while a document is made: a shorter list makes it fail, or leaves the kind out."""
    listed = AUDIENCES[document].fields
    assert listed is not None
    without = {**listed, kind: tuple(name for name in listed[kind] if name != field)}
    monkeypatch.setattr("guidance_app.queries.shown.AUDIENCES", {document: replace(AUDIENCES[document], fields=without)})
    with pytest.raises(AttributeError, match=field), mark.read() as s:
        DOCUMENTS[document].view(s, rows(s, "pupil")[0].id, mark.today)
    without.pop(kind)
    with mark.read() as s:
        pupil = rows(s, "pupil")[0].id
        with narrowed(s, pupil, document):
            assert rows(s, kind) == []
        assert rows(s, kind) != []


def test_a_canary_can_be_found_wherever_words_can_be(mark: Workspace) -> None:
    """The look-out itself sees words, spoken descriptions and properties."""
    _, content = _made(mark, "joint_plan")
    words = everything(content)
    assert re.search("Taakgericht werken", words)
    assert "Ondersteuningsplan voor" in words
    with mark.read() as s:
        assert row(s, "pupil", rows(s, "pupil")[0].id) is not None
