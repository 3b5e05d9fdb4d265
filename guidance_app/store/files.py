"""Files that must be on the disk, whole, before something else is done."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

PIECE = 1024 * 1024


def sync(file: Path) -> None:
    """Wait until what was written to a file is on the disk."""
    with open(file, "rb+") as opened:
        os.fsync(opened.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; Windows has no such call, and does it by itself."""
    if os.name == "posix":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def copy(source: Path, goal: Path) -> None:
    """Copy a file and wait until the copy is on the disk. Only who may use this computer's account can read it."""
    with open(source, "rb") as old, open(os.open(goal, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as new:
        shutil.copyfileobj(old, new, PIECE)
        new.flush()
        os.fsync(new.fileno())


def write(file: Path, text: str) -> None:
    """Write a new file and wait until it is on the disk."""
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())


def sha256(file: Path) -> str:
    """The checksum of a file that nobody has open."""
    with open(file, "rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
