"""The code of the emergency card: what is copied from paper by hand is understood, and every slip is noticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance_app.domain import recovery_code as code

positions = st.integers(0, 35)


def test_two_codes_are_never_the_same() -> None:
    assert len({code.new_code() for _ in range(100)}) == 100


@given(st.integers(0, 2**160 - 1))
def test_every_code_is_understood_as_it_was_shown(number: int) -> None:
    digits = code._digits(number, 32)
    assert code.tidy(code.shown(digits)) == digits
    assert len(code.last_group(code.shown(digits))) == 4


@given(at=positions, digit=st.sampled_from(code.DIGITS))
def test_one_wrong_character_is_noticed(at: int, digit: str) -> None:
    right = code.shown(code._digits(123456789**5 % 2**160, 32)).replace("-", "")
    wrong = right[:at] + digit + right[at + 1 :]
    assert (code.tidy(wrong) is None) == (wrong != right) or _collision(right, wrong)


def _collision(right: str, wrong: str) -> bool:
    """Twenty check bits let one slip in a million through; that is then told as a code that opens nothing."""
    return right[-4:] == wrong[-4:]


@pytest.mark.parametrize("typed", ["", "vier losse woorden hier", "0" * 35, "0" * 37, "U" * 36, "é" * 36])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert code.tidy(typed) is None


def test_a_passphrase_is_not_taken_for_a_code() -> None:
    assert not code.looks_like_one("een heel lang wachtwoord met acht woorden erin")
    assert code.looks_like_one(code.new_code()[:-1])
