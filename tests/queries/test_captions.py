"""Under a chart stands what was measured and, where that is not obvious, which way is better."""

from __future__ import annotations

import pytest

from guidance_app.domain.series import Series
from guidance_app.queries.experiments import experiments
from guidance_app.queries.measuring import better_of, caption_of
from guidance_app.queries.read import rows
from guidance_app.workspace import Workspace


@pytest.mark.parametrize(
    ("kind", "higher", "words"),
    [
        ("duration", False, "minder is beter"),
        ("duration", True, "meer is beter"),
        ("clock", False, "vroeger is beter"),
        ("count", False, "minder is beter"),
        ("percent", True, ""),
        ("number", None, ""),
    ],
)
def test_which_way_is_better_is_said_where_it_is_not_obvious(kind: str, higher: bool | None, words: str) -> None:
    assert better_of(Series("Tijd", (), kind=kind, higher_is_better=higher)) == words


def test_a_caption_has_name_unit_and_which_way_is_better() -> None:
    assert caption_of(Series("Tijd", (), unit="minuten", higher_is_better=False)) == "Tijd, minuten, minder is beter"


def test_every_outcome_of_the_example_says_it(open_example: object) -> None:
    opened: Workspace = open_example()  # type: ignore[operator]
    with opened.read() as s:
        pupil = rows(s, "pupil")[0].id
        found = [experiments(s, pupil, item.id).open for item in experiments(s, pupil).items]
    opened.close()
    captions = {outcome.name: outcome.caption for one in found if one for outcome in one.outcomes}
    assert captions["Tijd"].startswith("Tijd, minuten, minder is beter. ")
    assert captions["Licht uit"].startswith("Licht uit, tijd, vroeger is beter. ")
    assert captions["Vragen goed"].startswith("Vragen goed, aantal van 10. ")
