"""The working hypotheses on the profile page: what we suppose, and the course from suspicion to what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from guidance_app.base.i18n import t, upper_first
from guidance_app.edits.assessments import add_hypothesis, add_hypothesis_step, choose_state
from guidance_app.edits.records import remove
from guidance_app.queries import read
from guidance_app.queries.profile import Hypothesis, HypothesisStep, ProfileView
from guidance_app.ui.icons import Icon
from guidance_app.ui.input_parts import Input
from guidance_app.ui.layouts import STRETCH, Column, Row, box, hline
from guidance_app.ui.pages.choosing import Choice, heading, line_to_add, named
from guidance_app.ui.pages.tile import Act, Tile
from guidance_app.ui.widgets import button, label, small

if TYPE_CHECKING:
    from guidance_app.ui.pages.profile import ProfilePage

STATE_ICONS = {"suspected": "circle-dashed", "examined": "search", "confirmed": "circle-check", "rejected": "x"}
OPEN = "open step"


def course(page: ProfilePage, view: ProfileView) -> QWidget:
    """All hypotheses, and a field for a new one."""
    add = line_to_add(
        t("New working hypothesis"),
        t("What do we suppose?"),
        "new hypothesis",
        lambda text: page.session.do(add_hypothesis(page.pupil, text, page.session.today)),
    )
    found = [part for one in view.hypotheses for part in (_hypothesis(page, one), 4)]
    note = t("a supposition until it has been examined; never a diagnosis")
    return box(Column(hline(), 8, heading(t("Working hypotheses"), note), *found, add, gap=6), widget=QWidget())


def _hypothesis(page: ProfilePage, one: Hypothesis) -> QWidget:
    gone = Act("Del", t("Remove"), lambda: page.session.do(remove("hypothesis", one.id)))
    title = page.text("hypothesis", one.id, "text", one.text, weight=600, acts=[gone], below=[small(one.about, wrap=True)])
    steps = [_step(page, step) for step in one.steps]
    last = None if one.decided else _add_step(page, one)
    return box(Column(Row((title, 1), _about_button(page, one)), _about(page, one), *steps, last, gap=2), widget=QWidget())


def _about_button(page: ProfilePage, one: Hypothesis) -> QWidget:
    """Shows and hides topic and readers."""
    shown = page.property(OPEN) == one.id
    made = button(t("less") if shown else t("more|score"), "link", "", lambda: _open(page, "" if shown else one.id))
    made.setAccessibleName(t("Topic and who may read it"))
    made.setObjectName(f"about/{one.id}")
    return made


def _about(page: ProfilePage, one: Hypothesis) -> Row | None:
    if page.property(OPEN) != one.id:
        return None
    topic = named(t("Topic"), page.session.field("hypothesis", one.id, "topic"), 1)
    return Row(topic, named(t("May be shared with"), page.session.field("hypothesis", one.id, "share_with"), 2), gap=12)


def _add_step(page: ProfilePage, one: Hypothesis) -> Row:
    made = button(t("Next step"), "link", "plus", lambda: _next(page, one))
    made.setObjectName(f"next step/{one.id}")
    return Row(26, made, STRETCH, gap=0)


def _next(page: ProfilePage, one: Hypothesis) -> None:
    """Add the next step and write down why."""
    before = one.steps[-1].status if one.steps else ""
    made = page.session.do(add_hypothesis_step(one.id, before, page.session.today))
    if made:
        _open(page, made)


def _step(page: ProfilePage, step: HypothesisStep) -> QWidget:
    if page.property(OPEN) == step.id:
        return _open_step(page, step)
    words = Column(
        heading(upper_first(step.state), step.about, "body"),
        label(step.reason or t("Why?"), "body", "text" if step.reason else "mute", wrap=True),
        gap=0,
    )
    mark = Column(Icon(STATE_ICONS.get(step.status, "circle"), "mute", 18), STRETCH, margins=(0, 2, 0, 0))
    made = Tile(
        Row(mark, (words, 1), gap=10, margins=(6, 2, 6, 2)),
        ", ".join(part for part in (step.state, step.about, step.reason) if part),
        edge="",
        fill="",
        radius=6,
        acts=[
            Act("F2", t("Change"), lambda: _open(page, step.id)),
            Act("Del", t("Remove"), lambda: page.session.do(remove("hypothesis_step", step.id))),
        ],
    )
    made.setObjectName(f"step/{step.id}")
    made.clicked.connect(lambda _on=False: _open(page, step.id))
    return made


def _open(page: ProfilePage, step: str) -> None:
    page.setProperty(OPEN, step)
    page.refresh()
    page.go_to(f"hypothesis_step/{step}/reason")


def _close(page: ProfilePage, step: str) -> None:
    page.session.finish_typing()
    page.setProperty(OPEN, "")
    page.refresh()
    page.go_to(f"step/{step}")


def _open_step(page: ProfilePage, step: HypothesisStep) -> QWidget:
    """The one open step: state, day, by whom, why."""
    kind: Any = read.fields("hypothesis_step")["status"].kind
    states = [(code, upper_first(t(words)), STATE_ICONS[code]) for code, words in kind.options.items()]
    choose = Choice(
        t("State"), states, step.status, lambda code: page.session.do(choose_state(step.id, code)), f"state/{step.id}"
    )

    def field(name: str) -> Input:
        return page.session.field("hypothesis_step", step.id, name, page.pupil)

    reason = page.field_for("hypothesis_step", step.id, "reason", 1, t("Why?"))
    done = button(t("Done"), "default", "check", lambda: _close(page, step.id))
    done.setObjectName(f"done/{step.id}")
    who = Row(
        named(t("Date"), field("date")), named(t("By"), field("by"), 1), named(t("By (other)"), field("by_other"), 1), gap=12
    )
    gone = button(t("Remove"), "link", "", lambda: page.session.do(remove("hypothesis_step", step.id)))
    column = Column(choose, who, reason, Row(done, gone, STRETCH, gap=16), gap=8, margins=(14, 10, 14, 10))
    return box(column, "card")
