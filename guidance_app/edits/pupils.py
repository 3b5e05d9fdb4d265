"""What a person does with the list of pupils: begin a file."""

from __future__ import annotations

from sqlalchemy.orm import Session

from guidance_app.base.i18n import t
from guidance_app.edits.records import insert_record
from guidance_app.queries.read import rows
from guidance_app.workspace import Edit


def new_pupil(first_name: str, group: str | None = None) -> Edit:
    """Begin the file of a pupil; gives its id. When this store knows one school, it is the pupil's school."""

    def apply(s: Session) -> str:
        schools = rows(s, "school")
        school = schools[0].id if len(schools) == 1 else None
        return insert_record(s, "pupil", "", {"first_name": first_name, "group_name": group, "school": school}).id

    return Edit(t("add {record}", record=t("pupil")), apply)
