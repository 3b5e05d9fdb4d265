"""Put another store in the place of the one that stands here, all of it or nothing, and keep the old one aside.

What is to come is made ready in a folder beside it. Giving that folder its second name decides it: before, a crash leaves
the old store; after, whoever opens the store first finishes the work, from whatever point it had come to.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from guidance_app.base.machine import DATABASE, SWAP
from guidance_app.store.files import sync_folder

READY, READING = ".ready", ".reading-"
"""The folder in which the new store is made ready, and how those begin in which a copy of a backup is read."""

LEFT_OVER = (f"{DATABASE}-wal", f"{DATABASE}-shm", f"{DATABASE}-journal")
"""What belongs to the old database alone: beside the new one it would damage it."""


def make_ready(folder: Path) -> Path:
    """An empty folder to put the files of the new store in."""
    ready = folder / READY
    shutil.rmtree(ready, ignore_errors=True)
    ready.mkdir(mode=0o700)
    return ready


def swap(folder: Path, aside: Path) -> None:
    """Let what is ready take the place of the files of the same name, which go to the folder `aside`. Holds nothing open."""
    sync_folder(folder / READY)
    (folder / READY).rename(folder / f"{SWAP}{aside.name}")
    sync_folder(folder)
    finish(folder, aside.parent)


def sweep(folder: Path) -> None:
    """Clear away what a crash left half made. Nobody else works in this folder."""
    for left in (folder / READY, *folder.glob(f"{READING}*")):
        shutil.rmtree(left, ignore_errors=True)


def pending(folder: Path) -> bool:
    """Whether a swap was decided and not finished."""
    return any(folder.glob(f"{SWAP}*"))


def finish(folder: Path, kept: Path) -> None:
    """Finish a swap that was decided; the old store goes to a folder in `kept`. Can be done again and again."""
    for new in folder.glob(f"{SWAP}*"):
        aside = kept / new.name.removeprefix(SWAP)
        aside.mkdir(parents=True, exist_ok=True, mode=0o700)
        if (new / DATABASE).exists():  # it goes last: without it all is done
            for name in LEFT_OVER:
                _put_aside(folder / name, aside / name)
                (folder / name).unlink(missing_ok=True)
            for file in sorted(new.iterdir(), key=lambda file: file.name == DATABASE):
                _put_aside(folder / file.name, aside / file.name)
                sync_folder(aside)
                os.replace(file, folder / file.name)
        sync_folder(folder)
        shutil.rmtree(new)
        sync_folder(folder)


def _put_aside(old: Path, aside: Path) -> None:
    """A second name for the old file, so that there is no moment without a store; a plain move where that is not possible."""
    if not old.exists() or aside.exists():
        return
    try:
        os.link(old, aside)
    except OSError:  # a stick has no second names
        os.replace(old, aside)
