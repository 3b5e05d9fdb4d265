"""A verdict follows from the figures by fixed rules, with one sentence why; cause is spoken of only where the design allows."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance_app.base import i18n
from guidance_app.stats import sentences
from guidance_app.stats.aim import aim_line, progress
from guidance_app.stats.designs import DrawnRounds, DrawnStart
from guidance_app.stats.exact import path
from guidance_app.stats.gates import Chance, Range, Refusal, Why
from guidance_app.stats.orders import drawn_pairs
from guidance_app.stats.overlap import Overlap, nap_range
from guidance_app.stats.psychometrics import index_difference, reliable_change
from guidance_app.stats.verdict import Drawn, Verdict, evidence, judge
from guidance_app.store.records.experiments import VERDICTS
from tests.stats.mark import experiment, series

A, B = [5, 4, 6, 5, 5, 4], [9, 8, 9, 10, 9, 8]


def test_marks_first_experiment_goes_on_because_every_change_went_the_wanted_way():
    found = judge(evidence(experiment(1, kind="percent")))
    assert found.verdict is Verdict.CONTINUE
    assert found.why.sentence.startswith("Alle 3 wisselingen gingen de gewenste kant op")


def test_marks_second_experiment_goes_on_because_of_the_drawn_order():
    one = experiment(2)
    test = drawn_pairs([o.value for o in one.observations], [o.phase for o in one.observations], ("zonder", "met"))
    found = judge(evidence(one, Drawn(test.two_sided, test.worse)))
    assert found.verdict is Verdict.CONTINUE
    assert found.why.sentence == (
        "De volgorde is vooraf geloot. "
        "Van de 64 volgordes die geloot hadden kunnen worden geven er 2 minstens zo'n groot verschil: 3 op 100."
    )
    assert found.why.arithmetic == "p = 2/64 = 0,031; alle mogelijkheden geteld"


def test_marks_third_experiment_cannot_show_what_the_change_came_from():
    found = judge(evidence(experiment(3, "battery")))
    assert found.verdict is Verdict.CANNOT_SAY
    assert "niet te zien waardoor" in found.why.sentence


@pytest.mark.parametrize(
    ("phases", "verdict", "words"),
    [
        (([5, 4], [9, 8]), Verdict.CANNOT_SAY, "2 scores in deze fase"),
        (([5, 4, 6], [9, 8, 9]), Verdict.MEASURE_LONGER, "Elke score is beter"),
        (([5, 4, 6, 7], [9, 8, 9, 6]), Verdict.MEASURE_LONGER, "pas vanaf 5"),
        ((A, B), Verdict.CANNOT_SAY, "niet te zien waardoor"),
        (([1, 2, 3, 4, 5], [6, 7, 8, 9, 10]), Verdict.CANNOT_SAY, "ging al vooruit"),
        ((A, [5, 6, 4, 5, 6, 5]), Verdict.MEASURE_LONGER, "van de 100 van die paren"),
        ((B, A), Verdict.ADAPT, "0 van de 100 van die paren"),
        ((A, B, A, B), Verdict.CONTINUE, "Alle 3 wisselingen"),
        ((B, A, B, A), Verdict.STOP, "de andere kant"),
        ((A, B, B, B), Verdict.ADAPT, "komt niet elke keer terug"),
    ],
)
def test_without_a_draw(phases, verdict, words):
    found = judge(evidence(series(*phases)))
    assert (found.verdict, words in found.why.sentence) == (verdict, True), found


@pytest.mark.parametrize(
    ("wanted", "unwanted", "verdict"),
    [((1, 20), (20, 20), Verdict.CONTINUE), ((20, 20), (1, 20), Verdict.STOP), ((2, 20), (19, 20), Verdict.MEASURE_LONGER)],
)
def test_with_a_draw_its_chance_figure_decides(wanted, unwanted, verdict):
    assert judge(evidence(series(A, B), Drawn(Chance(*wanted), Chance(*unwanted), "start"))).verdict is verdict


def test_three_or_four_scores_never_give_a_verdict_even_where_the_draw_would():
    seen = evidence(series([5, 4, 6, 5], [9, 8, 9, 9]), Drawn(Chance(1, 70), Chance(70, 70)))
    assert judge(seen).verdict is Verdict.MEASURE_LONGER


def test_the_verdicts_are_those_of_the_record():
    assert {one.value for one in Verdict} == set(VERDICTS)


@given(*[st.lists(st.one_of(st.none(), st.integers(0, 9)), max_size=7)] * 4, st.booleans(), st.booleans())
def test_whatever_was_measured_there_is_one_verdict_and_never_a_cause(a, b, c, d, turns, higher):
    found = judge(evidence(series(a, b, c, d, alternating=turns, higher=higher)))
    assert found.why.sentence.endswith(".")
    assert "{" not in found.why.sentence + found.why.arithmetic
    assert not re.search(r"dankzij|omdat|werkt|effect|bewijs|significant|nan|inf\b", found.why.sentence.casefold())


NAP = Overlap(30, 1, 35)
LINE = aim_line(path([Decimal(0)], [Decimal(40)]), Fraction(60), Fraction(140))
EIGHT = path([Decimal(7 * n) for n in range(1, 9)], [Decimal(y) for y in (43, 50, 40, 52, 41, 55, 46, 51)])
SAID = {
    "too few": (
        lambda: sentences.too_few(3),
        "Nog geen conclusie: 3 scores in deze fase; pas vanaf 5 zegt een vergelijking iets.",
    ),
    "pairs": (
        lambda: sentences.pairs(NAP, nap_range(NAP, 5, 7)),
        "Zet elke nieuwe score naast elke score ervoor: in 87 van de 100 van die paren is de nieuwe beter. "
        "Maakte de aanpak niets uit, dan ongeveer 50. Met zo weinig scores "
        "kan het werkelijke getal tussen 52 en 98 liggen.",
    ),
    "start": (
        lambda: sentences.by_chance(Chance(1, 20), "start"),
        "De start is vooraf geloot. "
        "Van de 20 startdata die geloot hadden kunnen worden geeft er 1 zo'n groot verschil: 5 op 100.",
    ),
    "rare": (
        lambda: sentences.by_chance(Chance(3, 52404)),
        "De volgorde is vooraf geloot. "
        "Van de 52404 volgordes die geloot hadden kunnen worden geven er 3 minstens zo'n groot verschil: minder dan 1 op 100.",
    ),
    "floor": (
        lambda: sentences.at_best(DrawnRounds(("A", "B"), 6).floor),
        "Op zijn best kan dit plan laten zien dat toeval zo'n verschil in 3 van de 100 gevallen geeft. "
        "Bij 5 of minder overtuigt dat.",
    ),
    "floor of starts": (
        lambda: sentences.at_best(DrawnStart(12, 3).floor),
        "Op zijn best kan dit plan laten zien dat toeval zo'n verschil in 14 van de 100 gevallen geeft. "
        "Bij 5 of minder overtuigt dat.",
    ),
    "notice": (
        lambda: sentences.would_notice("3 punten"),
        "Dit plan zou een verandering van 3 punten in 8 van de 10 keer opmerken.",
    ),
    "not known": (lambda: sentences.would_notice(Refusal(Why.NOT_KNOWN)), "Dit is nog niet bekend."),
    "ahead": (
        lambda: sentences.best_method("B", "A en C", "8 woorden", 4, None, 4),
        "B staat voor op A en C (8 woorden). Na 4 rondes kan dat nog geluk zijn; er zijn ongeveer 4 rondes extra nodig.",
    ),
    "growth": (
        lambda: sentences.growth(progress(LINE, EIGHT)),
        "De groei is 0,8 per week, tussen -0,4 en 2,1; het doel is 1. Zowel “op schema” als “achter” kan.",
    ),
    "four": (
        lambda: sentences.four_in_a_row(True, 0.14),
        "De laatste 4 scores liggen onder de doellijn. Dat gebeurt bij 1 op de 7 leerlingen die op schema liggen: "
        "een reden om te kijken, geen oordeel.",
    ),
    "change": (
        lambda: sentences.change_of_score(Decimal(6), reliable_change(82, 88, 15, 0.9, 0.9)),
        "Het verschil van 6 is kleiner dan de 14 die deze test nodig heeft om meetfout uit te sluiten.",
    ),
    "difference": (
        lambda: sentences.difference_of_indexes(index_difference(85, 104, 15, 0.88, 0.86, 0.45)),
        "Het verschil is echt (geen meetfout), en 23 op de 100 kinderen hebben zo'n verschil.",
    ),
}


@pytest.mark.parametrize(("make", "dutch"), SAID.values(), ids=SAID)
def test_the_words(make, dutch):
    assert make().sentence == dutch
    i18n.use_language("en")
    english = make().sentence
    i18n.use_language("nl")
    assert english != dutch
    assert english.endswith(".")
    assert make() == make()


@given(st.fractions(0, 1))
def test_a_share_is_only_nothing_or_everything_when_it_is(share):
    told = int(sentences.in_hundred(share))
    assert (told == 0) == (share == 0)
    assert (told == 100) == (share == 1)


def test_the_range_in_words_is_never_narrower_than_the_range():
    said = sentences.pairs(NAP, Range(0.4999, 0.9701, 0.95))
    assert "tussen 49 en 98 " in said.sentence
