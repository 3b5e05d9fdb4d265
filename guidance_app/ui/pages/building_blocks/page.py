"""The page of building blocks: from obstacle to building block to need and goal to measure, one row open at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from guidance_app import edits
from guidance_app.base.i18n import t, tn
from guidance_app.edits.building_blocks import add_block
from guidance_app.queries.building_blocks import BuildingBlocks, building_blocks
from guidance_app.ui.icons import Icon
from guidance_app.ui.layouts import STRETCH, Column, Row, ScrollPage, box
from guidance_app.ui.look import look
from guidance_app.ui.pages.building_blocks.board import BoardLayout, Parts
from guidance_app.ui.pages.building_blocks.chain import Chain
from guidance_app.ui.pages.building_blocks.links import Link, Links
from guidance_app.ui.pages.building_blocks.row import add_obstacle, row_of
from guidance_app.ui.pages.measure_parts import MeasurePage
from guidance_app.ui.pages.writing import move_edit
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import label, small


class BuildingBlocksPage(MeasurePage):
    """Obstacles in the pupil's words, and what is built of each."""

    title = "Building blocks"

    def __init__(self, session: Session, pupil: str = "") -> None:
        super().__init__(session, pupil)
        self.opened = ""
        self.view: BuildingBlocks = BuildingBlocks("", (), (), (), (), (), (), (), ())

    def head(self) -> list[QWidget]:
        with self.session.read() as s:
            blocks = building_blocks(s, self.pupil).blocks
        obstacles = tn("{n} obstacle", "{n} obstacles", len(blocks))
        built = tn("{n} building block", "{n} building blocks", sum(bool(b.block) for b in blocks))
        return [box(Row(Icon("blocks", "mute", 16), small(t("{obstacles}, {built}", obstacles=obstacles, built=built)), gap=6))]

    def handlers(self) -> Mapping[str, Callable[[], Any]]:
        """Ctrl+N adds an obstacle."""
        return {"new": lambda: self.open_panel("obstacle")}

    def build(self) -> QWidget:
        with self.session.read() as s:
            self.view = building_blocks(s, self.pupil)
        if not self.view.blocks:
            return ScrollPage(Column(self._empty(), STRETCH, margins=(24, 12, 24, 12)), t("Building blocks"))
        ids = self._ids()
        self.opened = self.opened if self.opened in ids else ids[0]
        return ScrollPage(Column(self._board(ids.index(self.opened)), STRETCH, margins=(24, 12, 24, 12)), t("Building blocks"))

    def open(self, block: str) -> None:
        """Open this row and go to the field of its building block."""
        self.session.finish_typing()
        self.opened, self.panel, self.writing = block, "", ""
        self.refresh()
        self.go_to(f"building_block/{block}/block")

    def add_obstacle(self, words: str | None, factor: str | None = None) -> None:
        """Add an obstacle and open it. What comes from a factor is first put in the pupil's own words."""
        if not words:
            return
        made = self.session.do(add_block(self.pupil, words, factor))
        if made:
            self.open(made)
            if factor:
                self.write("building_block", made, "obstacle")

    def remove(self, block: str) -> None:
        """Remove an obstacle with its building block; the focus goes to the next one."""
        ids = self._ids()
        at = ids.index(block)
        next_one = (ids[at + 1 :] or ids[:at][-1:] or [""])[0]
        self.session.do(edits.remove("building_block", block))
        self.opened = next_one
        self.go_to(f"building_block/{next_one}/obstacle")

    def reorder(self, block: str, by: int) -> None:
        """Move a row up (-1) or down (1)."""
        if (edit := move_edit("building_block", self._ids(), block, by)) is not None:
            self.session.do(edit)

    def _ids(self) -> list[str]:
        return [block.id for block in self.view.blocks]

    def _empty(self) -> QWidget:
        if self.panel == "obstacle":
            return add_obstacle(self)
        what = t("What stands in the way, in the words of {name}", name=self.view.first_name)
        why = t("Each obstacle gets a building block: what is possible, with what is strong already.")
        return self.nothing_yet(what, why, t("Add an obstacle"), "obstacle", "blocks")

    def _board(self, opened: int) -> QWidget:
        """The rows, the chain of the open one, and the links over them."""
        rows = [row_of(self, block, at == opened) for at, block in enumerate(self.view.blocks)]
        chain = Chain(self, self.view.blocks[opened], rows[opened][1])
        board = QWidget()
        board.setLayout(BoardLayout(Parts(self._heads(), rows, opened, chain.boxes, chain.under, self._foot())))
        links = [Link(left, right, at == opened) for at, (left, right) in enumerate(rows)]
        Links(board, [*links, *chain.links])
        return board

    def _heads(self) -> list[QWidget]:
        """The four headings, each with a few small words."""
        words = (
            (t("Obstacle"), t("in the own words of {name}", name=self.view.first_name)),
            (t("Building block"), t("what is possible")),
            (t("Need and goal"), t("of this building block")),
            (t("Measure"), t("who does what")),
        )
        return [box(Column(label(title, "head"), small(note), gap=0)) for title, note in words]

    def _foot(self) -> list[QWidget]:
        if self.panel == "obstacle":
            return [add_obstacle(self)]
        opener, words = self.opener(t("Add an obstacle"), "obstacle"), t("Enter on an obstacle makes a building block")
        if look.large:
            return [opener, small(words, wrap=True)]
        return [box(Row(opener, STRETCH, Icon("info", "mute", 16), small(words), gap=6))]
