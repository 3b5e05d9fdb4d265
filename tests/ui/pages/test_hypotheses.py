"""Working hypotheses on the profile page: the course by keyboard, the records behind it, and the answer that closes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget

from guidance_app import edits
from guidance_app.queries.read import rows
from guidance_app.ui.look import look
from guidance_app.ui.pages.going import PROFILE, TALKS, wished
from guidance_app.ui.pages.profile import ProfilePage
from guidance_app.ui.session import Session


@pytest.fixture
def page(example_session: Session, example_pupil: str, on_screen: Callable[..., Any]) -> ProfilePage:
    made: ProfilePage = on_screen(ProfilePage(example_session, example_pupil), 884)
    return made


def table(page: ProfilePage, name: str, **where: Any) -> list[Any]:
    with page.session.read() as s:
        return rows(s, name, page.pupil, **where)


def called(page: ProfilePage, about: str) -> str:
    return str(next(one.id for one in table(page, "hypothesis") if about in one.text))


def find(page: ProfilePage, name: str) -> Any:
    found = [w for w in page._content.findChildren(QWidget, name) if w.isVisible()]
    assert found, name
    return found[-1]


def words(page: ProfilePage) -> str:
    QApplication.processEvents()
    return " ".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def press(qtbot: Any, widget: Any, *keys: Any) -> None:
    for key in keys:
        (qtbot.keyClicks if isinstance(key, str) else qtbot.keyClick)(widget, key)


def test_what_was_answered_is_one_line_that_unfolds_and_folds(page: ProfilePage, qtbot: Any) -> None:
    assert "Bevestigd op 15 april 2025, externe zorgaanbieder" in words(page)
    assert "Voor de tweede keer op rij" not in words(page)
    line = f"hypothesis/{called(page, 'dyslexie')}"
    press(qtbot, find(page, line), Qt.Key.Key_Return)
    assert "Voor de tweede keer op rij" in words(page)
    press(qtbot, QApplication.focusWidget(), Qt.Key.Key_Space)
    assert "Voor de tweede keer op rij" not in words(page)
    assert QApplication.focusWidget() is find(page, line)


def test_a_question_gets_its_answer_and_moves_to_what_is_answered(page: ProfilePage, qtbot: Any, settled: Any) -> None:
    sleep = called(page, "slaapt")
    press(qtbot, find(page, f"hypothesis/{sleep}/question"), Qt.Key.Key_Return)
    press(qtbot, QApplication.focusWidget(), "Slaapt Mark langer met de kaart?")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(page)
    press(qtbot, find(page, f"next step/{sleep}"), Qt.Key.Key_Space)
    settled(page)
    step = table(page, "hypothesis_step", hypothesis=sleep)[-1].id
    press(qtbot, find(page, f"state/{step}/rejected"), Qt.Key.Key_Space)
    settled(page)
    press(qtbot, find(page, f"hypothesis/{sleep}/answer"), Qt.Key.Key_Return)
    press(qtbot, QApplication.focusWidget(), "Nee, ook na langer slapen.")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(page)
    press(qtbot, find(page, f"done/{step}"), Qt.Key.Key_Space)
    assert QApplication.focusWidget() is find(page, f"hypothesis/{sleep}")
    assert "Nee, ook na langer slapen. Verworpen op 19 februari 2026, Petra" in words(page)


def test_instruments_are_typed_in_a_row_and_shown_as_words(page: ProfilePage, qtbot: Any, settled: Any) -> None:
    sleep = called(page, "slaapt")
    place = f"hypothesis/{sleep}/instruments"
    page.session.do(edits.change("hypothesis", sleep, "question", "Hoe laat?"))
    settled(page)
    press(qtbot, find(page, place), Qt.Key.Key_F2)
    press(qtbot, QApplication.focusWidget(), "slaapkaart, gesprek", Qt.Key.Key_Return)
    settled(page)
    assert table(page, "hypothesis", id=sleep)[0].instruments == ("slaapkaart", "gesprek")
    assert "slaapkaart, gesprek" in words(page)


def test_a_record_behind_a_step_is_chosen_and_opened(page: ProfilePage, qtbot: Any, settled: Any) -> None:
    wanted: list[int] = []
    page.tab_wanted.connect(wanted.append)
    sleep = called(page, "slaapt")
    first, second = table(page, "hypothesis_step", hypothesis=sleep)
    talk = first.evidence[0]
    press(qtbot, find(page, f"seen/{first.id}/{talk}"), Qt.Key.Key_Space)
    assert wanted == [TALKS]
    assert page.session.workspace.remembered(f"talk/{page.pupil}") == f"conversation/{talk}"
    press(qtbot, find(page, f"step/{second.id}"), Qt.Key.Key_Return)
    box = find(page, f"evidence/{second.id}")
    assert isinstance(box, QComboBox)
    at = next(n for n in range(box.count()) if "WISC" in box.itemText(n))
    box.setCurrentIndex(at)
    box.activated.emit(at)
    settled(page)
    changed = table(page, "hypothesis_step", id=second.id)[0]
    assert len(changed.evidence) == 2
    page.session.undo()
    assert table(page, "hypothesis_step", id=second.id)[0].evidence == second.evidence


def test_a_test_that_another_page_asked_for_is_open_when_the_page_comes(page: ProfilePage, qtbot: Any, settled: Any) -> None:
    press(qtbot, find(page, f"hypothesis/{called(page, 'dyslexie')}"), Qt.Key.Key_Return)
    link = next(
        w for w in page.findChildren(QWidget) if w.objectName().startswith("seen/") and w.isVisible() and "PDDB" in w.text()
    )
    test = link.objectName().rpartition("/")[2]
    press(qtbot, link, Qt.Key.Key_Space)
    page.shown()
    settled(page)
    assert page.tests.opened == test
    assert wished(page, PROFILE) is None


@pytest.mark.thorough
def test_everything_has_a_name_and_fits_at_twice_the_size(
    page: ProfilePage, unnamed: Any, clipped: Any, qtbot: Any, settled: Any
) -> None:
    sleep = called(page, "slaapt")
    press(qtbot, find(page, f"next step/{sleep}"), Qt.Key.Key_Space)
    settled(page)
    assert unnamed(page) == []
    look.resize(2.0)
    page.resize(1290, 640)
    settled(page)
    QApplication.processEvents()
    assert clipped(page) == []
    assert page._content.widget().width() <= page._content.viewport().width()  # type: ignore[union-attr]
