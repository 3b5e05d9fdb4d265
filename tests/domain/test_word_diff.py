"""Which words changed: the new text stays to the letter, the old words are all there."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance_app.domain.word_diff import MOST, Piece, excerpt, word_diff

TEXTS = st.text(alphabet="ab \n.é", max_size=30)


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("Mark leest graag", "Mark leest graag", [("same", "Mark leest graag")]),
        ("Mark leest graag", "Mark leest heel graag", [("same", "Mark leest "), ("in", "heel "), ("same", "graag")]),
        ("Mark leest niet graag", "Mark leest graag", [("same", "Mark leest "), ("out", "niet "), ("same", "graag")]),
        ("Lezen is leuk", "Lezen", [("same", "Lezen"), ("out", " is leuk")]),
        ("een twee drie", "een vier vijf", [("same", "een "), ("out", "twee drie "), ("in", "vier vijf")]),
        ("", "nieuw", [("in", "nieuw")]),
        ("weg", "", [("out", "weg")]),
        ("", "", []),
    ],
)
def test_the_words_that_changed_are_marked(before: str, after: str, pieces: list[tuple[str, str]]) -> None:
    assert [(piece.mark, piece.text) for piece in word_diff(before, after)] == pieces


def words(pieces: tuple[Piece, ...], without: str) -> str:
    return "".join(piece.text for piece in pieces if piece.mark != without)


@given(TEXTS, TEXTS)
def test_no_word_is_lost_or_made_up(before: str, after: str) -> None:
    pieces = word_diff(before, after)
    assert words(pieces, "out") == after
    assert "".join(words(pieces, "in").split()) == "".join(before.split())


def test_the_longest_texts_are_compared_at_once() -> None:
    old = [f"woord{i}" for i in range(3 * MOST)]
    new = [*old[:100], "anders", *old[101:]]
    begun = time.perf_counter()
    pieces = word_diff(" ".join(old), " ".join(new))
    assert [piece.text for piece in pieces if piece.mark != "same"] == ["woord100 ", "anders "]
    assert time.perf_counter() - begun < 1


def test_of_a_long_text_only_what_stands_round_the_change_is_shown() -> None:
    old = " ".join(f"woord{i}" for i in range(100))
    pieces = excerpt(word_diff(old, old.replace("woord50", "anders")), around=2)
    assert "".join(piece.text for piece in pieces) == "… woord48 woord49 woord50 anders woord51 woord52 … "


def test_a_short_text_is_shown_whole() -> None:
    pieces = word_diff("Mark leest graag", "Mark leest heel graag")
    assert excerpt(pieces) == pieces
