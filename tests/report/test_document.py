"""Pages: numbered, reproducible, readable, saved whole or not at all; layout never gives up."""

from __future__ import annotations

import datetime as dt
import errno
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import _mark
import pytest
from _reading import letter_sizes, properties, squeezed, text, texts
from hypothesis import given
from hypothesis import strategies as st

from guidance_app.base.errors import Problem
from guidance_app.queries.plan import BlockLine, Doing
from guidance_app.report import blocks as b
from guidance_app.report.document import Head, Printed, compose, save
from guidance_app.report.layout import Block, Stack
from guidance_app.report.sections.joint_plan import joint_plan
from guidance_app.report.sections.parent_plan import parent_plan
from guidance_app.report.sections.whole_file import whole_file

pytestmark = pytest.mark.thorough

HEAD = Head("Proef", dt.date(2026, 2, 12), "versie 3")
LONG = {
    "words": "woord en nog wat " * 5900,
    "one word": "a" * 100_000,
    "paragraphs": "een regel van een verslag dat niet ophoudt\n" * 2400,
}


def test_the_same_view_gives_the_same_bytes() -> None:
    assert joint_plan(_mark.joint()).content == joint_plan(_mark.joint()).content


def test_the_file_bears_the_day_of_the_plan_and_not_of_the_clock() -> None:
    assert properties(joint_plan(_mark.joint()).content)["CreationDate"].startswith("D:20260212")


def test_pages_are_numbered_out_of_how_many_there_are() -> None:
    made = compose(HEAD, [b.sentence("verhaal " * 3000)])
    assert made.pages == len(texts(made.content)) > 3
    for number, page in enumerate(texts(made.content), 1):
        assert f"pagina {number} van {made.pages}" in page


def test_every_page_bears_version_and_date() -> None:
    made = compose(HEAD, [b.sentence("verhaal " * 3000)])
    assert all("versie 3, 12 februari 2026" in page for page in texts(made.content))


def test_a_concept_says_so_on_every_page() -> None:
    def made(head: Head) -> list[str]:
        return texts(compose(head, [b.sentence("verhaal " * 3000)]).content)

    assert all("concept" in page for page in made(replace(HEAD, draft=True)))
    assert not any("concept" in page for page in made(HEAD))


def test_a_document_without_words_still_has_a_page() -> None:
    assert compose(HEAD, []).pages == 1


@pytest.mark.parametrize("view", ["joint", "parents", "file"])
def test_no_letter_is_smaller_than_eleven_points(view: str) -> None:
    made = {"joint": joint_plan, "parents": parent_plan, "file": whole_file}[view](getattr(_mark, view)())  # type: ignore[operator]
    assert min(letter_sizes(made.content)) >= 11


@pytest.mark.parametrize("words", LONG.values(), ids=LONG.keys())
def test_very_long_texts_go_on_over_pages_and_nothing_gets_lost(words: str) -> None:
    made = whole_file(_mark.file(("Verslag", words)))
    body = re.sub(r"12februari2026|pagina\d+van\d+", "", squeezed("".join(texts(made.content))))
    assert squeezed(words) in body
    assert made.pages > 20


def test_very_long_texts_in_tables_and_columns_go_on_too() -> None:
    words = LONG["words"]
    plan = replace(_mark.joint(), blocks=(BlockLine(words, "Kort", ("ook",)),), home=(Doing("Wat", words, "wie", "nu", "moon"),))
    made = joint_plan(plan)
    assert text(made.content).count("woord en nog wat") == 2 * 5900


@given(st.data())
def test_layout_takes_any_mix_of_blocks(data: st.DataObject) -> None:
    def text_of(size: int) -> str:
        return "w" * size if size % 3 == 0 else "woord " * (size // 6)

    sizes = st.integers(1, 6000)
    makers: list[Any] = [
        lambda n: b.heading(text_of(n)),
        lambda n: b.sentence(text_of(n)),
        lambda n: b.quote(text_of(n), "wie"),
        lambda n: Stack(b.bullets([text_of(n)] * 3)),
        lambda n: Stack(b.table(("een", "twee"), [(text_of(n), "kort")] * 3, (1, 2))),
        lambda n: b.box([b.sentence(text_of(n))]),
        lambda n: b.columns([b.sentence(text_of(n))], [b.pictogram("moon", b.sentence("kort"))]),
        lambda n: b.signatures(text_of(n), ("een", "twee", "drie", "vier")),
        lambda n: Stack([b.heading("kop"), b.sentence(text_of(n))], together=True),
    ]
    blocks: list[Block] = [data.draw(st.sampled_from(makers))(data.draw(sizes)) for _ in range(data.draw(st.integers(0, 12)))]
    assert compose(HEAD, blocks).pages >= 1


def test_a_heading_is_never_the_last_thing_on_a_page() -> None:
    for lines in range(30, 50):
        made = compose(HEAD, [*(b.sentence(f"regel {i}") for i in range(lines)), b.heading("Kop"), b.sentence("Wat volgt")])
        for page in texts(made.content):
            assert ("Kop" in page) == ("Wat volgt" in page)


def test_home_and_school_are_equally_wide_and_high() -> None:
    row = b.columns([b.sentence("kort")], [b.sentence("veel langer " * 60)])
    assert len(set(row._widths(500))) == 1


def test_a_document_is_saved_whole(tmp_path: Path) -> None:
    made = compose(HEAD, [b.sentence("Hallo")])
    save(made, tmp_path / "plan.pdf")
    assert (tmp_path / "plan.pdf").read_bytes() == made.content
    assert [file.name for file in tmp_path.iterdir()] == ["plan.pdf"]


def test_saving_replaces_an_earlier_document(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(b"vorige")
    save(Printed(b"nieuw", 1), tmp_path / "plan.pdf")
    assert (tmp_path / "plan.pdf").read_bytes() == b"nieuw"


def test_a_place_that_cannot_be_written_is_a_problem_to_solve(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="kan daar niet worden bewaard"):
        save(Printed(b"x", 1), tmp_path / "er is niets" / "plan.pdf")


def test_a_full_disk_leaves_the_earlier_document_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "plan.pdf").write_bytes(b"vorige")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Problem, match="geen ruimte"):
        save(Printed(b"nieuw", 1), tmp_path / "plan.pdf")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"plan.pdf": b"vorige"}
