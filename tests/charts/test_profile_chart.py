"""The profile shows values on one axis, in words first, and never suggests an order between rows."""

from __future__ import annotations

import _drawing as drawing
import _mark_charts as mark
import pytest

from guidance_app.charts.primitives import Dot, Line, Path, Rect, Text
from guidance_app.charts.profile import Profile, ProfileGroup, ProfilePoint, ProfileRow, quantiles, zone_words
from guidance_app.charts.spec import make_chart, natural_height, resolve


def one_row(*points: ProfilePoint, mode: str = "words") -> object:
    data = Profile((ProfileGroup("Onderzoek", "", (ProfileRow("r", "Tempo", points, "kost moeite"),)),), mode)  # type: ignore[arg-type]
    return resolve(make_chart("profile", data, title="Wat men ziet."), 700, 120)


def test_no_line_joins_two_rows() -> None:
    scene = resolve(mark.profile(), 858, 485)
    rows = [(spot.y - spot.h / 2, spot.y + spot.h / 2) for spot in scene.points]
    for p in scene.primitives:
        if isinstance(p, Path) or (isinstance(p, Line) and p.colour != "bandEdge"):
            ys = [y for _, y in drawing.corners(p)]
            assert sum(min(ys) < bottom and max(ys) > top for top, bottom in rows) <= 1


def test_every_row_can_be_chosen_and_its_rectangle_holds_its_marks() -> None:
    scene = resolve(mark.profile(), 858, 485)
    assert [spot.row_id for spot in scene.points][:2] == ["VBI", "FRI"]
    assert len(scene.points) == 12
    assert scene.nearest(500, scene.points[3].y) == 3
    assert scene.points[0].spoken == "Taal en uitleggen, sterk"
    numbers = resolve(mark.profile("numbers"), 858, 485)
    assert numbers.points[0].spoken == "Taal en uitleggen, sterk, 116 (107 tot 123)"


def test_words_come_first_and_numbers_only_when_asked() -> None:
    assert "sterk" in drawing.texts(resolve(mark.profile(), 858, 485))
    assert not [text for text in drawing.texts(resolve(mark.profile(), 858, 485)) if "116" in text]
    assert "116 (107 tot 123)" in drawing.texts(resolve(mark.profile("numbers"), 858, 485))


def test_an_interval_is_a_capsule_or_twenty_dots_of_equal_chance() -> None:
    point = ProfilePoint(-1.2, "82", low=-2.0, high=-0.4)
    assert [p for p in one_row(point).primitives if isinstance(p, Rect) and p.fill == "surface"]
    assert len([p for p in one_row(point, mode="dots").primitives if isinstance(p, Dot) and p.width == 0]) == 20
    inside = [z for z in quantiles(ProfilePoint(0, "", low=-1.0, high=1.0, level=0.9)) if -1 < z < 1]
    assert len(inside) == 18  # nine of ten, for an interval of 90 %


def test_a_point_without_interval_has_no_capsule() -> None:
    assert not [p for p in one_row(ProfilePoint(-1.2, "82")).primitives if isinstance(p, Rect) and p.fill == "surface"]


def test_beyond_three_the_mark_stays_at_the_end_and_an_arrow_says_that_it_goes_on() -> None:
    scene = one_row(ProfilePoint(-4.5, "33"))
    axis = next(p for p in scene.primitives if isinstance(p, Line) and p.colour == "line")
    assert [dot.x for dot in scene.primitives if isinstance(dot, Dot)][-1] == axis.x1
    assert [p for p in scene.primitives if isinstance(p, Path) and p.fill]


def test_home_and_school_differ_in_shape_and_earlier_and_later_in_fill() -> None:
    both = one_row(ProfilePoint(-1, "60", "school", "juf"), ProfilePoint(0, "50", "home", "mama"))
    assert {dot.shape for dot in drawing.marks(both)} == {"circle", "triangle"}
    change = one_row(ProfilePoint(-1, "60", "school", "juni", earlier=True), ProfilePoint(0, "50", "school", "januari"))
    assert {dot.fill for dot in drawing.marks(change)} == {"ground", "school"}


def test_an_earlier_value_alone_is_still_shown() -> None:
    assert drawing.marks(one_row(ProfilePoint(-1, "60", "school", "juni", earlier=True)))


@pytest.mark.parametrize(
    ("z", "word"), [(-3, "kost moeite"), (-1, "kost moeite"), (-0.9, "gewoon"), (1, "gewoon"), (1.1, "sterk")]
)
def test_zones_have_words_and_no_verdict(z: float, word: str) -> None:
    assert zone_words(z) == word


