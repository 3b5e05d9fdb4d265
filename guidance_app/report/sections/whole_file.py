"""A whole file on paper: plain, complete, in the order of the file. The copy that parents may ask for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from guidance_app.base import formats
from guidance_app.base.i18n import t, upper_first
from guidance_app.charts.profile import profile_least
from guidance_app.charts.profile_view import profile_chart
from guidance_app.queries.plan import WholeFile
from guidance_app.queries.whole_file import Entry, Part
from guidance_app.report import blocks as b
from guidance_app.report.document import Head, Printed, compose
from guidance_app.report.layout import WIDTH, Block, Cell, Row, Stack, Style, Text, line_width
from guidance_app.report.records import LABEL, PLAIN, Record, as_record, listed, tables
from guidance_app.report.tags import Element, Tag
from guidance_app.report.text import plain, printing
from guidance_app.report.together import together

LONGEST_NAME: Final = 90
"""A record that is called by a longer text has no heading."""

AFTER_HEADING: Final = 10

PROFILE_TITLE: Final = 30
"""Room for the sentence above the profile."""

MANY: Final = 3
"""So many parts ask for a line about what is in the file."""

_LEVELS: Final[tuple[tuple[Tag, Style], ...]] = (
    ("H2", Style(15, 19, "Bold", before=11, keep=True)),
    ("H3", Style(12, 14.4, "Bold", before=4, keep=True)),
    ("H4", Style(11, 13.2, "Bold", "mute", before=2, keep=True)),
    ("H5", Style(11, 13.2, "Semibold", before=3, keep=True)),
    ("H6", Style(11, 13.2, "Semibold", "mute", before=2, keep=True)),
)


def whole_file(view: WholeFile) -> Printed:
    """Everything in the view, nothing left out; long texts go on over pages."""
    name = t("File of {name}", name=view.name)
    with printing(name):
        body: list[Block] = [b.title(name), _as_on(view)]
        body += [b.sentence(view.left_out, PLAIN)] if view.left_out else []
        body += b.unsettled(view.apart)
    if len(view.parts) > MANY:
        body.append(Text([(t("In this file"), ", ".join(part.heading for part in view.parts))], Style(11, 15, before=4)))
    body.append(b.rule(8, colour="text", thickness=1.2))
    for part in view.parts:
        body += [*_part(part, 0), *_profile(part)]
    return compose(Head(name, view.date, t("as known here") if view.looks_back else ""), body)


def _as_on(view: WholeFile) -> Block:
    """Of what day the file is; of an earlier day in a box that nobody overlooks."""
    day = formats.day(view.date)
    if not view.looks_back:
        return Text(t("As it was on {day}", day=day), LABEL)
    why = t("What came in or was changed later is not in it, also when it was written earlier elsewhere.")
    return b.box([Text(t("As known here on {day}", day=day), Style(14, 18, "Bold")), Text(why, PLAIN)], fill="sunk")


def _heading(text: str, level: int) -> Block:
    tag, style = _LEVELS[min(level, len(_LEVELS) - 1)]
    return Text(text, style, (Element(tag),))


def _part(part: Part, level: int) -> list[Block]:
    """The records of a part under its heading: as a table if that is how they are read best, else one by one."""
    _check(part)
    with printing(part.heading):
        records = [_record(entry) for entry in part.entries]
        whole = [record for record in records if record is not None]
        table = tables(whole) if len(whole) == len(records) > 1 else None
    if table:
        return _under(part.heading, level, table)
    return [_heading(part.heading, level), *_one_by_one(part, level + 1)]


def _profile(part: Part) -> list[Block]:
    """What all tests show together: the chart of the screen, as high as its rows need at least."""
    if part.profile is None:
        return []
    spec = profile_chart(part.profile, "numbers" if part.in_numbers else "words")
    _, least = profile_least(spec.data)
    return [*b.figures(spec, WIDTH, (least + PROFILE_TITLE) * b.CHART_SCALE, before=10)]


def _under(text: str, level: int, table: list[Block]) -> list[Block]:
    """A table under its heading; what all its rows share stands on the line of a small heading when there is room."""
    heading, (_, style), said = _heading(text, level), _LEVELS[min(level, len(_LEVELS) - 1)], table[0]
    wide = line_width(text, style) + AFTER_HEADING
    if not isinstance(said, Text) or style.size > PLAIN.size or said.height(WIDTH - wide) > PLAIN.leading:
        return [heading, *table]
    return [Row([Cell(Stack([heading]), fixed=wide), Cell(Stack([said]))], before=style.before, keep=True), *table[1:]]


def _check(part: Part) -> None:
    """Refuse what cannot be printed, with its place."""
    for entry in part.entries:
        for label, text in entry.lines:
            with printing(f"{part.heading}, {label}"):
                plain(text)


def _record(entry: Entry) -> Record | None:
    """The record as a row of a table, and the lists of single lines that belong to it; None when there is more to it."""
    lines = list(entry.lines)
    for part in entry.parts:
        if any(one.parts or len(one.lines) != 1 for one in part.entries):
            return None
        lines.append((part.heading, "\n".join(text for one in part.entries for _, text in one.lines)))
    return as_record(lines)


def _one_by_one(part: Part, level: int) -> Iterator[Block]:
    named = len(part.entries) > 1
    measured = _measured_together(part, level)
    for i, entry in enumerate(part.entries):
        name = _name(entry) if named else ""
        if name:
            yield _heading(name, level)
        elif i:
            yield b.rule(4, 2)
        yield from listed(_not_in(name, entry.lines), entry.ordered)
        for inner in entry.parts if measured is None else ():
            yield from _part(inner, level + 1 if name else level)
    yield from measured or ()


def _measured_together(part: Part, level: int) -> list[Block] | None:
    """One table of what belongs to all records, when each has only the like of it and of the same moments."""
    headings = {tuple(inner.heading for inner in entry.parts) for entry in part.entries}
    if len(headings) != 1 or len(part.entries[0].parts) != 1:
        return None
    inner = [entry.parts[0] for entry in part.entries]
    if any(one.parts or as_record(one.lines) is None for each in inner for one in each.entries):
        return None
    for each in inner:
        _check(each)
    found = together([_name(entry) for entry in part.entries], [[dict(one.lines) for one in each.entries] for each in inner])
    table = tables(found) if found else None
    return [_heading(inner[0].heading, level), *table] if table else None


def _name(entry: Entry) -> str:
    """What it is called, or else its first words."""
    name = entry.name or (entry.lines[0][1] if entry.lines else "")
    return upper_first(name) if len(name) <= LONGEST_NAME and "\n" not in name else ""


def _not_in(name: str, lines: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The lines that the name of the record does not say already."""
    said = [part.casefold() for part in (name, *name.split(", "))]
    left = []
    for label, text in lines:
        if text.casefold() in said:
            said.remove(text.casefold())
        else:
            left.append((label, text))
    return left
