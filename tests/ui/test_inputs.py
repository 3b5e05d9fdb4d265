"""Fields: what is shown is never told, what a person did is told once, and what is wrong stays to be mended."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from guidance_app.ui.input_parts import Input
from guidance_app.ui.inputs import (
    ChoiceField,
    DayField,
    NumberField,
    RefsField,
    SegmentField,
    TagsField,
    TextArea,
    TextField,
    TimeField,
)
from guidance_app.ui.layouts import Column
from guidance_app.ui.look import look

TODAY = dt.date(2026, 2, 19)
PEOPLE = [("m", "Mark"), ("ma", "mama"), ("pa", "papa")]


def every_field() -> dict[str, tuple[Input, list[Any]]]:
    """One of each field, with values it can show."""
    return {
        "text": (TextField("Naam"), ["Mark", None, "a & <b>"]),
        "number": (NumberField("Procent", 0, 100), [Decimal("7.50"), None, Decimal(0)]),
        "day": (DayField("Dag", lambda: TODAY), [TODAY, None]),
        "time": (TimeField("Tijd"), [dt.time(14, 45), None]),
        "area": (TextArea("Tekst"), ["een\ntwee", None]),
        "choice": (ChoiceField("Wie", PEOPLE), ["ma", None, "unknown"]),
        "segment": (SegmentField("Wie", PEOPLE), ["ma", None, "unknown"]),
        "refs": (RefsField("Wie", PEOPLE), [("m", "pa"), None]),
        "tags": (TagsField("Sterk"), [("lezen", "bouwen"), None]),
    }


class Heard:
    """What a field told."""

    def __init__(self, field: Input) -> None:
        self.edited: list[Any] = []
        self.typed: list[str] = []
        self.done = 0
        field.edited.connect(self.edited.append)
        field.typing.connect(self.typed.append)
        field.done.connect(self._done)

    def _done(self) -> None:
        self.done += 1


@pytest.fixture
def shown(qtbot: Any) -> Any:
    """Puts a field in a window, beside another field to go to."""

    pages: list[QWidget] = []  # kept until the test is over

    def put(field: Input) -> Heard:
        page = QWidget()
        pages.append(page)
        page.setLayout(Column(field, QLineEdit()))
        qtbot.addWidget(page)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        field.field.setFocus()
        return Heard(field)

    return put


def sentence(field: Input) -> str:
    return field._words.text() if field._problem.isVisible() else ""


@pytest.mark.parametrize("kind", ["text", "number", "day", "time", "area", "choice", "segment", "refs", "tags"])
def test_showing_a_value_tells_nobody(shown: Any, kind: str) -> None:
    field, values = every_field()[kind]
    heard = shown(field)
    for value in values:
        field.show_value(value)
        assert field.value() == value
        assert field.commit()
        assert field.value() == value
    assert (heard.edited, heard.typed, heard.done) == ([], [], 0)


@pytest.mark.usefixtures("qapp")
@given(st.decimals(min_value=0, max_value=100, places=2))
def test_a_number_that_is_shown_reads_back_the_same(number: Decimal) -> None:
    field = NumberField("Procent", 0, 100)
    field.show_value(number)
    assert field.commit()
    assert field.value() == number
    assert str(field.value()) == str(number)


@pytest.mark.parametrize(("typed", "number"), [("7,5", "7.5"), ("7.5", "7.5"), ("65", "65"), (" 80 % ", "80")])
def test_a_number_may_have_a_comma_or_a_dot(shown: Any, qtbot: Any, typed: str, number: str) -> None:
    field = NumberField("Procent", 0, 100)
    heard = shown(field)
    qtbot.keyClicks(field.line, typed)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert heard.edited == [Decimal(number)]
    assert heard.done == 1


@pytest.mark.parametrize(("typed", "words"), [("740", "Meer dan 100"), ("-1", "Minder dan 0"), ("veel", "geen getal")])
def test_a_number_that_cannot_be_stays_with_a_sentence_below_it(shown: Any, qtbot: Any, typed: str, words: str) -> None:
    field = NumberField("Procent", 0, 100)
    heard = shown(field)
    qtbot.keyClicks(field.line, typed)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.line.text() == typed
    assert words in sentence(field)
    assert field.field.accessibleDescription() == sentence(field)
    assert (heard.edited, heard.done, field.value()) == ([], 0, None)
    field.line.clear()
    qtbot.keyClicks(field.line, "65")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert sentence(field) == ""
    assert heard.edited == [Decimal(65)]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3-11", dt.date(2025, 11, 3)),
        ("di", dt.date(2026, 2, 17)),
        ("gisteren", dt.date(2026, 2, 18)),
        ("+6w", dt.date(2026, 4, 2)),
    ],
)
def test_a_day_may_be_typed_short_and_is_shown_in_full(shown: Any, qtbot: Any, typed: str, day: dt.date) -> None:
    field = DayField("Dag", lambda: TODAY)
    heard = shown(field)
    qtbot.keyClicks(field.line, typed)
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert heard.edited == [day]
    assert field.line.text() == f"{day.day} {['februari', 'april', 'november'][[2, 4, 11].index(day.month)]} {day.year}"


def test_a_day_may_be_taken_away_again(shown: Any, qtbot: Any) -> None:
    field = DayField("Dag", lambda: TODAY)
    field.show_value(TODAY)
    heard = shown(field)
    field.line.selectAll()
    qtbot.keyClick(field.line, Qt.Key.Key_Delete)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert heard.edited == [None]


def test_a_day_that_is_none_stays(shown: Any, qtbot: Any) -> None:
    field = DayField("Dag", lambda: TODAY)
    heard = shown(field)
    qtbot.keyClicks(field.line, "31-2")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.line.text() == "31-2"
    assert sentence(field)
    assert heard.edited == []


def test_a_day_can_be_chosen_in_a_calendar_that_opens_at_it(shown: Any, qtbot: Any) -> None:
    field = DayField("Dag", lambda: TODAY)
    heard = shown(field)
    qtbot.keyClick(field.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = field.findChild(QCalendarWidget)
    assert calendar.selectedDate() == QDate(2026, 2, 19)
    assert calendar.accessibleName() == "Kalender"
    calendar.clicked.emit(QDate(2026, 2, 3))
    assert heard.edited == [dt.date(2026, 2, 3)]
    assert field.line.text() == "3 februari 2026"


def test_leaving_a_field_tells_once_and_only_a_change(shown: Any, qtbot: Any) -> None:
    field = TextField("Naam")
    field.show_value("Mark")
    heard = shown(field)
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    field.line.setFocus()
    field.line.selectAll()
    qtbot.keyClicks(field.line, "Noor")
    assert heard.edited == []
    assert heard.typed[-1] == "Noor"
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert heard.edited == ["Noor"]


@pytest.mark.parametrize("make", [TextField, TextArea])
def test_text_from_before_a_crash_comes_back_silently_and_counts_on_leaving(shown: Any, qtbot: Any, make: Any) -> None:
    field = make("Naam")
    heard = shown(field)
    field.retype("half af")
    assert (heard.typed, heard.edited) == ([], [])
    qtbot.keyClick(field.field, Qt.Key.Key_Tab)
    assert heard.edited == ["half af"]


def test_long_text_is_pasted_without_its_make_up_and_done_with_ctrl_enter(shown: Any, qtbot: Any) -> None:
    field = TextArea("Tekst")
    heard = shown(field)
    paste = QMimeData()
    paste.setHtml("<h1 style='color:red'>Mark leest</h1>")
    paste.setText("Mark leest")
    field.area.insertFromMimeData(paste)
    assert "red" not in field.area.toHtml()
    qtbot.keyClick(field.area, Qt.Key.Key_Return)
    qtbot.keyClicks(field.area, "graag")
    qtbot.keyClick(field.area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert heard.edited == ["Mark leest\ngraag"]
    assert heard.done == 1


def test_long_text_grows_and_never_scrolls_inside(shown: Any) -> None:
    field = TextArea("Tekst", lines=2)
    shown(field)
    low = field.area.height()
    field.show_value("regel\n" * 20)
    assert field.area.height() > 4 * low
    assert field.area.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("make", [TextField, TextArea])
def test_undo_belongs_to_the_window_until_something_is_typed(shown: Any, qtbot: Any, make: Any) -> None:
    field = make("Naam")
    field.show_value("Mark")
    shown(field)
    done = []
    act = field.window().addAction("undo")
    act.setShortcut(QKeySequence("Ctrl+Z"))
    act.triggered.connect(lambda: done.append(True))
    qtbot.keyClick(field.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert done == [True]
    qtbot.keyClicks(field.field, "x")
    qtbot.keyClick(field.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert done == [True]


def test_the_wheel_never_changes_a_choice(shown: Any) -> None:
    field = ChoiceField("Wie", PEOPLE)
    field.show_value("m")
    heard = shown(field)
    spot = QPointF(5, 5)
    no_buttons, no_keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    turn = QWheelEvent(spot, spot, QPoint(), QPoint(0, -120), no_buttons, no_keys, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(field.box, turn)
    assert field.value() == "m"
    assert heard.edited == []


def test_a_choice_made_with_the_keyboard_is_told(shown: Any, qtbot: Any) -> None:
    field = ChoiceField("Wie", PEOPLE)
    heard = shown(field)
    qtbot.keyClick(field.box, Qt.Key.Key_Down)
    qtbot.keyClick(field.box, Qt.Key.Key_Down)
    assert heard.edited[-1] in ("m", "ma")
    assert field.value() == heard.edited[-1]


def test_pressing_a_chosen_segment_takes_it_away_unless_it_is_required(shown: Any) -> None:
    free, fixed = SegmentField("Wie", PEOPLE), SegmentField("Wie", PEOPLE, required=True)
    heard, held = shown(free), shown(fixed)
    for field in (free, fixed):
        field.buttons["ma"].click()
        field.buttons["ma"].click()
    assert heard.edited == ["ma", None]
    assert held.edited == ["ma"]
    assert fixed.buttons["ma"].isChecked()


def test_several_can_be_chosen_and_keep_the_order_of_the_list(shown: Any) -> None:
    field = RefsField("Wie", PEOPLE)
    heard = shown(field)
    field.buttons["pa"].click()
    field.buttons["m"].click()
    field.buttons["pa"].click()
    field.buttons["m"].click()
    assert heard.edited == [("pa",), ("m", "pa"), ("m",), None]


def test_tags_are_added_with_enter_or_comma_and_taken_out_by_pressing(shown: Any, qtbot: Any) -> None:
    field = TagsField("Sterk")
    heard = shown(field)
    qtbot.keyClicks(field.line, "lezen,bouwen")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.value() == ("lezen", "bouwen")
    press = next(b for b in field.findChildren(QWidget) if b.accessibleName() == "Haal lezen weg")
    press.click()
    assert heard.edited[-1] == ("bouwen",)


def test_a_text_saved_while_somebody_rests_keeps_the_cursor_where_it_was(qtbot: QtBot) -> None:
    area = TextArea("Tekst")
    qtbot.addWidget(area)
    with qtbot.waitActive(area):
        area.show()
        area.activateWindow()
    area.field.setFocus()
    QTest.keyClicks(area.field, "Mark leest ")
    area.commit()
    area.show_value("Mark leest")
    QTest.keyClicks(area.field, "graag")
    assert area.field.toPlainText() == "Mark leest graag"


@pytest.mark.parametrize("text", [1.0, 2.0])
def test_a_list_to_choose_from_ends_with_a_whole_line(qtbot: Any, qapp: QApplication, text: float) -> None:
    look.apply(qapp, dark=False, text=text)
    made = ChoiceField("Soort", [(str(n), f"Keuze {n}") for n in range(8)])
    qtbot.addWidget(made)
    made.show()
    made.box.showPopup()
    qapp.processEvents()
    view = made.box.view()
    last = view.visualRect(view.model().index(made.box.count() - 1, 0))
    assert last.bottom() <= view.viewport().height()
    made.box.hidePopup()
