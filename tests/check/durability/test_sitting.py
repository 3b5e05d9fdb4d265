"""A whole sitting at the real program, seen from outside: no network, nothing readable on the disk, no hand on the database."""

from __future__ import annotations

import json
import os
import re
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.check.durability._sitting import PASSPHRASE
from tests.check.durability.conftest import ROOT

CALLS = "%network,write,pwrite64,writev,pwritev,sendfile,openat"
MARK = "kanarie"
LARGEST = 64 * 1024 * 1024
NEEDLES = [MARK.encode(), MARK.encode("utf-16-le"), PASSPHRASE.encode(), PASSPHRASE.encode("utf-16-le")]
WRITTEN = re.compile("|".join(r"(?:\\0+)?".join(re.escape(letter) for letter in word) for word in (MARK, PASSPHRASE)))
LOOK_UP = re.compile(r"\bAF_INET6?\b|/etc/resolv\.conf|/etc/hosts\b")


@dataclass(frozen=True)
class Sitting:
    """What was seen of a sitting: its folder, the log of its calls, what Python opened, when it began."""

    folder: Path
    log: Path
    opened: list[str]
    began: float


def watched(log: Path, *command: str, typed: str = "", **environment: str) -> str:
    """Run a command with its calls written in a log; what it printed."""
    strace = [
        "strace",
        "-f",
        "--seccomp-bpf",
        "-y",
        "-s",
        "10000000",
        "-o",
        str(log),
        "-e",
        "signal=none",
        "-e",
        f"trace={CALLS}",
    ]
    done = subprocess.run(
        [*strace, *command],
        input=typed,
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout


@pytest.fixture(scope="module")
def sitting(tmp_path_factory: pytest.TempPathFactory, strace: str) -> Sitting:
    """200 texts are typed, every page is seen, a backup and a PDF are made, and the store is locked."""
    assert strace
    folder, began = tmp_path_factory.mktemp("sitting"), time.time()
    for name in ("paper", "home"):
        (folder / name).mkdir()
    typed = "\n".join(f"{MARK}{secrets.token_hex(8)}" for _ in range(200))
    environment = {"BOUWSTEEN_DATA": str(folder / "data"), "HOME": str(folder / "home"), "QT_QPA_PLATFORM": "offscreen"}
    command = (sys.executable, "-m", "tests.check.durability._sitting", str(folder / "paper"))
    said = watched(folder / "log", *command, typed=typed, **environment)
    return Sitting(folder, folder / "log", json.loads(said.splitlines()[-1]), began)


def lines(log: Path, but: tuple[str, ...] = ()) -> Iterator[str]:
    with open(log, encoding="utf-8", errors="replace") as opened:
        yield from (line for line in opened if not any(path in line[:400] for path in but))


def reached(log: Path) -> list[str]:
    """Every internet socket and every look-up of a name."""
    return [line[:200] for line in lines(log) if LOOK_UP.search(line[:400])]


def written(log: Path, but: tuple[str, ...] = ()) -> list[str]:
    """Every call that wrote a canary or the passphrase in clear."""
    return [line[:200] for line in lines(log, but) if " openat(" not in line and WRITTEN.search(line)]


def readable(folder: Path, since: float = 0.0, but: Path | None = None) -> list[Path]:
    """Every file in which a canary or the passphrase stands in clear."""
    found = []
    for place, folders, names in os.walk(folder, onerror=lambda _: None):
        folders[:] = [name for name in folders if Path(place, name) != but]
        for file in (Path(place, name) for name in names):
            try:
                is_new = file.is_file() and file.stat().st_mtime >= since and file.stat().st_size <= LARGEST
                content = file.read_bytes() if is_new else b""
            except OSError:
                continue
            if any(needle in content or needle in os.fsencode(file.name) for needle in NEEDLES):
                found.append(file)
    return found


def test_no_internet_socket_is_made_and_no_name_looked_up(sitting: Sitting) -> None:
    assert reached(sitting.log) == []
    assert any("socket(" in line for line in lines(sitting.log))  # those of the window system are seen


def test_nothing_that_was_typed_reaches_any_file_in_clear(sitting: Sitting) -> None:
    assert written(sitting.log, but=(f"{sitting.folder}/paper", "<pipe:")) == []
    assert readable(sitting.folder / "data") + readable(sitting.folder / "home") == []


def test_nothing_that_was_typed_is_left_in_a_temporary_folder(sitting: Sitting) -> None:
    assert readable(Path("/tmp"), sitting.began, sitting.folder) + readable(Path("/var/tmp"), sitting.began) == []


def test_our_code_never_opens_the_open_database_nor_writes_outside_its_folders(sitting: Sitting) -> None:
    assert sitting.opened == []
    assert list((sitting.folder / "paper").iterdir()) == [sitting.folder / "paper/plan.pdf"]


@pytest.mark.usefixtures("strace")
def test_a_socket_a_look_up_and_a_readable_file_are_found(tmp_path: Path) -> None:
    names = f"import socket; socket.socket(); open('/etc/hosts').close(); open({str(tmp_path / 'one')!r}, 'wb').write"
    for n, form in enumerate(("utf-8", "utf-16-le")):
        watched(tmp_path / "log", sys.executable, "-c", f"{names}('xx{MARK}1234'.encode({form!r}))")
        assert len(reached(tmp_path / "log")) >= 2
        assert len(written(tmp_path / "log")) == 1, n
        assert tmp_path / "one" in readable(tmp_path)


def test_a_hand_on_the_database_is_found(tmp_path: Path) -> None:
    code = (
        "import os; from pathlib import Path; from tests.check.durability._sitting import Watch, store_folder\n"
        "watch = Watch(Path(os.environ['BOUWSTEEN_DATA'])); watch.is_open = True\n"
        "store_folder().mkdir(parents=True); (store_folder() / 'kast.db').touch(); open(store_folder() / 'kast.db').close()\n"
        f"open({str(tmp_path / 'elsewhere')!r}, 'w').close(); print(len(watch.seen))"
    )
    environment = os.environ | {"BOUWSTEEN_DATA": str(tmp_path / "data"), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "3\n"
