"""The editor of a plan: who reads it, its parts of which one is open, and what may be said about the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from guidance_app.base.i18n import t, tn
from guidance_app.domain.plain_words import count
from guidance_app.queries.joint_editor import JointEditor
from guidance_app.queries.plan_editor import PlanPart
from guidance_app.ui.icons import Icon
from guidance_app.ui.inputs import SegmentField
from guidance_app.ui.layouts import STRETCH, Column, Row, ScrollPage, box, hline
from guidance_app.ui.look import SEMIBOLD, look
from guidance_app.ui.pages.plan.joint import written
from guidance_app.ui.pages.plan.parts import from_elsewhere, never_shown, next_talk, own_lines
from guidance_app.ui.pages.plan.sections import SectionRow, walk
from guidance_app.ui.pages.writing import name_choices
from guidance_app.ui.widgets import button, label, small

if TYPE_CHECKING:
    from guidance_app.ui.pages.plan import PlanPage


OPEN = "open part"
"""The object name of the sheet of the open part."""


def editor(page: PlanPage) -> QWidget:
    """The whole editor, as things are now."""
    parts = _file_parts(page) if page.now.audience == "file" else _rows(page)
    page.foot = Foot(page)
    if look.large:  # in a low window nothing but the parts would scroll, and there would be no room for them
        lines = Column(*parts, gap=0, margins=(24, 4, 20, 8))
        above = Column(page.foot, hline(), gap=0, margins=(24, 0, 20, 0))
        return box(Column((ScrollPage(Column(audiences(page), above, lines, STRETCH, gap=0), t("Parts of the plan")), 1), gap=0))
    body = ScrollPage(Column(*parts, STRETCH, gap=0, margins=(24, 4, 20, 8)), t("Parts of the plan"))
    foot = Column(hline(), page.foot, gap=0, margins=(24, 0, 20, 0))
    return box(Column(audiences(page), (body, 1), foot, gap=0), widget=QWidget())


def audiences(page: PlanPage) -> Row:
    """The choice of who reads it."""
    options = [
        ("parents", t("Parents")),
        ("joint", t("Together")),
        ("pupil", page.now.state.first_name),
        ("file", t("File|pupil")),
    ]
    made = SegmentField(t("Who reads this"), options, required=True)
    made.show_value(page.now.audience)
    made.edited.connect(page.show_for)
    name_choices(made, "audience")
    return Row(label(t("Who reads this"), tone="mute"), (made, 1), gap=10, margins=(24, 16, 20, 8))


def _rows(page: PlanPage) -> list[QWidget]:
    rows = [SectionRow(part, part.key == page.open_part) for part in page.now.parts]
    walk(rows, page.toggle)
    return [_opened(page, row) if row.opened else row for row in rows]


def _opened(page: PlanPage, row: SectionRow) -> QWidget:
    """The open part: its row and its text on one sheet."""
    content = box(Column(_content(page, row.part), gap=0, margins=(12, 0, 12, 12)), widget=QWidget())
    made = box(Column(row, content, gap=2, margins=(0, 1, 0, 0)), "card")
    made.setObjectName(OPEN)
    return made


def _content(page: PlanPage, part: PlanPart) -> Column:
    if part.never:
        return never_shown()
    if part.section:
        return own_lines(page, part)
    if part.key == "talk":
        return next_talk(page)
    joint = written(page, part.key, page.now.data) if isinstance(page.now.data, JointEditor) else None
    return joint or from_elsewhere(page, part)


def _file_parts(page: PlanPage) -> list[QWidget]:
    """The whole file has nothing to write: it is what stands on the other pages."""
    kinds = [
        ("file_for_parents", t("Copy for the parents")),
        ("whole_file", t("For yourself")),
        ("experiments", t("Experiments")),
        ("schedule", t("Schedule to tick off")),
    ]
    made = SegmentField(t("Which file"), kinds, required=True)
    made.show_value(page.now.file_kind)
    made.edited.connect(page.show_file)
    name_choices(made, "file")
    why = {
        "file_for_parents": t("Parents may see the file and ask for a copy. What somebody did not want to share is not in it."),
        "whole_file": t("Everything in the file, for whoever keeps it. It is not meant to be handed over."),
        "experiments": t("What was tried, whether it helped and how sure that is; pages for the expert follow."),
        "schedule": t("The planned days of each experiment, to fill in by hand. No score is on it."),
    }[page.now.file_kind]
    nothing = t("There is nothing to write here: the file is what stands on the other pages.")
    words = Column(label(why, wrap=True), small(nothing, wrap=True), gap=8, margins=(0, 12, 0, 0))
    return [made, box(words, widget=QWidget())]


def into_view(content: QWidget | None, name: str) -> None:
    """Scroll until what has this object name is in sight: all of it, or its beginning when there is no room for all."""
    area = content.findChild(ScrollPage) if content is not None else None
    inside = area.widget() if area is not None else None
    found = inside.findChild(QWidget, name) if inside is not None else None
    layout = inside.layout() if inside is not None else None
    if area is None or inside is None or found is None or layout is None:
        return
    layout.activate()
    top, room, bar = found.mapTo(inside, QPoint()).y(), area.viewport().height(), area.verticalScrollBar()
    lowest = top + min(found.height(), room) - room + look.space(8)
    bar.setValue(min(max(bar.value(), lowest), max(0, top - look.space(4))))


class Foot(QWidget):
    """What may be said about the whole plan: how many pages it is, long sentences and hard words. No marks are given."""

    def __init__(self, page: PlanPage) -> None:
        super().__init__()
        self._page = page
        self._fits = _Status()
        self._words = _Status()
        self._turn = button(t("Preview"), "link", "eye", lambda: page.show_paper(True))
        said = Column(self._fits, self._words, gap=2) if look.large else Row(self._fits, self._words, STRETCH, gap=16)
        self.setLayout(Row((said, 1), self._turn, gap=8, margins=(0, 8, 0, 8)))
        self.show_state()

    def show_state(self) -> None:
        """Say how it is now."""
        page = self._page
        self._turn.setVisible(page.narrow and page.right.filled)
        printed = page.right.preview.printed if page.now.document and not page.now.no_paper() else None
        self._fits.say(*_fits(page, printed.pages) if printed else ("", ""))
        self._words.say("info", _language(page.plain_lines()) if page.now.audience in ("parents", "pupil") else "")

    def words(self) -> str:
        """All it says."""
        return " · ".join(one.words.text() for one in (self._fits, self._words) if one.words.text())


class _Status(QWidget):
    """A line icon and words, or nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.mark, self.words = Icon("info", "mute", 16), small("", weight=SEMIBOLD)
        self.setLayout(Row(self.mark, self.words, gap=6))
        self.hide()

    def say(self, icon_name: str, words: str) -> None:
        """Say this."""
        self.mark.show_icon(icon_name or "info")
        self.words.setText(words)
        self.setVisible(bool(words))


def _fits(page: PlanPage, pages: int) -> tuple[str, str]:
    if page.now.audience != "parents":
        return "file-text", tn("{n} page", "{n} pages", pages)
    if pages == 1:
        return "circle-check", t("Fits on 1 page")
    return "info", t("Takes {n} pages: make it shorter", n=pages)


def _language(lines: tuple[str, ...]) -> str:
    long, hard = count(lines)
    return f"{tn('{n} long sentence', '{n} long sentences', long)}, {tn('{n} hard word', '{n} hard words', hard)}"
