"""The left column of the experiments page: which experiment, the question, the approaches, the order and the schedule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from guidance_app.base.i18n import t, upper_first
from guidance_app.queries import read
from guidance_app.queries.experiments import ExperimentView, Item, PhaseLine
from guidance_app.queries.schedule import Shade
from guidance_app.ui.layouts import STRETCH, Column, FlowLayout, Row, box, hline
from guidance_app.ui.look import BOLD, look
from guidance_app.ui.pages.choosing import named
from guidance_app.ui.pages.experiments.planned import paper_parts, plan_parts
from guidance_app.ui.pages.experiments.schedule import ScheduleGrid, Swatch
from guidance_app.ui.pages.tile import Act, Tile
from guidance_app.ui.widgets import Button, button, label, small

if TYPE_CHECKING:
    from guidance_app.ui.pages.experiments import ExperimentsPage

FACTS = ("invented_by", "place", "design", "goals")
AGREED = ("sessions", "first_day", "weekdays", "fewest", "follow_up_on")
"""What was agreed about the days can change until it is drawn."""
BY_HAND = ("assignment_kind", "drawn_by", "drawn_on", "longest_run", "drawn_order")
"""How an order came about, for experiments that the program did not draw."""


def left_column(page: ExperimentsPage, one: ExperimentView) -> QWidget:
    """All of the column."""
    assert page.view is not None
    parts = [
        *(_item(page, item) for item in page.view.items),
        hline(),
        *_question(page, one),
        *_approaches(page, one),
        *_order(one),
        *plan_parts(page, one),
        *_schedule(page, one),
        *paper_parts(page, one),
        *_facts(page, one),
    ]
    return box(Column(*parts, STRETCH, gap=6), widget=QWidget())


def _link(words: str, icon: str, act: Any, name: str) -> Button:
    made = button(words, "link", icon, act)
    made.setObjectName(name)
    return made


def _item(page: ExperimentsPage, item: Item) -> QWidget:
    """One experiment to choose; Delete removes it."""
    shown = item.id == page.open.id
    words = label(item.title, "body", "accent" if shown else "text", wrap=True, weight=600 if shown else None)
    made = Tile(
        Row((words, 1), small(item.state), gap=8, margins=(8, 4, 8, 4)),
        f"{item.title}, {item.state}",
        edge="",
        fill="soft" if shown else "",
        radius=8,
        acts=[Act("Del", t("Remove"), lambda: page.remove("experiment", item.id))],
    )
    made.setCheckable(True)
    made.setChecked(shown)
    made.setObjectName(f"item/{item.id}")
    made.clicked.connect(lambda _on=False: page.choose(item.id))
    return made


def _question(page: ExperimentsPage, one: ExperimentView) -> list[Any]:
    hint = t("What does the child want to know?")
    return [
        page.text("experiment", one.id, "title", one.title, role="head", below=[small(one.about, wrap=True)]),
        _Bar(page.text("experiment", one.id, "question", one.question, hint=hint, role="head", weight=400), one.asker),
    ]


class _Bar(QWidget):
    """The question with the bar of who asks it."""

    def __init__(self, inside: QWidget, caption: str) -> None:
        super().__init__()
        self.setLayout(Column(inside, Row(small(caption), margins=(6, 0, 0, 0)), gap=0, margins=(10, 0, 0, 0)))
        look.changed.connect(self.update)

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, 3, self.height(), look.colour("pupil"))
        painter.end()


class Letter(QWidget):
    """The letter of an approach in a box: open for the usual way, filled for the approach."""

    def __init__(self, letter: str, filled: bool, side: int = 24) -> None:
        super().__init__()
        self._letter, self._filled, self._side = letter, filled, side
        self.setFixedSize(look.icon(side), look.icon(side))

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("text"), 1.3))
        painter.setBrush(look.colour("text") if self._filled else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        font = look.font("small", BOLD)
        font.setPixelSize(round(self.height() * 0.56))
        painter.setFont(font)
        painter.setPen(look.colour("bg" if self._filled else "text"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letter)
        painter.end()


def _approaches(page: ExperimentsPage, one: ExperimentView) -> list[Any]:
    turns = any(phase.taking_turns for phase in one.phases)
    new = None if turns or one.plan.by_program else _link(t("New phase"), "plus", page.new_phase, "new phase")
    title = t("Approaches, in turns") if turns else t("Phases")
    none = None if one.phases else small(t("Begin with how it goes now; that is the first phase."), wrap=True)
    return [4, Row(label(title, weight=700), STRETCH, new), none, *(_phase(page, phase) for phase in one.phases)]


def _phase(page: ExperimentsPage, phase: PhaseLine) -> QWidget:
    """One phase as a box and words; the open one as fields."""
    place = f"phase/{phase.id}"
    if page.unfolded == place:
        return _open_phase(page, phase)
    words = label(phase.label or t("What do we do?"), "body", "text" if phase.label else "mute", wrap=True, weight=600)
    said = Column(words, small(phase.when, wrap=True) if phase.when else None, gap=0)
    mark = Column(Letter(phase.letter, phase.filled), STRETCH)
    made = Tile(
        Row(mark, (said, 1), gap=10, margins=(4, 3, 4, 3)),
        ", ".join(part for part in (phase.code, phase.label, phase.when) if part),
        edge="",
        fill="",
        radius=6,
        acts=[
            Act("F2", t("Change"), lambda: _open(page, phase)),
            Act("Del", t("Remove"), lambda: page.remove("phase", phase.id)),
        ],
    )
    made.setObjectName(place)
    made.clicked.connect(lambda _on=False: _open(page, phase))
    return made


def _open(page: ExperimentsPage, phase: PhaseLine) -> None:
    page.unfold(f"phase/{phase.id}")
    page.go_to(f"phase/{phase.id}/label")


def _open_phase(page: ExperimentsPage, phase: PhaseLine) -> QWidget:
    def field(name: str) -> QWidget:
        return named(upper_first(t(read.fields("phase")[name].label)), page.session.field("phase", phase.id, name))[0]

    done = button(t("Done"), "default", "check", lambda: _close(page, phase))
    gone = button(t("Remove"), "link", "", lambda: page.remove("phase", phase.id))
    drawn = page.open.plan.by_program
    names = (
        ("label",) if drawn else ("label", "code") if phase.taking_turns else ("label", "from_date", "to_date", "kind", "code")
    )
    fields = [field(name) for name in names]
    return box(Column(*fields, Row(done, gone, STRETCH, gap=16), gap=6, margins=(12, 10, 12, 10)), "card")


def _close(page: ExperimentsPage, phase: PhaseLine) -> None:
    page.unfold(f"phase/{phase.id}")
    page.go_to(f"phase/{phase.id}")


def _order(one: ExperimentView) -> list[Any]:
    """How the order came about, and the order itself."""
    if not one.order:
        return []
    boxes = QWidget()
    boxes.setAccessibleName(f"{one.drawn}, {' '.join(one.order)}")
    box(FlowLayout(*(Letter(letter, letter != "A", 18) for letter in one.order), gap=3), widget=boxes)
    return [4, boxes]


def _schedule(page: ExperimentsPage, one: ExperimentView) -> list[Any]:
    if not one.schedule.weeks:
        return []
    grid = ScheduleGrid(one.schedule)
    grid.opened.connect(page.measure_on)
    head = Row(label(t("Schedule"), weight=700), small(one.schedule.words), STRETCH, gap=10)
    letters = [letter for letter in dict.fromkeys(phase.letter for phase in one.phases if phase.letter) if letter != "M"]
    shades: list[Shade] = ["a", "b"]
    told = (letters[:1], letters[1:])
    legend = [Row(Swatch(shade), small(", ".join(of)), gap=5) for shade, of in zip(shades, told, strict=True) if of]
    return [6, head, grid, Row(*legend, STRETCH, gap=14)]


def _facts_of(one: ExperimentView) -> tuple[str, ...]:
    """Nobody types what the program draws, nor the days after it drew."""
    plan = one.plan
    if not plan.by_program:
        return FACTS + BY_HAND
    return FACTS if plan.was_drawn or plan.scored else FACTS + AGREED


def _facts(page: ExperimentsPage, one: ExperimentView) -> list[Any]:
    """Everything else, when asked for."""
    shown = page.unfolded == "facts"
    link = _link(t("Fewer details") if shown else t("More details"), "", lambda: page.unfold("facts"), "facts link")
    if not shown:
        return [4, link]
    spec = read.fields("experiment")
    fields = [
        named(upper_first(t(spec[name].label)), page.session.field("experiment", one.id, name, page.pupil))[0]
        for name in _facts_of(one)
    ]
    gone = button(t("Remove this experiment"), "link", "", lambda: page.remove("experiment", one.id))
    return [4, link, *fields, gone]
