"""Somebody types at the real window until the process is killed, and what of it must be there afterwards."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from guidance_app import edits
from guidance_app.queries import read
from guidance_app.ui.desk import Desk
from tests.check.durability._workloads import Tell, opened

PROMISE = 1.0
"""Seconds of typing that a kill may take."""
WORDS_A_SAVE = 12


def type_on(folder: Path, tell: Tell) -> None:
    """Type word after word; leave the field now and then, and make a backup once. Ends only by being killed."""
    app = QApplication([])
    desk = Desk(opened(folder), lambda: None)
    session = desk.session
    desk.window.show()
    pupil = session.pupils()[0].id
    goal = session.do(edits.add("goal", pupil, title="Lezen"))
    field = session.field("goal", goal, "text")
    field.show()
    for n in itertools.count():
        QTest.keyClicks(field.field, f"{' ' * (n > 0)}w{n:03}", delay=3)
        tell(f"typed {n} {time.monotonic()}")
        if n % WORDS_A_SAVE == WORDS_A_SAVE - 1:
            session.finish_typing()
            tell("left")
            tell(f"kept {n}")
        if n == 2 * WORDS_A_SAVE:
            session.workspace.backup("asked")
            tell("backup")
        app.processEvents()


def lost(folder: Path, told: list[str], killed: float) -> list[str]:
    """What is missing of what was typed more than a second before the kill, or was left as finished."""
    typed = [word.split() for word in told if word.startswith(("typed", "kept"))]
    owed = sorted(int(n) for what, n, *at in typed if what == "kept" or float(at[0]) < killed - PROMISE)
    store = opened(folder)
    with store.read() as s:
        texts = [row.text or "" for row in read.rows(s, "goal")]
    texts += store.drafts().values()
    store.close()
    there = max((len(text.split()) for text in texts), default=0)
    wrong = [f"torn: {text}" for text in texts if not _all_words(there + 1).startswith(text.strip())]
    return wrong + [f"lost: word {owed}, only {there} are there" for owed in owed[-1:] if owed >= there]


def _all_words(n: int) -> str:
    return " ".join(f"w{i:03}" for i in range(n))
