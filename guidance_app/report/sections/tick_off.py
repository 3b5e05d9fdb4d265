"""The schedule of an experiment on paper: a line for each time, with a box for the score and whether it went as agreed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.queries.tick_off import Line, Sheet, TickOff
from guidance_app.report import blocks as b
from guidance_app.report.document import Head, Printed, compose_apart
from guidance_app.report.layout import WIDTH, Block, Cell, Row, Space, Stack, Style, Text
from guidance_app.report.table import Table
from guidance_app.report.tags import Element
from guidance_app.report.text import printing

WHITE: Final = (1, 0.7, 0.4, 0.15)
NUMBER, DAY, LETTER, AGREED, GAP = 18, 92, 24, 138, 7
"""Widths of the columns, and what is between them, in points."""
WIDEST, NARROWEST, REMARKS = 58, 18, 60
"""A box for a score at its widest and narrowest; remarks have a column when this much is left."""
MOST: Final = 7
"""So many things that are measured fit beside each other."""
HIGH: Final = 17
"""The least height of a line: room to write in."""
WORD: Final = Style(11, 14)
BOLD: Final = Style(12, 14, "Bold")
HEADS: Final = Style(11, 14, "Semibold", "mute")
SIDE: Final = 9


def tick_off(view: TickOff) -> Printed:
    """One experiment after another, each beginning on a new page."""
    name = t("Schedule of {name}", name=view.name)
    with printing(name):
        parts = [partial(_sheet, view, one) for one in view.sheets] or [partial(_nothing, name)]
        return compose_apart(Head(name, view.date), parts, WHITE)


def _nothing(name: str) -> list[Block]:
    return [b.title(name), b.sentence(t("There are no experiments yet."))]


def _sheet(view: TickOff, one: Sheet) -> list[Block]:
    return [*_head(view, one), *_table(one), *_foot(one)]


def _head(view: TickOff, one: Sheet) -> Iterator[Block]:
    yield b.title(one.title)
    yield b.sentence(", ".join(part for part in (view.name, one.about) if part), b.SMALL)
    if one.question:
        yield b.quote(one.question, one.asker)
    yield Stack([_way(letter, words) for letter, words in one.ways], before=8)
    measured = ", ".join(one.measured) or t("not agreed yet")
    yield b.sentence(
        t("We measure {what}, by {who}.", what=measured, who=one.by) if one.by else t("We measure {what}.", what=measured),
        b.BELOW,
    )
    if not one.drawn:
        yield b.sentence(t("The program has yet to draw: the approach of each day is still empty."), b.NOTE)


def _way(letter: str, words: str) -> Row:
    return Row([Cell(Stack([Text(letter, BOLD)]), fixed=LETTER), Cell(Stack([Text(words or t("not agreed yet"), WORD)]))], gap=6)


@dataclass(frozen=True)
class _Widths:
    """How wide a box is, how many there are, and what is left for remarks (0: no such column)."""

    box: float
    count: int
    remarks: float


def _widths(one: Sheet) -> _Widths:
    count = min(max(len(one.measured), 1), MOST)
    letters = count if one.apart else 1
    room = WIDTH - NUMBER - DAY - AGREED - letters * LETTER - GAP * (2 + letters + count)
    box = max(min(WIDEST, room / count), NARROWEST)
    left = room - count * box - GAP
    return _Widths(box, count, left if left >= REMARKS else 0)


def _table(one: Sheet) -> list[Block]:
    whole, wide = Element("Table"), _widths(one)
    heads = [("", NUMBER), (t("Day"), DAY), *_columns(one, wide), (t("As agreed?"), AGREED if wide.remarks else 0)]
    heads += [(t("Remarks"), wide.remarks)] if wide.remarks else []
    top = [
        Cell(Stack([Text(words, HEADS, ())]), Element("TH", scope="Column"), fixed=width, padding=(0, 1))
        for words, width in heads
    ]
    lines = Stack([_line(one, line, wide, whole) for line in one.lines])
    return [Space(8), Table(Row(top, (whole, Element("TR")), gap=GAP, line="edge"), lines)]


def _columns(one: Sheet, wide: _Widths) -> list[tuple[str, float]]:
    """A letter and a box for each thing that is measured, or one letter for all of them."""
    boxes = [(t("Score"), wide.box)] if wide.count == 1 else [(name, wide.box) for name in one.measured[: wide.count]]
    if not one.apart:
        return [(t("What"), LETTER), *boxes]
    return [column for box in boxes for column in ((t("What"), LETTER), box)]


def _line(one: Sheet, line: Line, wide: _Widths, whole: Element) -> Row:
    day = f"{formats.weekday(line.day)[:2]} {formats.day_month(line.day)}" if line.day else ""
    cells = [_cell(Text(str(line.number), HEADS, ()), NUMBER), _cell(Text(day, WORD, ()), DAY)]
    for n in range(wide.count):
        if one.apart or n == 0:
            cells.append(_cell(Text(line.letters[n] if n < len(line.letters) else "", BOLD, ()), LETTER))
        cells.append(_cell(_box(wide.box - 4, HIGH - 3), wide.box))
    cells += [_cell(_agreed(), AGREED if wide.remarks else 0)] + ([_cell(Space(HIGH - 4), wide.remarks)] if wide.remarks else [])
    return Row(cells, (whole, Element("TR")), gap=GAP, line="line", least=HIGH + 2)


def _cell(block: Block, width: float) -> Cell:
    return Cell(Stack([block]), Element("TD"), fixed=width, padding=(0, 2))


def _box(width: float, height: float) -> Row:
    """An empty box to write in."""
    return Row([Cell(Stack([Space(height)]), fixed=width, edge="edge", radius=2)])


def _agreed() -> Row:
    """Three boxes to tick: yes, partly, no."""
    parts: list[Cell] = []
    for words in (t("yes"), t("partly|agreed"), t("no")):
        parts += [Cell(Stack([_box(SIDE, SIDE)]), fixed=SIDE, padding=(0, 2)), Cell(Stack([Text(words, WORD, ())]))]
    return Row(parts, gap=4)


def _foot(one: Sheet) -> Sequence[Block]:
    words = t("Not measured? Write down why: ill, trip, forgotten. The day keeps its place.")
    told: list[Block] = [b.sentence(words, b.NOTE)]
    if one.convince:
        told.append(b.fact(t("It would convince us if"), one.convince))
    return told
