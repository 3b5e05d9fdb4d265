"""The health check finds each fault that is planted, and nothing in a sound store."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from guidance_app import edits, workspace
from guidance_app.base.errors import StoreClosed
from guidance_app.edits import attachments
from guidance_app.store import health
from guidance_app.store.health import Finding
from guidance_app.store.rebuild import SELECT, rebuild, rebuild_from
from guidance_app.workspace import Workspace
from tests.store.conftest import KEY, ticking


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store with some history: edits, an undo and a redo, a removal, a file and a note."""
    store = workspace.create(tmp_path_factory.mktemp("gezond") / "Kast", KEY, "Hanna Demo", "adviser", now=ticking())
    pupil = store.do(edits.add("pupil", first_name="Sam"))
    goal = store.do(edits.add("goal", pupil, title="Lezen", text="Begin."))
    store.do(edits.change("goal", goal, "text", "Sam leest een bladzijde."))
    store.undo()
    store.redo()
    store.do(edits.change("goal", goal, "text", "Sam leest twee bladzijden."))
    store.do(edits.remove("goal", store.do(edits.add("goal", pupil, title="Anders"))))
    store.do(attachments.attach(pupil, "verslag.pdf", b"%PDF verslag", store.today))
    store.note("plan printed")
    store.close()
    return store.folder


