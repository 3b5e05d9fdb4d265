"""Plans for which nothing is drawn: what may be said then, and what may not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from _plans import PLAN, WORDS, measure_all, view

from guidance_app.edits.experiment_plan import begin
from guidance_app.queries.experiments import ExperimentView, answers
from guidance_app.workspace import Workspace


def test_without_a_draw_the_phases_have_their_days_at_once_and_no_chance_figure_follows(store: Workspace, noor: str) -> None:
    store.do(begin(noor, replace(PLAN, draw=None)))
    one = view(store, noor)
    assert [phase.from_day for _, phase in one.spans] == [one.days[0], one.days[6]]
    first = one.outcomes[0]
    levels = [(first.id, time.day, Decimal(5 if time.number < 7 else 9 + time.number % 2)) for time in first.planned]
    measure_all(store, levels)
    one = view(store, noor)
    assert "niet vooraf geloot" in dict(answers(one, one.outcomes[0]))["Hoe zeker is dat?"]


def stages(store: Workspace, noor: str, follow: bool) -> ExperimentView:
    plan = replace(PLAN, design="criterion", draw=None, sessions=25, fewest=5, criteria=tuple(map(Decimal, (5, 8, 11, 14))))
    store.do(begin(noor, plan))
    one = view(store, noor)
    asked = {id_: phase.criterion for id_, phase in one.spans}
    told = []
    for time in one.outcomes[0].planned:
        level = (asked[time.phase or ""] or Decimal(3)) if follow else Decimal(9)
        told.append((one.outcomes[0].id, time.day, level + (time.number % 5 == 0)))
    measure_all(store, told)
    return view(store, noor)


def test_scores_that_move_along_with_four_stages_are_believed_without_a_draw(store: Workspace, noor: str) -> None:
    one = stages(store, noor, follow=True)
    helped = dict(answers(one, one.outcomes[0]))["Hielp het?"]
    assert helped == "Ja. Bij alle 3 stappen bewogen de scores mee."
    assert one.outcomes[0].reading.sentence == "De scores bewogen met alle 3 stappen mee."
    assert any("5 van 5 bij “14”" in figure.sentence for figure in one.outcomes[0].findings.figures)  # type: ignore[union-attr]


def test_scores_that_stay_where_they_are_did_not_follow_the_stages(store: Workspace, noor: str) -> None:
    one = stages(store, noor, follow=False)
    assert dict(answers(one, one.outcomes[0]))["Hielp het?"].endswith("Bij 0 van de 3 stappen bewogen de scores mee.")


def test_three_series_that_each_change_when_it_is_their_turn_are_believed_without_a_draw(store: Workspace, noor: str) -> None:
    measures = tuple(replace(WORDS, name=name) for name in ("Lezen", "Spellen", "Rekenen"))
    store.do(begin(noor, replace(PLAN, design="baselines", draw=None, measures=measures, sessions=24, fewest=5)))
    one, told = view(store, noor), []
    for outcome in one.outcomes:
        code = {id_: phase.code for id_, phase in outcome.spans}
        levels = [4 if code[time.phase or ""] == "A" else 8 for time in outcome.planned]
        told += [
            (outcome.id, time.day, Decimal(level + time.number % 2)) for time, level in zip(outcome.planned, levels, strict=True)
        ]
    measure_all(store, told)
    one = view(store, noor)
    assert dict(answers(one, one.outcomes[2]))["Hielp het?"] == (
        "Ja. In alle 3 reeksen ging het beter toen de nieuwe aanpak begon."
    )
