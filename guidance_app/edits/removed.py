"""What was removed comes back: a record with everything that went with it, as one act."""

from __future__ import annotations

from sqlalchemy.orm import Session

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t
from guidance_app.queries.history import removed
from guidance_app.store.record import owner_field
from guidance_app.store.records import TABLES
from guidance_app.workspace import Edit


def put_back(book: str, table: str, row: str) -> Edit:
    """Put a removed record back with what was removed along with it. Problem when that of which it is part is gone."""

    def apply(s: Session) -> str:
        found = next((line for line in removed(s, book) if line.id == row), None)
        if found is None:
            raise Problem(t("This is no longer among what was removed."), t("Look at the list again."))
        _check_owner(s, table, row)
        for place, id_ in ((table, row), *found.parts):
            s.get(TABLES[place], id_).deleted = False  # type: ignore[union-attr]
        return row

    return Edit(t("put back {record}", record=t(TABLES[table].one)), apply)


def _check_owner(s: Session, table: str, row: str) -> None:
    name = owner_field(TABLES[table])
    owner_id = getattr(s.get(TABLES[table], row), name) if name else None
    for kind in TABLES.values() if owner_id else ():
        owner = s.get(kind, owner_id)
        if owner is not None and owner.deleted:
            raise Problem(t("This is part of something that was removed too."), t("Put that back first."))
