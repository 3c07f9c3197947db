"""When nobody is disturbed, by the person's own clock (N11)."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from argusai.pipeline.notifications.notices.calm import (
    STORM_PINGS,
    STORM_URGENT_PINGS,
    Calm,
    Occasion,
    Ping,
    in_quiet_hours,
    is_told,
    silent_because,
    until_morning,
)

pytestmark = pytest.mark.covers("N11")
BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = Calm(BERLIN, quiet_from=22 * 60, quiet_until=7 * 60)
NOON = datetime(2026, 6, 1, 10, tzinfo=UTC)
PLAIN = Occasion(urgent=False, continuation=False, last=None, lately=0)
URGENT = Occasion(urgent=True, continuation=False, last=None, lately=0)


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("utc", "quiet"),
    [
        ("2026-01-10T20:59", False),  # 21:59 in winter
        ("2026-01-10T21:00", True),
        ("2026-01-11T05:59", True),
        ("2026-01-11T06:00", False),  # 07:00
        ("2026-07-10T20:00", True),  # 22:00 in summer
        ("2026-07-11T05:00", False),
    ],
)
def test_quiet_hours_are_those_of_the_person(utc: str, quiet: bool) -> None:
    assert in_quiet_hours(NIGHT, _at(utc)) is quiet


@pytest.mark.covers("N20")
@pytest.mark.parametrize(
    ("day", "hours"),
    [("2026-03-28", 8), ("2026-03-27", 9), ("2026-10-24", 10), ("2026-10-25", 9)],
)
def test_the_night_of_the_clock_change_is_an_hour_shorter_or_longer(day: str, hours: int) -> None:
    """22:00 to 07:00 by the clock on the wall, on the night that begins on `day`."""
    noon = _at(f"{day}T12:00")
    minutes = [noon + timedelta(minutes=each) for each in range(24 * 60)]
    quiet = [at for at in minutes if in_quiet_hours(NIGHT, at)]
    assert len(quiet) == hours * 60
    assert quiet[-1] - quiet[0] == timedelta(minutes=hours * 60 - 1)
    assert (quiet[0].astimezone(BERLIN).hour, (quiet[-1] + timedelta(minutes=1)).astimezone(BERLIN).hour) == (22, 7)


def test_equal_ends_are_no_quiet_hours_and_a_day_span_is_one() -> None:
    assert not in_quiet_hours(Calm(BERLIN, 600, 600), NOON)
    assert in_quiet_hours(Calm(BERLIN, 12 * 60, 13 * 60), NOON)  # 12:00 in Berlin
    assert not in_quiet_hours(Calm(BERLIN, 13 * 60, 14 * 60), NOON)


@pytest.mark.parametrize(
    ("calm", "now", "morning"),
    [
        (Calm(BERLIN), "2026-01-10T20:00", "2026-01-11T06:00"),
        (Calm(BERLIN), "2026-01-10T02:00", "2026-01-10T06:00"),
        (Calm(BERLIN), "2026-03-28T20:00", "2026-03-29T05:00"),  # summer time began in between
        (Calm(BERLIN), "2026-10-24T20:00", "2026-10-25T06:00"),
        (Calm(BERLIN, 22 * 60, 150), "2026-03-28T20:00", "2026-03-29T01:00"),  # 02:30 is jumped over
        (Calm(BERLIN, 22 * 60, 150), "2026-10-25T01:10", "2026-10-25T01:30"),  # 02:10 for the second time
        (Calm(BERLIN, 1380, 540), "2026-01-10T20:00", "2026-01-11T08:00"),
        (Calm(BERLIN, 13 * 60, 15 * 60), "2026-01-10T20:00", "2026-01-11T06:00"),  # a rest at noon is no night
        (Calm(BERLIN, 20 * 60, 0), "2026-01-10T21:00", "2026-01-11T06:00"),  # nor is midnight a morning
    ],
)
def test_morning_comes_by_the_persons_clock(calm: Calm, now: str, morning: str) -> None:
    assert until_morning(calm, _at(now)) == _at(morning)


def test_urgent_passes_quiet_hours_and_snooze() -> None:
    midnight = _at("2026-01-10T23:00")
    snoozed = Calm(BERLIN, snoozed_until=NOON + timedelta(hours=1))
    assert silent_because(NIGHT, PLAIN, midnight) == "quiet-hours"
    assert silent_because(NIGHT, URGENT, midnight) == ""
    assert silent_because(snoozed, PLAIN, NOON) == "snoozed"
    assert silent_because(snoozed, URGENT, NOON) == ""
    assert silent_because(snoozed, PLAIN, NOON + timedelta(hours=1)) == ""


@pytest.mark.parametrize(
    ("ago", "was_urgent", "urgent", "silent"),
    [
        (59, False, False, "pause"),
        (60, False, False, ""),
        (1, False, True, ""),  # something worse than before
        (1, True, True, "pause"),
        (-3600, False, False, ""),  # the clock was set back an hour
    ],
)
def test_the_same_again_is_told_after_the_pause(ago: int, was_urgent: bool, urgent: bool, silent: str) -> None:
    last = Ping(NOON - timedelta(seconds=ago), was_urgent)
    occasion = Occasion(urgent=urgent, continuation=False, last=last, lately=1)
    assert silent_because(Calm(BERLIN), occasion, NOON) == silent


@pytest.mark.parametrize(
    ("urgent", "lately", "silent"),
    [
        (False, STORM_PINGS - 1, ""),
        (False, STORM_PINGS, "storm"),
        (True, STORM_PINGS, ""),
        (True, STORM_URGENT_PINGS, "storm"),
    ],
)
def test_a_storm_holds_back_what_is_too_much(urgent: bool, lately: int, silent: str) -> None:
    occasion = Occasion(urgent=urgent, continuation=False, last=None, lately=lately)
    assert silent_because(Calm(BERLIN), occasion, NOON) == silent


def test_a_continuation_is_never_sent() -> None:
    assert silent_because(Calm(BERLIN), Occasion(True, True, None, 0), NOON) == "continuation"


@pytest.mark.parametrize(
    ("about", "other", "told"),
    [
        ("rule:door:person", "rule:door:car,person", True),
        ("rule:door:car,person", "rule:door:person", False),  # the car is news
        ("rule:door:car,person", "rule:door:car,person", True),
        ("rule:door:person", "rule:door:car", False),
        ("rule:door:person", "rule:yard:person", False),
        ("rule:door:person", "else:door:person", False),
        ("rule:door:", "rule:door:", True),
        ("news:disk", "news:update", False),
        ("news:disk", "news:disk", True),
    ],
)
def test_a_pause_holds_for_what_was_told_by_the_same_rule_and_camera(about: str, other: str, told: bool) -> None:
    assert is_told(about, other) is told
