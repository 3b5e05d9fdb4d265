"""The parts of a plan as rows of which one is open, and the field in which the lines of a part are written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QTextEdit, QWidget

from guidance_app.base.i18n import t, tn
from guidance_app.domain.plain_words import Hint, cut, hints
from guidance_app.queries.plan_editor import PlanPart
from guidance_app.queries.read import fields
from guidance_app.ui.icons import Icon, paint_icon
from guidance_app.ui.inputs import TextArea
from guidance_app.ui.layouts import STRETCH, Column, Row
from guidance_app.ui.look import SEMIBOLD, look
from guidance_app.ui.widgets import button, focus_ring, small

MOST_HINTS = 3


class SectionRow(QAbstractButton):
    """One part of a plan: its heading, and where its text comes from. Enter, Space or a click opens and closes it."""

    stepped = Signal(int)

    def __init__(self, part: PlanPart, opened: bool) -> None:
        super().__init__()
        self.part, self.opened = part, opened
        self.setObjectName(f"part/{part.key}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(f"{part.heading}, {part.source}")
        self.setAccessibleDescription(t("open|state") if opened else t("closed|state"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        line = look.px(15) + look.space(22)
        return QSize(look.px(200), line + (look.px(16) if look.large else 0))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(80), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() and not self.opened:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("sunk"))
            painter.drawRoundedRect(self.rect().adjusted(0, 1, 0, -1), 8, 8)
        if not self.opened:
            painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), look.colour("line"))
        self._words(painter)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()).adjusted(0, 1, 0, -1))
        painter.end()

    def _words(self, painter: QPainter) -> None:
        side, gap = look.icon(18), look.space(9)
        inside = self.rect().adjusted(look.space(10), 0, -look.space(12), 0)
        muted = self.part.never or self.part.left_out
        tone = "accent" if self.opened else "mute"
        paint_icon(
            painter,
            QRectF(inside.x(), inside.y(), side, inside.height()),
            "chevron-down" if self.opened else "chevron-right",
            look.colour(tone),
        )
        inside.setLeft(inside.left() + side + gap)
        heading, source = self._places(inside)
        self._text(painter, heading, self.part.heading, "body", SEMIBOLD, "mute" if muted else "text", Qt.AlignmentFlag.AlignLeft)
        if self.part.never:
            paint_icon(painter, QRectF(source.x(), source.y(), look.icon(16), source.height()), "eye-off", look.colour("mute"))
            source.setLeft(source.left() + look.icon(16) + look.space(6))
        at = Qt.AlignmentFlag.AlignLeft if look.large or self.part.never else Qt.AlignmentFlag.AlignRight
        self._text(painter, source, self.part.source, "small", None, "mute", at)

    def _places(self, inside: QRect) -> tuple[QRect, QRect]:
        """Where heading and source stand: beside each other, below each other with large text. The source gives way first."""
        if look.large:
            half = inside.height() // 2
            return QRect(inside.x(), inside.y() + 2, inside.width(), half), QRect(
                inside.x(), inside.y() + half - 2, inside.width(), half
            )
        heading = QFontMetrics(look.font("body", SEMIBOLD)).horizontalAdvance(self.part.heading) + 4
        wanted = QFontMetrics(look.font("small")).horizontalAdvance(self.part.source) + 4
        wanted += look.icon(16) + look.space(6) if self.part.never else 0
        heading = min(heading, inside.width() - min(wanted, look.px(60)))
        room = max(0, min(wanted, inside.width() - heading - look.space(12)))
        return QRect(inside.x(), inside.y(), heading, inside.height()), QRect(
            inside.right() - room + 1, inside.y(), room, inside.height()
        )

    @staticmethod
    def _text(
        painter: QPainter, rect: QRect, words: str, role: str, weight: int | None, tone: str, side: Qt.AlignmentFlag
    ) -> None:
        painter.setFont(look.font(role, weight))
        painter.setPen(look.colour(tone))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, int(side | Qt.AlignmentFlag.AlignVCenter), shown)


def checked_lines(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines as they may be kept, or Problem."""
    return tuple(fields("sheet_line")["text"].check(line) for line in lines)


