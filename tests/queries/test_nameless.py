"""No name of anybody is left in a text, whatever way it is written, and ordinary words stay ordinary words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance_app.queries.nameless import Nameless, fold, names_in

CHILD, OTHERS = ("Zoë", "van der Groot-Bedacht"), ("Anouk Testers", "Roos de Lang", "J. O’Neil", "Hanna Démo", "Bo")
PLACES = ("Basisschool De Bedachte Boom", "De Linde", "12AB")


@pytest.fixture(scope="module")
def without() -> Nameless:
    return Nameless(CHILD, names_in(OTHERS), PLACES)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Zoë leest met een timer", "De leerling leest met een timer"),
        ("het lukt ZOE beter, zoë’s boek, Zoës boek", "het lukt de leerling beter, de leerling boek, de leerling boek"),
        ("Samen met Zoë van der Groot-Bedacht.", "Samen met de leerling."),
        ("met Anouk Testers en met juf anouk", "met iemand en met juf iemand"),
        ("Anouk en Hanna", "Iemand en iemand"),
        ("door O'Neil, of door Demo", "door iemand, of door iemand"),
        ("mail zoe.bedacht@school.nl", "mail de leerling@school.nl"),
        ("Z.V., Z. V. en ZV kiezen", "De leerling, de leerling en de leerling kiezen"),
        ("op de Bedachte Boom, bij De Linde, onder de linde", "op een school, bij een school, onder de linde"),
        ("een lang stuk, een roos, met Roos", "een lang stuk, een roos, met iemand"),
        ("nummer 123456789 en 10 keer", "nummer … en 10 keer"),
        ("de bode bood boeken aan Bo", "de bode bood boeken aan iemand"),
        ("Zo\u00ad\u00eb en Zoe\u0308", "De leerling en de leerling"),
        ("", ""),
    ],
)
def test_a_name_becomes_a_word_for_who_it_is(without: Nameless, text: str, told: str) -> None:
    assert without(text) == told


NAMES = st.text(st.characters(categories=("Lu", "Ll", "Lo")), min_size=3, max_size=9).filter(
    lambda name: fold(name).text.isalpha() and fold(name).text not in ("leerling", "iemand", "school", "een", "van", "der")
)


@given(NAMES, NAMES, st.sampled_from(["{} leest", "met {}.", "({})", "{}-timer", "“{}”", "x/{}", "3{}4", "_{}_", "{}’s werk"]))
def test_no_way_of_writing_keeps_a_name(child: str, other: str, around: str) -> None:
    without = Nameless((child,), names_in((other,)), ())
    for name in (child, child.upper(), child.lower(), unicodedata.normalize("NFD", child), other, other.upper()):
        left = fold(without(around.format(name))).text
        assert fold(name).text not in left, (name, left)


@given(st.text(max_size=200))
def test_without_names_a_text_stays_as_it_is(text: str) -> None:
    plain = unicodedata.normalize("NFC", text)
    if not any(letter.isdigit() for letter in plain):
        assert Nameless((), frozenset(), ())(text) == plain
