"""The plan page on the file of Mark: writing by keyboard, the paper that follows, and handing it over."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QLabel

from guidance_app import edits
from guidance_app.queries.history import audit_list
from guidance_app.queries.read import rows
from guidance_app.ui.bridge import at_once
from guidance_app.ui.look import look
from guidance_app.ui.pages.plan import PlanPage
from guidance_app.ui.pages.plan_print import prepare
from guidance_app.ui.pages.plan_sections import SectionRow
from guidance_app.ui.pages.pupil import PupilPage
from guidance_app.ui.session import Session

LONG = "Mark werkt rustig door, ook als de opdracht langer duurt en andere kinderen in de klas al klaar zijn."


@pytest.fixture
def plan(example_session: Session, example_pupil: str, on_screen: Callable[..., PlanPage]) -> PlanPage:
    return on_screen(PlanPage(example_session, example_pupil, at_once()))


def last_note(page: PlanPage) -> str:
    """What the person's own book says was handed over last."""
    with page.session.read() as s:
        return next(line.what for line in audit_list(s) if line.kind == "note")


def row(page: PlanPage, key: str) -> SectionRow:
    found = page._content.findChild(SectionRow, f"part/{key}")
    assert found is not None
    return found


def paper(page: PlanPage) -> str:
    """The words on the paper that is shown."""
    assert page.right.preview.printed is not None
    return words_of(page.right.preview.printed.content)


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join(document[i].get_textpage().get_text_range() for i in range(len(document)))
    document.close()
    return " ".join(text.split())


def lines_in_store(page: PlanPage, key: str) -> list[str]:
    part = next(part for part in page.now.parts if part.key == key)
    with page.session.read() as s:
        return [line.text for line in rows(s, "sheet_line", section=part.section)]


def texts(page: PlanPage) -> str:
    return " | ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def type_in(qtbot: Any, page: PlanPage, words: str) -> None:
    assert page.lines_field is not None
    page.lines_field.area.setFocus()
    page.lines_field.area.selectAll()
    qtbot.keyClicks(page.lines_field.area, words)


def test_parts_are_walked_and_opened_by_keyboard(qtbot: Any, plan: PlanPage) -> None:
    row(plan, "good").setFocus()
    qtbot.keyClick(row(plan, "good"), Qt.Key.Key_Down)
    assert row(plan, "says").hasFocus()
    qtbot.keyClick(row(plan, "says"), Qt.Key.Key_Return)
    assert [one.part.key for one in plan.findChildren(SectionRow) if one.opened and one.isVisible()] == ["says"]
    assert "“Geen briefjes achter mijn rug." in texts(plan)
    qtbot.keyClick(row(plan, "says"), Qt.Key.Key_Up)
    qtbot.keyClick(row(plan, "good"), Qt.Key.Key_Space)
    assert plan.lines_field is not None
    assert plan.lines_field.area.hasFocus()
    qtbot.keyClick(plan.lines_field.area, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: row(plan, "good").hasFocus())


def test_the_paper_follows_typing_and_one_act_is_made_on_leaving(qtbot: Any, plan: PlanPage) -> None:
    steps = plan.session.undo_text()
    type_in(qtbot, plan, "Mark leest graag.")
    assert "Mark leest graag." not in paper(plan)
    qtbot.waitUntil(lambda: "Mark leest graag." in paper(plan))
    assert plan.session.undo_text() == steps
    qtbot.keyClick(plan.lines_field.area, Qt.Key.Key_Escape)
    assert lines_in_store(plan, "wanted") == ["Mark leest graag."]
    plan.session.undo()
    assert len(lines_in_store(plan, "wanted")) == 3
    assert plan.session.undo_text() == steps
    qtbot.waitUntil(lambda: "Mark snapt wat hij leest." in paper(plan))


def test_undo_while_typing_finishes_the_typing_first(qtbot: Any, plan: PlanPage) -> None:
    type_in(qtbot, plan, "Mark leest graag.")
    plan.session.undo()
    assert len(lines_in_store(plan, "wanted")) == 3
    plan.session.redo()
    assert lines_in_store(plan, "wanted") == ["Mark leest graag."]


