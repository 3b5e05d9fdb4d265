"""A power cut, simulated: what the process wrote is replayed, and what was not forced to the disk is lost or torn.

The system calls of a real process are recorded with strace, data and all. After any of them the power may fail. Then of each
file is there what an fsync forced, and of every later write any 512-byte sector, or not; names of files (made, renamed,
removed) are there in the order in which they were done, up to any point after the last forced one. Disks that lie about
fsync are beyond this, and beyond any program.
"""

from __future__ import annotations

import hashlib
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

Judge = Callable[[Path, list[str]], list[str]]
SECTOR = 512
CALLS = (
    "openat,close,lseek,pwrite64,write,fsync,fdatasync,ftruncate,fallocate,unlink,unlinkat,rename,renameat,renameat2,"
    "link,linkat,rmdir,copy_file_range,sendfile,mmap"
)
LINE = re.compile(r"^\d+\s+(\w+)\((.*)\)\s+= (-?\d+)")
QUOTED = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
DESCRIPTOR = re.compile(r"^(\d+)<((?:\\x[0-9a-f]{2})*)>")


@dataclass(frozen=True)
class Op:
    """One thing done to the disk, or told: write, cut, sync, make, remove, move, link, told. `path` is relative."""

    what: str
    path: str = ""
    at: int = 0
    data: bytes = b""
    to: str = ""


