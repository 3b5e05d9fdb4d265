"""What a person does on the timeline: write down what happened on a day."""

from __future__ import annotations

import datetime as dt

from guidance_app.edits.records import add
from guidance_app.workspace import Edit


def add_event(pupil: str, day: dt.date | None, text: str, drafts: tuple[str, ...] = ()) -> Edit:
    """Something that happened; gives its id."""
    made = add("background", pupil, date=day, text=text)
    return Edit(made.label, made.apply, drafts)
