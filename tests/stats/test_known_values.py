"""The figures equal those computed apart from this program, to the last digit that was given."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from guidance_app import __main__ as command
from guidance_app.stats.cases import result

FILE = Path(__file__).with_name("known_values.json")
CASES = json.loads(FILE.read_text(encoding="utf-8"), parse_float=Decimal)["cases"]


def as_case(known):
    topic, _, kind = known["of"].partition("/")
    return {"name": known["case"], "topic": topic, "input": known["given"]} | ({"kind": kind} if kind else {})


def at(found, path):
    for step in path.split("."):
        found = found[step]
    return found


def differing(known, found):
    """The paths of one case where the figure is another one, each with both."""
    wrong = {}
    for path, value in known["gives"].items():
        seen = at(found, path)
        if not same(value, seen, 1e-7 if ".ci" in path else 1e-9, loose="piecewise" in known["of"] or known["of"] == "slopes"):
            wrong[path] = (value, seen)
        above, _, last = path.rpartition(".")
        if seen is None and not (at(found, above) if above else found).get(f"{last}_reason"):
            wrong[path] = "refused without a reason"
    return wrong


def same(value, seen, floor, loose=False):
    if isinstance(value, list):
        return len(value) == len(seen) and all(same(one, other, floor, loose) for one, other in zip(value, seen, strict=True))
    if isinstance(value, str) and seen is None:
        return value.startswith("not_")
    if isinstance(value, bool | str) or value is None:
        return value == seen
    return seen is not None and float(seen) == pytest.approx(
        float(value), rel=1e-7 if loose else 1e-9, abs=max(floor, 1e-8 * loose)
    )


@pytest.mark.parametrize("known", CASES, ids=lambda known: f"{known['of']}-{known['case']}")
def test_each_known_case(known):
    assert differing(known, result(as_case(known))) == {}


def test_a_figure_that_is_off_by_one_in_the_last_digits_is_found():
    known = next(one for one in CASES if one["case"] == "basic_increase")
    found = result(as_case(known))
    found["level"]["sd_A"] *= 1 + 1e-8
    assert list(differing(known, found)) == ["level.sd_A"]


def test_the_command_gives_the_same_for_all_of_them_at_once(tmp_path, capsys):
    cases = {"cases": [as_case(known) for known in CASES]}
    file = tmp_path / "cases.json"
    file.write_text(json.dumps(cases, default=str), encoding="utf-8")  # decimals as text, as somebody may write them
    assert command.main(["stats", str(file)]) == 0
    answers = json.loads(capsys.readouterr().out)["cases"]
    assert [one["name"] for one in answers] == [known["case"] for known in CASES]
    assert {n["case"]: d for n, a in zip(CASES, answers, strict=True) if (d := differing(n, a["result"]))} == {}
