"""The pages of a PDF as they will be on paper, below each other at the width there is."""

from __future__ import annotations

import threading

import pypdfium2
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from guidance_app.base.i18n import t, tn
from guidance_app.ui.look import look

_one_at_a_time = threading.Lock()  # PDFium keeps its state in one place


def page_sizes(content: bytes) -> list[tuple[float, float]]:
    """Width and height of every page, in points."""
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(content)
        sizes = [document.get_page_size(i) for i in range(len(document))]
        document.close()
    return sizes


def page_picture(content: bytes, number: int, scale: float) -> QImage:
    """One page (from 0) as a picture; scale 1 is 72 dots to the inch."""
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(content)
        bitmap = document[number].render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
        shown = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888).copy()
        document.close()
    return shown


class PaperView(QScrollArea):
    """A PDF at fit width on sunk ground. Another document keeps the scroll position: it is usually the same one, retyped."""

    def __init__(self) -> None:
        super().__init__()
        self.paper = _Paper()
        self.setWidget(self.paper)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().setSingleStep(40)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(t("Preview of the paper"))

    def show_pdf(self, content: bytes, words: str = "") -> None:
        """Show this document; `words` is what a screen reader says of it."""
        at = self.verticalScrollBar().value()
        self.paper.show_pages(content, page_sizes(content))
        self._fit()
        self.verticalScrollBar().setValue(at)
        pages = len(self.paper.sizes)
        self.setAccessibleDescription(words or tn("{n} page", "{n} pages", pages))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.paper.fit(self.viewport().width())


class _Paper(QWidget):
    """Draws only the pages that are in sight."""

    def __init__(self) -> None:
        super().__init__()
        self.content = b""
        self.sizes: list[tuple[float, float]] = []
        self._drawn: dict[int, QImage] = {}
        look.changed.connect(self.update)

    def show_pages(self, content: bytes, sizes: list[tuple[float, float]]) -> None:
        """These pages from now on."""
        if content != self.content:
            self.content, self.sizes = content, sizes
            self._drawn.clear()
            self.update()

    def fit(self, width: int) -> None:
        """Be as wide as this, and as high as the pages are then."""
        height = sum(round(self._rect(i, width).height()) + self._gap() for i in range(len(self.sizes)))
        if (width, height + self._gap()) != (self.width(), self.height()):
            self._drawn.clear()
            self.resize(width, height + self._gap())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for i in range(len(self.sizes)):
            place = self._rect(i, self.width())
            if place.intersects(QRectF(event.rect())):
                painter.drawImage(place.topLeft(), self._picture(i, place.width()))  # unscaled: letters stay sharp
                painter.setPen(look.colour("edge"))
                painter.drawRect(place.adjusted(-1, -1, 0, 0))
        painter.end()

    def _picture(self, number: int, width: float) -> QImage:
        if number not in self._drawn:
            sharp = self.devicePixelRatioF()
            made = page_picture(self.content, number, width * sharp / self.sizes[number][0])
            made.setDevicePixelRatio(sharp)
            self._drawn[number] = made
        return self._drawn[number]

    def _rect(self, number: int, width: int) -> QRectF:
        """Where a page stands."""
        side = max(1, width - 2 * look.space(30))
        heights = [side * high / wide for wide, high in self.sizes[: number + 1]]
        top = look.space(16) + sum(round(height) + self._gap() for height in heights[:-1])
        return QRectF(look.space(30), top, side, round(heights[-1]))

    @staticmethod
    def _gap() -> int:
        return look.space(16)
