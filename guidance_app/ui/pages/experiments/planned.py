"""In the left column: what was agreed, what would convince us, the draw, and the schedule on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from guidance_app.base.i18n import t
from guidance_app.edits.experiment_plan import draw
from guidance_app.queries.experiments import ExperimentView
from guidance_app.ui.bridge import Jobs
from guidance_app.ui.layouts import STRETCH, Column, Row, box
from guidance_app.ui.paper_out import PaperOut
from guidance_app.ui.widgets import Button, button, label, small

if TYPE_CHECKING:
    from guidance_app.report.document import Printed
    from guidance_app.ui.pages.experiments import ExperimentsPage

AGAIN = "draw again"


def plan_parts(page: ExperimentsPage, one: ExperimentView) -> list[Any]:
    """The plan and its draw; nothing for an experiment without a plan."""
    plan = one.plan
    agreed = ", ".join(part for part in (plan.design, plan.agreed) if part)
    told: list[Any] = [small(agreed, wrap=True)] if plan.agreed else []
    best = [small(words, wrap=True) for words in one.at_best]
    drawn = [small(words, wrap=True) for words in (one.drawn, plan.drawn) if words]
    head = [4, label(t("The plan"), weight=700)] if told else []
    return [*head, *told, *_convince(page, one), *drawn, *best, *_draw(page, one)]


def _convince(page: ExperimentsPage, one: ExperimentView) -> list[Any]:
    """What would convince us: it can be changed until the first score."""
    plan = one.plan
    if not plan.convince and not plan.agreed:
        return []
    head = small(t("It would convince us if"), "text", weight=600)
    if plan.scored:
        return [head, label(plan.convince or t("Nothing was written down beforehand."), wrap=True)]
    return [head, page.text("experiment", one.id, "convince", plan.convince, hint=t("What would convince us?"))]


def _draw(page: ExperimentsPage, one: ExperimentView) -> list[Any]:
    """The button that draws, as long as there is no score; once drawn, drawing again is asked twice."""
    plan = one.plan
    if not plan.by_program:
        return []
    if not plan.was_drawn and not plan.draws:
        act = button(t("Let the program draw"), "primary", "", lambda: _drawn(page, one, again=False)) if plan.can_draw else None
        if act is not None:
            act.setObjectName("draw")
        return [4, label(plan.to_draw, wrap=True), act or small(plan.cannot, wrap=True)]
    if not plan.can_draw:
        return [small(plan.redrawn, wrap=True)] if plan.redrawn else []
    asked = page.unfolded == AGAIN
    link = _named(button(t("Draw again, really") if asked else t("Draw again"), "link", ""), AGAIN)
    link.clicked.connect(lambda _on=False: _drawn(page, one, again=True) if asked else _ask(page))
    why = small(t("Drawing again is possible until the first score; it stays in the history."), wrap=True) if asked else None
    told = [small(words, wrap=True) for words in (plan.to_draw, plan.redrawn) if words]
    return [*told, why, link]


def _ask(page: ExperimentsPage) -> None:
    page.unfold(AGAIN)
    page.go_to(AGAIN)


def _drawn(page: ExperimentsPage, one: ExperimentView, *, again: bool) -> None:
    page.unfolded = ""
    page.session.do(draw(one.id, page.session.today, again=again))
    page.refresh()
    page.go_to("print schedule")


def _named(made: Button, name: str) -> Button:
    made.setObjectName(name)
    return made


def paper_parts(page: ExperimentsPage, one: ExperimentView) -> list[Any]:
    """The schedule on paper, to tick off at school or at home; below it how it went out."""
    if not one.days:
        return []
    out = page.schedule_out
    print_ = _named(button(t("Print the schedule"), "link", "printer", out.print_), "print schedule")
    save = _named(button(t("Save as PDF"), "link", "", lambda: out.save_pdf(t("schedule|file name"))), "save schedule")
    said = small(page.said, wrap=True)
    said.setObjectName("said of schedule")
    return [box(Column(Row(print_, save, STRETCH, gap=14), said, gap=0), widget=QWidget())]


class ScheduleOut(PaperOut):
    """The ways out of the schedule of the experiment that is open."""

    def __init__(self, page: ExperimentsPage, jobs: Jobs) -> None:
        super().__init__(page, page.session, jobs, self._schedule, self._told, page.say)
        self._open = page

    def _schedule(self) -> Callable[[], Printed]:
        from guidance_app.queries.tick_off import tick_off_pages

        page = self._open
        with page.session.read() as s:
            view = tick_off_pages(s, page.pupil, page.session.today, page.open.id)

        def make() -> Printed:
            from guidance_app.report.sections.tick_off import tick_off

            return tick_off(view)

        return make

    def _told(self, how: str) -> str:
        return t("{what}: {pupil}", what=f"{t('schedule to tick off')}, {how}", pupil=self._open.pupil)
