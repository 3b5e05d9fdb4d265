"""Tab 7, the experiments: the child's question, the approaches, when was measured, what is seen, and what we decide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from guidance_app.base.i18n import t
from guidance_app.edits.experiments import add_experiment, add_phase
from guidance_app.edits.records import remove
from guidance_app.queries.experiments import ExperimentsView, ExperimentView, experiments
from guidance_app.queries.session_plan import RUNNING
from guidance_app.ui.bridge import Jobs
from guidance_app.ui.inputs import TextArea, TextField
from guidance_app.ui.layouts import STRETCH, Column, Row, ScrollPage, box, hline
from guidance_app.ui.look import look
from guidance_app.ui.pages.across import Across
from guidance_app.ui.pages.choosing import Choice, named
from guidance_app.ui.pages.experiments.decision import decision, expert
from guidance_app.ui.pages.experiments.left import left_column
from guidance_app.ui.pages.experiments.measures import Measures
from guidance_app.ui.pages.experiments.planned import ScheduleOut
from guidance_app.ui.pages.going import EXPERIMENTS, wished
from guidance_app.ui.pages.kept import Kept
from guidance_app.ui.pages.writing import WritingPage
from guidance_app.ui.widgets import EmptyState, button, label

LEFT = 300
WIDE_FROM = 960
"""From this width of the page on, its columns stand beside each other (the window is then about 1100 wide)."""


class ExperimentsPage(WritingPage):
    """The experiments of one pupil. `tab_wanted` asks for another page of the pupil, by its number from 0."""

    title = "Experiments"
    tab_wanted = Signal(int)

    def __init__(self, session: Any, pupil: str = "", jobs: Jobs | None = None) -> None:
        super().__init__(session, pupil)
        self.view: ExperimentsView | None = None
        self.chosen = ""
        self.unfolded = ""
        self.adding = False
        self.wizard: Any = None
        self.said = ""
        self.schedule_out = ScheduleOut(self, jobs or Jobs())
        self.measures = Measures(self)
        self._right = Kept(session)

    @property
    def open(self) -> ExperimentView:
        """The experiment that is shown."""
        assert self.view is not None
        assert self.view.open is not None
        return self.view.open

    def build(self) -> QWidget:
        with self.session.read() as s:
            self.view = view = experiments(s, self.pupil, self.chosen)
        if view.open is None and not self.adding:
            why = t("A small experiment finds out whether an approach helps: the child asks, we measure, and decide together.")
            empty = EmptyState(t("No experiments yet"), why, t("New experiment"), self.new_experiment, "flask-conical")
            return ScrollPage(Column(empty, STRETCH, margins=(24, 16, 24, 24)), t("Experiments"))
        new = self._new(view) if self.adding else None
        parts = Across(self._columns(view.open), (0, 1), fixed=LEFT, gap=28, wide_from=WIDE_FROM) if view.open else None
        return ScrollPage(Column(new, parts, STRETCH, gap=16, margins=(24, 16, 24, 24)), t("Experiments"))

    def _columns(self, one: ExperimentView) -> tuple[QWidget, QWidget]:
        """Left what it is, right what is seen; while it runs, measuring comes before deciding."""
        seen = replace(one, question="", about="")  # these stand at the left
        key = (seen, self.measures.state, self.unfolded, self.writing, self.session.today, look.is_dark, look.text)
        right = self._right.part(key, lambda: self._seen_and_decided(one))
        return left_column(self, one), right

    def _seen_and_decided(self, one: ExperimentView) -> QWidget:
        more, runs = self.measures.more(one), one.verdict in RUNNING
        first, then = (more, decision(self, one)) if runs else (decision(self, one), [hline(), *more])
        right = Column(*self.measures.build(one), *first, *then, 4, *expert(self, one), STRETCH, gap=10)
        return box(right, widget=QWidget())

    def head(self) -> list[QWidget]:
        return [button(t("New experiment"), "default", "plus", self.new_experiment)]

    def handlers(self) -> dict[str, Callable[[], Any]]:
        """What the menus can do on this page."""
        can_measure = self.view is not None and self.view.open is not None and self.view.open.outcomes
        found: dict[str, Callable[[], Any]] = {"new": self.new_experiment}
        return found | ({"measure": lambda: self.go_to(self.measures.VALUE)} if can_measure else {})

    def shown(self) -> None:
        """The page comes into view, perhaps to show the experiment that was chosen on another page."""
        super().shown()
        if wanted := wished(self, EXPERIMENTS):
            self.choose(wanted[1])

    def choose(self, experiment: str) -> None:
        """Show another experiment."""
        self.session.finish_typing()
        self.chosen, self.unfolded, self.measures.point, self.said = experiment, "", "", ""
        self.measures.forget()
        self.again()

    def unfold(self, part: str) -> None:
        """Show the fields of one part, or hide them when they are shown."""
        self.session.finish_typing()
        self.unfolded = "" if self.unfolded == part else part
        self.refresh()

    def new_phase(self) -> None:
        """Begin a phase today and go to its name."""
        shown = self.open.outcome(self.measures.outcome)
        made = self.session.do(add_phase(self.open.id, self.session.today, shown.id if shown else None))
        if made:
            self.unfolded = f"phase/{made}"
            self.measures.forget()
            self.refresh()
            self.go_to(f"phase/{made}/label")

    def measure_on(self, day: dt.date) -> None:
        """Go to the measurement of this day, or begin a new one."""
        self.measures.of_day(day)

    def say(self, words: str) -> None:
        """Tell below the schedule how its paper went out."""
        self.said = words
        self.again()

    def new_experiment(self) -> None:
        """Make a plan in a few steps; nothing is kept before the end."""
        from guidance_app.ui.dialogs.experiment_wizard import ExperimentWizard  # here: it is opened now and then

        self.session.finish_typing()
        self.wizard = ExperimentWizard(self.session, self.pupil, self.window())
        self.wizard.made.connect(self._planned)
        self.wizard.unplanned.connect(self.write_down)
        self.wizard.open()

    def _planned(self, experiment: str) -> None:
        self.chosen, self.adding, self.unfolded = experiment, False, ""
        self.refresh()
        self.go_to(f"item/{experiment}")

    def write_down(self) -> None:
        """Ask what an experiment without a plan is called, and the rest."""
        self.adding = True
        self.refresh()
        self.go_to("new experiment")

    def remove(self, table: str, row: str) -> None:
        """Remove something; undo brings it back."""
        self.session.do(remove(table, row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.measures.point and self.measures.walking():
            self.remove("measurement", self.measures.point)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.measures.point and self.measures.walking():
            self.go_to(f"measurement/{self.measures.point}/value")
        else:
            super().keyPressEvent(event)

    def _new(self, view: ExperimentsView) -> QWidget:
        """Title, question, place and what is measured; one act makes it."""
        title = TextField(t("What is it called?"))
        question = TextArea(t("What does {name} want to know?", name=view.name), lines=1)
        measured = TextField(t("What do we measure?"), hint=t("for example words per minute"))
        title.field.setObjectName("new experiment")
        place = ["school"]
        where = Choice(
            t("Where"),
            (("school", t("At school"), "school"), ("home", t("At home"), "house")),
            "school",
            lambda code: place.__setitem__(0, code or "school"),
            "new place",
        )

        def make() -> None:
            if all([title.commit(), question.commit(), measured.commit()]) and not title.value():
                title.problem(t("The title is missing."))
                title.setFocus()
            else:
                self._make(title.value(), question.value(), place[0], measured.value())

        fields = [named(made.field.accessibleName(), made)[0] for made in (title, question, measured)]
        acts = Row(
            button(t("Begin"), "primary", "flask-conical", make), button(t("Not now"), "link", "", self._stop), STRETCH, gap=16
        )
        return box(Column(label(t("New experiment"), "head"), *fields, where, acts, gap=10, margins=(16, 12, 16, 14)), "card")

    def _make(self, title: str, question: str | None, place: str, measured: str | None) -> None:
        made = self.session.do(add_experiment(self.pupil, title, question, place, measured))
        if made:
            self.adding, self.chosen = False, made
            self.refresh()
            self.go_to(f"experiment/{made}/title")

    def _stop(self) -> None:
        self.adding = False
        self.refresh()