def record(folder: Path, log: Path, *command: str) -> list[Op]:
    """Run a command that works in a folder, and give what it did there."""
    strace = ["strace", "-f", "-xx", "-y", "-s", "10000000", "-o", str(log), "-e", f"trace={CALLS}", "-e", "signal=none"]
    done = subprocess.run([*strace, *command], capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    with open(log, encoding="ascii") as lines:
        return list(_parse(lines, f"{folder.resolve()}/"))


def _plain(quoted: str) -> bytes:
    return bytes.fromhex(quoted.replace("\\x", ""))


def _parse(lines: Iterator[str], root: str) -> Iterator[Op]:  # noqa: C901
    at: dict[str, int] = {}  # where each descriptor stands
    for line in _whole(lines):
        found = LINE.match(line)
        if found is None or int(found[3]) < 0:
            continue
        call, arguments, result = found[1], found[2], int(found[3])
        names = [_plain(name).decode("utf-8", "replace") for name in QUOTED.findall(arguments)[:2]] if call not in DATA else []
        number, path = _descriptor(arguments)
        inside = f"{path}/".startswith(root) or any(name.startswith(root) for name in names)
        if call == "openat" and names[0].startswith(root):
            yield from _opened(names[0].removeprefix(root), arguments)
            at[str(result)] = 0
        elif call == "write" and number == "1":
            yield Op("told", data=_plain(QUOTED.findall(arguments)[0]))
        elif not inside:
            continue
        elif call == "lseek":
            at[number] = result
        elif call in ("write", "pwrite64"):
            data = _plain(QUOTED.findall(arguments)[0])[:result]
            place = int(arguments.rsplit(",", 1)[1]) if call == "pwrite64" else at.get(number, 0)
            at[number] = place + result if call == "write" else at.get(number, 0)
            yield Op("write", path.removeprefix(root), place, data)
        elif call in ("fsync", "fdatasync"):
            yield Op("sync", (path + "/").removeprefix(root).rstrip("/"))
        elif call == "ftruncate":
            yield Op("cut", path.removeprefix(root), int(arguments.rsplit(",", 1)[1], 0))
        elif call in ("unlink", "unlinkat"):
            if "AT_REMOVEDIR" not in arguments:
                yield Op("remove", _absolute(arguments, names[0]).removeprefix(root))
        elif call.startswith(("rename", "link")):
            yield Op("move" if call[0] == "r" else "link", names[0].removeprefix(root), to=names[1].removeprefix(root))
        elif call in ("copy_file_range", "sendfile", "fallocate") or (
            call == "mmap" and "MAP_SHARED" in arguments and "WRITE" in arguments
        ):
            raise NotImplementedError(f"the simulator does not know {call}")


DATA = (
    "write",
    "pwrite64",
    "lseek",
    "fsync",
    "fdatasync",
    "ftruncate",
    "close",
    "mmap",
    "fallocate",
    "copy_file_range",
    "sendfile",
)


def _whole(lines: Iterator[str]) -> Iterator[str]:
    """Put calls together that strace wrote in two parts, because another thread came between."""
    begun: dict[str, str] = {}
    for line in lines:
        task = line.split(" ", 1)[0]
        if line.rstrip().endswith("<unfinished ...>"):
            begun[task] = line.rstrip().removesuffix("<unfinished ...>").rstrip()
        elif " resumed>" in line:
            rest = line.split(" resumed>", 1)[1]
            yield begun.pop(task, "") + rest.lstrip(" ") if not rest.startswith(")") else begun.pop(task, "") + rest
        else:
            yield line


def _descriptor(arguments: str) -> tuple[str, str]:
    found = DESCRIPTOR.match(arguments)
    return (found[1], _plain(found[2]).decode("utf-8", "replace").removesuffix(" (deleted)")) if found else ("", "")


def _absolute(arguments: str, name: str) -> str:
    """A name given in a folder that is open (unlinkat, as shutil.rmtree does it)."""
    _, folder = _descriptor(arguments)
    return name if name.startswith("/") else f"{folder}/{name}"


def _opened(path: str, arguments: str) -> Iterator[Op]:
    if "O_CREAT" in arguments:
        yield Op("make", path)
    if "O_TRUNC" in arguments:
        yield Op("cut", path)


@dataclass
class _Node:
    """A file: what is on the disk for certain, and what was written since."""

    sure: bytearray = field(default_factory=bytearray)
    loose: list[Op] = field(default_factory=list)


class Disk:
    """The disk as the ops leave it, with what a power cut may take."""

    def __init__(self, folder: Path) -> None:
        files = {
            str(file.relative_to(folder)): _Node(bytearray(file.read_bytes())) for file in folder.rglob("*") if file.is_file()
        }
        self.seen, self.sure = dict(files), dict(files)  # what the process sees, what is certain
        self.names: list[tuple[Op, _Node | None]] = []

    def do(self, op: Op) -> None:
        """One op is done."""
        if op.what == "make":
            if op.path not in self.seen:
                self.seen[op.path] = _Node()
                self.names.append((op, self.seen[op.path]))
        elif op.what in ("remove", "move", "link"):
            node = self.seen.get(op.path)
            self.names.append((op, node))
            _rename(self.seen, op, node)
        elif op.what == "sync":
            self._sync(op.path)
        elif op.what in ("write", "cut") and op.path in self.seen:
            self.seen[op.path].loose.append(op)

    def _sync(self, path: str) -> None:
        node = self.seen.get(path)
        if node is None:  # a folder: all names so far
            upto = len(self.names)
        else:
            for op in node.loose:
                _apply(node.sure, op)
            node.loose.clear()
            upto = max((i + 1 for i, (_, one) in enumerate(self.names) if one is node), default=0)
        for op, one in self.names[:upto]:
            _rename(self.sure, op, one)
        del self.names[:upto]

    def after_a_cut(self, rng: random.Random) -> dict[str, bytes]:
        """What may be there when the power comes back: path -> content."""
        there = dict(self.sure)
        for op, node in self.names[: rng.randint(0, len(self.names))]:
            _rename(there, op, node)
        kept = rng.choice((0.0, 1.0, 0.5, 0.9))
        return {path: bytes(_torn(node, kept, rng)) for path, node in there.items()}


def _torn(node: _Node, kept: float, rng: random.Random) -> bytearray:
    content = bytearray(node.sure)
    for op in node.loose:
        if op.what == "cut":
            if rng.random() < kept:
                _apply(content, op)
            continue
        for i in range(0, len(op.data), SECTOR):
            if rng.random() < kept:
                _apply(content, Op("write", at=op.at + i, data=op.data[i : i + SECTOR]))
    return content


def _apply(content: bytearray, op: Op) -> None:
    end = op.at + len(op.data)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    if op.what == "cut":
        del content[op.at :]
    else:
        content[op.at : end] = op.data


def _rename(names: dict[str, _Node], op: Op, node: _Node | None) -> None:
    if op.what == "make" and node is not None:
        names[op.path] = node
    elif op.what == "remove":
        names.pop(op.path, None)
    elif op.what == "link" and node is not None:
        names[op.to] = node
    elif op.what == "move" and op.path in names:
        names[op.to] = names.pop(op.path)
    elif op.what == "move":  # a folder
        for path in [path for path in names if path.startswith(op.path + "/")]:
            names[op.to + path.removeprefix(op.path)] = names.pop(path)


def cuts(before: Path, ops: list[Op], states: int, rng: random.Random) -> Iterator[tuple[dict[str, bytes], list[str]]]:
    """States of a folder after power cuts, spread over all moments, each with what had been told by then."""
    disk, told = Disk(before), list[str]()
    moments = sorted(rng.randrange(len(ops)) for _ in range(states))
    for i, op in enumerate(ops):
        if op.what == "told":
            told += op.data.decode().split("\n")[:-1]
        disk.do(op)
        while moments and moments[0] == i:
            moments.pop(0)
            yield disk.after_a_cut(rng), list(told)


def lay_down(state: dict[str, bytes], folder: Path) -> None:
    """Write such a state into an empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    for path, content in state.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def judged(
    before: Path, ops: list[Op], states: int, seed: int, scratch: Path, judges: tuple[Judge, ...]
) -> tuple[int, list[str]]:
    """Judge so many states, the judges by turns; gives how many different ones there were, and all that was wrong."""
    rng, known, wrong = random.Random(seed), set[bytes](), list[str]()
    for number, (state, told) in enumerate(cuts(before, ops, states, rng)):
        same = hashlib.sha256(repr((sorted((p, hashlib.sha256(c).digest()) for p, c in state.items()), told)).encode()).digest()
        if same in known:
            continue
        known.add(same)
        lay_down(state, scratch)
        judge = judges[len(known) % len(judges)]
        wrong += [f"{fault} (seed {seed}, state {number})" for fault in judge(scratch, told)]
    return len(known), wrong


if __name__ == "__main__":
    from tests.check.durability._workloads import WORKLOADS, plant

    name, folder, *planted = sys.argv[1:]
    plant(dict(one.split("=") for one in planted))
    WORKLOADS[name].run(Path(folder), lambda word: os.write(1, f"{word}\n".encode()))
