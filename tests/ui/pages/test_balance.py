"""The page of the balance, as a person works on it: with the keyboard, in the example."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from guidance_app import edits
from guidance_app.queries.balance import Balance, balance
from guidance_app.ui.look import look
from guidance_app.ui.pages.balance import BalancePage
from guidance_app.ui.pages.place_box import PlaceBox
from guidance_app.ui.pages.tile import Tile
from guidance_app.ui.session import Session

Show = Callable[..., Any]


@pytest.fixture
def page(example_session: Session, example_pupil: str, on_screen: Show) -> BalancePage:
    return on_screen(BalancePage(example_session, example_pupil), 886)


def now(page: BalancePage) -> Balance:
    with page.session.read() as s:
        return balance(s, page.pupil)


def focus_of() -> Any:
    return QApplication.focusWidget()


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def test_home_and_school_are_equally_wide_and_begin_and_end_at_the_same_height(page: BalancePage, qapp: QApplication) -> None:
    qapp.processEvents()
    home, school = page.findChildren(PlaceBox)
    assert abs(home.width() - school.width()) <= 1
    assert (home.y(), home.height()) == (school.y(), school.height())
    assert home.mapTo(page, home.rect().topLeft()).x() < school.mapTo(page, school.rect().topLeft()).x()


def test_what_is_asked_is_counted_in_words(page: BalancePage) -> None:
    assert "Vijf afspraken." in words(page)
    assert "Zes afspraken." in words(page)


def test_ctrl_and_an_arrow_move_an_agreement_to_the_other_side_and_back(page: BalancePage, qtbot: Any, settled: Any) -> None:
    measure = now(page).home.asked[0]
    page.go_to(f"open:measure/{measure.id}")
    qtbot.keyClick(focus_of(), Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    settled(page)
    assert measure.id in [m.id for m in now(page).school.asked]
    assert focus_of().objectName() == f"open:measure/{measure.id}"
    qtbot.keyClick(focus_of(), Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert next(m.id for m in now(page).home.asked) == measure.id


def test_a_neutral_sentence_is_there_only_while_home_is_asked_more(page: BalancePage, settled: Any) -> None:
    assert "Past dat in een gewone week?" not in words(page)
    for measure in now(page).school.asked[:2]:
        page.session.do(edits.change("measure", measure.id, "place", "home"))
    settled(page)
    assert "Het plan vraagt meer van thuis (zeven) dan van school (vier)." in words(page)


def test_a_factor_goes_through_home_child_and_school(page: BalancePage, qtbot: Any, settled: Any) -> None:
    factor = now(page).home.hinders[0].id
    page.go_to(f"factor/{factor}/text")
    for place in ("child_hinders", "school"):
        qtbot.keyClick(focus_of(), Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
        settled(page)
        found = getattr(now(page), place)
        assert factor in [f.id for f in (found.hinders if place == "school" else found)]
        assert focus_of().objectName() == f"factor/{factor}/text"
    qtbot.keyClick(focus_of(), Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert factor in [f.id for f in now(page).school.hinders]


def test_lines_are_added_one_after_another_with_enter(page: BalancePage, qtbot: Any, qapp: QApplication) -> None:
    page.go_to("open:factor/school/helps")
    qtbot.keyClick(focus_of(), Qt.Key.Key_Space)
    for line in ("Vaste plek vooraan.", "Rustige gang."):
        qtbot.keyClicks(focus_of(), line)
        qtbot.keyClick(focus_of(), Qt.Key.Key_Return)
        qapp.processEvents()
    assert [f.text for f in now(page).school.helps][-2:] == ["Vaste plek vooraan.", "Rustige gang."]
    page.session.undo()
    assert [f.text for f in now(page).school.helps][-1] == "Vaste plek vooraan."


def test_a_line_is_written_in_place_and_delete_takes_it_away(page: BalancePage, qtbot: Any, settled: Any) -> None:
    factor = now(page).school.helps[0]
    page.go_to(f"factor/{factor.id}/text")
    qtbot.keyClick(focus_of(), Qt.Key.Key_Return)
    qtbot.keyClicks(focus_of(), " Altijd.")
    qtbot.keyClick(focus_of(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(page)
    assert now(page).school.helps[0].text == f"{factor.text} Altijd."
    qtbot.keyClick(page.findChild(Tile, f"factor/{factor.id}/text"), Qt.Key.Key_Delete)
    assert now(page).school.helps == ()
    page.session.undo()
    assert now(page).school.helps[0].text == f"{factor.text} Altijd."


def test_the_form_behind_an_agreement_says_who_and_closes_with_escape(page: BalancePage, qtbot: Any, settled: Any) -> None:
    measure = now(page).home.asked[0]
    page.go_to(f"open:measure/{measure.id}")
    qtbot.keyClick(focus_of(), Qt.Key.Key_Return)
    who = page.findChild(object, f"measure/{measure.id}/who/{page.pupil}")
    assert who.isChecked()
    who.setFocus()
    qtbot.keyClick(who, Qt.Key.Key_Space)
    settled(page)
    assert now(page).home.asked[0].who == "moeder"
    assert focus_of().objectName() == f"measure/{measure.id}/who/{page.pupil}"
    qtbot.keyClick(focus_of(), Qt.Key.Key_Escape)
    assert focus_of().objectName() == f"open:measure/{measure.id}"


def test_the_panel_asks_neutral_questions_and_quotes_only_what_may_be_shared(page: BalancePage) -> None:
    said = words(page.side())
    assert "Welke afspraak zou Mark zelf anders willen?" in said
    assert "In het weekend wil ik langer opblijven, dat is eerlijk." in said
    assert "Dan zeg ik maar dat het stom is." not in said


@pytest.mark.parametrize(
    ("text", "width"),
    [(1.0, 886), pytest.param(1.0, 940, marks=pytest.mark.thorough), pytest.param(2.0, 940, marks=pytest.mark.thorough)],
)
def test_everything_has_a_name_and_nothing_is_cut_off(
    page: BalancePage, qapp: QApplication, unnamed: Any, clipped: Any, settled: Any, text: float, width: int
) -> None:
    look.apply(qapp, text=text)
    settled(page)
    page.resize(width, 560)
    for panel in ("", "ask/home", "factor/home/helps", "factor/child/hinders"):
        page.open_panel(panel)
        qapp.processEvents()
        assert unnamed(page) == []
        assert clipped(page) == []


def test_a_new_pupil_has_both_sides_with_room_to_begin(new_session: Session, new_pupil: str, on_screen: Show, qtbot: Any) -> None:
    page = on_screen(BalancePage(new_session, new_pupil), 886)
    assert words(page).count("Er is nog niets afgesproken.") == 2
    assert "Noor" in words(page.side())
    page.go_to("open:ask/home")
    qtbot.keyClick(focus_of(), Qt.Key.Key_Space)
    qtbot.keyClicks(focus_of(), "Samen ontbijten")
    qtbot.keyClick(focus_of(), Qt.Key.Key_Return)
    assert [m.title for m in now(page).home.asked] == ["Samen ontbijten"]


def test_the_words_of_people_are_never_markup(page: BalancePage, qapp: QApplication, settled: Any) -> None:
    evil = "<b>vet</b><img src=x>"
    page.session.do(edits.add("factor", page.pupil, kind="helps", area="home", text=evil))
    page.session.do(edits.add("measure", page.pupil, title=evil, place="home", when=evil))
    settled(page)
    qapp.processEvents()
    shown = [label for label in page.findChildren(QLabel) if evil in label.text() and label.isVisible()]
    assert len(shown) == 3
    assert {label.textFormat() for label in shown} == {Qt.TextFormat.PlainText}
