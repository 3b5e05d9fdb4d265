"""Paper that can be read aloud: a tagged PDF (PDF/UA-1, ISO 14289-1) on top of reportlab, which writes no tags itself.

While a page is drawn every piece of content is marked with a number; when the document is saved the elements those
pieces belong to are written as a tree (ISO 32000-1, 14.7 and 14.8). What is no content (lines, page numbers, a
watermark) is an artifact, which a reading voice skips.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, Any, Final, Literal
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib.utils import TimeStamp
from reportlab.pdfbase.pdfdoc import XMP, PDFArray, PDFDictionary, PDFName, PDFPage, PDFString
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

rl_config.useA85 = 0  # streams as bytes, a fifth smaller than as letters

Tag = Literal[
    "Document",
    "Sect",
    "Div",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "P",
    "BlockQuote",
    "L",
    "LI",
    "Lbl",
    "LBody",
    "Table",
    "TR",
    "TH",
    "TD",
    "Figure",
]

_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


@dataclass(eq=False)
class Element:
    """One element of the structure: it joins the tree where it is first drawn, and may go on over several pages.

    `alt` is spoken instead of the content; `scope` says what a heading cell heads, `span` over how many
    columns it goes.
    """

    tag: Tag
    alt: str = ""
    scope: Literal["", "Column", "Row"] = ""
    span: int = 1
    parent: Element | None = None
    parts: list[Element | _Mark] = field(default_factory=list)

    def join(self, parent: Element) -> None:
        """Become the last part of the parent, unless it has a place already."""
        if self.parent is None:
            self.parent = parent
            parent.parts.append(self)


@dataclass(frozen=True)
class _Mark:
    """A piece of content on a page: a reference to the page and the number it is marked with there."""

    page: Any
    number: int


class _SpacedText(PDFTextObject):  # type: ignore[misc]
    """Text in which every line ends with a space, or the last word of a line and the first of the next are read as one."""

    def _textOut(self, text: str, TStar: int = 0) -> None:
        super()._textOut(f"{text} " if TStar and not text.endswith(" ") else text, TStar)


class _TaggedPage(PDFPage):  # type: ignore[misc]
    __NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A canvas whose content is tagged. Everything drawn on it goes through `marked` or `artifact`.

    The same content and date give the same bytes.
    """

    def __init__(self, file: IO[bytes], *, title: str, date: dt.date, language: str, page_size: tuple[float, float]) -> None:
        self.root = Element("Document")
        self._current = self.root
        self._is_decoration = False
        self._marks: list[Element] = []
        self._pages: list[list[Element]] = []
        super().__init__(file, pagesize=page_size, invariant=1, pageCompression=1, lang=language)
        self._doc._timeStamp = _stamp(date)
        self.setTitle(title)
        self.setAuthor("")
        self.setSubject("")
        self.setCreator("Bouwsteen")
        self._title, self._language = title, language

    @contextmanager
    def inside(self, *path: Element) -> Iterator[None]:
        """What is drawn meanwhile belongs to the last element of the path, each of which is part of the one before."""
        before = self._current
        for element in () if self._is_decoration else path:
            element.join(self._current)
            self._current = element
        try:
            yield
        finally:
            self._current = before

    @contextmanager
    def marked(self, *path: Element) -> Iterator[None]:
        """What is drawn meanwhile is the content of the last element of the path, unless all of it is decoration."""
        if self._is_decoration:
            yield
            return
        with self.inside(*path):
            element, number = self._current, len(self._marks)
            self._marks.append(element)
            element.parts.append(_Mark(self._doc.thisPageRef(), number))
            self._code.append(f"/{element.tag} <</MCID {number}>> BDC")
            try:
                yield
            finally:
                self._code.append("EMC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is drawn meanwhile is no content, whatever it is elsewhere."""
        if self._is_decoration:
            yield
            return
        self._is_decoration = True
        self._code.append("/Artifact BMC")
        try:
            yield
        finally:
            self._code.append("EMC")
            self._is_decoration = False

    def beginText(self, x: float = 0, y: float = 0, direction: Any = None, **options: Any) -> PDFTextObject:
        return _SpacedText(self, x, y, direction=direction, **options)

    def _setAnnotations(self, page: Any) -> None:
        super()._setAnnotations(page)
        if isinstance(page, PDFPage):  # and not a form, which is drawn on pages and has no marks
            page.__class__ = _TaggedPage
            page.StructParents = len(self._pages)
            page.Tabs = PDFName("S")
            self._pages.append(self._marks)
            self._marks = []

    def save(self) -> None:
        """Write the structure and close the document."""
        if self._code:
            self.showPage()
        catalog = self._doc.Catalog
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})
        catalog.StructTreeRoot = self._structure()
        words = _XMP.format(title=escape(self._title), language=self._language)
        catalog.Metadata = XMP(creator=lambda _document: words.encode())
        catalog.Metadata.filters = []
        super().save()

    def _structure(self) -> Any:
        document = self._doc
        tree = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        reference = document.Reference(tree)
        written: dict[Element, Any] = {}
        tree["K"] = PDFArray([self._write(self.root, reference, written)])
        numbers: list[Any] = []
        for i, marks in enumerate(self._pages):
            numbers += [i, document.Reference(PDFArray([written[element] for element in marks]))]
        tree["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
        tree["ParentTreeNextKey"] = len(self._pages)
        return reference

    def _write(self, element: Element, parent: Any, written: dict[Element, Any]) -> Any:
        entry = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(element.tag), "P": parent})
        reference = written[element] = self._doc.Reference(entry)
        if element.alt:
            entry["Alt"] = PDFString(element.alt)
        if element.scope:
            span = {"ColSpan": element.span} if element.span > 1 else {}
            entry["A"] = PDFDictionary({"O": PDFName("Table"), "Scope": PDFName(element.scope), **span})
        match element.parts:
            case [_Mark(page, number)]:
                entry["Pg"], entry["K"] = page, number
            case parts:
                entry["K"] = PDFArray([self._write_part(part, reference, written) for part in parts])
        return reference

    def _write_part(self, part: Element | _Mark, parent: Any, written: dict[Element, Any]) -> Any:
        if isinstance(part, Element):
            return self._write(part, parent, written)
        return PDFDictionary({"Type": PDFName("MCR"), "Pg": part.page, "MCID": part.number})


def _stamp(date: dt.date) -> TimeStamp:
    """Noon of the day, whatever the clock of this computer says."""
    stamp = TimeStamp(invariant=1)
    stamp.t = dt.datetime(date.year, date.month, date.day, 12, tzinfo=dt.UTC).timestamp()
    stamp.lt = time.gmtime(stamp.t)
    stamp.YMDhms = tuple(stamp.lt)[:6]
    return stamp
