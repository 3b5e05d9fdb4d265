"""The grid of days of an experiment: light is the usual way, dark the approach; a tick is measured, a word is why not."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.queries.schedule import Day, Schedule, Shade
from guidance_app.ui.icons import paint_icon
from guidance_app.ui.look import look
from guidance_app.ui.scene import speak
from guidance_app.ui.widgets import focus_ring

FILLS = {"a": "sunk", "b": "school", "later": "soft"}
LEFT, HEAD, ROW, GAP = 58, 22, 24, 3
KEYS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class ScheduleGrid(QWidget):
    """Walk the days with the arrow keys; Enter or a click tells which day: `opened(date)`."""

    opened = Signal(object)

    def __init__(self, schedule: Schedule) -> None:
        super().__init__()
        self._schedule = schedule
        self._rows = schedule.weeks
        self._at: tuple[int, int] | None = None
        self.setObjectName("schedule")
        self.setAccessibleName(f"{t('Schedule')}, {schedule.words}")
        self.setAccessibleDescription(". ".join(spoken(day) for week in self._rows for day in week.days if day.mark))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if any(week.days for week in self._rows) else Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(look.px(260), look.px(HEAD + len(self._rows) * ROW + 2))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(LEFT) + len(self._schedule.heads) * look.px(20), self.sizeHint().height())

    def _cell(self, column: int, row: int) -> QRectF:
        left, gap = look.px(LEFT), look.px(GAP)
        width = min((self.width() - left) / max(len(self._schedule.heads), 1), look.px(38))
        return QRectF(left + column * width, look.px(HEAD + row * ROW), width - gap, look.px(ROW) - gap)

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("mute"))
        for column, head in enumerate(self._schedule.heads):
            cell = self._cell(column, 0)
            painter.drawText(QRectF(cell.x(), 0, cell.width(), look.px(HEAD)), Qt.AlignmentFlag.AlignCenter, head)
        for row, week in enumerate(self._rows):
            painter.setPen(look.colour("mute"))
            beside = QRectF(0, self._cell(0, row).y(), look.px(LEFT - 8), self._cell(0, row).height())
            painter.drawText(beside, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), week.monday)
            for column, day in enumerate(week.days):
                self._paint_day(painter, day, self._cell(column, row))
        if self.hasFocus() and self._at is not None:
            focus_ring(painter, self._cell(*self._at).adjusted(-2, -2, 2, 2), 6)
        painter.end()

    def _paint_day(self, painter: QPainter, day: Day, cell: QRectF) -> None:
        paint_shade(painter, day.shade, cell)
        if day.mark == "measured":
            side = min(look.icon(16), cell.height())
            paint_icon(painter, QRectF(cell.center().x() - side / 2, cell.y(), side, cell.height()), "check", look.colour("text"))
        elif day.mark == "missed":
            pen = QPen(look.colour("text"), 1)
            pen.setDashPattern([2, 2])
            painter.setPen(pen)
            painter.setBrush(look.colour("bg"))
            painter.drawRoundedRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            word = painter.fontMetrics().elidedText(day.word, Qt.TextElideMode.ElideRight, int(cell.width()))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, word)
        elif day.mark == "planned":
            painter.setPen(look.colour("mute"))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, day.word or "·")

    def _day(self) -> Day | None:
        return self._rows[self._at[1]].days[self._at[0]] if self._at is not None else None

    def _go(self, column: int, row: int) -> None:
        if 0 <= row < len(self._rows) and 0 <= column < len(self._rows[row].days):
            self._at = (column, row)
            day = self._day()
            assert day is not None
            speak(self, spoken(day))
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in KEYS and self._at is not None:
            across, down = KEYS[key]
            column, row = self._at[0] + across, self._at[1] + down
            while 0 <= row < len(self._rows) and not self._rows[row].days:
                row += down or 1
            self._go(column, row)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (day := self._day()) is not None:
            self.opened.emit(day.date)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._at is None:
            self._go(0, 0)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for row, week in enumerate(self._rows):
            for column, day in enumerate(week.days):
                if self._cell(column, row).contains(event.position()):
                    self._go(column, row)
                    self.opened.emit(day.date)


class Swatch(QWidget):
    """What a shade stands for, in a legend."""

    def __init__(self, shade: Shade) -> None:
        super().__init__()
        self._shade = shade
        self.setFixedSize(look.icon(22), look.icon(14))

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_shade(painter, self._shade, QRectF(self.rect()))
        painter.end()


def paint_shade(painter: QPainter, shade: Shade, cell: QRectF) -> None:
    """The ground of a day."""
    if not shade:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(FILLS[shade]))
    painter.setOpacity(0.2 if shade == "b" else 1)
    painter.drawRoundedRect(cell, 4, 4)
    painter.setOpacity(1)


def spoken(day: Day) -> str:
    """maandag 10 november 2025, niet gemeten, ziek"""
    marks = {"measured": t("measured"), "missed": t("not measured"), "planned": t("planned"), "": t("nothing measured")}
    return ", ".join(part for part in (formats.full_day(day.date), marks[day.mark], day.word) if part)
