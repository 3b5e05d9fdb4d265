"""The vocabulary of documents: headings, sentences, lists, columns, tables, boxes, charts, pictograms, signature lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from guidance_app.base.i18n import tn
from guidance_app.charts.spec import CHARTS, ChartSpec, page_count, resolve
from guidance_app.report.draw import draw
from guidance_app.report.icons import draw_icon
from guidance_app.report.layout import MM, Block, Cell, Picture, Row, Space, Stack, Style, Text
from guidance_app.report.table import Table
from guidance_app.report.tags import Element
from guidance_app.report.text import one_line, paragraphs

TITLE: Final = Style(22, 28, "Bold")
HEADING: Final = Style(14, 20, "Bold", before=16, keep=True)
SUBHEADING: Final = Style(12, 17, "Bold", before=9, keep=True)
BODY: Final = Style()
BELOW: Final = Style(before=5)
STRONG: Final = Style(face="Semibold")
SMALL: Final = Style(11, 15, colour="mute")
NOTE: Final = Style(11, 15, colour="mute", before=5)
LABEL: Final = Style(11, 15, "Semibold", "mute")

CHART_SCALE: Final = 0.85
"""The smallest text of a chart is 13, which becomes 11 points."""

PICTOGRAM: Final = 12 * MM


def title(text: str) -> Text:
    """The name of the document."""
    return Text(text, TITLE, (Element("H1"),))


def heading(text: str, style: Style = HEADING) -> Text:
    """The name of a section."""
    return Text(text, style, (Element("H2"),))


def subheading(text: str) -> Text:
    """The name of a part of a section."""
    return Text(text, SUBHEADING, (Element("H3"),))


def sentence(text: str, style: Style = BODY) -> Block:
    """A text of one or more paragraphs."""
    lines: list[Block] = [Text(line, style) for line in paragraphs(text)]
    return lines[0] if len(lines) == 1 else Stack(lines, style.before)


def fact(label: str, text: str) -> Block:
    """A label and its text, of one or more paragraphs."""
    first, *others = paragraphs(text)
    told = Text([(label, first)], BODY)
    return Stack([told, *(Text(line, BODY) for line in others)]) if others else told


def quote(text: str, source: str = "", bar: str = "pupil") -> Block:
    """What somebody said, with a bar in the colour of who said it, and who that was and when."""
    quoted = Element("BlockQuote")
    words: list[Block] = [Text(line, BODY, (quoted, Element("P"))) for line in paragraphs(f"“{text}”")]
    words += [sentence(source, SMALL)] if source else []
    return Row([Cell(Stack([]), fixed=2.5, fill=bar), Cell(Stack(words))], gap=9, before=6)


def bullets(items: Iterable[str], style: Style = BODY) -> list[Block]:
    """A list."""
    whole = Element("L")
    return [_item(whole, Stack([sentence(item, style)])) for item in items]


def _item(whole: Element, stack: Stack) -> Row:
    dot = Text("•", Style(colour="mute"), ())
    return Row([Cell(Stack([dot]), Element("Lbl"), fixed=9), Cell(stack, Element("LBody"))], (whole, Element("LI")), gap=4)


def rule(before: float = 9, after: float = 0, colour: str = "line", thickness: float = 0.8) -> Stack:
    """A line across the page."""
    return Stack([Space(1, colour, thickness), Space(after)], before)


def columns(left: Sequence[Block], right: Sequence[Block], shares: tuple[float, float] = (1, 1), before: float = 6) -> Row:
    """Two columns, read one after the other."""
    cells = [Cell(Stack(part), Element("Div"), share) for part, share in zip((left, right), shares, strict=True)]
    return Row(cells, gap=20, before=before)


def place_head(place: str, text: str) -> Row:
    """The head of the column of home or of school: its icon, name and colour."""
    icon = {"home": "house", "school": "school"}[place]
    words = Style(13, 17, "Bold", f"{place}Text", keep=True)
    picture = Picture(17, lambda canvas, x, y: draw_icon(icon, canvas, x, y + 0.5, 16, f"{place}Text"))
    inside = Row([Cell(Stack([picture]), fixed=18), Cell(Stack([Text(text, words, (Element("H3"),))]))], gap=6)
    return Row([Cell(Stack([inside]), padding=(7, 4), fill=f"{place}Soft")], keep=True)


def pictogram(name: str, *words: Block, size: float = PICTOGRAM) -> Row:
    """A pictogram with the words it stands for. The words carry the meaning; the picture is decoration."""
    picture = Picture(size, lambda canvas, x, y: draw_icon(name, canvas, x, y, size))
    cells = [Cell(Stack([picture]), fixed=size), Cell(Stack(words))]
    return Row(cells, gap=9, before=7, together=True)


def table(head: Sequence[str], rows: Iterable[Sequence[str]], shares: Sequence[float]) -> list[Block]:
    """A table; rows break over pages, and the head is on each of them."""
    whole = Element("Table")
    top = [
        Cell(Stack([Text(word, LABEL, ())]), Element("TH", scope="Column"), share)
        for word, share in zip(head, shares, strict=True)
    ]
    made: list[Block] = []
    for row in rows:
        cells = [
            Cell(Stack([sentence(word)]), Element("TD"), share, padding=(0, 4)) for word, share in zip(row, shares, strict=True)
        ]
        made.append(Row(cells, (whole, Element("TR")), gap=12, line="line"))
    return [Table(Row(top, (whole, Element("TR")), gap=12, line="edge"), Stack(made))]


def box(blocks: Sequence[Block], fill: str = "", edge: str = "text") -> Row:
    """Blocks inside a rounded line."""
    return Row([Cell(Stack(blocks), padding=(11, 7), fill=fill, edge=edge, radius=4)], before=10)


def figure(
    spec: ChartSpec, width: float, height: float, *, titled: bool = True, before: float = 0, page: int | None = None
) -> Picture:
    """A chart of at most this size, with its summary in words for who cannot see it. ValueError for one that is the adviser's."""
    if CHARTS[spec.kind].for_adviser:
        raise ValueError(f"a chart of kind {spec.kind!r} is for the adviser and never on paper")
    scene = resolve(spec, width / CHART_SCALE, height / CHART_SCALE, titled=titled, page=page)
    scale = min(CHART_SCALE, width / scene.width)
    alt = one_line(f"{spec.title} {spec.summary}")
    picture = Picture(scene.height * scale, lambda canvas, x, y: draw(scene, canvas, x, y, scale), Element("Figure", alt=alt))
    picture.before = before
    return picture


