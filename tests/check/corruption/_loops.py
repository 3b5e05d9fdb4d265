"""The loops of damage, each at any size: python -m tests.check.corruption._loops bits 2000 --seed 7.

Each prints one line of JSON, as those of durability do: how many damages, seconds, the seed, what went unnoticed.
`./dev bench durability` calls them at larger sizes; another seed is another piece of the same large run.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from guidance_app import edits, workspace
from guidance_app.store.head import HEAD
from guidance_app.store.records import TABLES
from guidance_app.workspace import Edit, Workspace
from tests.check.corruption._faults import (
    DATABASE,
    KEY,
    PAGE,
    WAL,
    content,
    content_of,
    fresh,
    is_noticed,
    is_noticed_at_the_door,
    left_over,
    make,
    opened,
    work,
)
from tests.check.loops import Loops, Report, scratch

Place = tuple[int, int]
"""Byte and bit."""
ACTS, AGES, NOTES = 12, 4, 330


def flip(database: Path, places: Iterable[Place]) -> list[Place]:
    """Turn over one bit at a time; the places where that went unnoticed and something else was read."""
    sound, whole = database.read_bytes(), content_of(database.parent)
    silent = []
    for byte, bit in places:
        with open(database, "r+b") as file:
            file.seek(byte)
            file.write(bytes([sound[byte] ^ 1 << bit]))
        if not is_noticed(database) and content_of(database.parent) != whole:
            silent.append((byte, bit))
        with open(database, "r+b") as file:
            file.seek(byte)
            file.write(sound[byte : byte + 1])
    assert database.read_bytes() == sound, "looking at a damaged store changed it"
    return silent


def anywhere(size: int, n: int, chance: random.Random) -> Iterator[Place]:
    """Bits anywhere in a file."""
    return ((chance.randrange(size), chance.randrange(8)) for _ in range(n))


def bits(report: Report, n: int) -> None:
    """So many bits anywhere in a small store."""
    with scratch() as folder:
        make(folder / "Kast")
        database = folder / "Kast" / DATABASE
        chance = random.Random(report.seed)
        report.wrong += map(str, flip(database, anywhere(database.stat().st_size, n, chance)))
        report.n += n


def pages(report: Report, n: int) -> None:
    """All bits of so many pages."""
    with scratch() as folder:
        make(folder / "Kast")
        database = folder / "Kast" / DATABASE
        count = database.stat().st_size // PAGE
        for page in random.Random(report.seed).sample(range(count), min(n, count)):
            report.wrong += map(str, flip(database, ((page * PAGE + at // 8, at % 8) for at in range(PAGE * 8))))
            report.n += PAGE * 8
        report.count(pages=min(n, count))


def crash(folder: Path) -> tuple[Path, str]:
    """The files of a store with a full log as `kill -9` leaves them, and the checksum of all that was saved in it."""
    pupil = make(folder / "Kast")
    whole: list[str] = []

    def act(store: Any) -> None:
        work(store, pupil, ACTS)
        whole.append(content(store._vault.driver()))

    left_over(folder / "Kast", folder / "Gestopt", act)
    return folder / "Gestopt", whole[0]


def spoil_log(crashed: tuple[Path, str], place: Path, damages: Iterable[Callable[[bytearray], Any]], without: str = "") -> int:
    """How many of these damages to the log lose something of which nobody is told. `without` takes a file away."""
    source, whole = crashed
    lost = 0
    for damage in damages:
        fresh(source, place)
        (place / without).unlink() if without else None
        log = bytearray((source / WAL).read_bytes())
        damage(log)
        (place / WAL).write_bytes(log)
        try:
            is_noticed_at_the_door(place, whole)
        except AssertionError:
            lost += 1
    return lost


def flips_of(crashed: tuple[Path, str], n: int, seed: int) -> list[Callable[[bytearray], Any]]:
    """So many damages to the log of one bit."""

    def flipped(byte: int, bit: int) -> Callable[[bytearray], Any]:
        return lambda log: log.__setitem__(byte, log[byte] ^ 1 << bit)

    size = (crashed[0] / WAL).stat().st_size
    return [flipped(*place) for place in anywhere(size, n, random.Random(seed))]


def log(report: Report, n: int) -> None:
    """So many bits anywhere in a left-over log."""
    with scratch() as folder:
        crashed = crash(folder)
        lost = spoil_log(crashed, folder / "scratch", flips_of(crashed, n, report.seed))
        report.wrong += [f"{lost} unnoticed"] if lost else []
        report.n += n


def grow_old(folder: Path) -> list[Path]:
    """One store at several ages, oldest first."""
    pupil = make(folder / "Kast")
    ages = []
    for n in range(AGES):
        fresh(folder / "Kast", folder / f"{n}")
        ages.append(folder / f"{n}")
        store = opened(folder / "Kast")
        work(store, pupil, 4)
        store.note("plan printed")
        store.close()
    fresh(folder / "Kast", folder / "nu")
    return [*ages, folder / "nu"]


def pages_of(folder: Path) -> list[bytes]:
    """The database in pages."""
    data = (folder / DATABASE).read_bytes()
    return [data[n : n + PAGE] for n in range(0, len(data), PAGE)]


def put_back(folder: Path, number: int, page: bytes) -> None:
    """Write one page over the database."""
    with open(folder / DATABASE, "r+b") as file:
        file.seek(number * PAGE)
        file.write(page)


def mix(ages: list[Path], place: Path, n: int, seed: int) -> int:
    """Put back older pages of any age over the newest store, so many times; how often that lost something unseen."""
    chance, newest, whole = random.Random(seed), pages_of(ages[-1]), content_of(ages[-1])
    older, lost = [pages_of(age) for age in ages[:-1]], 0
    for _ in range(n):
        fresh(ages[-1], place)
        share = chance.choice((0.02, 0.1, 0.3, 0.7))
        for number in range(len(newest)):
            page = chance.choice(older)[number : number + 1]
            if page and chance.random() < share:
                put_back(place, number, page[0])
        try:
            is_noticed_at_the_door(place, whole)
        except AssertionError:
            lost += 1
    return lost


def older(report: Report, n: int) -> None:
    """So many mixes of older pages."""
    with scratch() as folder:
        lost = mix(grow_old(folder), folder / "scratch", n, report.seed)
        report.wrong += [f"{lost} unnoticed"] if lost else []
        report.n += n


OPENED_WITHIN = 2000
"""Milliseconds in which a store of 100,000 Changes must be open."""


def large(report: Report, n: int) -> None:
    """Opening and checking a store of so many Changes, left in order and left by a crash."""
    with scratch() as folder:
        store = grow_large(folder / "Kast", n)
        store.close()
        times = {"open": _open_and_close(folder / "Kast")}
        store = opened(folder / "Kast")
        left = (folder / "Kast" / HEAD).read_bytes()
        started = time.monotonic()
        report.wrong += [str(trouble)] if (trouble := store.check()()) else []
        times["check"] = round(1000 * (time.monotonic() - started))
        report.n = store._vault.driver().execute("SELECT count(*) FROM change").fetchone()[0]
        store.close()
        (folder / "Kast" / HEAD).write_bytes(left)
        times["open after a crash"] = _open_and_close(folder / "Kast")
    report.count(**{f"{what}, ms": took for what, took in times.items()})
    report.wrong += [f"{what}: {took} ms" for what, took in times.items() if "open" in what and took > OPENED_WITHIN]


def _open_and_close(folder: Path) -> int:
    started = time.monotonic()
    store = opened(folder)
    took = round(1000 * (time.monotonic() - started))
    store.close()
    return took


def grow_large(folder: Path, changes: int) -> Workspace:
    """An open store of at least so many Changes: many pupils, each with hundreds of notes and some edits."""
    store = workspace.create(folder, KEY, "Hanna Demo", "adviser")
    written = 0
    while written < changes:
        pupil = store.do(edits.add("pupil", first_name="Sam"))
        store.do(Edit("notes", lambda s, pupil=pupil: s.add_all(_notes(pupil))))  # type: ignore[misc]
        for n in range(6):
            store.do(edits.change("pupil", pupil, "portrait", f"Sam bouwt hutten, deel {n}."))
        written += NOTES * 3
    return store


def _notes(pupil: str) -> list[Any]:
    text = "De leerling leest graag en bouwt hutten. " * 3
    return [TABLES["background"](book=pupil, deleted=False, position=f"a{n:04d}i", text=text) for n in range(NOTES)]


loop = Loops({"bits": bits, "pages": pages, "log": log, "older": older, "large": large})

if __name__ == "__main__":
    loop.main()
