"""Measuring by keyboard alone, on the start page and in an experiment: every kind of value, why not, as agreed or not."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from guidance_app import edits
from guidance_app.edits.experiments import add_experiment, add_phase
from guidance_app.queries.read import rows
from guidance_app.ui.dialogs.second_observer import SecondObserver
from guidance_app.ui.look import look
from guidance_app.ui.pages.experiments import ExperimentsPage
from guidance_app.ui.pages.start import StartPage
from guidance_app.ui.session import Session


@pytest.fixture
def trial(new_session: Session, new_pupil: str) -> str:
    """An experiment that runs, with an approach since today and something of which a percentage is counted."""
    made = str(new_session.do(add_experiment(new_pupil, "Stil lezen", None, "school", "Woorden goed")))
    with new_session.read() as s:
        outcome = rows(s, "outcome", new_pupil)[0].id
    new_session.do(edits.change_many("outcome", outcome, {"kind": "percent", "unit": "%"}))
    phase = new_session.do(add_phase(made, new_session.today))
    new_session.do(edits.change_many("phase", phase, {"kind": "approach", "code": "B1", "label": "Samen"}))
    return made


@pytest.fixture
def start(new_session: Session, trial: str, on_screen: Callable[..., Any]) -> StartPage:
    assert trial
    made: StartPage = on_screen(StartPage(new_session, lambda *_: None, lambda: None))
    return made


@pytest.fixture
def page(new_session: Session, new_pupil: str, trial: str, on_screen: Callable[..., Any]) -> ExperimentsPage:
    assert trial
    made: ExperimentsPage = on_screen(ExperimentsPage(new_session, new_pupil))
    return made


def words(page: QWidget) -> str:
    QApplication.processEvents()
    return " ".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def measured(session: Session) -> list[Any]:
    with session.read() as s:
        return rows(s, "measurement")


def type_in(qtbot: Any, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    qtbot.keyClicks(focus(), text)
    qtbot.keyClick(focus(), key)


def test_a_part_of_a_whole_is_typed_and_one_key_says_it_went_as_agreed(start: StartPage, qtbot: Any, settled: Any) -> None:
    qtbot.waitUntil(lambda: focus().objectName().endswith("/measured"))
    type_in(qtbot, "7 van 12")
    settled(start)
    assert focus().objectName().endswith("/fidelity/yes")
    qtbot.keyClick(focus(), Qt.Key.Key_D)
    settled(start)
    (made,) = measured(start.session)
    assert (made.value, made.part, made.whole, made.fidelity) == (Decimal("58.333333"), 7, 12, "partly")
    assert "Opgeslagen om" in words(start)
    start.session.undo()
    assert measured(start.session)[0].fidelity is None
    start.session.undo()
    assert measured(start.session) == []


def test_what_cannot_be_is_refused_in_one_sentence_and_stays_typed(start: StartPage, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: focus().objectName().endswith("/measured"))
    type_in(qtbot, "13/12")
    assert "Het deel is groter dan het geheel." in words(start)
    assert focus().text() == "13/12"  # type: ignore[attr-defined]
    assert measured(start.session) == []


def test_a_missed_measurement_keeps_its_day_with_the_reason(start: StartPage, qtbot: Any, settled: Any) -> None:
    ask = next(one for one in start.findChildren(QWidget) if one.objectName().startswith("ask/"))
    ask.setFocus()
    qtbot.keyClick(ask, Qt.Key.Key_Space)
    type_in(qtbot, "ziek")
    settled(start)
    (made,) = measured(start.session)
    assert (made.missed, made.value, made.date) == ("ziek", None, start.session.today)
    assert made.phase is not None
    field = next(one for one in start.findChildren(QWidget) if one.objectName().endswith("/missed") and one.isVisible())
    assert field.text() == "ziek"  # type: ignore[attr-defined]


def test_in_the_experiment_the_same_with_a_warning_where_it_mostly_went_otherwise(
    page: ExperimentsPage, qtbot: Any, settled: Any
) -> None:
    for _ in range(3):
        page.go_to(page.measures.VALUE)
        qtbot.waitUntil(lambda: focus().objectName() == page.measures.VALUE)
        qtbot.keyClicks(focus(), "9/12")
        page.go_to("new measurement/fidelity/yes")
        qtbot.keyClick(focus(), Qt.Key.Key_N)
        settled(page)
    made = measured(page.session)
    assert [(one.value, one.part, one.fidelity) for one in made] == [(75, 9, "no")] * 3
    shown = words(page)
    assert "In 0 van de 3 keer zoals afgesproken." in shown
    assert "“Samen” ging meestal niet zoals afgesproken: dan zeggen de cijfers er weinig over." in shown


def test_what_is_half_typed_stays_when_something_else_changes(page: ExperimentsPage, qtbot: Any, settled: Any) -> None:
    page.go_to(page.measures.VALUE)
    qtbot.keyClicks(focus(), "80")
    page.session.do(edits.change("experiment", page.open.id, "question", "Helpt het?"))
    settled(page)
    assert (focus().objectName(), focus().text()) == (page.measures.VALUE, "80")  # type: ignore[attr-defined]
    assert "Helpt het?" in words(page)


def test_a_new_kind_is_chosen_where_it_is_made(page: ExperimentsPage, qtbot: Any, settled: Any) -> None:
    page.unfold("outcome")
    kind = page.findChild(QWidget, "new outcome/kind")
    assert kind is not None
    kind.setCurrentIndex(kind.findData("duration"))  # type: ignore[attr-defined]
    kind.activated.emit(kind.findData("duration"))  # type: ignore[attr-defined]
    name = page.findChild(QWidget, "new outcome")
    assert name is not None
    name.setFocus()
    type_in(qtbot, "Tijd aan het werk")
    settled(page)
    with page.session.read() as s:
        assert [one.kind for one in rows(s, "outcome", page.pupil)] == ["percent", "duration"]


@pytest.fixture
def dialog(page: ExperimentsPage, qtbot: Any) -> SecondObserver:
    made = SecondObserver(page.session, page.pupil, page.open.id, [(o.id, o.name) for o in page.open.outcomes])
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.open()
        made.activateWindow()
    return made


def test_two_rows_of_intervals_are_compared_while_one_types(dialog: SecondObserver, page: ExperimentsPage, qtbot: Any) -> None:
    first, second = (dialog.fields[name].field for name in ("first_marks", "second_marks"))
    qtbot.keyClicks(first, "jjjj nnnn jj")
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert QApplication.focusWidget() is second
    qtbot.keyClicks(second, "++++ ---- +-")
    assert dialog.findChild(QLabel, "agreement").text() == "In 9 van de 10 intervallen hetzelfde gezien (90%); kappa 0,8"
    qtbot.keyClick(second, Qt.Key.Key_Return)
    with page.session.read() as s:
        (made,) = rows(s, "observer_check", page.pupil)
    assert (made.first_marks, made.second_marks, made.percent) == ("++++----++", "++++----+-", None)
    page.session.undo()
    with page.session.read() as s:
        assert rows(s, "observer_check", page.pupil) == []


def test_rows_that_are_not_equally_long_are_refused(dialog: SecondObserver, page: ExperimentsPage, qtbot: Any) -> None:
    for name, text in (("first_marks", "+++"), ("second_marks", "++")):
        qtbot.keyClicks(dialog.fields[name].field, text)
    dialog.keep()
    assert "De rijen zijn niet even lang: 3 en 2 intervallen." in words(dialog)
    with page.session.read() as s:
        assert rows(s, "observer_check", page.pupil) == []


def test_everything_has_a_name_and_fits_at_twice_the_size(
    start: StartPage, dialog: SecondObserver, qapp: QApplication, settled: Any, clipped: Any, unnamed: Any
) -> None:
    assert unnamed(dialog) == unnamed(start) == []
    look.apply(qapp, dark=False, text=2.0)
    settled(start)
    qapp.processEvents()
    assert clipped(dialog) == clipped(start) == []
