"""A text in which the words that changed are marked: struck through what went, underlined what came. Also clear in grey."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption

from guidance_app.domain.word_diff import Piece
from guidance_app.ui.look import SEMIBOLD, look
from guidance_app.ui.widgets import Label

WIDTH = 320
"""How wide it would like to be."""


class MarkedText(Label):
    """`told` says in words what the marks show: it is the text of the label, for a screen reader and to be found."""

    def __init__(self, pieces: Sequence[Piece], told: str) -> None:
        self._pieces = tuple(pieces)
        super().__init__(told, "small", wrap=True)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        return round(self._laid(width)[1]) + 1

    def sizeHint(self) -> QSize:
        width = look.px(WIDTH)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(80), self.heightForWidth(max(self.width(), look.px(80))))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(look.colour("text"))
        self._laid(self.width())[0].draw(painter, QPointF(0, 0))
        painter.end()

    def _laid(self, width: int) -> tuple[QTextLayout, float]:
        """The text in lines of this width, and how high they are."""
        text = "".join(piece.text for piece in self._pieces).replace("\n", "\u2028")
        laid = QTextLayout(text, look.font("small"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        laid.setTextOption(option)
        laid.setFormats(self._formats())
        laid.beginLayout()
        height = 0.0
        while (line := laid.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, height))
            height += line.height()
        laid.endLayout()
        return laid, height

    def _formats(self) -> list[QTextLayout.FormatRange]:
        formats, at = [], 0
        for piece in self._pieces:
            before = _length(piece.text) - _length(piece.text.lstrip())
            if piece.mark != "same":
                range_ = QTextLayout.FormatRange()
                range_.start, range_.length, range_.format = at + before, _length(piece.text.strip()), _format(piece)
                formats.append(range_)
            at += _length(piece.text)
        return formats


def _length(text: str) -> int:
    """How long Qt says it is."""
    return len(text.encode("utf-16-le")) // 2


def _format(piece: Piece) -> QTextCharFormat:
    made = QTextCharFormat()
    if piece.mark == "out":
        made.setFontStrikeOut(True)
        made.setForeground(look.colour("mute"))
    else:
        made.setFontUnderline(True)
        made.setFontWeight(QFont.Weight(SEMIBOLD))
        made.setForeground(look.colour("text"))
    return made
