"""A whole file on paper: plain, complete, in the order of the file. The copy that parents may ask for."""

from __future__ import annotations

from collections.abc import Iterator

from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.queries.plan import WholeFile
from guidance_app.queries.whole_file import Entry, Part
from guidance_app.report import blocks as b
from guidance_app.report.document import Head, Printed, compose
from guidance_app.report.layout import Block, Cell, Row, Stack
from guidance_app.report.text import printing

INDENT = 14


def whole_file(view: WholeFile) -> Printed:
    """Everything in the view, nothing left out; long texts go on over pages."""
    name = t("File of {name}", name=view.name)
    body: list[Block] = [b.title(name), b.sentence(t("As it was on {day}", day=formats.day(view.date)), b.SMALL)]
    body += [b.sentence(view.left_out, b.BELOW)] if view.left_out else []
    body += [b.rule(8, colour="text", thickness=1.2)]
    for part in view.parts:
        body += [b.heading(part.heading), *_records(part)]
    return compose(Head(name, view.date), body)


def _records(part: Part) -> Iterator[Block]:
    for i, entry in enumerate(part.entries):
        if i:
            yield b.rule(5, 2)
        yield from _record(part.heading, entry)


def _record(heading: str, entry: Entry) -> Iterator[Block]:
    for label, text in entry.lines:
        with printing(f"{heading}, {label}"):
            yield b.sentence(text, label=label)
    for part in entry.parts:
        yield b.sentence(part.heading, b.INNER)
        for inner in part.entries:
            for block in _record(part.heading, inner):
                yield Row([Cell(Stack([]), fixed=INDENT), Cell(Stack([block]))], keep=block.keep, before=block.before)
            yield b.rule(2, 2)
