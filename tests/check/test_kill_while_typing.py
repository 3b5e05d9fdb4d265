"""kill -9 while somebody types: at the next start the text stands in its field again, and nothing is asked."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from guidance_app import edits, workspace
from guidance_app.ui.session import Session

KEY = b"0123456789abcdef0123456789abcdef"
TYPIST = """
import sys
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from guidance_app import workspace
from guidance_app.ui.session import Session
app = QApplication([])
session = Session(workspace.open_with_key(Path(sys.argv[1]), sys.argv[2].encode()))
field = session.field("goal", sys.argv[3], "text")
field.show()
QTest.keyClicks(field.field, "Mark leest")
QTest.qWait(1000)
QTest.keyClicks(field.field, " samen met")
print("typed", flush=True)
app.exec()
"""


@pytest.mark.parametrize("seconds_later", [0, 1])
def test_what_was_typed_up_to_a_second_before_a_kill_is_there_again(tmp_path: Path, qtbot: QtBot, seconds_later: int) -> None:
    folder = tmp_path / "Kast"
    store = workspace.create(folder, KEY, "Hanna Demo", "adviser")
    pupil = store.do(edits.add("pupil", first_name="Mark"))
    goal = store.do(edits.add("goal", pupil, title="Lezen", text="Begin."))
    store.close()

    typist = subprocess.Popen(
        [sys.executable, "-c", TYPIST, str(folder), KEY.decode(), goal],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert typist.stdout is not None
    assert typist.stdout.readline() == "typed\n"
    time.sleep(seconds_later)  # the promise is about time passing
    typist.kill()
    typist.wait()
    typist.stdout.close()

    session = Session(workspace.open_with_key(folder, KEY))
    field = session.field("goal", goal, "text")
    qtbot.addWidget(field)
    shown = field.field.toPlainText()
    assert "Mark leest" in shown
    assert seconds_later == 0 or "Mark leest samen met" in shown
    session.close()
    again = workspace.open_with_key(folder, KEY)
    with again.read() as s:
        from guidance_app.queries import read

        row = read.row(s, "goal", goal)
    assert row is not None
    assert row.text == shown  # leaving the field makes it one Step
    assert again.drafts() == {}
    again.close()
