"""Working hypotheses on the profile page: what we suppose, the course from suspicion to answer, and what that answer is.

What is open comes first and stands there whole; what was answered is one line that unfolds.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from guidance_app.base.i18n import t, upper_first
from guidance_app.edits.hypotheses import add_hypothesis, add_hypothesis_step, choose_state, remove_step, set_evidence
from guidance_app.edits.records import remove
from guidance_app.queries import read
from guidance_app.queries.hypotheses import Evidence, Hypothesis, HypothesisStep, evidence_choices
from guidance_app.ui.icons import Icon
from guidance_app.ui.inputs import ChoiceField
from guidance_app.ui.layouts import STRETCH, Column, FlowLayout, Row, box, hline
from guidance_app.ui.look import SEMIBOLD
from guidance_app.ui.pages.across import Across
from guidance_app.ui.pages.choosing import Choice, heading, line_to_add, named
from guidance_app.ui.pages.going import go_to_record, into_view
from guidance_app.ui.pages.tile import Act, Tile
from guidance_app.ui.widgets import Button, EmptyState, button, label, small

if TYPE_CHECKING:
    from guidance_app.ui.pages.profile import ProfilePage

STATE_ICONS = {"suspected": "circle-dashed", "examined": "search", "confirmed": "circle-check", "rejected": "x"}
OPEN, UNFOLDED = "open step", "unfolded hypothesis"
"""Properties of the page: the step (or hypothesis) whose fields are shown, and the answered hypothesis that is unfolded."""


def shape(page: ProfilePage) -> tuple[object, ...]:
    """What the part looks like now, besides its data."""
    return page.property(OPEN), page.property(UNFOLDED)


def hypotheses_part(page: ProfilePage, found: tuple[Hypothesis, ...]) -> QWidget:
    """All hypotheses, and a field for a new one."""
    note = t("a supposition until it has been examined; never a diagnosis")
    why = t("What we suppose comes here, such as “perhaps dyslexia after all”: with how it was examined, and the answer.")
    empty = EmptyState(t("No working hypotheses"), why, icon_name="circle-help") if not found else None
    running = [part for one in found if not _is_settled(page, one) for part in (_hypothesis(page, one), 6)]
    answered = [_answered(page, one) for one in found if _is_settled(page, one)]
    above = small(t("Answered|hypotheses"), weight=SEMIBOLD) if answered else None
    parts = (heading(t("Working hypotheses"), note), empty, *running, above, *answered, 4, _add(page))
    return box(Column(hline(), 8, *parts, gap=6), widget=QWidget())


def _is_settled(page: ProfilePage, one: Hypothesis) -> bool:
    """Whether it was answered, and nobody is writing that answer now."""
    return one.decided and page.property(OPEN) not in {step.id for step in one.steps}


def _add(page: ProfilePage) -> QWidget:
    who = page.session.workspace.member.name

    def add(text: str) -> None:
        page.session.do(add_hypothesis(page.pupil, text, page.session.today, who))

    return line_to_add(t("New working hypothesis"), t("What do we suppose?"), "new hypothesis", add)


def _answered(page: ProfilePage, one: Hypothesis) -> QWidget:
    """One line with how it ended and the answer; the whole course when it is unfolded."""
    if page.property(UNFOLDED) == one.id:
        return _hypothesis(page, one)
    answer = dict(one.texts)["answer"] or one.steps[-1].reason
    below = label(answer, wrap=True) if answer else None
    words = Column(label(one.text, weight=SEMIBOLD, wrap=True), below, small(upper_first(one.ended), wrap=True), gap=0)
    mark = Column(Icon(STATE_ICONS.get(one.status, "circle"), "mute", 18), STRETCH, margins=(0, 2, 0, 0))
    made = Tile(
        Row(mark, (words, 1), Icon("chevron-right", "mute", 18), gap=10, margins=(6, 4, 6, 4)),
        ", ".join(part for part in (one.text, one.ended, answer) if part), edge="", fill="", radius=6,
        acts=[Act("Del", t("Remove"), lambda: page.session.do(remove("hypothesis", one.id)))],
    )  # fmt: skip
    made.setObjectName(f"hypothesis/{one.id}")
    made.clicked.connect(lambda _on=False: _turn(page, one.id))
    return made


def _turn(page: ProfilePage, hypothesis: str) -> None:
    page.session.finish_typing()
    page.setProperty(UNFOLDED, "" if page.property(UNFOLDED) == hypothesis else hypothesis)
    page.refresh()
    page.go_to(f"hypothesis/{hypothesis}")


def _hypothesis(page: ProfilePage, one: Hypothesis) -> QWidget:
    """Left the steps with dates and who, right what is written from question to answer."""
    gone = Act("Del", t("Remove"), lambda: page.session.do(remove("hypothesis", one.id)))
    title = page.text("hypothesis", one.id, "text", one.text, weight=600, acts=[gone], below=[small(one.about, wrap=True)])
    quiet = (
        box(Row(Icon("clock", "mute", 16), (small(one.quiet, wrap=True), 1), gap=6, margins=(6, 0, 0, 0))) if one.quiet else None
    )
    steps = [_step(page, one, step) for step in one.steps]
    left = box(Column(*steps, quiet, _add_step(page, one), STRETCH, gap=2), widget=QWidget())
    both = Across((left, _texts(page, one)), (5, 4), gap=20)
    top = Row((title, 1), _about_button(page, one), _fold(page, one), gap=12)
    return box(Column(top, _about(page, one), both, gap=4, margins=(14, 10, 14, 10)), "card")


def _fold(page: ProfilePage, one: Hypothesis) -> QWidget | None:
    """Makes one line again of what was answered."""
    if page.property(UNFOLDED) != one.id:
        return None
    made = button(t("Fold"), "link", "chevron-down", lambda: _turn(page, one.id))
    made.setObjectName(f"hypothesis/{one.id}")
    return made


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


# from question to answer


def _texts(page: ProfilePage, one: Hypothesis) -> QWidget:
    """What is written under each heading, and the first that is still to be written."""
    hints = {
        "question": t("A question that can be answered"),
        "instruments": t("Which tests, talks or observations?"),
        "findings": t("What did they show, in a sentence?"),
        "answer": t("The answer, in one sentence"),
    }
    empty = [name for name, words in one.texts if not words]
    asked = "answer" if one.decided and "answer" in empty else next(iter(empty), "")
    column = Column(gap=4)
    for name, words in one.texts:
        if words or name == asked:
            column.add(small(upper_first(t(read.fields("hypothesis")[name].label)), weight=SEMIBOLD))
            column.add(_text(page, one.id, name, words, hints[name]))
    column.add(STRETCH)
    return box(column, widget=QWidget())


def _text(page: ProfilePage, row: str, name: str, words: str, hint: str) -> QWidget:
    """A text in place; the instruments are short texts in a row."""
    if name != "instruments":
        return page.text("hypothesis", row, name, words, hint=hint)
    if page.writing == f"hypothesis/{row}/{name}":
        made = page.session.field("hypothesis", row, name)
        made.done.connect(page.written)
        return made
    shown = label(words or hint, "body", "text" if words else "mute", wrap=True)
    return page.tile_for("hypothesis", row, name, Column(shown, gap=0, margins=(6, 2, 6, 2)), words or hint)


# the steps


def _add_step(page: ProfilePage, one: Hypothesis) -> QWidget:
    """The next step; after an answer, the question can be opened again."""
    words = t("Look at it again") if one.decided else t("Next step")
    made = button(words, "link", "plus", lambda: _next(page, one))
    made.setObjectName(f"next step/{one.id}")
    return box(Row(26, made, STRETCH, gap=0), widget=QWidget())


def _next(page: ProfilePage, one: Hypothesis) -> None:
    """Add the next step and write down why."""
    who = page.session.workspace.member.name
    made = page.session.do(add_hypothesis_step(one.id, one.status, page.session.today, who))
    if made:
        _open(page, made)


def _step(page: ProfilePage, one: Hypothesis, step: HypothesisStep) -> QWidget:
    if page.property(OPEN) == step.id:
        return _open_step(page, one, step)
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
            Act("Del", t("Remove"), lambda: page.session.do(remove_step(step.id))),
        ],
    )
    made.setObjectName(f"step/{step.id}")
    made.clicked.connect(lambda _on=False: _open(page, step.id))
    return box(Column(made, _seen_in(page, step), gap=0), widget=QWidget()) if step.evidence else made


def _seen_in(page: ProfilePage, step: HypothesisStep) -> QWidget:
    """The records in which the step is seen; each opens."""
    links = [_link(page, step, one) for one in step.evidence]
    return box(Row(34, (box(FlowLayout(*links, gap=4), widget=QWidget()), 1), gap=0), widget=QWidget())


def _link(page: ProfilePage, step: HypothesisStep, one: Evidence) -> Button:
    made = button(one.title, "link", "arrow-right", partial(go_to_record, page, one.table, one.id))
    made.setObjectName(f"seen/{step.id}/{one.id}")
    made.setAccessibleName(t("Open {what}", what=one.title))
    made.set_small()
    return made


def _open(page: ProfilePage, step: str) -> None:
    page.session.finish_typing()
    page.setProperty(OPEN, step)
    page.refresh()
    page.go_to(f"hypothesis_step/{step}/reason")
    into_view(page.focusWidget())


def _close(page: ProfilePage, one: Hypothesis, step: str) -> None:
    page.session.finish_typing()
    page.setProperty(OPEN, "")
    page.refresh()
    page.go_to(f"hypothesis/{one.id}" if one.decided and page.property(UNFOLDED) != one.id else f"step/{step}")


def _open_step(page: ProfilePage, one: Hypothesis, step: HypothesisStep) -> QWidget:
    """The one open step: state, day, by whom, why, and in what it is seen."""
    kind: Any = read.fields("hypothesis_step")["status"].kind
    states = [(code, upper_first(t(words)), STATE_ICONS[code]) for code, words in kind.options.items()]
    choose = Choice(
        t("State"), states, step.status, lambda code: page.session.do(choose_state(step.id, code)), f"state/{step.id}"
    )
    reason = page.field_for("hypothesis_step", step.id, "reason", 1, t("Why?"))
    done = button(t("Done"), "default", "check", lambda: _close(page, one, step.id))
    done.setObjectName(f"done/{step.id}")
    gone = button(t("Remove"), "link", "", lambda: page.session.do(remove_step(step.id)))
    foot = Row(done, gone, STRETCH, gap=16)
    parts = (choose, *_who(page, step), reason, _evidence(page, step), foot)
    return box(Column(*parts, gap=8, margins=(14, 10, 14, 10)), "card")


def _who(page: ProfilePage, step: HypothesisStep) -> list[Any]:
    """The day, and who: somebody of the file, or another name."""
    words = {"date": t("Date"), "by": t("By"), "by_other": t("By (other)")}
    day, by, other = (
        named(told, page.session.field("hypothesis_step", step.id, name, page.pupil), 1) for name, told in words.items()
    )
    return [day[0], Row(by, other, gap=12)]


def _evidence(page: ProfilePage, step: HypothesisStep) -> QWidget:
    """What it is seen in: press one to take it out, choose one to put it in."""
    chosen = tuple(one.id for one in step.evidence)
    with page.session.read() as s:
        others = [(id_, title) for id_, title in evidence_choices(s, page.pupil) if id_ not in chosen]

    def put(ids: tuple[str, ...]) -> None:
        page.session.do(set_evidence(step.id, ids))

    taken = []
    for one in step.evidence:
        made = Button(one.title, "default", "x", name=t("Take out {tag}", tag=one.title))
        made.setObjectName(f"take out/{step.id}/{one.id}")
        made.clicked.connect(lambda _on=False, id_=one.id: put(tuple(other for other in chosen if other != id_)))
        taken.append(made)
    more = ChoiceField(t("Seen in"), others, required=True)
    more.field.setObjectName(f"evidence/{step.id}")
    more.edited.connect(lambda id_: put((*chosen, id_)) if id_ else None)
    flow = box(FlowLayout(*taken, gap=6), widget=QWidget()) if taken else None
    return box(Column(named(t("Seen in"), more)[0], flow, gap=6), widget=QWidget())
