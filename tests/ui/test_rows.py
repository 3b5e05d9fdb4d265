"""Lists: after any change the view shows what there is, and what was chosen stays chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from guidance_app.ui.rows import ROW, Column, RowModel, RowView


@dataclass(frozen=True)
class Measured:
    id: str
    day: str
    value: int


COLUMNS = (Column("Dag", lambda r: r.day), Column("Waarde", lambda r: str(r.value), right=True))
ROWS = st.lists(
    st.builds(Measured, st.sampled_from("abcdefgh"), st.just("3 november"), st.integers(0, 3)), unique_by=lambda r: r.id
)


def model(rows: list[Measured]) -> RowModel:
    return RowModel(COLUMNS, lambda: list(rows), lambda r: f"{r.day}, thuis, {r.value} woorden")


@pytest.mark.usefixtures("qapp")
@given(before=ROWS, after=ROWS)
def test_a_refresh_shows_what_there_is_and_every_row_keeps_its_index(
    before: Sequence[Measured], after: Sequence[Measured]
) -> None:
    rows = list(before)
    made = model(rows)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    held = {row.id: QPersistentModelIndex(made.index(i, 0)) for i, row in enumerate(rows)}
    rows[:] = after
    made.refresh()
    assert [made.row(i) for i in range(made.rowCount())] == rows
    there = {row.id for row in rows}
    for row_id, index in held.items():
        assert index.isValid() == (row_id in there)
        assert not index.isValid() or index.data(ROW).id == row_id


def test_what_is_chosen_stays_chosen_when_rows_come_before_it(qtbot: Any) -> None:
    rows = [Measured("a", "3 november", 42), Measured("b", "4 november", 44)]
    view = RowView(model(rows), "Metingen")
    qtbot.addWidget(view)
    view.show()
    view.choose("b")
    rows.insert(0, Measured("c", "2 november", 40))
    view.model().refresh()
    assert view.chosen().id == "b"
    assert [i.row() for i in view.selectionModel().selectedRows()] == [2]


def test_a_row_is_one_sentence_to_a_screen_reader() -> None:
    made = model([Measured("a", "3 november", 42)])
    said = {made.data(made.index(0, c), Qt.ItemDataRole.AccessibleTextRole) for c in range(2)}
    assert said == {"3 november, thuis, 42 woorden"}


def test_enter_and_a_click_open_the_row(qtbot: Any) -> None:
    view = RowView(model([Measured("a", "3 november", 42), Measured("b", "4 november", 44)]), "Metingen")
    qtbot.addWidget(view)
    view.resize(400, 200)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    opened: list[str] = []
    view.opened.connect(lambda row: opened.append(row.id))
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    spot = view.visualRect(view.model().index(0, 1)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert opened == ["b", "a"]


def test_columns_fill_the_width_and_no_bar_scrolls_sideways(qtbot: Any) -> None:
    view = RowView(model([Measured("a", "3 november", 42)]), "Metingen")
    qtbot.addWidget(view)
    view.resize(500, 200)
    view.show()
    assert abs(view.horizontalHeader().length() - view.viewport().width()) <= 2
