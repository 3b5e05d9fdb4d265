"""Mark's own file on paper: what his parents, he himself and school get to see."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import _mark
import pytest
from _reading import letter_sizes, squeezed, text, texts

from guidance_app.base.errors import Problem
from guidance_app.queries.file_view import whole_file_view
from guidance_app.queries.plan import Doing, JointPlan, ParentPlan, WholeFile
from guidance_app.queries.plan_views import joint_plan_view, parent_plan_view
from guidance_app.queries.read import rows
from guidance_app.report.sections.joint_plan import joint_plan
from guidance_app.report.sections.parent_plan import fits, parent_plan
from guidance_app.report.sections.whole_file import whole_file
from guidance_app.workspace import Workspace


@pytest.fixture(scope="module")
def pupil(mark: Workspace) -> str:
    with mark.read() as s:
        return rows(s, "pupil")[0].id


@pytest.fixture(scope="module")
def joint(mark: Workspace, pupil: str) -> JointPlan:
    with mark.read() as s:
        return joint_plan_view(s, pupil, mark.today)


@pytest.fixture(scope="module")
def parents(mark: Workspace, pupil: str) -> ParentPlan:
    with mark.read() as s:
        return parent_plan_view(s, pupil, mark.today)


@pytest.fixture(scope="module")
def copy(mark: Workspace, pupil: str) -> WholeFile:
    with mark.read() as s:
        return whole_file_view(s, pupil, mark.today)


def test_the_plan_for_parents_fits_on_one_page(parents: ParentPlan) -> None:
    assert fits(parent_plan(parents))


@pytest.mark.parametrize("more", range(1, 5))
def test_a_few_more_lines_still_fit_on_the_page_of_the_parents(parents: ParentPlan, more: int) -> None:
    made = parent_plan(replace(parents, wanted=(*parents.wanted, *("Mark doet nog iets.",) * more)))
    assert fits(made)
    assert min(letter_sizes(made.content)) >= 11
    assert text(made.content).count("Mark doet nog iets.") == more


def test_the_joint_plan_of_mark_is_on_four_pages(joint: JointPlan) -> None:
    made = joint_plan(joint)
    assert made.pages == 4
    assert min(letter_sizes(made.content)) >= 11


def test_the_signatures_are_not_alone_on_the_last_page(joint: JointPlan) -> None:
    last = texts(joint_plan(joint).content)[-1]
    assert "Ondertekening" in last
    assert "Afspraken" in last


def test_the_designed_page_fits_on_one_page() -> None:
    assert fits(parent_plan(_mark.parents()))


def test_a_plan_that_is_too_long_says_so(parents: ParentPlan) -> None:
    assert not fits(parent_plan(replace(parents, pupil=("Mark doet nog iets.",) * 30)))


def test_every_sentence_for_the_parents_is_on_their_page(parents: ParentPlan) -> None:
    words = text(parent_plan(parents).content)
    for sentence in (*parents.good, *parents.hard, *parents.wanted, *parents.pupil, parents.next_talk, "Dit doet u thuis"):
        assert sentence in words
    assert squeezed("Op schooldagen gaat het licht om 9 uur uit.") in squeezed(words)


def test_a_sentence_gets_who_and_when_from_the_measure_about_the_same(parents: ParentPlan) -> None:
    who = {doing.what: (doing.who, doing.when) for doing in parents.home + parents.school}
    assert who["Het scherm gaat om 8 uur uit."] == ("moeder en vader", "avond voor een schooldag")
    assert who["Mark gebruikt een timer."] == ("Anouk en Mark", "zelfstandig werken")
    assert who["Op schooldagen gaat het licht om 9 uur uit."] == ("", "")


def test_sections_can_be_left_out_of_the_plan_for_parents(mark: Workspace, pupil: str) -> None:
    with mark.read() as s:
        view = parent_plan_view(s, pupil, mark.today, frozenset({"Dit is lastig"}))
    assert view.hard == ()
    assert "Dit is lastig" not in text(parent_plan(view).content)


def test_the_child_comes_first(joint: JointPlan) -> None:
    words = text(joint_plan(joint).content)
    places = [words.index(part) for part in ("Dit zegt Mark", "Onze vragen", "Dit gaat goed", "Wie doet wat", "Ondertekening")]
    assert places == sorted(places)
    assert "zoals een onderzoeker" in words
    assert "Mark is gehoord op 8 januari 2026, in een gesprek met Anouk." in words


def test_only_what_the_child_shared_with_everybody_is_quoted(joint: JointPlan) -> None:
    words = text(joint_plan(joint).content)
    assert "stom is" not in words  # shared with school only
    assert "filmpjes in bed" not in words  # shared with the parents only
    assert "misschien voelt dat voor hem" not in words.casefold()  # an insight of the mother, not for Mark


def test_test_scores_diagnoses_and_surnames_stay_out_of_both_plans(joint: JointPlan, parents: ParentPlan) -> None:
    for content in (joint_plan(joint).content, parent_plan(parents).content):
        words = text(content)
        for forbidden in ("WISC", "BRIEF", "percentiel", "62 naar 68", "DMT 66", "ADHD", "Fictief", "2015", "Testers"):
            assert forbidden not in words, forbidden


def test_what_was_only_said_in_a_meeting_stays_there(joint: JointPlan) -> None:
    words = text(joint_plan(joint).content)
    assert "minder strijd" not in words
    assert "Plan verlengen tot juni 2026" in words


def test_home_and_school_have_the_measures_that_go_on(joint: JointPlan) -> None:
    assert [doing.what for doing in joint.home][:2] == ["Slaapkaart invullen", "Scherm uit om 20.00 uur"]
    assert "Werkgeheugentraining" not in [doing.what for doing in joint.school]
    assert len(joint.school) == 4


def test_goals_say_where_they_are_and_where_they_go(joint: JointPlan) -> None:
    (running,) = joint.goals
    assert (running.now, running.target) == ("2 dagen van 5 op 12 februari 2026", "4 dagen van 5 op 9 juni 2026")
    reached = {goal.title: goal for goal in joint.reached}
    assert reached["Taakgericht werken bij rekenen"].result == "behaald, 78%"
    assert reached["Taakgericht werken bij rekenen"].series is not None
    assert reached["Licht uit om 21.00 uur"].series is None  # what was measured has another unit
    assert reached["Vlotter woorden lezen (DMT)"].target == ""


def test_each_part_of_the_plan_has_its_own_signatures(joint: JointPlan) -> None:
    assert [(part.what, len(part.names)) for part in joint.signing] == [
        ("Akkoord met het handelingsdeel", 2), ("Gezien", 2), ("Gehoord", 1),
    ]  # fmt: skip
    words = text(joint_plan(joint).content)
    assert "Hier denken we anders over" in words
    assert "Moeder, instemming handelingsdeel, versie 2, 17 november 2025" in words


def test_a_plan_shows_its_version_its_history_and_that_it_is_a_concept(joint: JointPlan) -> None:
    pages = texts(joint_plan(joint).content)
    assert all("versie 3, concept, 12 februari 2026" in page for page in pages)
    assert "eerste plan uit het startgesprek" in pages[-1]
    assert "concept" not in text(joint_plan(replace(joint, draft=False, versions=())).content)


def test_next_talk_and_opp_are_in_the_plan(joint: JointPlan) -> None:
    words = text(joint_plan(joint).content)
    assert "Volgende keer dinsdag 9 juni 2026, 15.00 uur" in words
    assert "Is een OPP nodig? Nu niet. Besproken op 9 oktober 2025" in words


def test_a_child_that_was_not_asked_is_never_silently_left_out(joint: JointPlan) -> None:
    words = text(joint_plan(replace(joint, said=(), heard="")).content)
    assert "We hebben het Mark nog niet gevraagd." in words


def test_empty_parts_leave_no_headings() -> None:
    bare = JointPlan(first_name="Mark", title="Plan", about="", date=dt.date(2026, 1, 1))
    words = text(joint_plan(bare).content)
    assert "Van obstakel naar bouwsteen" not in words
    assert "Volgende keer nog af te spreken" in words


def test_a_pupil_without_a_plan_gets_a_sentence_and_no_empty_paper(mark: Workspace) -> None:
    with mark.read() as s, pytest.raises(Problem):
        joint_plan_view(s, "nobody", mark.today)


def test_the_copy_for_the_parents_says_what_is_not_in_it(copy: WholeFile) -> None:
    words = text(whole_file(copy).content)
    assert "Eén onderdeel staat niet in deze kopie" in words
    assert "stom is" not in words


def test_the_copy_for_the_parents_holds_their_scores_and_everything_else(copy: WholeFile) -> None:
    words = text(whole_file(copy).content)
    for part in (
        "WISC-V-NL",
        "Verbaal Begrip Index",
        "Diagnose ADHD",
        "filmpjes in bed",
        "minder strijd",
        "Werkgeheugentraining",
    ):
        assert part in words


def test_the_file_of_the_adviser_is_complete(mark: Workspace, pupil: str) -> None:
    with mark.read() as s:
        view = whole_file_view(s, pupil, mark.today, "whole_file")
    words = text(whole_file(view).content)
    assert "stom is" in words
    assert "staat niet in deze kopie" not in words


def test_a_measure_without_words_for_it_gets_a_plain_pictogram() -> None:
    plan = replace(_mark.parents(), home=(Doing("Papa kookt.", pictogram="circle-dot"),))
    assert "Papa kookt." in text(parent_plan(plan).content)
