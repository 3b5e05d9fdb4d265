"""Reads a finished document as others would: its words, its structure, its pictures, its properties."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium


@dataclass
class Node:
    """One element of the structure as it stands on one page."""

    tag: str
    alt: str
    marks: list[int] = field(default_factory=list)
    parts: list[Node] = field(default_factory=list)

    def all(self) -> Iterator[Node]:
        yield self
        for part in self.parts:
            yield from part.all()


@dataclass(frozen=True)
class Drawn:
    """One object on a page: its mark in the structure (-1: none), whether it is an artifact, whether it is a picture."""

    mark: int
    artifact: bool
    image: bool
    inside_form: bool


def texts(content: bytes) -> list[str]:
    """The words of every page."""
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)]


def text(content: bytes) -> str:
    """All words of the document, white space made single."""
    return " ".join(" ".join(texts(content)).split())


def squeezed(words: str) -> str:
    """Without any white space, for words that were broken over lines."""
    return re.sub(r"\s", "", words)


def properties(content: bytes) -> dict[str, str]:
    """The properties of the file, and its XMP packet."""
    document = pypdfium2.PdfDocument(content)
    xmp = content[content.find(b"<?xpacket begin") : content.find(b"<?xpacket end")].decode()
    return {**document.get_metadata_dict(), "xmp": xmp}


def structure(content: bytes) -> list[list[Node]]:
    """The elements of every page, as far as they are on it."""
    pages = []
    for page in pypdfium2.PdfDocument(content):
        tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
        count = pdfium.FPDF_StructTree_CountChildren(tree)
        pages.append([_node(pdfium.FPDF_StructTree_GetChildAtIndex(tree, i)) for i in range(count)])
        pdfium.FPDF_StructTree_Close(tree)
    return pages


def nodes(content: bytes) -> list[Node]:
    """Every element of every page."""
    return [node for page in structure(content) for root in page for node in root.all()]


def tags(content: bytes) -> list[str]:
    """The tags in reading order."""
    return [node.tag for node in nodes(content)]


def drawn(content: bytes) -> list[list[Drawn]]:
    """The objects of every page, those of the page number too."""
    return [
        [Drawn(*_marks(o), o.type == pdfium.FPDF_PAGEOBJ_IMAGE, o.level > 0) for o in page.get_objects()]
        for page in _pages(content)
    ]


def letter_sizes(content: bytes) -> set[float]:
    """The sizes of all letters in points, as they are on paper."""
    found = set()
    for page in _pages(content):
        letters = page.get_textpage()
        for i in range(letters.count_chars()):
            matrix = pdfium.FS_MATRIX()
            pdfium.FPDFText_GetMatrix(letters.raw, i, matrix)
            if chr(pdfium.FPDFText_GetUnicode(letters.raw, i)).strip():
                found.add(round(pdfium.FPDFText_GetFontSize(letters.raw, i) * math.hypot(matrix.b, matrix.d), 2))
    return found


def skeleton(content: bytes) -> bytes:
    """The file without what is inside its streams: the names of everything it holds."""
    return re.sub(rb"stream\r?\n.*?endstream", b"", content, flags=re.DOTALL)


def everything(content: bytes) -> str:
    """All words that a reader, a voice or a search in the file can meet."""
    spoken = " ".join(node.alt for node in nodes(content))
    return " ".join([text(content), spoken, str(properties(content)), skeleton(content).decode("latin-1")])


def _pages(content: bytes) -> Iterator[Any]:
    yield from pypdfium2.PdfDocument(content)


def _node(element: Any) -> Node:
    made = Node(_string(pdfium.FPDF_StructElement_GetType, element), _string(pdfium.FPDF_StructElement_GetAltText, element))
    for i in range(pdfium.FPDF_StructElement_CountChildren(element)):
        part = pdfium.FPDF_StructElement_GetChildAtIndex(element, i)
        mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, i)
        if part:
            made.parts.append(_node(part))
        elif mark >= 0:
            made.marks.append(mark)
    return made


def _string(ask: Callable[..., int], element: Any) -> str:
    size = ask(element, None, 0)
    buffer = ctypes.create_string_buffer(size)
    ask(element, buffer, size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _marks(drawing: Any) -> tuple[int, bool]:
    names = [_mark_name(pdfium.FPDFPageObj_GetMark(drawing.raw, i)) for i in range(pdfium.FPDFPageObj_CountMarks(drawing.raw))]
    return pdfium.FPDFPageObj_GetMarkedContentID(drawing.raw), "Artifact" in names


def _mark_name(mark: Any) -> str:
    buffer, size = ctypes.create_string_buffer(200), ctypes.c_ulong()
    wide = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    pdfium.FPDFPageObjMark_GetName(mark, wide, 200, size)
    return buffer.raw[: size.value].decode("utf-16-le").rstrip("\0")
