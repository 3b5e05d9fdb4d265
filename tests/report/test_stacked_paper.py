"""The paper of an experiment whose approach begins at different times: one stacked chart, then what is said of each thing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from _reading import texts

from guidance_app.queries.experiment_paper import experiment_pages
from guidance_app.queries.read import rows
from guidance_app.report.sections.experiments import experiment_paper
from tests.charts._baselines import write_baselines


def test_all_things_stand_in_one_chart_on_the_page_of_the_experiment(open_example: Any) -> None:
    store = open_example()
    with store.read() as s:
        pupil = rows(s, "pupil")[0].id
    write_baselines(store.do, pupil)
    with store.read() as s:
        view = experiment_pages(s, pupil, store.today)
    store.close()
    stacked = replace(view, experiments=view.experiments[-1:])
    first = " ".join(texts(experiment_paper(stacked).content)[0].split())
    assert "Rekenen: midden 45%, daarna 80%; Taal: midden 35%, daarna 70%; Huiswerk klaar: midden 2, daarna 5." in first
    assert first.count("100%") >= 2
    assert first.count("5 jan") == 1
