"""The small rows to fill in for a goal: a new one, its numbers, a measurement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from guidance_app import edits
from guidance_app.base.i18n import t, upper_first
from guidance_app.edits.goals import add_measurement
from guidance_app.queries import read
from guidance_app.queries.goals import GoalDetail
from guidance_app.ui.input_parts import Input
from guidance_app.ui.inputs import DayField, NumberField, TextField
from guidance_app.ui.layouts import STRETCH, Column, FlowLayout, Row, box
from guidance_app.ui.look import SEMIBOLD, look
from guidance_app.ui.pages.experiments.value_input import value_input
from guidance_app.ui.pages.writing import name_choices
from guidance_app.ui.widgets import button, label, small

if TYPE_CHECKING:
    from guidance_app.ui.pages.goals import GoalsPage

NUMBERS = ("baseline", "baseline_date", "target", "unit", "due", "outcome", "series", "area", "continues")
MEASURED = ("kind", "higher_is_better", "observer", "place")
WIDTHS = {
    "title": 300,
    "unit": 130,
    "due": 190,
    "baseline_date": 190,
    "outcome": 260,
    "series": 220,
    "area": 180,
    "continues": 260,
}
"""How wide a field is at usual text; what is not named is as wide as it needs."""


def new_goal(page: GoalsPage) -> QWidget:
    """A new goal in one row. A goal that goes on with another one is opened as goal/<id of the other>."""
    spec, today = read.fields("goal"), lambda: page.session.today
    inputs: dict[str, Input] = {
        "title": TextField(_name("title"), hint=t("What do we want to reach?")),
        "baseline": NumberField(_name("baseline"), check=spec["baseline"].check),
        "target": NumberField(_name("target"), check=spec["target"].check),
        "unit": TextField(_name("unit"), spec["unit"].check, t("for example %")),
        "due": DayField(_name("due"), today, spec["due"].check),
        "baseline_date": DayField(_name("baseline_date"), today, spec["baseline_date"].check),
    }
    inputs["title"].field.setObjectName("first")
    inputs["baseline_date"].show_value(page.session.today)  # a proposal: pace is counted from there
    continues = page.panel.partition("/")[2] or None

    def add() -> None:
        values = {name: one.value() for name, one in inputs.items() if one.commit()}
        if len(values) == len(inputs):
            try_add(page, values, continues, inputs["title"])

    for name, one in inputs.items():
        if name != "title":
            one.done.connect(add)
    inputs["title"].done.connect(add)
    buttons = FlowLayout(button(t("Add a goal"), "primary", "plus", add), button(t("Close"), "link", "x", page.close_panel))
    heading = label(t("A goal that goes on with this one") if continues else t("New goal"), "head")
    return box(Column(heading, _flow(inputs), box(buttons), gap=10, margins=(16, 12, 16, 14)), "card")


def try_add(page: GoalsPage, values: dict[str, Any], continues: str | None, title: Input) -> None:
    """Add the goal, or say below its field that the title is missing."""
    if not values["title"]:
        title.problem(t("A goal needs a title. Say what you want to see."))
        title.setFocus()
        return
    page.added(page.session.do(edits.add("goal", page.pupil, continues=continues, **values)))


def numbers(page: GoalsPage, detail: GoalDetail) -> QWidget:
    """Where the goal begins, what the aim is, in what, by when, and which series it follows."""
    inputs = {name: page.session.field("goal", detail.id, name, page.pupil) for name in NUMBERS}
    for name, one in inputs.items():
        name_choices(one, f"goal/{detail.id}/{name}")
    next(iter(inputs.values())).field.setObjectName("first")
    help_ = small(t("Follow the series: the name of a test score or of an own mark, as it is called in the file."), wrap=True)
    done = button(t("Done|form"), "default", "check", page.close_panel, "Esc")
    return box(Column(_flow(inputs), help_, *_about_measuring(page, detail), done, gap=10, margins=(16, 12, 16, 14)), "card")


def _about_measuring(page: GoalsPage, detail: GoalDetail) -> list[Any]:
    """How it is measured for this goal, by whom and where; once something was measured."""
    if not detail.measured:
        return []
    spec, flow = read.fields("outcome"), FlowLayout(gap=12)
    for name in MEASURED:
        one = page.session.field("outcome", detail.measured, name, page.pupil)
        name_choices(one, f"outcome/{detail.measured}/{name}")
        words = small(upper_first(t(spec[name].label)), weight=SEMIBOLD)
        words.setBuddy(one.field)
        flow.addWidget(box(Column(words, one, STRETCH, gap=3)))
    return [label(t("How it is measured"), weight=SEMIBOLD), box(flow)]


def measurement(page: GoalsPage, detail: GoalDetail) -> QWidget:
    """A measurement in one line: the value, the day (today), Enter."""
    value = value_input(detail.kind, t("New measurement|field"), detail.course.unit)
    day = DayField(t("Day of the measurement"), lambda: page.session.today)
    day.show_value(page.session.today)
    value.line.setObjectName("measurement")

    def add() -> None:
        if value.commit() and day.commit() and value.value() is not None:
            page.session.do(add_measurement(detail.id, day.value() or page.session.today, value.value()))
            page.refresh()
            page.go_to("measurement")

    value.done.connect(add)
    day.done.connect(add)
    words = small(t("New measurement|field"), "text", weight=SEMIBOLD)
    sign = "%" if detail.course.now.endswith("%") or detail.course.aim.endswith("%") else detail.course.unit
    parts = (words, value, small(sign) if sign else None, day, small(t("Enter keeps it")))
    return box(
        FlowLayout(*(_middle(one) for one in parts if one is not None), gap=8) if look.large else Row(*parts, STRETCH, gap=8)
    )


def _middle(widget: QWidget) -> QWidget:
    return box(Column(widget, margins=(0, 4, 0, 0)))


def _flow(inputs: dict[str, Input]) -> QWidget:
    """Fields with their names above them, beside each other as far as there is room."""
    flow = FlowLayout(gap=12)
    for name, one in inputs.items():
        words = small(_name(name), weight=SEMIBOLD)
        words.setBuddy(one.field)
        if name in WIDTHS:
            one.setFixedWidth(min(look.px(WIDTHS[name]), 560))
        flow.addWidget(box(Column(words, one, STRETCH, gap=3)))
    return box(flow)


def _name(field: str) -> str:
    return upper_first(t(read.fields("goal")[field].label))
