"""Two observers, in words: the plain sentence for everyone, kappa for the adviser, and what cannot be said."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from guidance_app.queries.observers import Check, in_plain_words, seen_alike

NONE: dict[str, Any] = {"first": None, "second": None, "count": None, "other": None, "percent": None}


@pytest.mark.parametrize(
    ("given", "plain", "words"),
    [
        (
            {"first": "++++----++++--++++-+", "second": "++++---+++++--+++--+"},
            "Een tweede observator zag in 18 van de 20 intervallen hetzelfde.",
            "In 18 van de 20 intervallen hetzelfde gezien (90%); kappa 0,78",
        ),
        (
            {"first": "+++", "second": "+++"},
            "Een tweede observator zag in 3 van de 3 intervallen hetzelfde.",
            "In 3 van de 3 intervallen hetzelfde gezien (100%); kappa is niet te berekenen: beiden zagen steeds een en hetzelfde",
        ),
        ({"first": "+?+", "second": "+-?"}, "Een tweede observator zag in 1 van 1 interval hetzelfde.", "(100%)"),
        ({"first": "++", "second": "+"}, "", "De rijen zijn niet even lang: 2 en 1 intervallen."),
        ({"first": "?", "second": "+"}, "", "Er is geen interval waarin beiden keken."),
        (
            {"count": Decimal(18), "other": Decimal(20)},
            "Twee observatoren telden 18 en 20.",
            "Geteld 18 en 20, het kleinste is 90% van het grootste",
        ),
        ({"count": Decimal(0), "other": Decimal(0)}, "Twee observatoren telden 0 en 0.", "100%"),
        ({"percent": Decimal(85)}, "Een tweede observator zag in 85% hetzelfde, zoals is opgegeven.", "85%"),
        ({}, "", "niet ingevuld"),
    ],
)
def test_what_both_saw_in_words(given: dict[str, Any], plain: str, words: str) -> None:
    told = seen_alike(*(NONE | given).values())
    assert told[0] == plain
    assert words in told[1]


def test_everyone_hears_only_of_what_is_looked_at() -> None:
    checks = [Check("1", "90%", "Een.", "a"), Check("2", "80%", "Twee.", "b"), Check("3", "70%", "Drie.", "")]
    assert in_plain_words(checks, "a") == "Een. Drie."


def test_several_times_are_put_together() -> None:
    marks = [Check("1", "", "x", "a", 18, 20), Check("2", "", "x", "", 9, 20)]
    assert in_plain_words(marks, "a") == "Een tweede observator zag in 27 van de 40 intervallen hetzelfde."
    told = [Check("1", "", "x", "a", reported="90%"), Check("2", "", "x", "", reported="95%")]
    assert in_plain_words(told, "a") == "Een tweede observator zag in 90% en 95% hetzelfde, zoals is opgegeven."
