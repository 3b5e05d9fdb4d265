"""What the numbers of a test say: the report first, computed figures named so, and a sentence where something is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from guidance_app import edits, example
from guidance_app.base.errors import Problem
from guidance_app.edits.assessments import add_score, add_test, correlate
from guidance_app.queries.profile import profile, told
from guidance_app.queries.read import rows
from guidance_app.queries.scores_around import Around, around
from guidance_app.queries.scores_told import ScoreTold, told_of
from guidance_app.workspace import Workspace, create

TODAY = example.TODAY
MEASUREMENT_ERROR = "Het verschil is echt (geen meetfout)"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """One store for all; every test has a pupil of its own."""
    made = create(tmp_path_factory.mktemp("scores") / "Kast", example.KEY, "Petra", "sen_coordinator", today=TODAY)
    yield made
    made.close()


@pytest.fixture
def noor(store: Workspace) -> str:
    return str(store.do(edits.add("pupil", first_name="Noor", start_year3_on=dt.date(2021, 8, 16))))


@pytest.fixture
def wisc(store: Workspace, noor: str) -> str:
    return str(store.do(add_test(noor, "WISC-V-NL", dt.date(2025, 3, 19))))


def score(store: Workspace, test: str, name: str, **values: Any) -> str:
    """Add a score with whole or broken numbers as text."""
    kept = {key: Decimal(value) if key != "scale" else value for key, value in values.items()}
    return str(store.do(add_score(test, name, **kept)))


def known(store: Workspace, pupil: str) -> Around:
    with store.read() as s:
        return around(s, pupil)


def said(store: Workspace, pupil: str, id_: str) -> ScoreTold:
    found = known(store, pupil)
    return told_of(found, next(one for test in found.tests.values() for one in test if one.score.id == id_))


def figures(found: ScoreTold) -> dict[str, str]:
    return {f"{drawer.heading}, {one.name}": one.value for drawer in found.drawers for one in drawer.figures}


def words_of(store: Workspace, pupil: str) -> list[str]:
    with store.read() as s:
        view = profile(s, pupil, TODAY)
    return [sentence for group in view.groups for line in group.lines for sentence in told(line, "Noor")]


# --- interval ---------------------------------------------------------------------------------------------------------


def test_the_interval_of_the_report_comes_before_a_computed_one(store: Workspace, noor: str, wisc: str) -> None:
    score(store, wisc, "VBI", value="85", low="78", high="95", ci_level="95", reliability="0.91")
    span = next(iter(known(store, noor).tests[wisc])).span
    assert span is not None
    assert (span.first, span.last, span.source, span.level) == ("78", "95", "report", 0.95)


def test_without_one_it_is_computed_round_the_true_score_and_named_so(store: Workspace, noor: str, wisc: str) -> None:
    id_ = score(store, wisc, "VBI", value="70", reliability="0.91")
    taken = next(iter(known(store, noor).tests[wisc]))
    assert taken.span is not None
    assert (taken.span.source, taken.span.level) == ("computed", 0.9)
    # true score 72.7, standard error of estimation 15 √(.91 × .09) = 4.293: 65.64 to 79.76, rounded outward
    assert (taken.span.first, taken.span.last) == ("65", "80")
    with store.read() as s:
        mark = profile(s, noor, TODAY).groups[0].lines[0].marks[0]
    assert mark.words == "70 (65 tot 80, berekend)"
    assert ("waarschijnlijk tussen", "65 en 80 (90%, berekend met betrouwbaarheid 0,91)") in mark.numbers
    assert "Dit is berekend uit de betrouwbaarheid in het verslag." in " ".join(words_of(store, noor))
    own = figures(said(store, noor, id_))
    assert own["Interval en andere schalen, Meetfout"] == "4,5; rond de behaalde score 62 tot 78"


def test_without_both_there_is_only_the_point_and_words_that_say_so(store: Workspace, noor: str, wisc: str) -> None:
    score(store, wisc, "VBI", value="85")
    with store.read() as s:
        mark = profile(s, noor, TODAY).groups[0].lines[0].marks[0]
    assert (mark.low, mark.words) == (None, "85")
    assert "Het verslag geeft geen interval en geen betrouwbaarheid, dus alleen het punt staat er." in words_of(store, noor)


def test_a_high_score_that_means_problems_has_its_computed_interval_the_other_way_round(store: Workspace, noor: str) -> None:
    test = store.do(add_test(noor, "BRIEF-2 leerkracht", TODAY))
    score(store, test, "Werkgeheugen", value="70", reliability="0.9")
    taken = next(iter(known(store, noor).tests[test]))
    assert taken.span is not None
    # true score 68, standard error 3: 63.07 to 72.93 as T scores, -2.29 to -1.31 in z with up being better
    assert (taken.span.first, taken.span.last) == ("63", "73")
    assert (round(taken.span.low, 2), round(taken.span.high, 2)) == (-2.29, -1.31)


def test_a_z_score_has_a_place_though_its_mean_is_zero(store: Workspace, noor: str) -> None:
    test = store.do(add_test(noor, "Eigen toets", TODAY))
    score(store, test, "Tempo", scale="standard", value="-1.5", mean="0", sd="1")
    assert next(iter(known(store, noor).tests[test])).z() == -1.5


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"value": "85", "low": "95", "high": "78"}, "Het interval in het dossier loopt niet van laag naar hoog"),
        ({"value": "85", "low": "85", "high": "85"}, "Het interval in het dossier loopt niet van laag naar hoog"),
        ({"value": "85", "low": "90", "high": "99"}, "De score ligt buiten het eigen interval"),
        ({"value": "85", "sd": "0"}, "De standaarddeviatie is niet groter dan 0"),
        ({"value": "85", "sd": "-15"}, "De standaarddeviatie is niet groter dan 0"),
        ({"value": "1000"}, "Deze score kan niet kloppen met de norm"),
        ({"value": "85", "reliability": "1"}, "Uit een betrouwbaarheid van 0 of 1 is geen interval te berekenen"),
        ({"value": "85", "reliability": "0"}, "Uit een betrouwbaarheid van 0 of 1 is geen interval te berekenen"),
    ],
)
def test_what_cannot_be_right_is_not_drawn_and_a_sentence_says_why(
    store: Workspace, noor: str, wisc: str, values: dict[str, str], sentence: str
) -> None:
    score(store, wisc, "VBI", **values)
    taken = next(iter(known(store, noor).tests[wisc]))
    assert taken.span is None
    assert any(one.startswith(sentence) for one in words_of(store, noor))


@pytest.mark.parametrize(("field", "value"), [("reliability", "1.2"), ("retest", "-0.1"), ("percentile", "101")])
def test_an_impossible_number_is_refused_when_it_is_written_down(store: Workspace, wisc: str, field: str, value: str) -> None:
    with pytest.raises(Problem, match="Dit getal kan hier niet"):
        score(store, wisc, "VBI", **{"value": "85", field: value})


# --- other scales -----------------------------------------------------------------------------------------------------


def test_one_place_stands_on_every_scale(store: Workspace, noor: str, wisc: str) -> None:
    id_ = score(store, wisc, "VBI", value="85")
    assert dict(said(store, noor, id_).conversions) == {
        "z": "-1",
        "standaardscore (100/15)": "85",
        "schaalscore (10/3)": "7",
        "T-score (50/10)": "40",
        "C-score (5/2)": "3",
        "stanine": "3",
        "percentiel": "16",
        "niveau I-V": "V",
        "niveau A-E": "D",
    }


def test_scales_count_up_as_better_also_where_the_test_does_not(store: Workspace, noor: str) -> None:
    test = store.do(add_test(noor, "BRIEF-2 ouders", TODAY))
    found = dict(said(store, noor, score(store, test, "Werkgeheugen", value="70")).conversions)
    assert (found["z"], found["percentiel"], found["niveau A-E"]) == ("-2", "2", "E")


# --- the parts of one test --------------------------------------------------------------------------------------------


def test_a_difference_needs_both_reliabilities(store: Workspace, noor: str, wisc: str) -> None:
    verbal = score(store, wisc, "VBI", value="116", reliability="0.91")
    score(store, wisc, "VSI", value="80")
    found = said(store, noor, verbal)
    assert found.differences == ()
    assert found.missing.startswith("Of dit echt verschilt van de andere delen is niet te zeggen")


def test_a_difference_is_said_in_words_and_its_share_only_with_a_known_correlation(
    store: Workspace, noor: str, wisc: str
) -> None:
    verbal = score(store, wisc, "VBI", value="116", reliability="0.91")
    speed = score(store, wisc, "VSI", value="80", reliability="0.85")
    (found,) = said(store, noor, verbal).differences
    assert (found.about, found.words) == ("Tempo van verwerken", f"{MEASUREMENT_ERROR}.")
    assert found.sentence.endswith("Hoe vaak zo'n verschil voorkomt is niet bekend, want de samenhang is niet bekend.")
    store.do(correlate(verbal, speed, Decimal("0.45")))
    (found,) = said(store, noor, verbal).differences
    # 36 over 15 √(2 - .90) = 15.73: 2.2 in 100 both ways
    assert found.sentence == f"{MEASUREMENT_ERROR}, en 2 op de 100 kinderen hebben zo'n verschil. In normaaltheorie."
    assert not any(c.isdigit() for c in found.words)
    store.undo()
    (found,) = said(store, noor, verbal).differences
    assert "niet bekend" in found.sentence


def test_the_limit_is_corrected_for_the_number_of_pairs(store: Workspace, noor: str, wisc: str) -> None:
    verbal = score(store, wisc, "VBI", value="100", reliability="0.91")
    score(store, wisc, "VSI", value="85", reliability="0.91")
    (alone,) = said(store, noor, verbal).differences
    assert alone.words == f"{MEASUREMENT_ERROR}."
    for name in ("VRI", "FRI", "WGI"):
        score(store, wisc, name, value="100", reliability="0.91")
    among = next(one for one in said(store, noor, verbal).differences if one.about == "Tempo van verwerken")
    assert among.words == "Het verschil kan meetfout zijn."
    assert among.sentence == "Het verschil van 15 kan meetfout zijn; vanaf 18 is het dat niet."
    assert among.arithmetic.endswith("gecorrigeerd voor 10 vergelijkingen")


def test_the_total_is_no_part_and_is_not_compared(store: Workspace, noor: str, wisc: str) -> None:
    verbal = score(store, wisc, "VBI", value="116", reliability="0.91")
    score(store, wisc, "TIQ", value="80", reliability="0.95")
    assert said(store, noor, verbal).differences == ()


def test_what_was_to_be_expected_and_all_together_are_for_the_expert(store: Workspace, noor: str, wisc: str) -> None:
    ids = [score(store, wisc, name, value=value, reliability="0.9") for name, value in (("VBI", "110"), ("VRI", "120"))]
    store.do(correlate(*ids, Decimal("0.6")))
    found = figures(said(store, noor, ids[0]))
    # expected 100 + .6 × 20; rest 15 × .8 = 12; (10/15 + 20/15) / √3.2 = 1.118; reliability 1 - .2 / 3.2
    predicted = found["Ruimtelijk inzicht, Voorspeld uit Ruimtelijk inzicht"]
    assert predicted.startswith("op de schaal 100 (15) verwacht 112, verschil -2;")
    assert found["Taal en uitleggen, Ruimtelijk inzicht samen, Samengestelde score"] == (
        "116,8 op de schaal 100 (15), betrouwbaarheid 0,94"
    )


def test_correlations_that_cannot_hold_together_are_refused(store: Workspace, noor: str, wisc: str) -> None:
    a, b, c = (score(store, wisc, name, value="100", reliability="0.9") for name in ("VBI", "VRI", "FRI"))
    for one, other, r in ((a, b, "0.9"), (a, c, "0.9"), (b, c, "-0.9")):
        store.do(correlate(one, other, Decimal(r)))
    assert not [name for name in figures(said(store, noor, a)) if "Samengestelde" in name]


def test_every_figure_has_its_method_with_version_and_its_inputs(store: Workspace, noor: str, wisc: str) -> None:
    ids = [score(store, wisc, name, value=value, reliability="0.9") for name, value in (("VBI", "110"), ("VRI", "120"))]
    store.do(correlate(*ids, Decimal("0.6"), "handleiding, blz. 88"))
    for drawer in said(store, noor, ids[0]).drawers:
        assert "betrouwbaarheid 0,9" in drawer.inputs
        assert all(one.value and "Versie 1." in one.method for one in drawer.figures)
    assert any("samenhang 0,6 (handleiding, blz. 88)" in drawer.inputs for drawer in said(store, noor, ids[0]).drawers)


@pytest.mark.parametrize("r", ["1.01", "-1.01"])
def test_an_impossible_correlation_is_refused(store: Workspace, wisc: str, r: str) -> None:
    ids = [score(store, wisc, name, value="100") for name in ("VBI", "VRI")]
    with pytest.raises(Problem, match="Dit getal kan hier niet"):
        store.do(correlate(*ids, Decimal(r)))


def test_a_correlation_is_of_two_scores_of_one_test(store: Workspace, noor: str, wisc: str) -> None:
    one = score(store, wisc, "VBI", value="100")
    elsewhere = score(store, str(store.do(add_test(noor, "RAKIT-2", TODAY))), "Verbaal leren", value="12")
    for other in (one, elsewhere):
        with pytest.raises(Problem, match="twee verschillende scores van één toets"):
            store.do(correlate(one, other, Decimal("0.5")))


def test_a_correlation_typed_again_from_the_other_side_is_the_same_one(store: Workspace, noor: str, wisc: str) -> None:
    a, b = (score(store, wisc, name, value="100") for name in ("VBI", "VRI"))
    store.do(correlate(a, b, Decimal("0.5")))
    store.do(correlate(b, a, Decimal("0.6")))
    with store.read() as s:
        assert [one.value for one in rows(s, "correlation", noor)] == [Decimal("0.6")]
    store.do(correlate(a, b, None))
    with store.read() as s:
        assert rows(s, "correlation", noor) == []
    store.undo()
    with store.read() as s:
        assert [one.value for one in rows(s, "correlation", noor)] == [Decimal("0.6")]


# --- earlier beside later ---------------------------------------------------------------------------------------------


def later(store: Workspace, noor: str, wisc: str, first: str, last: str, **values: str) -> ScoreTold:
    """The same scale two years earlier, and what is said of the later score."""
    before = str(store.do(add_test(noor, "WISC-V-NL", dt.date(2023, 3, 19))))
    score(store, before, "VBI", value=first, **{name: values[name] for name in values if name == "reliability"})
    return said(store, noor, score(store, wisc, "VBI", value=last, **values))


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("90", "102", "Het verschil kan meetfout zijn."),
        ("90", "103", "Beter dan eerder, en het verschil is groter dan de meetfout."),
        ("103", "90", "Minder dan eerder, en het verschil is groter dan de meetfout."),
    ],
)
def test_a_change_is_more_than_measurement_error_from_its_limit_on(
    store: Workspace, noor: str, wisc: str, first: str, last: str, words: str
) -> None:
    found = later(store, noor, wisc, first, last, reliability="0.91")  # limit 1.96 × 15 √.18 = 12.47
    assert found.change is not None
    assert (found.change.about, found.change.words) == ("Vergeleken met 19 maart 2023", words)


def test_a_gain_by_practice_is_taken_off(store: Workspace, noor: str, wisc: str) -> None:
    found = later(store, noor, wisc, "90", "105", reliability="0.91", practice="4").change
    assert found is not None
    assert found.sentence == (
        "Het verschil van 11 is kleiner dan de 13 die deze test nodig heeft om meetfout uit te sluiten. "
        "Een oefenwinst van 4 is eraf getrokken."
    )


def test_the_regression_form_needs_the_reliability_of_testing_again(store: Workspace, noor: str, wisc: str) -> None:
    found = later(store, noor, wisc, "90", "105", reliability="0.91", retest="0.8")
    # expected 100 + .8 × -10 = 92; 15 × √(1 - .64) = 9; 13 / 9
    assert figures(found)["Vergeleken met 19 maart 2023, Tegen wat te verwachten was"] == (
        "verwacht 92, standaardfout 9, z = 1,44, p = 0,149"
    )


def test_without_a_reliability_a_change_is_not_judged(store: Workspace, noor: str, wisc: str) -> None:
    found = later(store, noor, wisc, "90", "120").change
    assert found is not None
    assert found.words.startswith("Of dit meer is dan meetfout is niet te zeggen")


def test_a_perfect_reliability_is_refused(store: Workspace, noor: str, wisc: str) -> None:
    found = later(store, noor, wisc, "90", "120", reliability="1").change
    assert found is not None
    assert found.words.startswith("Een betrouwbaarheid van 1 laat geen meetfout over")


def test_scores_of_two_informants_are_not_each_others_past(store: Workspace, noor: str) -> None:
    people = [str(store.do(edits.add("person", noor, name=name, role="parent"))) for name in ("Ilse", "Bas")]
    ids = []
    for person, day in zip(people, (dt.date(2025, 1, 1), dt.date(2025, 9, 1)), strict=True):
        test = str(store.do(add_test(noor, "SDQ ouders", day)))
        store.do(edits.change("assessment", test, "informant", person))
        ids.append(score(store, test, "Emotionele problemen", value="4"))
    assert said(store, noor, ids[1]).change is None


def test_a_score_on_another_scale_is_not_compared(store: Workspace, noor: str, wisc: str) -> None:
    before = str(store.do(add_test(noor, "WISC-V-NL", dt.date(2023, 3, 19))))
    score(store, before, "VBI", value="12", scale="scaled", mean="10", sd="3", reliability="0.9")
    found = said(store, noor, score(store, wisc, "VBI", value="100", reliability="0.9")).change
    assert found is not None
    assert found.words == "De twee scores staan op verschillende schalen en worden daarom niet vergeleken."


# --- didactic age -----------------------------------------------------------------------------------------------------


def school_test(store: Workspace, noor: str, day: dt.date, equivalent: str, **values: str) -> tuple[str, str]:
    test = str(store.do(add_test(noor, "Leerlingvolgsysteem", day)))
    return test, score(store, test, "Spelling", scale="dle", value=equivalent, **values)


def test_the_didactic_age_is_computed_and_what_is_typed_comes_first(store: Workspace, noor: str) -> None:
    test, id_ = school_test(store, noor, dt.date(2026, 1, 21), "36")
    found = said(store, noor, id_).learning
    assert found is not None
    assert found.sentence == "didactische leeftijd 45 (berekend vanaf de start van groep 3), DLE 36. leerrendement 80% (berekend)"
    assert found.arithmetic.startswith("Alleen een hulpmiddel")
    store.do(edits.change("assessment", test, "didactic_age", Decimal(40)))
    found = said(store, noor, id_).learning
    assert found is not None
    assert found.sentence == "didactische leeftijd 40 (zelf ingevuld), DLE 36. leerrendement 90% (berekend)"


def test_a_learning_return_that_is_typed_comes_first(store: Workspace, noor: str) -> None:
    _, id_ = school_test(store, noor, dt.date(2026, 1, 21), "36", learning_return="75")
    found = said(store, noor, id_).learning
    assert found is not None
    assert "leerrendement 75% (zelf ingevuld)" in found.sentence


def test_between_two_measurements_growth_is_divided_by_growth(store: Workspace, noor: str) -> None:
    school_test(store, noor, dt.date(2025, 6, 10), "27")
    _, id_ = school_test(store, noor, dt.date(2026, 1, 21), "36")
    found = said(store, noor, id_).learning
    assert found is not None
    assert found.sentence.endswith("leerrendement 180% sinds 10 juni 2025 (berekend)")


def test_other_tests_have_no_learning_return(store: Workspace, noor: str, wisc: str) -> None:
    assert said(store, noor, score(store, wisc, "VBI", value="100")).learning is None
