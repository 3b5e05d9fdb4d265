"""The one form: made from the fields of a record."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import Qt

from guidance_app.domain import fields
from guidance_app.domain.fields import Field, Kind
from guidance_app.ui.forms import EDITORS, Form

SPEC = [
    Field("name", fields.Line(20), "name", "name", required=True),
    Field("told", fields.Text(), "decision", "told"),
    Field("mark", fields.Number(0, 10), "mark from 0 to 10", "mark"),
    Field("day", fields.Day(), "date", "day"),
    Field("at", fields.Clock(), "time", "at"),
    Field("place", fields.Choice({"home": "at home", "school": "at school"}), "place", "place"),
    Field("heard", fields.Flag(), "heard", "heard"),
    Field("tags", fields.Tags(), "likes", "tags"),
    Field("readers", fields.Readers(), "may be shared with", "readers"),
    Field("goal", fields.Ref(("goal",)), "goal", "goal"),
    Field("goals", fields.Refs(("goal",)), "goals", "goals"),
]
VALUES = {
    "name": "Mark", "told": "een\ntwee", "mark": None, "day": dt.date(2026, 2, 3), "at": dt.time(14, 45), "place": "home",
    "heard": True, "tags": ("bouwen",), "readers": ("pupil",), "goal": "g1", "goals": ("g1", "g2"),
}  # fmt: skip


def options(_field: Field) -> list[tuple[str, str]]:
    return [("g1", "Vlot lezen"), ("g2", "Zelf regelen")]


def kinds(above: type[Kind] = Kind) -> set[type[Kind]]:
    found = {kind for kind in above.__subclasses__() if not kind.__name__.startswith("_")}
    return found.union(*(kinds(kind) for kind in above.__subclasses__()))


def test_every_kind_of_field_has_its_own_editor() -> None:
    assert set(EDITORS) == kinds()


def test_a_record_is_shown_without_telling_and_read_back_the_same(qtbot: Any) -> None:
    form = Form(SPEC, options=options)
    qtbot.addWidget(form)
    told: list[Any] = []
    form.edited.connect(lambda name, value: told.append((name, value)))
    form.show_values(VALUES)
    assert form.commit()
    assert form.values() == VALUES
    assert told == []


def test_what_a_person_does_is_told_with_the_name_of_the_field(qtbot: Any) -> None:
    form = Form(SPEC, VALUES, options=options)
    qtbot.addWidget(form)
    form.show()
    told: list[Any] = []
    form.edited.connect(lambda name, value: told.append((name, value)))
    line = form.inputs["name"].field
    line.selectAll()
    qtbot.keyClicks(line, "Noor")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    form.inputs["place"].buttons["school"].click()
    assert told == [("name", "Noor"), ("place", "school")]


def test_what_the_field_refuses_is_said_and_stays(qtbot: Any) -> None:
    form = Form(SPEC, options=options)
    qtbot.addWidget(form)
    form.show()
    assert not form.commit()
    assert form.inputs["name"]._problem.isVisible()
    line = form.inputs["mark"].field
    qtbot.keyClicks(line, "11")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "11"
    assert "0" in form.inputs["mark"]._words.text()
    assert "10" in form.inputs["mark"]._words.text()
