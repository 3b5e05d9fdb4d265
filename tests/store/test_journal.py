"""Every write is a Step; Steps can be undone and redone; the journal cannot be changed."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from guidance_app import edits, workspace
from guidance_app.base.errors import Problem
from guidance_app.domain.change import Change, Stamps
from guidance_app.queries import audit, history, read
from guidance_app.store.journal import ChangeRow, HeadRow, WriteOutsideStep
from guidance_app.store.record import all_fields
from guidance_app.store.records import TABLES
from guidance_app.store.records.goals import Goal
from guidance_app.workspace import Edit, Workspace
from tests.store.conftest import KEY, ticking


def goal(store: Workspace, id_: str) -> Any:
    with store.read() as s:
        return read.row(s, "goal", id_)


def new_goal(store: Workspace, **values: Any) -> str:
    pupil = store.do(edits.add("pupil", first_name="Sam"))
    return str(store.do(edits.add("goal", pupil, title="Lezen", **values)))


def test_an_edit_can_be_undone_and_redone_to_exactly_what_it_was(store: Workspace) -> None:
    id_ = new_goal(store, target=Decimal("7.50"))
    store.do(edits.change("goal", id_, "target", Decimal("8")))
    store.undo()
    assert goal(store, id_).target == Decimal("7.50")
    assert str(goal(store, id_).target) == "7.50"
    store.redo()
    assert goal(store, id_).target == Decimal("8")


def test_undo_of_adding_removes_and_redo_brings_back(store: Workspace) -> None:
    id_ = new_goal(store)
    store.undo()
    assert goal(store, id_) is None
    store.redo()
    assert goal(store, id_).title == "Lezen"


def test_what_was_made_and_then_changed_in_one_act_can_be_undone_and_redone(store: Workspace) -> None:
    pupil = store.do(edits.add("pupil", first_name="Sam"))

    def apply(s: Session) -> str:
        made = edits.records.insert_record(s, "goal", pupil, {"title": "Lezen"})
        made.title = "Vlot lezen"
        return made.id

    id_ = store.do(Edit("two at once", apply))
    for _ in range(2):
        store.undo()
        assert goal(store, id_) is None
        store.redo()
        assert goal(store, id_).title == "Vlot lezen"


def test_undo_works_after_a_restart(store: Workspace, tmp_path: Path) -> None:
    id_ = new_goal(store)
    store.do(edits.change("goal", id_, "title", "Vlot lezen"))
    store.close()
    again = workspace.open_with_key(tmp_path / "Kast", KEY)
    again.undo()
    assert goal(again, id_).title == "Lezen"
    again.redo()
    assert goal(again, id_).title == "Vlot lezen"
    again.close()


def test_a_new_act_ends_what_could_be_redone(store: Workspace) -> None:
    id_ = new_goal(store)
    store.do(edits.change("goal", id_, "title", "A"))
    store.undo()
    store.do(edits.change("goal", id_, "title", "B"))
    assert store.redo_text() is None
    store.redo()
    assert goal(store, id_).title == "B"


def test_undo_never_overwrites_what_came_later(store: Workspace) -> None:
    id_ = new_goal(store)
    store.do(edits.change("goal", id_, "title", "A"))
    act = store._acts.undo[-1][0]
    store.do(edits.change("goal", id_, "title", "B"))
    with pytest.raises(Problem):
        store._journal.reverse(act, "undo")
    assert goal(store, id_).title == "B"


def test_removing_takes_the_parts_along_and_undo_brings_all_of_them_back(store: Workspace) -> None:
    pupil = store.do(edits.add("pupil", first_name="Sam"))
    talk = store.do(edits.add("conversation", pupil, date=store.today))
    quote = store.do(edits.add("quote", pupil, conversation=talk, text="Ik wil het zelf doen."))
    store.do(edits.remove("conversation", talk))
    with store.read() as s:
        assert read.rows(s, "quote", pupil) == []
    store.undo()
    with store.read() as s:
        assert [row.id for row in read.rows(s, "quote", pupil)] == [quote]


def test_a_failing_edit_leaves_nothing_behind(store: Workspace) -> None:
    pupil = store.do(edits.add("pupil", first_name="Sam"))

    def half(s: Session) -> None:
        s.add(Goal(id="x", book=pupil, deleted=False, title="half"))
        s.flush()
        raise RuntimeError("on purpose")

    before = store.undo_text()
    with pytest.raises(RuntimeError, match="on purpose"):
        store.do(Edit("half", half))
    assert store.undo_text() == before
    store.do(edits.add("goal", pupil, title="whole"))  # the chain goes on without a gap
    with store.read() as s:
        assert [row.title for row in read.rows(s, "goal", pupil)] == ["whole"]
        assert_chain(s)


def test_a_write_outside_a_step_is_refused(store: Workspace) -> None:
    with store.read() as s:
        s.add(Goal(id="x", book="y", deleted=False, title="z"))
        with pytest.raises(WriteOutsideStep):
            s.flush()


def test_a_bulk_write_is_refused(store: Workspace) -> None:
    from sqlalchemy import update

    id_ = new_goal(store)
    with pytest.raises(WriteOutsideStep):
        store.do(Edit("bulk", lambda s: s.execute(update(Goal).values(title="gone"))))
    assert goal(store, id_).title == "Lezen"


@pytest.mark.parametrize("statement", ["UPDATE change SET new='{}'", "DELETE FROM change", "DELETE FROM step"])
def test_the_journal_cannot_be_rewritten(store: Workspace, statement: str) -> None:
    new_goal(store)
    with store.read() as s, pytest.raises(DatabaseError, match="append-only"):
        s.execute(text(statement))


def test_a_changed_value_or_a_missing_change_breaks_the_chain(store: Workspace) -> None:
    id_ = new_goal(store)
    store.do(edits.change("goal", id_, "title", "A"))
    with store.read() as s:
        changes = chain(s)
        assert_chain(s)
    tampered = [c if i != 2 else Change(**{**c.__dict__, "new": {"title": "x"}}) for i, c in enumerate(changes)]
    assert [c.hash for c in tampered] != [c.hash for c in changes]
    assert changes[2].previous == changes[1].hash


def test_history_says_who_changed_what(store: Workspace) -> None:
    id_ = new_goal(store)
    store.do(edits.change("goal", id_, "title", "Vlot lezen"))
    with store.read() as s:
        line = history.history(s, id_)[0]
    assert (line.author, line.old, line.new) == ("Hanna Demo", "Lezen", "Vlot lezen")


def test_drafts_survive_and_end_with_the_edit_they_become(store: Workspace, tmp_path: Path) -> None:
    id_ = new_goal(store)
    place = f"goal/{id_}/title"
    store.draft(place, "Vlot le")
    store.draft(place, "Vlot lezen")
    store.close()
    again = workspace.open_with_key(tmp_path / "Kast", KEY)
    assert again.drafts() == {place: "Vlot lezen"}
    again.do(edits.change("goal", id_, "title", "Vlot lezen"))
    assert again.drafts() == {}
    again.close()


def test_notes_cannot_be_undone(store: Workspace) -> None:
    new_goal(store)
    before = store.undo_text()
    store.note("plan afgedrukt")
    assert store.undo_text() == before
    with store.read() as s:
        assert audit.audit_list(s)[0].what == "plan afgedrukt"


def test_stamps_never_run_backwards_when_the_clock_does() -> None:
    stamps = Stamps("aa")
    made = [stamps.next(millis) for millis in (1000, 999, 5, 1000, 1001, 2)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert Stamps("aa", made[-1]).next(0) > made[-1]


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.text(min_size=1, max_size=5)),
        st.tuples(st.just("title"), st.text(max_size=8)),
        st.tuples(st.just("target"), st.none() | st.decimals(allow_nan=False, allow_infinity=False, places=2)),
        st.tuples(st.just("remove"), st.none()),
    ),
    max_size=6,
)


@pytest.fixture(scope="module")
def long_lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """One store for many histories, each of a pupil of its own."""
    opened = workspace.create(tmp_path_factory.mktemp("s") / "Kast", KEY, "Hanna", "adviser", now=ticking())
    yield opened
    opened.close()


@settings(max_examples=max(20, settings.default.max_examples // 10))
@given(acts=ACTS)
def test_undoing_everything_and_redoing_everything_gives_the_same_states_back(long_lived: Workspace, acts: list[Any]) -> None:
    pupil = long_lived.do(edits.add("pupil", first_name="Sam"))
    states, last = [state(long_lived, pupil)], ""
    for what, value in acts:
        with contextlib.suppress(Problem):
            last = carry_out(long_lived, pupil, last, what, value)
        if state(long_lived, pupil) != states[-1]:
            states.append(state(long_lived, pupil))
    for expected in reversed(states[:-1]):
        assert repeat(long_lived.undo, long_lived, pupil) == expected
    for expected in states[1:]:
        assert repeat(long_lived.redo, long_lived, pupil) == expected
    with long_lived.read() as s:
        assert_chain(s)
        assert_heads(s)


def carry_out(store: Workspace, pupil: str, last: str, what: str, value: Any) -> str:
    """One random act; gives the goal it was about."""
    if what == "add" or not last:
        return str(store.do(edits.add("goal", pupil, title=value or "Lezen")))
    store.do(edits.remove("goal", last) if what == "remove" else edits.change("goal", last, what, value))
    return last


def repeat(act: Callable[[], None], store: Workspace, pupil: str) -> list[Any]:
    """Undo or redo until something is different; the state then."""
    before = state(store, pupil)
    while state(store, pupil) == before:
        act()
    return state(store, pupil)


def state(store: Workspace, pupil: str) -> list[Any]:
    """Everything a person can see of a pupil's goals."""
    with store.read() as s:
        return [(row.id, dict(row.values)) for row in read.rows(s, "goal", pupil)]


