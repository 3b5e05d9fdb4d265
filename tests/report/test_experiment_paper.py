"""The experiments on paper: each on pages of its own, with the answers that the figures allow and every method named."""

from __future__ import annotations

import re

import pytest
from _reading import texts

from guidance_app.queries.experiment_paper import experiment_pages
from guidance_app.queries.read import rows
from guidance_app.report.sections.experiments import experiment_paper
from guidance_app.workspace import Workspace

BEGINS = re.compile(r"Proefje \d: .* “.*” vraag van Mark")
NOT_DRAWN = "De start of de volgorde is niet vooraf geloot: er is geen toevalscijfer te geven."


@pytest.fixture(scope="module")
def papers(mark: Workspace) -> list[str]:
    """The words of each experiment of Mark."""
    with mark.read() as s:
        view = experiment_pages(s, rows(s, "pupil")[0].id, mark.today)
    found: list[str] = []
    for page in texts(experiment_paper(view).content):
        words = " ".join(page.split())
        if BEGINS.search(words):
            found.append(words)
        else:
            found[-1] += f" {words}"
    return found


def test_each_experiment_begins_a_page(papers: list[str]) -> None:
    assert ["Proefje 1" in papers[0], "Proefje 2" in papers[1], "Proefje 3" in papers[2]] == [True] * 3
    assert len(papers) == 3


def test_the_answers_of_an_experiment_fit_on_one_page(mark: Workspace) -> None:
    with mark.read() as s:
        view = experiment_pages(s, rows(s, "pupil")[0].id, mark.today)
    pages = [" ".join(page.split()) for page in texts(experiment_paper(view).content)]
    begins = [number for number, words in enumerate(pages) if BEGINS.search(words)]
    assert ["Voor de deskundige, Proefje" in pages[number + 1] for number in begins] == [True] * 3


def test_each_page_answers_the_three_questions_as_its_design_allows(papers: list[str]) -> None:
    one, two, three = papers
    assert "Hielp het? Ja. Alle 3 wisselingen gingen de gewenste kant op" in one
    assert NOT_DRAWN in one
    assert "p =" not in one
    assert "Ja. In alle 6 paren (één keer elk) ging het beter met “Meelezen en meeluisteren”." in two
    assert "p = 2/64 = 0,031" in two
    assert "tweezijdig" in two
    assert "Het ging beter. Er is een verandering. Met deze opzet is niet te zien waardoor." in three
    assert NOT_DRAWN in three
    assert (
        "Besloten op 13 januari 2026, in een gesprek met Mark, moeder, Anouk, Petra en Hanna: doorgaan op schooldagen." in three
    )
    assert all("Er liepen 3 proefjes tegelijk" in words for words in papers)


def test_an_expert_finds_each_figure_with_its_method_and_version(papers: list[str]) -> None:
    for words in papers:
        for name in ("Tau-BC", "CDC", "Niveauverandering", "LRR", "LOR", "PoGO", "Exacte rangtoets"):
            assert name in words
        assert "Versie 1." in words
