"""Files outside the store: read to be attached, written when an attachment is unpacked. They are never opened."""

from __future__ import annotations

from pathlib import Path

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.edits.attachments import LARGEST, too_large


def read_file(file: Path) -> bytes:
    """The bytes of a file that is to be attached. Problem when it is too large or cannot be read."""
    try:
        if file.stat().st_size > LARGEST:
            raise too_large()
        return file.read_bytes()
    except OSError as error:
        raise Problem(t("This file cannot be read."), t("Close it in other programs, or choose another file.")) from error


def write_file(file: Path, content: bytes) -> None:
    """Write bytes to a place a person chose. Problem when that is not possible; a file that was there stays whole then."""
    part = file.with_name(file.name + ".part")
    try:
        part.write_bytes(content)
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Problem(t("Nothing can be written in this place."), t("Choose another place.")) from error
