"""The few tables that are no records and are not journalled: what is being typed, what this store is, and files."""

from __future__ import annotations

from sqlalchemy import LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from guidance_app.store.record import Base


class Draft(Base):
    """Text that is being typed and is no Step yet. `place` is table/row/field."""

    __tablename__ = "draft"
    __table_args__ = {"sqlite_strict": True}
    place: Mapped[str] = mapped_column(Text, primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(Text)


class Meta(Base):
    """Facts about this store: its device id, its member, the fixed today of the example."""

    __tablename__ = "meta"
    __table_args__ = {"sqlite_strict": True}
    name: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class Blob(Base):
    """The bytes of an attached file under their SHA-256."""

    __tablename__ = "blob"
    __table_args__ = {"sqlite_strict": True}
    sha256: Mapped[str] = mapped_column(Text, primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
