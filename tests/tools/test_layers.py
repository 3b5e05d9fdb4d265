"""The layers of the program hold."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "guidance_app").rglob("*.py"))
NETWORK = {"socket", "urllib", "http", "ftplib", "smtplib", "ssl", "asyncio", "requests", "httpx"}


def test_imports_point_down_only() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_file_of_the_program_knows_the_network(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not _imported(ast.parse(text)) & NETWORK
    assert not re.search(r"QtNetwork|QtWebEngine|openUrl", text)


def _imported(tree: ast.AST) -> set[str]:
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return {name.partition(".")[0] for name in names}
