"""One writer: the lock file beside the database, and the note beside that which tells who has the store open.

The database itself must not be used for it: closing a second descriptor of that file would drop SQLite's own lock.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from guidance_app import __version__
from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t

LOCK, OWNER = "kast.lock", "kast.owner"


def take_lock(folder: Path) -> FileLock:
    """Take the lock of a store; whoever asks releases it. Problem, with who has it, when somebody else has the store open."""
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise Problem(_open_elsewhere(_owner(folder)), t("Close it there first, then try again.")) from None
    owner = {"host": platform.node(), "pid": os.getpid(), "program": f"Bouwsteen {__version__}"}
    with suppress(OSError):  # it only tells others who has it open
        (folder / OWNER).write_text(json.dumps(owner), encoding="utf-8")
    return lock


def _open_elsewhere(owner: dict[str, Any]) -> str:
    """Who has the store open, as far as the file beside the lock says."""
    host, program = (str(owner.get(name, "")) for name in ("host", "program"))
    if not host or not program:
        return t("The store is open already in another program.")
    if host == platform.node():
        return t("The store is open already on this computer, in {program}.", program=program)
    return t("The store is open already on {host}, in {program}.", host=host, program=program)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Nobody else opens the store in this folder for as long as the block lasts. Problem when somebody has it open."""
    lock = take_lock(folder)
    try:
        yield
    finally:
        with suppress(OSError):
            (folder / OWNER).unlink(missing_ok=True)
        lock.release()


def _owner(folder: Path) -> dict[str, Any]:
    try:
        return dict(json.loads((folder / OWNER).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, RecursionError):
        return {}
