"""How wide a text is: read from the bundled Source Sans 3, so that screen and paper break and place it alike.

Only two tables of the TrueType file are needed: `hmtx` (advance widths) and `cmap` (which character is which glyph).
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from functools import cache

from guidance_app.base.machine import resource
from guidance_app.charts.primitives import Face

Measure = Callable[[str, float, Face], float]
"""(text, size, face) -> width in the unit of size."""


def measure(text: str, size: float, face: Face = "Regular") -> float:
    """The width of one line of text, without kerning."""
    return sum(map(_widths(face).__getitem__, text)) * size


def one_line(text: str) -> str:
    """Any text of a person as one line: breaks and tabs become single spaces, control characters go."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def fit(text: str, width: float, size: float, face: Face, measuring: Measure) -> str:
    """The text as one line within a width; what does not fit ends in an ellipsis, at worst nothing is left."""
    text = one_line(text)
    if measuring(text, size, face) <= width:
        return text
    while text and measuring(text.rstrip() + "…", size, face) > width:
        text = text[:-1]
    return text.rstrip() + "…" if text else ""


def wrap(text: str, width: float, size: float, face: Face, measuring: Measure, lines: int = 2) -> list[str]:
    """The text in at most so many lines; the last one ends in an ellipsis when there is more."""
    words, made = one_line(text).split(" "), [""]
    for i, word in enumerate(words):
        longer = f"{made[-1]} {word}".strip()
        if measuring(longer, size, face) <= width or not made[-1]:
            made[-1] = longer
        elif len(made) < lines:
            made.append(word)
        else:
            made[-1] += " " + " ".join(words[i:])
            break
    return [fit(line, width, size, face, measuring) for line in made if line]


class _Widths(dict[str, float]):
    """Advance width per character, in parts of the font size; `lacking` for what the font lacks."""

    lacking = 0.0

    def __missing__(self, _character: str) -> float:
        return self.lacking


@cache
def _widths(face: Face) -> _Widths:
    data = resource("fonts", f"SourceSans3-{face}.ttf").read_bytes()
    (tables,) = struct.unpack_from(">H", data, 4)
    start = {data[at : at + 4]: struct.unpack_from(">I", data, at + 8)[0] for at in range(12, 12 + 16 * tables, 16)}
    (em,) = struct.unpack_from(">H", data, start[b"head"] + 18)
    (count,) = struct.unpack_from(">H", data, start[b"hhea"] + 34)
    advances = struct.unpack_from(">" + "Hh" * count, data, start[b"hmtx"])[::2]
    glyphs = _characters(data, start[b"cmap"])
    made = _Widths({chr(code): advances[min(glyph, count - 1)] / em for code, glyph in glyphs.items()})
    made.lacking = advances[0] / em
    return made


def _characters(data: bytes, cmap: int) -> dict[int, int]:
    """Which glyph stands for which character, from the table of format 12 (all of Unicode, in groups of neighbours)."""
    (tables,) = struct.unpack_from(">H", data, cmap + 2)
    for at in range(cmap + 4, cmap + 4 + 8 * tables, 8):
        table = cmap + struct.unpack_from(">I", data, at + 4)[0]
        if struct.unpack_from(">H", data, table)[0] == 12:
            (groups,) = struct.unpack_from(">I", data, table + 12)
            numbers = struct.unpack_from(f">{groups * 3}I", data, table + 16)
            return {
                code: glyph + code - first
                for first, last, glyph in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True)
                for code in range(first, last + 1)
            }
    raise ValueError("the font has no character table of format 12")
