"""What the plan editor tells: where each part comes from, that typing shows what saving will give, and lines as one act."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import example as example_of
from hypothesis import strategies as st

from guidance_app import edits, example
from guidance_app.base.errors import Problem
from guidance_app.edits import plans
from guidance_app.example.builder import Builder
from guidance_app.queries.joint_editor import joint_editor
from guidance_app.queries.plan_editor import PlanPart, parents_editor, plan_state, pupil_editor, section_lines
from guidance_app.queries.plan_text import joint_plan_text, parent_plan_text
from guidance_app.queries.read import row, rows
from guidance_app.workspace import Workspace, create

pytestmark = pytest.mark.thorough

TODAY = example.TODAY


@pytest.fixture
def mark(example_builder: Builder, open_example: Callable[[], Workspace]) -> Iterator[tuple[Workspace, str]]:
    workspace = open_example()
    yield workspace, example_builder.pupil
    workspace.close()


@pytest.fixture
def noor(tmp_path: Path) -> Iterator[tuple[Workspace, str]]:
    """A pupil of whom only the first name is known."""
    workspace = create(tmp_path / "Kast", example.KEY, "Petra Schijn", "sen_coordinator", today=TODAY)
    yield workspace, workspace.do(edits.add("pupil", first_name="Noor"))
    workspace.close()


def parents(workspace: Workspace, pupil: str, left_out: frozenset[str] = frozenset()) -> Any:
    with workspace.read() as s:
        return parents_editor(s, pupil, TODAY, left_out)


def part(found: Any, key: str) -> PlanPart:
    return next(one for one in found.parts if one.key == key)


def ids(workspace: Workspace, section: str) -> dict[str, str]:
    with workspace.read() as s:
        return {line.text: line.id for line in rows(s, "sheet_line", section=section)}


def test_every_part_says_where_its_text_comes_from(mark: tuple[Workspace, str]) -> None:
    told = {one.key: one.source for one in parents(*mark).parts}
    assert told["good"] == "3 zinnen"
    assert told["says"] == "kindgesprek 18 september"
    assert told["talk"] == "dinsdag 9 juni 2026, 15.00 uur"
    assert told["never"] == "nooit in het plan voor ouders"


def test_without_own_sentences_a_part_follows_goals_and_measures(mark: tuple[Workspace, str]) -> None:
    workspace, pupil = mark
    for key in ("wanted", "home", "school"):
        workspace.do(edits.remove("sheet_section", part(parents(*mark), key).section))
    found = parents(workspace, pupil)
    assert (part(found, "wanted").source, part(found, "home").source) == ("uit de doelen", "5 maatregelen")
    assert part(found, "school").lines == tuple(doing.what for doing in found.view.school)
    assert part(found, "wanted").can_write


def test_own_sentences_begin_with_the_text_there_was(mark: tuple[Workspace, str]) -> None:
    workspace, pupil = mark
    workspace.do(edits.remove("sheet_section", part(parents(*mark), "wanted").section))
    before = part(parents(*mark), "wanted")
    workspace.do(plans.write_section(pupil, "parents", before.heading, before.lines))
    after = part(parents(*mark), "wanted")
    assert after.section
    assert after.lines == before.lines
    with pytest.raises(Problem):
        workspace.do(plans.write_section(pupil, "parents", before.heading, ()))


@pytest.mark.parametrize("key", ["good", "hard", "wanted", "home", "school", "pupil"])
def test_what_is_being_typed_makes_the_page_that_saving_it_makes(mark: tuple[Workspace, str], key: str) -> None:
    workspace, pupil = mark
    before = parents(workspace, pupil)
    lines = ("Het licht gaat om 10 uur uit.", "", "  Iets  nieuws zonder maatregel. ", *part(before, key).lines[:1])
    workspace.do(plans.set_lines(part(before, key).section, lines))
    assert before.with_lines(key, lines) == parents(workspace, pupil).view


def test_a_part_that_is_left_out_keeps_its_sentences_but_is_not_on_the_page(mark: tuple[Workspace, str]) -> None:
    found = parents(*mark, frozenset({"Dit is lastig"}))
    assert found.view.hard == ()
    assert (part(found, "hard").source, part(found, "hard").left_out) == ("staat uit", True)
    assert len(part(found, "hard").lines) == 3


def test_a_heading_of_somebodys_own_is_a_part_too(mark: tuple[Workspace, str]) -> None:
    workspace, pupil = mark
    workspace.do(plans.write_section(pupil, "parents", "Dit doet opa", ["Opa leest voor."]))
    found = parents(workspace, pupil)
    assert part(found, "other/Dit doet opa").lines == ("Opa leest voor.",)
    assert found.with_lines("other/Dit doet opa", ["Opa rijdt."]).others == (("Dit doet opa", ("Opa rijdt.",)),)


def test_lines_that_stay_keep_their_record_whatever_is_put_between_them(mark: tuple[Workspace, str]) -> None:
    workspace, _ = mark
    section = part(parents(*mark), "good").section
    before = ids(workspace, section)
    wanted = ["Mark kan goed samenwerken.", "Nieuw.", "Mark praat goed en weet veel.", "Mark heeft goede ideeën."]
    workspace.do(plans.set_lines(section, wanted))
    after = ids(workspace, section)
    assert list(after) == wanted
    assert {text: after[text] for text in before} == before
    workspace.undo()
    assert ids(workspace, section) == before


def test_a_changed_line_is_a_change_of_its_record(mark: tuple[Workspace, str]) -> None:
    workspace, _ = mark
    section = part(parents(*mark), "good").section
    before = list(ids(workspace, section).values())
    workspace.do(
        plans.set_lines(section, ["Mark praat goed en weet veel.", "Mark bedenkt van alles.", "Mark kan goed samenwerken."])
    )
    assert list(ids(workspace, section).values()) == before


MOST = settings.default.max_examples // 5  # each writes up to nine acts in the one store of this test
LINES = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "a", " ", ""]), max_size=7)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=MOST)
@example_of([["a", "a"], ["b", "a", "a"]])
@given(st.lists(LINES, min_size=1, max_size=3))
def test_the_lines_are_always_what_was_typed_and_undo_brings_the_last_ones_back(
    mark: tuple[Workspace, str], typed: list[list[str]]
) -> None:
    workspace, _ = mark
    section = part(parents(*mark), "good").section
    for lines in typed:
        with workspace.read() as s:
            before = section_lines(s, section)
        workspace.do(plans.set_lines(section, lines))
        with workspace.read() as s:
            after = section_lines(s, section)
        assert after == tuple(line for line in lines if line.strip())
        if after != before:
            workspace.undo()
            with workspace.read() as s:
                assert section_lines(s, section) == before
            workspace.redo()


def test_a_line_that_is_too_long_is_refused_and_nothing_is_changed(mark: tuple[Workspace, str]) -> None:
    workspace, _ = mark
    section = part(parents(*mark), "good").section
    before = ids(workspace, section)
    with pytest.raises(Problem):
        workspace.do(plans.set_lines(section, ["Nieuw.", "x" * 400]))
    assert ids(workspace, section) == before


def test_a_new_version_is_a_draft_of_today_and_one_act(mark: tuple[Workspace, str]) -> None:
    workspace, pupil = mark
    with workspace.read() as s:
        state = plan_state(s, pupil, TODAY)
    workspace.do(edits.change("plan", state.plan, "status", "adopted"))
    made = workspace.do(plans.new_version(state.plan, TODAY))
    with workspace.read() as s:
        now, line = plan_state(s, pupil, TODAY), row(s, "plan_version", made)
        assert (now.words, line.date, line.version) == ("Versie 4, concept", TODAY, 4)
        assert parents_editor(s, pupil, TODAY).view.date == TODAY
    workspace.undo()
    with workspace.read() as s:
        assert plan_state(s, pupil, TODAY).words == "Versie 3, vastgesteld"


def test_after_a_new_version_everybody_is_asked_again_and_old_answers_stay(mark: tuple[Workspace, str]) -> None:
    workspace, pupil = mark
    with workspace.read() as s:
        state = plan_state(s, pupil, TODAY)
        found = joint_editor(s, pupil, TODAY, state)
    assert [one.words for one in found.missing] == [
        "Moeder, instemming handelingsdeel",
        "Vader, instemming handelingsdeel",
        "Mark, gehoord",
        "Anouk, ondertekening school",
    ]
    assert len(found.given) == 6
    assert not any(one.now for one in found.given)
    mother = found.missing[0]
    workspace.do(edits.add("approval", pupil, plan=state.plan, by=mother.by, kind=mother.kind, version=3, result="akkoord"))
    with workspace.read() as s:
        found = joint_editor(s, pupil, TODAY, state)
    assert (found.given[0].result, found.given[0].now) == ("akkoord", True)
    assert mother not in found.missing


def test_test_scores_are_named_as_never_shown_and_stand_nowhere_in_the_plans(mark: tuple[Workspace, str]) -> None:
    workspace, pupil = mark
    with workspace.read() as s:
        joint = joint_editor(s, pupil, TODAY, plan_state(s, pupil, TODAY))
    texts = joint_plan_text(joint.view) + parent_plan_text(parents(*mark).view)
    for found in (parents(*mark), joint):
        assert part(found, "never").never
    assert not any(word in texts for word in ("WISC", "IQ", "BRIEF", "percentiel"))


def test_the_text_of_the_plan_has_all_its_sentences(mark: tuple[Workspace, str]) -> None:
    found = parents(*mark)
    text = parent_plan_text(found.view)
    written = [line for one in found.parts if one.section for line in one.lines]
    assert len(written) == 19
    assert [line for line in written if line not in text] == []


def test_the_child_has_a_plan_of_its_own(mark: tuple[Workspace, str]) -> None:
    workspace, pupil = mark
    with workspace.read() as s:
        found = pupil_editor(s, pupil)
    assert (found.title, found.parts[0].source) == ("Mijn plan", "5 zinnen")
    assert found.with_lines(found.parts[0].key, ["Ik lees."]) == ("Ik lees.",)


def test_with_only_a_first_name_a_plan_can_be_made_in_one_act(noor: tuple[Workspace, str]) -> None:
    workspace, pupil = noor
    with workspace.read() as s:
        assert plan_state(s, pupil, TODAY).words == ""
    workspace.do(plans.new_plan(pupil, TODAY))
    with workspace.read() as s:
        state = plan_state(s, pupil, TODAY)
        joint = joint_editor(s, pupil, TODAY, state)
        own = pupil_editor(s, pupil)
    found = parents(workspace, pupil)
    assert state.words == "Versie 1, concept"
    assert (found.view.title, joint.view.title) == ("Het plan voor Noor", "Ondersteuningsplan voor Noor")
    assert [one.source for one in found.parts][:4] == ["nog leeg", "nog niet gevraagd", "nog leeg", "nog geen doelen"]
    assert own.parts[0].section
    workspace.undo()
    with workspace.read() as s:
        assert not plan_state(s, pupil, TODAY).has_sheets


def test_without_a_plan_for_parents_the_page_is_made_of_the_records(mark: tuple[Workspace, str]) -> None:
    workspace, _ = mark
    workspace.do(edits.remove("sheet", parents(*mark).sheet))
    found = parents(*mark)
    assert found.sheet == ""
    assert found.view.home
    assert part(found, "good").can_write
