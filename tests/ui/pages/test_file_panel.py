"""The side panel of a pupil: people, consents, background and attachments, by keyboard and without losing anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from guidance_app import edits
from guidance_app.edits.attachments import LARGEST
from guidance_app.queries.audit import audit_list
from guidance_app.queries.read import fields, row, rows
from guidance_app.ui.look import look
from guidance_app.ui.pages.file_panel import FilePanel
from guidance_app.ui.session import Session

Show = Callable[..., Any]
WIDTH = 296


@pytest.fixture
def panel(example_session: Session, example_pupil: str, on_screen: Show) -> FilePanel:
    return on_screen(FilePanel(example_session, example_pupil, lambda _meeting: None), WIDTH, 700)


@pytest.fixture
def problems(panel: FilePanel) -> list[str]:
    found: list[str] = []
    panel.session.problem.connect(found.append)
    return found


def focus() -> Any:
    return QApplication.focusWidget()


def words(panel: QWidget) -> list[str]:
    QApplication.processEvents()  # what was added just now is shown by then
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible() and label.text()]


def first_of(panel: FilePanel, table: str) -> str:
    with panel.session.read() as s:
        return rows(s, table, panel.pupil)[0].id


def count(panel: FilePanel, table: str) -> int:
    with panel.session.read() as s:
        return len(rows(s, table, panel.pupil))


def test_the_next_date_stands_first_and_the_entries_say_how_many_there_are(panel: FilePanel) -> None:
    assert words(panel)[0] == "Dinsdag 9 juni, 15.00 uur"
    entries = [w.accessibleName() for w in panel.findChildren(QWidget) if w.objectName().startswith("kind/")]
    assert entries[:5] == ["Over Mark", "Mensen, 6", "Toestemmingen, 2, 1 niet gevraagd", "Achtergrond, 4", "Bijlagen, nog geen"]


def test_enter_goes_in_and_escape_comes_back_to_what_was_opened(panel: FilePanel, qtbot: Any) -> None:
    panel.go_to("kind/person")
    qtbot.keyClick(focus(), Qt.Key.Key_Return)
    assert panel.place == "person"
    second = panel.findChildren(QWidget)
    names = [w.objectName() for w in second if w.objectName().startswith("line/person/")]
    panel.go_to(names[1])
    qtbot.keyClick(focus(), Qt.Key.Key_Return)
    assert focus().accessibleName() == "Naam"
    qtbot.keyClick(focus(), Qt.Key.Key_Escape)
    assert focus().objectName() == names[1]
    qtbot.keyClick(focus(), Qt.Key.Key_Escape)
    assert (panel.place, focus().objectName()) == ("", "kind/person")


@pytest.mark.parametrize("table", ["person", "consent", "background", "pupil"])
def test_every_field_of_a_record_can_be_reached_here(panel: FilePanel, table: str) -> None:
    id_ = panel.pupil if table == "pupil" else first_of(panel, table)
    panel.go(f"{table}/{id_}")
    places = {w.objectName() for w in panel.findChildren(QWidget)}
    elsewhere = {"question_pupil", "question_parents", "question_school"}
    assert {f"{table}/{id_}/{name}" for name in fields(table) if name not in elsewhere} <= places


def test_what_is_changed_is_saved_told_and_can_be_put_back(panel: FilePanel, qtbot: Any, settled: Any) -> None:
    person = first_of(panel, "person")
    panel.go(f"person/{person}")
    panel.go_to(f"person/{person}/relation")
    focus().selectAll()
    qtbot.keyClicks(focus(), "oma")
    qtbot.keyClick(focus(), Qt.Key.Key_Return)
    settled(panel)
    assert any(text.startswith("Laatst gewijzigd door Petra Schijn, ") for text in words(panel))
    panel.go_to("history")
    qtbot.keyClick(focus(), Qt.Key.Key_Space)
    assert "Relatie tot het kind was moeder, werd oma" in words(panel)
    panel.go_to("put back/0")
    qtbot.keyClick(focus(), Qt.Key.Key_Space)
    settled(panel)
    with panel.session.read() as s:
        assert row(s, "person", person).relation == "moeder"
    assert panel.findChild(QWidget, f"person/{person}/relation").text() == "moeder"


def test_a_new_person_needs_a_name_and_a_role_and_then_has_all_fields(panel: FilePanel, qtbot: Any) -> None:
    panel.go("person")
    panel.go_to("add")
    qtbot.keyClick(focus(), Qt.Key.Key_Space)
    qtbot.keyClick(focus(), Qt.Key.Key_Return)
    assert count(panel, "person") == 6
    assert any("mag niet leeg zijn" in text for text in words(panel))
    qtbot.keyClicks(focus(), "Oma Proef")
    qtbot.keyClick(focus(), Qt.Key.Key_Return)
    qtbot.keyClicks(focus(), "Ouder")
    add = next(w for w in panel.findChildren(QWidget) if w.accessibleName() == "Toevoegen")
    focus().activated.emit(focus().currentIndex())
    add.setFocus()
    qtbot.keyClick(add, Qt.Key.Key_Space)
    assert count(panel, "person") == 7
    assert focus().text() == "Oma Proef"
    panel.session.undo()
    assert count(panel, "person") == 6


def test_delete_removes_and_the_keyboard_stays_in_the_list(panel: FilePanel, qtbot: Any, settled: Any) -> None:
    panel.go("background")
    panel.go_to(f"line/background/{first_of(panel, 'background')}")
    qtbot.keyClick(focus(), Qt.Key.Key_Delete)
    assert count(panel, "background") == 3
    assert focus().objectName() == f"line/background/{first_of(panel, 'background')}"
    panel.session.undo()
    settled(panel)
    assert count(panel, "background") == 4
    assert sum(w.objectName().startswith("line/background/") for w in panel.findChildren(QWidget) if w.isVisible()) == 4


def test_what_is_gone_by_now_falls_back_to_its_list(panel: FilePanel, settled: Any) -> None:
    person = first_of(panel, "person")
    panel.go(f"person/{person}")
    panel.session.do(edits.remove("person", person))
    settled(panel)
    assert panel.place == "person"


def test_what_is_being_typed_survives_a_change_of_look(panel: FilePanel, qtbot: Any, qapp: QApplication, settled: Any) -> None:
    person = first_of(panel, "person")
    panel.go(f"person/{person}")
    qtbot.keyClicks(focus(), "X")
    typed = focus().text()
    look.apply(qapp, dark=True, text=1.0)
    settled(panel)
    assert focus().text() == typed
    panel.session.finish_typing()
    with panel.session.read() as s:
        assert row(s, "person", person).name == typed


def test_a_file_is_attached_unpacked_and_noted_and_the_file_itself_left_alone(panel: FilePanel, tmp_path: Path) -> None:
    file, out = tmp_path / "verslag <b>.pdf", tmp_path / "eruit.pdf"
    data = bytes(range(256)) * 8
    file.write_bytes(data)
    panel.attach(file)
    attachment = first_of(panel, "attachment")
    assert panel.place == f"attachment/{attachment}"
    out.write_bytes(b"oud")
    panel.unpack(attachment, out)
    assert out.read_bytes() == file.read_bytes() == data
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_file()) == ["eruit.pdf", "verslag <b>.pdf"]
    with panel.session.read() as s:
        last = audit_list(s)[0]
    assert (last.kind, last.what) == ("note", f"bijlage uitgepakt: {attachment}")
    panel.back()
    assert "verslag <b>.pdf" in words(panel)


def test_a_file_that_cannot_be_attached_is_refused_in_a_sentence(panel: FilePanel, tmp_path: Path, problems: list[str]) -> None:
    large = tmp_path / "groot.bin"
    with large.open("wb") as sparse:
        sparse.truncate(LARGEST + 1)
    empty = tmp_path / "leeg.txt"
    empty.touch()
    for file in (large, empty, tmp_path / "bestaat-niet.pdf"):
        panel.attach(file)
    assert [said.split(".")[0] for said in problems] == [
        "Dit bestand is groter dan 25 MB",
        "Dit bestand is leeg",
        "Dit bestand is niet te lezen",
    ]
    assert count(panel, "attachment") == 0


def test_where_nothing_can_be_written_unpacking_says_so(panel: FilePanel, tmp_path: Path, problems: list[str]) -> None:
    file = tmp_path / "brief.txt"
    file.write_bytes(b"brief")
    panel.attach(file)
    panel.unpack(first_of(panel, "attachment"), tmp_path / "geen map" / "brief.txt")
    assert problems == ["Op deze plek kan niets worden opgeslagen. Kies een andere plek."]


def test_a_pupil_with_only_a_first_name_is_told_what_belongs_here(new_session: Session, new_pupil: str, on_screen: Show) -> None:
    planned: list[str] = []
    panel = on_screen(FilePanel(new_session, new_pupil, planned.append), WIDTH, 700)
    assert words(panel)[0] == "Er is geen gesprek gepland"
    for table in ("person", "consent", "background", "attachment", "school", "organisation"):
        panel.go(table)
        assert len(words(panel)) == 2  # the heading, and why
        assert focus().isVisible()


def test_nothing_is_cut_off_at_200_percent_and_everything_has_a_name(
    panel: FilePanel, qapp: QApplication, clipped: Any, unnamed: Any
) -> None:
    look.apply(qapp, dark=False, text=2.0)
    panel.resize(574, 900)
    for place in ("", "person", f"person/{first_of(panel, 'person')}", f"consent/{first_of(panel, 'consent')}", "attachment"):
        panel.go(place)
        panel.resize(574, panel.sizeHint().height())
        qapp.processEvents()
        assert unnamed(panel) == [], place
        assert clipped(panel) == [], place
