"""When a camera did not watch, by what was set at the time (N12)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from argusai.pipeline.capture.cameras.past import off_times, pieces, rules_at

pytestmark = pytest.mark.covers("N12")
T0 = datetime(2026, 1, 1, 12, tzinfo=UTC)  # a Thursday
NIGHTS = [{"days": [0, 1, 2, 3, 4, 5, 6], "begins": 22 * 60, "ends": 6 * 60}]


def at(hours: float) -> datetime:
    return T0 + timedelta(hours=hours)


def so_set(**changed: Any) -> dict[str, Any]:
    usual: dict[str, Any] = {"enabled": True, "paused": False, "paused_until": None, "schedule": [], "rules": {}}
    return {**usual, "created_at": at(-1000), **changed}


def off(now_set: dict[str, Any], *changes: Any, hours: float = 24) -> list[tuple[float, float, str]]:
    found = off_times(pieces(now_set, changes, T0, at(hours)), "UTC")
    return [
        ((each.at - T0).total_seconds() / 3600, (each.until - T0).total_seconds() / 3600, each.why) for each in found
    ]


def test_a_camera_that_always_watches_was_never_off() -> None:
    assert off(so_set()) == []


def test_outside_its_hours_it_does_not_watch() -> None:
    assert off(so_set(schedule=NIGHTS)) == [(0, 10, "schedule"), (18, 24, "schedule")]


def test_a_change_counts_from_when_it_was_made() -> None:
    before, after = so_set(schedule=NIGHTS), so_set()
    assert off(after, (at(4), before, after)) == [(0, 4, "schedule")]
    assert off(before, (at(4), after, before)) == [(4, 10, "schedule"), (18, 24, "schedule")]


def test_a_change_after_the_time_tells_how_it_was_before() -> None:
    before, after = so_set(enabled=False), so_set()
    assert off(after, (at(30), before, after)) == [(0, 24, "off")]


def test_a_pause_ends_by_itself_and_comes_before_the_hours() -> None:
    paused = so_set(paused=True, paused_until=at(3).isoformat(), schedule=NIGHTS)
    assert off(paused, (at(1), so_set(), paused), hours=12) == [(1, 3, "pause"), (3, 10, "schedule")]


def test_a_camera_is_not_there_before_it_is_added() -> None:
    assert off(so_set(), (at(2), None, so_set())) == [(0, 2, "not-there")]
    assert off(so_set(created_at=at(5))) == [(0, 5, "not-there")], "from before changes were written down"
    assert off(so_set(created_at=at(50))) == [(0, 24, "not-there")]


def test_changes_that_mean_nothing_here_do_not_cut_a_time_in_two() -> None:
    off_now = so_set(enabled=False)
    assert off(off_now, (at(1), off_now, off_now), (at(2), off_now, off_now)) == [(0, 24, "off")]


def test_rules_are_those_of_the_beginning() -> None:
    before, after = so_set(rules={"masks": [[[0, 0], [1, 0], [1, 1]]]}), so_set()
    parts = pieces(after, [(at(1), before, after)], T0, at(24))
    assert len(rules_at(parts).masks) == 1
    assert rules_at([]).masks == ()
