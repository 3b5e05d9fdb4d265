"""The holidays of a school in the settings: typed, pasted, changed and taken away, and read by every series of its pupils."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from guidance_app.queries.measuring import holidays_of
from guidance_app.queries.read import rows
from guidance_app.ui.look import look
from guidance_app.ui.pages.holidays_part import HolidaysPart
from guidance_app.ui.session import Session

AUTUMN = (dt.date(2026, 10, 17), dt.date(2026, 10, 25))


@pytest.fixture
def part(example_session: Session, on_screen: Callable[..., Any]) -> HolidaysPart:
    made: HolidaysPart = on_screen(HolidaysPart(example_session))
    return made


def words(part: QWidget) -> str:
    QApplication.processEvents()
    return " ".join(one.text() for one in part.findChildren(QLabel) if one.isVisible())


def starting(part: HolidaysPart, name: str) -> Any:
    return next(w for w in part._content.findChildren(QWidget) if w.objectName().startswith(name) and w.isVisible())


def press(qtbot: Any, widget: Any, *keys: Any) -> None:
    for key in keys:
        (qtbot.keyClicks if isinstance(key, str) else qtbot.keyClick)(widget, key)


def known(part: HolidaysPart) -> list[tuple[str, dt.date, dt.date]]:
    with part.session.read() as s:
        return [(one.name, one.from_date, one.to_date) for one in rows(s, "holiday", "school")]


def add(part: HolidaysPart, qtbot: Any, name: str, first: str, last: str) -> None:
    press(qtbot, starting(part, "open:add/"), Qt.Key.Key_Space)
    for text in (name, first, last):
        press(qtbot, QApplication.focusWidget(), text, Qt.Key.Key_Return)


def test_a_holiday_is_typed_by_keyboard_alone_and_counts_for_every_pupil(
    part: HolidaysPart, qtbot: Any, settled: Any, example_pupil: str
) -> None:
    add(part, qtbot, "Herfstvakantie", "17-10-2026", "25-10-2026")
    settled(part)
    assert "Schooljaar 2026-2027 Herfstvakantie 17 tot en met 25 oktober 2026" in words(part)
    with part.session.read() as s:
        assert holidays_of(s, example_pupil) == (AUTUMN,)
    part.session.undo()
    assert known(part) == []


def test_a_last_day_before_the_first_is_refused_and_stays_typed(part: HolidaysPart, qtbot: Any) -> None:
    add(part, qtbot, "Herfstvakantie", "17-10-2026", "15-10-2026")
    assert "De laatste dag ligt voor de eerste dag" in words(part)
    assert starting(part, "last day").text() == "15 oktober 2026"
    assert known(part) == []


def test_a_block_is_seen_before_it_is_added_and_what_is_wrong_stays(part: HolidaysPart, qtbot: Any, settled: Any) -> None:
    add(part, qtbot, "Herfstvakantie", "17-10-2026", "25-10-2026")
    press(qtbot, starting(part, "open:paste/"), Qt.Key.Key_Space)
    area: Any = QApplication.focusWidget()
    area.setPlainText(
        "Herfstvakantie 17-10-2026 25-10-2026\nKerst 19 december 2026 t/m 3 januari 2027\nVoorjaar 20-2-2027 18-2-2027"
    )
    shown = words(part)
    assert "(staat er al)" in shown
    assert "Kerst, 19 december 2026 tot en met 3 januari 2027" in shown
    assert "De laatste dag ligt voor de eerste dag" in shown
    act = next(b for b in part.findChildren(QWidget) if b.accessibleName() == "Voeg 1 vakantie toe")
    press(qtbot, act, Qt.Key.Key_Space)
    settled(part)
    assert [name for name, *_ in known(part)] == ["Herfstvakantie", "Kerst"]
    assert starting(part, "first").toPlainText() == "Voorjaar 20-2-2027 18-2-2027"
    part.session.undo()
    assert [name for name, *_ in known(part)] == ["Herfstvakantie"]


def test_a_holiday_is_changed_and_taken_away(part: HolidaysPart, qtbot: Any, settled: Any) -> None:
    add(part, qtbot, "Herfstvakantie", "17-10-2026", "25-10-2026")
    settled(part)
    press(qtbot, starting(part, "open:holiday/"), Qt.Key.Key_Return)
    last = starting(part, "last day")
    last.selectAll()
    press(qtbot, last, "26-10-2026", Qt.Key.Key_Return)
    settled(part)
    assert known(part) == [("Herfstvakantie", AUTUMN[0], dt.date(2026, 10, 26))]
    press(qtbot, starting(part, "open:holiday/"), Qt.Key.Key_Delete)
    settled(part)
    assert known(part) == []
    assert "Nog geen vakanties" in words(part)


def test_without_a_school_it_says_where_one_begins(new_session: Session, on_screen: Callable[..., Any]) -> None:
    assert "nog geen school" in words(on_screen(HolidaysPart(new_session)))


def test_everything_has_a_name_and_fits_at_twice_the_size(
    part: HolidaysPart, qtbot: Any, unnamed: Any, clipped: Any, settled: Any
) -> None:
    add(part, qtbot, "Een heel lange naam van een vakantie met <b>opmaak</b>", "17-10-2026", "25-10-2026")
    press(qtbot, starting(part, "open:add/"), Qt.Key.Key_Space)
    assert unnamed(part) == []
    look.resize(2.0)
    settled(part)
    QApplication.processEvents()
    assert clipped(part) == []
    assert "<b>opmaak</b>" in words(part)
