"""What may go into the plan after drawn rounds of several approaches, and what the log of all pupils says of them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from _plans import PLANS, TODAY, WORDS, measure_all, view

from guidance_app.edits.experiment_plan import Plan, begin, draw
from guidance_app.edits.experiments import decide
from guidance_app.queries.adopting import adoption
from guidance_app.queries.experiments import answers
from guidance_app.queries.what_worked import what_worked
from guidance_app.workspace import Workspace

USUAL_WINS, NEW_WINS, LEVEL = {"A": 12, "B": 5, "C": 5}, {"A": 5, "B": 5, "C": 12}, {"A": 5, "B": 5, "C": 5}


def decided(store: Workspace, noor: str, levels: dict[str, int], plan: Plan = PLANS["rounds"]) -> str:
    """Three approaches in drawn rounds, each around its own level, after which the adults go on."""
    made = str(store.do(begin(noor, plan)))
    store.do(draw(made, TODAY, Random(3)))
    one = view(store, noor).outcomes[0]
    code = {id_: phase.condition for id_, phase in one.spans}
    measure_all(store, [(one.id, at.day, Decimal(levels[code[at.phase or ""]] + at.number % 2)) for at in one.planned])
    store.do(decide(made, "continue", TODAY))
    return made


def offered(store: Workspace, made: str) -> tuple[str, ...]:
    with store.read() as s:
        return adoption(s, made).approaches


@pytest.mark.parametrize(
    ("levels", "ways"), [(USUAL_WINS, ()), (NEW_WINS, ("Samen",)), (LEVEL, ("Stil", "Samen"))], ids=["usual", "new", "level"]
)
def test_an_approach_that_lost_is_not_offered_for_the_plan(
    store: Workspace, noor: str, levels: dict[str, int], ways: tuple[str, ...]
) -> None:
    assert offered(store, decided(store, noor, levels)) == ways


def test_a_first_method_that_won_is_offered_and_the_usual_way_never(store: Workspace, noor: str) -> None:
    methods = replace(PLANS["rounds"], ways=("Meelezen", "Stil", "Samen"))
    assert offered(store, decided(store, noor, USUAL_WINS, methods)) == ("Meelezen",)


def test_the_page_and_the_log_say_that_the_new_approaches_did_not_help(store: Workspace, noor: str) -> None:
    decided(store, noor, USUAL_WINS)
    one = view(store, noor)
    helped, sure, next_ = (words for _, words in answers(one, one.outcomes[0]))
    assert helped.startswith("Nee, de gewone manier kwam het beste uit. Gewoon is beter dan Stil en Samen")
    assert "Van de 46656 volgordes" in sure
    assert "“stoppen”" in next_
    with store.read() as s:
        lines = [case.line for case in what_worked(s).cases]
    assert any("Nee, de gewone manier kwam het beste uit." in line for line in lines)
    assert not any("Ja. Gewoon" in line for line in lines)


def test_series_with_words_and_mistakes_drawn_together_are_each_turned_to_what_is_better(store: Workspace, noor: str) -> None:
    measures = (WORDS, replace(WORDS, name="Fouten", unit="fouten", higher_is_better=False))
    made = store.do(begin(noor, replace(PLANS["stagger"], sessions=24, fewest=5, measures=measures)))
    store.do(draw(made, TODAY, Random(4)))
    told = []
    for one in view(store, noor).outcomes:
        code, less = {id_: phase.condition for id_, phase in one.spans}, one.name == "Fouten"
        for at in one.planned:
            told.append((one.id, at.day, Decimal((9 if (code[at.phase or ""] == "B") != less else 4) + at.number % 2)))
    measure_all(store, told)
    shown = view(store, noor)
    for one in shown.outcomes:
        helped, sure, _ = (words for _, words in answers(shown, one))
        assert helped.startswith("Ja.")
        assert "schema's die geloot hadden kunnen worden geeft er 1 zo'n groot verschil" in sure
