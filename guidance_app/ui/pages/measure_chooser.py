"""A measure in two steps: where, and what. From the start library with its evidence, or in one's own words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from guidance_app.base.i18n import t
from guidance_app.domain.measures import LibraryMeasure, search
from guidance_app.edits.goals import from_library
from guidance_app.ui.inputs import SegmentField, TextField
from guidance_app.ui.layouts import Column, FlowLayout, box
from guidance_app.ui.look import look
from guidance_app.ui.rows import Column as ListColumn
from guidance_app.ui.rows import RowModel, RowView
from guidance_app.ui.widgets import button, label, section, small

ROWS = 5


def place_name(place: str) -> str:
    """Home or school, as a heading."""
    return t("At home") if place == "home" else t("At school")


class MeasureChooser(QFrame):
    """Asks where (unless `place` is known) and what; `on_choice` gets the fields of the new measure."""

    def __init__(self, on_choice: Callable[[dict[str, Any]], Any], on_close: Callable[[], Any], place: str = "") -> None:
        super().__init__()
        self._on_choice = on_choice
        self.place = place
        where = [(code, place_name(code)) for code in ("home", "school")]
        self.where = SegmentField(t("Where is it done?"), where, required=True)
        self.where.edited.connect(self._chose_place)
        self._step1 = box(Column(small(t("Where is it done?")), self.where, gap=4))
        self._step2 = box(self._what())
        close = button(t("Close"), "link", "x", on_close)
        head = section(t("Add a measure"), place_name(place) if place else "", close)
        box(Column(head, self._step1, self._step2, gap=10, margins=(16, 12, 16, 14)), "card", self)
        self._step1.setVisible(not place)
        self._step2.setVisible(bool(place))
        first = self.words.line if place else self.where.buttons["home"]
        first.setObjectName("first")
        look.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """The list shows a few rows, whatever the size of the text."""
        self.list.setFixedHeight(ROWS * max(look.space(40), look.px(15) + look.space(21)))

    def _what(self) -> Column:
        self.words = TextField(t("Search or write your own measure"), hint=t("Search, or write your own"))
        self.words.typing.connect(lambda _text: self._searched())
        self.words.done.connect(self._own)
        self.words.line.installEventFilter(self)
        columns = [
            ListColumn(t("Measure"), lambda m: m.title, 5),
            ListColumn(t("Evidence"), lambda m: m.evidence_word, 3, right=True, muted=True),
        ]
        self.model = RowModel(columns, self._found, lambda m: f"{m.title}, {m.evidence_word}")
        self.list = RowView(self.model, t("Measures in the library"))
        self.list.clicked.disconnect()  # a click shows, a double click or Enter chooses
        self.list.doubleClicked.connect(lambda _index: self._pick())
        self.list.opened.connect(lambda _row: self._pick())
        self.list.selectionModel().currentRowChanged.connect(lambda *_: self._show())
        self._own_words = button(t("Add my own words"), "default", "plus", self._own)
        self._take = button(t("Choose this measure"), "primary", "check", self._pick)
        hint = small(t("Enter adds your own words, the down arrow goes to the list"), wrap=True)
        self._text, self._evidence = label("", wrap=True), small("", wrap=True)
        self._searched()
        buttons = box(FlowLayout(self._take, self._own_words))
        return Column(self.words, hint, self.list, self._text, self._evidence, buttons, gap=8)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)

    def _found(self) -> tuple[LibraryMeasure, ...]:
        return search(self.words.line.text(), self.place) if self.place else ()

    def _chose_place(self, place: str) -> None:
        self.place = place
        self._step2.setVisible(True)
        self._searched()
        self.words.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _searched(self) -> None:
        self.model.refresh()
        self._own_words.impossible("" if self.words.line.text().strip() else t("Write what you will do first."))
        if self.model.rowCount():
            self.list.selectRow(0)
        self._show()

    def _show(self) -> None:
        """What the chosen measure is, how strong the evidence is, for whom, and where that comes from."""
        chosen = self.list.chosen() if self.model.rowCount() else None
        nothing = t("Nothing in the library has these words. Your own words are just as good.")
        self._text.setText(chosen.text if chosen else nothing)
        self._evidence.setText(f"{chosen.evidence_line} {chosen.note}".strip() if chosen else "")
        self._take.setVisible(chosen is not None)

    def _pick(self) -> None:
        if (chosen := self.list.chosen()) is not None:
            self._on_choice(from_library(chosen, self.place))

    def _own(self) -> None:
        words = " ".join(self.words.line.text().split())
        if words:
            self._on_choice({"title": words, "place": self.place})
