"""Two changes of one text are brought together only when no word of either is in doubt."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from guidance_app.domain.three_way import proposal

WORDS = st.lists(st.sampled_from(["een", "twee", "drie", "vier", "vijf", "zes"]), max_size=12).map(" ".join)


def test_changes_in_different_places_come_together() -> None:
    assert proposal("a b c d e", "A b c d e", "a b c d E") == "A b c d E"
    assert proposal("a b c d e", "a c d e", "a b c d e f") == "a c d e f"


def test_changes_that_touch_are_left_to_a_person() -> None:
    assert proposal("a b c", "a x c", "a y c") is None
    assert proposal("a", "a x", "a y") is None


def test_the_same_change_by_both_counts_once() -> None:
    assert proposal("a b c", "a x c", "a x c") == "a x c"


@given(before=WORDS, mine=WORDS, theirs=WORDS)
def test_whose_is_called_mine_makes_no_difference_and_no_new_word_is_lost(before: str, mine: str, theirs: str) -> None:
    made = proposal(before, mine, theirs)
    assert made == proposal(before, theirs, mine)
    if made is not None:
        assert set(mine.split()) - set(before.split()) <= set(made.split())
        assert set(theirs.split()) - set(before.split()) <= set(made.split())


@given(before=WORDS, mine=WORDS)
def test_who_alone_changed_something_is_followed(before: str, mine: str) -> None:
    assert proposal(before, mine, before) == mine
    assert proposal(before, mine, mine) in (mine, None)
