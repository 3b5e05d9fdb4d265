"""Who can open the store: the card is made, used and renewed, passphrases change and people come and go, on the real screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from guidance_app import ways_in, workspace
from guidance_app.base.errors import Problem
from guidance_app.queries import read
from guidance_app.queries.start import CARD, start
from guidance_app.store import keys
from guidance_app.ui.bridge import at_once
from guidance_app.ui.dialogs.emergency_card import EmergencyCard
from guidance_app.ui.dialogs.ways_in import AddPerson, NewPassphrase, RenewKey, WaysIn
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import Button, Label

WORDS, OTHER = "vier losse woorden hier", "heel andere woorden nu"


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:  # noqa: ARG001
    cheap = keys.Cost(64, 1, 1)  # how costly a guess is, is tested elsewhere
    monkeypatch.setattr(keys, "FLOOR", cheap)
    for function in (keys.add_passphrase, keys.change_passphrase, keys.create):
        monkeypatch.setattr(function, "__defaults__", (cheap,))
    made = Session(workspace.create_with_passphrase(tmp_path / "Kast", WORDS, "Hanna Demo", "adviser"))
    yield made
    made.close()


def made_card(session: Session, qtbot: QtBot) -> EmergencyCard:
    """The dialog, up to where the code is seen."""
    dialog = EmergencyCard(session, jobs=at_once())
    qtbot.addWidget(dialog)
    dialog.line.setText(WORDS)
    dialog.prove()
    return dialog


def words(dialog: object) -> str:
    return " ".join(one.text() for one in dialog.findChildren(Label))  # type: ignore[attr-defined]


def test_without_the_passphrase_nobody_sees_a_code(session: Session, qtbot: QtBot) -> None:
    dialog = EmergencyCard(session, jobs=at_once())
    qtbot.addWidget(dialog)
    dialog.line.setText("een verkeerde wachtwoordzin")
    dialog.prove()
    assert dialog.findChild(Label, "code") is None
    assert "past niet" in dialog.trouble.text()
    assert dialog.line.isEnabled()


def test_the_card_counts_once_its_last_group_was_typed_back(session: Session, qtbot: QtBot) -> None:
    dialog = made_card(session, qtbot)
    assert dialog.findChild(Label, "code").text().split() == dialog.code.split("-")
    dialog.line.setText("0000" if not dialog.code.endswith("0000") else "1111")
    dialog.keep()
    assert not ways_in.has_card(session.workspace)
    dialog.line.setText(dialog.code[-4:].lower())
    dialog.keep()
    assert dialog.result()
    assert ways_in.has_card(session.workspace)
    assert keys.unlock(session.workspace.folder, dialog.code).kind == keys.RECOVERY


def test_a_card_that_was_left_halfway_opens_nothing(session: Session, qtbot: QtBot) -> None:
    dialog = made_card(session, qtbot)
    dialog.reject()
    with pytest.raises(Problem):
        keys.unlock(session.workspace.folder, dialog.code)


def test_the_start_page_asks_for_a_card_until_there_is_one(session: Session, qtbot: QtBot) -> None:
    def asked() -> bool:
        with session.read() as s:
            view = start(s, session.today, has_card=ways_in.has_card(session.workspace))
        return any(one.opens == CARD for one in view.to_know)

    assert asked()
    dialog = made_card(session, qtbot)
    dialog.line.setText(dialog.code[-4:])
    dialog.keep()
    assert not asked()


def test_the_printed_card_holds_the_whole_code_and_no_passphrase(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = made_card(session, qtbot)
    dialog.save_to(tmp_path / "noodkaart.pdf")
    paper = pypdfium2.PdfDocument(tmp_path / "noodkaart.pdf")
    text = paper[0].get_textpage().get_text_range()
    assert len(paper) == 1
    assert all(group in text for group in dialog.code.split("-"))
    assert "Hanna Demo" in text
    assert WORDS not in text


def test_who_forgot_the_passphrase_opens_with_the_card_and_chooses_a_new_one(session: Session, qtbot: QtBot) -> None:
    folder = session.workspace.folder
    dialog = made_card(session, qtbot)
    dialog.line.setText(dialog.code[-4:])
    dialog.keep()
    session.close()
    unlocked = workspace.unlock_key(folder, dialog.code.lower().replace("-", " "))
    opened = Session(workspace.open_with_key(folder, unlocked.key, way=unlocked.way))
    renew = NewPassphrase(opened, jobs=at_once(), proof=unlocked.by_card)
    qtbot.addWidget(renew)
    for line in (renew.new, renew.again):
        line.setText(OTHER)
    renew.change()
    opened.close()
    workspace.unlock(folder, OTHER).close()
    assert keys.unlock(folder, dialog.code)


def test_a_changed_passphrase_is_the_only_one(session: Session, qtbot: QtBot) -> None:
    dialog = NewPassphrase(session, jobs=at_once())
    qtbot.addWidget(dialog)
    dialog.old.setText(WORDS)
    dialog.new.setText(OTHER)
    dialog.again.setText(OTHER + "!")
    dialog.change()
    assert "niet gelijk" in dialog.trouble.text()
    dialog.again.setText(OTHER)
    dialog.change()
    folder = session.workspace.folder
    session.close()
    with pytest.raises(Problem):
        keys.unlock(folder, WORDS)
    workspace.unlock(folder, OTHER).close()


def test_a_second_person_signs_with_their_own_name(session: Session, qtbot: QtBot) -> None:
    dialog = AddPerson(session, jobs=at_once())
    qtbot.addWidget(dialog)
    dialog.name.setText("Petra Demo")
    dialog.role.show_value("sen_coordinator")
    for line, text in ((dialog.new, OTHER), (dialog.again, OTHER), (dialog.own, WORDS)):
        line.setText(text)
    dialog.add()
    folder = session.workspace.folder
    session.close()
    by_first, by_second = workspace.unlock(folder, WORDS), None
    assert by_first.member.name == "Hanna Demo"
    by_first.close()
    by_second = workspace.unlock(folder, OTHER)
    assert by_second.member.name == "Petra Demo"
    by_second.close()


def test_nobody_is_added_without_the_own_passphrase(session: Session, qtbot: QtBot) -> None:
    dialog = AddPerson(session, jobs=at_once())
    qtbot.addWidget(dialog)
    dialog.name.setText("Petra Demo")
    dialog.role.show_value("sen_coordinator")
    for line, text in ((dialog.new, OTHER), (dialog.again, OTHER), (dialog.own, "iets heel anders dan dat")):
        line.setText(text)
    dialog.add()
    with session.read() as s:
        assert len(read.rows(s, "member")) == 1
    assert len(ways_in.ways_in(session.workspace)) == 1


def test_the_list_tells_who_can_open_it_and_keeps_the_last_passphrase(session: Session, qtbot: QtBot) -> None:
    dialog = WaysIn(session, jobs=at_once())
    qtbot.addWidget(dialog)
    assert "Hanna Demo" in words(dialog)
    (way,) = ways_in.ways_in(session.workspace)
    assert way.made in (None, dt.date.today())
    dialog.findChild(Button, f"take away/{way.id}").click()
    assert "laatste wachtwoordzin" in dialog.trouble.text()


def test_nothing_of_a_passphrase_is_shown_as_letters(session: Session, qtbot: QtBot) -> None:
    dialog = AddPerson(session, jobs=at_once())
    qtbot.addWidget(dialog)
    hidden = [line for line in dialog.findChildren(QLineEdit) if line.echoMode() == QLineEdit.EchoMode.Password]
    assert len(hidden) == 3


def test_renewing_the_key_asks_for_the_passphrase_and_says_what_it_means(session: Session, qtbot: QtBot) -> None:
    dialog = RenewKey(session, jobs=at_once())
    qtbot.addWidget(dialog)
    asked: list[str] = []
    dialog.wanted.connect(asked.append)
    dialog.own.setText("een verkeerde wachtwoordzin")
    dialog.renew()
    assert not asked
    dialog.own.setText(WORDS)
    dialog.renew()
    assert asked == [WORDS]
    assert "sticks" in words(dialog)
