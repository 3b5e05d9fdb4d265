"""The task runner: sets up once, passes exit codes on, and says in one sentence what is missing."""

from __future__ import annotations

import hashlib
import os
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module, with an environment of its own that does not exist yet."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loader = SourceFileLoader("dev", str(ROOT / "dev"))
    module = module_from_spec(spec_from_loader("dev", loader))  # type: ignore[arg-type]
    loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path)
    monkeypatch.setattr(module, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(module, "uv", lambda: sys.exit("sets up"))
    return module


def _installed(dev: ModuleType, lock: str) -> None:
    dev.PYTHON.touch()
    (dev.VENV / "lock.sha256").write_text(hashlib.sha256((ROOT / lock).read_bytes()).hexdigest())


@pytest.mark.parametrize(
    ("lock", "kind"), [("requirements.lock", "run"), ("requirements-dev.lock", "run"), ("requirements-dev.lock", "dev")]
)
def test_what_is_installed_already_is_not_installed_again(dev: ModuleType, lock: str, kind: str) -> None:
    _installed(dev, lock)
    dev.prepare(kind)


def test_a_user_who_becomes_a_developer_gets_the_developers_lock(dev: ModuleType) -> None:
    _installed(dev, "requirements.lock")
    with pytest.raises(SystemExit, match="sets up"):
        dev.prepare("dev")


def test_an_environment_whose_python_is_gone_is_made_again(dev: ModuleType) -> None:
    _installed(dev, "requirements-dev.lock")
    dev.PYTHON.unlink()
    with pytest.raises(SystemExit, match="sets up"):
        dev.prepare("run")


@pytest.mark.parametrize(
    ("code", "expected"), [("raise SystemExit(7)", 7), ("import os; os.kill(os.getpid(), 15)", 143), ("", 0)]
)
@pytest.mark.skipif(os.name == "nt", reason="signals are of POSIX")
def test_the_exit_code_of_a_task_is_passed_on(dev: ModuleType, code: str, expected: int) -> None:
    assert dev.call(sys.executable, "-c", code) == expected


@pytest.mark.skipif(os.name == "nt", reason="users and roots are of POSIX")
def test_somebody_who_may_not_install_is_told_what_to_install(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit, match=r"^bouwsteen: Qt lacks libGL\.so\.1\. .* apt-get install libgl1$"):
        dev.install_packages([dev.PACKAGES["libGL.so.1"]], "Qt lacks libGL.so.1")


def test_an_index_of_ones_own_is_respected_and_never_overruled(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "https://pip.example/simple")
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    assert dev.installer_environment()["UV_DEFAULT_INDEX"] == "https://pip.example/simple"
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://uv.example/simple")
    assert dev.installer_environment()["UV_DEFAULT_INDEX"] == "https://uv.example/simple"
