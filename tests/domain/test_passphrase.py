"""A passphrase is judged by how easily it is guessed, and the list behind the six suggested words is a good one."""

from __future__ import annotations

import math

import pytest

from guidance_app.base.errors import Problem
from guidance_app.domain import passphrase
from guidance_app.domain.passphrase import advise, require, suggest, words


@pytest.mark.parametrize("good", ["vier losse woorden hier", "correct horse battery staple", "tK8#vq2!Lx0z"])
def test_four_words_that_do_not_belong_together_are_strong(good: str) -> None:
    require(good, ["Hanna Demo"])
    assert advise(good, ["Hanna Demo"]).sentence.startswith("Sterk")


@pytest.mark.parametrize(
    ("weak", "why"),
    [
        ("kort", "Nog 8 tekens"),
        ("welkom01welkom01", "herhaling"),
        ("aaaaaaaaaaaaaaaa", "herhaling"),
        (" " * 20, "herhaling"),
        ("abcdefghijklmnop", "op een rij"),
        ("wachtwoord123", "veelgebruikte"),
        ("hanna demo hanna", "naam"),
        ("Hanna-Demo-2026", "naam"),
        ("x" * 1000, "herhaling"),
    ],
)
def test_what_is_easily_guessed_is_refused_with_what_to_do(weak: str, why: str) -> None:
    assert why in advise(weak, ["Hanna Demo"]).sentence
    with pytest.raises(Problem):
        require(weak, ["Hanna Demo"])


def test_a_name_in_a_strong_passphrase_does_no_harm() -> None:
    require("hanna plukt blauwe tulpen op maandag", ["Hanna Demo"])


@pytest.mark.parametrize("text", ["", "é", "日本語" * 30, "\x00" * 13, "vier woorden " * 80, "🙂" * 12])
def test_anything_that_can_be_typed_can_be_judged(text: str) -> None:
    assert advise(text, ["", "É"]).sentence


def test_the_list_holds_short_plain_lower_case_words_each_once() -> None:
    assert len(words()) == 1296
    assert list(words()) == sorted(set(words()))
    assert [word for word in words() if not (3 <= len(word) <= 8 and word.isascii() and word.isalpha() and word.islower())] == []


def test_no_word_is_the_beginning_of_another_so_that_spaces_may_be_left_out() -> None:
    assert [(a, b) for a, b in zip(words(), words()[1:], strict=False) if b.startswith(a)] == []


def test_every_suggestion_is_strong() -> None:
    suggested = suggest()
    assert advise(suggested).sentence.startswith("Sterk"), suggested


def test_a_suggestion_is_six_words_of_62_bits_and_another_each_time() -> None:
    assert passphrase.SUGGESTED * math.log2(len(words())) > 62
    made = {suggest() for _ in range(50)}
    assert len(made) == 50
    assert all(len(one.split()) == 6 and set(one.split()) <= set(words()) for one in made)
    assert all(advise(one).enough for one in made)
