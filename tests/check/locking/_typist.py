"""A person at the real program: opens the store, types, leaves a dialog open, and locks when a file says so.

python _typist.py same|fresh < passphrase and texts, one a line
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMessageBox

from guidance_app import edits
from guidance_app.app import Program, make_application
from guidance_app.base.machine import data_folder


def wait_for(what: Any) -> Any:
    """Let the program go on until something is there."""
    for _ in range(600):
        if found := what():
            return found
        QTest.qWait(50)
    raise SystemExit("it did not come")


def type_all(program: Program, texts: list[str]) -> None:
    """Type each text in a field of a pupil; the last one is not left, and so is no Step yet."""
    session = program.desk.session
    pupil = session.do(edits.add("pupil", first_name=texts[0], last_name=texts[1]))
    program.desk.open_pupil(pupil, 5)
    goal = session.do(edits.add("goal", pupil, title=texts[2]))
    field = session.field("goal", goal, "text")
    field.show()
    for text in texts[3:]:
        field.field.setFocus()
        QTest.keyClicks(field.field, f"{text} ")
        if text != texts[-1]:
            field.commit()
    QTest.qWait(200)


def main(how: str) -> int:
    """Do it all."""
    passphrase, *texts = sys.stdin.read().splitlines()
    app = make_application()
    app.setQuitOnLastWindowClosed(False)
    program = Program(app, end=lambda _code: None) if how == "same" else Program(app)
    program.start()
    door: Any = wait_for(lambda: program.door)
    line = door.findChild(QLineEdit)
    QTest.keyClicks(line, passphrase)
    door.submit()
    wait_for(lambda: program.desk)
    type_all(program, texts)
    print("typed", flush=True)
    wait_for(lambda: Path(data_folder(), "lock now").exists())
    QTimer.singleShot(200, program.lock)
    QMessageBox(QMessageBox.Icon.Question, "Bouwsteen", texts[-1], parent=program.desk.window).exec()
    app.exec()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
