"""What stands beside the open building block: its needs, goals and experiments, and who does what for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from guidance_app.base.i18n import t
from guidance_app.edits.building_blocks import add_tied, tie, untie
from guidance_app.queries import read
from guidance_app.queries.building_blocks import Block, Named, Step
from guidance_app.queries.measures import MeasureLine
from guidance_app.ui.icons import Icon
from guidance_app.ui.inputs import ChoiceField, TextField
from guidance_app.ui.layouts import Column, Row, box
from guidance_app.ui.look import SEMIBOLD
from guidance_app.ui.pages.building_blocks.links import Link
from guidance_app.ui.pages.measure_chooser import place_name
from guidance_app.ui.pages.place_box import PlaceBox
from guidance_app.ui.pages.tile import Act, Tile
from guidance_app.ui.widgets import ElidingLabel, button, label, place_heading, small

if TYPE_CHECKING:
    from guidance_app.ui.pages.building_blocks import BuildingBlocksPage

ICONS = {"need": "hand-helping", "goal": "target", "experiment": "flask-conical"}
WRITTEN = {"need": "text", "goal": "title", "experiment": "question"}
"""Which field of a record is shown here, and can be written here."""


class Chain:
    """The boxes of the open row, and the links between what is in them."""

    def __init__(self, page: BuildingBlocksPage, block: Block, source: QWidget) -> None:
        self._page, self._block = page, block
        self.links: list[Link] = []
        if page.panel == "measure":
            chooser = page.chooser("", block.goals, block.id)
            self.boxes: tuple[QWidget, ...] = (chooser,)
            self.under: tuple[QWidget, ...] = ()
            self.links = [Link(source, chooser, strong=True)]
            return
        steps = {step.id: self._step(step) for step in block.steps}
        self.links += [Link(source, tile, strong=True) for tile in steps.values()]
        places = {place: self._place(place, lines) for place, lines in (("home", block.home), ("school", block.school)) if lines}
        for place, lines in (("home", block.home), ("school", block.school)):
            if lines:
                self.links += [Link(one, places[place], strong=True) for one in self._sources(lines, steps) or [source]]
        self.boxes = (box(Column(*steps.values(), gap=16)), box(Column(*places.values(), gap=16)))
        self.under = (box(Column(*self._adders(), gap=4)), box(Column(page.opener(t("Add a measure"), "measure"))))

    def _sources(self, lines: Sequence[MeasureLine], steps: dict[str, QWidget]) -> list[QWidget]:
        """Where measures come from: the goals they are for, else the needs."""
        wanted = {goal for line in lines for goal in line.goals}
        goals = [tile for id_, tile in steps.items() if id_ in wanted]
        return goals or [steps[step.id] for step in self._block.steps if step.table == "need"]

    def _step(self, step: Step) -> QWidget:
        """A need, goal or experiment: its kind, its words, and small words below."""
        field = WRITTEN[step.table]
        if self._page.writing == f"{step.table}/{step.id}/{field}":
            return self._page.field_for(step.table, step.id, field, 2)
        heading = ElidingLabel(step.heading, "small", "mute", weight=SEMIBOLD)
        head = Row(Icon(ICONS[step.table], "mute", 16), (heading, 1), gap=6) if step.heading else None
        about = small(step.about, wrap=True) if step.about else None
        away = Act("Delete", t("Take away from this building block"), lambda: self._untie(step))
        words = Column(head, label(step.text, wrap=True), about, gap=3, margins=(13, 9, 13, 10))
        name = f"{step.heading} {step.text} {step.about}".strip()
        return self._page.tile_for(step.table, step.id, field, words, name, [away], sheet=True)

    def _untie(self, step: Step) -> None:
        self._page.session.do(untie(self._block.id, step.table, step.id))
        self._page.go_to(f"building_block/{self._block.id}/obstacle")

    def _place(self, place: str, lines: Sequence[MeasureLine]) -> Tile | QWidget:
        """Everything that is done at home or at school for this block."""
        heading = Row(place_heading("home" if place == "home" else "school", place_name(place)), margins=(6, 0, 0, 2))
        return PlaceBox(place, Column(heading, *(self._page.measure(line) for line in lines), gap=2, margins=(7, 9, 7, 9)))

    def _adders(self) -> list[QWidget]:
        page = self._page
        made: list[QWidget] = []
        for panel, words, panel_of in (("need", t("Add a need"), self._new_need), ("goal", t("Add a goal"), self._new_goal)):
            made.append(panel_of() if page.panel == panel else page.opener(words, panel))
        return made

    def _new_need(self) -> QWidget:
        """A need with a sentence starter, or one that was written before."""
        page = self._page
        stems = page.view.stems
        starter = ChoiceField(t("Sentence starter"), [(at, words) for at, (_, words) in enumerate(stems)], required=True)
        starter.show_value(0)
        starter.box.setObjectName("first")
        field = TextField(t("Need"), read.fields("need")["text"].check, t("finish the sentence"))

        def add() -> None:
            whom, stem = stems[starter.value()]
            made = page.session.do(add_tied(self._block.id, "need", for_whom=whom, stem=stem, text=field.value()))
            page.close_panel(f"need/{made}/text")

        field.done.connect(add)
        tied = {step.id for step in self._block.steps}
        others = [one for one in page.view.needs if one.id not in tied]
        return self._panel(t("New need"), [starter, field], {"need": others})

    def _new_goal(self) -> QWidget:
        """A new goal, or a goal or experiment that is there already."""
        page = self._page
        field = TextField(t("Goal"), read.fields("goal")["title"].check, t("What do we want to reach?"))
        field.line.setObjectName("first")

        def add() -> None:
            made = page.session.do(add_tied(self._block.id, "goal", title=field.value()))
            page.close_panel(f"goal/{made}/title")

        field.done.connect(add)
        tied = {step.id for step in self._block.steps}
        return self._panel(
            t("New goal"),
            [field],
            {
                "goal": [one for one in page.view.goals if one.id not in tied],
                "experiment": [one for one in page.view.experiments if one.id not in tied],
            },
        )

    def _panel(self, title: str, fields: list[Any], others: dict[str, list[Named]]) -> QWidget:
        """A small sheet with fields, and below them what is there already and can be chosen."""
        page = self._page
        lines = Column(small(title, weight=SEMIBOLD), *fields, gap=6, margins=(13, 10, 13, 10))
        if any(others.values()):
            lines.add(small(t("Or choose what is there already")))
        for table, named in others.items():
            for one in named:
                lines.add(self._choice(table, one))
        lines.add(button(t("Close"), "link", "x", page.close_panel))
        return box(lines, "card")

    def _choice(self, table: str, one: Named) -> Tile:
        page = self._page
        icon = Column(Icon(ICONS[table], "mute", 16), margins=(0, 2, 0, 0))
        made = Tile(
            Row(icon, (small(one.words, "text", wrap=True), 1), margins=(4, 3, 4, 3)), one.words, edge="", fill="", radius=6
        )

        def chosen() -> None:
            page.session.do(tie(self._block.id, table, one.id))
            page.close_panel(f"{table}/{one.id}/{WRITTEN[table]}")

        made.clicked.connect(chosen)
        return made
