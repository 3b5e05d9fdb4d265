"""What an observer saw, interval by interval: a + or a − for each, as it is typed and as it is kept."""

from __future__ import annotations

from typing import Final

from guidance_app.base.errors import Problem
from guidance_app.base.i18n import t

SEEN, NOT_SEEN, NOT_WATCHED = "+", "-", "?"
_READ: Final = {
    "+": SEEN, "j": SEEN, "y": SEEN, "1": SEEN, "-": NOT_SEEN, "−": NOT_SEEN, "–": NOT_SEEN, "n": NOT_SEEN, "0": NOT_SEEN,
    "?": NOT_WATCHED, ".": NOT_WATCHED,
}  # fmt: skip
MOST: Final = 1000


def read_marks(text: str) -> str | None:
    """The row of marks that was typed; None for an empty one. Problem when it holds anything else."""
    typed = [sign for sign in text.casefold() if not sign.isspace() and sign not in ",;|/"]
    if any(sign not in _READ for sign in typed):
        raise Problem(t("Type + or − for each interval (j or n is good too); a question mark where nobody watched."))
    if len(typed) > MOST:
        raise Problem(t("These are more than {n} intervals.", n=MOST))
    return "".join(_READ[sign] for sign in typed) or None


def marks_of(kept: str | None) -> list[bool | None]:
    """Each interval: seen, not seen, or None where nobody watched."""
    return [None if sign == NOT_WATCHED else sign == SEEN for sign in kept or ""]
