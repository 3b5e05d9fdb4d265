"""Tests and assessment."""

from __future__ import annotations

from guidance_app.domain.fields import Choice, Day, Line, Number, Ref, Text
from guidance_app.domain.scales import scales
from guidance_app.store.record import Record, column
from guidance_app.store.records.words import WHO


class Assessment(Record):
    __tablename__ = "assessment"
    one, many = "test", "tests and assessment"
    category = column(Line(60), "kind")
    instrument = column(Line(), "instrument", unit="test", required=True)
    date = column(Day(), "test date", unit="test")
    moment = column(Line(20), "measuring moment", unit="test")
    age_at_test = column(Line(10), "age at the test")
    administered_by = column(Ref(("person",)), "administered by")
    administered_by_other = column(Line(), "administered by (other)")
    informant = column(Ref(WHO), "informant")
    group_year = column(Number(0, 8), "year group")
    didactic_age = column(Number(0, 70), "didactic age")
    ci_method = column(Text(), "how the interval was made")
    conclusion = column(Text(), "conclusion")
    behaviour = column(Text(), "behaviour during the test")
    valid_until = column(Day(), "valid until (advice)")


class Score(Record):
    __tablename__ = "score"
    one, many = "score", "scores"
    assessment = column(Ref(("assessment",), owner=True), "test", index=True)
    part = column(Choice({"score": "score", "subtest": "subtest"}), "part")
    name = column(Line(), "name", unit="result", required=True)
    abbreviation = column(Line(20), "abbreviation")
    of_index = column(Line(20), "index")
    scale = column(Choice({code: scale.label for code, scale in scales().items()}), "score kind", unit="result")
    mean = column(Number(), "mean", unit="result")
    sd = column(Number(), "standard deviation", unit="result")
    value = column(Number(), "value", unit="result")
    low = column(Number(), "interval from", unit="result")
    high = column(Number(), "interval to", unit="result")
    ci_level = column(Number(0, 100), "interval level (%)", unit="result")
    percentile = column(Number(0, 100), "percentile", unit="result")
    label = column(Line(), "label", unit="result")
    raw = column(Number(), "raw score", unit="result")
    scale_score = column(Line(20), "ability scale score", unit="result")
    level = column(Line(10), "level", unit="result")
    level_scale = column(Line(20), "scale of the level", unit="result")
    note = column(Line(), "note")
    reliability = column(Number(0, 1), "reliability")
    retest = column(Number(0, 1), "reliability when tested again", unit="retest")
    practice = column(Number(), "gain by practice", unit="retest")
    learning_return = column(Number(-1000, 1000), "learning return (%)")


class Correlation(Record):
    """How two scores of one test go together, as its manual or report tells."""

    __tablename__ = "correlation"
    one, many = "correlation", "correlations"
    assessment = column(Ref(("assessment",), owner=True), "test", index=True)
    first = column(Ref(("score",)), "first score", unit="correlation")
    second = column(Ref(("score",)), "second score", unit="correlation")
    value = column(Number(-1, 1), "correlation", unit="correlation")
    source = column(Line(), "source", unit="correlation")
