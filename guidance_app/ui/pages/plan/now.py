"""Which plan the page shows, for whom, and what is in it: read from the store only when that may be different."""

from __future__ import annotations

from typing import Any, Literal

from guidance_app.base.i18n import t
from guidance_app.queries.experiment_paper import experiment_pages
from guidance_app.queries.file_view import whole_file_view
from guidance_app.queries.joint_editor import JointEditor, joint_editor
from guidance_app.queries.plan_editor import (
    ParentsEditor,
    PlanPart,
    PlanState,
    PupilEditor,
    parents_editor,
    plan_state,
    pupil_editor,
)
from guidance_app.queries.tick_off import tick_off_pages
from guidance_app.ui.session import Session

Audience = Literal["parents", "joint", "pupil", "file"]


class PlanNow:
    """The plan of one pupil for the chosen readers. `view` is what its paper is made from, if it has one."""

    def __init__(self, session: Session, pupil: str) -> None:
        self._session, self._pupil = session, pupil
        self._known: tuple[Any, ...] | None = None
        self.audience: Audience = "parents"
        self.file_kind = "file_for_parents"
        self.state = PlanState()
        self.data: ParentsEditor | JointEditor | PupilEditor | None = None
        self.view: Any = None

    def forget(self) -> None:
        """Something in the store has changed."""
        self._known = None

    def read(self) -> None:
        """Look in the store, if it may be different now."""
        key = (self.audience, self.file_kind, self.left_out())
        if key != self._known:
            self._look()
            self._known = key

    def _look(self) -> None:
        today, pupil, self.data, self.view = self._session.today, self._pupil, None, None
        with self._session.read() as s:
            self.state = plan_state(s, pupil, today)
            if self.audience == "file" and self.file_kind == "experiments":
                self.view = experiment_pages(s, pupil, today)
            elif self.audience == "file" and self.file_kind == "schedule":
                self.view = tick_off_pages(s, pupil, today)
            elif self.audience == "file":
                self.view = whole_file_view(s, pupil, today, self.file_kind)
            elif self.has_plan and self.audience == "parents":
                self.data = parents_editor(s, pupil, today, self.left_out())
            elif self.state.plan and self.audience == "joint":
                self.data = joint_editor(s, pupil, today, self.state)
            elif self.has_plan and self.audience == "pupil":
                self.data = pupil_editor(s, pupil)
        if isinstance(self.data, ParentsEditor | JointEditor):
            self.view = self.data.view

    @property
    def has_plan(self) -> bool:
        """Whether there is a plan of any kind."""
        return bool(self.state.plan or self.state.has_sheets)

    @property
    def document(self) -> str:
        """Which document is made for these readers; "" when there is none."""
        return {"parents": "parent_plan", "joint": "joint_plan", "pupil": "", "file": self.file_kind}[self.audience]

    @property
    def parts(self) -> tuple[PlanPart, ...]:
        """The parts of this plan."""
        return self.data.parts if self.data is not None else ()

    def part(self, key: str) -> PlanPart | None:
        """One part."""
        return next((part for part in self.parts if part.key == key), None)

    def no_paper(self) -> str:
        """Why nothing can be printed now; "" when it can."""
        if self.audience == "file":
            return ""
        if not self.has_plan or (self.audience == "joint" and not self.state.plan):
            return t("There is no plan yet.")
        return "" if self.document else t("The child's own plan is read on the screen; it has no paper of its own yet.")

    def no_text(self) -> str:
        """Why the text cannot be copied now; "" when it can."""
        return t("The whole file is only saved or printed.") if self.audience == "file" else self.no_paper()

    def left_out(self) -> frozenset[str]:
        """The headings that stay out of the page for parents by choice; their sentences are kept."""
        return frozenset(filter(None, self._session.workspace.remembered(f"left out/{self._pupil}").split("\n")))

    def leave_out(self, heading: str, out: bool) -> None:
        """Leave a heading out of the page, or put it back."""
        left_out = self.left_out() - {heading} | ({heading} if out else set())
        self._session.workspace.remember(f"left out/{self._pupil}", "\n".join(sorted(left_out)))
