"""A planned experiment on its page: the program draws, what was drawn stays, and each time finds its phase."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from guidance_app.edits.experiment_plan import Measure, Plan, begin
from guidance_app.edits.measuring import measure
from guidance_app.stats.drawn import Draw
from guidance_app.ui.bridge import Jobs
from guidance_app.ui.pages.experiments import ExperimentsPage
from guidance_app.ui.session import Session
from tests.ui.pages._experiments import find, press, table, words


@pytest.fixture
def planned(new_session: Session, new_pupil: str, on_screen: Callable[..., Any]) -> ExperimentsPage:
    """The page of a plan that is not drawn yet: two approaches in pairs."""
    day = new_session.today + dt.timedelta(4)
    measures = (Measure("Woorden"),)
    plan = Plan("Meelezen", ("Gewoon", "Meelezen"), measures, "turns", 12, day, ("1", "4"), draw=Draw.PAIRS, convince="meer")
    new_session.do(begin(new_pupil, plan))
    made: ExperimentsPage = on_screen(ExperimentsPage(new_session, new_pupil, Jobs(lambda job: job())))
    return made


def test_the_program_draws_by_keyboard_and_the_days_ahead_have_their_approach(
    planned: ExperimentsPage, qtbot: Any, settled: Any
) -> None:
    assert "Het programma loot de volgorde per paar." in words(planned)
    press(qtbot, find(planned, "draw"), Qt.Key.Key_Space)
    settled(planned)
    (one,) = table(planned, "experiment")
    assert (one.drawn_on, len(one.drawn_order)) == (planned.session.today, 12)
    assert "Volgorde geloot door het programma" in words(planned)
    assert find(planned, "schedule").accessibleName() == "Schema, 0 van 12 keer gemeten"
    assert [day.word for week in planned.open.schedule.weeks for day in week.days if day.word] == list(one.drawn_order)


def test_drawing_again_is_asked_twice_and_impossible_after_a_score(planned: ExperimentsPage, qtbot: Any, settled: Any) -> None:
    press(qtbot, find(planned, "draw"), Qt.Key.Key_Space)
    settled(planned)
    first = table(planned, "experiment")[0].drawn_order
    press(qtbot, find(planned, "draw again"), Qt.Key.Key_Space)
    settled(planned)
    assert table(planned, "experiment")[0].drawn_order == first
    assert "de eerdere loting blijft in de geschiedenis staan" in words(planned)
    press(qtbot, find(planned, "draw again"), Qt.Key.Key_Space)
    settled(planned)
    assert planned.session.undo_text() == "opnieuw loten"
    planned.session.do(measure(planned.open.outcomes[0].id, planned.open.days[0], Decimal(4)))
    settled(planned)
    assert planned._content is not None
    assert planned._content.findChild(QWidget, "draw again") is None


def test_what_the_program_draws_cannot_be_typed(
    planned: ExperimentsPage, example_session: Session, example_pupil: str, on_screen: Callable[..., Any]
) -> None:
    page = on_screen(ExperimentsPage(example_session, example_pupil))
    planned.unfold("facts")
    one = planned.open.id
    hand = ("assignment_kind", "drawn_by", "drawn_on", "longest_run", "drawn_order")
    assert [name for name in hand if planned.findChild(QWidget, f"experiment/{one}/{name}")] == []
    assert find(planned, f"experiment/{one}/sessions") is not None
    page.unfold("facts")
    assert find(page, f"experiment/{page.open.id}/drawn_on") is not None


def test_which_way_is_better_is_agreed_until_the_first_score_and_then_stays(planned: ExperimentsPage, settled: Any) -> None:
    outcome = planned.open.outcomes[0].id
    planned.unfold("outcome")
    better = find(planned, f"outcome/{outcome}/higher_is_better")
    assert better.isEnabled()
    planned.session.do(measure(outcome, planned.open.days[0], Decimal(4)))
    settled(planned)
    assert planned._content is not None
    for field in ("higher_is_better", "kind", "unit"):
        assert planned._content.findChild(QWidget, f"outcome/{outcome}/{field}") is None
    assert "blijven zoals ze zijn zodra er een score is. Was het anders bedoeld? Maak dan een nieuw proefje." in words(planned)
    assert find(planned, f"outcome/{outcome}/name").isEnabled()


def test_a_measurement_without_a_phase_gets_one_right_there_by_keyboard(
    planned: ExperimentsPage, qtbot: Any, settled: Any
) -> None:
    press(qtbot, find(planned, "draw"), Qt.Key.Key_Space)
    settled(planned)
    early = planned.session.do(measure(planned.open.outcomes[0].id, planned.session.today, Decimal(4)))
    settled(planned)
    assert "1 meting hoort bij geen fase en telt niet mee." in words(planned)
    choice = find(planned, f"measurement/{early}/phase")
    choice.setFocus()
    press(qtbot, choice, Qt.Key.Key_Down)
    press(qtbot, choice, Qt.Key.Key_Return)
    settled(planned)
    assert table(planned, "measurement")[0].phase in [id_ for id_, _ in planned.open.spans]
    assert "hoort bij geen fase" not in words(planned)


def test_the_phase_of_a_new_measurement_is_chosen_by_keyboard(planned: ExperimentsPage, qtbot: Any, settled: Any) -> None:
    press(qtbot, find(planned, "draw"), Qt.Key.Key_Space)
    settled(planned)
    phase = find(planned, "new measurement/phase")
    phase.setFocus()
    press(qtbot, phase, Qt.Key.Key_Down)
    value = find(planned, "new measurement/value")
    value.setFocus()
    qtbot.keyClicks(value, "7")
    press(qtbot, value, Qt.Key.Key_Return)
    settled(planned)
    (made,) = table(planned, "measurement")
    assert (made.value, made.phase) == (Decimal(7), planned.open.spans[0][0])


def test_the_schedule_goes_on_paper(planned: ExperimentsPage, tmp_path: Path, settled: Any) -> None:
    planned.schedule_out.save_to(tmp_path / "schema.pdf")
    settled(planned)
    assert (tmp_path / "schema.pdf").read_bytes().startswith(b"%PDF")
    assert "Bewaard als schema.pdf" in words(planned)
    assert find(planned, "print schedule").accessibleName() == "Schema afdrukken"


def test_the_wizard_opens_from_the_page_and_its_experiment_is_shown(
    new_session: Session, new_pupil: str, on_screen: Callable[..., Any], qtbot: Any, settled: Any
) -> None:
    empty = on_screen(ExperimentsPage(new_session, new_pupil))
    empty.handlers()["new"]()
    wizard = empty.wizard
    qtbot.addWidget(wizard)
    made = empty.session.do(
        begin(empty.pupil, Plan("Stil", ("Gewoon", "Stil"), (Measure("Woorden"),), "ab", 29, dt.date(2026, 3, 2)))
    )
    wizard.made.emit(made)
    wizard.close()
    settled(empty)
    assert empty.open.title == "Stil"
