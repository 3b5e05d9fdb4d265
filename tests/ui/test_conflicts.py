"""What two people wrote apart, on the screen: both are there, and a choice settles it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from guidance_app import edits
from guidance_app.ui.dialogs.conflicts import ConflictsDialog
from guidance_app.ui.input_parts import Area
from guidance_app.ui.pages.page import Page
from guidance_app.ui.pages.pupil import PupilPage
from guidance_app.ui.session import Session
from guidance_app.ui.widgets import Button, Label
from guidance_app.workspace import Workspace
from tests.store._laptops import exchange, goal, laptops, shared_goal

BEFORE = "Sam leest elke dag een bladzijde en vertelt wat er stond."
Shown = tuple[Session, str, str]


@pytest.fixture
def apart(tmp_path: Path, qtbot: QtBot) -> Iterator[Shown]:  # noqa: ARG001
    """Anna's session, the pupil, and a goal of which she and Bram changed the text."""
    with laptops(tmp_path, "Anna", "Bram") as (anna, bram):
        pupil, id_ = shared_goal(anna, bram, text=BEFORE)
        _write(anna, id_, BEFORE.replace("een bladzijde", "twee bladzijden"))
        _write(bram, id_, f"{BEFORE} Moeder luistert.")
        exchange(anna, bram, pupil)
        yield Session(anna), pupil, id_


def _write(store: Workspace, id_: str, words: str) -> None:
    store.do(edits.change("goal", id_, "text", words))


@pytest.fixture
def dialog(apart: Shown, qtbot: QtBot) -> ConflictsDialog:
    made = ConflictsDialog(apart[0], apart[1])
    qtbot.addWidget(made)
    made.show()
    return made


def told(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(Label))


def test_both_stand_there_with_who_wrote_them_and_what_it_was(dialog: ConflictsDialog) -> None:
    words = told(dialog)
    assert "1 verschil om te bekijken" in words
    assert f"hiervóór: {BEFORE}" in words
    assert "Anna, 19 februari 2026" in words
    assert "Bram, 19 februari 2026" in words
    assert "twee bladzijden" in words
    assert "Moeder luistert." in words


@pytest.mark.parametrize(("name", "become"), [
    ("choose/0/1", BEFORE.replace("een bladzijde", "twee bladzijden")),
    ("choose/0/0", f"{BEFORE} Moeder luistert."),
    ("both/0", f"{BEFORE.replace('een bladzijde', 'twee bladzijden')} Moeder luistert."),
])  # fmt: skip
def test_a_choice_settles_it(dialog: ConflictsDialog, apart: Shown, name: str, become: str) -> None:
    session, _, id_ = apart
    dialog.findChild(Button, name).click()
    assert goal(session.workspace, id_).text == become
    assert "Alles is opgelost" in told(dialog)
    assert session.undo_text() == "verschil oplossen"


def test_a_third_text_can_be_written(dialog: ConflictsDialog, apart: Shown) -> None:
    dialog.findChild(Button, "write/0").click()
    area = dialog.findChild(Area)
    assert "twee bladzijden" in area.toPlainText()
    assert "Moeder luistert." in area.toPlainText()
    area.setPlainText("Iets heel anders.")
    dialog.findChild(Button, "keep/0").click()
    assert goal(apart[0].workspace, apart[2]).text == "Iets heel anders."


def test_what_was_removed_and_written_in_can_stay_or_go(apart: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    session, pupil, id_ = apart
    anna = session.workspace
    with laptops(tmp_path, "Carla") as [carla]:
        carla.merge(anna.sharing.steps_since(pupil, {}))
        _write(carla, id_, "Carla schrijft.")
        anna.do(edits.remove("goal", id_))
        exchange(carla, anna, pupil)
    dialog = ConflictsDialog(session, pupil)
    qtbot.addWidget(dialog)
    assert "verwijderde dit" in told(dialog)
    assert "Carla schrijft." in told(dialog)
    dialog.findChild(Button, "choose/0/1").click()
    assert goal(anna, id_) is None


def test_the_head_of_the_pupil_says_how_many_there_are(apart: Shown, qtbot: QtBot) -> None:
    session, pupil, _ = apart
    page = PupilPage(session, [("Overzicht", Page)], lambda *_: None)
    qtbot.addWidget(page)
    page.pupil = pupil
    page._show_head()
    [link] = [one for one in page.findChildren(Button) if "verschil" in one.text()]
    assert link.text() == "1 verschil om te bekijken"
    session.workspace.destroy(pupil)
    assert "Dit dossier is vernietigd op 19 februari 2026." in told(page)
