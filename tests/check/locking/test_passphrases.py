"""The right passphrase always opens and a wrong one never, whatever script, signs and length it has."""

from __future__ import annotations

import tempfile
import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, example, given, seed, settings
from hypothesis import strategies as st

from guidance_app.base.errors import Problem
from guidance_app.store import keys

CHEAP = keys.Cost(64, 1, 1)
texts = st.one_of(
    st.text(min_size=12, max_size=40),
    st.text(" \t\u00a0\u2003éeé́ﬁfiÅÅ🙂", min_size=12, max_size=60),  # spaces, and what can be written in two ways
    st.integers(12, 1000).map(lambda length: "vier losse woorden " * 60 if length == 1000 else "x" * length),
    st.text(min_size=900, max_size=1000),
)


def same(one: str, other: str) -> bool:
    """Whether two are the same passphrase: the way a keyboard composes a letter does not count."""
    return unicodedata.normalize("NFKC", one) == unicodedata.normalize("NFKC", other)


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "FLOOR", CHEAP)


def opens(folder: Path, made: keys.Keys, typed: str) -> bool:
    """Whether this opens, and then with the right key."""
    try:
        opened = keys.unlock(folder, typed)
    except Problem:
        return False
    assert opened.dek == made.dek
    return True


def check(right: str, wrong: str) -> None:
    """One store with one passphrase."""
    with tempfile.TemporaryDirectory() as folder:
        made = keys.create(Path(folder), right, CHEAP)
        for form in ("NFC", "NFD", "NFKC"):
            assert opens(Path(folder), made, unicodedata.normalize(form, right))
        for other in (wrong, right + "x", right[:-1], "", right.swapcase()):
            assert opens(Path(folder), made, other) == same(other, right)


@given(right=texts, wrong=st.one_of(texts, st.text(max_size=12)))
@settings(max_examples=200)
@example(right="Amélie leest graag", wrong="Amelie leest graag")
@example(right="vier losse woorden", wrong="vier losse  woorden")
@example(right=" " * 12, wrong=" " * 13)
@example(right="\x00" * 12, wrong="\x00" * 13)
@example(right="\ud800" * 12, wrong="?" * 12)  # half a letter, as a broken paste can give
def test_fresh_passphrases(right: str, wrong: str) -> None:
    check(right, wrong)


@seed(20261125)
@given(right=texts, wrong=texts)
@settings(max_examples=50, database=None)
def test_the_same_passphrases_in_every_run(right: str, wrong: str) -> None:
    assume(not same(right, wrong))
    check(right, wrong)


@pytest.mark.parametrize("right", ["vier losse woorden hier", "Привет, школа за углом"])
def test_at_the_real_cost(tmp_path: Path, right: str) -> None:
    made = keys.create(tmp_path, right)
    assert opens(tmp_path, made, right)
    assert not opens(tmp_path, made, right + ".")


def test_the_check_sees_a_lock_that_any_passphrase_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fault: only the first twelve characters count."""
    whole = keys._kek
    monkeypatch.setattr(keys, "_kek", lambda secret, header, store: whole(secret[:12], header, store))
    with pytest.raises(AssertionError):
        check("vier losse woorden hier", "vier losse woordn hier")