def test_what_was_typed_is_there_again_after_the_program_was_killed(
    qtbot: Any, plan: PlanPage, example_pupil: str, on_screen: Callable[..., PlanPage]
) -> None:
    plan.toggle("good")
    type_in(qtbot, plan, "Mark kan koken.")
    plan.session.save_drafts()
    again = on_screen(PlanPage(Session(plan.session.workspace), example_pupil, at_once()))
    assert again.open_part == "good"
    assert again.lines_field is not None
    assert again.lines_field.texts() == ("Mark kan koken.",)
    qtbot.waitUntil(lambda: "Mark kan koken." in paper(again))
    again.session.finish_typing()
    assert lines_in_store(again, "good") == ["Mark kan koken."]
    again.session.workspace.changed.remove(again.session._was_changed)


def test_a_long_sentence_is_cut_in_two_by_one_press_and_one_act(qtbot: Any, plan: PlanPage, settled: Any) -> None:
    type_in(qtbot, plan, LONG)
    qtbot.waitUntil(lambda: "Deze zin heeft 19 woorden. Knip hem in tweeën?" in texts(plan))
    assert "1 lange zin, 0 moeilijke woorden" in plan.foot.words()
    plan.session.finish_typing()
    plan.lines_field.window().setFocus()
    settled(plan)
    (cut,) = [one for one in plan.findChildren(type(plan.right.to_text)) if one.isVisible() and one.text() == "Knip"]
    cut.click()
    settled(plan)
    assert lines_in_store(plan, "wanted") == [
        "Mark werkt rustig door. Ook als de opdracht langer duurt en andere kinderen in de klas al klaar zijn."
    ]
    plan.session.undo()
    assert lines_in_store(plan, "wanted") == [LONG]


def test_a_hard_word_gets_a_plainer_one_beside_it(qtbot: Any, plan: PlanPage) -> None:
    type_in(qtbot, plan, "De juf geeft instructie.")
    qtbot.waitUntil(lambda: "“instructie” is een moeilijk woord. Makkelijker is “uitleg”." in texts(plan))
    assert "0 lange zinnen, 1 moeilijk woord" in plan.foot.words()


def test_a_character_that_cannot_be_printed_is_named_and_the_last_good_paper_stays(qtbot: Any, plan: PlanPage) -> None:
    good = plan.right.preview.printed
    plan.lines_field.area.setFocus()
    plan.lines_field.area.setPlainText("Mark is blij 😀")
    qtbot.waitUntil(lambda: bool(plan.right.preview.trouble))
    assert "😀" in plan.right.preview.trouble
    assert plan.right.preview.printed is good
    type_in(qtbot, plan, "Mark is blij.")
    qtbot.waitUntil(lambda: "Mark is blij." in paper(plan))
    assert plan.right.preview.trouble == ""


def test_the_paper_keeps_its_place_while_it_is_made_again(qtbot: Any, plan: PlanPage) -> None:
    bar = plan.right.preview.paper.verticalScrollBar()
    bar.setValue(200)
    type_in(qtbot, plan, "Mark leest graag.")
    qtbot.waitUntil(lambda: "Mark leest graag." in paper(plan))
    assert bar.value() == 200


def test_what_parents_never_see_is_named_and_says_why(plan: PlanPage) -> None:
    assert row(plan, "never").part.source == "nooit in het plan voor ouders"
    plan.toggle("never")
    assert "Scores en verslagen staan nooit in dit plan." in texts(plan)


def test_a_part_leads_to_the_page_it_comes_from(qtbot: Any, example_session: Session, example_pupil: str) -> None:
    turned: list[Any] = []
    make = partial(PlanPage, jobs=at_once())
    pupil = PupilPage(example_session, [("Plan", make)], lambda *place: turned.append(place))
    qtbot.addWidget(pupil)
    pupil.open((example_pupil, 0))
    pupil.page.toggle("says")
    pupil.page._content.findChild(object, "link/says").click()
    assert turned == [(example_pupil, 7)]


def test_own_sentences_are_given_up_and_written_again(plan: PlanPage, settled: Any) -> None:
    plan.session.do(edits.remove("sheet_section", next(part for part in plan.now.parts if part.key == "home").section))
    settled(plan)
    plan.toggle("home")
    plan._content.findChild(type(plan.right.to_text), "write/home").click()
    settled(plan)
    assert plan.lines_field.area.hasFocus()
    assert "Samen lezen, 10 minuten" in lines_in_store(plan, "home")


def test_a_part_is_left_out_of_the_page_and_put_back(plan: PlanPage) -> None:
    plan.toggle("hard")
    plan._content.findChild(type(plan.right.to_text), "out/hard").click()
    assert row(plan, "hard").part.source == "staat uit"
    assert "Dit is lastig" not in paper(plan)
    plan._content.findChild(type(plan.right.to_text), "out/hard").click()
    assert "Dit is lastig" in paper(plan)


