"""What is typed in the wizard is kept as a draft within a second, and stands there again after a lock or a crash."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QObject, QTimer

from guidance_app.base.errors import Problem
from guidance_app.stats.drawn import Draw
from guidance_app.ui.dialogs.experiment_wizard.draft import Draft
from guidance_app.ui.input_parts import Input
from guidance_app.ui.inputs import TextArea
from guidance_app.ui.session import Session

WITHIN = 500
"""Milliseconds after a keystroke until it is in its draft row."""


class Kept(QObject):
    """The draft of one pupil's wizard. `place` goes with the act that makes the experiment, so that it is gone then."""

    def __init__(self, session: Session, pupil: str, draft: Draft, fields: Iterable[Input], parent: QObject) -> None:
        super().__init__(parent)
        self.place = f"pupil/{pupil}/new experiment"
        self._session, self._draft, self._over = session, draft, False
        self._fields = {made.field.objectName(): made for made in fields}
        self._timer = QTimer(self, interval=WITHIN, singleShot=True)
        self._timer.timeout.connect(self.save)

    def listen(self) -> None:
        """From now on keep what is typed or chosen."""
        for made in self._fields.values():
            made.typing.connect(lambda _text: self._timer.start())
            made.edited.connect(lambda _value: self._timer.start())

    def save(self) -> None:
        """Write all of it in the draft row, unless it is over."""
        if self._over or not self._session.is_open:
            return
        draft = self._draft
        plan = {"design": draft.design, "draw": draft.draw, "times": draft.times, "criteria": [str(c) for c in draft.criteria]}
        told = {"fields": {name: _told(made) for name, made in self._fields.items()}, "plan": plan}
        try:
            self._session.workspace.draft(self.place, json.dumps(told))
        except Problem as problem:
            self._session.tell(problem)

    def restore(self) -> bool:
        """Show what was typed before; False when there is nothing."""
        text = self._session.workspace.drafts().get(self.place)
        if not text:
            return False
        told = json.loads(text)
        plan, draft = told["plan"], self._draft
        draft.design, draft.times = plan["design"], plan["times"]
        draft.draw = Draw(plan["draw"]) if plan["draw"] else None
        draft.criteria = tuple(map(Decimal, plan["criteria"]))
        for name, value in told["fields"].items():
            if name in self._fields:
                _show(self._fields[name], value)
        return True

    def drop(self) -> None:
        """Forget it: the person stopped, or the experiment is there."""
        self._over = True
        self._timer.stop()
        try:
            self._session.workspace.drop_draft(self.place)
        except Problem as problem:
            self._session.tell(problem)


def _told(made: Any) -> Any:
    """What is in a field: its text as typed, or what was chosen."""
    if isinstance(made, TextArea):
        return made.area.toPlainText()
    return made.line.text() if hasattr(made, "line") else made.value()


def _show(made: Any, value: Any) -> None:
    """Put it back without telling anyone; text that is not right yet says so itself."""
    made.blockSignals(True)
    if hasattr(made, "retype"):
        made.retype(value or "")
        made.commit()
    else:
        made.show_value(tuple(value) if isinstance(value, list) else value)
    made.blockSignals(False)