def chain(s: Session) -> list[Change]:
    return [
        Change(
            r.stamp, r.book, r.device, r.seq, r.step, r.tbl, r.row, r.unit, json.loads(r.old or "{}"), json.loads(r.new or "{}"),
            tuple(json.loads(r.parents)), r.salt or "", r.previous,
        )
        for r in s.scalars(select(ChangeRow).order_by(ChangeRow.book, ChangeRow.seq))
    ]  # fmt: skip


def assert_chain(s: Session) -> None:
    """Numbers without gaps, each Change hashed over the one before, hashes as stored."""
    ends: dict[str, tuple[int, str]] = {}
    stored = dict(s.execute(select(ChangeRow.stamp, ChangeRow.hash)).all())
    for change in chain(s):
        assert (change.seq - 1, change.previous) == ends.get(change.book, (0, ""))
        assert stored[change.stamp] == change.hash
        ends[change.book] = (change.seq, change.hash)


def assert_heads(s: Session) -> None:
    """The heads are the Changes no other Change names as parent, and the tables show what the heads say."""
    changes = {c.stamp: c for c in chain(s)}
    parents = {p for c in changes.values() for p in c.parents}
    heads = set(s.scalars(select(HeadRow.stamp)))
    assert heads == changes.keys() - parents
    for stamp in heads:
        change = changes[stamp]
        record = s.get(TABLES[change.table], change.row)
        fields = all_fields(TABLES[change.table])
        assert {name: fields[name].kind.pack(getattr(record, name)) for name in change.new} == change.new


def test_the_store_is_not_readable_as_plain_sqlite(store: Workspace, tmp_path: Path) -> None:
    new_goal(store)
    store.close()
    raw = (tmp_path / "Kast" / "kast.db").read_bytes()
    assert b"Lezen" not in raw
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(tmp_path / "Kast" / "kast.db").execute("select 1 from goal")
