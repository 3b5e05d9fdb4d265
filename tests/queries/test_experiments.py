"""What the page of experiments says about measurements, and where a new one belongs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from guidance_app import edits, example
from guidance_app.base.errors import Problem
from guidance_app.edits.experiments import add_experiment, add_measurement, add_phase, decide
from guidance_app.queries.experiments import ExperimentsView, experiments
from guidance_app.queries.schedule import phase_on
from guidance_app.workspace import Workspace, create

TODAY = example.TODAY


@pytest.fixture(scope="module")
def mark(built: tuple[Workspace, str]) -> list[ExperimentsView]:
    """Mark's page with each of his three experiments open."""
    workspace, pupil = built
    with workspace.read() as s:
        return [experiments(s, pupil, item.id) for item in experiments(s, pupil).items]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Workspace]:
    made = create(tmp_path / "Kast", example.KEY, "Petra", "sen_coordinator", today=TODAY)
    yield made
    made.close()


@pytest.fixture
def noor(store: Workspace) -> str:
    return str(store.do(edits.add("pupil", first_name="Noor")))


@pytest.fixture
def begun(store: Workspace, noor: str) -> str:
    return str(store.do(add_experiment(noor, "Stil lezen", None, "school", "Woorden")))


def view_of(store: Workspace, pupil: str) -> ExperimentsView:
    with store.read() as s:
        return experiments(s, pupil)


def test_the_first_experiment_is_open_with_its_question(mark: list[ExperimentsView]) -> None:
    one = mark[0].open
    assert one is not None
    assert [item.state for item in mark[0].items] == ["doorgaan"] * 3
    assert (one.about, one.asker) == ("Proefje 1 van 3, bedacht door Mark", "vraag van Mark")
    assert [(p.letter, p.filled, p.label) for p in one.phases] == [
        ("A", False, "Gewoon"), ("B", True, "Kiezen + timer"), ("A", False, "Weer gewoon"), ("B", True, "Kiezen + timer"),
    ]  # fmt: skip


def test_a_chart_says_what_is_seen_and_what_the_design_cannot_show(mark: list[ExperimentsView]) -> None:
    one, three = mark[0].open, mark[2].open
    assert one is not None
    assert three is not None
    assert (
        one.outcomes[0].reading.sentence == "Met kiezen + timer lag het midden beide keren hoger, en toen dat stopte, zakte het."
    )
    assert [o.name for o in three.outcomes] == ["Batterij in de ochtend", "Licht uit", "Uren in bed"]
    assert three.outcomes[1].reading.sentence == "Met slaapkaart lag het midden vroeger: 20.50, eerst 22.05."
    assert "niet te zien waardoor" in three.outcomes[0].reading.caution


def test_how_the_order_came_about_is_shown(mark: list[ExperimentsView]) -> None:
    two = mark[1].open
    assert two is not None
    assert two.order == tuple("ABBAABBAABBA")
    assert two.drawn == "Volgorde geloot door programma op 3 november 2025, blokken van twee"


def test_the_expert_sees_counts_and_no_verdict(mark: list[ExperimentsView]) -> None:
    three = mark[2].open
    assert three is not None
    told = "In 86 van de 98 paren is de score met de andere aanpak beter, in 10 gelijk. Bij toeval ongeveer de helft."
    assert three.outcomes[0].pairs == told
    assert [check.words for check in mark[0].open.checks] == ["90%, 13 november 2025, Petra", "95%, 2 december 2025, Petra"]  # type: ignore[union-attr]


def test_experiments_in_the_same_time_are_said_beside_each_other(mark: list[ExperimentsView]) -> None:
    assert {view.open.together for view in mark if view.open} == {"Er liepen 3 proefjes tegelijk; ze kunnen elkaar beïnvloeden."}


def test_the_schedule_ticks_what_was_measured_and_leaves_empty_weeks_out(mark: list[ExperimentsView]) -> None:
    one, three = mark[0].open, mark[2].open
    assert one is not None
    assert three is not None
    assert (one.schedule.heads, one.schedule.words) == (("ma", "di", "wo", "do", "vr"), "21 van 21 keer gemeten")
    assert [(d.shade, d.mark) for d in one.schedule.weeks[1].days] == [
        ("a", "measured"), ("a", "measured"), ("", ""), ("b", "measured"), ("b", ""),
    ]  # fmt: skip
    assert len(three.schedule.heads) == 7
    assert [week.monday for week in three.schedule.weeks] == ["10 nov", "17 nov", "24 nov", "…", "12 jan"]


