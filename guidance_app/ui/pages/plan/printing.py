"""A document on the printer: the pages of its PDF as pictures, made beside the GUI and painted one by one.

The printer gets pictures because its drivers treat PDF and Qt drawings differently; what is printed is what was shown.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.ui.bridge import Jobs
from guidance_app.ui.pages.plan.paper import page_picture

DPI = 300


def choose_printer(parent: QWidget, pages: int) -> QPrinter | None:
    """Ask which printer and how; None when the person thinks better of it. Problem when there is no printer at all."""
    if not QPrinterInfo.availablePrinterNames():
        raise Problem(t("There is no printer on this computer."), t("Save the plan as a PDF, or connect a printer."))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    prepare(printer)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    chosen = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if chosen else None


def prepare(printer: QPrinter) -> None:
    """A4 without margins of the printer's own: the pages have theirs."""
    printer.setResolution(DPI)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)


class PrintRun(QObject):
    """One document on its way to a printer. Keep it until `done` or `failed` is called."""

    def __init__(
        self,
        content: bytes,
        pages: int,
        printer: QPrinter,
        jobs: Jobs,
        done: Callable[[], Any],
        failed: Callable[[Exception], Any],
    ) -> None:
        super().__init__()
        self._content, self._printer, self._jobs = content, printer, jobs
        self._done, self._failed = done, failed
        first, last = printer.fromPage() or 1, printer.toPage() or pages
        self._left = list(range(first - 1, min(last, pages)))
        self._painter = QPainter()
        self._begun = False

    def start(self) -> None:
        """Begin. Problem when the printer refuses."""
        if not self._painter.begin(self._printer):
            raise Problem(t("The printer does not answer."), t("Look whether it is on, or choose another one."))
        self._next()

    def _next(self) -> None:
        if not self._left:
            self._painter.end()
            self._done()
            return
        number, content = self._left.pop(0), self._content
        self._jobs.run(lambda: page_picture(content, number, DPI / 72), self._paint, self._stop)

    def _paint(self, picture: QImage) -> None:
        if self._begun:
            self._printer.newPage()
        self._begun = True
        paper = self._printer.paperRect(QPrinter.Unit.DevicePixel)
        self._painter.drawImage(QRectF(0, 0, paper.width(), paper.height()), picture)
        self._next()

    def _stop(self, trouble: Exception) -> None:
        self._printer.abort()
        self._painter.end()
        self._failed(trouble)
