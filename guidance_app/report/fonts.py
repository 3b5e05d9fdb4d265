"""The fonts of paper: Source Sans 3, embedded, under the names every page and chart uses."""

from __future__ import annotations

from functools import cache
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from guidance_app.base.machine import resource
from guidance_app.charts.primitives import Face

NAMES: Final[dict[Face, str]] = {
    "Regular": "SourceSans3",
    "Semibold": "SourceSans3-Semibold",
    "Bold": "SourceSans3-Bold",
    "It": "SourceSans3-It",
}


@cache
def register_fonts() -> None:
    """Make the four faces known to reportlab, once; `<b>` and `<i>` in paragraphs of our own then find them too."""
    for face, name in NAMES.items():
        pdfmetrics.registerFont(TTFont(name, str(resource("fonts", f"SourceSans3-{face}.ttf"))))
    plain, bold, italic = NAMES["Regular"], NAMES["Bold"], NAMES["It"]
    pdfmetrics.registerFontFamily(plain, normal=plain, bold=bold, italic=italic, boldItalic=bold)
