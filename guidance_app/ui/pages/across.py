"""Parts of a page beside each other, and below each other where the page is narrow or the text large."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from guidance_app.ui.layouts import Row, hline, vline
from guidance_app.ui.look import look

WIDE_FROM = 760
"""From this width on (with usual text) the parts stand beside each other."""


class Across(QWidget):
    """Parts that share the width by `shares`; a part with share 0 is `fixed` wide. `lined` draws hairlines between them."""

    def __init__(
        self,
        parts: Sequence[QWidget],
        shares: Sequence[int] = (),
        *,
        fixed: int = 0,
        gap: int = 24,
        lined: bool = False,
        wide_from: int = WIDE_FROM,
    ) -> None:
        super().__init__()
        self._wide_from, self._fixed = wide_from, fixed
        self._shares = tuple(shares) or (1,) * len(parts)
        self._parts = tuple(parts)
        self._upright = [vline() if lined else None for _ in parts[1:]]
        self._level = [hline() if lined else None for _ in parts[1:]]
        self._row = Row(gap=gap)
        for at, (part, share) in enumerate(zip(parts, self._shares, strict=True)):
            if at:
                self._row.add(self._upright[at - 1])
                self._row.add(self._level[at - 1])
            self._row.add((part, share))
        self.setLayout(self._row)
        look.changed.connect(self._arrange)
        self._arrange()

    @property
    def wide(self) -> bool:
        """Whether the parts stand beside each other."""
        return self.width() >= look.px(self._wide_from) and not look.large

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wide = self.wide
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        for line in self._upright:
            if line is not None:
                line.setVisible(wide)
        for line in self._level:
            if line is not None:
                line.setVisible(not wide)
        for part, share in zip(self._parts, self._shares, strict=True):
            held = wide and not share and self._fixed
            part.setMinimumWidth(look.px(self._fixed) if held else 0)
            part.setMaximumWidth(look.px(self._fixed) if held else 1 << 20)
            self._row.setAlignment(part, Qt.AlignmentFlag.AlignTop if wide else Qt.AlignmentFlag(0))
