"""A voice can read every document: all content has its place in the structure, and the rest is marked as decoration."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import _mark
import pytest
from _reading import Node, drawn, nodes, properties, structure, tags, text

from guidance_app.report import blocks as b
from guidance_app.report.document import Head, Printed, compose
from guidance_app.report.sections.joint_plan import joint_plan
from guidance_app.report.sections.parent_plan import parent_plan
from guidance_app.report.sections.whole_file import whole_file

HEAD = Head("Proef", _mark.DAY)


def documents() -> dict[str, Printed]:
    return {
        "joint plan": joint_plan(_mark.joint()),
        "plan for parents": parent_plan(replace(_mark.parents(), draft=True)),
        "file": whole_file(_mark.file(("Lang", "woord " * 2000), ("Kort", "ja"))),
    }


@pytest.fixture(scope="module", params=["joint plan", "plan for parents", "file"])
def content(request: pytest.FixtureRequest) -> bytes:
    return documents()[request.param].content


def test_everything_on_a_page_is_content_or_decoration(content: bytes) -> None:
    for page in drawn(content):
        assert [one for one in page if one.mark < 0 and not one.artifact and not one.inside_form] == []


def test_every_piece_of_content_stands_once_in_the_structure(content: bytes) -> None:
    for page, roots in zip(drawn(content), structure(content), strict=True):
        told = Counter(mark for root in roots for node in root.all() for mark in node.marks)
        assert set(told) == {one.mark for one in page if one.mark >= 0}
        assert set(told.values()) <= {1}


def test_headings_step_down_one_level_at_a_time(content: bytes) -> None:
    levels = [int(tag[1]) for tag in tags(content) if tag in ("H1", "H2", "H3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_file_says_what_it_is_called_and_in_which_language(content: bytes) -> None:
    told = properties(content)
    assert "<pdfuaid:part>1</pdfuaid:part>" in told["xmp"]
    assert told["Title"]
    assert told["Title"] in told["xmp"]
    assert b"/Lang (nl-NL)" in content
    assert b"/Marked true" in content
    assert b"/DisplayDocTitle true" in content


def test_nothing_tells_who_made_the_file(content: bytes) -> None:
    told = properties(content)
    assert told["Author"] in ("", "anonymous")
    assert told["Creator"] == "Bouwsteen"


def test_every_picture_with_meaning_is_told_in_words() -> None:
    figures = [node for node in nodes(joint_plan(_mark.joint()).content) if node.tag == "Figure"]
    assert len(figures) == 1
    assert "midden 46,5%" in figures[0].alt
    assert "Doel 75%" in figures[0].alt


def test_a_table_has_heading_cells_and_equal_rows() -> None:
    made = compose(HEAD, b.table(("Wat", "Wie"), [("Lezen", "Mark"), ("Rekenen", "Anouk")], (1, 1)))
    table = next(node for node in nodes(made.content) if node.tag == "Table")
    assert [[cell.tag for cell in row.parts] for row in table.parts] == [["TH", "TH"], ["TD", "TD"], ["TD", "TD"]]
    assert made.content.count(b"/Scope /Column") == 2


def test_a_list_that_goes_on_over_pages_is_one_list() -> None:
    made = compose(HEAD, b.bullets([f"punt {i}" for i in range(100)]))
    items = [sum(node.tag == "LI" for node in _of(page)) for page in structure(made.content)]
    assert made.pages > 1
    assert sum(items) >= 100
    assert made.content.count(b"/S /L\n") + made.content.count(b"/S /L ") == 1


def test_a_paragraph_that_goes_on_over_pages_is_one_paragraph() -> None:
    made = compose(HEAD, [b.sentence("woord " * 3000)])
    assert made.pages > 2
    assert made.content.count(b"/S /P\n") + made.content.count(b"/S /P ") == 1


def test_home_is_read_before_school() -> None:
    words = text(parent_plan(_mark.parents()).content)
    assert words.index("Lees of luister samen.") < words.index("De juf geeft 2 stappen tegelijk.")


def test_words_on_two_lines_are_not_read_as_one() -> None:
    words = "onderwijsondersteuningsbehoefte " * 40
    made = compose(HEAD, [b.sentence(words)])
    assert text(made.content).count("onderwijsondersteuningsbehoefte ") >= 39


def _of(page: list[Node]) -> list[Node]:
    return [node for root in page for node in root.all()]
