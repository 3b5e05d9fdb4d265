"""The two windows before the program."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from guidance_app.ui.dialogs.first_start import FirstStart
from guidance_app.ui.dialogs.unlock import Unlock

PHRASE = "vier gewone woorden"


@pytest.fixture
def unlock(qtbot: Any) -> Unlock:
    door = Unlock()
    qtbot.addWidget(door)
    with qtbot.waitActive(door):
        door.show()
        door.activateWindow()
    return door


@pytest.fixture
def first(qtbot: Any) -> FirstStart:
    door = FirstStart()
    qtbot.addWidget(door)
    door.show()
    return door


def fill(
    door: FirstStart, name: str = "Petra Schijn", role: str | None = "sen_coordinator", phrase: str = PHRASE, again: str = PHRASE
) -> None:
    door.name.setText(name)
    door.role.show_value(role)
    door.passphrase.setText(phrase)
    door.again.setText(again)


def test_type_and_enter_unlock(unlock: Unlock, qtbot: Any) -> None:
    assert QApplication.focusWidget() is unlock.passphrase
    with qtbot.waitSignal(unlock.unlock_wanted) as asked:
        qtbot.keyClicks(unlock.passphrase, PHRASE)
        qtbot.keyClick(unlock.passphrase, Qt.Key.Key_Return)
    assert asked.args == [PHRASE]


def test_nothing_typed_is_said_and_not_tried(unlock: Unlock, qtbot: Any) -> None:
    with qtbot.assertNotEmitted(unlock.unlock_wanted):
        unlock.go.click()
    assert unlock._trouble.isVisible()


def test_a_wrong_passphrase_is_said_and_can_be_typed_over(unlock: Unlock, qtbot: Any) -> None:
    unlock.passphrase.setText("fout")
    unlock.busy(True)
    assert not unlock.go.isEnabled()
    unlock.wrong()
    assert "past niet" in unlock._words.text()
    assert unlock.passphrase.accessibleDescription() == unlock._words.text()
    qtbot.keyClicks(unlock.passphrase, "x")
    assert unlock.passphrase.text() == "x"
    assert not unlock._trouble.isVisible()


def test_the_passphrase_is_hidden_until_the_eye_is_pressed(unlock: Unlock, qtbot: Any) -> None:
    assert unlock.passphrase.echoMode() == QLineEdit.EchoMode.Password
    qtbot.mouseClick(unlock.passphrase._eye, Qt.MouseButton.LeftButton)
    assert unlock.passphrase.echoMode() == QLineEdit.EchoMode.Normal
    assert unlock.passphrase._eye.accessibleName() == "Verberg de wachtwoordzin"
    unlock.forget()
    assert (unlock.passphrase.text(), unlock.passphrase.echoMode()) == ("", QLineEdit.EchoMode.Password)


def test_the_example_and_a_new_store_can_be_asked_for(unlock: Unlock, qtbot: Any) -> None:
    with qtbot.waitSignals([unlock.example_wanted, unlock.new_wanted]):
        unlock.example.click()
        unlock.new.click()


def test_a_store_is_asked_for_with_passphrase_name_and_role(first: FirstStart, qtbot: Any) -> None:
    fill(first, name="  Petra Schijn ")
    with qtbot.waitSignal(first.create_wanted) as asked:
        first.go.click()
    assert asked.args == [PHRASE, "Petra Schijn", "sen_coordinator"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": " "}, "naam"),
        ({"role": None}, "rol"),
        ({"phrase": "te kort", "again": "te kort"}, "12"),
        ({"again": "vier andere woorden"}, "niet gelijk"),
    ],
)
def test_what_is_missing_is_said_in_one_sentence_and_nothing_is_lost(
    first: FirstStart, qtbot: Any, wrong: dict[str, Any], words: str
) -> None:
    fill(first, **wrong)
    with qtbot.assertNotEmitted(first.create_wanted):
        first.go.click()
    assert words in f"{first._words.text()} {first.role._words.text()}"
    assert first.passphrase.text() == wrong.get("phrase", PHRASE)


def test_the_hint_counts_what_is_still_needed(first: FirstStart, qtbot: Any) -> None:
    qtbot.keyClicks(first.passphrase, "vier gew")
    assert first.help.hint.text() == "Nog 4 tekens nodig."


def test_the_roles_are_those_of_the_records() -> None:
    from guidance_app.store.records.people import ROLES
    from guidance_app.ui.dialogs.first_start import roles

    assert {code for code, _words in roles()} <= set(ROLES)


def test_six_words_are_shown_to_be_written_down_and_typed_again(first: FirstStart, qtbot: Any) -> None:
    fill(first, phrase="", again="")
    first.help.suggest.click()
    suggested = first.passphrase.text()
    assert len(suggested.split()) == 6
    assert first.passphrase.echoMode() == QLineEdit.EchoMode.Normal
    assert "Schrijf deze zes woorden nu op" in first.help.hint.text()
    with qtbot.assertNotEmitted(first.create_wanted):
        first.go.click()  # not before they were typed once more
    first.again.setText(suggested)
    with qtbot.waitSignal(first.create_wanted) as asked:
        first.go.click()
    assert asked.args[0] == suggested


def test_a_passphrase_that_is_easily_guessed_is_refused_with_what_would_help(first: FirstStart, qtbot: Any) -> None:
    fill(first, phrase="Petra Schijn 2026", again="Petra Schijn 2026")
    with qtbot.assertNotEmitted(first.create_wanted):
        first.go.click()
    assert "uw eigen naam telt niet mee" in first._words.text()
    qtbot.keyClicks(first.passphrase, "abcabcabcabc")
    assert first.help.hint.text().startswith("Te makkelijk te raden")
    assert first.passphrase.accessibleDescription() == first.help.hint.text()


def test_a_store_in_a_synced_folder_takes_a_second_press(
    qtbot: Any, own_data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOUWSTEEN_DATA", str(own_data_folder / "Dropbox"))
    door = FirstStart()
    qtbot.addWidget(door)
    fill(door)
    with qtbot.assertNotEmitted(door.create_wanted):
        door.go.click()
    assert "naar internet gekopieerd" in door._words.text()
    assert "Druk nog een keer" in door._words.text()
    with qtbot.waitSignal(door.create_wanted):
        door.go.click()
