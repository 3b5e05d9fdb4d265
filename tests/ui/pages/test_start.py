"""The start page as a person uses it: measure, tick off, go where something is due; all by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from guidance_app import edits, example
from guidance_app.queries.read import rows
from guidance_app.queries.start import GOALS_TAB, TALKS_TAB
from guidance_app.ui.look import look
from guidance_app.ui.pages.start import StartPage
from guidance_app.ui.session import Session
from guidance_app.workspace import create

Show = Callable[..., Any]


@pytest.fixture
def opened() -> list[Any]:
    """What was opened from the page."""
    return []


@pytest.fixture
def page(example_session: Session, on_screen: Show, opened: list[Any]) -> StartPage:
    return on_screen(_page(example_session, opened))


def _page(session: Session, opened: list[Any]) -> StartPage:
    return StartPage(session, lambda pupil, tab=0: opened.append((pupil, tab)), lambda: opened.append("new"))


def named(page: StartPage, name: str) -> QWidget:
    found = [w for w in page.findChildren(QWidget) if w.objectName().startswith(name) and w.isVisible()]
    assert found, name
    return found[0]


def press(qtbot: Any, widget: QWidget, key: Qt.Key = Qt.Key.Key_Return) -> None:
    widget.setFocus()
    qtbot.keyClick(widget, key)


def words(page: StartPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def measured(session: Session) -> list[Decimal]:
    with session.read() as s:
        return [m.value for m in rows(s, "measurement") if m.date == example.TODAY]


def test_a_day_on_which_nothing_is_urgent_still_shows_what_comes(page: StartPage) -> None:
    shown = words(page)
    for told in ("Petra", "Donderdag 19 februari.", "Voortgangsgesprek Mark Fictief", "di 9 jun", "Elke dag in de agenda kijken"):
        assert told in shown
    assert "Nieuw doel voor agenda met Mark" in shown
    assert "vr 19 jun\nOverdracht voor groep 8 klaarzetten" in shown
    assert "Toestemming nog niet gevraagd" in shown
    assert "noodkaart" not in shown


def test_a_value_and_enter_are_saved_at_once_and_ctrl_z_takes_it_back(page: StartPage, qtbot: Any, settled: Any) -> None:
    field = named(page, "goal/")
    qtbot.waitUntil(field.hasFocus)  # the keyboard begins here
    qtbot.keyClicks(field, "3")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settled(page)
    assert measured(page.session) == [3]
    assert "Opgeslagen om" in words(page)
    assert named(page, "goal/").text() == "3"
    page.session.undo()
    settled(page)
    assert measured(page.session) == []
    assert named(page, "goal/").text() == ""


def test_enter_goes_on_to_the_next_field(example_session: Session, example_pupil: str, on_screen: Show, qtbot: Any) -> None:
    example_session.do(edits.add("goal", example_pupil, title="Vlot lezen", target=Decimal(80), unit="%"))
    page = on_screen(_page(example_session, []))
    first, second = (f for f in page.findChildren(QWidget) if f.objectName().endswith("/measured"))
    name = second.objectName()
    qtbot.waitUntil(first.hasFocus)
    qtbot.keyClicks(first, "4")
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert second.hasFocus()
    qtbot.waitUntil(lambda: not page._pending.isActive())
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == name  # also after the page has been built again
    qtbot.keyClicks(focus, "250")
    qtbot.keyClick(focus, Qt.Key.Key_Return)
    assert "Meer dan 100 kan hier niet." in words(page)
    assert (focus.text(), measured(example_session)) == ("250", [4])


def test_an_agreement_is_ticked_off_here_and_ctrl_z_opens_it_again(page: StartPage, qtbot: Any, settled: Any) -> None:
    press(qtbot, named(page, "tick/"), Qt.Key.Key_Space)
    settled(page)
    assert "Nieuw doel voor agenda" not in words(page)
    page.session.undo()
    settled(page)
    assert "Nieuw doel voor agenda" in words(page)


def test_a_talk_opens_on_the_page_of_talks_and_a_goal_on_that_of_goals(
    page: StartPage, qtbot: Any, opened: list[Any], example_pupil: str
) -> None:
    press(qtbot, named(page, "open/"), Qt.Key.Key_Space)
    press(qtbot, [w for w in page.findChildren(QWidget) if w.objectName().startswith("goal/")][-1])
    assert opened == [(example_pupil, TALKS_TAB), (example_pupil, GOALS_TAB)]
    assert page.session.workspace.remembered(f"talk/{example_pupil}").startswith("meeting/")


def test_what_is_good_to_know_opens_the_file_at_that_place(
    page: StartPage, qtbot: Any, opened: list[Any], example_pupil: str
) -> None:
    press(qtbot, named(page, "know/0"), Qt.Key.Key_Space)
    assert opened == [(example_pupil, 0)]
    assert str(page.session.property(f"panel/{example_pupil}")).startswith("consent/")


def test_an_empty_store_has_one_act(tmp_path: Any, on_screen: Show, qtbot: Any, opened: list[Any]) -> None:
    session = Session(create(tmp_path / "Leeg", example.KEY, "Petra Schijn", "sen_coordinator", today=example.TODAY))
    page = on_screen(_page(session, opened))
    assert "Nog geen leerlingen" in words(page)
    press(qtbot, named(page, "new pupil"), Qt.Key.Key_Space)
    assert opened == ["new"]
    session.close()


def test_a_pupil_of_whom_nothing_is_known_gives_a_page(new_session: Session, on_screen: Show) -> None:
    page = on_screen(_page(new_session, []))
    assert "Vandaag staat er niets vast." in words(page)


def test_nothing_is_cut_off_at_200_percent_and_everything_has_a_name(
    page: StartPage, qapp: QApplication, settled: Any, clipped: Any, unnamed: Any
) -> None:
    assert unnamed(page) == []
    look.apply(qapp, dark=False, text=2.0)
    settled(page)
    page.resize(900, 480)
    qapp.processEvents()
    assert clipped(page) == []


def test_what_people_type_is_never_markup(example_session: Session, example_pupil: str, on_screen: Show) -> None:
    hostile = "<b>vet</b> <img src=x> & {name}"
    example_session.do(edits.add("goal", example_pupil, title=hostile, due=example.TODAY, target=Decimal(1)))
    page = on_screen(_page(example_session, []))
    shown = [label for label in page.findChildren(QLabel) if hostile in label.text()]
    assert shown
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in shown)
