"""A document: blocks on numbered A4 pages, as the bytes of a tagged PDF, and how those reach the disk."""

from __future__ import annotations

import datetime as dt
import errno
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4

from guidance_app.base import formats
from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.charts.tokens import LIGHT
from guidance_app.report.fonts import NAMES, register_fonts
from guidance_app.report.layout import HEIGHT, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, WIDTH, Block, Stack
from guidance_app.report.tags import TaggedCanvas
from guidance_app.report.text import one_line

SMALL: Final = 11
LANGUAGE: Final = "nl-NL"


@dataclass(frozen=True)
class Head:
    """What a document is: it stands in the properties of the file and at the foot of every page."""

    title: str
    date: dt.date
    version: str = ""
    draft: bool = False


@dataclass(frozen=True)
class Printed:
    """A finished document. The same head and blocks give the same bytes."""

    content: bytes
    pages: int


def compose(head: Head, blocks: Iterable[Block]) -> Printed:
    """Lay the blocks on pages. Blocks are for one document: each has its place in the structure of the one it is drawn in."""
    return _draw(head, _pages(Stack(list(blocks))))


def compose_apart(head: Head, parts: Iterable[Callable[[], Sequence[Block]]], white: Sequence[float]) -> Printed:
    """Lay each part on pages of its own, as few as they can be; `white` as in `compose_short`."""
    return _draw(head, [page for make in parts for page in _short(make, white)])


def compose_short(head: Head, make: Callable[[], Sequence[Block]], white: Sequence[float]) -> Printed:
    """Lay the blocks on as few pages as they can be on, with as much of their white as that allows: `white` are the parts
    of it that may stay, the largest first. The letters stay as large as they are."""
    return _draw(head, _short(make, white))


def _short(make: Callable[[], Sequence[Block]], white: Sequence[float]) -> list[Stack]:
    best: list[Stack] = []
    for part in white:
        body = Stack(make())
        body.tighten(part)
        pages = _pages(body)
        best = pages if not best or len(pages) < len(best) else best
        if len(best) == 1:
            break
    return best


def _pages(rest: Stack) -> list[Stack]:
    """What is on each page; there is always one."""
    register_fonts()
    pages: list[Stack] = []
    while rest.blocks or not pages:
        page, rest = rest.page(WIDTH, HEIGHT)
        pages.append(page)
    return pages


def _draw(head: Head, pages: Sequence[Stack]) -> Printed:
    file = BytesIO()
    canvas = TaggedCanvas(file, title=one_line(head.title), date=head.date, language=LANGUAGE, page_size=A4)
    for number, page in enumerate(pages, 1):
        _frame(canvas, head, number)
        page.draw(canvas, MARGIN, PAGE_HEIGHT - MARGIN, WIDTH)
        canvas.showPage()
    for number in range(1, len(pages) + 1):
        _number(canvas, number, len(pages))
    canvas.save()
    return Printed(file.getvalue(), len(pages))


def _frame(canvas: TaggedCanvas, head: Head, number: int) -> None:
    """What every page has: the word "concept" across it while the document is one, and the foot."""
    with canvas.artifact():
        if head.draft:
            _watermark(canvas, t("draft"))
        canvas.setFillColor(HexColor(LIGHT["mute"]))
        canvas.setFont(NAMES["Regular"], SMALL)
        version = f"{head.version}, {t('draft')}" if head.version and head.draft else head.version
        canvas.drawString(MARGIN, MARGIN, ", ".join(part for part in (version, formats.day(head.date)) if part))
        canvas.doForm(_form(number))


def _watermark(canvas: TaggedCanvas, word: str) -> None:
    canvas.saveState()
    canvas.setFillColor(HexColor(LIGHT["sunk"]))
    canvas.setFont(NAMES["Bold"], 100)
    canvas.translate(PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
    canvas.rotate(52)
    canvas.drawCentredString(0, -40, word)
    canvas.restoreState()


def _number(canvas: TaggedCanvas, number: int, pages: int) -> None:
    """The page number, drawn when it is known how many there are: the pages already refer to it by name."""
    canvas.beginForm(_form(number))
    canvas.setFillColor(HexColor(LIGHT["mute"]))
    canvas.setFont(NAMES["Regular"], SMALL)
    canvas.drawRightString(PAGE_WIDTH - MARGIN, MARGIN, t("page {number} of {pages}", number=number, pages=pages))
    canvas.endForm()


def _form(number: int) -> str:
    return f"page{number}"


def save(printed: Printed, path: Path) -> None:
    """Write the document in one go: a file of this name is there whole, as it was, or not at all. Problem if it cannot be."""
    partial = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".bouwsteen-", suffix=".pdf", delete=False) as file:
            partial = Path(file.name)
            file.write(printed.content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as trouble:
        if partial is not None:
            partial.unlink(missing_ok=True)
        raise _cannot_save(trouble) from None


def _cannot_save(trouble: OSError) -> Problem:
    if trouble.errno in (errno.ENOSPC, errno.EDQUOT):
        return Problem(t("There is no room left on this disk."), t("Make room, or save it somewhere else."))
    return Problem(t("The document cannot be saved there."), t("Close it if it is open, or choose another folder."))
