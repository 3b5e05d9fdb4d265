"""What lies under the program behaves as the choices for it assume."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from PySide6.QtCore import QObject

ROOT = Path(__file__).parents[2]


def test_qt_calls_keep_every_reference_to_none() -> None:
    # PySide6 6.12.0 loses one for each call on Python 3.11, and the program then aborts in mid-use
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("x")
    assert sys.getrefcount(None) > before - 50


def test_the_embedded_databases_are_the_ones_whose_behaviour_was_measured() -> None:
    connection = sqlcipher.connect(":memory:")
    assert connection.execute("PRAGMA cipher_version").fetchone()[0].split()[0] == "4.19.0"
    assert sqlcipher.sqlite_version == "3.53.4"


def test_the_database_key_can_be_given_as_bytes_that_we_wipe(tmp_path: Path) -> None:
    connection = sqlcipher.connect(str(tmp_path / "store"))
    key = bytearray(b"x'" + b"ab" * 32 + b"'")
    connection.set_key(key)
    key[:] = bytes(len(key))
    connection.execute("CREATE TABLE t (a)")
    connection.close()
    assert not (tmp_path / "store").read_bytes().startswith(b"SQLite format 3")


def test_the_database_cannot_load_foreign_code() -> None:
    connection = sqlcipher.connect(":memory:")
    with pytest.raises(sqlcipher.OperationalError, match="not authorized"):
        connection.execute("SELECT load_extension('x')")


HEAVY = {"sqlalchemy", "sqlcipher3", "numpy", "pyqtgraph", "reportlab", "PIL", "pypdfium2", "cryptography"}


@pytest.mark.parametrize("modules", ["guidance_app.base.i18n, guidance_app.base.formats", "guidance_app.ui.dialogs.unlock"])
def test_what_comes_before_the_passphrase_loads_nothing_heavy(modules: str) -> None:
    code = f"import {modules}, sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=os.environ, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "guidance_app" in loaded
    assert loaded & HEAVY == set()
