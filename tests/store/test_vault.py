"""Opening a store: only with the right key, by one program at a time, and never as plaintext."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from guidance_app import edits, workspace
from guidance_app.base.errors import Problem
from guidance_app.store import vault
from guidance_app.workspace import Workspace
from tests.store.conftest import KEY


def test_every_setting_is_as_it_must_be(store: Workspace) -> None:
    expected = {"journal_mode": "wal", "synchronous": 2, "locking_mode": "exclusive", "foreign_keys": 1, "temp_store": 2,
                "secure_delete": 1, "trusted_schema": 0, "cell_size_check": 1}  # fmt: skip
    with store.read() as s:
        assert {name: s.execute(text(f"PRAGMA {name}")).scalar_one() for name in expected} == expected


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH 'plain.db' AS plain KEY ''",
        "ATTACH 'plain.db' AS plain",
        "PRAGMA temp_store=1",
        "PRAGMA journal_mode=DELETE",
        "PRAGMA synchronous=OFF",
        "PRAGMA rekey=''",
    ],
)
def test_nothing_can_weaken_an_open_store_or_copy_it_in_clear(store: Workspace, statement: str) -> None:
    with pytest.raises(Exception, match="not authorized"), store.read() as s:
        s.execute(text(statement))


def test_another_key_is_refused_with_a_sentence(store: Workspace, tmp_path: Path) -> None:
    store.close()
    with pytest.raises(Problem, match="beschadigd of hoort bij een andere sleutel"):
        workspace.open_with_key(tmp_path / "Kast", b"x" * 32)


def test_a_damaged_store_is_refused_and_left_as_it_is(store: Workspace, tmp_path: Path) -> None:
    store.close()
    file = tmp_path / "Kast" / "kast.db"
    broken = bytearray(file.read_bytes())
    broken[200] ^= 1
    file.write_bytes(broken)
    with pytest.raises(Problem):
        workspace.open_with_key(tmp_path / "Kast", KEY)
    assert file.read_bytes() == broken


def test_a_foreign_file_is_refused(tmp_path: Path) -> None:
    import sqlite3

    with sqlite3.connect(tmp_path / "kast.db") as c:
        c.execute("create table t (x)")
    c.close()
    with pytest.raises(Problem, match="geen kast van Bouwsteen"):
        workspace.open_with_key(tmp_path, KEY)


def test_a_newer_store_is_refused(store: Workspace, tmp_path: Path) -> None:
    with store.read() as s:
        s.execute(text(f"PRAGMA user_version={vault.SCHEMA_VERSION + 1}"))
        s.commit()
    store.close()
    with pytest.raises(Problem, match="nieuwere versie"):
        workspace.open_with_key(tmp_path / "Kast", KEY)


def test_a_store_that_is_open_elsewhere_is_refused_with_the_name_of_the_computer(store: Workspace, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from guidance_app import workspace\n"
        f"workspace.open_with_key(Path(sys.argv[1]), {KEY!r})"
    )
    other = subprocess.run([sys.executable, "-c", code, str(tmp_path / "Kast")], capture_output=True, text=True, check=False)
    assert other.returncode != 0
    assert "De kast is al open op" in other.stderr
    assert store.today  # still ours


def test_a_folder_that_cannot_be_written_is_a_problem(tmp_path: Path) -> None:
    file = tmp_path / "in-the-way"
    file.touch()
    with pytest.raises(Problem, match="niets worden geschreven"):
        workspace.create(file / "Kast", KEY, "Hanna", "adviser")


def test_making_a_store_where_one_stands_is_refused(store: Workspace, tmp_path: Path) -> None:
    store.close()
    with pytest.raises(Problem, match="al een kast"):
        workspace.create(tmp_path / "Kast", KEY, "Hanna", "adviser")


def test_a_copied_store_is_another_device_and_undoes_nothing_from_before(store: Workspace, tmp_path: Path) -> None:
    store.do(edits.add("pupil", first_name="Sam"))
    store.close()
    shutil.copytree(tmp_path / "Kast", tmp_path / "Kopie")
    copy = workspace.open_copied(tmp_path / "Kopie", KEY)
    assert copy.undo_text() is None
    copy.do(edits.add("pupil", first_name="Noor"))
    with copy.read() as s:
        devices = set(s.scalars(text("SELECT DISTINCT device FROM change")))
    assert len(devices) == 2
    copy.close()


def test_a_closed_store_does_not_open_itself_again(store: Workspace) -> None:
    store.close()
    with pytest.raises(RuntimeError, match="closed"), store.read() as s:
        s.execute(text("SELECT 1"))


def test_every_connection_has_the_same_settings(store: Workspace, tmp_path: Path) -> None:
    expected = {"synchronous": 2, "locking_mode": "exclusive", "temp_store": 2, "secure_delete": 1, "fullfsync": 1,
                "checkpoint_fullfsync": 1, "foreign_keys": 1, "trusted_schema": 0, "cell_size_check": 1}  # fmt: skip
    opened_vault = store._vault

    def settings_of(connection: Any) -> dict[str, Any]:
        return {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", *expected)}

    assert settings_of(opened_vault.driver()) == expected | {"journal_mode": "wal"}
    opened_vault.reopen()
    assert settings_of(opened_vault.driver()) == expected | {"journal_mode": "wal"}
    opened_vault.copy_database(opened_vault.driver(), tmp_path / "copy.db")
    copy = opened_vault.open_copy(tmp_path / "copy.db")
    assert settings_of(copy) == expected | {"journal_mode": "wal"}
    copy.close()
