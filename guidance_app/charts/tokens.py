"""The colours of Bouwsteen by name. Charts, screen and paper all speak these names; nobody else writes a hex value.

Paper always uses LIGHT. `home` is for lines and marks only, never for text (`homeText` is). Contrast was measured
against surface, bg and sunk: text is never below 4.5, edges and marks are never below 3.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

LIGHT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "bg": "#F7F4EF",
        "surface": "#FFFFFF",
        "sunk": "#F0ECE5",
        "line": "#E3DDD3",
        "edge": "#8A8276",
        "text": "#26221D",
        "mute": "#5F584E",
        "accent": "#6B3A6E",
        "hover": "#572E5A",
        "soft": "#F3EAF3",
        "onAccent": "#FFFFFF",
        "school": "#003B6F",
        "schoolText": "#003B6F",
        "schoolSoft": "#E7EEF5",
        "home": "#C85A00",
        "homeText": "#9E4700",
        "homeSoft": "#FBEFE4",
        "pupil": "#2E7D5B",
        "pupilText": "#256B4D",
        "pupilSoft": "#E7F2EC",
        "band": "#E4E9EE",
        "bandEdge": "#7C8793",
        "goal": "#1A1A1A",
        "danger": "#A3262A",
    }
)

DARK: Final[Mapping[str, str]] = MappingProxyType(
    {
        "bg": "#1E1C1A",
        "surface": "#272422",
        "sunk": "#171513",
        "line": "#3B3733",
        "edge": "#958C81",
        "text": "#F0EBE4",
        "mute": "#B9B0A5",
        "accent": "#D9AEDD",
        "hover": "#E6C6E9",
        "soft": "#3A2C3C",
        "onAccent": "#241226",
        "school": "#5AA9E6",
        "schoolText": "#7DBDF0",
        "schoolSoft": "#1B2B38",
        "home": "#FFD08A",
        "homeText": "#FFD08A",
        "homeSoft": "#382B1A",
        "pupil": "#74CFA3",
        "pupilText": "#74CFA3",
        "pupilSoft": "#1D3228",
        "band": "#34383C",
        "bandEdge": "#7C868F",
        "goal": "#F0EBE4",
        "danger": "#FF9C96",
    }
)

GROUND: Final = "ground"
"""The one name that is no colour of its own: whatever the chart lies on. Painters resolve it (`colour`)."""


def colour(name: str, colours: Mapping[str, str], ground: str = "surface") -> str:
    """The hex value of a token; `ground` names the token the chart lies on (a card: surface; the page: bg)."""
    return colours[ground if name == GROUND else name]
