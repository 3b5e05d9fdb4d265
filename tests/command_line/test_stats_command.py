"""`python -m guidance_app stats`: anybody can check the numbers, and input that cannot be read is refused in one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from guidance_app import __main__ as command

SLOPE = {"name": "mine", "topic": "slopes", "input": {"scores": [1, "7,5", None, 3.1]}}


def run(file: Path, content: str) -> int:
    file.write_text(content, encoding="utf-8")
    return command.main(["stats", str(file)])


def test_one_case_is_answered_by_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "in.json", json.dumps(SLOPE)) == 0
    (answer,) = json.loads(capsys.readouterr().out)["cases"]
    assert answer["name"] == "mine"
    assert answer["result"]["n"] == 3


def test_what_is_refused_is_null_with_its_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "in.json", json.dumps(SLOPE | {"input": {"scores": [4]}})) == 0
    ols = json.loads(capsys.readouterr().out)["cases"][0]["result"]["ols"]
    assert ols["slope"] is None
    assert ols["slope_reason"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[1, 2]",
        "7",
        '{"cases": 3}',
        '{"cases": [3]}',
        "{}",
        '{"name": "x", "topic": "slopes"}',
        '{"name": "x", "topic": "palmistry", "input": {}}',
        '{"name": "x", "topic": "psychometrics", "kind": "convert", "input": {"scale": "z"}}',
        '{"name": "x", "topic": "slopes", "input": {"scores": [1, "much"]}}',
        '{"name": "x", "topic": "slopes", "input": {"scores": [1, NaN]}}',
        '{"name": "x", "topic": "slopes", "input": {"scores": [1, 1e999]}}',
        '{"name": "x", "topic": "slopes", "input": {"scores": [1, 2], "times": [2, 1]}}',
        '{"name": "x", "topic": "slopes", "input": {"scores": [1, true]}}',
        '{"name": "x", "topic": "randomization_tests", "input": {"design": "AB", "y": [1, 2], "start": 1.5, "limit": 1}}',
    ],
)
def test_unreadable_input_gives_one_sentence_and_code_2(content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "in.json", content) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert "much" not in said.err


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["stats", str(tmp_path / "nowhere.json")]) == 2
    assert capsys.readouterr().err.startswith("Het bestand is niet te lezen.")