def figures(spec: ChartSpec, width: float, height: float, *, titled: bool = True, before: float = 0) -> list[Picture]:
    """All pages of a chart under each other; the sentence above it stands over the first only."""
    return [
        figure(spec, width, height, titled=titled and not number, before=before, page=number)
        for number in range(page_count(spec))
    ]


def writing_lines(words: str, lines: int = 2) -> list[Block]:
    """Words and dotted room to write after and under them."""
    first = Row([Cell(Stack([sentence(words)]), share=2), Cell(Stack([Space(15, "edge")]), share=3)], gap=8, before=8)
    return [first] + [Space(24, "edge") for _ in range(lines - 1)]


def signatures(head: str, names: Sequence[str], each: int = 3) -> Row:
    """One part of the signature block: what is signed, and a line for everyone who signs it."""
    rows: list[Block] = []
    for i in range(0, len(names), each):
        chosen = [*names[i : i + each], *[""] * (each - len(names[i : i + each]))]
        rows.append(Row([_signature(name) for name in chosen], gap=11))
    label = Cell(Stack([sentence(head, STRONG)]), share=0.52)
    return Row([label, Cell(Stack(rows))], gap=8, before=6, together=True)


def _signature(name: str) -> Cell:
    if not name:
        return Cell(Stack([]))
    return Cell(Stack([Space(23, "edge"), Space(1), sentence(name, SMALL)]))


def unsettled(apart: int) -> list[Block]:
    """A line that says that people wrote apart and nobody chose yet: what is printed may still become something else."""
    words = tn("There is {n} open difference in this file.", "There are {n} open differences in this file.", apart)
    return [sentence(words, NOTE)] if apart else []
