"""A store has one writer: whoever comes second is told who has it open, and nobody who is gone keeps it closed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from guidance_app import workspace
from guidance_app.base.machine import data_folder
from guidance_app.queries import read
from guidance_app.store.lock import OWNER

KEY = bytes(range(32))
STARTS = 20


class Opener:
    """A process that opens the store when told."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("_opener.py")), str(folder), KEY.hex()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(Path(workspace.__file__).parents[1])},
        )
        assert self.hear() == "ready"

    def say(self, word: str) -> None:
        """Tell it something, without waiting."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()

    def hear(self) -> str:
        """Its answer."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    workspace.create(tmp_path / "Kast", KEY, "Hanna Demo", "adviser").close()
    return tmp_path / "Kast"


@pytest.fixture
def two(folder: Path) -> Iterator[list[Opener]]:
    both = [Opener(folder), Opener(folder)]
    yield both
    for opener in both:
        opener.kill()


def pupils(folder: Path) -> int:
    """How many there are."""
    store = workspace.open_with_key(folder, KEY)
    with store.read() as s:
        found = len(read.rows(s, "pupil"))
    store.close()
    return found


def test_of_two_starts_at_once_exactly_one_writes_and_the_other_hears_who(two: list[Opener], folder: Path) -> None:
    for _ in range(STARTS):
        for opener in two:
            opener.say("open")
        answers = sorted(opener.hear() for opener in two)
        assert answers[0] == "open"
        assert answers[1].startswith("refused: De kast is al open"), answers
        for opener in two:
            opener.say("close")
            assert opener.hear() == "closed"
    assert pupils(folder) == STARTS


def test_a_writer_that_was_killed_keeps_nobody_out(two: list[Opener], folder: Path) -> None:
    for start in range(STARTS):
        writer, other = two
        writer.say("open")
        assert writer.hear() == "open"
        if start % 5 == 4:
            writer.kill()
            two[0] = Opener(folder)
        else:
            other.say("open")
            assert other.hear().startswith("refused")
            writer.say("close")
            assert writer.hear() == "closed"
    assert pupils(folder) == STARTS


@pytest.mark.parametrize(
    "left_behind",
    [
        {"host": "een-andere", "pid": 1, "program": "Bouwsteen 0.1"},
        {"host": "", "pid": os.getpid(), "program": "iets anders dat nu dit nummer heeft"},
        "geen json",
    ],
)
def test_what_an_owner_left_behind_keeps_nobody_out(folder: Path, left_behind: object) -> None:
    text = left_behind if isinstance(left_behind, str) else json.dumps(left_behind)
    (folder / OWNER).write_text(text, encoding="utf-8")
    assert pupils(folder) == 0


def test_who_has_it_open_is_named_with_computer_and_program(two: list[Opener], folder: Path) -> None:
    two[0].say("open")
    assert two[0].hear() == "open"
    two[1].say("open")
    assert two[1].hear().startswith("refused: De kast is al open op deze computer, in Bouwsteen")
    (folder / OWNER).write_text(json.dumps({"host": "LAPTOP-7", "pid": 1, "program": "Bouwsteen 0.1"}), encoding="utf-8")
    two[1].say("open")
    assert two[1].hear() == "refused: De kast is al open op LAPTOP-7, in Bouwsteen 0.1."


def start_program() -> subprocess.Popen[bytes]:
    """The real program, without a screen."""
    return subprocess.Popen(
        [sys.executable, "-m", "guidance_app"],
        cwd=Path(workspace.__file__).parents[1],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.DEVNULL,
    )


def test_a_second_start_ends_at_once_and_a_killed_first_one_is_no_obstacle() -> None:
    mark = data_folder() / "venster"
    first = start_program()
    _wait_for(mark)
    try:
        assert start_program().wait(30) == 0
        assert first.poll() is None
        limits = Path(f"/proc/{first.pid}/limits")
        if limits.exists():  # no crash writes its memory to the disk
            (core,) = [line.split() for line in limits.read_text().splitlines() if line.startswith("Max core file size")]
            assert core[4:6] == ["0", "0"]
    finally:
        first.kill()
        first.wait()
    assert mark.exists()  # it could not tidy up
    since = mark.stat().st_mtime_ns
    third = start_program()
    try:
        _wait_for(mark, since)
    finally:
        third.kill()
        third.wait()


def _wait_for(mark: Path, since: int = 0) -> None:
    until = time.monotonic() + 60
    while not mark.exists() or mark.stat().st_mtime_ns <= since:
        assert time.monotonic() < until
        time.sleep(0.05)
