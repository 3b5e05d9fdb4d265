"""The one box that finds everything: pupils, pages and commands. Ctrl+K, a few letters, Enter.

What is typed only needs to be in the words in that order ("jns" finds Jansen); accents and capitals do not matter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from guidance_app.base.i18n import t
from guidance_app.ui.icons import Icon, paint_icon
from guidance_app.ui.layouts import STRETCH, Row, box
from guidance_app.ui.layouts import Column as Stack
from guidance_app.ui.look import SEMIBOLD, look
from guidance_app.ui.rows import ROW, Column, Index, RowModel
from guidance_app.ui.widgets import KeyCap

MOST = 9


@dataclass(frozen=True)
class Entry:
    """Something that can be found: what it is called, a word about it, and what happens when it is chosen."""

    id: str
    words: str
    detail: str
    icon: str
    run: Callable[[], Any]
    keys: str = ""


@cache
def plain_letters(text: str) -> str:
    """Lower case without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))


def closeness(typed: str, words: str) -> float | None:
    """How well the words answer what was typed; 0 is best, None is no answer.

    Every typed word must be found. It counts 0 at the beginning of the words, 1 at the beginning of one of them, 2 inside,
    and from 3 when its letters are there in order with others between: then the first must begin a word.
    """
    target = plain_letters(words)
    found = [_word(part, target) for part in plain_letters(typed).split()]
    return None if None in found else sum(x for x in found if x is not None)


def _word(part: str, target: str) -> float | None:
    if target.startswith(part):
        return 0
    if f" {part}" in target:
        return 1
    if part in target:
        return 2
    starts = [i for i in range(len(target)) if target[i] == part[0] and (i == 0 or not target[i - 1].isalnum())]
    gaps = [gap for start in starts if (gap := _gaps(part, target, start)) is not None]
    return 3 + min(gaps) / 100 if gaps else None


def _gaps(part: str, target: str, start: int) -> int | None:
    """How many other letters of the same word stand between the letters that were typed."""
    at, end = start, next((i for i in range(start, len(target)) if target[i] == " "), len(target))
    for letter in part:
        found = target.find(letter, at, end)
        if found < 0:
            return None
        at = found + 1
    return at - start - len(part)


def best(typed: str, entries: Sequence[Entry]) -> list[Entry]:
    """The entries that answer best, in the given order where they are equal; all of the first when nothing is typed."""
    ranked = [(closeness(typed, f"{e.words} {e.detail}" if len(typed) > 2 else e.words), i) for i, e in enumerate(entries)]
    return [entries[i] for _far, i in sorted((far, i) for far, i in ranked if far is not None)[:MOST]]


class _EntryDelegate(QStyledItemDelegate):
    """One answer: icon, words, a muted detail, and its shortcut at the right."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, look.px(15) + look.space(19))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry, chosen = index.data(ROW), bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("soft"))
            painter.drawRoundedRect(option.rect, 6, 6)
        inside = option.rect.adjusted(look.space(10), 0, -look.space(10), 0)
        paint_icon(painter, QRectF(inside.x(), inside.y(), look.icon(18), inside.height()), entry.icon, look.colour("mute"))
        inside.setLeft(inside.left() + look.icon(18) + look.space(10))
        inside.setRight(inside.right() - self._draw(painter, inside, entry.keys, "small", "mute", right=True))
        inside.setLeft(inside.left() + self._draw(painter, inside, entry.words, "body", "accent" if chosen else "text"))
        self._draw(painter, inside, entry.detail, "small", "mute")
        painter.restore()

    def _draw(self, painter: QPainter, rect: QRect, text: str, role: str, token: str, right: bool = False) -> int:
        """Draw what fits; gives the room it took, with a gap."""
        painter.setFont(look.font(role, SEMIBOLD if token == "accent" else None))
        painter.setPen(look.colour(token))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
        return painter.fontMetrics().horizontalAdvance(shown) + look.space(10) if shown else 0


class PaletteBox(QLineEdit):
    """The search box of the header with its answers below it. `entries` is asked anew every time it is opened."""

    def __init__(self, entries: Callable[[], Sequence[Entry]], keys: str = "Ctrl+K") -> None:
        super().__init__()
        self._entries = entries
        self._all: Sequence[Entry] = ()
        self._found: list[Entry] = []
        self._came_from: QWidget | None = None
        self.setPlaceholderText(t("Search or do something"))
        self.setAccessibleName(t("Search or do something"))
        self._cap = KeyCap(keys)
        self.setLayout(Row(Icon("search"), STRETCH, self._cap, margins=(12, 0, 8, 0)))
        self._model = RowModel([Column("", lambda e: e.words)], lambda: self._found, lambda e: f"{e.words} {e.detail}".strip())
        self.answers = QListView()
        self.answers.setModel(self._model)
        self.answers.setItemDelegate(_EntryDelegate(self.answers))
        self.answers.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.answers.setAccessibleName(t("What was found"))
        self.answers.clicked.connect(lambda index: self._run(index.row()))
        self.popup = box(Stack(self.answers, margins=(6, 6, 6, 6)), "popup", QFrame())
        self.popup.hide()
        self.textEdited.connect(lambda _text: self._look_up())
        look.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        self.setFont(look.font())
        self.setMinimumHeight(max(look.space(36), look.px(15) + look.space(21)))
        self.setTextMargins(look.icon(18) + look.space(12), 0, self._cap.sizeHint().width() + 8, 0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._all = self._entries()
        if event.reason() in (Qt.FocusReason.ShortcutFocusReason, Qt.FocusReason.MouseFocusReason):
            self._look_up()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.close_answers()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, at = event.key(), self.answers.currentIndex().row()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not self.popup.isVisible():
            self._look_up()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._found:
            self._choose((at + (1 if key == Qt.Key.Key_Down else -1)) % len(self._found))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(at)
        elif key == Qt.Key.Key_Escape:
            self.close_answers()
            self.clear()
            if self._came_from is not None:
                self._came_from.setFocus()
        else:
            super().keyPressEvent(event)

    def open(self) -> None:
        """Go to the box; Escape brings the person back to where they were."""
        self._came_from = QApplication.focusWidget()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def close_answers(self) -> None:
        """Put the answers away."""
        self.popup.hide()

    def _look_up(self) -> None:
        self._found = best(self.text(), self._all)
        self._model.refresh()
        self._place()
        if self._found:
            self._choose(0)

    def _place(self) -> None:
        """Put the answers below the box, over the page, as high as they are many."""
        window = self.window()
        if self.popup.parent() is not window:
            self.popup.setParent(window)
        rows = len(self._found)
        height = rows * (look.px(15) + look.space(19)) + 2 * look.space(6) + 4
        corner = self.mapTo(window, QPoint(0, self.height() + 4))
        self.popup.setGeometry(corner.x(), corner.y(), self.width(), min(height, window.height() - corner.y() - 8))
        self.popup.setVisible(rows > 0)
        self.popup.raise_()

    def _choose(self, at: int) -> None:
        self.answers.setCurrentIndex(self._model.index(at, 0))
        entry = self._found[at]
        self.setAccessibleDescription(f"{entry.words} {entry.detail}".strip())

    def _run(self, at: int) -> None:
        if 0 <= at < len(self._found):
            entry = self._found[at]
            self.close_answers()
            self.clear()
            self.clearFocus()
            entry.run()
