"""The profile page: what one does there by keyboard, on Mark's file and on an empty one."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from guidance_app import edits
from guidance_app.queries.read import rows
from guidance_app.ui.look import look
from guidance_app.ui.pages.profile import ProfilePage
from guidance_app.ui.session import Session


@pytest.fixture
def page(example_session: Session, example_pupil: str, on_screen: Callable[..., Any]) -> ProfilePage:
    made: ProfilePage = on_screen(ProfilePage(example_session, example_pupil))
    side = made.side()
    side.setParent(made)  # in one window, as beside a page
    side.setGeometry(884, 0, 296, 2000)
    side.show()
    return made


@pytest.fixture
def empty(new_session: Session, new_pupil: str, on_screen: Callable[..., Any]) -> ProfilePage:
    made: ProfilePage = on_screen(ProfilePage(new_session, new_pupil))
    return made


def words(widget: QWidget) -> str:
    QApplication.processEvents()  # what was added just now is shown
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def find(page: ProfilePage, name: str) -> Any:
    found = [w for part in (page._content, page.side()) for w in part.findChildren(QWidget, name) if w.isVisible()]
    assert found, name
    return found[-1]


def table(page: ProfilePage, name: str, **where: Any) -> list[Any]:
    with page.session.read() as s:
        return rows(s, name, page.pupil, **where)


def press(qtbot: Any, widget: Any, *keys: Any) -> None:
    for key in keys:
        (qtbot.keyClicks if isinstance(key, str) else qtbot.keyClick)(widget, key)


def test_the_sentence_comes_first_and_the_first_line_is_explained(page: ProfilePage) -> None:
    assert "Sterk in taal." in words(page)
    assert "Hier is Mark sterk in. De balk is het stuk waar de echte waarde waarschijnlijk ligt." in words(page.side())
    assert "Zo leest u dit" in words(page.side())


def test_walking_the_lines_explains_each_and_numbers_come_on_demand(page: ProfilePage, qtbot: Any) -> None:
    axis = find(page, "profile axis")
    axis.setFocus()
    press(qtbot, axis, *[Qt.Key.Key_Down] * 4)
    assert "Dit kost Mark moeite." in words(page.side())
    assert "indexscore 80" not in words(page.side())
    press(qtbot, find(page, "show numbers"), Qt.Key.Key_Space)
    assert "indexscore 80 waarschijnlijk tussen 73 en 92 (95%) percentiel 9" in words(page.side())


def test_the_choice_of_words_is_remembered_in_the_sitting(page: ProfilePage, qtbot: Any, settled: Any) -> None:
    press(qtbot, find(page, "mode/numbers"), Qt.Key.Key_Space)
    settled(page)
    again = ProfilePage(page.session, page.pupil)
    qtbot.addWidget(again)
    again.shown()
    assert again.findChild(QWidget, "mode/numbers").isChecked()


def test_a_test_is_entered_by_keyboard_alone(page: ProfilePage, qtbot: Any, settled: Any) -> None:
    page.handlers()["new"]()
    name = QApplication.focusWidget()
    press(qtbot, name, "RAKIT-2", Qt.Key.Key_Return)
    press(qtbot, QApplication.focusWidget(), Qt.Key.Key_Return)
    settled(page)
    first = QApplication.focusWidget()
    assert first is not None
    press(qtbot, first, "12", Qt.Key.Key_Return)
    settled(page)
    assert QApplication.focusWidget() is not first
    test = table(page, "assessment", instrument="RAKIT-2")[0]
    scores = table(page, "score", assessment=test.id)
    assert [(s.value, s.scale) for s in scores] == [(Decimal(12), "factor")]
    page.session.undo()
    page.session.undo()
    assert not table(page, "assessment", instrument="RAKIT-2")


def test_a_score_is_changed_on_its_line_and_the_sentence_follows(page: ProfilePage, qtbot: Any, settled: Any) -> None:
    test = table(page, "assessment", instrument="WISC-V-NL")[0]
    press(qtbot, find(page, f"test/{test.id}"), Qt.Key.Key_Return)
    verbal = table(page, "score", assessment=test.id, abbreviation="VBI")[0]
    field = find(page, f"score/{verbal.id}/value")
    field.setFocus()
    field.selectAll()
    press(qtbot, field, "104", Qt.Key.Key_Return)
    settled(page)
    assert "Sterk in taal" not in words(page)
    assert find(page, f"score/{verbal.id}/value") is field  # the person goes on where he was
    page.session.undo()
    settled(page)
    assert (field.text(), "Sterk in taal" in words(page)) == ("116", True)


def test_an_impossible_score_is_refused_beside_its_field(page: ProfilePage, qtbot: Any) -> None:
    test = table(page, "assessment", instrument="WISC-V-NL")[0]
    page.tests.open(test.id)
    verbal = table(page, "score", assessment=test.id, abbreviation="VBI")[0]
    field = find(page, f"score/{verbal.id}/value")
    field.setFocus()
    field.selectAll()
    press(qtbot, field, "999", Qt.Key.Key_Return)
    assert "Dit getal kan niet bij deze soort score" in words(page)
    assert (field.text(), table(page, "score", id=verbal.id)[0].value) == ("999", Decimal(116))


def test_delete_removes_a_test_with_its_scores_and_undo_brings_all_back(page: ProfilePage, qtbot: Any, settled: Any) -> None:
    test = table(page, "assessment", instrument="WISC-V-NL")[0]
    press(qtbot, find(page, f"test/{test.id}"), Qt.Key.Key_Delete)
    settled(page)
    assert not table(page, "score", assessment=test.id)
    assert "Sterk in taal" not in words(page)
    page.session.undo()
    assert len(table(page, "score", assessment=test.id)) == 16


def test_what_is_seen_is_added_and_written_beside_the_axis(page: ProfilePage, qtbot: Any, settled: Any) -> None:
    add = find(page, "new observation")
    add.setFocus()
    press(qtbot, add, "<b>Legt het mondeling uit</b>", Qt.Key.Key_Return)
    settled(page)
    seen = table(page, "observation")[-1]
    assert "<b>Legt het mondeling uit</b>" in words(page.side())
    press(qtbot, find(page, f"observation/{seen.id}/text"), Qt.Key.Key_F2)
    field = QApplication.focusWidget()
    assert field is not None
    press(qtbot, field, " en rustig")
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(page)
    assert "rustig" in table(page, "observation", id=seen.id)[0].text


def test_a_hypothesis_gets_its_next_step_with_the_cursor_in_the_reason(page: ProfilePage, qtbot: Any, settled: Any) -> None:
    sleep = next(h for h in table(page, "hypothesis") if "slaapt" in h.text)
    press(qtbot, find(page, f"next step/{sleep.id}"), Qt.Key.Key_Space)
    settled(page)
    step = table(page, "hypothesis_step", hypothesis=sleep.id)[-1]
    field = QApplication.focusWidget()
    assert field is not None
    assert field.objectName() == f"hypothesis_step/{step.id}/reason"
    press(qtbot, field, "De slaapkaart hielp")
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(page)
    changed = table(page, "hypothesis_step", id=step.id)[0]
    assert (changed.reason, changed.status) == ("De slaapkaart hielp", "confirmed")
    page.session.undo()
    page.session.undo()
    assert len(table(page, "hypothesis_step", hypothesis=sleep.id)) == 2


def test_an_empty_profile_says_what_belongs_here_and_how_to_begin(empty: ProfilePage, qtbot: Any, settled: Any) -> None:
    assert "Nog geen toetsen" in words(empty)
    add = find(empty, "new hypothesis")
    add.setFocus()
    press(qtbot, add, "Ziet het bord niet goed?", Qt.Key.Key_Return)
    settled(empty)
    assert "Ziet het bord niet goed?" in words(empty)


def test_all_that_can_be_reached_has_a_name_and_nothing_is_cut_off(
    page: ProfilePage, unnamed: Any, clipped: Any, settled: Any
) -> None:
    page.tests.open(table(page, "assessment", instrument="BRIEF-2 ouders")[0].id)
    assert (unnamed(page), unnamed(page.side())) == ([], [])
    look.resize(2.0)
    page.resize(1290, 640)
    page.side().setGeometry(716, 0, 574, 4000)
    settled(page)
    QApplication.processEvents()
    assert (clipped(page), clipped(page.side())) == ([], [])
    assert page._content.widget().width() <= page._content.viewport().width()  # type: ignore[union-attr]


def test_hostile_words_stay_words(example_session: Session, example_pupil: str, on_screen: Callable[..., Any]) -> None:
    text = "<img src=x onerror=alert(1)> & <b>vet</b>"
    example_session.do(edits.add("hypothesis", example_pupil, text=text))
    page = on_screen(ProfilePage(example_session, example_pupil))
    label = next(one for one in page.findChildren(QLabel) if one.text() == text)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_the_place_for_a_new_test_comes_into_sight_with_the_keyboard_in_it(page: ProfilePage, qtbot: Any) -> None:
    page.new_test()
    field = find(page, "new test")
    qtbot.waitUntil(lambda: field.hasFocus() and field.visibleRegion().boundingRect().height() == field.height())
    button = next(b for b in page.findChildren(QWidget) if b.accessibleName() == "Toevoegen" and b.isVisible())
    assert not button.visibleRegion().isEmpty()


@pytest.mark.parametrize("scrolled", [0, 120])
def test_choosing_words_numbers_or_dots_leaves_the_page_where_it_is(page: ProfilePage, qtbot: Any, scrolled: int) -> None:
    page.resize(1180, 420)
    QApplication.processEvents()
    bar = page._content.verticalScrollBar()
    bar.setValue(scrolled)
    for mode in ("numbers", "dots", "words"):
        qtbot.mouseClick(find(page, f"mode/{mode}"), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda mode=mode: find(page, f"mode/{mode}").hasFocus())
        for _ in range(3):
            QApplication.processEvents()
        assert find(page, f"mode/{mode}").isChecked()
        assert bar.value() == scrolled
