"""From the Dutch words of the file to our codes, days and minutes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from guidance_app.example.builder import Convert


def codes(pairs: dict[str, str]) -> Convert:
    """From the Dutch word of the file to our code; None stays None."""
    return lambda word: None if word is None else pairs[word]


def day(text: str | None) -> dt.date | None:
    """2026-02-19 as a day; None stays None."""
    return dt.date.fromisoformat(text) if text else None


def minutes(text: str) -> Decimal:
    """21:40 -> 1300, minutes after midnight; the day does not wrap."""
    return Decimal(int(text[:2]) * 60 + int(text[3:5]))


AREAS = codes({"kind": "child", "thuis": "home", "school": "school"})
PLACE = codes({"thuis": "home", "school": "school"})
STATES = codes({"vermoeden": "suspected", "onderzoeken": "examined", "bevestigd": "confirmed", "verworpen": "rejected"})
ROLE_CODES = codes(
    {
        "ouder": "parent",
        "leerkracht": "teacher",
        "intern begeleider": "sen_coordinator",
        "orthopedagoog": "educational_psychologist",
        "onderwijsassistent": "teaching_assistant",
    }
)
SCALES = codes(
    {"indexscore": "index", "subtestscore": "scaled", "standaardscore": "standard", "T-score": "t", "percentiel": "percentile"}
)
EVIDENCE = codes(
    {
        "sterk": "strong",
        "redelijk": "fair",
        "beperkt": "limited",
        "praktijkkennis": "practice",
        "geen overtuigend bewijs": "none",
    }
)
RESULTS = codes({"behaald": "achieved", "deels behaald": "partly_achieved", "niet behaald": "not_achieved"})
VERDICT_WORDS = {"doorgaan": "continue", "aanpassen": "adapt", "stoppen": "stop", "langer meten": "measure_longer"}
