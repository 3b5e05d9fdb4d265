"""The one search box: a few letters, Enter."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from guidance_app.ui.main_window import MainWindow
from guidance_app.ui.palette_box import Entry, best, closeness


def names(typed: str, *words: str) -> list[str]:
    return [e.words for e in best(typed, [Entry(w, w, "", "user", lambda: None) for w in words])]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("jns", "Janine Jansen"), ("zoe", "Zoë van der Bedacht"), ("bedacht", "Zoë van der Bedacht"), ("mark f", "Mark Fictief")],
)
def test_a_few_letters_find_a_name(typed: str, found: str) -> None:
    assert names(typed, "Mark Fictief", "Noor Verzonnen", "Janine Jansen", "Zoë van der Bedacht") == [found]


def test_the_beginning_of_a_name_goes_before_the_middle() -> None:
    assert names("an", "Jan Pieters", "Noor Anders", "Anna Bakker") == ["Anna Bakker", "Noor Anders", "Jan Pieters"]


def test_every_typed_word_must_be_found() -> None:
    assert closeness("mark jansen", "Mark Fictief") is None


def test_choosing_with_the_arrows_opens_a_pupil(window: MainWindow, qtbot: Any) -> None:
    window.search.open()
    qtbot.keyClicks(window.search, "n")
    assert window.search.popup.isVisible()
    chosen = []
    while not chosen or chosen[-1] != "Noor Verzonnen":
        chosen.append(window.search.answers.currentIndex().data())
        assert len(chosen) < 12
        if chosen[-1] != "Noor Verzonnen":
            qtbot.keyClick(window.search, Qt.Key.Key_Down)
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert window.page.what == ("2", 0)  # the first of its pages
    assert not window.search.popup.isVisible()
    assert window.search.text() == ""


def test_a_screen_reader_hears_what_is_chosen(window: MainWindow, qtbot: Any) -> None:
    window.search.open()
    qtbot.keyClicks(window.search, "jns")
    assert window.search.accessibleDescription() == "Janine Jansen groep 7"


def test_commands_are_found_with_their_key(window: MainWindow, qtbot: Any) -> None:
    window.search.open()
    qtbot.keyClicks(window.search, "meting")
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert window.page.measured == ["1"]


def test_escape_brings_back_to_where_the_person_was(window: MainWindow, qtbot: Any) -> None:
    window.page.tabs.bar.setFocus()
    window.search.open()
    qtbot.keyClicks(window.search, "ma")
    qtbot.keyClick(window.search, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is window.page.tabs.bar
    assert not window.search.popup.isVisible()
