"""A remembered track, shown to other rules."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from argusai.pipeline.capture.cameras.contract import LabelFilter, Line, WatchRules, Zone
from argusai.pipeline.detection.decisions.replay import Walked, replay

pytestmark = pytest.mark.covers("C5")
AT = datetime(2026, 1, 1, tzinfo=UTC)
LEFT_HALF = ((0.0, 0.0), (0.5, 0.0), (0.5, 1.0), (0.0, 1.0))
LOWER_HALF = ((0.0, 0.5), (1.0, 0.5), (1.0, 1.0), (0.0, 1.0))
WALL = Line("wall", ((0.5, 0.0), (0.5, 1.0)), direction="right_to_left", required=True)
# From the left to the right through the lower half, in nine seconds.
WALK = Walked(
    "person",
    0.8,
    AT,
    AT + timedelta(seconds=9),
    [(number / 10, 0.8) for number in range(1, 10)],
    width=0.05,
    height=0.3,
)


def zone(polygon: Any, **given: Any) -> WatchRules:
    return WatchRules(zones=(Zone("yard", polygon, required=True, **given),))


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        (WatchRules(), None),
        (zone(LEFT_HALF), None),
        (zone(((0.0, 0.0), (0.5, 0.0), (0.5, 0.3), (0.0, 0.3))), "outside-zones"),
        (zone(LEFT_HALF, labels=frozenset({"car"})), "outside-zones"),
        (zone(LEFT_HALF, loiter_seconds=8.0), "outside-zones"),
        (zone(LOWER_HALF, loiter_seconds=8.0), None),
        (zone(LOWER_HALF, least_height=0.5), "small"),
        (WatchRules(masks=(((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)),)), "masked"),
        (WatchRules(filters=(LabelFilter("person", told=False),)), "filter"),
        (WatchRules(filters=(LabelFilter("person", least_score=0.9),)), "low-score"),
        (WatchRules(filters=(LabelFilter("person", dwell_seconds=8.0),)), None),
        (WatchRules(filters=(LabelFilter("person", dwell_seconds=10.0),)), "filter"),
        (WatchRules(lines=(WALL,)), None),
    ],
)
def test_it_is_judged_as_it_would_have_been(rules: WatchRules, reason: str | None) -> None:
    verdict = replay(WALK, rules, (1280, 720))
    assert (verdict.reason if verdict else None) == reason


def test_a_line_counts_in_its_direction_alone() -> None:
    other = WatchRules(lines=(Line("wall", WALL.points, direction="left_to_right", required=True),))
    verdict = replay(WALK, other, (1280, 720))
    assert verdict is not None
    assert verdict.reason == "outside-zones"


def test_one_that_was_seen_at_one_place_alone_stayed_there() -> None:
    stood = Walked("person", 0.8, AT, AT + timedelta(seconds=9), [(0.2, 0.8)], 0.05, 0.3)
    assert replay(stood, zone(LEFT_HALF, loiter_seconds=8.0), (1280, 720)) is None
