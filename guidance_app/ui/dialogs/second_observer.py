"""Two people watched the same moment: what both saw, interval by interval in two rows under each other, as two counts, or only
the percentage that was reported. What it comes to is said while one types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QDialog, QSizePolicy, QWidget

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.domain.marks import read_marks
from guidance_app.edits.observers import write_check
from guidance_app.queries import read
from guidance_app.queries.observers import seen_alike
from guidance_app.ui.input_parts import Input
from guidance_app.ui.inputs import ChoiceField, DayField, NumberField, SegmentField, TextField
from guidance_app.ui.layouts import STRETCH, Column, FlowLayout, Row, ScrollPage, box
from guidance_app.ui.look import SEMIBOLD, look
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import button, label, small

MARKS, COUNTS, PERCENT = "marks", "counts", "percent"
FIELDS: Final = {
    MARKS: ("first_marks", "second_marks"),
    COUNTS: ("first_count", "second_count"),
    PERCENT: ("percent",),
}


class SecondObserver(QDialog):
    """`outcomes`: (id, name) of what is measured, the one that is looked at first. `check`: the one to change, "" for a new one.

    `made` is the id of what was written down, "" when nothing was.
    """

    def __init__(
        self,
        session: Session,
        pupil: str,
        experiment: str,
        outcomes: Sequence[tuple[str, str]],
        check: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self.experiment, self.check, self.made = session, experiment, check, ""
        self.setWindowTitle(t("Second observer"))
        self.fields = self._fields(pupil, outcomes)
        self.how = SegmentField(
            t("How was it compared?"),
            [(MARKS, t("per interval")), (COUNTS, t("two counts")), (PERCENT, t("only the percentage"))],
            required=True,
        )
        self._pair, self._told = MarksPair(), small("", "text", wrap=True)
        self._told.setObjectName("agreement")
        self._fill(outcomes)
        self._groups = {how: self._group(how) for how in FIELDS}
        parts = Column(*self._parts(len(outcomes) > 1), STRETCH, gap=12, margins=(24, 20, 24, 16))
        self.setLayout(Column((ScrollPage(box(parts, widget=QWidget()), t("Second observer")), 1), gap=0))
        self.resize(QSize(look.space(620), look.space(560)).boundedTo(self.screen().availableSize() * 0.9))
        self._show(self.how.value())
        self._first().setFocus()

    def _fields(self, pupil: str, outcomes: Sequence[tuple[str, str]]) -> dict[str, Input]:
        spec = read.fields("observer_check")
        people = self.session.options(spec["second_observer"], pupil)
        hint = t("for example ++-+ or jjnj")
        found: dict[str, Input] = {
            "date": DayField(t("Date"), lambda: self.session.today),
            "second_observer": ChoiceField(t("Who watched too"), people),
            "outcome": ChoiceField(t("What was watched"), outcomes),
            "first_marks": TextField(t("What the first saw"), read_marks_of, hint),
            "second_marks": TextField(t("What the second saw"), read_marks_of, hint),
            "first_count": NumberField(t("Counted by the first"), 0),
            "second_count": NumberField(t("Counted by the second"), 0),
            "percent": NumberField(t("Agreement in percent"), 0, 100),
        }
        for name, one in found.items():
            one.field.setObjectName(f"second observer/{name}")
            one.edited.connect(lambda _value: self._tell())
            one.typing.connect(lambda _text: self._tell())
        return found

    def _fill(self, outcomes: Sequence[tuple[str, str]]) -> None:
        """What is there already, or today and the outcome that is looked at."""
        with self.session.read() as s:
            found = read.row(s, "observer_check", self.check)
        for name, one in self.fields.items():
            one.show_value(found[name] if found else None)
        if found is None:
            self.fields["date"].show_value(self.session.today)
            self.fields["outcome"].show_value(outcomes[0][0] if outcomes else None)
        filled = [how for how, names in FIELDS.items() if found and found[names[0]] is not None]
        self.how.show_value(filled[0] if filled else MARKS)
        self.how.edited.connect(self._show)

    def _group(self, how: str) -> QWidget:
        fields = [self.fields[name] for name in FIELDS[how]]
        parts = [_under(one) for one in fields]
        if how == MARKS:
            return box(Column(*parts, self._pair, gap=8), widget=QWidget())
        return box(FlowLayout(*parts, gap=16), widget=QWidget())

    def _parts(self, several: bool) -> list[Any]:
        about = [self.fields[name] for name in ("date", "second_observer")] + ([self.fields["outcome"]] if several else [])
        save = button(t("Keep|form"), "primary", "check", self.keep)
        save.setObjectName("second observer/keep")
        save.setAutoDefault(False)  # Enter goes to the next field; only the last one keeps
        for names in FIELDS.values():
            for name, following in zip(names, [*names[1:], None], strict=True):
                self.fields[name].done.connect(self.keep if following is None else self.fields[following].setFocus)
        return [
            label(t("Second observer"), "title", wrap=True),
            label(t("Two people watch the same moment, without looking at each other. How far do they see the same?"), wrap=True),
            box(FlowLayout(*(_under(one) for one in about), gap=16), widget=QWidget()),
            self.how,
            *self._groups.values(),
            self._told,
            Row(STRETCH, button(t("Cancel"), "default", "", self.reject), save, gap=8),
        ]

    def _show(self, how: str) -> None:
        for name, group in self._groups.items():
            group.setVisible(name == how)
        self._tell()

    def _first(self) -> Input:
        return self.fields[FIELDS[self.how.value()][0]]

    def _tell(self) -> None:
        """What it comes to so far; while one of both is still empty there is nothing to say."""
        now = {name: _now(self.fields[name]) for name in FIELDS[self.how.value()]}
        if self.how.value() == MARKS:
            self._pair.show_marks(now["first_marks"] or "", now["second_marks"] or "")
        ready = all(value is not None for value in now.values())
        self._told.setText(seen_alike(*(now.get(name) for name in ORDER))[1] if ready else "")

    def keep(self) -> None:
        """Write it down, when it is whole."""
        names = FIELDS[self.how.value()]
        shown = [*names, "date"]
        if not all([self.fields[name].commit() for name in shown]):
            return
        values = {name: self.fields[name].value() for name in names}
        wrong = self._wrong(values)
        if wrong:
            field, sentence = wrong
            self.fields[field].problem(sentence)
            self.fields[field].setFocus()
            return
        values |= {name: self.fields[name].value() for name in ("date", "second_observer", "outcome")}
        self.made = self.session.do(write_check(self.experiment, values, self.check)) or ""
        if self.made:
            self.accept()

    def _wrong(self, values: dict[str, Any]) -> tuple[str, str] | None:
        """The field at which something is missing, and what."""
        empty = next((name for name, value in values.items() if value is None), None)
        if empty:
            return empty, t("This is still empty.")
        first, second = values.get("first_marks"), values.get("second_marks")
        if first and second and len(first) != len(second):
            words = t("The rows are not equally long: {a} and {b} intervals.", a=len(first), b=len(second))
            return "second_marks", words
        return None


ORDER: Final = ("first_marks", "second_marks", "first_count", "second_count", "percent")


def read_marks_of(text: str | None) -> str | None:
    """The marks of a field that holds text."""
    return read_marks(text or "")


def _now(field: Input) -> Any:
    """What is in a field while one types in it; None while that is nothing yet."""
    try:
        return field.check(field._read())
    except Problem:
        return None


def _under(field: Input) -> QWidget:
    words = small(field.field.accessibleName(), weight=SEMIBOLD)
    words.setBuddy(field.field)
    return box(Column(words, field, gap=3), widget=QWidget())


class MarksPair(QWidget):
    """Both rows under each other, interval by interval; where they differ there is a box round both."""

    CELL: Final = 22

    def __init__(self) -> None:
        super().__init__()
        self._marks = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_marks(self, first: str, second: str) -> None:
        """Show these rows."""
        self._marks = (first, second)
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self._lines() * (2 * self._cell() + look.px(10)))

    def _cell(self) -> int:
        return look.px(self.CELL)

    def _in_a_row(self) -> int:
        return max(self.width() // self._cell(), 1)

    def _lines(self) -> int:
        return -(-max(map(len, self._marks)) // self._in_a_row())

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font("body", SEMIBOLD))
        for at in range(max(map(len, self._marks))):
            self._paint_interval(painter, at)
        painter.end()

    def _paint_interval(self, painter: QPainter, at: int) -> None:
        cell, (line, column) = self._cell(), divmod(at, self._in_a_row())
        top = line * (2 * cell + look.px(10))
        seen = [marks[at] if at < len(marks) else "" for marks in self._marks]
        painter.setPen(look.colour("text"))
        for row, sign in enumerate(seen):
            where = QRectF(column * cell, top + row * cell, cell, cell)
            painter.drawText(where, Qt.AlignmentFlag.AlignCenter, "−" if sign == "-" else sign)
        if seen[0] != seen[1]:
            painter.setPen(QPen(look.colour("text"), 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(column * cell + 1, top + 1, cell - 2, 2 * cell - 2), 4, 4)