@pytest.mark.parametrize(
    ("day", "code"), [("2025-10-28", "A1"), ("2025-11-18", "B1"), ("2025-12-11", "B2"), ("2025-10-01", None)]
)
def test_a_new_measurement_belongs_to_the_phase_of_its_day(mark: list[ExperimentsView], day: str, code: str | None) -> None:
    one = mark[0].open
    assert one is not None
    found = phase_on(one.spans, dt.date.fromisoformat(day), (), 0)
    assert dict(one.spans).get(found or "") == next((p for _, p in one.spans if p.code == code), None)


def test_in_turns_a_new_measurement_belongs_to_the_next_of_the_drawn_order(mark: list[ExperimentsView]) -> None:
    two = mark[1].open
    assert two is not None
    codes = {id_: phase.code for id_, phase in two.spans}
    assert [codes.get(phase_on(two.spans, TODAY, two.drawn_order, n) or "") for n in (0, 1, 2, 12)] == [
        "zonder", "met", "met", None,
    ]  # fmt: skip


def test_phases_go_to_and_fro_and_keep_their_names(store: Workspace, noor: str, begun: str) -> None:
    for days, label in ((0, "Gewoon"), (7, "Oren en ogen"), (14, None)):
        made = store.do(add_phase(begun, TODAY + dt.timedelta(days)))
        if label:
            store.do(edits.change("phase", made, "label", label))
    one = view_of(store, noor).open
    assert one is not None
    assert [(p.code, p.label) for p in one.phases] == [("A", "Gewoon"), ("B", "Oren en ogen"), ("A2", "Gewoon")]
    assert [(p.from_day, p.to_day) for _, p in one.spans][:2] == [
        (TODAY, TODAY + dt.timedelta(6)), (TODAY + dt.timedelta(7), TODAY + dt.timedelta(13)),
    ]  # fmt: skip
    store.undo()
    assert [p.to_day for _, p in view_of(store, noor).open.spans] == [TODAY + dt.timedelta(6), None]  # type: ignore[union-attr]


def test_a_missed_measurement_keeps_its_word_and_nothing_at_all_is_refused(store: Workspace, noor: str) -> None:
    store.do(add_experiment(noor, "Stil lezen", None, "school", "Woorden"))
    outcome = view_of(store, noor).open.outcomes[0].id  # type: ignore[union-attr]
    store.do(add_measurement(outcome, TODAY, None, None, "ziek"))
    one = view_of(store, noor).open
    assert one is not None
    assert one.schedule.words == "0 van 1 keer gemeten"
    assert [day.word for week in one.schedule.weeks for day in week.days if day.mark == "missed"] == ["ziek"]
    with pytest.raises(Problem):
        store.do(add_measurement(outcome, TODAY, None, None, None))
    with pytest.raises(Problem):
        store.do(add_measurement(outcome, None, None, Decimal(3), None))


def test_the_day_of_the_decision_is_the_first_day_one_decides(store: Workspace, noor: str, begun: str) -> None:
    store.do(decide(begun, "adapt", TODAY))
    store.do(decide(begun, "stop", TODAY + dt.timedelta(1)))
    one = view_of(store, noor).open
    assert one is not None
    assert (one.verdict, one.decided_on) == ("stop", TODAY)


def test_few_measurements_are_told_as_they_are(store: Workspace, noor: str, begun: str) -> None:
    outcome = view_of(store, noor).open.outcomes[0].id  # type: ignore[union-attr]
    phase = store.do(add_phase(begun, TODAY))
    store.do(add_measurement(outcome, TODAY, phase, Decimal(12), None))
    found = view_of(store, noor).open.outcomes[0]  # type: ignore[union-attr]
    assert (found.reading.sentence, found.reading.caution, found.pairs) == (
        "A 12.", "Nog te weinig metingen om iets te zeggen.", "",
    )  # fmt: skip


def test_a_pupil_without_experiments_has_an_empty_page(store: Workspace, noor: str) -> None:
    assert view_of(store, noor) == ExperimentsView("Noor", (), None)
