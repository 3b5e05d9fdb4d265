"""Fields: what is typed is kept exactly, comes back the same, and absurd values are refused with a sentence."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance_app.base.errors import Problem
from guidance_app.domain import fields as kinds
from guidance_app.domain.ids import after, between

CHOICE = kinds.Choice({"a": "agenda", "b": "goal"})
VALUES: list[tuple[kinds.Kind, Any]] = [
    (kinds.Line(), st.text(max_size=50)),
    (kinds.Text(), st.text(max_size=200)),
    (kinds.Number(), st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12)),
    (kinds.Day(), st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))),
    (kinds.Clock(), st.builds(dt.time, st.integers(0, 23), st.integers(0, 59))),
    (CHOICE, st.sampled_from(["a", "b"])),
    (kinds.Flag(), st.booleans()),
    (kinds.Tags(), st.lists(st.text(max_size=20), max_size=4)),
    (kinds.Readers(), st.lists(st.sampled_from(sorted(kinds.READERS)), max_size=3)),
    (kinds.Refs(("goal",)), st.lists(st.uuids().map(lambda u: u.hex), max_size=3)),
]


@given(data=st.data())
@pytest.mark.parametrize(("kind", "values"), VALUES)
def test_a_kept_value_comes_back_the_same_and_checking_again_changes_nothing(kind: kinds.Kind, values: Any, data: Any) -> None:
    try:
        kept = kind.check(data.draw(values))
    except Problem:
        return
    assert kind.unpack(kind.pack(kept)) == kept
    assert kind.check(kept) == kept
    assert kind.pack(kind.unpack(kind.pack(kept))) == kind.pack(kept)


@pytest.mark.parametrize("kind", [kind for kind, _ in VALUES])
def test_nothing_is_none_and_shows_as_nothing(kind: kinds.Kind) -> None:
    assert kind.check(None) is None
    assert kind.pack(None) is None
    assert kind.unpack(None) is None
    assert kind.format(None) == ""


def test_digits_are_kept_as_typed() -> None:
    assert kinds.Number().pack(Decimal("7.50")) == "7.50"
    assert kinds.Number().format(Decimal("7.50")) == "7,50"


@pytest.mark.parametrize(
    ("kind", "value", "sentence"),
    [
        (kinds.Day(), dt.date(1850, 1, 1), "Deze datum kan niet kloppen."),
        (kinds.Day(), dt.date(2999, 1, 1), "Deze datum kan niet kloppen."),
        (kinds.Number(0, 10), Decimal(11), "Dit getal kan hier niet."),
        (kinds.Number(0, 100), Decimal(-1), "Dit getal kan hier niet."),
        (kinds.Number(), Decimal("NaN"), "Dit getal kan hier niet."),
        (kinds.Number(), Decimal("Infinity"), "Dit getal kan hier niet."),
        (kinds.Line(10), "elf letters", "Deze tekst is te lang"),
        (kinds.Text(), "x" * 100_001, "Deze tekst is te lang"),
        (kinds.Text(), "stil\x00teken", "In deze tekst staat een teken dat niet getoond kan worden."),
        (kinds.Text(), "half\ud800paar", "In deze tekst staat een teken dat niet getoond kan worden."),
        (CHOICE, "c", "Dit is geen van de keuzes."),
        (kinds.Readers(), ("iedereen",), "Dit is geen van de keuzes."),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(kind: kinds.Kind, value: Any, sentence: str) -> None:
    with pytest.raises(Problem) as refused:
        kind.check(value)
    assert str(refused.value).startswith(sentence)
    assert refused.value.next_step


def test_markup_and_a_hundred_thousand_letters_are_just_text() -> None:
    for text in ('<img src="/etc/passwd"><b>vet</b>', "x" * 100_000, "Ünal Łuczak Ωμέγα Жанна أمينة"):
        assert kinds.Text().check(text) == text


@given(st.lists(st.integers(0, 6), max_size=60))
def test_a_row_can_be_put_anywhere_and_the_order_holds(places: list[int]) -> None:
    keys = [after(None)]
    for place in places:
        at = min(place, len(keys))
        before, following = (keys[at - 1] if at else None), (keys[at] if at < len(keys) else None)
        keys.insert(at, after(before) if following is None else between(before, following))
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)
