"""Records on paper: many alike as a table in which nothing is said twice, one as a list of labels and texts."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final, Literal

from guidance_app.report.layout import WIDTH, Block, Cell, Row, Stack, Style, Text, line_width
from guidance_app.report.table import Table, least_width, lines_of, natural_width, share_out
from guidance_app.report.tags import Element
from guidance_app.report.text import paragraphs

PLAIN: Final = Style(11, 13.2)
LABEL: Final = Style(11, 13.2, colour="mute")
HEAD: Final = Style(11, 13.2, "Semibold", "mute")
ABOVE: Final = Style(11, 13.2, before=4, keep=True)

LABELS: Final = 96
"""The width of a column of labels."""

AFTER_LABEL: Final = 6

GAP: Final = 10
BETWEEN: Final = 18
"""White between columns, and between two sets of columns."""

STOPS: Final = 3
STOP: Final = (WIDTH - BETWEEN * (STOPS - 1)) / STOPS
"""So many short facts go on a line, each beginning at a stop."""

MOST_STOPS: Final = 2
"""A fact that asks for more stops is a longer text."""

MOST_LINES: Final = 6
"""A text of more lines has no place in a table."""

KEPT_WHOLE: Final = (95, 60)
"""A text of at most so many points is not broken over lines: first try the one, then the other."""

CLEARLY: Final = 0.9
"""The other is only better when it saves more than a tenth of the lines."""

NARROW_HEAD: Final = 40
FEW: Final = 4
MOST_SETS: Final = 4
MANY_OF_A_KIND: Final = 2.5

Record = Mapping[str, str]
"""Label -> text of what is filled in."""


def listed(lines: Sequence[tuple[str, str]], ordered: Sequence[str] = ()) -> list[Block]:
    """One record: short facts first, several on a line; then longer texts, and `ordered` ones, with their labels at the left."""
    whole, rows, left = Element("L"), list[Row](), 0
    short = [line for line in lines if line[0] not in ordered and _stops(*line)]
    for line in short:
        stops = _stops(*line)
        if stops > left:
            rows.append(Row([], gap=BETWEEN))
            left = STOPS
        rows[-1].cells.append(_fact(whole, *line, stops))
        left -= stops
    return [*rows, *(_item(whole, *line) for line in lines if line not in short)]


def _stops(label: str, text: str) -> int:
    """Over how many stops of a line the fact goes; none when it has to be broken over lines."""
    wide = line_width(label, LABEL) + AFTER_LABEL + line_width(text, PLAIN)
    stops = math.ceil((wide + BETWEEN) / (STOP + BETWEEN))
    return 0 if "\n" in text or stops > MOST_STOPS else stops


def _fact(whole: Element, label: str, text: str, stops: int) -> Cell:
    cells = [
        Cell(Stack([Text(label, LABEL, ())]), Element("Lbl"), fixed=line_width(label, LABEL) + AFTER_LABEL),
        Cell(Stack([Text(text, PLAIN)]), Element("LBody")),
    ]
    return Cell(Stack([Row(cells, (whole, Element("LI")))]), fixed=stops * (STOP + BETWEEN) - BETWEEN)


def _item(whole: Element, label: str, text: str) -> Row:
    words = Stack([Text(line, PLAIN) for line in paragraphs(text)])
    cells = [Cell(Stack([Text(label, LABEL, ())]), Element("Lbl"), fixed=LABELS), Cell(words, Element("LBody"))]
    return Row(cells, (whole, Element("LI")), gap=GAP)


def tables(records: Sequence[Record]) -> list[Block] | None:
    """Many records as a table, with a line above those of each kind when few kinds come back often.

    What is the same in all rows is said once above them. None when the texts are too long or too many for the page.
    """
    label = _grouping(records)
    groups = [records] if label is None else _grouped(records, label)
    if label is not None and _are_alike(groups):
        return _table(records, label)
    made = [_table(group) for group in groups]
    found = [table for table in made if table is not None]
    return [block for table in found for block in table] if len(found) == len(made) else None


def _grouping(records: Sequence[Record]) -> str | None:
    """The first or second field, if it says of what kind the records are."""
    for label in _labels(records)[:2]:
        values = {record.get(label, "") for record in records}
        if "" not in values and 1 < len(values) <= len(records) / MANY_OF_A_KIND:
            return label
    return None


def _grouped(records: Sequence[Record], label: str) -> list[list[Record]]:
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(record[label], []).append(record)
    return list(groups.values())


def _are_alike(groups: Sequence[Sequence[Record]]) -> bool:
    """Whether one of the groups has all the columns of the others."""
    labels = [set(_labels(group)) for group in groups]
    return set().union(*labels) in labels


def _labels(records: Sequence[Record]) -> list[str]:
    """The labels in the order of the records, each after the one it follows there."""
    order: list[str] = []
    for record in records:
        at = 0
        for label in record:
            if label not in order:
                order.insert(at, label)
            at = order.index(label) + 1
    return order


def _table(records: Sequence[Record], kind: str | None = None) -> list[Block] | None:
    """What all records share, and a table of what they do not; `kind` is the field by which they are grouped."""
    labels = [label for label in _labels(records) if label != kind]
    same = [label for label in labels if len({record.get(label) for record in records}) == 1]
    columns = [label for label in labels if label not in same] or labels[:1]
    if kind is not None and len(columns) == 1 and not same:
        return _told_by_kind(records, columns[0], kind)
    widths = _widths(records, columns)
    if widths is None:
        return None
    said = [(label, records[0][label]) for label in same if label not in columns]
    table = _drawn(records, columns, widths, kind)
    table.before = 2 if said else 4
    return [*([Text(said, ABOVE)] if said else []), table]


def _told_by_kind(records: Sequence[Record], label: str, kind: str) -> list[Block]:
    """Single texts of a few kinds: each kind once at the left, its texts under one another beside it."""
    whole, groups = Element("L"), _grouped(records, kind)
    return [_item(whole, group[0][kind], "\n".join(record.get(label, "") for record in group)) for group in groups]


def _widths(records: Sequence[Record], columns: Sequence[str]) -> list[float] | None:
    """How wide the columns are: as it makes the table lowest. None when a text would become too long."""
    texts = [[record.get(label, "") for record in records] for label in columns]
    best, lowest = None, math.inf
    for whole in KEPT_WHOLE:
        heads = [least_width([label], HEAD, NARROW_HEAD) for label in columns]
        least = [max(head, least_width(told, PLAIN, whole)) for head, told in zip(heads, texts, strict=True)]
        natural = [
            max(natural_width([label], HEAD), natural_width(told, PLAIN)) for label, told in zip(columns, texts, strict=True)
        ]
        widths = share_out(least, natural, WIDTH - GAP * (len(columns) - 1) - len(columns))
        rows = _rows_of_lines(texts, widths) if widths else [MOST_LINES + 1]
        if widths and max(rows) <= MOST_LINES and sum(rows) < lowest * CLEARLY:
            best, lowest = [w + 1 for w in widths], sum(rows)
    return best


def _rows_of_lines(texts: Sequence[Sequence[str]], widths: Sequence[float]) -> list[int]:
    """How many lines each row takes."""
    columns = [[lines_of(text, width, PLAIN) for text in told] for told, width in zip(texts, widths, strict=True)]
    return [max(row) for row in zip(*columns, strict=True)]


def _drawn(records: Sequence[Record], columns: Sequence[str], widths: Sequence[float], kind: str | None) -> Table:
    """The table. Narrow ones have several records beside one another, to be read line by line."""
    groups = [records] if kind is None else _grouped(records, kind)
    whole, sets = Element("Table"), _sets(max(len(group) for group in groups), widths)
    heads = [_cells(dict(zip(columns, columns, strict=True)), columns, "TH") for _ in range(sets)]
    body: list[Block] = []
    for group in groups:
        body += [] if kind is None else [_kind(whole, kind, group[0][kind], len(columns) * sets)]
        padded = [*group, *[{}] * (-len(group) % sets)]
        rows = [_cells(record, columns, "TD") for record in padded]
        body += [_row(whole, rows[i : i + sets], widths, "line") for i in range(0, len(rows), sets)]
    return Table(_row(whole, heads, widths, "edge"), Stack(body))


def _kind(whole: Element, label: str, text: str, span: int) -> Row:
    """The line above the rows of one kind."""
    cell = Cell(Stack([Text([(label, text)], PLAIN, ())]), Element("TH", scope="Row", span=span), padding=(0, 0.6), fill="sunk")
    return Row([cell], (whole, Element("TR")), keep=True, before=3)


def _sets(count: int, widths: Sequence[float]) -> int:
    """How many sets of columns go beside one another; a few records are better under one another."""
    wide = sum(widths) + GAP * (len(widths) - 1)
    return max(1, min(MOST_SETS, int((WIDTH + BETWEEN) // (wide + BETWEEN)), (count + 1) // 2 if count > FEW else 1))


def _cells(record: Record, columns: Sequence[str], tag: Literal["TH", "TD"]) -> list[Cell]:
    if tag == "TH":
        return [_cell(record[label], Element("TH", scope="Column"), HEAD) for label in columns]
    return [_cell(record.get(label, ""), Element("TD"), PLAIN) for label in columns]


def _cell(text: str, element: Element, style: Style) -> Cell:
    words = paragraphs(text)
    return Cell(Stack([Text(line, style, () if len(words) == 1 else None) for line in words]), element, padding=(0, 0.6))


def _row(whole: Element, sets: Sequence[Sequence[Cell]], widths: Sequence[float], line: str) -> Row:
    """One row; the last column has what is left of the page, and white goes before every next set."""
    cells = [cell for one in sets for cell in one]
    spare = (WIDTH + BETWEEN) / len(sets) - (sum(widths) + GAP * (len(widths) - 1) + BETWEEN)
    for i, cell in enumerate(cells):
        ends_set = (i + 1) % len(widths) == 0
        cell.fixed = widths[i % len(widths)] + (BETWEEN - GAP + spare if ends_set else 0)
    cells[-1].fixed = 0
    return Row(cells, (whole, Element("TR")), gap=GAP, line=line, together=True)


def as_record(lines: Sequence[tuple[str, str]]) -> Record | None:
    """The lines as a record; None when two of them have one label."""
    record = dict(lines)
    return record if len(record) == len(lines) else None
