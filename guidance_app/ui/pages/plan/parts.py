"""What stands in an open part of a plan: the field for its own sentences, or what it takes from another page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from guidance_app.base.i18n import t
from guidance_app.domain.plain_words import Hint, made_plainer
from guidance_app.edits import plans, records
from guidance_app.queries.plan_editor import Origin, ParentsEditor, PlanPart, section_lines
from guidance_app.ui.layouts import STRETCH, Column, Row
from guidance_app.ui.pages.plan.joint import fields_of
from guidance_app.ui.pages.plan.sections import HintList, LinesField
from guidance_app.ui.widgets import Button, button, label, small

if TYPE_CHECKING:
    from guidance_app.ui.pages.plan import PlanPage

MOST_LINES = 8
TABS: dict[Origin, int] = {"overview": 0, "balance": 3, "building_blocks": 4, "goals": 5, "conversations": 7}


def page_words(origin: Origin) -> str:
    """The name of the page that a part comes from."""
    return {
        "overview": t("Overview"),
        "balance": t("Balance"),
        "building_blocks": t("Building blocks"),
        "goals": t("Goals"),
        "conversations": t("Conversations"),
    }[origin]


class OwnLines(QObject):
    """The field of a part with its own sentences, bound to the section, and the hints below it."""

    typed = Signal(object)
    """(part, lines) at every keystroke."""

    def __init__(self, page: PlanPage, part: PlanPart) -> None:
        super().__init__(page)
        self.page, self.part = page, part
        self.field = LinesField(part.heading)
        self.hints = HintList()
        section = part.section
        page.session.bind_to(
            self.field,
            f"sheet_section/{section}/lines",
            lambda s: section_lines(s, section),
            lambda lines: plans.set_lines(section, lines),
        )
        self.field.area.textChanged.connect(self._typed)
        self.field.area.installEventFilter(self)
        self.field.done.connect(self._to_row)
        self.hints.followed.connect(self._plainer)
        self.hints.show_hints(self.field.hints())
        self.field.destroyed.connect(self.deleteLater)

    def _typed(self) -> None:
        self.hints.show_hints(self.field.hints())
        self.typed.emit((self.part, self.field.texts()))

    def _plainer(self, hint: Hint) -> None:
        """Follow a hint: one act, with the keyboard back in the text."""
        text = made_plainer(self.field.area.toPlainText(), hint)
        self.field.area.setFocus(Qt.FocusReason.OtherFocusReason)
        self.page.session.do(plans.set_lines(self.part.section, text.split("\n")))

    def _to_row(self) -> None:
        self.page.go_to(f"part/{self.part.key}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self._to_row()
            return True
        return super().eventFilter(watched, event)


def own_lines(page: PlanPage, part: PlanPart) -> Column:
    """The field, the hints, and what else can be done with the part."""
    made = OwnLines(page, part)
    made.typed.connect(lambda told: page.typed(*told))
    page.lines_field = made.field
    again = t("Use the goals again") if part.key == "wanted" else t("Use the measures again")
    back = button(again, "link", "undo-2", lambda: page.session.do(records.remove("sheet_section", part.section)))
    links = [back if part.origin else None, _leave_out(page, part) if part.can_leave_out else None, _link(page, part)]
    row = Row(*links, STRETCH, gap=16) if any(links) else None
    return Column(made.field, made.hints, row, gap=6)


def from_elsewhere(page: PlanPage, part: PlanPart) -> Column:
    """The text as it comes from another page, with the way there, and the way to sentences of its own."""
    shown = [label(line, wrap=True) for line in part.lines[:MOST_LINES]]
    rest = len(part.lines) - MOST_LINES
    more = small(t("and {n} more", n=rest)) if rest > 0 else None
    where = small(t("This comes from the page {page}.", page=page_words(part.origin)), wrap=True) if part.origin else None
    write = None
    if part.can_write:
        write = button(t("Write own sentences"), "link", "pencil", lambda: page.write_section(part))
        write.setObjectName(f"write/{part.key}")
    return Column(*shown, more, where, Row(_link(page, part), write, STRETCH, gap=16), gap=4)


def never_shown() -> Column:
    """Why readers of this plan do not see it."""
    why = t("Scores and reports never stand in this plan. They are in the profile, and in the file itself.")
    return Column(small(why, wrap=True))


def next_talk(page: PlanPage) -> Column:
    """When the next talk is, whom to ask, and what stands above the page."""
    sheet = page.now.data.sheet if isinstance(page.now.data, ParentsEditor) else ""
    if sheet:
        return fields_of(page, "sheet", sheet, "next_talk", "contact", "title", "date")
    planned = small(t("The next talk comes from the page {page}.", page=page_words("conversations")), wrap=True)
    return Column(planned, gap=4)


def _link(page: PlanPage, part: PlanPart) -> Button | None:
    if not part.origin:
        return None
    tab = TABS[part.origin]
    made = button(t("Open {page}", page=page_words(part.origin)), "link", "arrow-right", lambda: page.tab_wanted.emit(tab))
    made.setObjectName(f"link/{part.key}")
    return made


def _leave_out(page: PlanPage, part: PlanPart) -> Button:
    words = t("Put it on the page again") if part.left_out else t("Leave it out of the page")
    made = button(words, "link", "eye" if part.left_out else "eye-off", lambda: page.leave_out(part.heading, not part.left_out))
    made.setObjectName(f"out/{part.key}")
    return made
