"""Commands: every key and every letter means one thing, and only what can be done now can be chosen."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QAction, QKeySequence

from guidance_app.base.i18n import use_language
from guidance_app.ui.actions import actions, menus
from guidance_app.ui.main_window import MainWindow


def letter(text: str) -> str:
    at = text.replace("&&", "").find("&")
    return text[at + 1].casefold() if at >= 0 else ""


def repeated(things: list[str]) -> list[str]:
    return [thing for thing, n in Counter(things).items() if n > 1 or not thing]


def test_no_key_means_two_things() -> None:
    keys = [QKeySequence(k).toString() for a in actions() for k in (a.keys, a.also) if k]
    assert repeated(keys) == []


def test_no_key_is_a_letter_people_type_with_altgr_or_a_dead_key() -> None:
    for action in actions():
        assert "Ctrl+Alt" not in action.keys
        assert not set(action.keys.rpartition("+")[2]) & set("'\"`~^")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_menu_and_every_line_in_it_has_a_letter_of_its_own(language: str) -> None:
    use_language(language)
    assert repeated([letter(title) for _key, title in menus()]) == []
    for menu, _title in menus():
        assert repeated([letter(a.text) for a in actions() if a.menu == menu]) == [], menu


def test_no_word_moves_to_the_menu_of_the_mac_by_itself(window: MainWindow) -> None:
    assert {a.menuRole() for a in window.commands.made.values()}.isdisjoint({QAction.MenuRole.TextHeuristicRole})


def test_only_what_somebody_on_screen_can_do_is_possible(window: MainWindow) -> None:
    assert window.commands.made["measure"].isEnabled()
    assert not window.commands.made["print"].isEnabled()
    window.go("settings")
    assert not window.commands.made["measure"].isEnabled()


def test_a_command_goes_to_the_page_that_is_open(window: MainWindow) -> None:
    window.commands.made["measure"].trigger()
    assert window.page.measured == ["1"]