def test_the_foot_says_whether_it_fits_on_one_page(qtbot: Any, plan: PlanPage) -> None:
    assert "Past op 1 blad" in plan.foot.words()
    plan.lines_field.area.setFocus()
    plan.lines_field.area.setPlainText("\n".join(f"Regel {i}." for i in range(40)))
    qtbot.waitUntil(lambda: "Wordt 2 bladen" in plan.foot.words())


def test_every_reader_has_its_own_paper(plan: PlanPage) -> None:
    plan.show_for("joint")
    assert "Samen bouwen aan een sterke week" in paper(plan)
    plan.show_for("file")
    assert "Dossier van Mark" in paper(plan)
    plan.show_for("pupil")
    assert not plan.right.preview.isVisible()
    assert "Ik gebruik mijn timer en mijn stappenkaart." in texts(plan)
    assert plan.now.no_paper()
    assert "print" not in plan.handlers()


def test_the_childs_own_plan_follows_typing(qtbot: Any, plan: PlanPage) -> None:
    plan.show_for("pupil")
    type_in(qtbot, plan, "Ik lees met oren.")
    assert "Ik lees met oren." in texts(plan)


def test_a_new_version_is_one_act_with_the_keyboard_where_is_said_what_changed(plan: PlanPage, settled: Any) -> None:
    plan.handlers()["plan.new"]()
    settled(plan)
    assert plan.now.state.words == "Versie 4, concept"
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName().startswith("plan_version/")
    plan.session.undo()
    settled(plan)
    assert plan.now.state.words == "Versie 3, concept"


def test_the_answer_of_a_parent_is_noted_and_taken_back(qtbot: Any, plan: PlanPage, settled: Any) -> None:
    plan.show_for("joint")
    plan.toggle("approvals")
    mother = plan.now.data.missing[0]
    plan._content.findChild(type(plan.right.to_text), f"missing/{mother.by}/{mother.kind}").click()
    settled(plan)
    plan._content.findChild(type(plan.right.to_text), "result/akkoord").click()
    settled(plan)
    assert plan.now.data.given[0].result == "akkoord"
    answer = plan.now.data.given[0].id
    plan.open_answer("")
    tile = plan._content.findChild(object, f"answer/{answer}")
    tile.setFocus()
    qtbot.keyClick(tile, Qt.Key.Key_Delete)
    settled(plan)
    assert plan.now.data.missing[0] == mother


def test_status_and_measures_that_go_on_are_chosen(plan: PlanPage, settled: Any) -> None:
    plan.show_for("joint")
    field = plan._content.findChild(object, f"plan/{plan.now.state.plan}/status/adopted")
    field.click()
    settled(plan)
    assert plan.now.state.words == "Versie 3, vastgesteld"
    plan.toggle("continues")
    measure = plan.now.data.measures[0][0]
    plan._content.findChild(object, f"plan/{plan.now.state.plan}/continues/{measure}").click()
    settled(plan)
    with plan.session.read() as s:
        assert measure not in rows(s, "plan", plan.pupil)[0].continues


def test_the_pdf_that_is_saved_is_the_paper_that_is_shown_and_it_is_noted(plan: PlanPage, tmp_path: Path) -> None:
    assert plan.out.file_name() == "plan-ouders-versie-3.pdf"
    plan.out.save_to(tmp_path / "plan.pdf")
    assert (tmp_path / "plan.pdf").read_bytes() == plan.right.preview.printed.content
    assert "niet versleuteld" in plan.right.preview.says.text()
    assert "bewaard als PDF" in last_note(plan)


def test_what_is_still_being_typed_is_in_the_pdf(qtbot: Any, plan: PlanPage, tmp_path: Path) -> None:
    type_in(qtbot, plan, "Mark leest graag.")
    plan.out.save_to(tmp_path / "plan.pdf")
    assert "Mark leest graag." in words_of((tmp_path / "plan.pdf").read_bytes())


def test_a_place_where_nothing_can_be_saved_is_told(qtbot: Any, plan: PlanPage, tmp_path: Path) -> None:
    with qtbot.waitSignal(plan.session.problem) as told:
        plan.out.save_to(tmp_path / "weg" / "plan.pdf")
    assert "kan daar niet worden bewaard" in told.args[0]


