"""What the program remembers about itself on this computer: colours, text size, when it locks. Never anything about a pupil."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from guidance_app.base.machine import data_folder

SHORTEST_LOCK, LONGEST_LOCK = 5, 30
"""Minutes without anybody at the keyboard after which the store is locked: the least and the most that can be chosen."""


class Settings(NamedTuple):  # a dataclass would import `inspect` before the first paint
    """`dark` None follows the computer; `text` 1.0 is the usual size; `language` is a catalogue; `lock_after` in minutes."""

    dark: bool | None = None
    text: float = 1.0
    language: str = "nl"
    lock_after: int = 10


def _file() -> Path:
    return data_folder() / "instellingen.json"


def load() -> Settings:
    """The settings of last time; the usual ones when there are none or they cannot be read."""
    try:
        kept = json.loads(_file().read_text(encoding="utf-8"))
        text = min(2.0, max(0.9, float(kept["text"])))
        dark = kept["dark"] if isinstance(kept["dark"], bool) else None
        lock_after = min(LONGEST_LOCK, max(SHORTEST_LOCK, int(kept.get("lock_after", Settings().lock_after))))
        return Settings(dark, text, str(kept["language"]), lock_after)
    except (OSError, ValueError, KeyError, TypeError):
        return Settings()


def save(settings: Settings) -> None:
    """Remember the settings. Where nothing can be written they hold for this sitting only."""
    try:
        _file().parent.mkdir(parents=True, exist_ok=True)
        _file().write_text(json.dumps(settings._asdict()), encoding="utf-8")
    except OSError:
        return
