"""A disk that refuses: each write, fsync and truncation in turn fails, and what then is told must be true.

A process with everything loaded forks for each run; strace takes hold of the child, makes its nth call of one kind fail
(or kills it there), and lets it go on. Not to be used in a process with threads, because it forks: see _loops.py.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.check.durability._workloads import WORKLOADS, Tell, judge, judge_fast, opened

WRITING = {
    "pwrite64": ("ENOSPC", "EIO"),
    "write": ("ENOSPC", "EIO"),
    "fsync": ("EIO",),
    "fdatasync": ("EIO",),
    "ftruncate": ("EIO",),
}
"""The calls that can fail, and how."""
PATIENCE = 60
WHOLE = 8
"""Every so many runs are judged with the whole program."""


def run(act: Callable[[Tell], object], *strace: str, kill_after: float | None = None) -> tuple[int, list[str]]:
    """Do something in a process of its own, with strace at its side; gives how it ended, and what it told.

    `kill_after` kills it so many seconds after it told something for the first time.
    """
    ours, theirs = socket.socketpair()
    child = os.fork()
    if child == 0:
        ours.close()
        _child(act, theirs)
    theirs.close()
    with _beside(child, *strace), ours, ours.makefile("r") as told:
        ours.settimeout(PATIENCE)
        ours.send(b"go\n")
        if kill_after is not None:
            first = told.readline()
            time.sleep(kill_after)  # the moment is the point
            os.kill(child, signal.SIGKILL)
            lines = (first + told.read()).splitlines()
        else:
            lines = told.read().splitlines()
        _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), lines


def _child(act: Callable[[Tell], object], theirs: socket.socket) -> None:
    code = 1
    try:
        theirs.recv(3)
        act(lambda word: theirs.send(f"{word}\n".encode()))  # not with write: that may be the call that fails
        code = 0
    except BaseException as error:
        frames = traceback.extract_tb(error.__traceback__)
        where = " < ".join(
            f"{Path(frame.filename).stem}:{frame.lineno}" for frame in reversed(frames) if "guidance_app" in frame.filename
        )
        theirs.send(f"bug {type(error).__name__} at {where}\n".encode())
    finally:
        os._exit(code)


@contextmanager
def _beside(child: int, *options: str) -> Iterator[None]:
    if not options:
        yield
        return
    strace = subprocess.Popen(["strace", "-f", "-p", str(child), *options], stderr=subprocess.PIPE, text=True)
    assert strace.stderr is not None
    said = strace.stderr.readline()
    if "attached" not in said:
        os.kill(child, signal.SIGKILL)
        raise RuntimeError(f"strace cannot take hold of a process here: {said}")
    try:
        yield
    finally:
        strace.communicate(timeout=PATIENCE)


def failing(call: str, error: str, nth: int, *, for_ever: bool = False) -> tuple[str, ...]:
    """Options of strace that make the nth call of a kind fail, once or from then on."""
    return ("-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={nth}{'+' if for_ever else ''}")


def killing(call: str, nth: int) -> tuple[str, ...]:
    """Options of strace that kill the process at its nth call of a kind."""
    return ("-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={nth}")


class Sweep:
    """One workload, and a folder to do it in again and again."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name, self.folder = name, folder
        self.before, self.kast = folder / "before", folder / "Kast"
        self.runs = 0
        WORKLOADS[name].prepare(self.before)

    def fresh(self) -> Path:
        """The folder as it was before."""
        shutil.rmtree(self.kast, ignore_errors=True)
        if self.before.exists():
            shutil.copytree(self.before, self.kast)
        return self.kast

    def work(self, tell: Tell) -> None:
        """The workload itself."""
        WORKLOADS[self.name].run(self.kast, tell)

    def calls(self) -> Counter[str]:
        """How often the workload makes each of the calls when all goes well."""
        self.fresh()
        log = self.folder / "log"
        code, told = run(self.work, "-o", str(log), "-e", f"trace={','.join(WRITING)}")
        if code or "closed" not in told:
            raise RuntimeError(f"the workload itself fails: {told}")
        return Counter(
            line.split(maxsplit=1)[1].split("(")[0] for line in log.read_text(errors="replace").splitlines() if "(" in line
        )

    def points(self) -> list[tuple[str, str, int]]:
        """Every fault there is to be had once: call, error, which one."""
        counted = self.calls()
        return [(call, error, n + 1) for call, errors in WRITING.items() for error in errors for n in range(counted[call])]

    def fault(self, call: str, error: str, nth: int, *, for_ever: bool = False) -> list[str]:
        """One run with one fault: all that was wrong."""
        self.fresh()
        code, told = run(self.work, *failing(call, error, nth, for_ever=for_ever))
        wrong = [line for line in told if line.startswith("bug")]
        if code and not wrong:
            wrong = [f"the process ended with {code}"]
        self.runs += 1
        wrong += (judge if self.runs % WHOLE == 0 else judge_fast)(self.kast, told)
        return [f"{one} ({self.name}: {call} {nth} {error}{' for ever' if for_ever else ''}; told {told})" for one in wrong]

    def killed(self, seconds: float) -> tuple[int, list[str]]:
        """One run that is killed after a while; gives how many saves were acknowledged, and all that was wrong."""
        self.fresh()
        _, told = run(self.work, kill_after=seconds)
        self.runs += 1
        wrong = [line for line in told if line.startswith("bug")]
        wrong += (judge if self.runs % WHOLE == 0 else judge_fast)(self.kast, told)
        acknowledged = sum(line.startswith("saved") for line in told)
        return acknowledged, [f"{one} ({self.name}: killed after {seconds:.4f} s)" for one in wrong]

    def killed_twice(self, first: tuple[str, int], second: tuple[str, int]) -> list[str]:
        """One run that is killed at a call, and then again at a call of the one that opens what is left."""
        self.fresh()
        _, told = run(self.work, *killing(*first))
        run(lambda _: opened(self.kast).close(), *killing(*second))
        return [f"{one} ({self.name}: killed at {first}, and opening it at {second})" for one in judge(self.kast, told)]