def test_the_table_tells_who_or_when_for_every_point() -> None:
    table = mark.profile("numbers").table
    assert ("Leren op school", "Spelling", "juni", "P8", "kost moeite") in table
    assert ("Leren op school", "Spelling", "juni", "kost moeite") in mark.profile().table
    assert len(table) == len(mark.profile().table) == 1 + 5 + 8 + 6


def test_rows_keep_their_distance_at_the_natural_height() -> None:
    spec = mark.profile()
    scene = resolve(spec, 858, natural_height(spec, 858))
    assert scene.points[0].h == pytest.approx(29.5, abs=1)


NUMBERS = ("116", "107", "123", "103", "P8", "P47", "67", "58")


@pytest.mark.parametrize("mode", ["words", "dots"])
def test_while_numbers_are_hidden_no_score_reaches_chart_table_or_spoken_words(mode: str) -> None:
    spec = mark.profile(mode)  # type: ignore[arg-type]
    scene = resolve(spec, 858, 485)
    told = [
        *drawing.texts(scene),
        *(spot.spoken for spot in scene.points),
        spec.summary,
        *(cell for row in spec.table for cell in row),
    ]
    assert not [text for text in told for number in NUMBERS if number in text.split() or f"({number}" in text]


def test_an_earlier_interval_is_narrow_and_lies_apart_from_the_later_one() -> None:
    earlier = ProfilePoint(0.3, "104", who="2023", low=-0.2, high=0.7, earlier=True)
    scene = one_row(earlier, ProfilePoint(1.1, "116", who="2025", low=0.5, high=1.5))
    capsules = [p for p in scene.primitives if isinstance(p, Rect) and p.radius in (3, 5)]
    assert sorted(p.h for p in capsules) == [6, 10]
    thin, wide = sorted(capsules, key=lambda p: p.h)
    assert thin.y + thin.h <= wide.y
    assert {dot.r: dot.fill for dot in scene.primitives if isinstance(dot, Dot) and dot.y in (thin.y + 3, wide.y + 5)} == {
        3.6: "ground",
        5: "text",
    }
    assert [text for text in drawing.texts(scene) if text in ("2023", "2025")] == ["2023", "2025"]


def test_two_people_of_one_voice_have_their_name_beside_the_mark_and_an_arrow_each() -> None:
    mother = [
        ProfilePoint(z, "", "home", f"moeder {when}", earlier=when == "mei", by="moeder") for z, when in ((-2, "mei"), (-1, ""))
    ]
    father = [
        ProfilePoint(z, "", "home", f"vader {when}", earlier=when == "mei", by="vader") for z, when in ((2, "mei"), (1, ""))
    ]
    scene = one_row(*mother, *father)
    assert {"moeder", "vader"} <= set(drawing.texts(scene))
    heads = [p for p in scene.primitives if isinstance(p, Path) and p.fill]
    assert len(heads) == 2


def test_marks_that_would_cover_each_other_lie_apart() -> None:
    scene = one_row(ProfilePoint(-1, "", "school", "juf"), ProfilePoint(-1, "", "home", "mama"))
    marks = [dot for dot in drawing.marks(scene) if dot.r == 5]
    assert len({dot.y for dot in marks}) == 2


def test_people_whose_intervals_would_cover_each_other_have_a_line_each_with_their_name_and_number() -> None:
    people = [
        ProfilePoint(z, number, voice, who, low=z - 0.5, high=z + 0.5, by=who)  # type: ignore[arg-type]
        for z, number, voice, who in ((-1.2, "62", "home", "moeder"), (-1.6, "66", "school", "Anouk"))
    ]
    row = ProfileRow("r", "Werkgeheugen", tuple(people), "kost moeite")
    assert len(row.lines()) == 2
    scene = one_row(*people, mode="numbers")
    names = {p.text: p.y for p in scene.primitives if isinstance(p, Text) and p.text in ("moeder", "Anouk", "62", "66")}
    assert names["moeder"] == pytest.approx(names["62"], abs=3)
    assert abs(names["moeder"] - names["Anouk"]) > 11
    assert "20 van de 20" not in " ".join(drawing.texts(one_row(*people, mode="dots")))


def test_a_row_with_several_lines_is_as_much_higher() -> None:
    def height(*points: ProfilePoint) -> float:
        data = Profile((ProfileGroup("Onderzoek", "", (ProfileRow("r", "Tempo", points, ""),)),))
        return natural_height(make_chart("profile", data, title=""), 700)

    alone = ProfilePoint(0, "", "home", by="moeder")
    assert height(alone, ProfilePoint(0, "", "school", by="juf")) == pytest.approx(height(alone) + 0.6 * 29.5)
