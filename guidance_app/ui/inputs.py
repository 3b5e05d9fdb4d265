"""Fields a person types or chooses in. Every field has the same few doors:

`value()` what is in it · `show_value(value)` shows without telling anyone · `edited(value)` what a person did, told on
leaving the field or on Enter · `typing(text)` every keystroke, for drafts · `done()` Enter, when nothing is wrong ·
`problem(sentence)` what is wrong, below the field. What was typed always stays.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QComboBox, QToolButton, QWidget

from guidance_app.base import formats
from guidance_app.base.errors import Problem
from guidance_app.base.i18n import language, t
from guidance_app.domain.entry import parse_day, parse_number, parse_time
from guidance_app.ui.icons import icon
from guidance_app.ui.input_parts import Area, Check, Choices, Input, Line, keep
from guidance_app.ui.layouts import STRETCH, Column, FlowLayout, Row, box
from guidance_app.ui.look import look
from guidance_app.ui.widgets import Button, tool


class _Typed(Input):
    """A field of one line, read by `parse` and written by `text_of`."""

    def __init__(self, name: str, parse: Callable[[str], Any], text_of: Callable[[Any], str], check: Check, hint: str) -> None:
        self.line = Line()
        super().__init__(self.line, name, check)
        self._parse, self._text_of = parse, text_of
        self._refused = False
        self.line.setPlaceholderText(hint)
        self.line.textEdited.connect(self.typing)
        self.line.editingFinished.connect(self._left)
        self.line.returnPressed.connect(self._enter)
        self.restyle()

    def restyle(self) -> None:
        super().restyle()
        self.line.setMinimumHeight(max(look.space(36), look.px(15) + look.space(21)))

    def retype(self, text: str) -> None:
        """Put back what was being typed when the program stopped; it counts when the person leaves the field."""
        self.line.setText(text)

    def _enter(self) -> None:
        self._refused = not self.commit()
        if not self._refused:
            self.done.emit()

    def _left(self) -> None:
        if self._refused:  # Enter, which Qt tells just before, has said what is wrong
            self._refused = False
        elif self.line.text() == self._text_of(self._value):
            self.problem("")
        else:
            self.commit()

    def _read(self) -> Any:
        return self._parse(self.line.text())

    def _show(self, value: Any) -> None:
        text = "" if value is None else self._text_of(value)
        if self.line.text() != text:
            self.line.setText(text)
            self.line.setCursorPosition(0 if not self.line.hasFocus() else len(text))


def _line_of(text: str) -> str | None:
    return " ".join(text.split()) or None


def _or_empty(write: Callable[[Any], str]) -> Callable[[Any], str]:
    return lambda value: "" if value is None else write(value)


class TextField(_Typed):
    """One line of text."""

    def __init__(self, name: str, check: Check = keep, hint: str = "") -> None:
        super().__init__(name, _line_of, _or_empty(str), check, hint)


class NumberField(_Typed):
    """A number, with comma or dot; outside `low` to `high` it says so and keeps what was typed."""

    def __init__(
        self, name: str, low: float | None = None, high: float | None = None, check: Check = keep, hint: str = ""
    ) -> None:
        super().__init__(name, parse_number, _or_empty(formats.number), check, hint)
        self._low, self._high = low, high
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)

    def restyle(self) -> None:
        super().restyle()
        self.line.setFixedWidth(look.px(64) + look.space(24))

    def _read(self) -> Any:
        number = super()._read()
        if number is not None and self._low is not None and number < self._low:
            raise Problem(t("Less than {low} is not possible here.", low=formats.number(self._low)))
        if number is not None and self._high is not None and number > self._high:
            raise Problem(t("More than {high} is not possible here.", high=formats.number(self._high)))
        return number


class TimeField(_Typed):
    """A time of day."""

    def __init__(self, name: str, check: Check = keep, hint: str = "") -> None:
        super().__init__(name, parse_time, _or_empty(formats.clock), check, hint or t("for example 14.45"))

    def restyle(self) -> None:
        super().restyle()
        self.line.setMaximumWidth(look.px(150) + look.space(24))


class DayField(_Typed):
    """A day, typed (`3-11`, `di`, `gisteren`, `+6w`) or chosen in a calendar (Alt+Down); may be empty."""

    def __init__(self, name: str, today: Callable[[], dt.date] = dt.date.today, check: Check = keep, hint: str = "") -> None:
        hint = hint or t("for example 3-11 or +6w")
        super().__init__(name, lambda text: parse_day(text, today()), _or_empty(formats.day), check, hint)
        self._today = today
        self._opener = tool("calendar-days", t("Choose in a calendar"), "Alt+↓")
        self._opener.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._opener.clicked.connect(self.open_calendar)
        self.line.setLayout(Row(STRETCH, self._opener, margins=(0, 0, 3, 0)))
        self.line.installEventFilter(self)
        self._popup: QWidget | None = None
        self.restyle()

    def restyle(self) -> None:
        super().restyle()
        self.line.setTextMargins(0, 0, look.icon() + 8, 0)
        self.line.setMaximumWidth(look.px(200) + look.space(40))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            self.open_calendar()
            return True
        return super().eventFilter(watched, event)

    def open_calendar(self) -> None:
        """Show the month of the day in the field, or of today."""
        calendar = _calendar(self._value or self._today())
        calendar.activated.connect(self._pick)
        calendar.clicked.connect(self._pick)
        popup = box(Column(calendar, margins=(4, 4, 4, 4)), "menu")
        popup.setParent(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.move(self.line.mapToGlobal(QPoint(0, self.line.height() + 2)))
        popup.show()
        self._popup = popup
        calendar.setFocus()

    def _pick(self, day: QDate) -> None:
        if self._popup:
            self._popup.close()
            self._popup = None
        self._chosen(dt.date(day.year(), day.month(), day.day()))


def _calendar(day: dt.date) -> QCalendarWidget:
    """A month in the language now shown; no red for weekends, since red means destroying."""
    calendar = QCalendarWidget()
    calendar.setFont(look.font())
    calendar.setLocale(QLocale("nl_NL" if language() == "nl" else "en_GB"))
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setAccessibleName(t("Calendar"))
    calendar.setSelectedDate(QDate(day.year, day.month, day.day))
    ink = QTextCharFormat()
    ink.setForeground(look.colour("text"))
    for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(weekend, ink)
    turns = (("prevmonth", "chevron-left", t("Previous month")), ("nextmonth", "chevron-right", t("Next month")))
    for name, drawing, words in turns:
        turn = calendar.findChild(QToolButton, f"qt_calendar_{name}")
        assert turn is not None
        turn.setIcon(icon(drawing, "mute"))
        turn.setAccessibleName(words)
    return calendar


class TextArea(Input):
    """Text of several lines, pasted without its make-up. Done on leaving and on Ctrl+Enter."""

    def __init__(self, name: str, check: Check = keep, hint: str = "", lines: int = 3) -> None:
        self.area = Area(lines)
        super().__init__(self.area, name, check)
        self.area.setPlaceholderText(hint)
        self.area.textChanged.connect(self._typed)
        self.area.left.connect(self._left)
        self.area.finished.connect(self._enter)
        self.restyle()

    def restyle(self) -> None:
        super().restyle()
        self.area.grow()

    def retype(self, text: str) -> None:
        """Put back what was being typed when the program stopped; it counts when the person leaves the field."""
        with QSignalBlocker(self.area):
            self.area.setPlainText(text)

    def _typed(self) -> None:
        self.typing.emit(self.area.toPlainText())

    def _left(self) -> None:
        if self.area.toPlainText() != (self._value or ""):
            self.commit()

    def _read(self) -> str | None:
        return self.area.toPlainText().strip() or None

    def _show(self, value: str | None) -> None:
        if self.area.hasFocus() and self._read() == (value or None):
            return  # saved during a rest: who goes on typing finds the cursor where it was, also behind a space
        if self.area.toPlainText() != (value or ""):
            self.retype(value or "")


class ChoiceField(Input):
    """One of a list of (code, words); the first line, without a code, is "not filled in" unless it is required."""

    def __init__(self, name: str, options: Iterable[tuple[Any, str]], required: bool = False, check: Check = keep) -> None:
        self.box = Choices()
        super().__init__(self.box, name, check)
        self._required = required
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(12)
        self.box.activated.connect(lambda at: self._chosen(self.box.itemData(at)))
        self.offer(options)
        self.restyle()

    def restyle(self) -> None:
        super().restyle()
        self.box.view().setFont(look.font())
        self.box.setMinimumHeight(max(look.space(36), look.px(15) + look.space(21)))

    def offer(self, options: Iterable[tuple[Any, str]]) -> None:
        """Offer these choices from now on; what is chosen stays chosen if it is still there."""
        self.box.clear()
        if not self._required:
            self.box.addItem(t("Not filled in"), None)
        for code, words in options:
            self.box.addItem(words, code)
        self._show(self._value)

    def _show(self, value: Any) -> None:
        codes = [self.box.itemData(i) for i in range(self.box.count())]
        self.box.setCurrentIndex(codes.index(value) if value in codes else -1)
        if self.box.currentIndex() < 0:
            self.box.setPlaceholderText(t("Choose"))


class _Buttons(Input):
    """Choices that stand beside each other as buttons that tick themselves."""

    def __init__(self, name: str, options: Iterable[tuple[Any, str]], check: Check) -> None:
        self._flow = FlowLayout(gap=8)
        super().__init__(box(self._flow, widget=QWidget()), name, check)
        self._name, self._goes_on = name, False
        self.buttons: dict[Any, Button] = {}
        self.offer(options)

    def go_on_with_enter(self) -> None:
        """From now on Enter is `done`, as in a field that is typed in; Space chooses."""
        self._goes_on = True
        for made in self.buttons.values():
            made.on_enter = self._enter

    def offer(self, options: Iterable[tuple[Any, str]]) -> None:
        """Offer these choices from now on."""
        self._flow.clear()
        self.buttons = {}
        for code, words in options:
            made = Button(words if len(words) <= 48 else words[:47] + "…", "seg", name=f"{self._name}, {words}")
            made.setToolTip("")
            made.clicked.connect(lambda on, code=code: self._pressed(code, on))
            made.on_enter = self._enter if self._goes_on else None
            self.buttons[code] = made
            self._flow.addWidget(made)
        for first in list(self.buttons.values())[:1]:
            self.setFocusProxy(first)
        self._show(self._value)

    def _pressed(self, code: Any, on: bool) -> None:
        raise NotImplementedError


class SegmentField(_Buttons):
    """One of a few choices, all in sight. Pressing the chosen one again takes the choice away, unless it is required."""

    def __init__(self, name: str, options: Iterable[tuple[Any, str]], required: bool = False, check: Check = keep) -> None:
        self._required = required
        super().__init__(name, options, check)

    def _pressed(self, code: Any, on: bool) -> None:
        self._chosen(code if on or self._required else None)
        self._show(self._value)

    def _show(self, value: Any) -> None:
        for code, made in self.buttons.items():
            made.setChecked(value is not None and code == value)


class RefsField(_Buttons):
    """Several of the given (id, words), as a tuple in the order of the list; None when none is chosen."""

    def __init__(self, name: str, options: Iterable[tuple[str, str]], check: Check = keep) -> None:
        super().__init__(name, options, check)

    def _pressed(self, code: Any, on: bool) -> None:
        chosen = set(self._value or ()) - {code} | ({code} if on else set())
        self._chosen(tuple(c for c in self.buttons if c in chosen) or None)

    def _show(self, value: Sequence[str] | None) -> None:
        for code, made in self.buttons.items():
            made.setChecked(code in (value or ()))


class TagsField(Input):
    """A few short texts: type one and press Enter (or a comma); press one that is there to take it out."""

    def __init__(self, name: str, check: Check = keep, hint: str = "") -> None:
        self.line = Line()
        super().__init__(self.line, name, check)
        self._flow = FlowLayout(gap=6)
        self._tags = box(self._flow, widget=QWidget())
        self.lines.insertWidget(0, self._tags)
        self.line.setPlaceholderText(hint or t("type one and press Enter"))
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self.commit)
        self.line.returnPressed.connect(self._enter)
        self.restyle()
        self._show(None)

    def restyle(self) -> None:
        super().restyle()
        self.line.setMinimumHeight(max(look.space(36), look.px(15) + look.space(21)))

    def _typed(self, text: str) -> None:
        if text.endswith(","):
            self.commit()
        else:
            self.typing.emit(text)

    def _read(self) -> tuple[str, ...] | None:
        typed = [part.strip() for part in self.line.text().split(",") if part.strip()]
        return tuple(dict.fromkeys([*(self._value or ()), *typed])) or None

    def _show(self, value: tuple[str, ...] | None) -> None:
        self.line.clear()
        self._flow.clear()
        for tag in value or ():
            made = Button(tag, "default", "x", name=t("Take out {tag}", tag=tag))
            made.clicked.connect(lambda _on=False, tag=tag: self._take_out(tag))
            self._flow.addWidget(made)
        self._tags.setVisible(bool(value))

    def _take_out(self, tag: str) -> None:
        self._chosen(tuple(one for one in self._value or () if one != tag) or None)
        self.line.setFocus()
