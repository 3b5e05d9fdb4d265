"""The ways out of the program for a paper that is on a page of its own: printed, or saved as a PDF. Each is noted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.ui.bridge import Jobs
from guidance_app.ui.session import Session

if TYPE_CHECKING:
    from guidance_app.report.document import Printed


class PaperOut(QObject):
    """`make` gives what makes the paper, or None; `note` is what is written down, with how it went out; `say` tells it."""

    def __init__(
        self,
        page: QWidget,
        session: Session,
        jobs: Jobs,
        make: Callable[[], Callable[[], Printed] | None],
        note: Callable[[str], str],
        say: Callable[[str], Any],
    ) -> None:
        super().__init__(page)
        self._page, self._session, self._jobs = page, session, jobs
        self._make, self._note, self._say = make, note, say
        self._run: QObject | None = None

    def save_pdf(self, file_name: str) -> None:
        """Ask where, and save it there."""
        path, _kind = QFileDialog.getSaveFileName(self._page, t("Save the PDF"), f"{file_name}.pdf", "PDF (*.pdf)")
        if path:
            self.save_to(Path(path).with_suffix(".pdf"))

    def save_to(self, path: Path) -> None:
        """Save the PDF at this place."""

        def save(printed: Printed) -> None:
            from guidance_app.report.document import save as save_whole

            save_whole(printed, path)
            self._session.note(self._note(t("saved as PDF")))
            self._say(t("Saved as {file}. A PDF is not encrypted: keep it in a safe place.", file=path.name))

        self._with_paper(save)

    def print_(self) -> None:
        """Ask on which printer, and print it."""

        def choose(printed: Printed) -> None:
            from guidance_app.ui.pages.plan.printing import choose_printer

            printer = choose_printer(self._page, printed.pages)
            if printer is not None:
                self.print_on(printed, printer)

        self._with_paper(choose)

    def print_on(self, printed: Printed, printer: QPrinter) -> None:
        """Print the pages on this printer."""
        from guidance_app.ui.pages.plan.printing import PrintRun

        def done() -> None:
            self._session.note(self._note(t("printed")))
            self._say(t("It has gone to the printer."))

        run = self._run = PrintRun(printed.content, printed.pages, printer, self._jobs, done, self._failed)
        run.start()

    def _with_paper(self, act: Callable[[Printed], Any]) -> None:
        def attempt(printed: Printed) -> None:
            try:
                act(printed)
            except Problem as trouble:
                self._failed(trouble)

        make = self._make()
        if make is not None:
            self._jobs.run(make, attempt, self._failed)

    def _failed(self, trouble: Exception) -> None:
        if not isinstance(trouble, Problem):
            raise trouble
        self._session.problem.emit(str(trouble))
