"""What a person types is understood, or refused with one sentence."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from guidance_app.base import formats, i18n
from guidance_app.base.errors import Problem
from guidance_app.domain.entry import parse_day, parse_number, parse_time

TODAY = dt.date(2026, 2, 19)  # a Thursday
days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))
todays = st.dates(dt.date(1950, 1, 1), dt.date(2090, 12, 31))
typed = st.one_of(
    st.text(max_size=80),
    st.text(alphabet="0123456789.,-+/%: uwdmjahn", max_size=25),
    st.builds("{}{}{}".format, st.sampled_from(["+", "-", ""]), st.integers(0, 99999), st.sampled_from("dwmjy")),
)


@pytest.fixture(params=["nl", "en"])
def either_language(request):
    before = i18n.language()
    i18n.use_language(request.param)
    yield request.param
    i18n.use_language(before)


# ---- numbers -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7,5", "7.5"),
        ("7.5", "7.5"),
        (" 7,50 ", "7.50"),
        ("-3", "-3"),
        ("−3", "-3"),
        ("- 3", "-3"),
        ("+3", "3"),
        (",5", "0.5"),
        ("75%", "75"),
        ("75 %", "75"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1,234", "1.234"),
        ("0.234", "0.234"),
        ("12.3456", "12.3456"),
        ("-0", "0"),
        ("007", "7"),
    ],
)
def test_numbers_are_read_the_dutch_way_and_with_either_sign(text, number):
    assert str(parse_number(text)) == number


@pytest.mark.parametrize("text", ["", "  ", "\t", "\u00a0"])
def test_an_empty_field_is_no_value(text):
    assert parse_number(text) is None
    assert parse_day(text, TODAY) is None
    assert parse_time(text) is None


@pytest.mark.parametrize(
    "text", ["zeven", "7,5,5", "1.23.45", "7 5", "5,", "1e5", "NaN", "inf", "٣", "½", "1_000", "--3", "9" * 16]
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(Problem) as refused:
        parse_number(text)
    assert refused.value.sentence
    assert refused.value.next_step


def test_a_number_that_can_be_read_in_two_ways_is_refused_and_not_guessed():
    with pytest.raises(Problem, match="twee"):
        parse_number("1.234")


def test_in_english_the_comma_is_the_doubtful_one():
    before = i18n.language()
    i18n.use_language("en")
    try:
        assert parse_number("1.234") == Decimal("1.234")
        with pytest.raises(Problem, match="two ways"):
            parse_number("1,234")
    finally:
        i18n.use_language(before)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-99999, max_value=99999, places=3))
def test_a_number_that_is_shown_is_read_back_as_itself(number):
    for code in ("nl", "en"):
        i18n.use_language(code)
        shown = formats.number(number)
        assert formats.number(parse_number(shown)) == shown.removeprefix("-" if not number else "\0")
    i18n.use_language("nl")


# ---- days ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3-11-2025", "2025-11-03"),
        ("03-11-25", "2025-11-03"),
        ("3/11/2025", "2025-11-03"),
        ("3.11.2025", "2025-11-03"),
        ("2025-11-03", "2025-11-03"),
        ("21-5-15", "2015-05-21"),
        ("21-5-72", "1972-05-21"),
        ("3-11", "2025-11-03"),
        ("3/11", "2025-11-03"),
        ("9-6", "2026-06-09"),
        ("3 nov", "2025-11-03"),
        ("3 nov.", "2025-11-03"),
        ("3nov", "2025-11-03"),
        ("3 November 2025", "2025-11-03"),
        ("13 mrt", "2026-03-13"),
        ("13 maart", "2026-03-13"),
        ("29-2-2024", "2024-02-29"),
        ("do", "2026-02-19"),
        ("wo", "2026-02-18"),
        ("VR", "2026-02-13"),
        ("dinsdag", "2026-02-17"),
        ("dinsdag 3 november 2025", None),
        ("maandag 3 november 2025", "2025-11-03"),
        ("ma 3-11", "2025-11-03"),
        ("gisteren", "2026-02-18"),
        ("vandaag", "2026-02-19"),
        ("morgen", "2026-02-20"),
        ("+6w", "2026-04-02"),
        ("-2d", "2026-02-17"),
        ("−2d", "2026-02-17"),
        ("+ 3 m", "2026-05-19"),
        ("+1j", "2027-02-19"),
    ],
)
def test_days_are_read_as_people_type_them(text, day):
    if day is None:
        with pytest.raises(Problem):
            parse_day(text, TODAY)
    else:
        assert parse_day(text, TODAY) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        "31-11-2025",
        "31-11",
        "29-2-2025",
        "30 feb",
        "3-13",
        "0-5",
        "3-11-1899",
        "3-11-2101",
        "2101-01-01",
        "0000-01-01",
        "+9999j",
        "-9999w",
        "ma 3 foo",
        "3 ma",
        "di di",
        "straks",
        "12",
        "3-11-202",
        "3-11/2025",
    ],
)
def test_what_is_no_day_is_refused(text):
    with pytest.raises(Problem) as refused:
        parse_day(text, TODAY)
    assert refused.value.sentence
    assert refused.value.next_step


def test_a_month_further_ends_at_the_last_day_that_month_has():
    assert parse_day("+1m", dt.date(2026, 1, 31)) == dt.date(2026, 2, 28)
    assert parse_day("-1j", dt.date(2024, 2, 29)) == dt.date(2023, 2, 28)


def test_29_february_without_a_year_is_the_nearest_one_or_a_question():
    assert parse_day("29-2", dt.date(2025, 2, 1)) == dt.date(2024, 2, 29)
    with pytest.raises(Problem, match="29 februari"):
        parse_day("29-2", TODAY)


@given(todays)
def test_a_weekday_is_the_last_one_today_included(today):
    for word in ("maandag", "di", "wo", "donderdag", "vr", "za", "zondag"):
        day = parse_day(word, today)
        assert dt.timedelta() <= today - day < dt.timedelta(days=7)
        assert formats.weekday(day).startswith(word)


@given(days, todays)
def test_a_day_that_is_shown_is_read_back_as_itself(day, today):
    for code in ("nl", "en"):
        i18n.use_language(code)
        assert parse_day(formats.day(day), today) == day
        assert parse_day(formats.full_day(day), today) == day
    i18n.use_language("nl")
    assert parse_day(day.isoformat(), today) == day


@given(todays, st.integers(-180, 180))
def test_without_a_year_the_nearest_day_is_meant(today, far):
    day = today + dt.timedelta(days=far)
    if (day.month, day.day) != (2, 29):
        assert parse_day(formats.short_day(day), today) == day
        assert parse_day(formats.day_month(day), today) == day


# ---- times ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("14.45", (14, 45)),
        ("14:45", (14, 45)),
        ("1445", (14, 45)),
        ("14u45", (14, 45)),
        ("930", (9, 30)),
        ("9", (9, 0)),
        ("9 uur", (9, 0)),
        ("20.00 uur", (20, 0)),
        ("0.05", (0, 5)),
    ],
)
def test_times_are_read_as_people_type_them(text, time):
    assert parse_time(text) == dt.time(*time)


@pytest.mark.parametrize("text", ["24.00", "9.5", "14.60", "99", "kwart over 3", "-1", "14.45.10", "15.00-15.40"])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(Problem):
        parse_time(text)


@given(st.times())
def test_a_time_that_is_shown_is_read_back_as_itself(time):
    for code in ("nl", "en"):
        i18n.use_language(code)
        assert parse_time(formats.clock(time)) == time.replace(second=0, microsecond=0)
    i18n.use_language("nl")


# ---- everything ----------------------------------------------------------------------------------------------------


@given(typed, todays)
@example("+9999y", dt.date(2090, 12, 31))
@example("-9999m", dt.date(1950, 1, 1))
@example("9" * 5000, dt.date(2026, 1, 1))
@example("²", dt.date(2026, 1, 1))
def test_anything_typed_gives_a_value_or_one_sentence_and_never_another_error(text, today):
    for got in outcomes(text, today):
        assert got is not None or not text.strip()
        if isinstance(got, Problem):
            assert got.sentence
            assert got.next_step
        if isinstance(got, Decimal):
            assert got.is_finite()
        if isinstance(got, dt.date):
            assert 1900 <= got.year <= 2100


@given(st.text(alphabet="0123456789abcdefghi", min_size=6, max_size=40))
def test_a_refusal_never_repeats_what_was_typed(text):
    for got in outcomes(text, TODAY):
        assert not isinstance(got, Problem) or text not in str(got)


def outcomes(text, today):
    """What each reader makes of the text: a value, None or a Problem."""
    for read in (parse_number, parse_time, lambda value: parse_day(value, today)):
        try:
            yield read(text)
        except Problem as refused:
            yield refused


def test_every_refusal_is_a_sentence_in_both_languages(either_language):
    for text, read in (("x", parse_number), ("x", parse_time)):
        with pytest.raises(Problem) as refused:
            read(text)
        assert refused.value.sentence.startswith("Dit" if either_language == "nl" else "This")
