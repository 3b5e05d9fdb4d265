"""What the project says about itself is true, and it says nothing about the machine it was made on."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
IGNORED = {".git", ".venv", ".tools", "out", "build", "dist", "__pycache__", ".mypy_cache", ".ruff_cache", ".hypothesis"}
MACHINE_PATH = re.compile(r"(?<![\w.~}])/(?:work|root|tmp|home|Users)/\w+")


def _files() -> list[Path]:
    """What is committed; in a copy without git, everything that is not made by tools."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if done.returncode == 0 and done.stdout:
        return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]
    return [file for file in ROOT.rglob("*") if file.is_file() and not IGNORED & set(file.relative_to(ROOT).parts)]


def _texts() -> dict[str, str]:
    texts = {}
    for file in _files():
        try:
            texts[str(file.relative_to(ROOT))] = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return texts


def _tasks() -> set[str]:
    done = subprocess.run([sys.executable, "dev", "--help"], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(re.findall(r"^  (\w+)", done.stdout, re.MULTILINE))


def test_no_file_names_a_path_of_the_machine_it_was_made_on() -> None:
    found = {name: MACHINE_PATH.findall(text) for name, text in _texts().items()}
    assert {name: paths for name, paths in found.items() if paths} == {}


def test_the_guard_against_machine_paths_can_find_one() -> None:
    assert MACHINE_PATH.search(" /".strip() + "home/someone/file")
    assert not MACHINE_PATH.search("https://example.org/home/page")


@pytest.mark.parametrize("text", ["README.md", "CONTRIBUTING.md", "Makefile", ".ci/run", "docs", "packaging"])
def test_every_task_that_is_written_down_exists(text: str) -> None:
    named = {m for name, body in _texts().items() if name.startswith(text) for m in re.findall(r"(?:\./|py )dev ([a-z]+)", body)}
    assert named <= _tasks()


def test_the_readme_gives_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "\n./dev run\n" in readme
    assert "\n./dev test\n" in readme


def test_every_link_to_a_file_in_a_text_leads_somewhere() -> None:
    broken = []
    for name, text in _texts().items():
        if name.endswith(".md"):
            targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", text)
            broken += [f"{name}: {target}" for target in targets if not (ROOT / name).parent.joinpath(target).exists()]
    assert broken == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no executable bit; there it is: py dev run")
@pytest.mark.parametrize("script", ["dev", ".ci/run"])
def test_a_script_can_be_started(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK)


def test_an_unknown_task_is_answered_with_the_list_of_tasks() -> None:
    done = subprocess.run([sys.executable, "dev", "fly"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2
    assert "usage" in done.stdout


@pytest.mark.parametrize("file", [f for f in _files() if f.suffix == ".py"], ids=lambda file: str(file.relative_to(ROOT)))
def test_files_and_functions_stay_short_and_say_what_they_are(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert text.count("\n") <= 400
    long = [n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and (n.end_lineno or 0) - n.lineno >= 50]
    assert long == []
    assert ast.get_docstring(tree) or not text.strip()
