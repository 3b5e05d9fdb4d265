"""From a plan to a chance figure: drawn before the first score, kept to, and equal to counting every possibility by hand."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from _plans import FIRST, PLAN, PLANS, TODAY, WORDS, carried_out, means_apart, measure_all, possible, view

from guidance_app import edits
from guidance_app.base.errors import Problem
from guidance_app.edits.experiment_plan import begin, draw
from guidance_app.edits.experiments import add_phase
from guidance_app.edits.measuring import measure
from guidance_app.queries.experiment_plan import baseline_before, wizard_facts
from guidance_app.queries.experiments import experiments
from guidance_app.queries.read import row, rows
from guidance_app.stats.drawn import Draw, chance_of
from guidance_app.stats.gates import Refusal, Why
from guidance_app.workspace import Workspace

pytestmark = pytest.mark.thorough


@pytest.mark.parametrize("kind", ["start", "reversal", "pairs", "turns", "stagger"])
@pytest.mark.parametrize("seed", [1, 2])
def test_the_chance_figure_is_that_of_counting_every_possibility(store: Workspace, noor: str, kind: str, seed: int) -> None:
    plan = PLANS[kind]
    one, scores = carried_out(store, noor, plan, seed)
    inputs = one.outcomes[0].inputs
    found = chance_of(inputs.series, inputs.logged, inputs.together)
    assert not isinstance(found, Refusal)
    tiers = [outcome for outcome in one.outcomes if plan.draw is Draw.STAGGER] or [one.outcomes[0]]
    values = [[scores[tier.id].get(day) for day in one.days] for tier in tiers]
    used = [{id_: p.condition for id_, p in tier.spans}[time.phase or ""] for tier in tiers for time in tier.planned]
    figures = [_figure(ways, values) for ways in possible(plan)]
    seen = _figure(used, values)
    assert seen is not None
    two_sided = plan.draw in (Draw.PAIRS, Draw.TURNS)
    extreme = [f is None or (abs(f) >= abs(seen) if two_sided else f >= seen) for f in figures]
    assert (found.wanted.count, found.wanted.of) == (sum(extreme), len(figures))


def _figure(ways: list[str], values: list[list[Decimal | None]]) -> Fraction | None:
    n = len(values[0])
    return means_apart([list(zip(ways[tier * n : (tier + 1) * n], row_, strict=True)) for tier, row_ in enumerate(values)])


def test_three_methods_are_compared_with_the_correction_for_picking_the_winner(store: Workspace, noor: str) -> None:
    one, scores = carried_out(store, noor, PLANS["rounds"], 5)
    found = one.outcomes[0].findings
    assert found is not None
    assert "gecorrigeerd voor het kiezen van de winnaar" in found.sure.arithmetic
    order = [{id_: p.condition for id_, p in one.outcomes[0].spans}[time.phase or ""] for time in one.outcomes[0].planned]
    values = [scores[one.outcomes[0].id].get(day) for day in one.days]
    blocks = [dict(zip(order[n : n + 3], values[n : n + 3], strict=True)) for n in range(0, 18, 3)]
    whole = [block for block in blocks if None not in block.values()]
    assert len(whole) == 5
    sums = {way: sum(block[way] for block in whole) for way in "ABC"}
    best, second = sorted(sums.values(), reverse=True)[:2]
    dealt = itertools.product(*(itertools.permutations(block.values()) for block in whole))
    ranges = [max(map(sum, zip(*rows_, strict=True))) - min(map(sum, zip(*rows_, strict=True))) for rows_ in dealt]
    p = Fraction(sum(gap >= best - second for gap in ranges), len(ranges))
    told = found.sure.arithmetic.split("p = ")[1].split(" ")[0].replace(".", "")
    assert Fraction(told) == p


def test_a_lead_that_can_still_be_luck_says_how_many_rounds_more_it_takes(store: Workspace, noor: str) -> None:
    made = store.do(begin(noor, replace(PLANS["rounds"], sessions=15)))
    store.do(draw(made, TODAY, Random(3)))
    first, source = view(store, noor).outcomes[0], Random(3)
    more = {id_: {"A": 0, "B": 2, "C": 4}[phase.condition] for id_, phase in first.spans}
    measure_all(store, [(first.id, time.day, Decimal(source.randrange(4, 8) + more[time.phase or ""])) for time in first.planned])
    found = view(store, noor).outcomes[0].findings
    assert found is not None
    assert found.because.sentence == (
        "Samen staat voor op Gewoon en Stil (3,6 woorden). "
        "Na 5 rondes kan dat nog geluk zijn; er zijn ongeveer 3 rondes extra nodig."
    )


@pytest.mark.parametrize("kind", list(PLANS))
def test_a_draw_is_an_act_of_its_own_with_its_day_and_is_undone_as_one(store: Workspace, noor: str, kind: str) -> None:
    made = store.do(begin(noor, PLANS[kind]))
    assert view(store, noor).plan.to_draw
    store.do(draw(made, TODAY, Random(1)))
    with store.read() as s:
        drawn = row(s, "experiment", made)
    assert drawn is not None
    assert (drawn.drawn_on, drawn.drawn_by, bool(drawn.drawn_order)) == (TODAY, "het programma", True)
    assert view(store, noor).plan.was_drawn
    store.undo()
    with store.read() as s:
        again = row(s, "experiment", made)
    assert again is not None
    assert again.drawn_order is None
    assert len(view(store, noor).phases) == len(rows_of(store, noor, "phase"))
    store.undo()
    assert rows_of(store, noor, "experiment") == rows_of(store, noor, "phase") == rows_of(store, noor, "outcome") == []


def rows_of(store: Workspace, noor: str, table: str) -> list[Any]:
    with store.read() as s:
        return rows(s, table, noor)


def test_after_the_first_score_nothing_can_be_drawn_even_when_it_was_taken_out(store: Workspace, noor: str) -> None:
    made = store.do(begin(noor, PLAN))
    outcome = view(store, noor).outcomes[0].id
    scored = store.do(measure(outcome, FIRST, Decimal(5)))
    assert not view(store, noor).plan.can_draw
    with pytest.raises(Problem, match="Er is al een score"):
        store.do(draw(made, TODAY))
    store.do(edits.remove("measurement", scored))
    with pytest.raises(Problem, match="Er is al een score"):
        store.do(draw(made, TODAY))


def test_nothing_is_drawn_after_the_first_planned_day(store: Workspace, noor: str) -> None:
    made = store.do(begin(noor, PLAN))
    with pytest.raises(Problem, match="is al geweest") as refused:
        store.do(draw(made, FIRST + dt.timedelta(1)))
    assert refused.value.next_step == "Kies een eerste dag vanaf vandaag. Dan kan er geloot worden."
    store.do(draw(made, FIRST, Random(1)))  # on the day itself it can be


def test_drawing_again_must_be_asked_for_and_both_draws_stay_in_the_history(store: Workspace, noor: str) -> None:
    made = store.do(begin(noor, PLAN))
    store.do(draw(made, TODAY, Random(1)))
    with pytest.raises(Problem, match="al geloot"):
        store.do(draw(made, TODAY, Random(2)))
    store.do(draw(made, TODAY, Random(2), again=True))
    assert store.undo_text() == "opnieuw loten"
    assert view(store, noor).plan.redrawn == "Er is 2 keer geloot; de eerdere lotingen staan in de geschiedenis."
    store.undo()
    store.undo()
    assert view(store, noor).plan.draws == 2
    with pytest.raises(Problem, match="al geloot"):  # a draw that was seen and undone was a draw
        store.do(draw(made, TODAY, Random(3)))


def test_drawing_again_always_gives_another_order_so_that_it_is_in_the_history(store: Workspace, noor: str) -> None:
    made = store.do(begin(noor, PLAN))
    store.do(draw(made, TODAY, Random(1)))
    first = rows_of(store, noor, "experiment")[0].drawn_order
    store.do(draw(made, TODAY, Random(1), again=True))
    assert rows_of(store, noor, "experiment")[0].drawn_order != first
    assert view(store, noor).plan.draws == 2


def test_what_was_not_kept_to_gives_no_chance_figure(store: Workspace, noor: str) -> None:
    one, _ = carried_out(store, noor, PLANS["pairs"], 3)
    first, other = one.outcomes[0].spans
    seen = rows_of(store, noor, "measurement")[0]
    store.do(edits.change("measurement", seen.id, "phase", other[0] if seen.phase == first[0] else first[0]))
    inputs = view(store, noor).outcomes[0].inputs
    assert chance_of(inputs.series, inputs.logged) == Refusal(Why.NOT_POSSIBLE)


def test_a_time_that_was_caught_up_a_day_later_is_that_time(store: Workspace, noor: str) -> None:
    one, _ = carried_out(store, noor, PLANS["start"], 1)
    inputs = one.outcomes[0].inputs
    before = chance_of(inputs.series, inputs.logged)
    last = max(rows_of(store, noor, "measurement"), key=lambda m: m.date)
    store.do(edits.change("measurement", last.id, "date", last.date + dt.timedelta(1)))
    later = view(store, noor).outcomes[0].inputs
    assert chance_of(later.series, later.logged) == before


def test_drawn_starts_give_the_phases_their_planned_days_and_no_holiday_is_planned(store: Workspace, noor: str) -> None:
    school = store.do(edits.add("school", "school", name="De Boom"))
    store.do(edits.change("pupil", noor, "school", school))
    closed = (FIRST + dt.timedelta(7), FIRST + dt.timedelta(13))
    store.do(edits.add("holiday", "school", school=school, name="Vakantie", from_date=closed[0], to_date=closed[1]))
    made = store.do(begin(noor, PLANS["reversal"]))
    store.do(draw(made, TODAY, Random(4)))
    one = view(store, noor)
    assert not [day for day in one.days if closed[0] <= day <= closed[1]]
    starts = [one.days[int(n) - 1] for n in one.drawn_order]
    assert [phase.from_day for _, phase in one.spans] == [one.days[0], *starts]
    assert [phase.to_day for _, phase in one.spans] == [*(start - dt.timedelta(1) for start in starts), None]


@pytest.mark.parametrize("kind", ["start", "reversal", "pairs", "stagger"])
def test_a_holiday_that_becomes_known_later_moves_the_days_and_never_the_draw(store: Workspace, noor: str, kind: str) -> None:
    school = store.do(edits.add("school", "school", name="De Boom"))
    store.do(edits.change("pupil", noor, "school", school))
    made = store.do(begin(noor, PLANS[kind]))
    store.do(draw(made, TODAY, Random(4)))
    before = view(store, noor)
    for day in before.days[:2]:
        store.do(measure(before.outcomes[0].id, day, Decimal(5)))
    closed = before.days[0], before.days[4]
    store.do(edits.add("holiday", "school", school=school, name="Vrij", from_date=closed[0], to_date=closed[1]))
    after = view(store, noor)
    assert after.days[:2] == before.days[:2]
    assert min(after.days[2:]) > closed[1]
    assert [time.number for time in after.outcomes[0].planned] == [time.number for time in before.outcomes[0].planned]
    told = [[dict(o.spans)[time.phase or ""].code for time in o.planned] for one in (before, after) for o in one.outcomes]
    assert told[: len(told) // 2] == told[len(told) // 2 :]
    inputs = after.outcomes[0].inputs
    assert chance_of(inputs.series, inputs.logged, inputs.together) != Refusal(Why.NOT_POSSIBLE)


def test_series_that_begin_one_after_another_have_phases_of_their_own(store: Workspace, noor: str) -> None:
    made = store.do(begin(noor, PLANS["stagger"]))
    store.do(draw(made, TODAY, Random(2)))
    one = view(store, noor)
    starts = [one.days[int(n) - 1] for n in one.drawn_order]
    assert [[phase.from_day for _, phase in outcome.spans] for outcome in one.outcomes] == [[one.days[0], s] for s in starts]
    between = min(starts)
    told = [dict(outcome.spans)[one.phase_for(outcome, between) or ""].code for outcome in one.outcomes]
    assert sorted(told) == ["A", "B"]
    ids = [store.do(measure(outcome.id, between, Decimal(5))) for outcome in one.outcomes]
    assert [dict(o.spans)[m.phase].code for o, m in zip(one.outcomes, _of(store, noor, ids), strict=True)] == told


def _of(store: Workspace, noor: str, ids: list[str]) -> list[Any]:
    return [next(m for m in rows_of(store, noor, "measurement") if m.id == id_) for id_ in ids]


def test_a_planned_day_has_its_own_turn_also_when_a_day_was_missed(store: Workspace, noor: str) -> None:
    made = store.do(begin(noor, PLANS["turns"]))
    store.do(draw(made, TODAY, Random(1)))
    one = view(store, noor)
    code = {id_: phase.code for id_, phase in one.outcomes[0].spans}
    told = [code.get(one.phase_for(one.outcomes[0], day) or "") for day in one.days]
    assert tuple(told) == one.drawn_order
    third = store.do(measure(one.outcomes[0].id, one.days[2], Decimal(4)))
    assert code[_of(store, noor, [third])[0].phase] == one.drawn_order[2]


def test_planned_days_ahead_are_in_the_schedule(store: Workspace, noor: str) -> None:
    made = store.do(begin(noor, PLANS["rounds"]))
    assert [d.word for w in view(store, noor).schedule.weeks for d in w.days if d.mark == "planned"] == [""] * 18
    store.do(draw(made, TODAY, Random(1)))
    one = view(store, noor)
    ahead = [day for week in one.schedule.weeks for day in week.days if day.mark == "planned"]
    assert tuple(day.word for day in ahead) == one.drawn_order
    assert one.schedule.words == "0 van 18 keer gemeten"


def test_a_follow_up_is_a_phase_from_its_own_day_on(store: Workspace, noor: str) -> None:
    later = FIRST + dt.timedelta(120)
    made = store.do(begin(noor, replace(PLANS["pairs"], follow_up_on=later)))
    store.do(draw(made, TODAY, Random(1)))
    one = view(store, noor)
    assert dict(one.outcomes[0].spans)[one.phase_for(one.outcomes[0], later) or ""].code == "M"
    store.do(measure(one.outcomes[0].id, later, Decimal(9)))
    found = [phase.code for _, phase in view(store, noor).outcomes[0].spans]
    assert found == ["A", "B", "M"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ways": ("Gewoon",)}, "twee tot vijf"),
        ({"ways": ("a", "b", "c")}, "beurten"),
        ({"measures": ()}, "niets gemeten"),
        ({"design": "baselines", "draw": Draw.STAGGER}, "twee dingen"),
        ({"design": "criterion", "draw": None}, "minstens twee"),
        ({"design": "criterion", "draw": None, "measures": (WORDS, WORDS)}, "één ding"),
        ({"sessions": 5}, "te weinig keren"),
        ({"design": "turns", "draw": Draw.PAIRS, "sessions": 11}, "even vaak"),
        ({"draw": Draw.PAIRS}, "niet te loten"),
    ],
)
def test_a_plan_that_cannot_be_carried_out_is_refused_and_nothing_is_stored(
    store: Workspace, noor: str, change: dict[str, Any], words: str
) -> None:
    with pytest.raises(Problem, match=words):
        store.do(begin(noor, replace(PLAN, **change)))
    assert rows_of(store, noor, "experiment") == []


def test_a_phase_of_a_drawn_plan_is_not_begun_by_hand(store: Workspace, noor: str) -> None:
    made = store.do(begin(noor, PLAN))
    with pytest.raises(Problem, match="geloot"):
        store.do(add_phase(made, TODAY))


def test_the_wizard_knows_what_was_measured_before_and_which_trials_run(built: tuple[Workspace, str]) -> None:
    workspace, pupil = built
    with workspace.read() as s:
        facts = wizard_facts(s, pupil)
    assert facts.name == facts.people[0][1] == "Mark"
    known = {one.name: one for one in facts.known}
    assert known["Taakgericht werken"].baseline is not None
    assert known["Taakgericht werken"].baseline.n >= 5
    assert facts.running == ()


@pytest.mark.parametrize(
    ("unit", "kind", "known"), [("Woorden ", "number", True), ("%", "percent", False), ("woorden", "rating", False)]
)
def test_only_scores_of_the_same_kind_and_unit_say_what_would_be_noticed_also_afterwards(
    store: Workspace, noor: str, unit: str, kind: str, known: bool
) -> None:
    store.do(begin(noor, replace(PLANS["pairs"], measures=(replace(WORDS, unit=unit, kind=kind),))))
    store.do(draw(rows_of(store, noor, "experiment")[0].id, TODAY, Random(1)))
    earlier = view(store, noor).outcomes[0]
    measure_all(store, [(earlier.id, time.day, Decimal(4 + time.number % 3)) for time in earlier.planned])
    made = store.do(begin(noor, replace(PLANS["pairs"], sessions=24)))
    with store.read() as s:
        facts = wizard_facts(s, noor)
        afterwards = experiments(s, noor, made).open
    assert (baseline_before(facts.known, "woorden", "woorden", "number") is not None) is known
    assert afterwards is not None
    assert ("nog niet te zeggen" not in " ".join(afterwards.at_best)) is known
