"""No name of anybody is left in a text, whatever way it is written, and ordinary words stay ordinary words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance_app.domain.passphrase import words
from guidance_app.queries.known_names import names_told
from guidance_app.queries.nameless import ORDINARY, PARTICLES, Nameless, fold, names_in

CHILD, OTHERS = ("Zoë", "van der Groot-Bedacht"), ("Anouk Testers", "Roos de Lang", "J. O’Neil", "Hanna Démo", "Bo")
GROUPS = ("7B", "Groep De Dolfijnen", "Uilen", "7", "5/6 blauw")
PLACES = ("Basisschool De Bedachte Boom", "De Linde", "12AB")


@pytest.fixture(scope="module")
def without() -> Nameless:
    return Nameless(CHILD, names_in(OTHERS), PLACES, OTHERS, GROUPS)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Zoë leest met een timer", "De leerling leest met een timer"),
        ("het lukt ZOE beter, zoë’s boek, Zoës boek", "het lukt de leerling beter, de leerling boek, de leerling boek"),
        ("Samen met Zoë van der Groot-Bedacht.", "Samen met de leerling."),
        ("met Anouk Testers en met juf anouk", "met iemand en met juf iemand"),
        ("Anouk en Hanna", "Iemand en iemand"),
        ("door O'Neil, of door Demo", "door iemand, of door iemand"),
        ("mail zoe.bedacht@school.nl", "mail …"),
        ("Z.V., Z. V. en ZV kiezen", "De leerling, de leerling en de leerling kiezen"),
        ("op de Bedachte Boom, bij De Linde, onder de linde", "op een school, bij een school, onder de linde"),
        ("een lang stuk, een roos, met Roos", "een lang stuk, een roos, met iemand"),
        ("nummer 123456789 en 10 keer", "nummer … en 10 keer"),
        ("de bode bood boeken aan Bo", "de bode bood boeken aan iemand"),
        ("Zo\u00ad\u00eb en Zoe\u0308", "De leerling en de leerling"),
        ("juf AnoukTesters en #ZoëBedacht, zoebedacht en jufanouk", "juf iemand en #de leerling, de leerling en iemand"),
        ("A.T. zegt het, A. Testers ook, en Anouk T. niet", "Iemand zegt het, iemand ook, en iemand niet"),
        ("J.O’Neil, R. de L. en Z. van der G.-B. samen", "Iemand, iemand en de leerling samen"),
        ("Fase A. Boeken in B. en A.B. kiezen", "Fase A. Boeken in B. en A.B. kiezen"),
        ("Zoëtje en Anoukje in het boekje", "De leerling en iemand in het boekje"),
        ("in groep 7B, met 7b en de Dolfijnen", "in een groep, met een groep en een groep"),
        ("groep 4c van de Uilen en de uilen in 5/6 blauw", "Een groep en de uilen in een groep"),
        ("in groep 7 en in groep 5/6", "in groep 7 en in groep 5/6"),
        ("bel 06-12 34 56 78 of www.delinde.nl/zoe, @DeLinde", "bel … of …, @een school"),
        ("rijen 5 6 5 7 9 8 7 6 en 0 1 2", "rijen 5 6 5 7 9 8 7 6 en 0 1 2"),
        ("", ""),
    ],
)
def test_a_name_becomes_a_word_for_who_it_is(without: Nameless, text: str, told: str) -> None:
    assert without(text) == told


WORDS = {"leerling", "iemand", "school", "een", *PARTICLES, *ORDINARY, *words()}
NAMES = st.text(st.characters(categories=("Lu", "Ll", "Lo")), min_size=3, max_size=9).filter(
    lambda name: fold(name).text.isalpha() and fold(name).text not in WORDS
)


@given(NAMES, NAMES, st.sampled_from(["{} leest", "met {}.", "({})", "{}-timer", "“{}”", "x/{}", "3{}4", "_{}_", "{}’s werk"]))
def test_no_way_of_writing_keeps_a_name(child: str, other: str, around: str) -> None:
    without = Nameless((child,), names_in((other,)), ())
    for name in (child, child.upper(), child.lower(), unicodedata.normalize("NFD", child), other, other.upper()):
        left = fold(without(around.format(name))).text
        assert fold(name).text not in left, (name, left)


@given(NAMES, NAMES, st.sampled_from(["{a}{b}", "{b}{a}", "{A}{B}", "juf{b}", "{a}{b}@x.nl", "{a}_{b}", "#{A}{B}{A}", "{a}-{b}"]))
def test_no_name_is_kept_within_another_word(child: str, other: str, glued: str) -> None:
    without = Nameless((child,), names_in((other,)), ())
    left = fold(without(glued.format(a=child, b=other, A=child.title(), B=other.title()))).text
    assert fold(child).text not in left.replace("de leerling", "").replace("iemand", ""), left
    assert "juf" in fold(other).text or fold(other).text not in left.replace("de leerling", "").replace("iemand", ""), left


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ("meester Kornelis", ["Kornelis"]), ("meester kornelis en een ouder", ["kornelis"]), ("Kornelis", ["Kornelis"]),
        ("Kornelis en Fenna van Dam", ["Kornelis", "Fenna Dam"]), ("Externe zorgaanbieder", []), ("de leerkracht zelf", []),
        ("Ouders, samen met de IB’er Wolfhard", ["Wolfhard"]), ("Leerkracht", []), ("juf Roos", ["Roos"]), ("", []),
    ],
)  # fmt: skip
def test_a_name_among_other_words_is_told_from_who_somebody_is(told: str, names: list[str]) -> None:
    assert names_told(told) == names


@given(st.text(max_size=200))
def test_without_names_a_text_stays_as_it_is(text: str) -> None:
    plain = unicodedata.normalize("NFC", text)
    if not any(letter.isdigit() for letter in plain):
        assert Nameless((), frozenset(), ())(text) == plain
