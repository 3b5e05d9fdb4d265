"""Room kept free on the disk, so that a full disk does not keep a store from closing in order.

A file of 20 MB stands beside the database. When the disk turns out to be full it is thrown away: then what was saved can
move from the log into the database, and what is being typed can be kept. It is made again once there is room.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

SIZE = 20 * 1024 * 1024
TIMES = 10
"""So many times its size must be free before it is made: on a small or nearly full disk it would itself be in the way."""
PIECE = bytes(1024 * 1024)


class Ballast:
    """The ballast of one store. It is only made when asked for (`make`), and again after it was needed (`renew`)."""

    def __init__(self, folder: Path, size: int = SIZE) -> None:
        self._file, self._size = folder / "ballast.bin", size
        self._released = False

    @property
    def there(self) -> bool:
        """Whether it is there now."""
        return self._file.exists()

    def make(self) -> None:
        """Keep the room free, if there is plenty. That it cannot be done is no trouble."""
        with suppress(OSError):
            if self.there and self._file.stat().st_size == self._size:
                return
            if shutil.disk_usage(self._file.parent).free >= TIMES * self._size:
                self._write()
                self._released = False

    def release(self) -> bool:
        """The disk is full: give the room back. False when there was none to give."""
        try:
            self._file.unlink()
        except OSError:
            return False
        self._released = True
        return True

    def renew(self) -> None:
        """Something was saved: when the ballast was needed before, make it again."""
        if self._released:
            self.make()

    def _write(self) -> None:
        try:
            with open(self._file, "wb") as file:
                if hasattr(os, "posix_fallocate"):
                    os.posix_fallocate(file.fileno(), 0, self._size)
                else:
                    for _ in range(self._size // len(PIECE)):
                        file.write(PIECE)
        except OSError:
            self._file.unlink(missing_ok=True)
            raise
