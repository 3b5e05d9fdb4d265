"""Cases as anybody can write them down, computed: the same functions as the screen uses, without a window.

A case is {"name", "topic", "input"} and, for test scores, "kind"; its result has the form of the published reference cases.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guidance_app.stats.cases.form import Unreadable, Written
from guidance_app.stats.cases.growth import slopes, towards_goal, turns
from guidance_app.stats.cases.randomization import randomization
from guidance_app.stats.cases.scores import KINDS
from guidance_app.stats.cases.two_phases import effect_sizes, steps

TOPICS = {
    "randomization_tests": randomization,
    "ab_effect_sizes": effect_sizes,
    "piecewise_regression": steps,
    "slopes": slopes,
    "cbm_rules": towards_goal,
    "alternating_treatments": turns,
}


def result(case: Mapping[str, Any]) -> Written:
    """The figures of one case. Unreadable, with the name of the field, when it is not a case."""
    given, topic = case.get("input"), case.get("topic")
    if not isinstance(given, Mapping):
        raise Unreadable("input")
    kinds = KINDS if topic == "psychometrics" else TOPICS
    name = case.get("kind") if topic == "psychometrics" else topic
    act = kinds.get(str(name))
    if act is None:
        raise Unreadable("kind" if topic == "psychometrics" else "topic")
    return act(given)
