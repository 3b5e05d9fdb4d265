"""The emergency card: the recovery code on paper, what it is for and where to keep it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from guidance_app.base import formats
from guidance_app.base.i18n import t
from guidance_app.report import blocks as b
from guidance_app.report.document import Head, Printed, compose
from guidance_app.report.layout import Block, Cell, Row, Space, Stack, Style

CODE: Final = Style(20, 30, "Semibold")
IN_A_ROW: Final = 3


@dataclass(frozen=True)
class Card:
    """What stands on the card. `code` is in its groups, `member` who made it, `folder` where the store is."""

    code: str
    member: str
    folder: str
    made: dt.date


def emergency_card(card: Card) -> Printed:
    """The card on one page."""
    return compose(Head(t("Emergency card"), card.made), _body(card))


def _body(card: Card) -> list[Block]:
    return [
        b.title(t("Emergency card of Bouwsteen")),
        b.sentence(t("With this code the store can be opened when the passphrase is forgotten."), b.BELOW),
        b.rule(7, colour="text", thickness=1.2),
        Space(10),
        b.box([_groups(card.code)]),
        b.heading(t("How it is used")),
        *b.bullets(
            (
                t("Start Bouwsteen and type this code in the field for the passphrase, with or without dashes."),
                t("Then choose a new passphrase. The code stays valid until a new card is made."),
            )
        ),
        b.heading(t("Where it is kept")),
        *b.bullets(
            (
                t("In a safe, not beside the laptop. Who has this card and the laptop can read everything."),
                t("Without passphrase and without card nobody can open the store, neither can the makers."),
            )
        ),
        b.rule(14),
        Row([Cell(Stack([b.fact(t("Made by"), card.member), b.fact(t("Made on"), formats.day(card.made))]))]),
        b.fact(t("Store on this computer"), card.folder),
    ]


def _groups(code: str) -> Block:
    """The groups in rows of three, as they are read aloud."""
    groups = code.split("-")
    rows = [groups[i : i + IN_A_ROW] for i in range(0, len(groups), IN_A_ROW)]
    return Stack([b.sentence("   –   ".join(row), CODE) for row in rows])
