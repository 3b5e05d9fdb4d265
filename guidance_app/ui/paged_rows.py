"""A list too long to be read whole: pages of it are fetched when they come into sight."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal

from guidance_app.ui.rows import COLUMN, ROW, Column, Index, RowModel

PAGE = 100
KEPT = 40
"""So many pages stay in memory."""


class PagedRows(RowModel):
    """`page(first, most)` gives rows from a number on, `count()` how many there are.

    The first page is there at once; how many there are is asked when that is on the screen: `counted` tells.
    """

    counted = Signal(int)

    def __init__(
        self,
        columns: Sequence[Column],
        page: Callable[[int, int], Sequence[Any]],
        count: Callable[[], int],
        sentence: Callable[[Any], str],
    ) -> None:
        super().__init__(columns, lambda: (), sentence)
        self._page, self._count_all = page, count
        self._pages: OrderedDict[int, Sequence[Any]] = OrderedDict()
        self._count = 0
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self._count_now)

    def refresh(self, *_changed: object) -> None:
        """Fetch the first page anew; the others when they come into sight."""
        self.beginResetModel()
        self._pages.clear()
        first = self._fetched(0)
        self._count = len(first)
        self.endResetModel()
        if len(first) == PAGE:
            self._later.start()
        else:
            self._later.stop()
            self.counted.emit(self._count)

    def row(self, index: int) -> Any:
        """The row at this place; None when it is gone by now."""
        found = self._fetched(index // PAGE)
        return found[index % PAGE] if index % PAGE < len(found) else None

    def place(self, row_id: str) -> int | None:
        """Where the row with this id stands, if its page is in memory."""
        for number, rows in self._pages.items():
            for at, row in enumerate(rows):
                if row.id == row_id:
                    return number * PAGE + at
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return self.columns[index.column()] if index.isValid() and int(role) == COLUMN else None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._sentence(row)
        return {ROW: row, COLUMN: column}.get(int(role))

    def _fetched(self, number: int) -> Sequence[Any]:
        if number not in self._pages:
            self._pages[number] = self._page(number * PAGE, PAGE)
            if len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return self._pages[number]

    def _count_now(self) -> None:
        count = self._count_all()
        if count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
            self._count = count
            self.endInsertRows()
        self.counted.emit(self._count)
