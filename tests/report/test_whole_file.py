"""The whole file on paper: nothing is lost, nothing is said twice in vain, and it stays a document one can read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import _mark
import pytest
from _reading import Node, nodes, squeezed, structure, text, texts

from guidance_app import edits
from guidance_app.edits.hypotheses import add_hypothesis
from guidance_app.queries.file_view import whole_file_view
from guidance_app.queries.plan import WholeFile
from guidance_app.queries.read import rows
from guidance_app.queries.whole_file import Entry, Part
from guidance_app.report.sections.whole_file import whole_file
from guidance_app.workspace import Workspace

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module", params=["whole_file", "file_for_parents"])
def view(request: pytest.FixtureRequest, mark: Workspace) -> WholeFile:
    with mark.read() as s:
        return whole_file_view(s, rows(s, "pupil")[0].id, mark.today, request.param)


def said(parts: Sequence[Part]) -> Iterator[str]:
    """Every heading and text."""
    for part in parts:
        yield part.heading
        for entry in part.entries:
            yield from (words for _, words in entry.lines)
            yield from said(entry.parts)


def body(content: bytes) -> str:
    """The words of all pages as one, without their feet."""
    return re.sub(r"\d{1,2}[a-z]+20\d\dpagina\d+van\d+", "", squeezed("".join(texts(content)))).casefold()


def printed(*parts: Part) -> bytes:
    return whole_file(replace(_mark.file(), parts=parts)).content


def part(*records: dict[str, str], heading: str = "Metingen") -> Part:
    return Part(heading, tuple(Entry(str(i), tuple(record.items())) for i, record in enumerate(records)))


def test_every_text_of_the_file_is_on_paper(view: WholeFile) -> None:
    words = body(whole_file(view).content)
    lost = [one for one in said(view.parts) if any(squeezed(line).casefold() not in words for line in one.split("\n"))]
    assert lost == []


def test_the_file_of_mark_is_short_enough_to_read(view: WholeFile) -> None:
    assert whole_file(view).pages <= 18


def test_the_profile_stands_with_the_tests_in_numbers_for_the_adviser_and_in_words_for_the_parents(view: WholeFile) -> None:
    made = whole_file(view).content
    figures = [node for node in nodes(made) if node.tag == "Figure"]
    assert [figure.alt.split(".")[0] for figure in figures] == ["Sterk in taal"]
    numbers = any(part.profile and part.in_numbers for part in view.parts)
    drawn = next(page for page in texts(made) if "waarschijnlijk binnen de balk" in page)
    assert ("116 (107 tot 123)" in drawn) is numbers
    assert ("kost moeite" in drawn.split("WISC", 1)[1]) is not numbers


def test_texts_of_a_few_kinds_stand_once_beside_their_kind() -> None:
    told = (
        ("agenda", "Welkom"),
        ("agenda", "Doelen"),
        ("agenda", "Rest"),
        ("besluit", "Door"),
        ("besluit", "Later"),
        ("besluit", "Nu"),
    )
    made = printed(part(*({"Deel": kind, "Tekst": words} for kind, words in told), heading="Minuten"))
    words = text(made)
    assert words.count("agenda") == words.count("besluit") == 1
    assert words.index("agenda") < words.index("Rest") < words.index("besluit") < words.index("Later")
    assert _count(made, "Table") == 0


def test_no_page_ends_with_a_heading(view: WholeFile) -> None:
    for page in structure(whole_file(view).content):
        last = [node for root in page for node in root.all() if node.marks or not node.parts][-1]
        assert last.tag not in ("H2", "H3", "H4", "H5", "H6")


def test_headings_of_the_whole_file_step_down_one_level_at_a_time(view: WholeFile) -> None:
    levels = [int(node.tag[1]) for node in nodes(whole_file(view).content) if re.fullmatch(r"H\d", node.tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_labels_of_a_table_are_said_once_on_a_page() -> None:
    words = text(printed(part(*({"Naam": f"Woord {i}", "Waarde": f"{i}"} for i in range(4)))))
    assert words.count("Naam") == words.count("Waarde") == 1


def test_what_is_the_same_in_every_row_is_said_once() -> None:
    made = printed(part(*({"Soort score": "indexscore", "Naam": f"Woord {i}", "Waarde": f"{i}"} for i in range(4))))
    assert text(made).count("indexscore") == 1
    assert "Soort score indexscore" in text(made)


def test_a_question_stands_before_its_answer_and_its_course(open_example: Any) -> None:
    store = open_example()
    with store.read() as s:
        pupil = rows(s, "pupil")[0].id
    made = store.do(add_hypothesis(pupil, "Iets met lezen?", store.today))
    asked = (
        "Leest Mark woorden trager dan wat hij begrijpt, en blijft dat zo als hij in een jaar lang veel hulp heeft gehad? " * 2
    )
    told = {"question": asked, "instruments": ("DMT",), "findings": "Ja, E op de DMT.", "answer": "Dat klopt."}
    store.do(edits.change_many("hypothesis", made, told))
    with store.read() as s:
        view = whole_file_view(s, pupil, store.today, "whole_file")
    store.close()
    words = text(whole_file(view).content)
    words = words[words.index("Iets met lezen?") :]
    order = [words.index(one) for one in (asked[:30], "DMT", "Ja, E op de DMT.", "Dat klopt.", "vermoeden")]
    assert order == sorted(order)


def test_records_that_are_quite_the_same_are_all_printed() -> None:
    assert text(printed(part(*({"Naam": "Mark", "Waarde": "7"} for _ in range(3))))).count("Mark") == 4  # and in the title


def test_measurements_stand_under_their_phase() -> None:
    made = printed(
        part(*({"Datum": f"{i} mei", "Fase": "A Gewoon" if i < 6 else "B Timer", "Waarde": f"{i}"} for i in range(12)))
    )
    words = text(made)
    assert words.count("A Gewoon") == words.count("B Timer") == 1
    assert words.index("A Gewoon") < words.index("5 mei") < words.index("B Timer") < words.index("11 mei")


def test_what_was_measured_at_the_same_moments_stands_in_one_table() -> None:
    def measured(name: str, values: str) -> Entry:
        found = part(*({"Datum": f"{i} mei", "Waarde": value} for i, value in enumerate(values.split(), 1)))
        return Entry(name, (("Naam", name),), (found,), name)

    made = printed(Part("Wat we meten", (measured("Batterij", "51 52 53 54"), measured("Licht uit", "61 62 63"))))
    words = text(made)
    assert _count(made, "Table") == 1
    assert words.count("2 mei") == 1
    assert "2 mei 52 62" in words
    assert all(value in words for value in ("51", "54", "61", "63"))


def test_what_was_measured_at_other_moments_stays_apart() -> None:
    def measured(name: str, first: int) -> Entry:
        found = part(*({"Datum": f"{i} mei", "Waarde": f"{i}"} for i in range(first, first + 3)))
        return Entry(name, (("Naam", name),), (found,), name)

    made = printed(Part("Wat we meten", (measured("Batterij", 1), measured("Licht uit", 10))))
    assert _count(made, "Table") == 2


def test_a_moment_that_was_measured_twice_loses_neither() -> None:
    twice = part({"Datum": "1 mei", "Waarde": "51"}, {"Datum": "1 mei", "Waarde": "52"}, {"Datum": "1 mei", "Waarde": "51"})
    made = printed(Part("Wat we meten", tuple(Entry(name, (), (twice,), name) for name in ("Een", "Twee"))))
    assert text(made).count("51") == 4


def test_all_rows_of_a_table_are_equally_long_and_headed() -> None:
    made = printed(part(*({"Datum": f"{i} mei", "Waarde": f"{i}"} for i in range(7))))
    (table,) = (node for node in nodes(made) if node.tag == "Table")
    assert len({len(row.parts) for row in table.parts}) == 1
    assert {cell.tag for cell in table.parts[0].parts} == {"TH"}


def test_the_head_of_a_table_is_seen_on_every_page_and_said_once() -> None:
    made = printed(
        part(*({"Wat": f"Wat er gebeurde op dag {i} en waarom dat zo was, in een hele zin", "Wie": f"{i}"} for i in range(99)))
    )
    assert len(texts(made)) > 1
    assert all("Wat Wie" in " ".join(page.split()) for page in texts(made))
    assert _count(made, "TH") == 2


def test_long_texts_are_not_pressed_into_columns() -> None:
    made = printed(part({"Wat": "lang " * 300, "Wie": "Mark"}, {"Wat": "langer " * 300, "Wie": "Anouk"}))
    assert _count(made, "Table") == 0
    assert text(made).count("lang") == 600


def test_thousands_of_lines_go_on_paper() -> None:
    made = whole_file(_mark.file(("Verslag", "a\n" * 20_000)))
    assert made.pages > 350


def test_a_line_at_the_top_says_what_is_in_a_large_file(view: WholeFile) -> None:
    words = text(whole_file(view).content)
    assert words.index("In dit dossier") < words.index("Roepnaam")


def _count(content: bytes, tag: str) -> int:
    found: list[Node] = [node for node in nodes(content) if node.tag == tag]
    return len(found)
