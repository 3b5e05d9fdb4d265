"""The open parts of the joint plan that are written here: status, OPP, measures that go on, approval and versions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from guidance_app.base.i18n import t, upper_first
from guidance_app.edits import records
from guidance_app.queries.joint_editor import Given, JointEditor, Missing, Version
from guidance_app.queries.read import fields
from guidance_app.ui.inputs import RefsField, SegmentField
from guidance_app.ui.layouts import STRETCH, Column, FlowLayout, Row, box
from guidance_app.ui.look import SEMIBOLD, look
from guidance_app.ui.pages.tile import Act, Tile
from guidance_app.ui.pages.writing import name_choices
from guidance_app.ui.widgets import button, label, small

if TYPE_CHECKING:
    from guidance_app.ui.pages.plan import PlanPage

SHORT = 30
"""A result of so many characters stands behind the words, a longer one below them."""


def written(page: PlanPage, key: str, data: JointEditor) -> Column | None:
    """The content of an open part that is written here; None for a part that comes from another page."""
    plan = page.now.state.plan
    if key == "status":
        return fields_of(page, "plan", plan, "title", "status", ("valid_from", "valid_until"), "kind")
    if key == "opp":
        return fields_of(page, "plan", plan, "opp_required", "opp_reason", "opp_decided_by", "opp_review_on")
    if key == "continues":
        return _goes_on(page, plan, data)
    if key == "approvals":
        return _approvals(page, data)
    return _versions(page, data) if key == "versions" else None


def fields_of(page: PlanPage, table: str, row: str, *names: str | tuple[str, str]) -> Column:
    """Fields of a record below each other, a pair of them beside each other, each with its name above it."""
    column = Column(gap=8)
    for name in names:
        made = [_field(page, table, row, one) for one in ((name,) if isinstance(name, str) else name)]
        column.add(Column(*made, gap=8) if look.large else Row(*((one, 1) for one in made), gap=12))
    return column


def _field(page: PlanPage, table: str, row: str, name: str) -> Column:
    made = page.session.field(table, row, name, page.pupil)
    if isinstance(made, SegmentField | RefsField):
        name_choices(made, f"{table}/{row}/{name}")
    words = label(upper_first(t(fields(table)[name].label)), "small", weight=SEMIBOLD)
    words.setBuddy(made.field)
    return Column(words, made, gap=4)


def _goes_on(page: PlanPage, plan: str, data: JointEditor) -> Column:
    made = RefsField(t("Measures that go on"), data.measures)
    page.session.bind(made, "plan", plan, "continues")
    name_choices(made, f"plan/{plan}/continues")
    return Column(small(t("Choose none to let all measures that are in use go on."), wrap=True), made, gap=8)


def _approvals(page: PlanPage, data: JointEditor) -> Column:
    """The answers to this version, whose answer is not there yet, and below that what was answered before."""
    column = Column(gap=4)
    for one in data.given:
        if one.now:
            column.add(_open_answer(page, one) if one.id == page.answer else _answer(page, one))
    for other in data.missing:
        column.add(_missing(page, other))
    add = button(t("Add an answer"), "link", "plus", lambda: page.add_answer(None, "action_part"))
    add.setObjectName("answer/new")
    column.add(Row(add, STRETCH))
    before = [one for one in data.given if not one.now]
    column.add(label(t("Earlier versions"), "small", weight=SEMIBOLD) if before else None)
    for one in before:
        column.add(_open_answer(page, one) if one.id == page.answer else _answer(page, one))
    return column


def _answer(page: PlanPage, one: Given) -> QWidget:
    short = len(one.result) <= SHORT
    words = ": ".join(part for part in (one.words, one.result if short else "") if part)
    result = small(one.result, wrap=True) if not short else None
    shown = label(words, "body" if one.now else "small", "text" if one.now else "mute", wrap=True)
    take_out = Act("Del", t("Remove"), lambda: page.session.do(records.remove("approval", one.id)))
    name = f"{one.words}, {one.result}"
    made = Tile(Column(shown, result, gap=0, margins=(6, 3, 6, 3)), name, edge="", fill="", radius=6, acts=(take_out,))
    made.setObjectName(f"answer/{one.id}")
    made.clicked.connect(lambda _on=False: page.open_answer(one.id))
    return made


def _open_answer(page: PlanPage, one: Given) -> QWidget:
    """The fields of one answer, with the usual words for its result one press away."""
    quick = FlowLayout(gap=12)
    for words in (t("asked"), t("agrees"), t("does not agree"), t("no reaction")):
        link = button(words, "link", "", partial(page.answered, one.id, words))
        link.setObjectName(f"result/{words}")
        quick.addWidget(link)
    done = button(t("Done"), "link", "check", lambda: page.open_answer(""))
    take_out = button(t("Remove"), "link", "x", lambda: page.session.do(records.remove("approval", one.id)))
    form = fields_of(page, "approval", one.id, "by", "kind", "date", "result")
    acts = Row(done, take_out, STRETCH, gap=16)
    return box(Column(form, box(quick, widget=QWidget()), acts, gap=4, margins=(10, 8, 10, 8)), "popup")


def _missing(page: PlanPage, other: Missing) -> Row:
    act = button(t("Note the answer"), "link", "", lambda: page.add_answer(other.by, other.kind))
    act.setAccessibleName(f"{t('Note the answer')}, {other.words}")
    act.setObjectName(f"missing/{other.by}/{other.kind}")
    return Row((small(t("Not there yet: {what}", what=other.words), wrap=True), 1), act, gap=8, margins=(6, 0, 0, 0))


def _versions(page: PlanPage, data: JointEditor) -> Column:
    column = Column(gap=6)
    new = button(t("New version"), "default", "plus", page.new_version)
    new.setObjectName("version/new")
    column.add(Row(new, STRETCH))
    for one in data.versions:
        for item in _version(page, one):
            column.add(item)
    return column


def _version(page: PlanPage, one: Version) -> list[Any]:
    if one.now:
        return [label(one.words, weight=SEMIBOLD), fields_of(page, "plan_version", one.id, "change")]
    return [label(one.words, weight=SEMIBOLD), small(one.change, wrap=True) if one.change else None]