class LinesField(TextArea):
    """The lines of a part, one below another; its value is a tuple of lines. What could be plainer has dots under it."""

    def __init__(self, name: str) -> None:
        super().__init__(name, checked_lines, t("One sentence on each line"), lines=3)
        self.area.textChanged.connect(self.mark)

    def texts(self) -> tuple[str, ...]:
        """What stands in the field now, also when it is not saved."""
        return tuple(line.strip() for line in self.area.toPlainText().split("\n") if line.strip())

    def hints(self) -> tuple[Hint, ...]:
        """What could be plainer in it."""
        return hints(self.area.toPlainText())

    def mark(self) -> None:
        """Put dots under what could be plainer."""
        text = self.area.toPlainText()
        self.area.setExtraSelections([self._dotted(text, hint) for hint in self.hints()])

    def restyle(self) -> None:
        super().restyle()
        self.mark()

    def _dotted(self, text: str, hint: Hint) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.area.document())
        cursor.setPosition(_in_qt(text, hint.start))
        cursor.setPosition(_in_qt(text, hint.end), QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        form.setUnderlineColor(look.colour("mute"))
        made.cursor, made.format = cursor, form
        return made

    def retype(self, text: str) -> None:
        super().retype(text)
        self.mark()

    def _left(self) -> None:
        if self.texts() != (self._value or ()):
            self.commit()

    def _read(self) -> tuple[str, ...]:  # type: ignore[override]
        return self.texts()

    def _show(self, value: Any) -> None:
        text = "\n".join(value or ())
        if self.area.toPlainText() != text:
            self.retype(text)
        self.mark()


def _in_qt(text: str, at: int) -> int:
    """A place in a text as Qt counts: characters outside the basic plane are two."""
    return at + sum(ord(c) > 0xFFFF for c in text[:at])


class HintList(QWidget):
    """What could be plainer, below the field: one line each, with what one press can do about it."""

    followed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._column = Column(gap=2)
        self.setLayout(self._column)
        self._shown: tuple[Hint, ...] | None = None

    def show_hints(self, found: tuple[Hint, ...]) -> None:
        """Show these; the first few of them."""
        if found == self._shown:
            return
        self._shown = found
        self._column.clear()
        several = sum(hint.kind == "long" for hint in found) > 1
        for hint in found[:MOST_HINTS]:
            self._column.add(self._line(hint, several))
        if (rest := len(found) - MOST_HINTS) > 0:
            self._column.add(small(tn("and {n} more", "and {n} more", rest)))
        self.setVisible(bool(found))

    def _line(self, hint: Hint, several: bool) -> Row:
        words, act = _words(hint, several)
        link = button(act, "link", "", lambda: self.followed.emit(hint)) if act else None
        if link is not None:
            link.setAccessibleName(f"{act}, {words}")
        mark = Column(Icon("lightbulb", "mute", 16), STRETCH, margins=(0, 3, 0, 0))
        return Row(mark, (small(words, "text", wrap=True), 1), link, gap=7)


def _words(hint: Hint, several: bool) -> tuple[str, str]:
    """A hint as a sentence, and the word for what can be done about it."""
    if hint.kind == "hard" and hint.swap:
        return t("“{word}” is a hard word. Plainer is “{plain}”.", word=hint.text, plain=hint.plain), t("Replace")
    if hint.kind == "hard":
        return t("“{word}” is a hard word. It means {plain}.", word=hint.text, plain=hint.plain), ""
    begin = " ".join(hint.text.split()[:4])
    can_cut = cut(hint.text) is not None
    if several and can_cut:
        return t("“{begin} …” has {n} words. Cut it in two?", begin=begin, n=hint.words), t("Cut")
    if can_cut:
        return t("This sentence has {n} words. Cut it in two?", n=hint.words), t("Cut")
    return t("“{begin} …” has {n} words. Can it be shorter?", begin=begin, n=hint.words), ""


def walk(rows: Sequence[SectionRow], on_open: Callable[[str], Any]) -> None:
    """Up and Down go from row to row; opening one tells its key."""
    for i, row in enumerate(rows):
        row.clicked.connect(lambda _on=False, key=row.part.key: on_open(key))
        row.stepped.connect(lambda by, i=i: rows[min(len(rows) - 1, max(0, i + by))].setFocus(Qt.FocusReason.TabFocusReason))
