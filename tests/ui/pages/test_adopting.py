"""From a verdict to the plan and back: one press, one act, once; and both sides know of each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from guidance_app import edits
from guidance_app.base.errors import Problem
from guidance_app.edits.adopting import adopt
from guidance_app.edits.experiments import decide
from guidance_app.queries.adopting import adoption
from guidance_app.queries.plan_views import joint_plan_view, parent_plan_view
from guidance_app.queries.read import rows
from guidance_app.ui.pages.balance import BalancePage
from guidance_app.ui.pages.experiments import ExperimentsPage
from guidance_app.ui.pages.goals import GoalsPage
from guidance_app.ui.pages.going import BALANCE, EXPERIMENTS, GOALS
from guidance_app.ui.session import Session

pytestmark = pytest.mark.thorough


@pytest.fixture
def page(example_session: Session, example_pupil: str, on_screen: Callable[..., Any]) -> ExperimentsPage:
    made: ExperimentsPage = on_screen(ExperimentsPage(example_session, example_pupil))
    return made


def table(session: Session, name: str, **where: Any) -> list[Any]:
    with session.read() as s:
        return rows(s, name, **where)


def starting(page: QWidget, name: str) -> Any:
    QApplication.processEvents()
    return next((w for w in page.findChildren(QWidget) if w.objectName().startswith(name) and w.isVisible()), None)


def words(page: QWidget) -> str:
    QApplication.processEvents()
    return " ".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def test_one_press_writes_the_measure_with_all_the_experiment_knows(page: ExperimentsPage, qtbot: Any, settled: Any) -> None:
    one = table(page.session, "experiment")[0]
    before = len(table(page.session, "measure"))
    qtbot.keyClick(starting(page, "adopt/"), Qt.Key.Key_Space)
    settled(page)
    made = table(page.session, "measure", from_experiment=one.id)[0]
    assert (made.title, made.place, made.status) == ("Kiezen + timer", one.place, "active")
    assert (made.start, made.goals, made.text) == (one.decided_on, one.goals, None)
    assert QApplication.focusWidget() is starting(page, f"in the plan/{made.id}")
    assert starting(page, "adopt/") is None
    page.session.undo()
    settled(page)
    assert len(table(page.session, "measure")) == before
    assert starting(page, "adopt/") is not None


def test_the_paper_that_school_and_parents_read_has_it_at_once(page: ExperimentsPage) -> None:
    def on_paper() -> list[str]:
        with page.session.read() as s:
            view = joint_plan_view(s, page.pupil, page.session.today)
        return [doing.what for doing in (*view.home, *view.school)]

    one = table(page.session, "experiment")[0]
    before = on_paper()
    page.session.do(adopt(one.id, "Kiezen + timer", page.session.today))
    assert set(on_paper()) - set(before) == {"Kiezen + timer"}
    page.session.undo()
    assert on_paper() == before


def test_what_is_adapted_says_how(page: ExperimentsPage) -> None:
    one = table(page.session, "experiment")[0]
    page.session.do(decide(one.id, "adapt", page.session.today))
    page.session.do(edits.change("experiment", one.id, "decision", "alleen bij rekenen, met een kortere timer"))
    made = page.session.do(adopt(one.id, "Kiezen + timer", page.session.today))
    assert table(page.session, "measure", id=made)[0].text == "alleen bij rekenen, met een kortere timer"


@pytest.mark.parametrize("verdict", ["stop", "measure_longer", "cannot_say", None])
def test_nothing_goes_into_the_plan_on_any_other_verdict(page: ExperimentsPage, verdict: str | None, settled: Any) -> None:
    one = table(page.session, "experiment")[0]
    page.session.do(decide(one.id, verdict, page.session.today))
    settled(page)
    assert starting(page, "adopt/") is None
    with pytest.raises(Problem):
        page.session.workspace.do(adopt(one.id, "Kiezen + timer", page.session.today))


def test_it_is_never_written_twice(page: ExperimentsPage) -> None:
    one = table(page.session, "experiment")[0]
    page.session.workspace.do(adopt(one.id, "Kiezen + timer", page.session.today))
    with pytest.raises(Problem):
        page.session.workspace.do(adopt(one.id, "Kiezen + timer", page.session.today))


def test_the_usual_way_is_never_offered(page: ExperimentsPage) -> None:
    with page.session.read() as s:
        offered = {one.title: adoption(s, one.id).approaches for one in rows(s, "experiment")}
    assert offered["Proefje 1: Zelf kiezen en de Time Timer"] == ("Kiezen + timer",)
    assert all(len(ways) == 1 and "ewoon" not in ways[0] for ways in offered.values()), offered


def test_the_measure_leads_back_to_its_experiment_and_the_experiment_to_its_measure(
    page: ExperimentsPage, example_session: Session, example_pupil: str, on_screen: Callable[..., Any], qtbot: Any
) -> None:
    one = table(page.session, "experiment")[1]
    made = page.session.do(adopt(one.id, "Lezen met audio", page.session.today))
    page.choose(one.id)
    wanted: list[int] = []
    page.tab_wanted.connect(wanted.append)
    qtbot.keyClick(starting(page, f"in the plan/{made}"), Qt.Key.Key_Space)
    assert wanted == [GOALS if one.goals else BALANCE]
    other: Any = on_screen((GoalsPage if one.goals else BalancePage)(example_session, example_pupil))
    assert other.panel == f"measure/{made}"
    assert "Lezen met audio" in [area.toPlainText() for area in [QApplication.focusWidget()]]  # type: ignore[union-attr]
    other.tab_wanted.connect(wanted.append)
    qtbot.keyClick(starting(other, f"tried/{made}"), Qt.Key.Key_Space)
    assert wanted[-1] == EXPERIMENTS
    page.choose(table(page.session, "experiment")[0].id)
    page.shown()
    assert page.chosen == one.id


def test_a_measure_without_a_goal_opens_on_the_balance_also_below_the_first_ones(
    example_session: Session, example_pupil: str, on_screen: Callable[..., Any], qtbot: Any
) -> None:
    one = table(example_session, "experiment")[0]
    example_session.do(edits.change("experiment", one.id, "goals", None))
    for n in range(9):
        example_session.do(edits.add("measure", example_pupil, title=f"Iets {n}", place=one.place, status="active"))
    made = example_session.do(adopt(one.id, "Kiezen + timer", example_session.today))
    page = on_screen(ExperimentsPage(example_session, example_pupil))
    qtbot.keyClick(starting(page, f"in the plan/{made}"), Qt.Key.Key_Space)
    balance: Any = on_screen(BalancePage(example_session, example_pupil))
    assert starting(balance, f"tried/{made}") is not None


def test_what_is_in_use_already_is_linked_in_one_act_instead_of_written_again(
    page: ExperimentsPage, qtbot: Any, settled: Any
) -> None:
    one = table(page.session, "experiment")[0]
    before = len(table(page.session, "measure"))
    assert "Iets wat erop lijkt is al in gebruik" in words(page)
    qtbot.keyClick(starting(page, "link/alike"), Qt.Key.Key_Return)
    settled(page)
    linked = table(page.session, "measure", from_experiment=one.id)
    assert "Zelf de volgorde kiezen" in [measure.title for measure in linked]
    assert any(measure.title.startswith("Timer") for measure in linked)
    assert len(table(page.session, "measure")) == before
    assert starting(page, "adopt/") is None
    page.session.undo()
    assert table(page.session, "measure", from_experiment=one.id) == []


def test_it_is_said_where_it_stands_and_a_goal_that_was_reached_is_asked_about(
    page: ExperimentsPage, qtbot: Any, settled: Any
) -> None:
    qtbot.keyClick(starting(page, "adopt/"), Qt.Key.Key_Return)
    settled(page)
    (made,) = table(page.session, "measure", from_experiment=table(page.session, "experiment")[0].id)
    assert "De maatregel staat bij “Taakgericht werken bij rekenen”" in words(page)
    assert "Het plan voor ouders heeft eigen zinnen: schrijf hem daar ook op." in words(page)
    assert "Op dat doel is al teruggekeken." in words(page)
    runs = next(one.id for one in table(page.session, "goal") if one.title == "Elke dag in de agenda kijken")
    qtbot.keyClick(starting(page, f"for goal/{made.id}/{runs}"), Qt.Key.Key_Return)
    settled(page)
    assert table(page.session, "measure", id=made.id)[0].goals == (runs,)
    assert "De maatregel staat bij “Elke dag in de agenda kijken”" in words(page)
    assert "al teruggekeken" not in words(page)
    page.session.undo()
    settled(page)
    qtbot.keyClick(next(w for w in page.findChildren(QWidget, f"for goal/{made.id}/") if w.isVisible()), Qt.Key.Key_Return)
    settled(page)
    assert "staat op de pagina Balans, zonder doel" in words(page)


def test_the_plan_for_parents_has_it_while_it_has_no_sentences_of_its_own(page: ExperimentsPage, example_pupil: str) -> None:
    one = table(page.session, "experiment")[0]
    for sheet in table(page.session, "sheet"):
        page.session.do(edits.remove("sheet", sheet.id))
    page.session.do(adopt(one.id, "Kiezen + timer", page.session.today))
    with page.session.read() as s:
        (measure,) = adoption(s, one.id).measures
        plan = parent_plan_view(s, example_pupil, page.session.today)
    assert measure.where.endswith("in het gezamenlijke plan en in het plan voor ouders.")
    assert "Kiezen + timer" in [doing.what for doing in plan.school]
