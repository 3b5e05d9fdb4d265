"""What a person does with attachments: put a file in the store. It is kept as it is, never opened and never shown."""

from __future__ import annotations

import datetime as dt
import hashlib

from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.edits.records import insert_record
from guidance_app.store.tables import Blob
from guidance_app.workspace import Edit

LARGEST = 25 * 1024 * 1024
"""The most bytes of one file."""


def attach(pupil: str, name: str, content: bytes, day: dt.date) -> Edit:
    """Keep a copy of a file with a pupil; gives the id of the attachment. Problem when the file is empty or too large.

    The bytes stand in the store once, under their SHA-256, however often they are attached.
    """
    if not content:
        raise Problem(t("This file is empty."), t("Choose another file."))
    if len(content) > LARGEST:
        raise too_large()
    sha256 = hashlib.sha256(content).hexdigest()

    def apply(s: Session) -> str:
        s.execute(insert(Blob).values(sha256=sha256, content=content).on_conflict_do_nothing())
        values = {"name": name, "date": day, "sha256": sha256, "size": len(content)}
        return insert_record(s, "attachment", pupil, values).id

    return Edit(t("add {record}", record=t("attachment")), apply)


def too_large() -> Problem:
    """What to say of a file that is larger than LARGEST."""
    return Problem(t("This file is larger than 25 MB."), t("Keep it elsewhere, or attach only the part that matters."))
