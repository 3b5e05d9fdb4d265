"""Factors and needs can be written down from examples that fit every child."""

import re

import pytest

from guidance_app.domain.factors import AREAS, KINDS, example_factors, need_stems


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_area_has_examples_that_are_whole_sentences(kind, area):
    examples = example_factors(kind, area)
    assert len(examples) >= 5
    assert all(re.fullmatch(r"[A-Z].*\.", e) for e in examples)


def test_examples_hold_no_diagnosis():
    text = " ".join(e for kind in KINDS for area in AREAS for e in example_factors(kind, area)).casefold()
    assert not [
        word for word in ("adhd", "add", "autis", "dyslexie", "dyscalcu", "stoornis", "iq") if re.search(rf"\b{word}", text)
    ]


def test_what_helps_is_not_outnumbered_by_what_makes_it_hard():
    for area in AREAS:
        assert len(example_factors("helps", area)) >= len(example_factors("hinders", area))


def test_starters_name_the_person_and_leave_the_rest_open():
    first = next(stem for stem in need_stems() if stem.for_whom == "pupil")
    assert first.sentence("Mark") == "Mark heeft instructie nodig die …"
    assert first.sentence("{0!r}") == "{0!r} heeft instructie nodig die …"
    assert all(stem.stem.endswith("…") for stem in need_stems())
    assert {stem.for_whom for stem in need_stems()} == {"pupil", "teacher", "parents"}


def test_an_unknown_area_has_no_examples():
    assert example_factors("helps", "elsewhere") == ()
