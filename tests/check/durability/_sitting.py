"""A person's sitting at the real program: first start, every page, typing in many fields, a plan on paper, lock.

python -m tests.check.durability._sitting FOLDER-FOR-PAPER < what is typed, one text a line

Prints, as JSON, what our own Python code opened that it must not: the database while it is open, or anything to write
outside the data folder and the folder for paper.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from guidance_app import edits, workspace
from guidance_app.app import Program, make_application
from guidance_app.base.machine import DATABASE, data_folder, store_folder
from guidance_app.ui.pages.plan import PlanPage

PASSPHRASE = "zes kleine beren dansen graag samen"
TYPED_AT_ONCE = 5
PATIENCE = 60
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Watch:
    """An audit hook: what Python opens is seen here, whoever asks."""

    def __init__(self, *allowed: Path) -> None:
        self.allowed = (*(f"{folder}/" for folder in allowed), "/dev/", "/proc/")
        self.seen: list[str] = []
        self.is_open = False
        self.database = str(store_folder() / DATABASE)
        sys.addaudithook(self._hook)

    def _hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(arguments[0], str | bytes | os.PathLike):
            path = os.path.abspath(os.fsdecode(arguments[0]))
            if self.is_open and path.startswith(self.database):
                self.seen.append(f"the database is opened: {path}")
            if (arguments[2] or 0) & WRITES and not f"{path}/".startswith(self.allowed):
                self.seen.append(f"written outside the data folder: {path}")
        elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
            self.seen.append(f"a name is looked up: {arguments}")


def wait_for(what: Any) -> Any:
    """Let the program go on until something is there."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if found := what():
            return found
        QTest.qWait(20)
    raise TimeoutError


def work(program: Program, texts: list[str], paper: Path) -> None:
    """Type every text somewhere, look at every page, and print."""
    desk = program.desk
    session = desk.session
    pupil = session.do(edits.add("pupil", first_name=texts[0], last_name=texts[1]))
    for n, text in enumerate(texts[2:]):
        goal = session.do(edits.add("goal", pupil, title=text)) if n % 4 == 0 else goal  # noqa: F821
        field = session.field("goal", goal, "text")
        QTest.keyClicks(field.field, f"{text} ") if n < TYPED_AT_ONCE else field.field.setPlainText(text)
        if n % 4 == 1:
            session.save_drafts()
        if text != texts[-1]:
            session.finish_typing()
    for tab in range(9):
        desk.open_pupil(pupil, tab)
        QTest.qWait(30)
    plan = wait_for(lambda: desk.window.findChild(PlanPage))
    plan.new_plan()
    plan.show_for("file")
    plan.out.save_to(paper / "plan.pdf")
    wait_for((paper / "plan.pdf").exists)
    session.workspace.backup("asked")
    for page in ("start", "pupils", "audit", "settings"):
        desk.window.go(page)
        QTest.qWait(30)
    session.undo()


def main(paper: Path) -> int:
    """Do it all, and end as a lock does."""
    texts = sys.stdin.read().splitlines()
    app = make_application()
    app.setQuitOnLastWindowClosed(False)
    watch = Watch(data_folder(), paper)
    workspace.create_with_passphrase(store_folder(), PASSPHRASE, texts[0], "adviser").close()
    done: list[int] = []
    program = Program(app, command=[sys.executable, "-c", ""], end=done.append)
    program.start()
    door: Any = wait_for(lambda: program.door)
    QTest.keyClicks(door.findChild(QLineEdit), PASSPHRASE)
    door.submit()
    wait_for(lambda: program.desk)
    watch.is_open = True
    work(program, texts, paper)
    watch.is_open = False
    program.lock()
    print(json.dumps(watch.seen), flush=True)
    return 0


if __name__ == "__main__":
    code = main(Path(sys.argv[1]))
    os._exit(code)
