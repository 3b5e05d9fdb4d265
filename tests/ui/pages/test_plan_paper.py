"""The paper beside the plan of Mark: what it shows, when it is made, and handing it over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QLabel

from guidance_app import edits
from guidance_app.ui.pages.plan import PlanPage
from guidance_app.ui.pages.plan.printing import prepare
from tests.ui.pages._plan import last_note, paper, texts, type_in, words_of

pytestmark = pytest.mark.thorough


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


def test_the_experiments_have_a_paper_that_can_be_saved(plan: PlanPage, tmp_path: Path, settled: Any, qtbot: Any) -> None:
    plan.show_for("file")
    plan.show_file("experiments")
    settled(plan)
    qtbot.waitUntil(lambda: "Proefjes van Mark" in paper(plan))
    assert plan.out.file_name().startswith("proefjes")
    plan.out.save_to(tmp_path / "proefjes.pdf")
    assert (tmp_path / "proefjes.pdf").read_bytes() == plan.right.preview.printed.content


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
