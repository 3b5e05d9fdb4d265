"""The chart card of the experiments page: what is seen, the measurement one went to, and a new measurement."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from guidance_app.base import formats
from guidance_app.base.i18n import t, upper_first
from guidance_app.domain.amounts import Amount, amount_of
from guidance_app.edits.experiments import add_measurement, add_outcome
from guidance_app.edits.fixed import agree
from guidance_app.edits.measuring import write
from guidance_app.queries import read
from guidance_app.queries.experiments import ExperimentView, Outcome
from guidance_app.ui.forms import editor
from guidance_app.ui.icons import Icon
from guidance_app.ui.input_parts import Input
from guidance_app.ui.inputs import ChoiceField, DayField, TextField
from guidance_app.ui.layouts import STRETCH, Column, FlowLayout, Row, box
from guidance_app.ui.look import look
from guidance_app.ui.pages.chart_events import chart_events
from guidance_app.ui.pages.choosing import Choice, line_to_add, named
from guidance_app.ui.pages.experiments.findings import findings_card
from guidance_app.ui.pages.experiments.value_input import FidelityChoice, value_input
from guidance_app.ui.pages.experiments.ways import EXPERT, chart_of, has_lines, ways
from guidance_app.ui.widgets import EmptyState, button, label, small

if TYPE_CHECKING:
    from guidance_app.ui.pages.experiments import ExperimentsPage
    from guidance_app.ui.pages.fitted_chart import FittedChart

MOST_WITHOUT_PHASE = 3
FIXED = ("kind", "unit", "higher_is_better")
"""What cannot change any more once there is a score."""
FACTS = ("name", "kind", "unit", "higher_is_better", "observer", "place", "intervals")


class Measures:
    """What the page remembers of its measurements: which outcome is shown, where one went to, what is being typed."""

    VALUE = "new measurement/value"

    def __init__(self, page: ExperimentsPage) -> None:
        self.page = page
        self.outcome = self.point = self.way = ""
        self.lines = False
        self._date: dt.date | None = page.session.today
        self._phase: str | None = None
        self._fidelity: str | None = None
        self._view: Any = None
        self._drawn: FittedChart | None = None
        self._drawn_as: tuple[object, ...] = ()
        self._slot = QWidget()

    @property
    def state(self) -> tuple[object, ...]:
        """What a person chose and began here."""
        return self.outcome, self.lines, self._date, self._phase, self._fidelity

    def forget(self) -> None:
        """Begin with an empty measurement of today again."""
        self._date, self._phase, self._fidelity = self.page.session.today, None, None

    def walking(self) -> bool:
        """Whether the keyboard is in the chart."""
        focus = QApplication.focusWidget()
        return self._view is not None and focus is not None and self._view.isAncestorOf(focus)

    def build(self, one: ExperimentView) -> list[Any]:
        """The card and what belongs to it."""
        shown = one.outcome(self.outcome)
        if shown is None:
            return [self._first(one)]
        if self.point not in shown.ids:
            self.point = ""
        self._slot = QWidget()
        self._slot.setLayout(Column(gap=0))
        self._show_point(shown)
        choices = (self._choice(one, shown), self._way_choice(one, shown), self._lines_choice(shown))
        card = box(Column(*choices, self._chart(shown), gap=8, margins=(16, 12, 16, 8)), "card")
        return [card, self._slot, *self._notes(shown), *findings_card(self.page, one, shown)]

    def more(self, one: ExperimentView) -> list[Any]:
        """A new measurement, and all about what is measured."""
        shown = one.outcome(self.outcome)
        return [] if shown is None else [self._new(one, shown), *self._facts(one, shown)]

    def of_day(self, day: dt.date) -> None:
        """Go to the measurement of this day, or begin one of this day."""
        shown = self.page.open.outcome(self.outcome)
        if shown is None:
            return
        found = [id_ for id_, one in zip(shown.ids, shown.series.observations, strict=True) if one.day == day]
        if found:
            self._went(found[0])
            self.page.go_to(f"measurement/{found[0]}/value")
        else:
            self._date, self._phase = day, None
            self.page.refresh()
            self.page.go_to(self.VALUE)

    def _first(self, one: ExperimentView) -> QWidget:
        """Nothing is measured yet: what, is the question."""
        add = self._more_to_measure(one, t("What do we measure?"), t("for example words per minute"))
        empty = EmptyState(t("What do we measure?"), t("One thing that can be counted or rated, each time in the same way."))
        return box(Column(empty, add, gap=8, margins=(16, 4, 16, 14)), "card")

    def _more_to_measure(self, one: ExperimentView, words: str, hint: str) -> QWidget:
        """What kind it is, and its name: Enter adds it."""
        spec: Any = read.fields("outcome")["kind"].kind
        kind = ChoiceField(t("Kind of outcome"), [(code, t(name)) for code, name in spec.options.items()], required=True)
        kind.show_value("number")
        kind.field.setObjectName("new outcome/kind")
        name = line_to_add(
            words, hint, "new outcome", lambda name: self.page.session.do(add_outcome(one.id, name, kind.value() or "number"))
        )
        return box(FlowLayout(named(t("Kind of outcome"), kind)[0], named(words, name)[0], gap=12), widget=QWidget())

    def _choice(self, one: ExperimentView, shown: Outcome) -> QWidget | None:
        if len(one.outcomes) < 2:
            return None
        return Choice(t("Which outcome"), [(o.id, o.name, "") for o in one.outcomes], shown.id, self._choose, "outcome")

    def _choose(self, outcome: str | None) -> None:
        self.outcome, self.point = outcome or "", ""
        self.page.again()

    def _way_choice(self, one: ExperimentView, shown: Outcome) -> QWidget | None:
        """In which way it is drawn, where there are several."""
        options = ways(one, shown)
        now = self.way if self.way in [code for code, _, _ in options] else options[0][0]
        return Choice(t("Which chart"), options, now, self._choose_way, "way") if len(options) > 1 else None

    def _lines_choice(self, shown: Outcome) -> QWidget | None:
        """The lines of the expert's figures, while the drawer for experts is open."""
        if self.page.unfolded != EXPERT or not has_lines(shown, self.way):
            return None
        options = [(EXPERT, t("Lines of the expert"), "")]
        return Choice(t("In the chart"), options, EXPERT if self.lines else None, self._choose_lines, "lines", free=True)

    def _choose_lines(self, code: str | None) -> None:
        self.lines = code is not None
        self.page.again()

    def _choose_way(self, way: str | None) -> None:
        self.way = way or ""
        self.page.again()

    def _chart(self, shown: Outcome) -> QWidget:
        from guidance_app.ui.chart_view import ChartView  # here: the plotting library is loaded when this page opens
        from guidance_app.ui.pages.fitted_chart import FittedChart

        events = chart_events(self.page)
        spec = chart_of(self.page.open, shown, self.way, events, lines=self.lines and self.page.unfolded == EXPERT)
        drawn_as = (spec, look.is_dark, look.text)
        if self._drawn is not None and self._drawn_as == drawn_as and isValid(self._drawn):
            return self._drawn  # the page is new, the chart is not
        made = ChartView(spec, look.tokens, "surface", text_scale=look.text)
        if walked := made.focusProxy():
            walked.setObjectName("chart")
        made.pointed.connect(self._went)
        self._view, self._drawn, self._drawn_as = made, FittedChart(made), drawn_as
        return self._drawn

    def _notes(self, shown: Outcome) -> list[Any]:
        """What to keep in mind while there is nothing to compare; else the findings say it."""
        caution = shown.reading.caution if shown.findings is None else ""
        done = shown.fidelity if shown.findings is None else None
        told = (caution, *((done.sentence, done.warning) if done else ()))
        lost = [status_line("info", shown.outside), self._without_phase(shown)] if shown.outside else []
        return [*(status_line("info", words) for words in told if words), *lost]

    def _without_phase(self, shown: Outcome) -> QWidget:
        """For each measurement that belongs to no phase, the first ones: the choice of one."""
        lost = [
            (id_, seen.day)
            for id_, seen in zip(shown.ids, shown.series.observations, strict=True)
            if seen.phase is None and seen.value is not None and id_ != self.point
        ]
        flow = FlowLayout(gap=12)
        for id_, day in lost[:MOST_WITHOUT_PHASE]:
            words = t("Phase on {day}", day=formats.day_month(day))
            phase = ChoiceField(words, self._phases(shown))
            self.page.session.bind(phase, "measurement", id_, "phase")
            flow.addWidget(named(words, phase)[0])
        return box(flow, widget=QWidget())

    def _went(self, measurement: str) -> None:
        shown = next((o for o in self.page.open.outcomes if measurement in o.ids), None)
        if shown is not None:
            self.outcome, self.point = shown.id, measurement
            self._show_point(shown)

    def _show_point(self, shown: Outcome) -> None:
        """The measurement one went to, as fields, below the chart."""
        slot = self._slot.layout()
        assert isinstance(slot, Column)
        slot.clear()
        if self.point:
            slot.add(self._point(shown))

    def _point(self, shown: Outcome) -> QWidget:
        session, id_ = self.page.session, self.point
        value = self._bound_value(shown, id_)
        phase = ChoiceField(t("Phase"), self._phases(shown))
        session.bind(phase, "measurement", id_, "phase")
        fields = [
            named(t("Date"), session.field("measurement", id_, "date")),
            named(upper_first(shown.name), value),
            named(t("Phase"), phase),
            named(t("Went as agreed|field"), session.field("measurement", id_, "fidelity")),
            named(t("Not measured because"), session.field("measurement", id_, "missed")),
        ]
        if self.page.open.place == "home":
            fields.append(named(t("Evening before a school day"), session.field("measurement", id_, "school_night")))
        gone = button(t("Remove this measurement"), "link", "", lambda: self.page.remove("measurement", id_))
        flow = FlowLayout(*(widget for widget, _ in fields), gap=12)
        return box(Column(flow, Row(STRETCH, gone), gap=4, margins=(14, 8, 14, 8)), "card")

    def _bound_value(self, shown: Outcome, id_: str) -> Input:
        """The field of the value of one measurement, with what it was counted from."""

        def find(s: Any) -> Amount | None:
            found = read.row(s, "measurement", id_)
            return amount_of(found.value, found.part, found.whole) if found else None

        value = value_input(shown.series.kind, shown.name, shown.series.unit)
        self.page.session.bind_to(value, f"measurement/{id_}/value", find, lambda amount: write(id_, amount))
        return value

    def _phases(self, shown: Outcome) -> list[tuple[str, str]]:
        return [(id_, " ".join(part for part in (p.code, p.label) if part)) for id_, p in shown.spans]

    def _new(self, one: ExperimentView, shown: Outcome) -> QWidget:
        """A new measurement: day, phase (of that day), value or why not. Enter adds it."""
        date = DayField(t("Date"), lambda: self.page.session.today)
        phase = ChoiceField(t("Phase"), self._phases(shown))
        value = value_input(shown.series.kind, t("New value of {name}", name=shown.name), shown.series.unit)
        missed = TextField(t("Not measured because"), hint=t("for example ill"))
        for made, name in ((date, "date"), (phase, "phase"), (value, "value"), (missed, "missed")):
            made.field.setObjectName(f"new measurement/{name}")
        date.show_value(self._date)
        phase.show_value(self._phase or self._likely(one, shown))

        def moved(day: dt.date | None) -> None:
            self._date, self._phase = day, None
            phase.show_value(self._likely(one, shown))

        def value_first() -> None:
            add() if value.commit() and value.value() is not None else value.setFocus()

        def add() -> None:
            if value.commit() and missed.commit() and date.commit():
                self._add(shown, phase.value(), value.value(), missed.value())

        agreed = FidelityChoice(
            self._fidelity, lambda code: setattr(self, "_fidelity", code), "new measurement/fidelity", value_first
        )

        date.edited.connect(moved)
        phase.edited.connect(lambda code: setattr(self, "_phase", code))
        value.done.connect(add)
        missed.done.connect(add)
        fields = [named(t("Date"), date), named(t("Phase"), phase), named(upper_first(shown.name), value)]
        if one.phases:
            above = small(t("Did it go as agreed?"))
            fields.append((box(Column(above, agreed, gap=2), widget=QWidget()), 0))
        fields.append(named(t("or not measured because"), missed))
        act = button(t("Add"), "default", "plus", add)
        act.setObjectName("new measurement/add")
        foot = box(Column(small(" "), act, gap=2), widget=QWidget())
        flow = FlowLayout(*(widget for widget, _ in fields), foot, gap=12)
        return box(Column(label(t("New measurement"), weight=700), flow, gap=4), widget=QWidget())

    def _likely(self, one: ExperimentView, shown: Outcome) -> str | None:
        if self._date is None:
            return None
        return one.phase_for(shown, self._date)

    def _add(self, shown: Outcome, phase: str | None, value: Amount | None, missed: str | None) -> None:
        made = self.page.session.do(add_measurement(shown.id, self._date, phase, value, missed, self._fidelity))
        if made:
            self.forget()
            self.page.refresh()
            self.page.go_to(self.VALUE)

    def _facts(self, one: ExperimentView, shown: Outcome) -> list[Any]:
        """What is measured, how and by whom, when asked for; and something more to measure."""
        open_ = self.page.unfolded == "outcome"
        words = t("Less about what we measure") if open_ else t("More about what we measure")
        link = button(words, "link", "", lambda: self.page.unfold("outcome"))
        link.setObjectName("outcome link")
        if not open_:
            return [link]
        spec, session, fixed = read.fields("outcome"), self.page.session, bool(shown.series.measured)
        fields = [
            named(
                upper_first(t(spec[name].label)),
                self._agreed(shown, name) if name in FIXED else session.field("outcome", shown.id, name, self.page.pupil),
            )[0]
            for name in FACTS
            if not (fixed and name in FIXED)
        ]
        agreed = self._fixed(shown) if fixed else None
        more = self._more_to_measure(one, t("Something more to measure"), t("something more to measure"))
        gone = button(t("Measure this no longer"), "link", "", lambda: self.page.remove("outcome", shown.id))
        return [
            link,
            box(Column(FlowLayout(*fields, gap=12), agreed, more, Row(STRETCH, gone), gap=8, margins=(14, 10, 14, 10)), "card"),
        ]

    def _agreed(self, shown: Outcome, name: str) -> Input:
        """The field of what is agreed before the first score."""
        session = self.page.session
        made = editor(read.fields("outcome")[name], lambda: session.today, lambda _field: [])

        def find(s: Any) -> Any:
            found = read.row(s, "outcome", shown.id)
            return found[name] if found else None

        session.bind_to(made, f"outcome/{shown.id}/{name}", find, lambda value: agree(shown.id, name, value))
        return made

    def _fixed(self, shown: Outcome) -> QWidget:
        """What stays as it was agreed, and why."""
        spec, series = read.fields("outcome"), shown.series
        told = {"kind": series.kind, "unit": series.unit or None, "higher_is_better": series.higher_is_better}
        lines = [
            box(Column(small(upper_first(t(spec[name].label)), weight=600), label(spec[name].kind.format(value)), gap=3))
            for name, value in told.items()
            if value is not None
        ]
        why = t("Which way is better, the kind and the unit stay as they are once there is a score.")
        told_why = small(f"{why} {t('Was it meant otherwise? Then make a new experiment.')}", wrap=True)
        return box(Column(FlowLayout(*lines, gap=24), told_why, gap=4), widget=QWidget())


def status_line(icon: str, words: str) -> QWidget:
    """A small note with an icon, on as many lines as it needs."""
    mark = Column(Icon(icon, "mute", 16), STRETCH, margins=(0, 2, 0, 0))
    return box(Row(mark, (small(words, wrap=True), 1), gap=6), widget=QWidget())
