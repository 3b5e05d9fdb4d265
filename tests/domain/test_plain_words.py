"""Language hints: what is called long or hard, and that following a hint loses no word."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance_app.base.machine import resource
from guidance_app.domain.plain_words import MOST_WORDS, count, cut, hints, made_plainer

LONG = "Mark werkt rustig door, ook als de opdracht langer duurt en andere kinderen in de klas al klaar zijn."


def test_a_sentence_of_fifteen_words_is_not_long_and_one_of_sixteen_is() -> None:
    assert hints(" ".join(["woord"] * MOST_WORDS) + ".") == ()
    assert [hint.words for hint in hints(" ".join(["woord"] * (MOST_WORDS + 1)))] == [16]


def test_every_sentence_and_every_line_is_counted_by_itself() -> None:
    half = " ".join(["woord"] * 10)
    assert hints(f"{half}. {half}!\n{half}\n{half}") == ()


def test_an_abbreviation_or_a_time_does_not_end_a_sentence() -> None:
    (found,) = hints("Mark leest elke dag om 20.00 uur een boek dat hij leuk vindt, bijv. over ruimtevaart of dieren.")
    assert found.words == 18


def test_a_long_sentence_is_cut_at_its_comma_and_keeps_all_its_words() -> None:
    assert cut(LONG) == ("Mark werkt rustig door. Ook als de opdracht langer duurt en andere kinderen in de klas al klaar zijn.")


def test_without_a_comma_it_is_cut_before_a_joining_word() -> None:
    assert cut("Mark maakt zijn sommen af maar hij slaat de laatste over.") == (
        "Mark maakt zijn sommen af. Maar hij slaat de laatste over."
    )


def test_a_sentence_without_a_good_place_is_not_cut() -> None:
    assert cut("Ja, Mark leest graag") is None
    assert cut("Mark leest") is None


def test_a_hard_word_is_replaced_with_its_capital() -> None:
    (found,) = hints("Instructie op dinsdag.")
    assert (found.text, found.plain, found.swap) == ("Instructie", "uitleg", True)
    assert made_plainer("Instructie op dinsdag.", found) == "Uitleg op dinsdag."


def test_a_hard_word_with_an_ending_is_found_but_not_replaced_since_the_plainer_word_would_not_fit() -> None:
    (found,) = hints("Ondersteuningsbehoeften van Mark.")
    assert (found.text, found.plain, found.swap) == ("Ondersteuningsbehoeften", "hulp die nodig is", False)


def test_the_name_of_something_legal_is_explained_and_not_replaced() -> None:
    (found,) = hints("Er komt een OPP.")
    assert not found.swap
    assert "kind kan bereiken" in found.plain


def test_part_of_a_longer_word_is_not_a_hard_word() -> None:
    assert hints("De structuurplaat en de addertjes hangen op.") == ()


def test_counting_adds_the_lines_up() -> None:
    assert count([LONG, "De juf geeft instructie en feedback.", "Mark leest."]) == (1, 2)


@pytest.mark.parametrize("kind", ["swap", "explain"])
def test_no_plainer_word_is_itself_on_the_list(kind: str) -> None:
    raw = tomllib.loads(resource("plain_words", "nl.toml").read_text(encoding="utf-8"))
    assert [plain for plain in raw[kind].values() if hints(plain)] == []


@given(st.text(alphabet="abc ,.;!?\nen maar'", max_size=120))
def test_a_cut_loses_no_letter_whatever_the_text(text: str) -> None:
    letters = lambda words: [c for c in words.casefold() if c.isalnum()]  # noqa: E731
    for hint in hints(text):
        assert text[hint.start : hint.end] == hint.text
        assert letters(made_plainer(text, hint)) == letters(text)
