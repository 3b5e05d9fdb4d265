"""What every record is: a row with an id made by the app, in one book, whose deletion is a field like any other."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Dialect, MetaData, Text, event
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from guidance_app.domain.fields import Field, Flag, Kind, Line, Ref
from guidance_app.domain.ids import new_id

SCHOOL_BOOK = "school"
OWN_BOOK = "own"


class Packed(TypeDecorator[Any]):
    """A column that keeps a field's packed text and gives its value."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        return self.kind.pack(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002
        return self.kind.unpack(value)


class Base(DeclarativeBase):
    """Everything in the store."""

    metadata = MetaData()


def column(kind: Kind, label: str, *, unit: str = "", help: str = "", required: bool = False, index: bool = False) -> Mapped[Any]:  # noqa: A002
    """One column of a record and, in the same line, its Field."""
    return mapped_column(
        Packed(kind),
        nullable=True,
        index=index,
        info={"kind": kind, "label": label, "unit": unit, "help": help, "required": required},
    )


class Record(Base):
    """A journalled row. `title` (class attribute) names one such record; `many` names several."""

    __abstract__ = True
    __table_args__ = {"sqlite_strict": True}
    id: Mapped[str] = mapped_column(Text, primary_key=True, default=new_id)
    book: Mapped[str] = mapped_column(Text, index=True)
    position = column(Line(), "order")
    deleted = column(Flag(), "deleted")

    one: str = ""
    many: str = ""


@event.listens_for(Record, "after_mapper_constructed", propagate=True)
def _old_values_are_always_known(mapper: Any, cls: Any) -> None:  # noqa: ARG001
    # later than this event SQLAlchemy ignores it, and the journal would record null as the old value
    for prop in mapper.iterate_properties:
        prop.active_history = True


BOOKKEEPING = ("id", "book", "position", "deleted")


def fields_of(record: type[Record]) -> dict[str, Field]:
    """The fields of a kind of record in order of declaration, without the bookkeeping of `Record`."""
    return {name: field for name, field in all_fields(record).items() if name not in BOOKKEEPING}


@cache
def all_fields(record: type[Record]) -> dict[str, Field]:
    """Every journalled field of a kind of record: all columns but id and book, which never change."""
    return {c.name: _field(c.name, c.info) for c in record.__table__.columns if "kind" in c.info}


def _field(name: str, info: Any) -> Field:
    return Field(name, info["kind"], info["label"], info["unit"] or name, info["help"], info["required"])


def owner_field(record: type[Record]) -> str | None:
    """The field that names the record this one is part of, if any."""
    return next((n for n, f in all_fields(record).items() if isinstance(f.kind, Ref) and f.kind.owner), None)
