"""The plan: its parts at the left, the paper it becomes at the right, and the ways to hand it over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.edits import plans, records
from guidance_app.queries.plan_editor import ParentsEditor, PlanPart, PupilEditor
from guidance_app.ui.bridge import Jobs
from guidance_app.ui.layouts import STRETCH, Column, Row, ScrollPage, vline
from guidance_app.ui.look import look
from guidance_app.ui.pages.page import Page
from guidance_app.ui.pages.plan.head import PlanHead
from guidance_app.ui.pages.plan.now import Audience, PlanNow
from guidance_app.ui.pages.plan.out import HandOver
from guidance_app.ui.pages.plan.pane import OPEN, Foot, audiences, editor, into_view
from guidance_app.ui.pages.plan.paper_side import PaperSide
from guidance_app.ui.pages.plan.preview import Make, document
from guidance_app.ui.pages.plan.sections import LinesField
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import EmptyState

EDITOR = 512
"""Width of the editor at 100 % text, margins included."""
NARROW = 1100
"""In a window narrower than this, editor and paper take turns."""
ANY_WIDTH = 16777215


class PlanPage(Page):
    """One plan for each reader. Only the editor is built anew on a change: the paper stays and keeps its place."""

    title = "Plan"
    tab_wanted = Signal(int)
    head_changed = Signal()

    def __init__(self, session: Session, pupil: str = "", jobs: Jobs | None = None) -> None:
        super().__init__(session, pupil)
        self.jobs = jobs or Jobs()
        self.now = PlanNow(session, pupil)
        self.answer = ""
        self._on_paper: Any = None
        self.lines_field: LinesField | None = None
        self.foot: Foot | None = None
        self._open: dict[Audience, str] = {"parents": "wanted", "joint": "status"}
        self._paper_in_front = False
        self.out = HandOver(self)
        self.slot, self.right, self._line = QWidget(), PaperSide(self.jobs), vline()
        self.right.back.connect(lambda: self.show_paper(False))
        self.right.preview.made.connect(self._show_foot)
        self._layout.addLayout(Row((self.slot, 1), self._line, (self.right, 1), gap=0))
        self._layout = QVBoxLayout(self.slot)  # from here on `Page` builds the editor in its own half
        self._layout.setContentsMargins(0, 0, 0, 0)

    # what there is

    @property
    def narrow(self) -> bool:
        """Whether there is no room for the paper beside the editor."""
        return self.window().width() < NARROW or look.large

    @property
    def open_part(self) -> str:
        """The key of the part that is open; the child's own plan has its first part open."""
        first = self.now.data.parts[0].key if isinstance(self.now.data, PupilEditor) else ""
        return self._open.get(self.now.audience, first)

    def plain_lines(self) -> tuple[str, ...]:
        """Everything that is written in plain words, also what is being typed."""
        typed = self.lines_field.texts() if self.lines_field is not None else None
        return tuple(
            line
            for part in self.now.parts
            if not part.left_out and not part.never and part.key != "says"
            for line in (typed if typed is not None and part.key == self.open_part else part.lines)
        )

    def head(self) -> list[QWidget]:
        if self._content is None:
            self.now.read()
        return [PlanHead(self)]

    def handlers(self) -> Mapping[str, Callable[[], Any]]:
        """The commands possible on this page now."""
        found: dict[str, Callable[[], Any]] = {}
        if not self.now.no_paper():
            found |= {"print": self.out.print_, "plan.pdf": self.out.save_pdf}
        if self.now.state.plan:
            found |= {"plan.new": self.new_version}
        return found if self.now.has_plan else found | {"new": self.new_plan}

    def fresh_view(self) -> Any:
        """What the document of these readers is made from, with everything saved that was being typed."""
        self.session.finish_typing()
        self.now.read()
        return self.now.view

    def paper(self) -> Make | None:
        """What makes the paper of what is kept now; None when there is none."""
        view = self.fresh_view() if not self.now.no_paper() else None
        return document(self.now.document, view) if view is not None else None

    # how it is shown

    def _changed(self, _rows: Any) -> None:
        self.now.forget()
        self._rebuild()  # the paper shows more than the editor reads

    def build(self) -> QWidget:
        self.lines_field, self.foot = None, None
        self.right.preview.say("")
        try:
            self.now.read()
        except Problem as gone:
            self.right.show_nothing()
            made: QWidget = EmptyState(gone.sentence, gone.next_step)
        else:
            made = self._editor()
            self._show_right()
        self._arrange()
        self._show_foot()
        self.head_changed.emit()
        return made

    def _editor(self) -> QWidget:
        if self._content is None:
            self._open |= self._being_typed()
        return editor(self) if self.now.data is not None or self.now.audience == "file" else self._empty()

    def _being_typed(self) -> dict[Audience, str]:
        """The part that somebody was typing in when the program stopped: it is open again."""
        drafts = self.session.workspace.drafts()
        typing = [part.key for part in self.now.parts if f"sheet_section/{part.section}/lines" in drafts]
        return {self.now.audience: typing[0]} if typing else {}

    def _empty(self) -> QWidget:
        why = t("A plan says for parents, child and school what everybody does. It grows along with goals, measures and talks.")
        empty = EmptyState(t("There is no plan yet."), why, t("Make the plan"), self.new_plan, "file-text")
        chooser = audiences(self) if self.now.has_plan else None
        return ScrollPage(Column(chooser, Row((empty, 1), margins=(24, 8, 24, 12)), STRETCH, gap=0), t("Plan"))

    def _show_right(self) -> None:
        if isinstance(self.now.data, PupilEditor):
            self.right.show_reading(self.now.data.title, self.now.data.with_lines("", ()))
        elif self.now.document and not self.now.no_paper():
            self._ask_paper(self.now.view)
        else:
            self.right.show_nothing()
        part = self.now.part(self.open_part)
        if self.lines_field is not None and part is not None and self.lines_field.texts() != part.lines:
            self.typed(part, self.lines_field.texts())

    def _ask_paper(self, view: Any, *, typing: bool = False) -> None:
        """Let the paper follow, unless it is what is on it already."""
        make = document(self.now.document, view) if view != self._on_paper else None
        self._on_paper = view
        self.right.show_document(make, typing=typing)

    def _arrange(self) -> None:
        """Editor and paper beside each other, or in turns where there is too little room."""
        beside = not self.narrow
        paper = self.right.filled and (beside or self._paper_in_front)
        both = beside and paper
        self.slot.setMaximumWidth(look.space(EDITOR) if both else ANY_WIDTH)
        self.slot.setMinimumWidth(look.space(EDITOR) if both else 0)
        self.right.to_text.setVisible(not beside)
        self._line.setVisible(both)
        self.slot.setVisible(beside or not paper)
        self.right.setVisible(paper)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._content is not None:
            self._arrange()
            self._show_foot()
            self.head_changed.emit()

    def _show_foot(self) -> None:
        if self.foot is not None:
            self.foot.show_state()

    # what a person does

    def show_for(self, audience: Audience) -> None:
        """Show the plan for these readers."""
        self.session.finish_typing()
        self.now.audience, self.answer = audience, ""
        self.right.preview.say("")
        self.refresh()

    def show_file(self, kind: str) -> None:
        """Show the copy for the parents, the whole file, or the experiments."""
        self.now.file_kind = kind
        self.refresh()

    def show_paper(self, on: bool) -> None:
        """Let the paper, or the editor, be in front where there is no room for both."""
        self._paper_in_front = on
        self._arrange()
        self.go_to(f"part/{self.open_part}") if not on else self.right.to_text.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle(self, key: str) -> None:
        """Open this part, or close it when it is open. What is opened to be written has the keyboard."""
        self.session.finish_typing()
        self._open[self.now.audience] = "" if key == self.open_part else key
        self.answer = ""
        self.refresh()
        field = self.lines_field.field.objectName() if self.lines_field is not None and self.open_part else ""
        self.go_to(field or f"part/{key}")
        QTimer.singleShot(0, self, lambda: into_view(self._content, OPEN))

    def typed(self, part: PlanPart, lines: tuple[str, ...]) -> None:
        """Somebody is typing: the paper follows, before it is saved."""
        if isinstance(self.now.data, ParentsEditor) and not part.left_out:
            self._ask_paper(self.now.data.with_lines(part.key, lines), typing=True)
        elif isinstance(self.now.data, PupilEditor):
            self.right.show_reading(self.now.data.title, self.now.data.with_lines(part.key, lines))
        self._show_foot()

    def new_plan(self) -> None:
        """Begin: the joint plan and the plans on one page, as one act."""
        self.session.do(plans.new_plan(self.pupil, self.session.today))
        self._open["parents"] = "good"
        self.refresh()
        if self.lines_field is not None:
            self.go_to(self.lines_field.field.objectName())

    def new_version(self) -> None:
        """The next version; the keyboard is where is said what changed."""
        self.session.finish_typing()
        made = self.session.do(plans.new_version(self.now.state.plan, self.session.today))
        if made is not None:
            self.now.audience, self._open["joint"] = "joint", "versions"
            self.refresh()
            self.go_to(f"plan_version/{made}/change")

    def write_section(self, part: PlanPart) -> None:
        """Begin own sentences in a part, with the text it had."""
        reader = "pupil" if self.now.audience == "pupil" else "parents"
        heading = part.heading if reader == "parents" else None
        made = self.session.do(plans.write_section(self.pupil, reader, heading, part.lines))
        self.refresh()
        self.go_to(f"sheet_section/{made}/lines")

    def leave_out(self, heading: str, out: bool) -> None:
        """Leave a part out of the page for parents, or put it back. The sentences stay."""
        self.now.leave_out(heading, out)
        self.refresh()

    def add_answer(self, by: str | None, kind: str) -> None:
        """Note an answer to this version of the plan, and go to its fields."""
        plan, version = self.now.state.plan, self.now.state.number or None
        adding = records.add("approval", self.pupil, plan=plan, by=by, kind=kind, version=version, date=self.session.today)
        made = self.session.do(adding)
        if made is not None:
            self.open_answer(made)

    def answered(self, answer: str, words: str) -> None:
        """Fill in the usual words for what somebody answered."""
        self.session.do(records.change("approval", answer, "result", words))

    def open_answer(self, answer: str) -> None:
        """Open the fields of one answer; "" closes them."""
        self.session.finish_typing()
        before, self.answer = self.answer, answer
        self.refresh()
        self.go_to(f"approval/{answer}/by" if answer else f"answer/{before}")

    def go_to(self, name: str) -> None:
        """Put the keyboard on what has this object name, now and again when the page has settled."""
        self._focus(name)
        QTimer.singleShot(0, self, lambda: self._focus(name))

    def _focus(self, name: str) -> None:
        found = self._content.findChild(QWidget, name) if self._content is not None and name else None
        if found is not None and not found.hasFocus():
            found.setFocus(Qt.FocusReason.OtherFocusReason)
            into_view(self._content, name)
