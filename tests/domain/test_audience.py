"""Who may read what: who said it always, others only on the list, and a joint document only what all may read."""

from __future__ import annotations

import pytest

from guidance_app.domain.audience import AUDIENCES, KINDS, SPEAKERS, Told, may_read, visible_to_all
from guidance_app.store.record import fields_of, owner_field
from guidance_app.store.records import TABLES

JOINT = AUDIENCES["joint_plan"].readers


@pytest.mark.parametrize("speaker", ["parents", "pupil", "school"])
def test_who_said_it_may_always_read_it_and_the_others_not(speaker: str) -> None:
    said = Told("quote", speaker, frozenset())
    assert [reader for reader in ("parents", "pupil", "school") if may_read(reader, said)] == [speaker]  # type: ignore[arg-type]


def test_the_list_of_readers_adds_to_who_said_it() -> None:
    said = Told("insight", "parents", frozenset({"school"}))
    assert may_read("school", said)
    assert may_read("parents", said)
    assert not may_read("pupil", said)


def test_the_adviser_reads_the_file_that_the_adviser_keeps() -> None:
    assert may_read("adviser", Told("quote", "pupil", frozenset()))
    assert may_read("adviser", Told("score"))


def test_a_kind_that_nobody_opened_is_closed() -> None:
    assert not any(may_read(reader, Told("new kind")) for reader in ("parents", "pupil", "school"))  # type: ignore[arg-type]


def test_together_they_see_only_what_each_of_them_may() -> None:
    both = Told("cause_view", "parents", frozenset({"school", "pupil"}))
    one = Told("cause_view", "parents", frozenset({"school"}))
    assert visible_to_all(JOINT, [both, one]) == [both]
    assert visible_to_all(["parents", "school"], [both, one]) == [both, one]


@pytest.mark.parametrize("kind", ["assessment", "score"])
def test_test_scores_are_for_the_parents_and_never_in_a_plan(kind: str) -> None:
    assert KINDS[kind] == {"parents"}
    assert not any(audience.allows(kind) for audience in AUDIENCES.values() if audience.fields is not None)


def test_every_kind_of_record_was_thought_about() -> None:
    shared = {name for name, kind in TABLES.items() if "share_with" in fields_of(kind)}
    inside = {name for name, kind in TABLES.items() if (owner := owner_field(kind)) and _owners(name, owner) & shared}
    assert set(TABLES) - set(KINDS) - shared - inside == {"member"}
    assert not set(KINDS) & (shared | inside)
    assert set(SPEAKERS) <= shared


def test_the_lists_of_the_documents_name_fields_that_exist() -> None:
    for audience in AUDIENCES.values():
        for kind, names in (audience.fields or {}).items():
            assert set(names) <= set(fields_of(TABLES[kind])), kind


def test_no_plan_has_room_for_sensitive_kinds() -> None:
    for name in ("joint_plan", "parent_plan"):
        for kind in ("background", "consent", "insight", "hypothesis", "observation", "attachment", "rating"):
            assert not AUDIENCES[name].allows(kind)


def _owners(table: str, owner: str) -> set[str]:
    return set(fields_of(TABLES[table])[owner].kind.tables)  # type: ignore[attr-defined]
