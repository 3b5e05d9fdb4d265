"""The figures of an experiment: the answers for Mark's file, and what is never said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from guidance_app import edits, example
from guidance_app.edits.experiments import add_experiment
from guidance_app.queries.experiments import ExperimentView, answers, experiments
from guidance_app.queries.read import rows
from guidance_app.workspace import Workspace, create

TOGETHER = "Er liepen 3 proefjes tegelijk; ze kunnen elkaar beïnvloeden."
DECIDED = "Besloten op 13 januari 2026, in een gesprek met Mark, moeder, Anouk, Petra en Hanna:"
NOT_DRAWN = "De start of de volgorde is niet vooraf geloot: er is geen toevalscijfer te geven."


@pytest.fixture(scope="module")
def mark(built: tuple[Workspace, str]) -> list[ExperimentView]:
    """The three experiments of Mark."""
    workspace, pupil = built
    with workspace.read() as s:
        found = [experiments(s, pupil, item.id).open for item in experiments(s, pupil).items]
    return [one for one in found if one is not None]


def said(one: ExperimentView, number: int = 0) -> list[str]:
    return [words for _, words in answers(one, one.outcomes[number])]


def figures(one: ExperimentView, number: int = 0) -> dict[str, str]:
    found = one.outcomes[number].findings
    assert found is not None
    return {figure.label: figure.sentence for figure in found.figures}


def test_the_first_experiment_helped_and_has_no_chance_figure(mark: list[ExperimentView]) -> None:
    helped, sure, next_ = said(mark[0])
    assert helped.startswith("Ja. Alle 3 wisselingen gingen de gewenste kant op")
    assert sure == f"Dat het bij elke wisseling meebeweegt, wijst op de aanpak. {NOT_DRAWN} {TOGETHER}"
    assert next_ == f"Uit de cijfers alleen volgt “doorgaan”; dat is een voorstel. {DECIDED} doorgaan."
    assert figures(mark[0])["Paren van scores"].startswith(
        "Zet elke score bij “Kiezen + timer” naast elke score bij “Gewoon”: in 99 van de 100 van die paren"
    )
    assert "tussen 80 en 100" in figures(mark[0])["Paren van scores"]


def test_the_second_experiment_helped_in_all_six_pairs_with_two_in_sixty_four(mark: list[ExperimentView]) -> None:
    helped, sure, next_ = said(mark[1])
    assert helped == "Ja. In alle 6 paren (één keer elk) ging het beter met “Meelezen en meeluisteren”."
    assert sure.startswith(
        "De volgorde is vooraf geloot. Van de 64 volgordes die geloot hadden kunnen worden geven er 2 minstens zo'n"
    )
    assert sure.endswith(TOGETHER)
    assert next_.endswith(f"{DECIDED} doorgaan, ook bij toetsen begrijpend lezen.")
    found = mark[1].outcomes[0].findings
    assert found is not None
    assert found.sure.arithmetic.startswith("p = 2/64 = 0,031")
    assert "tweezijdig" in found.sure.arithmetic


def test_the_third_experiment_went_better_and_cannot_show_why(mark: list[ExperimentView]) -> None:
    helped, sure, next_ = said(mark[2])
    assert helped.startswith("Het ging beter.")
    assert "Met deze opzet is niet te zien waardoor." in helped
    assert sure == f"{NOT_DRAWN} {TOGETHER}"
    assert next_ == f"Uit de cijfers alleen volgt geen voorstel. {DECIDED} doorgaan op schooldagen."


def test_percent_is_only_said_where_zero_is_nothing_at_all(mark: list[ExperimentView]) -> None:
    assert "In procenten" not in figures(mark[0])
    assert figures(mark[1])["In procenten"] == "Bij “Meelezen en meeluisteren” lag het gemiddelde 47% hoger."
    assert "In procenten" not in figures(mark[2])
    assert "In procenten" not in figures(mark[2], 1)


def test_methods_stand_side_by_side_with_the_range_of_their_difference(mark: list[ExperimentView]) -> None:
    assert figures(mark[1], 1)["Naast elkaar"] == (
        "“Zelf lezen” lag gemiddeld 7 minuten boven “Meelezen en meeluisteren”. "
        "Het werkelijke verschil kan tussen 5,9 en 8,1 liggen."
    )


def test_the_distance_to_the_goal_is_said_in_its_own_unit(mark: list[ExperimentView]) -> None:
    assert (
        figures(mark[0])["Doel"] == "Het doel is 75%; de laatste middelste score bij “Kiezen + timer” is 80%, 5 punten erboven."
    )
    assert "Doel" not in figures(mark[1], 1)


def test_without_an_agreed_direction_nothing_is_called_better(mark: list[ExperimentView]) -> None:
    assert said(mark[2], 2)[0] == "Dat is niet te zeggen. Er is niet afgesproken of meer of juist minder beter is."
    assert [one.heading for one in mark[2].outcomes[2].drawers] == ["De cijfers voor iedereen"]


def test_the_drawer_gives_every_figure_with_method_version_and_what_was_counted(mark: list[ExperimentView]) -> None:
    everyone, first, second = mark[0].outcomes[0].drawers
    assert [one.name for one in everyone.figures] == ["Middelste score", "Paren van scores", "Doel"]
    assert "Newcombe (2006)" in everyone.figures[1].method
    assert mark[1].outcomes[0].drawers[0].figures[0].method.endswith("Edgington & Onghena (2007).")
    assert (first.heading, first.inputs) == ("B1 Kiezen + timer tegenover A1 Gewoon", "6 scores tegenover 5; gemist 0 en 0")
    assert [one.name for one in second.figures] == [
        "Tau-BC", "CDC", "Niveauverandering", "Verandering van helling", "LRR", "LOR", "PoGO", "Exacte rangtoets",
    ]  # fmt: skip
    assert all(one.value and one.method.endswith("Versie 1.") for one in (*first.figures, *second.figures))


def test_the_rank_test_is_refused_where_the_order_was_not_drawn_freely(mark: list[ExperimentView]) -> None:
    told = [one.outcomes[0].drawers[1].figures[-1].value for one in mark]
    assert told[0] == told[2] == NOT_DRAWN
    assert told[1] == "De volgorde is niet vrij over alle keren geloot; daar gaat deze toets van uit."


@pytest.fixture
def own(example_store: Workspace) -> tuple[Workspace, str, str]:
    """A store of one's own with Mark's second experiment."""
    with example_store.read() as s:
        pupil = rows(s, "pupil")[0].id
        found = experiments(s, pupil).items[1].id
    return example_store, pupil, found


@pytest.fixture
def example_store(open_example: object) -> Iterator[Workspace]:
    opened = open_example()  # type: ignore[operator]
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("field", "value"),
    [("draw", None), ("drawn_on", None), ("drawn_order", None)],
)
def test_what_the_record_does_not_say_was_drawn_gets_no_chance_figure(
    own: tuple[Workspace, str, str], field: str, value: str | None
) -> None:
    store, pupil, id_ = own
    store.do(edits.change("experiment", id_, field, value))
    with store.read() as s:
        one = experiments(s, pupil, id_).open
    assert one is not None
    assert said(one)[1] == f"{NOT_DRAWN} {TOGETHER}"
    assert "64" not in " ".join(said(one))


def test_a_draw_after_the_first_score_gets_no_chance_figure(own: tuple[Workspace, str, str]) -> None:
    store, pupil, id_ = own
    store.do(edits.change("experiment", id_, "drawn_on", example.TODAY))
    with store.read() as s:
        one = experiments(s, pupil, id_).open
    assert one is not None
    assert "niet geloot kunnen worden" in said(one)[1]


def test_nothing_is_said_before_two_ways_of_working_were_measured(tmp_path: Path) -> None:
    store = create(tmp_path / "Kast", example.KEY, "Petra", "sen_coordinator", today=example.TODAY)
    pupil = store.do(edits.add("pupil", first_name="Noor"))
    store.do(add_experiment(pupil, "Stil lezen", None, "school", "Woorden"))
    with store.read() as s:
        one = experiments(s, pupil).open
    store.close()
    assert one is not None
    assert answers(one, one.outcomes[0]) == ()
