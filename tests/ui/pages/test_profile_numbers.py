"""The profile page with and without numbers, and entering what a score is computed with."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from guidance_app import edits
from guidance_app.edits.assessments import correlate
from guidance_app.queries.read import rows
from guidance_app.ui.look import look
from guidance_app.ui.pages.profile import ProfilePage
from guidance_app.ui.session import Session

SCORES = re.compile(r"\b(116|107|123|103|85|80|P\d+|231|243)\b|\b\d+ op (de )?100\b")


@pytest.fixture
def page(example_session: Session, example_pupil: str, on_screen: Callable[..., Any]) -> ProfilePage:
    with example_session.read() as s:
        indexes = [one for one in rows(s, "score", example_pupil) if one.scale == "index" and one.abbreviation in ("VBI", "VSI")]
    for one in indexes:
        example_session.do(edits.change("score", one.id, "reliability", Decimal("0.91")))
    made: ProfilePage = on_screen(ProfilePage(example_session, example_pupil))
    side = made.side()
    side.setParent(made)
    side.setGeometry(884, 0, 296, 3000)
    side.show()
    return made


def told(widget: QWidget) -> str:
    """Everything that can be read, heard or shown by pointing in a part of the page."""
    QApplication.processEvents()
    QApplication.processEvents()
    every = [widget, *widget.findChildren(QWidget)]
    shown = [one for one in every if one.isVisible()]
    labels = [one.text() for one in shown if isinstance(one, QLabel)]
    return " | ".join([*labels, *(t for w in shown for t in (w.accessibleName(), w.accessibleDescription(), w.toolTip()) if t)])


def find(page: ProfilePage, name: str) -> Any:
    QApplication.processEvents()  # what was added just now is shown
    found = [w for part in (page._content, page.side()) for w in part.findChildren(QWidget, name) if w.isVisible()]
    assert found, name
    return found[-1]


def score(page: ProfilePage, abbreviation: str) -> Any:
    with page.session.read() as s:
        return next(one for one in rows(s, "score", page.pupil) if one.abbreviation == abbreviation)


def correlations(page: ProfilePage) -> list[Decimal]:
    with page.session.read() as s:
        return [one.value for one in rows(s, "correlation", page.pupil)]


def open_score(page: ProfilePage, abbreviation: str, settled: Any) -> Any:
    found = score(page, abbreviation)
    page.tests.open(found.assessment)
    page.tests._toggle(found.id)
    settled(page)
    QApplication.processEvents()
    return found


def type_in(qtbot: Any, field: Any, text: str) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_words_first_and_no_number_anywhere_until_asked(page: ProfilePage, qtbot: Any) -> None:
    axis = find(page, "profile axis")
    axis.setFocus()
    for _ in range(4):
        qtbot.keyClick(axis, Qt.Key.Key_Down)
        assert not SCORES.search(told(page.side())), told(page.side())
        assert not SCORES.search(told(find(page, "profile axis")))
    assert "Het verschil is echt (geen meetfout)." in told(page.side())
    assert not SCORES.search(told(find(page, "reading card")))


def test_numbers_bring_other_scales_and_the_share_and_hiding_them_takes_all_away(page: ProfilePage, settled: Any) -> None:
    verbal, speed = score(page, "VBI"), score(page, "VSI")
    page.session.do(correlate(verbal.id, speed.id, Decimal("0.45")))
    page.show_numbers(True)
    settled(page)
    assert "T-score (50/10)" in told(find(page, "conversions"))
    assert "en 2 op de 100 kinderen hebben zo'n verschil. In normaaltheorie." in told(page.side())
    assert "116 (107 tot 123)" in find(page, "profile axis")._spec.table[1][3]
    page.show_numbers(False)
    settled(page)
    assert not SCORES.search(told(page.side()))
    assert not SCORES.search(" ".join(cell for row in find(page, "profile axis")._spec.table for cell in row))


def test_the_drawer_opens_by_keyboard_and_names_method_version_and_inputs(page: ProfilePage, qtbot: Any, settled: Any) -> None:
    qtbot.keyClick(find(page, "expert scores"), Qt.Key.Key_Space)
    settled(page)
    words = told(find(page, "drawer"))
    for part in ("Interval van het verslag", "Versie 1.", "betrouwbaarheid 0,91", "Bonferroni", "In andere schalen"):
        assert part in words


def test_the_choice_is_remembered_with_the_store(page: ProfilePage, qtbot: Any, settled: Any) -> None:
    page.show_numbers(True)
    settled(page)
    again = ProfilePage(Session(page.session.workspace), page.pupil)
    qtbot.addWidget(again)
    assert again.numbers


def test_a_reliability_is_typed_with_its_meaning_beside_it_and_undone(page: ProfilePage, qtbot: Any, settled: Any) -> None:
    found = open_score(page, "WGI", settled)
    assert "In een verslag heet het betrouwbaarheid of alfa." in told(page._content)
    type_in(qtbot, find(page, f"score/{found.id}/reliability"), "0,88")
    settled(page)
    assert score(page, "WGI").reliability == Decimal("0.88")
    page.session.undo()
    assert score(page, "WGI").reliability is None


def test_an_impossible_reliability_is_refused_beside_its_field(page: ProfilePage, qtbot: Any, settled: Any) -> None:
    found = open_score(page, "WGI", settled)
    type_in(qtbot, find(page, f"score/{found.id}/reliability"), "88")
    assert "Dit getal kan hier niet" in told(page._content)
    assert score(page, "WGI").reliability is None


def test_a_correlation_is_typed_once_and_stands_with_both_scores(page: ProfilePage, qtbot: Any, settled: Any) -> None:
    verbal = open_score(page, "VBI", settled)
    speed = score(page, "VSI")
    type_in(qtbot, find(page, f"correlation/{verbal.id}/{speed.id}"), "0,45")
    settled(page)
    assert correlations(page) == [Decimal("0.45")]
    page.tests._toggle(speed.id)
    settled(page)
    assert "0,45" in [one.text() for one in page._content.findChildren(type(find(page, f"score/{speed.id}/reliability")))]
    page.session.undo()
    assert correlations(page) == []


@pytest.mark.thorough
def test_the_form_has_names_for_all_and_fits_at_twice_the_text(
    page: ProfilePage, unnamed: Any, clipped: Any, settled: Any
) -> None:
    open_score(page, "VBI", settled)
    page.expert = True
    page.show_numbers(True)
    settled(page)
    assert (unnamed(page), unnamed(page.side())) == ([], [])
    look.resize(2.0)
    page.resize(1290, 640)
    page.side().setGeometry(716, 0, 574, 9000)
    settled(page)
    QApplication.processEvents()
    assert (clipped(page), clipped(page.side())) == ([], [])
    assert page._content.widget().width() <= page._content.viewport().width()  # type: ignore[union-attr]


def test_an_interval_that_runs_the_wrong_way_is_said_under_its_score(page: ProfilePage, qtbot: Any, settled: Any) -> None:
    found = score(page, "WGI")
    page.tests.open(found.assessment)
    type_in(qtbot, find(page, f"score/{found.id}/high"), "70")
    settled(page)
    assert "Het interval in het dossier loopt niet van laag naar hoog" in told(page._content)
    page.session.undo()
    settled(page)
    assert "loopt niet van laag naar hoog" not in told(page._content)
