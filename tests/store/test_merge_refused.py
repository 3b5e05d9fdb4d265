"""What does not hold together is refused whole; what is withheld or of a newer version is kept and passed on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from guidance_app import edits
from guidance_app.base.errors import Problem
from guidance_app.domain.change import Change, Step, Values
from guidance_app.store import health
from guidance_app.store.admit import LARGEST_BLOB, Refused
from guidance_app.store.steps import withholding
from guidance_app.store.vault import SCHEMA_VERSION
from guidance_app.workspace import Workspace
from tests.store._laptops import assert_same, assert_sound, fast_folder, give, goal, laptops, shared_goal, table_state

pytestmark = pytest.mark.thorough

Two = tuple[Workspace, Workspace]
ZEROS = "0" * 64
TARGET = {"target": None, "unit": None, "due": None}


@pytest.fixture
def two() -> Iterator[Two]:
    with fast_folder() as folder, laptops(folder, "Anna", "Bram") as (anna, bram):
        yield anna, bram
        assert_sound(anna, bram)


@pytest.fixture(scope="module")
def shared() -> Iterator[Two]:
    """Two laptops for many cases, each about a pupil of its own."""
    with fast_folder() as folder, laptops(folder, "Anna", "Bram") as (anna, bram):
        yield anna, bram
        assert_sound(anna, bram)


def chained(steps: list[Step], previous: str = "", seq: int = 1) -> list[Step]:
    """These Steps of one device again, with the numbers and hashes that they should have."""
    made = []
    for step in steps:
        bare = replace(step, changes=())
        changes = []
        for change in step.changes:
            changes.append(replace(change, step=bare.id, seq=seq, previous=previous))
            seq, previous = seq + 1, changes[-1].hash
        made.append(replace(bare, changes=tuple(changes), end=previous))
    return made


def forged(step: Step, **facts: Any) -> list[Step]:
    """A Step as an honest program would never write it, but with all hashes right; its first Change has these facts."""
    of_step = {name: facts.pop(name) for name in list(facts) if name in Step.__dataclass_fields__ and name != "book"}
    first = replace(step.changes[0], **facts)
    return chained([replace(step, **of_step, changes=(first, *step.changes[1:]))])


def first_step(store: Workspace) -> tuple[str, Step]:
    """A pupil of a store, and the Step that made it."""
    pupil = store.do(edits.add("pupil", first_name="Sam"))
    return pupil, store.sharing.steps_since(pupil, {})[0]


def goal_step(store: Workspace) -> tuple[str, str, tuple[Step, ...]]:
    """A pupil with a goal: their ids and the Steps that made them."""
    pupil = store.do(edits.add("pupil", first_name="Sam"))
    made = store.do(edits.add("goal", pupil, title="Lezen", target=7))
    return pupil, made, store.sharing.steps_since(pupil, {})


UNTRUE: dict[str, Callable[[Step], list[Step]]] = {
    "another author": lambda step: [replace(step, author="Iemand")],
    "another date": lambda step: [replace(step, at="2020-01-01T08:00:00+01:00")],
    "a changed value": lambda step: [
        replace(step, changes=(replace(step.changes[0], new={"position": "zz"}), *step.changes[1:]))
    ],
    "a change of another book": lambda step: [replace(step, changes=(replace(step.changes[0], book="b"), *step.changes[1:]))],
    "another end": lambda step: [replace(step, end=ZEROS)],
    "no changes": lambda step: [replace(step, changes=())],
    "my own notes": lambda step: forged(replace(step, book="own"), book="own"),
    "an unknown table": lambda step: forged(step, table="secret"),
    "an unknown unit": lambda step: forged(step, unit="secret"),
    "an unknown field": lambda step: forged(step, new={"secret": "x"}),
    "a value of another kind": lambda step: forged(step, table="goal", unit="target", old=TARGET, new=TARGET | {"due": "later"}),
    "a number that is no text": lambda step: forged(step, new={step.changes[0].unit: 3}),
    "NUL": lambda step: forged(step, new={step.changes[0].unit: "a\0b"}),
    "half a character": lambda step: forged(step, new={step.changes[0].unit: "\ud800"}),
    "a long value": lambda step: forged(step, new={step.changes[0].unit: "x" * (1 << 20 | 1)}),
    "a stamp of another device": lambda step: forged(step, stamp=step.stamp[:-8] + "ffffffff"),
    "a wild row": lambda step: forged(step, row="../x"),
    "a number too high": lambda step: [replace(step, changes=(replace(step.changes[0], seq=1 << 60), *step.changes[1:]))],
    "a truth for a number": lambda step: [replace(step, changes=(replace(step.changes[0], seq=True), *step.changes[1:]))],
    "a wrong kind": lambda step: forged(step, kind="note"),
    "an odd moment": lambda step: forged(step, at="yesterday"),
    "a parent of another row": lambda step: forged(step, parents=(step.changes[1].stamp,)),
    "no Step at all": lambda _: ["step"],  # type: ignore[list-item]
}


@pytest.mark.parametrize("what", UNTRUE)
def test_what_does_not_hold_together_is_refused_and_nothing_is_changed(shared: Two, what: str) -> None:
    anna, bram = shared
    pupil, step = first_step(anna)
    before = table_state(bram, pupil)
    with pytest.raises(Refused):
        bram.merge(UNTRUE[what](step))
    assert table_state(bram, pupil) == before
    assert bram.sharing.vector(pupil) == {}
    bram.merge([step])


def test_a_gap_is_refused_and_the_whole_is_taken(two: Two) -> None:
    anna, bram = two
    pupil, id_ = shared_goal(anna, bram)
    for title in ("een", "twee", "drie"):
        anna.do(edits.change("goal", id_, "title", title))
    steps = anna.sharing.steps_since(pupil, bram.sharing.vector(pupil))
    with pytest.raises(Refused) as said:
        bram.merge(steps[1:])
    assert said.value.why == "gap"
    assert goal(bram, id_).title == "Lezen"
    bram.merge(steps[::-1])
    assert goal(bram, id_).title == "drie"
    assert_same(pupil, anna, bram)


def test_what_its_writer_knew_must_be_here(tmp_path: Path) -> None:
    with laptops(tmp_path, "Anna", "Bram", "Carla") as (anna, bram, carla):
        pupil, id_ = shared_goal(anna, bram)
        give(anna, carla, pupil)
        bram.do(edits.change("goal", id_, "text", "Bram"))
        give(bram, anna, pupil)
        anna.do(edits.change("goal", id_, "text", "Anna, na Bram"))
        own = [s for s in anna.sharing.steps_since(pupil, carla.sharing.vector(pupil)) if s.author == "Anna"]
        with pytest.raises(Refused) as said:
            carla.merge(own)
        assert said.value.why == "gap"
        give(anna, carla, pupil)
        assert_same(pupil, anna, carla)


def test_a_copied_store_is_noticed(two: Two) -> None:
    anna, bram = two
    pupil, id_ = shared_goal(anna, bram)
    known = anna.sharing.steps_since(pupil, {})
    anna.do(edits.change("goal", id_, "title", "een"))
    [mine] = anna.sharing.steps_since(pupil, bram.sharing.vector(pupil))
    other = replace(mine.changes[0], new={"title": "twee"})
    [copy] = chained([replace(mine, changes=(other,))], other.previous, other.seq)
    give(anna, bram, pupil)
    for refusing, what in ((bram, [copy]), (anna, [copy]), (bram, [*known, copy])):
        with pytest.raises(Refused) as said:
            refusing.merge(what)
        assert said.value.why == "forked"
    assert goal(bram, id_).title == goal(anna, id_).title == "een"


def test_what_this_store_wrote_and_lost_is_never_taken_in_under_its_own_name(two: Two) -> None:
    anna, bram = two
    pupil, id_ = shared_goal(anna, bram)
    anna.do(edits.change("goal", id_, "title", "een"))
    [mine] = anna.sharing.steps_since(pupil, bram.sharing.vector(pupil))
    bram._journal.device = mine.device  # as if bram were anna's store, put back from a backup by hand
    with pytest.raises(Refused) as said:
        bram.merge([mine])
    assert said.value.why == "forked"


def test_a_row_never_moves_to_another_book(two: Two) -> None:
    anna, bram = two
    _, id_, steps = goal_step(anna)
    bram.merge(steps)
    other, step = first_step(anna)
    changes = tuple(
        replace(one, table="goal", row=id_, unit="text", old={"text": None}, new={"text": "x"}) for one in step.changes[:1]
    )
    with pytest.raises(Refused):
        bram.merge(chained([replace(step, changes=changes)]))
    assert bram.sharing.vector(other) == {}


def test_a_file_that_is_not_what_its_name_says_is_refused(two: Two) -> None:
    anna, bram = two
    _, step = first_step(anna)
    for content in (b"x", b"x" * (LARGEST_BLOB + 1)):
        with pytest.raises(Refused):
            bram.merge([step], {ZEROS: content})


def test_a_value_that_is_withheld_is_no_gap_and_may_come_later(two: Two) -> None:
    anna, bram = two
    pupil, id_, steps = goal_step(anna)
    anna.do(edits.change("goal", id_, "text", "Alleen voor Anna."))
    steps = anna.sharing.steps_since(pupil, {})
    hidden = withholding(steps, lambda change: change.unit == "text")
    assert all("Alleen voor" not in str(step) for step in hidden)
    assert bram.merge(hidden).withheld == 1
    assert (goal(bram, id_).title, goal(bram, id_).text) == ("Lezen", None)
    assert health.check(bram._vault.driver()) == []
    anna.do(edits.change("goal", id_, "title", "Vlot lezen"))
    give(anna, bram, pupil)
    assert goal(bram, id_).title == "Vlot lezen"
    assert bram.merge(steps).told == 1
    assert goal(bram, id_).text == "Alleen voor Anna."
    assert_same(pupil, anna, bram)


def newer(step: Step, table: str, unit: str, values: Values) -> list[Step]:
    """A Step that a newer version wrote: its first Change gets another place and values."""
    old = dict.fromkeys(values)
    return forged(replace(step, changes=step.changes[:1]), schema=SCHEMA_VERSION + 1, table=table, unit=unit, old=old, new=values)


def test_what_a_newer_version_wrote_is_kept_unread_and_passed_on(tmp_path: Path) -> None:
    with laptops(tmp_path, "Anna", "Bram", "Carla") as (anna, bram, carla):
        pupil, step = first_step(anna)
        steps = newer(step, "horoscope", "sign", {"sign": "Maagd"})
        assert bram.merge(steps).opaque == 1
        bram.do(edits.add("goal", pupil, title="Lezen"))
        assert give(bram, carla, pupil).opaque == 1
        passed = [one for one in carla.sharing.steps_since(pupil, {}) if one.device == step.device]
        assert passed == steps
        assert_same(pupil, bram, carla)
        assert_sound(bram, carla)


def test_a_field_of_a_newer_version_survives_an_edit_by_an_older_one(two: Two) -> None:
    anna, bram = two
    pupil, id_, steps = goal_step(anna)
    bram.merge(steps)
    last = steps[-1]
    [target] = [one for one in last.changes if one.unit == "target"]
    said = replace(target, old=target.new, new={**(target.new or {}), "star": "1"}, parents=(target.stamp,), stamp=later(target))
    start = len(steps[0].changes) + len(last.changes) + 1
    bare = replace(last, act="f" * 32, schema=SCHEMA_VERSION + 1, changes=(said,), stamp=said.stamp)
    bram.merge(chained([bare], last.end, start))
    bram.do(edits.change("goal", id_, "target", 9))
    [written] = [step for step in bram.sharing.steps_since(pupil, {}) if step.author == "Bram"]
    assert written.changes[0].new is not None
    assert written.changes[0].new["star"] == "1"


def later(change: Change) -> str:
    return f"{int(change.stamp[:15]) + 5:015d}{change.stamp[15:]}"


def test_a_known_field_that_became_something_else_is_refused_with_a_sentence(two: Two) -> None:
    anna, bram = two
    _, step = first_step(anna)
    with pytest.raises(Problem, match="nieuwere versie"):
        bram.merge(newer(step, "goal", "target", TARGET | {"due": "when it suits"}))
