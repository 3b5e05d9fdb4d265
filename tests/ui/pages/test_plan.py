"""The plan page on the file of Mark: writing it by keyboard, for every reader."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from guidance_app import edits
from guidance_app.queries.read import rows
from guidance_app.ui.bridge import at_once
from guidance_app.ui.look import look
from guidance_app.ui.pages.plan import PlanPage
from guidance_app.ui.pages.plan.sections import SectionRow
from guidance_app.ui.pages.pupil import PupilPage
from guidance_app.ui.session import Session
from tests.ui.pages._plan import lines_in_store, paper, row, texts, type_in

LONG = "Mark werkt rustig door, ook als de opdracht langer duurt en andere kinderen in de klas al klaar zijn."


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


@pytest.mark.parametrize(
    "audience", ["joint", *(pytest.param(one, marks=pytest.mark.thorough) for one in ("parents", "pupil", "file"))]
)
def test_at_double_text_nothing_is_clipped_and_everything_has_a_name(
    qapp: QApplication, plan: PlanPage, settled: Any, clipped: Any, unnamed: Any, audience: Any
) -> None:
    plan.show_for(audience)
    assert unnamed(plan) == []
    look.apply(qapp, dark=False, text=2.0)
    settled(plan)
    assert clipped(plan) == []


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
