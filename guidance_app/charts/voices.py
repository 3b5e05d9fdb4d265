"""Who speaks in a chart: school, home and the pupil each have one colour, one mark and one dash, everywhere the same.

Shape and dash alone tell the voices apart, so a grey copy stays readable. "assessment" is the ink mark of a test.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from guidance_app.base.i18n import t
from guidance_app.charts.primitives import Dash, Shape
from guidance_app.charts.sheet import Sheet
from guidance_app.charts.tokens import GROUND

Place = Literal["home", "school", "pupil"]
Voice = Literal["home", "school", "pupil", "assessment"]

LINE = 1.8
ARROW_FROM = 16
"""Earlier and later get an arrow only when their marks are further apart than this."""


@dataclass(frozen=True, slots=True)
class Style:
    """How one voice is drawn; `open` marks show the ground, the others are filled."""

    colour: str
    shape: Shape
    open: bool
    dash: Dash = ()

    @property
    def fill(self) -> str:
        """What its mark is filled with."""
        return GROUND if self.open else self.colour


STYLES: dict[Voice, Style] = {
    "school": Style("school", "circle", open=False),
    "home": Style("home", "triangle", open=True, dash=(4 * LINE, 2 * LINE)),
    "pupil": Style("pupil", "square", open=True, dash=(4 * LINE, 2 * LINE, LINE, 2 * LINE)),
    "assessment": Style("text", "circle", open=False),
}


def place_words(place: Place) -> str:
    """op school, thuis, van de leerling zelf"""
    return {"school": t("at school"), "home": t("at home"), "pupil": t("by the pupil")}[place]


def earlier_and_later(sheet: Sheet, earlier: float | None, later: float, y: float, style: Style) -> None:
    """A small open mark at x = earlier, a thin arrow when there is room, and a full mark at x = later."""
    if earlier is not None:
        right = later > earlier
        if abs(later - earlier) > ARROW_FROM:
            sign = 1 if right else -1
            sheet.line(earlier + sign * 5, y, later - sign * 9, y, style.colour, 1.5)
            sheet.arrow_head(later - sign * 6, y, right, style.colour)
        sheet.dot(earlier, y, 3.6, style.shape, style.colour, GROUND, 1.6)
    sheet.dot(later, y, 5, style.shape, style.colour, style.colour if earlier is not None else style.fill)
