"""How a plan leaves the program: printed, as a PDF, or as text. Each is noted in the person's own book: who got what."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.queries.plan import JointPlan, ParentPlan
from guidance_app.queries.plan_source import commas
from guidance_app.queries.plan_text import joint_plan_text, parent_plan_text
from guidance_app.ui.pages.plan.printing import PrintRun, choose_printer

if TYPE_CHECKING:
    from guidance_app.report.document import Printed
    from guidance_app.ui.pages.plan import PlanPage


class HandOver(QObject):
    """The ways out of the plan that is shown. What is typed is saved first, so that what goes out is what is kept."""

    def __init__(self, page: PlanPage) -> None:
        super().__init__(page)
        self._page = page
        self._run: PrintRun | None = None

    def copy_text(self) -> None:
        """Put the plan on the clipboard as plain text."""
        view = self._page.fresh_view()
        if isinstance(view, ParentPlan | JointPlan):
            text = parent_plan_text(view) if isinstance(view, ParentPlan) else joint_plan_text(view)
            QGuiApplication.clipboard().setText(text)
            self._note(t("copied as text"))
            self._say(t("The text is on the clipboard."))

    def save_pdf(self) -> None:
        """Ask where, and save it there."""
        path, _kind = QFileDialog.getSaveFileName(self._page, t("Save the PDF"), self.file_name(), "PDF (*.pdf)")
        if path:
            self.save_to(Path(path).with_suffix(".pdf"))

    def save_to(self, path: Path) -> None:
        """Save the PDF at this place."""

        def save(printed: Printed) -> None:
            from guidance_app.report.document import save as save_whole

            save_whole(printed, path)
            self._note(t("saved as PDF"))
            self._say(t("Saved as {file}. A PDF is not encrypted: keep it in a safe place.", file=path.name))

        self._with_paper(save)

    def file_name(self) -> str:
        """A name that tells what it is, and nothing about whom."""
        page = self._page
        names = {
            "parents": t("plan-parents|file name"),
            "joint": t("plan-joint|file name"),
            "pupil": t("plan-own|file name"),
            "file": {"experiments": t("experiments|file name"), "schedule": t("schedule|file name")}.get(
                page.now.file_kind, t("file|file name")
            ),
        }
        kind = names[page.now.audience]
        return f"{kind}-{t('version|file name')}-{page.now.state.number}.pdf" if page.now.state.number else f"{kind}.pdf"

    def print_(self) -> None:
        """Ask on which printer, and print it."""
        self._with_paper(self._choose)

    def _choose(self, printed: Printed) -> None:
        printer = choose_printer(self._page, printed.pages)
        if printer is not None:
            self.print_on(printed, printer)

    def print_on(self, printed: Printed, printer: QPrinter) -> None:
        """Print the pages on this printer."""

        def done() -> None:
            self._note(t("printed"))
            self._say(t("It has gone to the printer."))

        self._run = PrintRun(printed.content, printed.pages, printer, self._page.jobs, done, self._failed)
        self._run.start()

    def _with_paper(self, act: Callable[[Printed], Any]) -> None:
        """Make the paper of what is kept now, and do something with it."""

        def attempt(printed: Printed) -> None:
            try:
                act(printed)
            except Problem as trouble:
                self._failed(trouble)

        make = self._page.paper()
        if make is not None:
            self._page.jobs.run(make, attempt, self._failed)

    def _failed(self, trouble: Exception) -> None:
        if not isinstance(trouble, Problem):
            raise trouble
        self._page.session.problem.emit(str(trouble))

    def _note(self, how: str) -> None:
        page = self._page
        from guidance_app.report.documents import DOCUMENTS

        what = commas(t(DOCUMENTS[page.now.document].label), page.now.state.version, how)
        page.session.note(t("{what}: {pupil}", what=what, pupil=page.pupil))

    def _say(self, sentence: str) -> None:
        self._page.right.preview.say(sentence)