def test_the_plan_is_copied_as_plain_text(plan: PlanPage) -> None:
    plan.out.copy_text()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Het plan voor Mark\n")
    assert "- De juf geeft 2 stappen tegelijk. (Anouk, elke instructie)" in text
    assert "gekopieerd als tekst" in last_note(plan)


def test_the_pages_that_were_asked_for_are_printed_and_noted(plan: PlanPage, tmp_path: Path) -> None:
    plan.show_for("joint")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printer.pdf"))
    prepare(printer)
    printer.setFromTo(2, 3)
    plan.out.print_on(plan.right.preview.printed, printer)
    printed = pypdfium2.PdfDocument(tmp_path / "printer.pdf")
    assert len(printed) == 2
    picture = printed[0].render(scale=0.5, grayscale=True).to_numpy()
    printed.close()
    assert picture.min() < 100
    assert "afgedrukt" in last_note(plan)


@pytest.mark.skipif(bool(QPrinterInfo.availablePrinterNames()), reason="this computer has a printer")
def test_without_a_printer_there_is_one_clear_sentence(qtbot: Any, plan: PlanPage) -> None:
    with qtbot.waitSignal(plan.session.problem) as told:
        plan.handlers()["print"]()
    assert told.args[0].startswith("Er is geen printer op deze computer.")


def test_with_only_a_first_name_there_is_one_button_that_makes_a_plan(
    new_session: Session, new_pupil: str, on_screen: Callable[..., PlanPage], settled: Any
) -> None:
    page = on_screen(PlanPage(new_session, new_pupil, at_once()))
    assert "Er is nog geen plan" in texts(page)
    page.handlers()["new"]()
    settled(page)
    assert page.lines_field.area.hasFocus()
    assert "Het plan voor Noor" in paper(page)
    new_session.undo()
    settled(page)
    assert "Er is nog geen plan" in texts(page)


def test_where_there_is_little_room_editor_and_paper_take_turns(plan: PlanPage) -> None:
    plan.resize(960, 420)
    assert plan.slot.isVisible()
    assert not plan.right.isVisible()
    plan.show_paper(True)
    assert plan.right.isVisible()
    assert not plan.slot.isVisible()
    plan.right.to_text.click()
    assert plan.slot.isVisible()
    plan.resize(1180, 600)
    assert plan.slot.isVisible()
    assert plan.right.isVisible()


@pytest.mark.parametrize("audience", ["parents", "joint", "pupil", "file"])
def test_at_double_text_nothing_is_clipped_and_everything_has_a_name(
    qapp: QApplication, plan: PlanPage, settled: Any, clipped: Any, unnamed: Any, audience: Any
) -> None:
    plan.show_for(audience)
    assert unnamed(plan) == []
    look.apply(qapp, dark=False, text=2.0)
    settled(plan)
    assert clipped(plan) == []


def test_what_a_person_types_is_never_taken_for_markup(qtbot: Any, plan: PlanPage) -> None:
    hostile = "<b>Mark</b> & <img src=x> leest."
    type_in(qtbot, plan, hostile)
    qtbot.waitUntil(lambda: hostile in paper(plan))
    plan.session.finish_typing()
    plan.show_for("pupil")
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in plan.findChildren(QLabel))


def test_paper_is_not_made_for_a_page_that_nobody_sees(plan: PlanPage) -> None:
    before = plan.right.preview.printed
    plan.hide()
    plan.session.do(edits.change("sheet", plan.now.data.sheet, "title", "Ons plan"))
    QApplication.processEvents()
    assert plan.right.preview.printed is before
    plan.show()
    plan.shown()
    assert "Ons plan" in paper(plan)


def test_a_file_that_is_removed_while_its_plan_is_open_is_said_to_be_gone(plan: PlanPage, settled: Any) -> None:
    plan.session.do(edits.remove("pupil", plan.pupil))
    settled(plan)
    assert "Dit is er niet meer." in texts(plan)
    plan.session.undo()
    settled(plan)
    assert "Het plan voor Mark" in paper(plan)


def test_a_click_that_ends_the_typing_also_opens_the_part_that_was_clicked(qtbot: Any, plan: PlanPage) -> None:
    type_in(qtbot, plan, "Mark leest graag.")
    qtbot.mousePress(row(plan, "good"), Qt.MouseButton.LeftButton)
    row(plan, "good").setFocus(Qt.FocusReason.MouseFocusReason)
    QApplication.processEvents()
    qtbot.mouseRelease(row(plan, "good"), Qt.MouseButton.LeftButton)
    assert plan.open_part == "good"
