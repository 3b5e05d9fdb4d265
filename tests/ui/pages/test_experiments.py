"""The page of experiments: what one does there by keyboard, on Mark's file and on an empty one."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from guidance_app import edits
from guidance_app.queries.read import rows
from guidance_app.ui.dialogs.second_observer import SecondObserver
from guidance_app.ui.look import look
from guidance_app.ui.pages.experiments import ExperimentsPage
from guidance_app.ui.session import Session
from tests.ui.pages._experiments import chart_title, find, open_number, press, table, words


@pytest.fixture
def page(example_session: Session, example_pupil: str, on_screen: Callable[..., Any]) -> ExperimentsPage:
    made: ExperimentsPage = on_screen(ExperimentsPage(example_session, example_pupil))
    return made


@pytest.fixture
def empty(new_session: Session, new_pupil: str, on_screen: Callable[..., Any]) -> ExperimentsPage:
    made: ExperimentsPage = on_screen(ExperimentsPage(new_session, new_pupil))
    return made


def test_the_chart_says_what_is_seen_and_the_words_of_the_child_are_there(page: ExperimentsPage) -> None:
    assert chart_title(page) == "Met kiezen + timer lag het midden beide keren hoger, en toen dat stopte, zakte het."
    assert "Werk ik beter door als ik zelf de volgorde kies en een timer gebruik?" in words(page)
    assert "Het werkt. En toen we stopten, zakte het weer." in words(page)


def test_each_experiment_has_the_chart_of_its_design(page: ExperimentsPage, qtbot: Any, settled: Any) -> None:
    open_number(page, 2, qtbot, settled)
    assert chart_title(page).startswith("Met meelezen en meeluisteren lag het midden hoger")
    open_number(page, 3, qtbot, settled)
    assert page.view is not None
    lights = page.open.outcomes[1].id
    press(qtbot, find(page, f"outcome/{lights}"), Qt.Key.Key_Space)
    settled(page)
    assert chart_title(page) == "Met slaapkaart lag het midden vroeger: 20.50, eerst 22.05."


def test_the_answer_stands_under_the_chart_and_the_sums_are_shown_on_demand(
    page: ExperimentsPage, qtbot: Any, settled: Any
) -> None:
    shown = words(page)
    assert "Hielp het?" in shown
    assert "Ja. Alle 3 wisselingen gingen de gewenste kant op" in shown
    assert "De start of de volgorde is niet vooraf geloot: er is geen toevalscijfer te geven." in shown
    assert shown.count("Er liepen 3 proefjes tegelijk") == 1
    assert "Besloten op 13 januari 2026, in een gesprek met Mark, moeder, Anouk, Petra en Hanna: doorgaan." in shown
    assert "in 99 van de 100 van die paren" in shown
    assert "NAP =" not in shown
    press(qtbot, find(page, "sums"), Qt.Key.Key_Space)
    settled(page)
    assert "NAP = 109,5/110 = 0,995" in words(page)
    assert QApplication.focusWidget() is find(page, "sums")


def test_the_chance_figure_of_a_drawn_order_is_said(page: ExperimentsPage, qtbot: Any, settled: Any) -> None:
    open_number(page, 2, qtbot, settled)
    assert "Van de 64 volgordes die geloot hadden kunnen worden geven er 2" in words(page)
    press(qtbot, find(page, "sums"), Qt.Key.Key_Space)
    settled(page)
    assert "p = 2/64 = 0,031" in words(page)


def test_a_measurement_is_added_by_its_value_and_enter(page: ExperimentsPage, qtbot: Any, settled: Any) -> None:
    page.handlers()["measure"]()
    date = find(page, "new measurement/date")
    date.setFocus()
    date.selectAll()
    press(qtbot, date, "10-12-2025", Qt.Key.Key_Return)
    value = find(page, "new measurement/value")
    value.setFocus()
    press(qtbot, value, "85", Qt.Key.Key_Return)
    settled(page)
    made = table(page, "measurement", value=Decimal(85))[-1]
    phase = table(page, "phase", id=made.phase)[0]
    assert (made.date.isoformat(), phase.code) == ("2025-12-10", "B2")
    assert QApplication.focusWidget() is find(page, "new measurement/value")
    page.session.undo()
    assert made.id not in [one.id for one in table(page, "measurement")]


def test_a_missed_measurement_needs_only_a_word(page: ExperimentsPage, qtbot: Any, settled: Any) -> None:
    missed = find(page, "new measurement/missed")
    missed.setFocus()
    press(qtbot, missed, "ziek", Qt.Key.Key_Return)
    settled(page)
    assert [one.missed for one in table(page, "measurement") if one.missed] == ["ziek"]
    assert "21 van 22 keer gemeten" in words(page)


def test_too_much_is_refused_beside_the_field_and_stays_typed(page: ExperimentsPage, qtbot: Any) -> None:
    value = find(page, "new measurement/value")
    value.setFocus()
    press(qtbot, value, "740", Qt.Key.Key_Return)
    assert "Meer dan 100 kan hier niet." in words(page)
    assert value.text() == "740"


def test_a_time_of_day_is_typed_as_a_time(page: ExperimentsPage, qtbot: Any, settled: Any) -> None:
    open_number(page, 3, qtbot, settled)
    lights = page.open.outcomes[1].id
    press(qtbot, find(page, f"outcome/{lights}"), Qt.Key.Key_Space)
    settled(page)
    value = find(page, "new measurement/value")
    value.setFocus()
    press(qtbot, value, "20.55", Qt.Key.Key_Return)
    settled(page)
    made = next(one for one in table(page, "measurement", outcome=lights) if one.date == page.session.today)
    assert made.value == Decimal(20 * 60 + 55)


def test_the_points_of_the_chart_are_walked_changed_and_removed(page: ExperimentsPage, qtbot: Any, settled: Any) -> None:
    chart = find(page, "chart")
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, chart, Qt.Key.Key_Right)
    second = page.open.outcomes[0].ids[1]
    assert page.measures.point == second
    press(qtbot, chart, Qt.Key.Key_Return)
    field = find(page, f"measurement/{second}/value")
    assert QApplication.focusWidget() is field
    field.selectAll()
    press(qtbot, field, "50", Qt.Key.Key_Return)
    settled(page)
    assert table(page, "measurement", id=second)[0].value == Decimal(50)
    chart = find(page, "chart")
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, chart, Qt.Key.Key_Right, Qt.Key.Key_Delete)
    settled(page)
    assert "20 van 20 keer gemeten" in words(page)
    page.session.undo()
    page.session.undo()
    assert table(page, "measurement", id=second)[0].value == Decimal(55)


def test_the_chart_has_a_table_twin(page: ExperimentsPage, qtbot: Any) -> None:
    chart = find(page, "chart")
    chart.setFocus()
    press(qtbot, chart, Qt.Key.Key_T)
    assert page.measures._view.table_shown


def test_a_day_of_the_schedule_leads_to_its_measurement(page: ExperimentsPage, qtbot: Any) -> None:
    grid = find(page, "schedule")
    grid.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, grid, Qt.Key.Key_Right, Qt.Key.Key_Return)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == f"measurement/{page.open.outcomes[0].ids[1]}/value"


def test_a_new_phase_is_one_press_and_a_name(page: ExperimentsPage, qtbot: Any, settled: Any) -> None:
    press(qtbot, find(page, "new phase"), Qt.Key.Key_Space)
    settled(page)
    focus = QApplication.focusWidget()
    assert focus is not None
    focus.selectAll()  # type: ignore[attr-defined]
    press(qtbot, focus, "Weer zonder", Qt.Key.Key_Return)
    settled(page)
    made = table(page, "phase", experiment=page.open.id)[-1]
    assert (made.code, made.kind, made.label, made.from_date) == ("A3", "baseline", "Weer zonder", page.session.today)
    page.session.undo()
    page.session.undo()
    assert len(table(page, "phase", experiment=page.open.id)) == 4


def test_a_decision_is_a_choice_and_a_sentence(page: ExperimentsPage, qtbot: Any, settled: Any) -> None:
    one = page.open.id
    press(qtbot, find(page, "verdict/adapt"), Qt.Key.Key_Space)
    settled(page)
    field = find(page, f"experiment/{one}/decision")
    field.setFocus()
    field.selectAll()
    press(qtbot, field, "Ook bij taal")
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(page)
    found = table(page, "experiment", id=one)[0]
    assert (found.verdict, found.decision) == ("adapt", "Ook bij taal")
    page.session.undo()
    page.session.undo()
    found = table(page, "experiment", id=one)[0]
    assert (found.verdict, found.decision) == ("continue", "doorgaan")


def test_the_numbers_for_the_expert_are_closed_until_asked_for(page: ExperimentsPage, qtbot: Any, settled: Any) -> None:
    assert "van de 110 paren" not in words(page)
    assert "Tau-BC" not in words(page)
    press(qtbot, find(page, "expert"), Qt.Key.Key_Return)
    assert "In 109 van de 110 paren" in words(page)
    shown = words(page)
    for name in ("Tau-BC 1", "CDC", "Niveauverandering", "Verandering van helling", "LRR", "LOR", "PoGO", "Exacte rangtoets"):
        assert name in shown
    assert "Tarlow (2017). Versie 1." in shown
    press(qtbot, find(page, "add check"), Qt.Key.Key_Space)
    dialog = page.window().findChild(SecondObserver)
    assert dialog is not None
    press(qtbot, dialog.how.buttons["percent"], Qt.Key.Key_Space)
    press(qtbot, dialog.fields["percent"].field, "85", Qt.Key.Key_Return)
    settled(page)
    made = table(page, "observer_check")[-1]
    assert (made.percent, made.outcome, made.date) == (Decimal(85), page.open.outcomes[0].id, page.session.today)
    assert "85%, 19 februari 2026" in words(page)


def test_a_first_experiment_is_begun_measured_and_said_to_be_too_early(empty: ExperimentsPage, qtbot: Any, settled: Any) -> None:
    assert "Nog geen proefjes" in words(empty)
    empty.write_down()
    title = QApplication.focusWidget()
    assert title is not None
    press(qtbot, title, "<b>Stil</b> lezen", Qt.Key.Key_Return)
    begin = next(b for b in empty.findChildren(QWidget) if b.accessibleName() == "Beginnen" and b.isVisible())
    press(qtbot, begin, Qt.Key.Key_Space)
    settled(empty)
    assert "<b>Stil</b> lezen" in words(empty)
    measured = find(empty, "new outcome")
    measured.setFocus()
    press(qtbot, measured, "Woorden", Qt.Key.Key_Return)
    settled(empty)
    value = find(empty, "new measurement/value")
    value.setFocus()
    press(qtbot, value, "12", Qt.Key.Key_Return)
    settled(empty)
    assert chart_title(empty) == "Woorden 12, één keer gemeten."
    assert "1 van 1 keer gemeten" in words(empty)


def test_without_a_title_nothing_is_begun(empty: ExperimentsPage, qtbot: Any) -> None:
    empty.write_down()
    begin = next(b for b in empty.findChildren(QWidget) if b.accessibleName() == "Beginnen" and b.isVisible())
    press(qtbot, begin, Qt.Key.Key_Space)
    assert "De titel ontbreekt." in words(empty)
    assert not table(empty, "experiment")


def test_all_that_can_be_reached_has_a_name_and_nothing_is_cut_off(
    page: ExperimentsPage, unnamed: Any, clipped: Any, settled: Any
) -> None:
    page.unfold("outcome")
    assert unnamed(page) == []
    look.resize(2.0)
    page.resize(1290, 640)
    settled(page)
    QApplication.processEvents()
    assert clipped(page) == []
    assert page._content.widget().width() <= page._content.viewport().width()  # type: ignore[union-attr]


@pytest.mark.thorough
@pytest.mark.parametrize("part", ["sums", "expert"])
def test_the_figures_are_not_cut_off_at_twice_the_size(page: ExperimentsPage, part: str, clipped: Any, settled: Any) -> None:
    page.unfold(part)
    look.resize(2.0)
    page.resize(1290, 640)
    settled(page)
    QApplication.processEvents()
    assert clipped(page) == []
    assert page._content.widget().width() <= page._content.viewport().width()  # type: ignore[union-attr]


def test_removing_an_experiment_takes_all_of_it_and_undo_gives_it_back(page: ExperimentsPage, qtbot: Any, settled: Any) -> None:
    one, before = page.open.id, len(table(page, "measurement"))
    press(qtbot, find(page, f"item/{one}"), Qt.Key.Key_Delete)
    settled(page)
    assert len(table(page, "measurement")) < before
    page.session.undo()
    assert len(table(page, "measurement")) == before


def test_a_measurement_before_its_phase_does_not_stop_the_page(
    example_session: Session, example_pupil: str, on_screen: Callable[..., Any]
) -> None:
    with example_session.read() as s:
        first = rows(s, "measurement", example_pupil)[0]
    late = example_session.today
    example_session.do(edits.change("measurement", first.id, "date", late))
    page = on_screen(ExperimentsPage(example_session, example_pupil))
    assert page.findChild(QWidget, "chart") is not None
