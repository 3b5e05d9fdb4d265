"""A whole file on paper: plain, complete, in the order of the file. The copy that parents may ask for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.queries.plan import WholeFile
from guidance_app.queries.whole_file import Entry, Part
from guidance_app.report import blocks as b
from guidance_app.report.document import Head, Printed, compose
from guidance_app.report.layout import Block, Cell, Row, Stack
from guidance_app.report.text import printing

INDENT: Final = 14

SHORT: Final = 90
"""A record whose texts are all shorter stands in one paragraph."""


def whole_file(view: WholeFile) -> Printed:
    """Everything in the view, nothing left out; long texts go on over pages."""
    name = t("File of {name}", name=view.name)
    with printing(name):
        body: list[Block] = [b.title(name), b.sentence(t("As it was on {day}", day=formats.day(view.date)), b.SMALL)]
        body += [b.sentence(view.left_out, b.BELOW)] if view.left_out else []
    body.append(b.rule(8, colour="text", thickness=1.2))
    for part in view.parts:
        body += [b.heading(part.heading), *_records(part)]
    return compose(Head(name, view.date), body)


def _records(part: Part) -> Iterator[Block]:
    """The records of a part, each one a paragraph if all of them are short."""
    if all(not entry.parts and _is_short(entry) for entry in part.entries):
        with printing(part.heading):
            yield from b.listed(entry.lines for entry in part.entries)
        return
    for i, entry in enumerate(part.entries):
        if i:
            yield b.rule(5, 3)
        yield from _record(part.heading, entry)


def _is_short(entry: Entry) -> bool:
    return len(entry.lines) > 1 and all(len(text) <= SHORT and "\n" not in text for _, text in entry.lines)


def _record(heading: str, entry: Entry) -> Iterator[Block]:
    for label, text in entry.lines:
        with printing(f"{heading}, {label}"):
            yield b.fact(label, text)
    for part in entry.parts:
        yield b.subheading(part.heading)
        for block in _records(part):
            yield Row([Cell(Stack([]), fixed=INDENT), Cell(Stack([block]))], keep=block.keep, before=block.before)
