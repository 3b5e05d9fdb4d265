"""One row of the page of building blocks: the obstacle that fades, and the building block that is built of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QWidget

from guidance_app.base.i18n import t
from guidance_app.queries import read
from guidance_app.queries.building_blocks import Block, short
from guidance_app.ui.actions import keys_text
from guidance_app.ui.icons import Icon
from guidance_app.ui.inputs import RefsField, TextArea, TextField
from guidance_app.ui.layouts import STRETCH, Column, FlowLayout, Row, box
from guidance_app.ui.look import SEMIBOLD, look
from guidance_app.ui.pages.tile import Act, Tile, paint_sheet
from guidance_app.ui.pages.writing import name_choices
from guidance_app.ui.widgets import Button, KeyCap, button, label, small

if TYPE_CHECKING:
    from guidance_app.ui.pages.building_blocks import BuildingBlocksPage

INSIDE = (12, 7, 12, 7)


class OpenSheet(QFrame):
    """The soft sheet of the building block that is being written."""

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        paint_sheet(painter, QRectF(self.rect()), "soft", "accent", 12)
        painter.end()


def row_of(page: BuildingBlocksPage, block: Block, opened: bool) -> tuple[QWidget, QWidget]:
    """The two widgets of one row."""
    return obstacle(page, block, opened), open_block(page, block) if opened else closed_block(page, block)


def obstacle(page: BuildingBlocksPage, block: Block, opened: bool) -> QWidget:
    """The obstacle in the pupil's own words. Enter opens its building block, F2 changes the words."""
    place = f"building_block/{block.id}/obstacle"
    if page.writing == place:
        return page.field_for("building_block", block.id, "obstacle")
    words = label(block.obstacle, "body", "text" if opened else "mute", wrap=True, weight=SEMIBOLD if opened else None)
    acts = (
        Act("F2", t("Change"), lambda: page.write("building_block", block.id, "obstacle")),
        Act("Ctrl+Up", t("Move up"), lambda: page.reorder(block.id, -1)),
        Act("Ctrl+Down", t("Move down"), lambda: page.reorder(block.id, 1)),
        Act("Delete", t("Remove"), lambda: page.remove(block.id)),
    )
    name = t("Obstacle {words}", words=block.obstacle)
    made = Tile(
        Column(STRETCH, words, STRETCH, gap=0, margins=INSIDE),
        name,
        edge="text" if opened else "edge",
        fill="surface" if opened else "",
        dotted=not opened,
        acts=acts,
    )
    made.setAccessibleDescription(block.block or t("There is no building block yet. Enter makes one."))
    made.setObjectName(place)
    made.clicked.connect(lambda _on=False: page.open(block.id))
    return made


def closed_block(page: BuildingBlocksPage, block: Block) -> Tile:
    """The building block as text."""
    hint = t("What is possible?")
    words = label(block.block or hint, "body", "text" if block.block else "mute", wrap=True)
    name = t("Building block {words}", words=block.block or hint)
    made = Tile(Column(STRETCH, words, STRETCH, gap=0, margins=INSIDE), name, dotted=not block.block)
    made.setObjectName(f"building_block/{block.id}/block")
    made.clicked.connect(lambda _on=False: page.open(block.id))
    return made


def open_block(page: BuildingBlocksPage, block: Block) -> OpenSheet:
    """The building block that is open: its field, what it uses, and the key that says done."""
    spec = read.fields("building_block")["block"]
    field = TextArea(t("Building block"), spec.check, t("What is possible, with what is strong already?"), lines=2)
    page.session.bind(field, "building_block", block.id, "block")
    field.done.connect(lambda: page.go_to(f"building_block/{block.id}/obstacle"))
    head = Row(Icon("pencil", "accent", 16), small(t("You are writing this building block"), "accent", weight=SEMIBOLD), STRETCH)
    done = (KeyCap(keys_text("Ctrl+Enter")), small(t("done")))
    uses = Row(small(t("Uses|block")), (uses_button(page, block), 1), *done, gap=3)
    chooser = uses_chooser(page, block) if page.panel == "uses" else None
    made = OpenSheet()
    box(Column(head, field, uses, chooser, STRETCH, gap=5, margins=(11, 8, 11, 8)), widget=made)
    return made


def uses_button(page: BuildingBlocksPage, block: Block) -> Button:
    """What the block uses, in words; pressing it opens the choice."""
    words = block.uses_words or t("choose what is strong")
    made = Button(words, "item", name=t("Uses {words}", words=words))
    made.set_small()
    made.clicked.connect(lambda _on=False: page.close_panel() if page.panel == "uses" else page.open_panel("uses"))
    made.setObjectName("open:uses")
    return made


def uses_chooser(page: BuildingBlocksPage, block: Block) -> QWidget:
    """All that helps, to choose from. Without any, where to write it down."""
    if not page.view.helping:
        return small(t("Nothing that helps is written down yet. You do that on the page Balance."), wrap=True)
    spec = read.fields("building_block")["uses_factors"]
    field = RefsField(t("Uses|block"), [(one.id, _cut(short(one.words), 32)) for one in page.view.helping], spec.check)
    page.session.bind(field, "building_block", block.id, "uses_factors")
    name_choices(field, f"uses/{block.id}")
    for one in page.view.helping:
        field.buttons[one.id].setAccessibleName(one.words)
    first = next(iter(field.buttons.values()))
    first.setObjectName("first")
    return box(Column(field, button(t("Done|form"), "link", "check", page.close_panel, "Esc"), gap=6))


def add_obstacle(page: BuildingBlocksPage) -> QWidget:
    """A new obstacle: in the pupil's words, or from what makes it hard."""
    check = read.fields("building_block")["obstacle"].check
    field = TextField(t("Obstacle"), check, t("In the words of {name}", name=page.view.first_name))
    field.line.setObjectName("first")
    field.done.connect(lambda: page.add_obstacle(field.value()))
    lines = Column(small(t("New obstacle"), weight=SEMIBOLD), field, gap=6, margins=(14, 10, 14, 12))
    if page.view.hindering:
        lines.add(small(t("Or begin from what makes it hard")))
        flow = FlowLayout(gap=6)
        for factor in page.view.hindering:
            made = Button(_cut(factor.words, 32 if look.large else 60), name=factor.words)
            made.clicked.connect(lambda _on=False, factor=factor: page.add_obstacle(factor.words, factor.id))
            flow.addWidget(made)
        lines.add(box(flow))
    lines.add(button(t("Close"), "link", "x", page.close_panel))
    return box(lines, "card")


def _cut(words: str, longest: int) -> str:
    """The words for a button, shortened; its name says all of them."""
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"
