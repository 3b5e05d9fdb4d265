"""After a lock no process of ours holds the key, the passphrase or a text: the one that read them is gone."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import _processes
import pytest

from guidance_app import workspace
from guidance_app.base.machine import data_folder, store_folder
from guidance_app.queries import read
from guidance_app.store import keys

CANARIES = 50
TYPIST = Path(__file__).with_name("_typist.py")


class Sitting:
    """A store, canaries that all begin with one mark, and the program in which somebody types them."""

    def __init__(self) -> None:
        self.mark = f"kanarie{secrets.token_hex(6)}"
        self.canaries = [f"{self.mark}x{i:02}" for i in range(CANARIES)]
        self.passphrase = f"{self.canaries[0]} zin"
        self.folder = store_folder()
        self.folder.mkdir(parents=True)
        self.key = keys.create(self.folder, self.passphrase, keys.FLOOR).derive("db/v1")
        workspace.create(self.folder, self.key, "Hanna Demo", "adviser").close()

    @property
    def needles(self) -> list[bytes]:
        """What must not be found."""
        hexed = self.key.hex()
        return [*_processes.forms(self.mark), *_processes.forms(hexed), hexed.upper().encode(), self.key]

    def type(self, how: str) -> subprocess.Popen[str]:
        """Start the program and let everything be typed."""
        program = subprocess.Popen(
            [sys.executable, str(TYPIST), how],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path(workspace.__file__).parents[1])},
        )
        assert program.stdin is not None
        assert program.stdout is not None
        program.stdin.write("\n".join([self.passphrase, *self.canaries[1:]]))
        program.stdin.close()
        assert program.stdout.readline() == "typed\n"
        return program

    def lock(self) -> None:
        """Lock, and wait until the fresh process listens."""
        before = self._listening_since()
        (data_folder() / "lock now").touch()
        until = time.monotonic() + 60
        while self._listening_since() in (None, before):
            assert time.monotonic() < until, "no fresh process came"
            time.sleep(0.05)

    def _listening_since(self) -> int | None:
        mark = data_folder() / "venster"
        return mark.stat().st_mtime_ns if mark.exists() else None

    def found(self) -> dict[int, dict[bytes, int]]:
        """Process -> what is found in it."""
        return {pid: _processes.hits(pid, self.needles) for pid in _processes.of(data_folder())}


@pytest.fixture
def sitting() -> Iterator[Sitting]:
    _processes.need_memory_access()
    yield Sitting()
    for pid in _processes.of(data_folder()):
        os.kill(pid, signal.SIGKILL)


def test_after_a_lock_no_process_of_ours_holds_key_passphrase_or_text(sitting: Sitting) -> None:
    program = sitting.type("fresh")
    open_ = sitting.found()
    assert set(sitting.needles[:2]) <= set(open_[program.pid]), "the scan sees what an open store holds"
    sitting.lock()
    assert program.wait(30) == 0, "a dialog that was open did not keep the old process"
    program.stdout.close()  # type: ignore[union-attr]
    locked = sitting.found()
    assert len(locked) == 1
    assert list(locked.values()) == [{}]
    with workspace.open_with_key(sitting.folder, sitting.key).read() as s:
        (goal,) = read.rows(s, "goal")
        assert all(canary in goal.text for canary in sitting.canaries[4:]), "what was being typed is a Step"


def test_the_scan_finds_what_a_lock_within_the_same_process_leaves_behind(sitting: Sitting) -> None:
    program = sitting.type("same")
    sitting.lock()
    assert sitting.found()[program.pid]
    program.kill()
    program.wait()
    program.stdout.close()  # type: ignore[union-attr]
