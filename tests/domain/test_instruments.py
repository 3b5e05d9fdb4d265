"""The catalogue of tests speaks plain words, holds nothing of a publisher, and tolerates what it does not know."""

import json
import re

import pytest

from guidance_app.base.machine import resource
from guidance_app.domain.instruments import instrument, instruments
from guidance_app.domain.scales import scales

ALL = [(i, s) for i in instruments() for s in i.scales]


@pytest.mark.parametrize(
    ("test", "abbr", "plain"),
    [
        ("WISC-V-NL", "VBI", "Taal en uitleggen"),
        ("WISC-V-NL", "VSI", "Tempo van verwerken"),
        ("WISC-V-NL", "VRI", "Ruimtelijk inzicht"),
        ("WISC-V-NL", "FRI", "Redeneren"),
        ("WISC-V-NL", "WGI", "Werkgeheugen"),
        ("BRIEF-2 leerkracht", "Initiatief nemen", "Zelf beginnen"),
        ("Leerlingvolgsysteem (fictief, Cito-achtig)", "DMT", "Woorden lezen"),
    ],
)
def test_every_scale_has_everyday_words(test, abbr, plain):
    assert instrument(test).scale(abbr).plain == plain


def test_all_that_was_asked_for_is_there():
    wanted = "WISC-V-NL|RAKIT-2|IDS-2|BRIEF-2 leerkracht|BRIEF-2 ouders|Zien! leerkracht|SDQ ouders|DMT|AVI|EMT|De Klepel-R|CB&WL"
    for name in [*wanted.split("|"), "PI-dictee", "Dyslexieonderzoek (PDDB 3.0)", "Leerlingvolgsysteem"]:
        assert instrument(name).known, name


def test_every_score_of_the_example_file_is_known():
    example = json.loads(resource("example", "mark.json").read_text(encoding="utf-8"))
    for test in example["assessments"]:
        found = instrument(test["instrument"])
        assert found.known, test["instrument"]
        for score in [*test["scores"], *test.get("subtests", ())]:
            assert found.scale(score["name"]).kinds, score["name"]


def test_a_questionnaire_about_problems_runs_the_other_way():
    assert not instrument("BRIEF-2 ouders").scale("Werkgeheugen").higher_is_better
    assert not instrument("SDQ leerkracht").scale("Totale problemen").higher_is_better
    assert instrument("SDQ leerkracht").scale("Prosociaal gedrag").higher_is_better
    assert instrument("Zien! leerkracht").scale("Welbevinden").higher_is_better


def test_what_is_not_in_the_catalogue_keeps_its_name():
    unknown = instrument("Mijn eigen toets")
    assert (unknown.known, unknown.name, unknown.scales) == (False, "Mijn eigen toets", ())
    assert unknown.scale("Tellen").plain == "Tellen"
    assert not instrument("BRIEF-2 ouders").scale("Nieuwe schaal").higher_is_better
    assert instrument(None).name == ""


def test_names_are_found_whatever_their_case_and_spaces():
    assert instrument(" wisc-v ").name == "WISC-V-NL"
    assert instrument("wisc-v-nl").scale("  verbaal  begrip index").abbr == "VBI"


def test_the_subtests_of_an_index_are_found_by_its_abbreviation():
    wisc = instrument("WISC-V-NL")
    assert [s.name for s in wisc.subtests("VSI")][:2] == ["Symbool substitutie coderen", "Symbool vergelijken"]
    assert sum(s.is_subtest for s in wisc.scales) == 14
    assert all(wisc.scale(s.of).abbr == s.of for s in wisc.scales if s.of)


def test_one_total_is_not_drawn_by_itself():
    drawn = [s.abbr for s in instrument("WISC-V-NL").scales if s.in_profile]
    assert sorted(drawn) == ["FRI", "VBI", "VRI", "VSI", "WGI"]


@pytest.mark.parametrize(("test", "scale"), ALL, ids=lambda x: x.name)
def test_every_kind_of_score_exists_and_every_name_is_its_own(test, scale):
    assert scale.kinds
    assert set(scale.kinds) <= set(scales())
    assert sum(scale.name == other.name for other in test.scales) == 1
    assert scale.kind != "standard" or scale.sd


def test_no_two_instruments_answer_to_one_name():
    names = [n.casefold() for i in instruments() for n in (i.name, *i.aliases)]
    assert len(names) == len(set(names))


SAID_OF_AN_INSTRUMENT = {"name", "aliases", "category", "heading", "note", "forms", "high_means_hard"}
SAID_OF_A_SCALE = {"name", "aliases", "abbr", "plain", "topic", "explain", "kinds", "of", "in_profile", "mean", "sd"}


def test_the_catalogue_has_no_place_for_items_norms_or_cut_offs():
    for file in resource("instruments").glob("*.toml"):
        words = set(re.findall(r"^(\w+) =", file.read_text(encoding="utf-8"), re.M))
        assert words <= SAID_OF_AN_INSTRUMENT | SAID_OF_A_SCALE, file.name
