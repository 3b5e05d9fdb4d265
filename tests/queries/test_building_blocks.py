"""What the page of building blocks reads: rows, what they lead to, and which measures belong to them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from guidance_app import edits, example
from guidance_app.edits.building_blocks import add_block, add_tied, tie, untie
from guidance_app.edits.goals import add_measure
from guidance_app.queries.building_blocks import BuildingBlocks, building_blocks, short
from guidance_app.workspace import Workspace, create


@pytest.fixture(scope="module")
def mark(built: tuple[Workspace, str]) -> BuildingBlocks:
    return view(*built)


@pytest.fixture
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, str, str]]:
    """A store with one pupil and one obstacle."""
    workspace = create(tmp_path_factory.mktemp("kast"), example.KEY, "Petra Schijn", "sen_coordinator", today=example.TODAY)
    pupil = workspace.do(edits.add("pupil", first_name="Noor"))
    yield workspace, pupil, workspace.do(add_block(pupil, "Ik durf niet."))
    workspace.close()


def view(workspace: Workspace, pupil: str) -> BuildingBlocks:
    with workspace.read() as s:
        return building_blocks(s, pupil)


def test_the_six_obstacles_of_the_example_stand_in_their_order(mark: BuildingBlocks) -> None:
    assert [block.obstacle for block in mark.blocks][::5] == ["Ik ben langzaam.", "Jullie bedenken het, niet ik."]


def test_needs_come_first_then_goals_then_experiments(mark: BuildingBlocks) -> None:
    steps = mark.blocks[2].steps
    assert [step.table for step in steps] == ["need", "goal", "experiment"]
    assert (steps[0].heading, steps[2].heading) == ("Mark heeft teksten nodig die …", "Proefje 2")
    assert steps[1].about == "begin 5  ·  nu 7,8  ·  12 februari"


def test_measures_belong_through_a_goal_or_because_the_block_leads_to_them(mark: BuildingBlocks) -> None:
    through_goal, led_to = mark.blocks[2], mark.blocks[1]
    assert [m.title for m in through_goal.school] == ["Meeluisteren bij lezen", "Tekst vooraf lezen"]
    assert led_to.goals == ()
    assert [m.title for m in led_to.school] == ["Twee stappen tegelijk"]


def test_what_is_deliberately_not_used_belongs_to_no_block(mark: BuildingBlocks) -> None:
    shown = [m.title for block in mark.blocks for m in (*block.home, *block.school)]
    assert "Werkgeheugentraining" not in shown


def test_what_a_block_uses_is_said_in_its_first_words(mark: BuildingBlocks) -> None:
    assert mark.blocks[2].uses_words == "sterk met woorden"
    assert [short(words) for words in ("OPP is er.", "Rust: veel", "x")] == ["OPP is er", "rust", "x"]


def test_a_factor_that_already_has_a_building_block_is_not_offered_again(mark: BuildingBlocks) -> None:
    assert mark.hindering == ()
    assert len(mark.helping) == 4


def test_sentence_starters_name_the_child_and_the_teacher(mark: BuildingBlocks) -> None:
    starters = [words for _, words in mark.stems]
    assert "Mark heeft instructie nodig die …" in starters
    assert not [words for words in starters if "{" in words]


def test_a_measure_for_a_block_without_goals_is_what_the_block_leads_to(fresh: tuple[Workspace, str, str]) -> None:
    workspace, pupil, block = fresh
    workspace.do(add_measure(pupil, {"title": "Oefenen met juf", "place": "school"}, (), block))
    assert [m.title for m in view(workspace, pupil).blocks[0].school] == ["Oefenen met juf"]
    workspace.undo()
    assert view(workspace, pupil).blocks[0].school == ()


def test_what_is_tied_can_be_taken_away_and_stays_in_the_file(fresh: tuple[Workspace, str, str]) -> None:
    workspace, pupil, block = fresh
    goal = workspace.do(add_tied(block, "goal", title="Durven vragen"))
    assert view(workspace, pupil).blocks[0].goals == (goal,)
    workspace.do(untie(block, "goal", goal))
    found = view(workspace, pupil)
    assert (found.blocks[0].goals, [one.id for one in found.goals]) == ((), [goal])


def test_what_is_tied_already_is_not_tied_twice(fresh: tuple[Workspace, str, str]) -> None:
    workspace, pupil, block = fresh
    goal = workspace.do(add_tied(block, "goal", title="Durven vragen"))
    workspace.do(tie(block, "goal", goal))
    assert view(workspace, pupil).blocks[0].goals == (goal,)


def test_a_goal_that_is_removed_disappears_from_the_block(fresh: tuple[Workspace, str, str]) -> None:
    workspace, pupil, block = fresh
    workspace.do(edits.remove("goal", workspace.do(add_tied(block, "goal", title="Durven vragen"))))
    assert view(workspace, pupil).blocks[0].steps == ()
