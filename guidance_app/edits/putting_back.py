"""Bring the file of one pupil back as it was in a backup: one act, which one undo takes away again."""

from __future__ import annotations

from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from guidance_app.base.i18n import t
from guidance_app.queries.putting_back import pairs
from guidance_app.store.record import all_fields
from guidance_app.store.records import TABLES
from guidance_app.store.restore import Book
from guidance_app.store.tables import Blob
from guidance_app.workspace import Edit


def put_back(book: Book) -> Edit:
    """Every row of the file gets the values of the backup. What was made since stays; nothing is removed."""

    def apply(s: Session) -> str:
        for sha256, content in book.files.items():
            s.execute(insert(Blob).values(sha256=sha256, content=content).on_conflict_do_nothing())
        places = list(book.rows)
        for (table, row), (now, then) in zip(places, list(pairs(s, book)), strict=True):
            fields = all_fields(TABLES[table])
            values = {name: fields[name].kind.unpack(text) for name, text in then.items()}
            if now is None:
                s.add(TABLES[table](id=row, book=book.id, **values))
            else:
                for name, value in values.items():
                    if fields[name].kind.pack(getattr(now, name)) != then[name]:
                        setattr(now, name, value)
        return book.id

    places = tuple(f"{table}/{row}/{name}" for (table, row), values in book.rows.items() for name in values)
    return Edit(t("put the file back from a backup"), apply, places)
