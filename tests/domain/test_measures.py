"""The library of measures is honest about evidence and plain enough for every parent."""

import pytest

from guidance_app.base import i18n
from guidance_app.domain.measures import EVIDENCE, library, library_for, search

BY_ID = {m.id: m for m in library()}


@pytest.mark.parametrize("measure", library(), ids=lambda m: m.id)
def test_every_measure_says_where_it_is_done_what_it_rests_on_and_for_whom(measure):
    assert set(measure.places) <= {"school", "home"}
    assert measure.places
    assert measure.evidence in EVIDENCE
    assert measure.source
    assert measure.applies_to
    assert measure.source in measure.evidence_line


@pytest.mark.parametrize("measure", library(), ids=lambda m: m.id)
def test_words_for_parents_are_short_and_have_no_abbreviations(measure):
    for sentence in measure.plain.rstrip(".").split(". "):
        assert len(sentence.split()) <= 15
    assert not [word for word in measure.plain.split() if len(word.strip(".,")) > 1 and word.isupper()]
    assert len(measure.title) <= 30


def test_working_memory_training_is_said_to_lack_convincing_evidence():
    training = BY_ID["werkgeheugentraining"]
    assert training.evidence_word == "geen overtuigend bewijs"
    assert "NJi" in training.note
    assert library()[-1] is training


def test_strong_is_said_only_of_what_the_literature_calls_strong():
    assert {m.id for m in library() if m.evidence == "strong"} == {
        "directe_instructie",
        "beloning",
        "zelfinstructie",
        "zelfmonitoring",
    }


def test_home_measures_help_to_begin_and_do_not_police():
    assert "Controleren hoeft niet" in BY_ID["helpen_beginnen"].plain


def test_both_places_have_a_choice():
    assert len(library_for("school")) >= 12
    assert len(library_for("home")) >= 8
    assert not library_for("elsewhere")


def test_a_measure_is_found_by_any_of_its_words():
    assert [m.id for m in search("timer")] == ["werkblokken"]
    assert BY_ID["samen_lezen"] in search("LEZEN samen", "home")
    assert BY_ID["pre_teaching"] not in search("lezen", "home")
    assert search("") == library()


def test_every_strength_has_a_dutch_word():
    assert not [label for label in EVIDENCE.values() if label not in i18n.catalogue("nl")]