@pytest.fixture
def filled(made: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A copy of it, open."""
    shutil.copytree(made, tmp_path / "Kast")
    store = workspace.open_with_key(tmp_path / "Kast", KEY, ticking("2026-02-20T08:00:00+01:00"))
    yield store
    store.close()


def found(store: Workspace) -> set[Finding]:
    return set(health.check(store._vault.driver()))


def test_a_sound_store_gives_nothing(filled: Workspace) -> None:
    assert found(filled) == set()
    assert filled.check()() is None


def test_the_example_is_sound(open_example: Callable[[], Workspace]) -> None:
    example = open_example()
    assert found(example) == set()
    example.close()


def plant(store: Workspace, *statements: str) -> None:
    """Change the database behind the journal's back, as who has the key could, and put the guards back."""
    c = store._vault.driver()
    guards = c.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger'").fetchall()
    for name, _ in guards:
        c.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        assert c.execute(statement).rowcount != 0, "nothing was planted"
    for _, sql in guards:
        c.execute(sql)


FAULTS: dict[str, tuple[str, Finding]] = {
    "a changed value": ("UPDATE goal SET text='Iets anders' WHERE title='Lezen'", Finding("table", "goal")),
    "a value taken away": ("UPDATE pupil SET first_name=NULL", Finding("table", "pupil")),
    "a row taken away": ("DELETE FROM goal WHERE title='Lezen'", Finding("table", "goal")),
    "a row of nobody": ("INSERT INTO goal (id, book, title) VALUES ('x', 'school', 'Vals')", Finding("table", "goal")),
    "a row in another book": ("UPDATE goal SET book='school' WHERE title='Lezen'", Finding("table", "goal")),
    "a removed row put back": ("UPDATE goal SET deleted='0' WHERE deleted='1'", Finding("table", "goal")),
    "a forged digest": ("UPDATE change SET digest=hash WHERE tbl='goal' AND unit='text'", Finding("journal", "?")),
    "a forged value": ("UPDATE change SET new='{\"text\": \"x\"}' WHERE tbl='goal' AND unit='text'", Finding("journal", "?")),
    "a forged hash": ("UPDATE change SET hash=digest WHERE tbl='goal' AND unit='text'", Finding("journal", "?")),
    "a forged author": ("UPDATE change SET device='00000000' WHERE seq=2", Finding("journal", "?")),
    "a Change taken away": (
        "DELETE FROM change WHERE seq=(SELECT max(seq)-3 FROM change)",
        Finding("journal", "?"),
    ),
    "the last one taken away": (
        "DELETE FROM change WHERE stamp=(SELECT max(stamp) FROM change)",
        Finding("journal", "school"),
    ),
    "a Step taken away": ("DELETE FROM step WHERE kind='redo'", Finding("journal", "?")),
    "another author of a Step": ("UPDATE step SET author='Iemand anders' WHERE kind='redo'", Finding("journal", "?")),
    "another note": ("UPDATE step SET label='niets gezien' WHERE kind='note'", Finding("journal", "own")),
    "another head": ("UPDATE head SET stamp='0' WHERE unit='first_name'", Finding("journal", "school")),
    "a lost head": ("DELETE FROM head WHERE unit='first_name'", Finding("journal", "school")),
    "another file": ("UPDATE blob SET content=x'00'", Finding("file")),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(filled: Workspace, fault: str) -> None:
    statement, expected = FAULTS[fault]
    plant(filled, statement)
    told = found(filled)
    assert any(one == expected or (expected.where == "?" and one.what == expected.what) for one in told), told
    trouble = filled.check()()
    assert trouble is not None
    assert not trouble.older
    assert trouble.found


def test_a_journal_without_its_guards_is_found(filled: Workspace) -> None:
    filled._vault.driver().execute("DROP TRIGGER change_no_update")
    assert found(filled) == {Finding("structure")}


def test_a_damaged_store_is_checked_again_next_time(filled: Workspace) -> None:
    plant(filled, FAULTS["a changed value"][0])
    filled.checked(filled.check()())
    assert filled.check_due


def test_what_is_told_names_no_pupil(filled: Workspace) -> None:
    for statement, _ in FAULTS.values():
        plant(filled, statement) if "DELETE" not in statement else None
    told = " ".join(one.sentence for one in found(filled))
    assert "doelen" in told
    with filled.read() as s:
        words = [w for row in s.connection().exec_driver_sql("SELECT id FROM pupil") for w in row]
    assert not any(word in told for word in ["Sam", "Lezen", "bladzijde", *words])


def test_a_value_that_was_withheld_is_no_fault(filled: Workspace) -> None:
    """Only its digest is known here; the chain holds all the same."""
    withheld = (
        "UPDATE change SET old=NULL, new=NULL, salt=NULL WHERE stamp=(SELECT stamp FROM head WHERE tbl='goal' AND unit='text')"
    )
    plant(filled, withheld, "UPDATE goal SET text=NULL WHERE title='Lezen'")
    assert found(filled) == set()


def test_saving_goes_on_while_the_store_is_checked(filled: Workspace) -> None:
    told: list[Any] = []
    for _ in range(5):
        work = filled.check()
        checking = threading.Thread(target=lambda: told.append(work()))  # noqa: B023
        checking.start()
        while checking.is_alive():
            filled.do(edits.add("pupil", first_name="Noor"))
        checking.join()
    assert told == [None] * 5
    assert found(filled) == set()


def test_a_check_stops_when_the_store_closes(filled: Workspace) -> None:
    work = filled.check()
    filled._vault._closing = True  # the moment in which it is copied or looked at
    with pytest.raises(StoreClosed):
        work()
    filled._vault._closing = False
    assert work() is None


def test_rebuilding_gives_what_the_tables_hold_in_whatever_order_the_changes_come(filled: Workspace) -> None:
    c = filled._vault.driver()
    changes = c.execute(SELECT).fetchall()
    forward = rebuild_from(c)
    assert rebuild(changes[::-1]) == forward
    goals = {values["title"]: values.get("text") for (table, _), values in forward.values.items() if table == "goal"}
    assert goals == {"Lezen": "Sam leest twee bladzijden.", "Anders": None}


def test_rebuilding_shows_both_sides_of_a_conflict_as_heads() -> None:
    def change(stamp: str, value: str, *parents: str) -> tuple[str, str, str, str, str, str | None, str]:
        return stamp, "b", "goal", "r", "text", f'{{"text": "{value}"}}', str(list(parents)).replace("'", '"')

    told = rebuild([change("3", "hier", "1"), change("1", "begin"), change("2", "daar", "1")])
    assert told.heads == {("r", "text"): ("2", "3")}
    assert told.values == {("goal", "r"): {"text": "hier"}}
    assert rebuild([change("2", "a", "1")]).missing == {"1"}
