"""Small things that conversations, meetings and insights share: readers as chips, agreements, fields beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from guidance_app.base import formats
from guidance_app.base.i18n import t, upper_first
from guidance_app.domain.fields import READERS
from guidance_app.edits import conversations as act
from guidance_app.queries.causes import Told
from guidance_app.queries.conversations import ActionLine
from guidance_app.ui.layouts import STRETCH, Column, FlowLayout, Row, box
from guidance_app.ui.look import look
from guidance_app.ui.pages.in_place import Editing, Item
from guidance_app.ui.widgets import Button, Chip, label, section, small, status

READER_LOOKS = {"parents": ("home", "house"), "school": ("school", "school"), "pupil": ("pupil", "smile")}


def heading(title: str, note: str = "") -> QWidget:
    """The heading of a part of the talk, in line with what stands below it."""
    return box(Row(section(title, note), margins=(8, 0, 0, 0)), widget=QWidget())


def readers(codes: Sequence[str]) -> QWidget:
    """Who may read it besides the one who said it, as chips."""
    if not codes:
        return box(status("eye-off", t("only who heard it")), widget=QWidget())
    chips = [Chip(t(READERS[code]), READER_LOOKS[code][0], READER_LOOKS[code][1]) for code in codes]
    return box(FlowLayout(*chips, gap=6), widget=QWidget())


def readers_words(codes: Sequence[str]) -> str:
    """The same in words, for a screen reader."""
    return (
        t("may be read by {readers}", readers=", ".join(t(READERS[code]) for code in codes)) if codes else t("only who heard it")
    )


def fields(editing: Editing, table: str, row: str, *lines: Sequence[str]) -> QWidget:
    """Fields of a record, line by line; the fields of one line stand beside each other when there is room."""
    column = Column(gap=10)
    for names in lines:
        made = [editing.field(table, row, name) for name in names]
        if look.large or len(made) == 1:
            for one in made:
                column.add(one)
        else:
            column.add(Row(*((one, 1) for one in made), gap=12))
    return box(column, widget=QWidget())


def told_fields(editing: Editing, table: str, told: Told) -> QWidget:
    """The fields of something that somebody said: the words, who, when, and who may read it."""
    return fields(editing, table, told.row, ("text",), ("by",), ("date",), ("share_with",))


def told_name(told: Told) -> str:
    """Something that somebody said, in one sentence."""
    return ". ".join(part for part in (told.text.rstrip("."), told.signed, readers_words(told.readers)) if part)


class Tick(Button):
    """Whether an agreement is done: a line icon that a press turns over, with its words as name."""

    def __init__(self, editing: Editing, action: ActionLine, kind: str = "tick") -> None:
        words = t("Done|agreement") + f": {action.what}" if action.done else t("Still open") + f": {action.what}"
        super().__init__("", "tool", "circle-check" if action.done else "circle", words)
        self.setObjectName(f"{kind}/{action.row}")
        self.restyle()
        self.clicked.connect(lambda _on=False: editing.session.do(act.finish_action(action.row, not action.done)))

    def restyle(self) -> None:
        super().restyle()
        self.setFixedSize(look.icon(18) + 8, look.icon(18) + 8)  # no higher than the words beside it


class ActionItem(Item):
    """One agreement: tick, what, and who by when. Space ticks it off too."""

    def __init__(self, editing: Editing, action: ActionLine, order: Sequence[str] = ()) -> None:
        self._action = action
        super().__init__(
            editing, "action", action.row, action_words(action),
            lambda: self._view(editing), lambda: fields(editing, "action", action.row, ("what",), ("who", "due"), ("status",)),
            first="what", order=order,
        )  # fmt: skip

    def _view(self, editing: Editing) -> Row:
        what = label(self._action.what, wrap=True, tone="mute" if self._action.done else "text")
        words = Column(what, small(who_and_when(self._action), wrap=True), gap=1)
        return Row(Column(Tick(editing, self._action), STRETCH), (words, 1), gap=6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not self.is_open:
            self._editing.session.do(act.finish_action(self._action.row, not self._action.done))
        else:
            super().keyPressEvent(event)


def who_and_when(action: ActionLine, *, state: bool = True) -> str:
    """Who, by when, and whether it is done."""
    due = t("by {day}", day=formats.day(action.due)) if action.due else t("no date yet")
    now = [t("done") if action.done else t("open|status")] if state else []
    return "  ·  ".join((upper_first(action.who) or t("nobody yet"), due, *now))


def action_words(action: ActionLine) -> str:
    """An agreement in one sentence."""
    return t("Agreement: {what}, {more}", what=action.what, more=who_and_when(action).replace("  ·  ", ", "))
