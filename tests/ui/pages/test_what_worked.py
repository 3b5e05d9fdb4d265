"""The page "Wat werkte voor wie": found from everywhere, narrowed by typing, one line to copy, and quiet about who."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from guidance_app import edits
from guidance_app.queries.read import rows
from guidance_app.ui.desk import Desk
from guidance_app.ui.look import look
from guidance_app.ui.pages.what_worked import WhatWorkedPage
from guidance_app.ui.session import Session
from guidance_app.workspace import Edit


@pytest.fixture
def page(example_session: Session, on_screen: Callable[..., Any]) -> WhatWorkedPage:
    made: WhatWorkedPage = on_screen(WhatWorkedPage(example_session))
    return made


def words(page: QWidget) -> str:
    QApplication.processEvents()
    return " ".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def test_the_cases_stand_there_without_the_name_of_the_pupil(page: WhatWorkedPage) -> None:
    shown = words(page)
    assert "Kiezen + timer" in shown
    assert "Ja. Alle 3 wisselingen gingen de gewenste kant op" in shown
    assert "Dit is allemaal van één leerling" in shown
    assert "Mark" not in shown


def test_typing_narrows_the_list_and_the_cursor_stays(page: WhatWorkedPage, qtbot: Any) -> None:
    field = QApplication.focusWidget()
    qtbot.keyClicks(field, "slaap")
    qtbot.waitUntil(lambda: "1 proefje" in words(page))
    assert "Kiezen + timer" not in words(page)
    assert QApplication.focusWidget() is field
    qtbot.keyClicks(field, "xyz")
    qtbot.waitUntil(lambda: "Niets past hierbij" in words(page))


def test_with_many_the_page_is_there_at_once_and_fills_while_one_types(
    example_session: Session, on_screen: Callable[..., Any], qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("guidance_app.ui.pages.what_worked.AT_ONCE", 0)
    monkeypatch.setattr("guidance_app.ui.pages.what_worked.A_WHILE", 0)
    with example_session.read() as s:
        pupil = rows(s, "pupil")[0].id
    one = {"title": "Nog een", "verdict": "stop", "decision": "Houd op met kleuren"}
    example_session.do(Edit("more", lambda s: [edits.add("experiment", pupil, **one).apply(s) for _ in range(60)]))
    made: WhatWorkedPage = on_screen(WhatWorkedPage(example_session))
    made.refresh()
    assert "van de 63 proefjes gelezen" in " ".join(one.text() for one in made.findChildren(QLabel) if one.isVisible())
    qtbot.keyClicks(QApplication.focusWidget(), "kleuren")
    qtbot.waitUntil(lambda: "Houd op met kleuren" in words(made))  # the new lines are visible a moment after they are made
    assert "60 proefjes" in words(made)


def test_one_line_is_copied_and_that_is_noted_but_not_of_whom(page: WhatWorkedPage, qtbot: Any) -> None:
    copy = next(w for w in page.findChildren(QWidget) if w.objectName() == "copy/1")
    qtbot.keyClick(copy, Qt.Key.Key_Space)
    told = QGuiApplication.clipboard().text()
    assert told.startswith("Kiezen + timer. Taakgericht werken")
    assert "\n" not in told
    assert "De regel staat op het klembord." in words(page)


def test_it_follows_what_is_decided(page: WhatWorkedPage, settled: Any) -> None:
    with page.session.read() as s:
        one = rows(s, "experiment")[0].id
    page.session.do(edits.change("experiment", one, "verdict", None))
    settled(page)
    assert "Kiezen + timer" not in words(page)


def test_an_empty_store_says_what_comes_here(new_session: Session, on_screen: Callable[..., Any]) -> None:
    assert "Er is nog niets besloten" in words(on_screen(WhatWorkedPage(new_session)))


def test_everything_has_a_name_and_fits_at_twice_the_size(page: WhatWorkedPage, unnamed: Any, clipped: Any, settled: Any) -> None:
    assert unnamed(page) == []
    look.resize(2.0)
    settled(page)
    QApplication.processEvents()
    assert clipped(page) == []


def test_it_is_reached_from_start_from_the_pupils_and_by_its_name(open_example: Any, qtbot: Any) -> None:
    desk = Desk(open_example(), lambda: None)
    qtbot.addWidget(desk.window)
    for place in ("start", "pupils"):
        desk.window.go(place)
        links = [w for w in desk.window.page.findChildren(QWidget) if w.accessibleName() == "Wat werkte voor wie"]  # type: ignore[union-attr]
        links[0].click()  # type: ignore[attr-defined]
        assert desk.window.here[0] == "worked"
    desk.window.go("start")
    next(entry for entry in desk.window.entries() if entry.words == "Wat werkte voor wie").run()
    assert desk.window.here[0] == "worked"
    desk.finish()
