"""Making the emergency card: the passphrase once more, the code on paper, and the last group typed back from it.

Only then does the code open the store: a card that was never printed or copied is of no use to anybody.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from guidance_app import ways_in
from guidance_app.base.i18n import t
from guidance_app.domain import recovery_code
from guidance_app.ui.bridge import Jobs
from guidance_app.ui.dialogs.door import Line, PassphraseLine
from guidance_app.ui.dialogs.steps import StepDialog
from guidance_app.ui.layouts import Column, FlowLayout, box
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import Label, button, label


class EmergencyCard(StepDialog):
    """Two steps: who asks proves to know the passphrase, then the code is shown, and kept once it was copied."""

    def __init__(self, session: Session, parent: QWidget | None = None, jobs: Jobs | None = None) -> None:
        super().__init__(t("Emergency card"), session, parent, jobs)
        self.code = recovery_code.new_code()
        self.line: Line = PassphraseLine(t("Passphrase"))
        self.proof: ways_in.Proof | None = None
        self._printing: Any = None
        why = t("The card holds a code that opens the store when the passphrase is forgotten. Print it and keep it apart.")
        renewed = t("There is a card already. A new one makes the old one worthless.")
        parts = [label(why, wrap=True), label(renewed, wrap=True) if ways_in.has_card(session.workspace) else None]
        self.show_step(parts, [(t("Your passphrase once more"), self.line)], t("Go on"), self.prove)

    def prove(self) -> None:
        """Check the passphrase; then the code may be seen."""
        typed, folder = self.line.text(), self.session.workspace.folder
        if typed:
            self.work(lambda: ways_in.prove(folder, typed), self._proved)

    def _proved(self, proof: ways_in.Proof) -> None:
        self.proof = proof
        self.line.clear()
        self.line = Line(t("Last group of the card"))
        code = Label(self.code.replace("-", "  "), "title")
        code.setWordWrap(True)
        code.setObjectName("code")
        code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        code.setAccessibleName(" ".join(self.code))
        parts = [
            label(t("This code is shown once. Print it, or write it down letter by letter."), wrap=True),
            box(Column(code, margins=(14, 12, 14, 12)), "card"),
            FlowLayout(
                button(t("Print the card"), "default", "printer", lambda: self.attempt(self.print_)),
                button(t("Save as PDF"), "default", "download", self.save),
                gap=8,
            ),
        ]
        ask = t("Type the last group from the card, so that it is certain that you have it")
        self.show_step(parts, [(ask, self.line)], t("Done"), self.keep)

    def keep(self) -> None:
        """The last group was typed back: from now on the code opens the store."""
        proof, workspace = self.proof, self.session.workspace
        assert proof is not None
        if self.line.text().strip().upper() != recovery_code.last_group(self.code):
            self.say(t("This is not the last group of the card."), self.line)
        else:
            self.work(lambda: ways_in.keep_card(workspace.folder, proof, self.code, workspace.today), self._kept)

    def _kept(self, _way: str) -> None:
        self.session.note(t("emergency card made"))
        self.accept()

    # on paper

    def _paper(self) -> Any:
        from guidance_app.report.sections.emergency_card import Card, emergency_card

        workspace = self.session.workspace
        return emergency_card(Card(self.code, workspace.member.name, str(workspace.folder), workspace.today))

    def save(self) -> None:
        """Ask where, and save the card as a PDF."""
        path, _kind = QFileDialog.getSaveFileName(self, t("Save the PDF"), t("emergency-card|file name") + ".pdf", "PDF (*.pdf)")
        if path:
            self.attempt(lambda: self.save_to(Path(path).with_suffix(".pdf")))

    def save_to(self, path: Path) -> None:
        """Save the card here. A stick in a drawer is a good place; this laptop is not."""
        from guidance_app.report.document import save

        save(self._paper(), path)
        self.say(t("Saved as {file}. Keep it on a stick in a drawer, not on this laptop.", file=path.name))

    def print_(self) -> None:
        """Ask on which printer, and print the card. Problem when there is no printer."""
        from guidance_app.ui.pages.plan.printing import PrintRun, choose_printer

        printed = self._paper()
        printer = choose_printer(self, printed.pages)
        if printer is not None:
            said = partial(self.say, t("It has gone to the printer."))
            self._printing = PrintRun(printed.content, printed.pages, printer, self.jobs, said, self.failed)
            self._printing.start()
