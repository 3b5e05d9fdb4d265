"""Pictograms are the icons of the screen, drawn as lines."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path

import pytest

from guidance_app.base.machine import resource
from guidance_app.domain.pictograms import PLAIN, pictogram_of
from guidance_app.report.icons import GRID, icon
from guidance_app.report.svg import path_segments

ICONS = sorted(file.stem for file in resource("icons").glob("*.svg"))


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_can_be_drawn_inside_its_square(name: str) -> None:
    points = [point for segment in icon(name) for point in segment]
    assert len(points) > 1
    assert all(-0.01 <= x <= GRID + 0.01 and -0.01 <= y <= GRID + 0.01 for x, y in points)


@pytest.mark.parametrize(("large", "sweep"), [(0, 0), (0, 1), (1, 0), (1, 1)])
def test_an_arc_stays_at_its_radius(large: int, sweep: int) -> None:
    curves = path_segments(f"M0 0A5 5 0 {large} {sweep} 6 0")[1:]
    height = 4 if large != sweep else -4  # SVG 1.1, F.6.5
    middles = [_half(curve) for curve in curves]
    assert all(math.isclose(math.hypot(x - 3, y - height), 5, abs_tol=0.01) for x, y in middles)
    assert curves[-1][-1] == pytest.approx((6, 0))


def test_relative_smooth_and_short_commands_are_read() -> None:
    assert path_segments("m1 2l3 4h-1v.5z")[1:] == [
        ((1, 2), (4, 6)), ((4, 6), (3, 6)), ((3, 6), (3, 6.5)), ((3, 6.5), (1, 2)),
    ]  # fmt: skip
    curve, smooth = path_segments("M0 0C0 1 1 2 2 2S4 1 4 0")[1:]
    assert smooth[1] == (3, 2)
    assert curve[-1] == smooth[0]
    assert path_segments("M0 0a2 2 0 013 3")[-1][-1] == pytest.approx((3, 3))


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Op schooldagen gaat het licht om 9 uur uit.", "moon"),
        ("Het scherm gaat om 8 uur uit.", "monitor-off"),
        ("Mark maakt huiswerk op een vaste plek: 15 minuten.", "pencil"),
        ("Lees of luister samen 10 minuten.", "book-open"),
        ("De juf geeft 2 stappen tegelijk.", "list-checks"),
        ("Mark mag luisteren bij het lezen.", "headphones"),
        ("Mark gebruikt een timer.", "timer"),
        ("Mark kiest zelf de volgorde.", "blocks"),
        ("Papa kookt.", PLAIN),
    ],
)
def test_a_sentence_gets_the_pictogram_of_its_first_telling_word(sentence: str, name: str) -> None:
    assert pictogram_of(sentence) == name


def test_every_pictogram_there_is_a_word_for_exists() -> None:
    tables = tomllib.loads(Path(resource("pictograms.toml")).read_text(encoding="utf-8"))
    assert {name for table in tables.values() for name in table} | {PLAIN} <= set(ICONS)


def _half(curve: tuple[tuple[float, float], ...]) -> tuple[float, float]:
    a, b, c, d = curve
    return tuple((p + 3 * q + 3 * r + s) / 8 for p, q, r, s in zip(a, b, c, d, strict=True))  # type: ignore[return-value]
