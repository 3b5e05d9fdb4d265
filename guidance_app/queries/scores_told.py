"""Everything the numbers say about one score: in other scales, against earlier, against the other parts, and for the expert."""

from __future__ import annotations

from dataclasses import dataclass

from guidance_app.base.i18n import t
from guidance_app.queries.scores_around import Around, Verdict, inputs_of
from guidance_app.queries.scores_compare import change, differences, together
from guidance_app.queries.scores_learning import learned
from guidance_app.queries.scores_taken import COMPUTED_LEVEL, Taken
from guidance_app.stats.drawer import Drawer, ExpertFigure
from guidance_app.stats.gates import Refusal
from guidance_app.stats.psychometrics import C_SCORE, SCALED, STANDARD, T_SCORE, Place, score_interval
from guidance_app.stats.score_methods import score_method
from guidance_app.stats.sentences import shown


@dataclass(frozen=True)
class ScoreTold:
    """What is said of one score. `notes` are sentences without numbers; `conversions` hold in normal theory."""

    notes: tuple[str, ...]
    conversions: tuple[tuple[str, str], ...]
    change: Verdict | None
    differences: tuple[Verdict, ...]
    missing: str
    learning: Verdict | None
    drawers: tuple[Drawer, ...]


def told_of(around: Around, taken: Taken) -> ScoreTold:
    """All of one score; each figure went through its gate or is a sentence that says why it is not there."""
    earlier = around.before(taken)
    changed = change(earlier, taken) if earlier is not None else None
    compared, missing = differences(around, taken)
    learning = learned(around, taken, earlier)
    every = (changed, *compared, together(around, taken), learning)
    drawers = [_own(taken), *(one.drawer for one in every if one is not None and one.figures)]
    notes = tuple(note for note in (taken.doubt, taken.about_span) if note)
    found = tuple(one for one in drawers if one.figures)
    return ScoreTold(notes, conversions(taken), changed, compared, missing, learning, found)


def conversions(taken: Taken) -> tuple[tuple[str, str], ...]:
    """The same place on the other scales, up being better; nothing for a score without a place."""
    there = taken.there
    if isinstance(there, Refusal):
        return ()
    return (
        ("z", shown(there.z, 2)),
        (t("standard score (100/15)"), shown(there.on(STANDARD))),
        (t("scaled score (10/3)"), shown(there.on(SCALED))),
        (t("T score (50/10)"), shown(there.on(T_SCORE))),
        (t("C score (5/2)"), shown(there.on(C_SCORE))),
        (t("stanine"), str(there.stanine)),
        (t("percentile"), there.shown),
        (t("level I-V"), there.roman),
        (t("level A-E"), there.letter),
    )


def conversion_note(taken: Taken) -> str:
    """What holds for all conversions of a score."""
    if taken.turned:
        return t("In normal theory; tables of a publisher can differ. Counted so that more is better, unlike in the test.")
    return t("In normal theory; tables of a publisher can differ.")


def _own(taken: Taken) -> Drawer:
    """Interval and conversions of one score."""
    if isinstance(taken.there, Refusal):
        return Drawer(taken.label, "", ())
    figures = [*_interval(taken)]
    places = ", ".join(f"{what} {value}" for what, value in conversions(taken))
    figures.append(ExpertFigure(t("In other scales"), places, score_method("places")))
    return Drawer(t("Interval and other scales"), inputs_of(taken), tuple(figures))


def _interval(taken: Taken) -> list[ExpertFigure]:
    span = taken.span
    if span is None:
        return [ExpertFigure(t("Interval"), taken.about_span, score_method("reported"))]
    ends = {"low": span.first, "high": span.last, "percent": shown(100 * span.level)}
    value = t("{low} to {high}, {percent}%", **ends)
    if span.source == "report":
        return [ExpertFigure(t("Interval of the report"), value, score_method("reported"))]
    return [ExpertFigure(t("Computed interval"), value, score_method("interval")), _error(taken)]


def _error(taken: Taken) -> ExpertFigure:
    """The standard error of measurement and the interval round the obtained score, in the scale of the test."""
    assert isinstance(taken.there, Place)
    assert taken.reliability is not None
    found = score_interval(0, 1, float(taken.reliability), float(taken.there.z), COMPUTED_LEVEL)
    low, high = taken.ends(*found.obtained)
    sd = float(taken.norm[1]) if taken.by_value and taken.norm else 1
    told = {"sem": shown(found.sem * sd, 2), "low": low, "high": high}
    value = t("{sem}; round the obtained score {low} to {high}", **told)
    return ExpertFigure(t("Error of measurement"), value, score_method("error"))
