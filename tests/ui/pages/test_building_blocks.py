"""The page of building blocks, as a person works on it: with the keyboard, in the example."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from guidance_app import edits
from guidance_app.queries.building_blocks import BuildingBlocks, building_blocks
from guidance_app.ui.look import look
from guidance_app.ui.pages.building_blocks import BuildingBlocksPage
from guidance_app.ui.pages.building_blocks.links import Links
from guidance_app.ui.pages.tile import Tile
from guidance_app.ui.session import Session

Show = Callable[..., Any]
SLOW, FORGETS, READING = 0, 1, 2


@pytest.fixture
def page(example_session: Session, example_pupil: str, on_screen: Show) -> BuildingBlocksPage:
    return on_screen(BuildingBlocksPage(example_session, example_pupil))


def now(page: BuildingBlocksPage) -> BuildingBlocks:
    with page.session.read() as s:
        return building_blocks(s, page.pupil)


def focus_of() -> Any:
    return QApplication.focusWidget()


def obstacle(page: BuildingBlocksPage, at: int) -> Tile:
    return page.findChild(Tile, f"building_block/{page.view.blocks[at].id}/obstacle")


def go(page: BuildingBlocksPage, at: int, qtbot: Any) -> None:
    """Put the keyboard on an obstacle."""
    page.go_to(f"building_block/{page.view.blocks[at].id}/obstacle")
    qtbot.waitUntil(lambda: focus_of() is obstacle(page, at))


def test_enter_on_an_obstacle_opens_it_with_the_cursor_in_its_building_block(page: BuildingBlocksPage, qtbot: Any) -> None:
    go(page, READING, qtbot)
    qtbot.keyClick(focus_of(), Qt.Key.Key_Return)
    assert page.opened == now(page).blocks[READING].id
    assert focus_of().objectName() == f"building_block/{page.opened}/block"
    assert focus_of().toPlainText() == now(page).blocks[READING].block


def test_what_is_written_is_kept_with_ctrl_enter_and_comes_back_with_undo(
    page: BuildingBlocksPage, qtbot: Any, settled: Any
) -> None:
    before = now(page).blocks[FORGETS].block
    page.open(now(page).blocks[FORGETS].id)
    qtbot.keyClicks(focus_of(), " Samen.")
    qtbot.keyClick(focus_of(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(page)
    assert now(page).blocks[FORGETS].block == f"{before} Samen."
    qtbot.waitUntil(lambda: focus_of() is obstacle(page, FORGETS))
    page.session.undo()
    assert now(page).blocks[FORGETS].block == before


def test_a_new_obstacle_is_opened_to_write_its_building_block(page: BuildingBlocksPage, qtbot: Any) -> None:
    page.handlers()["new"]()
    qtbot.keyClicks(focus_of(), "Het is te druk.")
    qtbot.keyClick(focus_of(), Qt.Key.Key_Return)
    made = now(page).blocks[-1]
    assert (made.obstacle, made.block) == ("Het is te druk.", "")
    assert focus_of().objectName() == f"building_block/{made.id}/block"
    qtbot.keyClicks(focus_of(), "Jij kiest je plek.")
    page.session.finish_typing()
    assert now(page).blocks[-1].block == "Jij kiest je plek."


def test_an_obstacle_from_what_makes_it_hard_is_first_put_in_the_pupils_words(page: BuildingBlocksPage, qtbot: Any) -> None:
    factor = page.session.do(edits.add("factor", page.pupil, kind="hinders", area="school", text="Geluid leidt af."))
    page.open_panel("obstacle")
    next(b for b in page.findChildren(type(page.opener("", ""))) if b.accessibleName() == "Geluid leidt af.").click()
    made = now(page).blocks[-1]
    assert focus_of().objectName() == f"building_block/{made.id}/obstacle"
    focus_of().selectAll()
    qtbot.keyClicks(focus_of(), "Ik hoor alles.")
    page.session.finish_typing()
    with page.session.read() as s:
        kept = edits.records.get(s, "building_block", made.id)
        assert (kept.obstacle, kept.obstacle_factor) == ("Ik hoor alles.", factor)


def test_ctrl_and_an_arrow_move_a_row_and_keep_the_focus_on_it(page: BuildingBlocksPage, qtbot: Any, settled: Any) -> None:
    first, second, *_ = [block.id for block in now(page).blocks]
    go(page, SLOW, qtbot)
    qtbot.keyClick(focus_of(), Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    settled(page)
    assert [block.id for block in now(page).blocks][:2] == [second, first]
    assert focus_of().objectName() == f"building_block/{first}/obstacle"
    qtbot.keyClick(focus_of(), Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert [block.id for block in now(page).blocks][:2] == [first, second]


def test_the_first_row_does_not_move_further_up(page: BuildingBlocksPage, qtbot: Any) -> None:
    before = page.session.undo_text()
    go(page, SLOW, qtbot)
    qtbot.keyClick(focus_of(), Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert page.session.undo_text() == before


def test_delete_takes_an_obstacle_away_and_undo_brings_it_back(page: BuildingBlocksPage, qtbot: Any, settled: Any) -> None:
    before = [block.id for block in now(page).blocks]
    go(page, FORGETS, qtbot)
    qtbot.keyClick(focus_of(), Qt.Key.Key_Delete)
    settled(page)
    assert [block.id for block in now(page).blocks] == [before[0], *before[2:]]
    qtbot.waitUntil(lambda: focus_of().objectName() == f"building_block/{before[2]}/obstacle")
    page.session.undo()
    assert [block.id for block in now(page).blocks] == before


def test_arrows_walk_over_the_tiles(page: BuildingBlocksPage, qtbot: Any) -> None:
    go(page, FORGETS, qtbot)
    qtbot.keyClick(focus_of(), Qt.Key.Key_Down)
    assert focus_of() is obstacle(page, READING)
    qtbot.keyClick(focus_of(), Qt.Key.Key_Right)
    assert focus_of().objectName() == f"building_block/{page.view.blocks[READING].id}/block"


def test_a_measure_is_added_in_two_steps_in_ones_own_words(page: BuildingBlocksPage, qtbot: Any) -> None:
    block = now(page).blocks[READING]
    page.open(block.id)
    page.open_panel("measure")
    qtbot.keyClick(focus_of(), Qt.Key.Key_Space)  # at home
    qtbot.keyClicks(focus_of(), "Luisterboek in de auto")
    qtbot.keyClick(focus_of(), Qt.Key.Key_Return)
    assert [m.title for m in now(page).blocks[READING].home] == ["Luisterboek in de auto"]
    assert page.panel == f"measure/{now(page).blocks[READING].home[0].id}"
    assert focus_of().toPlainText() == "Luisterboek in de auto"


def test_a_measure_from_the_library_keeps_its_evidence_and_source(page: BuildingBlocksPage, qtbot: Any) -> None:
    page.open(now(page).blocks[READING].id)
    page.open_panel("measure")
    qtbot.keyClick(focus_of(), Qt.Key.Key_Space)
    qtbot.keyClicks(focus_of(), "beloning")
    qtbot.keyClick(focus_of(), Qt.Key.Key_Down)
    qtbot.keyClick(focus_of(), Qt.Key.Key_Return)
    made = now(page).blocks[READING].home[0]
    assert made.evidence
    assert "Bron" in made.source
    page.session.undo()
    assert now(page).blocks[READING].home == ()


def test_a_need_with_a_sentence_starter_belongs_to_the_open_block(page: BuildingBlocksPage, qtbot: Any) -> None:
    page.open(now(page).blocks[3].id)
    page.open_panel("need")
    qtbot.keyClick(focus_of(), Qt.Key.Key_Down)
    qtbot.keyClick(focus_of(), Qt.Key.Key_Tab)
    qtbot.keyClicks(focus_of(), "hem rust geven.")
    qtbot.keyClick(focus_of(), Qt.Key.Key_Return)
    step = now(page).blocks[3].steps[0]
    assert (step.table, step.text) == ("need", "hem rust geven.")
    assert step.heading == page.view.stems[1][1]


def test_delete_on_a_goal_takes_it_away_from_the_block_and_keeps_it_in_the_file(
    page: BuildingBlocksPage, qtbot: Any, settled: Any
) -> None:
    block = now(page).blocks[READING]
    page.open(block.id)
    goal = block.goals[0]
    page.go_to(f"goal/{goal}/title")
    qtbot.keyClick(page.findChild(Tile, f"goal/{goal}/title"), Qt.Key.Key_Delete)
    settled(page)
    assert now(page).blocks[READING].goals == ()
    assert goal in [one.id for one in now(page).goals]


def test_choosing_what_a_block_uses_shows_it_in_short_words(page: BuildingBlocksPage, qtbot: Any, settled: Any) -> None:
    page.open(now(page).blocks[READING].id)
    page.open_panel("uses")
    qtbot.keyClick(focus_of(), Qt.Key.Key_Space)  # takes the first away
    settled(page)
    assert now(page).blocks[READING].uses_words == ""
    page.session.undo()
    assert now(page).blocks[READING].uses_words == "sterk met woorden"


def test_leaving_a_field_makes_it_text_again(page: BuildingBlocksPage, qtbot: Any) -> None:
    block = page.view.blocks[SLOW]
    page.write("building_block", block.id, "obstacle")
    qtbot.keyClicks(focus_of(), " Soms.")
    qtbot.keyClick(focus_of(), Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: obstacle(page, SLOW) is not None and not page.writing)
    assert now(page).blocks[SLOW].obstacle == f"{block.obstacle} Soms."


def test_an_obstacle_without_words_is_refused_and_its_field_stays(page: BuildingBlocksPage, qtbot: Any, settled: Any) -> None:
    block = page.view.blocks[SLOW]
    page.write("building_block", block.id, "obstacle")
    focus_of().selectAll()
    qtbot.keyClick(focus_of(), Qt.Key.Key_Delete)
    qtbot.keyClick(focus_of(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(page)
    assert page.writing
    assert focus_of().accessibleDescription()
    assert now(page).blocks[SLOW].obstacle == block.obstacle


def test_the_chain_stands_beside_the_open_row_and_under_it_where_there_is_no_room(
    page: BuildingBlocksPage, qapp: QApplication
) -> None:
    board = page.findChild(Links).parentWidget()
    goal = page.findChild(Tile, f"goal/{page.view.blocks[SLOW].goals[0]}/title")
    assert goal.mapTo(board, goal.rect().topLeft()).x() > board.width() / 2
    page.resize(900, 600)
    qapp.processEvents()
    assert goal.mapTo(board, goal.rect().topLeft()).x() < board.width() / 2
    below = page.findChild(Tile, f"building_block/{page.view.blocks[FORGETS].id}/block")
    assert goal.mapTo(board, goal.rect().bottomLeft()).y() < below.mapTo(board, below.rect().topLeft()).y()


@pytest.mark.parametrize(
    ("text", "width"),
    [(1.0, 1180), pytest.param(1.0, 940, marks=pytest.mark.thorough), pytest.param(2.0, 940, marks=pytest.mark.thorough)],
)
def test_everything_has_a_name_and_nothing_is_cut_off(
    page: BuildingBlocksPage, qapp: QApplication, unnamed: Any, clipped: Any, settled: Any, text: float, width: int
) -> None:
    look.apply(qapp, text=text)
    settled(page)
    page.resize(width, 560)
    for panel in ("", "measure", "need", "goal", "uses", "obstacle"):
        page.open_panel(panel)
        qapp.processEvents()
        assert unnamed(page) == []
        assert clipped(page) == []


def test_a_new_pupil_is_told_what_belongs_here_and_can_begin_at_once(
    new_session: Session, new_pupil: str, on_screen: Show, qtbot: Any
) -> None:
    page = on_screen(BuildingBlocksPage(new_session, new_pupil))
    assert "Noor" in " ".join(label.text() for label in page.findChildren(QLabel))
    page.go_to("open:obstacle")
    qtbot.keyClick(focus_of(), Qt.Key.Key_Space)
    qtbot.keyClicks(focus_of(), "Ik durf niet.")
    qtbot.keyClick(focus_of(), Qt.Key.Key_Return)
    assert [block.obstacle for block in now(page).blocks] == ["Ik durf niet."]


def test_the_words_of_people_are_never_markup(page: BuildingBlocksPage) -> None:
    evil = "<b>vet</b><img src=x>"
    block = page.view.blocks[SLOW]
    page.session.do(edits.change_many("building_block", block.id, {"obstacle": evil, "block": evil}))
    page.open(page.view.blocks[FORGETS].id)
    shown = [label for label in page.findChildren(QLabel) if evil in label.text()]
    assert len([label for label in shown if label.isVisible()]) == 2
    assert {label.textFormat() for label in shown} == {Qt.TextFormat.PlainText}
