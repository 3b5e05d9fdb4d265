"""The wizard "Nieuw proefje" in a real window, by keyboard: nothing is kept before the end, and Back keeps what was typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from guidance_app import edits, example
from guidance_app.edits.experiment_plan import Measure, Plan, begin
from guidance_app.queries.experiments import experiments
from guidance_app.queries.read import rows
from guidance_app.ui.dialogs.experiment_wizard import ExperimentWizard
from guidance_app.ui.look import look
from guidance_app.ui.session import Session
from guidance_app.workspace import create

ENTER, TAB, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Space


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Session]:
    """A session in a store with a pupil whose school has a week of holiday."""
    made = Session(create(tmp_path / "Kast", example.KEY, "Petra", "sen_coordinator", today=example.TODAY))
    school = made.do(edits.add("school", "school", name="De Boom"))
    made.do(edits.add("pupil", first_name="Noor", school=school))
    first = example.TODAY + dt.timedelta(11)
    made.do(edits.add("holiday", "school", school=school, name="Vrij", from_date=first, to_date=first + dt.timedelta(6)))
    yield made
    made.close()


@pytest.fixture
def pupil(own: Session) -> str:
    return own.pupils()[0].id


@pytest.fixture
def show(own: Session, pupil: str, qtbot: Any) -> Callable[[], ExperimentWizard]:
    def make() -> ExperimentWizard:
        made = ExperimentWizard(own, pupil)
        qtbot.addWidget(made)
        with qtbot.waitActive(made):
            made.open()
            made.activateWindow()
        return made

    return make


@pytest.fixture
def wizard(show: Callable[[], ExperimentWizard]) -> ExperimentWizard:
    return show()


def find(wizard: QWidget, name: str) -> Any:
    found = wizard.findChild(QWidget, name)
    assert found is not None, name
    return found


def words(wizard: QWidget) -> str:
    QApplication.processEvents()
    return " ".join(one.text() for one in wizard.findChildren(QLabel) if one.isVisible())


def focus() -> Any:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def fill(qtbot: Any, wizard: QWidget, name: str, text: str) -> None:
    field = find(wizard, name)
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)


def on(qtbot: Any) -> None:
    """Ctrl+Enter, from wherever the keyboard is."""
    qtbot.keyClick(focus(), ENTER, Qt.KeyboardModifier.ControlModifier)


def kept(session: Session, table: str) -> list[Any]:
    with session.read() as s:
        return rows(s, table)


def to_design(qtbot: Any, wizard: ExperimentWizard, *others: str) -> None:
    """The first three steps, by keyboard."""
    qtbot.keyClicks(focus(), "Lees ik meer als ik meelees?")
    fill(qtbot, wizard, "wizard/title", "Meelezen")
    wizard.go_on()
    for n, words_ in enumerate(others):
        fill(qtbot, wizard, f"wizard/way {n}", words_)
    wizard.go_on()
    fill(qtbot, wizard, "wizard/name", "Woorden")
    wizard.go_on()


def test_from_question_to_a_drawn_plan_by_keyboard(wizard: ExperimentWizard, own: Session, qtbot: Any) -> None:
    assert focus().objectName() == "wizard/question"
    qtbot.keyClicks(focus(), "Lees ik meer als ik meelees?")
    qtbot.keyClick(focus(), TAB)
    assert focus().objectName() == "wizard/title"
    qtbot.keyClicks(focus(), "<b>Mee</b>lezen")
    qtbot.keyClick(focus(), ENTER)
    qtbot.keyClick(focus(), SPACE)  # the child, who comes first
    on(qtbot)
    assert focus().objectName() == "wizard/usual"
    qtbot.keyClick(focus(), ENTER)
    assert focus().objectName() == "wizard/way 0"
    qtbot.keyClicks(focus(), "Meelezen en meeluisteren")
    on(qtbot)
    assert focus().objectName() == "wizard/name"
    qtbot.keyClicks(focus(), "Woorden")
    on(qtbot)
    turns = find(wizard, "wizard/design/turns")
    turns.setFocus()
    qtbot.keyClick(turns, SPACE)
    on(qtbot)
    assert focus().objectName() == "wizard/times"
    assert focus().text() == "12"
    assert "5 schooldagen vakantie worden overgeslagen" in words(wizard)
    on(qtbot)
    assert "in 3 van de 100 gevallen" in words(wizard)
    assert "nog niet te zeggen" in words(wizard)
    qtbot.keyClicks(focus(), "elke keer meer woorden")
    assert kept(own, "experiment") == []
    on(qtbot)
    (one,) = kept(own, "experiment")
    assert (one.title, one.question, one.invented_by) == ("<b>Mee</b>lezen", "Lees ik meer als ik meelees?", "Noor")
    assert (one.design_kind, one.draw, one.sessions, one.convince) == ("turns", "pairs", 12, "elke keer meer woorden")
    assert (one.drawn_on, len(one.drawn_order)) == (example.TODAY, 12)
    assert [phase.label for phase in kept(own, "phase")] == ["Gewoon", "Meelezen en meeluisteren"]
    assert not wizard.isVisible()
    own.undo()
    assert kept(own, "experiment")[0].drawn_order is None
    own.undo()
    assert kept(own, "experiment") == []


def test_enter_goes_from_field_to_field_and_at_the_end_to_next_never_to_back(wizard: ExperimentWizard, qtbot: Any) -> None:
    fill(qtbot, wizard, "wizard/title", "Meelezen")
    qtbot.keyClick(focus(), ENTER)
    child = focus()
    qtbot.keyClick(child, SPACE)
    qtbot.keyClick(child, ENTER)
    assert child.isChecked()  # Enter does not take the choice away
    assert focus() is wizard.next
    qtbot.keyClick(focus(), ENTER)
    assert wizard.at == 1
    fill(qtbot, wizard, "wizard/way 0", "Hardop")
    for _ in range(3):
        qtbot.keyClick(focus(), ENTER)
    assert focus() is wizard.next
    qtbot.keyClick(focus(), ENTER)
    fill(qtbot, wizard, "wizard/name", "Woorden")
    walked = []
    while focus() is not wizard.next and len(walked) < 20:
        walked.append(focus().objectName())
        qtbot.keyClick(focus(), ENTER)
    assert "wizard/kind" in walked
    assert walked[-1] == "wizard/more 2"
    qtbot.keyClick(focus(), ENTER)
    assert focus() is find(wizard, "wizard/design/ab")
    find(wizard, "wizard/design/turns").setFocus()
    qtbot.keyClick(focus(), ENTER)
    assert wizard.draft.design == "turns"
    QApplication.processEvents()  # who chooses the order is asked now
    qtbot.keyClick(focus(), ENTER)
    qtbot.keyClick(focus(), ENTER)
    assert focus() is wizard.next


def test_what_is_drawn_begins_today_or_later(wizard: ExperimentWizard, qtbot: Any) -> None:
    to_design(qtbot, wizard, "Stil")
    wizard.go_on()
    fill(qtbot, wizard, "wizard/first day", "9-2-2026")
    qtbot.keyClick(focus(), ENTER)
    assert "De eerste keer, 9 februari 2026, ligt in het verleden." in words(wizard)
    wizard.go_on()
    assert wizard.at == 4
    assert "Kies een eerste dag vanaf vandaag." in words(wizard)


def test_six_times_of_three_approaches_gets_one_advice_that_is_enough(wizard: ExperimentWizard, qtbot: Any) -> None:
    to_design(qtbot, wizard, "Stil", "Samen")
    wizard.go_on()
    fill(qtbot, wizard, "wizard/times", "6")
    wizard.go_on()
    assert "Met 15 keer, minstens 5 keer voor elke aanpak of fase, kan het wel overtuigen." in words(wizard)
    find(wizard, "wizard/more times").click()
    assert wizard.draft.shape.sessions == 15
    assert "kan het wel overtuigen" not in words(wizard)


def test_back_keeps_what_was_typed_also_what_is_not_yet_right(wizard: ExperimentWizard, qtbot: Any) -> None:
    to_design(qtbot, wizard, "Meelezen")
    wizard.go_on()
    fill(qtbot, wizard, "wizard/times", "veel")
    wizard.go_on()
    assert "Dit is geen getal" in words(wizard)
    for _ in range(4):
        qtbot.keyClick(wizard, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert wizard.at == 0
    assert find(wizard, "wizard/title").text() == "Meelezen"
    wizard.go_on()
    assert find(wizard, "wizard/way 0").text() == "Meelezen"
    wizard.go_on()
    assert find(wizard, "wizard/name").text() == "Woorden"


def test_what_is_missing_is_said_beside_its_field(wizard: ExperimentWizard, own: Session, qtbot: Any) -> None:
    wizard.go_on()
    assert "De titel ontbreekt." in words(wizard)
    fill(qtbot, wizard, "wizard/title", "Stil")
    wizard.go_on()
    wizard.go_on()
    assert "Zeg wat we proberen." in words(wizard)
    fill(qtbot, wizard, "wizard/way 0", "gewoon")
    wizard.go_on()
    assert "Twee aanpakken heten hetzelfde." in words(wizard)
    fill(qtbot, wizard, "wizard/way 0", "Stil lezen")
    wizard.go_on()
    wizard.go_on()
    assert "Zeg wat er geteld of gescoord wordt." in words(wizard)
    assert kept(own, "experiment") == []


def test_more_than_two_approaches_take_turns_in_rounds(wizard: ExperimentWizard, own: Session, qtbot: Any) -> None:
    to_design(qtbot, wizard, "Stil", "Samen")
    assert not find(wizard, "wizard/design/ab").isEnabled()
    assert "Meer dan twee aanpakken kunnen alleen om beurten." in words(wizard)
    wizard.go_on()
    assert find(wizard, "wizard/times").text() == "15"
    fill(qtbot, wizard, "wizard/times", "14")
    wizard.go_on()
    assert "deelbaar is door 3" in words(wizard)
    fill(qtbot, wizard, "wizard/times", "15")
    wizard.go_on()
    qtbot.keyClicks(focus(), "dezelfde wint steeds")
    find(wizard, "wizard/later").click()
    (one,) = kept(own, "experiment")
    assert (one.draw, one.drawn_order) == ("rounds", None)
    assert [phase.code for phase in kept(own, "phase")] == ["A", "B", "C"]


def test_a_plan_that_cannot_convince_says_how_many_times_it_takes_and_plans_them(wizard: ExperimentWizard, qtbot: Any) -> None:
    to_design(qtbot, wizard, "Stil")
    wizard.go_on()
    assert find(wizard, "wizard/times").text() == "29"
    fill(qtbot, wizard, "wizard/times", "12")
    wizard.go_on()
    assert "Met 29 keer kan het wel overtuigen." in words(wizard)
    find(wizard, "wizard/more times").click()
    assert wizard.draft.shape.sessions == 29
    assert "kan het wel overtuigen" not in words(wizard)


def test_stages_are_typed_as_numbers(wizard: ExperimentWizard, own: Session, qtbot: Any) -> None:
    to_design(qtbot, wizard, "Stil")
    find(wizard, "wizard/design/criterion").click()
    fill(qtbot, wizard, "wizard/stages", "5 vijf")
    wizard.go_on()
    assert "Dit is geen getal" in words(wizard)
    fill(qtbot, wizard, "wizard/stages", "5 7,5 10 12")
    wizard.go_on()
    wizard.go_on()
    qtbot.keyClicks(focus(), "de scores gaan mee")
    wizard.go_on()
    assert [str(phase.criterion) for phase in kept(own, "phase")] == ["None", "5", "7.5", "10", "12"]
    assert kept(own, "experiment")[0].draw is None


def test_stages_of_a_time_of_day_are_typed_as_times(wizard: ExperimentWizard, qtbot: Any) -> None:
    to_design(qtbot, wizard, "Slaapkaart")
    qtbot.keyClick(wizard, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    wizard.steps[2].kind.show_value("clock")  # type: ignore[attr-defined]
    wizard.go_on()
    find(wizard, "wizard/design/criterion").click()
    fill(qtbot, wizard, "wizard/stages", "21.30 21.00 20.30")
    wizard.go_on()
    assert wizard.draft.criteria == (21 * 60 + 30, 21 * 60, 20 * 60 + 30)


def test_one_after_another_needs_two_things_to_measure(wizard: ExperimentWizard, own: Session, qtbot: Any) -> None:
    to_design(qtbot, wizard, "Stil")
    assert not find(wizard, "wizard/design/baselines").isEnabled()
    qtbot.keyClick(wizard, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    fill(qtbot, wizard, "wizard/more 0", "Zinnen")
    wizard.go_on()
    find(wizard, "wizard/design/baselines").click()
    wizard.go_on()
    wizard.go_on()
    qtbot.keyClicks(focus(), "elk op zijn eigen moment")
    wizard.go_on()
    (one,) = kept(own, "experiment")
    assert len(one.drawn_order) == 2
    assert [phase.code for phase in kept(own, "phase")] == ["A", "B", "A", "B"]


def test_an_idea_of_the_library_is_one_press(wizard: ExperimentWizard, qtbot: Any) -> None:
    fill(qtbot, wizard, "wizard/title", "Lezen")
    wizard.go_on()
    fill(qtbot, wizard, "wizard/way 0", "meeluisteren")
    find(wizard, "wizard/way 0").setFocus()
    for _ in range(3):  # past the two fields that may stay empty
        qtbot.keyClick(focus(), TAB)
    assert focus().accessibleName() == "Gebruik Meeluisteren bij lezen"
    qtbot.keyClick(focus(), SPACE)
    assert find(wizard, "wizard/way 0").text() == "Meeluisteren bij lezen"


def test_stopping_asks_once_and_keeps_nothing(wizard: ExperimentWizard, own: Session, qtbot: Any) -> None:
    qtbot.keyClicks(focus(), "Wat")
    qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    assert wizard.isVisible()
    assert "Wat u typte gaat dan weg." in words(wizard)
    qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    assert not wizard.isVisible()
    assert kept(own, "experiment") == []
    assert wizard.kept.place not in own.workspace.drafts()


def test_what_was_typed_stands_there_again_after_a_lock_and_is_gone_once_made(
    show: Callable[[], ExperimentWizard], own: Session, qtbot: Any
) -> None:
    first = show()
    to_design(qtbot, first, "Stil")
    find(first, "wizard/design/turns").click()
    first.go_on()
    fill(qtbot, first, "wizard/times", "16")
    qtbot.waitUntil(lambda: '"16"' in own.workspace.drafts().get(first.kept.place, ""))
    first.hide()  # the program ends here
    again = show()
    assert "Wat u eerder typte staat er weer." in words(again)
    assert find(again, "wizard/title").text() == "Meelezen"
    for _ in range(4):
        again.go_on()
    assert find(again, "wizard/design/turns").isChecked()
    fill(qtbot, again, "wizard/times", "16")
    again.go_on()
    qtbot.keyClicks(focus(), "steeds beter")
    again.go_on()
    assert [one.sessions for one in kept(own, "experiment")] == [16]
    assert first.kept.place not in own.workspace.drafts()


def test_the_goal_it_is_for_is_chosen_from_the_goals_there_are(
    show: Callable[[], ExperimentWizard], own: Session, pupil: str, qtbot: Any
) -> None:
    goal = own.do(edits.add("goal", pupil, title="Vlot lezen"))
    made = show()
    button = next(b for b in made.findChildren(QWidget) if b.accessibleName() == "Voor welk doel?, Vlot lezen")
    button.setFocus()
    qtbot.keyClick(button, SPACE)
    find(made, "wizard/question").setFocus()
    to_design(qtbot, made, "Stil")
    assert made.draft.plan().goals == (goal,)


def test_another_trial_that_runs_is_said(show: Callable[[], ExperimentWizard], own: Session, pupil: str, qtbot: Any) -> None:
    day = example.TODAY
    own.do(begin(pupil, Plan("Koptelefoon", ("Gewoon", "Met"), (Measure("Fouten"),), "ab", 12, day)))
    made = show()
    to_design(qtbot, made, "Stil")
    made.go_on()
    made.go_on()
    assert "Er loopt al: Koptelefoon. Proefjes tegelijk kunnen elkaar beïnvloeden." in words(made)
    with own.read() as s:
        assert len(experiments(s, pupil).items) == 1


def test_every_step_can_be_read_and_reached_at_twice_the_size(show: Callable[[], ExperimentWizard], qtbot: Any) -> None:
    look.resize(2.0)
    wizard = show()
    to_design(qtbot, wizard, "Stil")
    for _ in range(3):
        for _round in range(3):  # what was just shown finds its height, and then what is around it
            QApplication.processEvents()
        seen = [one for one in wizard.findChildren(QLabel) if one.isVisible() and one.wordWrap() and one.text()]
        assert [one.text() for one in seen if one.height() < one.heightForWidth(one.width())] == []
        reached = [w for w in wizard.findChildren(QWidget) if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert [w.objectName() for w in reached if not w.accessibleName() and type(w).__module__.startswith("guidance_app")] == []
        wizard.go_on()
