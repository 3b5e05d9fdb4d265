"""The two lock files install the same thing everywhere, and tell nothing about where they were made."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ["requirements.lock", "requirements-dev.lock"]
PIN = re.compile(r"^([a-z0-9][a-z0-9.-]*)==(\S+)(?: ; (.*?))? \\$")


def _pins(lock: str) -> dict[tuple[str, str], str]:
    """(name, condition) -> version, as the lock names them."""
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    return {(m[1], m[3] or ""): m[2] for line in lines if (m := PIN.match(line))}


def _project() -> dict[str, object]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_with_a_hash(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    assert len(blocks) == len(_pins(lock)) > 10
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host(lock: str) -> None:
    assert not re.search(r"://|index-url|find-links|@ ", (ROOT / lock).read_text(encoding="utf-8"))


def test_the_developers_lock_holds_all_of_the_other_one() -> None:
    assert _pins("requirements.lock").items() <= _pins("requirements-dev.lock").items()


def test_every_dependency_of_the_project_is_locked() -> None:
    project = _project()["project"]
    assert isinstance(project, dict)
    wanted = {re.split(r"[=<>]", d)[0].lower() for d in project["dependencies"]}
    locked = {name for name, _ in _pins("requirements.lock")}
    assert wanted
    assert wanted <= locked


def test_the_pinned_pyside_is_not_the_one_that_aborts_on_python_3_11() -> None:
    assert _pins("requirements.lock")[("pyside6-essentials", "")] == "6.11.3"
