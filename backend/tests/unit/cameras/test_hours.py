"""When a camera watches: on the clock of the house, right across every change of it (C8)."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from argusai.pipeline.capture.cameras.contract import Hours, Source, WeeklyRange
from argusai.pipeline.capture.cameras.hours import Attention, Vigil, attention_at, watching_at
from argusai.pipeline.capture.streams.wire import read_camera, write_camera
from tests.support.capture import a_camera

pytestmark = pytest.mark.covers("C8")

BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"
# Both changes of the clock of both, in UTC; and places with half and quarter hours, one that changes by half an hour,
# and one that changes at midnight.
CHANGES = [
    (BERLIN, datetime(2026, 3, 29, 1, tzinfo=UTC)),
    (BERLIN, datetime(2026, 10, 25, 1, tzinfo=UTC)),
    (NEW_YORK, datetime(2026, 3, 8, 7, tzinfo=UTC)),
    (NEW_YORK, datetime(2026, 11, 1, 6, tzinfo=UTC)),
    ("Asia/Kolkata", datetime(2026, 5, 5, tzinfo=UTC)),
    ("Asia/Kathmandu", datetime(2026, 5, 5, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 4, 4, 15, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 10, 3, 15, 30, tzinfo=UTC)),
    ("America/Havana", datetime(2026, 11, 1, 5, tzinfo=UTC)),
]
ALL_DAYS = frozenset(range(7))
minutes = st.integers(0, 1439)
ranges = st.builds(WeeklyRange, st.frozensets(st.integers(0, 6), min_size=1), minutes, minutes)
around = st.sampled_from(CHANGES).flatmap(
    lambda change: st.tuples(
        st.just(change[0]),
        st.integers(-3 * 86_400, 3 * 86_400).map(lambda seconds: change[1] + timedelta(seconds=seconds)),
    )
)


def shows(one: WeeklyRange, instant: datetime, zone: ZoneInfo) -> bool:
    """By what the clock shows alone, whatever came before."""
    local = instant.astimezone(zone)
    minute = local.hour * 60 + local.minute
    today, yesterday = local.weekday() in one.days, (local.weekday() - 1) % 7 in one.days
    if one.begins < one.ends:
        return today and one.begins <= minute < one.ends
    return (today and minute >= one.begins) or (yesterday and minute < one.ends)


def twice(instant: datetime, zone: ZoneInfo) -> bool:
    """Within the hours around a moment at which the clock is put back, where a range may last until the later one."""
    steps = [instant + timedelta(minutes=15 * number) for number in range(-8, 9)]
    locals_ = [step.astimezone(zone).replace(tzinfo=None, fold=0) for step in steps]
    return any(later - earlier < timedelta(minutes=15) for earlier, later in pairwise(locals_))


@settings(deadline=None)  # a busy machine
@given(around, ranges)
@example((BERLIN, CHANGES[0][1]), WeeklyRange(frozenset({6}), 150, 180))
@example((NEW_YORK, CHANGES[2][1]), WeeklyRange(frozenset({5}), 1320, 150))
def test_it_watches_when_the_clock_shows_it(where: tuple[str, datetime], one: WeeklyRange) -> None:
    zone, instant = ZoneInfo(where[0]), where[1]
    watching = watching_at([one], instant, zone)
    if shows(one, instant, zone):
        assert watching
    elif watching:
        assert twice(instant, zone)


@settings(deadline=None, max_examples=40)
@given(around, ranges)
def test_a_range_ends_once_however_the_clock_is_put(where: tuple[str, datetime], one: WeeklyRange) -> None:
    zone, begin = ZoneInfo(where[0]), where[1].replace(minute=0, second=0)
    answers = [watching_at([one], begin + timedelta(minutes=10 * number), zone) for number in range(6 * 24)]
    changes = sum(before != after for before, after in pairwise(answers))
    assert changes <= 4  # two days touch these hours: two ranges begin and end at most


@settings(deadline=None)  # a busy machine
@given(around, st.lists(ranges, max_size=4))
def test_until_is_the_next_moment_at_which_it_changes(where: tuple[str, datetime], some: list[WeeklyRange]) -> None:
    zone, instant = ZoneInfo(where[0]), where[1]
    attention = attention_at(Hours(tuple(some), where[0]), instant)
    assert attention.watches == watching_at(some, instant, zone)
    if attention.until is None:
        assert attention.watches
        return
    assert instant < attention.until <= instant + timedelta(days=9)
    assert watching_at(some, attention.until, zone) != attention.watches
    assert watching_at(some, attention.until - timedelta(seconds=1), zone) == attention.watches


@settings(deadline=None)  # a busy machine
@given(around, st.lists(ranges, max_size=3), st.lists(st.integers(-7200, 7200), min_size=1, max_size=20))
def test_frame_after_frame_it_is_the_same_answer(
    where: tuple[str, datetime], some: list[WeeklyRange], offsets: list[int]
) -> None:
    hours = Hours(tuple(some), where[0])
    vigil = Vigil(hours)
    for offset in offsets:  # the clock may be set back as well
        instant = where[1] + timedelta(seconds=offset)
        assert vigil.at(instant) == attention_at(hours, instant)


def berlin(day: int, hour: int, minute: int = 0, *, month: int = 6, fold: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo(BERLIN), fold=fold).astimezone(UTC)


def test_without_ranges_it_always_watches() -> None:
    assert attention_at(Hours(), berlin(1, 3)) == Attention(True)


def test_over_midnight_belongs_to_the_day_on_which_it_begins() -> None:
    night = [WeeklyRange(frozenset({0}), 22 * 60, 6 * 60)]  # Monday; 1 June 2026 is one
    zone = ZoneInfo(BERLIN)
    expected = {(1, 5): False, (1, 21): False, (1, 22): True, (2, 5): True, (2, 6): False, (2, 22): False}
    assert {at: watching_at(night, berlin(*at), zone) for at in expected} == expected


def test_from_and_to_alike_are_a_whole_day() -> None:
    monday = Hours((WeeklyRange(frozenset({0}), 0, 0),), BERLIN)
    assert attention_at(monday, berlin(1, 0)) == Attention(True, until=berlin(2, 0))
    assert attention_at(monday, berlin(2, 0)) == Attention(False, "schedule", berlin(8, 0))


def test_ranges_that_fill_the_week_have_no_end() -> None:
    assert attention_at(Hours((WeeklyRange(ALL_DAYS, 480, 480),), BERLIN), berlin(3, 12)) == Attention(True)


def test_the_hour_that_comes_twice_is_watched_to_its_end() -> None:
    early = Hours((WeeklyRange(ALL_DAYS, 60, 150),), BERLIN)  # 01:00–02:30
    assert attention_at(early, berlin(25, 1, month=10)) == Attention(True, until=berlin(25, 2, 30, month=10, fold=1))


def test_where_the_clock_jumps_over_the_beginning_it_begins_with_the_jump() -> None:
    half_past_two = Hours((WeeklyRange(ALL_DAYS, 150, 240),), BERLIN)
    attention = attention_at(half_past_two, berlin(29, 1, month=3))
    assert attention == Attention(False, "schedule", berlin(29, 3, month=3))


def test_a_range_that_the_clock_jumps_over_is_left_out() -> None:
    gone = Hours((WeeklyRange(ALL_DAYS, 130, 170),), BERLIN)
    assert attention_at(gone, berlin(29, 1, month=3)).until == berlin(30, 2, 10, month=3)


def test_a_pause_ends_by_itself_and_comes_before_the_schedule() -> None:
    night = (WeeklyRange(ALL_DAYS, 22 * 60, 6 * 60),)
    hours = Hours(night, BERLIN, paused=True, paused_until=berlin(1, 23))
    assert attention_at(hours, berlin(1, 22, 30)) == Attention(False, "pause", berlin(1, 23))
    assert attention_at(hours, berlin(1, 23)) == Attention(True, until=berlin(2, 6))


@pytest.mark.covers("N20")
def test_a_pause_of_an_hour_is_over_when_the_clock_is_set_back_behind_it() -> None:
    pause = Hours((), BERLIN, True, berlin(1, 23), berlin(1, 22))
    assert attention_at(pause, berlin(1, 22, 30)).why_not == "pause"
    assert attention_at(pause, berlin(1, 2)) == Attention(True)


def test_a_pause_without_an_end_has_none() -> None:
    assert attention_at(Hours(paused=True), berlin(1, 12)) == Attention(False, "pause")


@pytest.mark.covers("C7")
@pytest.mark.parametrize(
    "hours",
    [
        Hours(),
        Hours((WeeklyRange(frozenset({0, 6}), 60, 30),), BERLIN, paused=True),
        Hours((), BERLIN, True, berlin(1, 12), berlin(1, 11)),
    ],
)
def test_a_camera_takes_its_hours_along_and_keeps_its_stream(hours: Hours) -> None:
    camera = a_camera(Source("file", "/v/a.mp4"))
    changed = replace(camera, hours=hours, keep="words")
    assert read_camera(json.loads(json.dumps(write_camera(changed)))) == changed
    assert changed.same_stream(camera)
