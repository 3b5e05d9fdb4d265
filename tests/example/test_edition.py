"""The example is built again when what it is made of has changed: a store of yesterday's tables cannot be opened today."""

from __future__ import annotations

from sqlalchemy import Column, Table, Text

from guidance_app import example
from guidance_app.store.record import Base


def test_another_table_makes_another_edition() -> None:
    before = example.edition()
    added = Table("planted", Base.metadata, Column("name", Text, primary_key=True))
    try:
        assert example.edition() != before
    finally:
        Base.metadata.remove(added)
    assert example.edition() == before
