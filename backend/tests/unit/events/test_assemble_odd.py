"""What streams and clocks do when they misbehave."""

import math
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.tracking.contract import TrackPoint
from argusai.pipeline.events.assembly.contract import EventReport
from argusai.pipeline.events.assembly.wire import from_wire, to_wire
from tests.support.events import T0
from tests.unit.events.test_assemble import Play, a_point, at

pytestmark = pytest.mark.covers("F9", "F30")


def test_a_clock_set_back_closes_what_is_open_and_goes_on() -> None:
    play = Play()
    play.walk(0, 2, a_point())
    assert play.see(-3600, a_point(first_seen_at=at(-3600))) == ["closed", "opened"]
    closed, opened = play.changes[-2:]
    assert closed.facts.ended_at == at(2)
    assert opened.facts.started_at == at(-3600)


def test_a_clock_that_trembles_changes_nothing() -> None:
    play = Play()
    play.walk(0, 2, a_point())
    assert play.see(1.5, a_point()) == []
    play.close(3)
    assert play.changes[-1].facts.last_activity_at == at(2)


def test_a_number_given_twice_by_a_new_tracker_is_another_track() -> None:
    play = Play()
    play.walk(0, 2, a_point(number=1))
    play.walk(3, 5, a_point(500, number=1, first_seen_at=at(3)))
    play.close(5)
    numbers = [track.track_id for track in play.changes[-1].facts.tracks]
    assert len(numbers) == len(set(numbers)) == 2


def test_the_same_number_twice_in_a_frame_is_one_track() -> None:
    play = Play()
    play.see(0, a_point(), a_point(400, score=0.9))
    assert play.changes[0].facts.most_at_once == {"person": 1}
    assert play.changes[0].facts.tracks[0].box.left == 0.4


@pytest.mark.parametrize(
    "box",
    [
        Box(-300, 0, -100, 50),
        Box(10, 10, 10, 10),
        Box(50, 50, 20, 20),
        Box(math.nan, 0, 5, 5),
        Box(0, 0, math.inf, 9),
    ],
)
def test_a_box_that_is_none_is_ignored(box: Box) -> None:
    play = Play()
    play.walk(0, 2, a_point(box=box))
    assert play.changes == []


def test_a_box_beyond_the_frame_is_cut_at_its_edge() -> None:
    play = Play()
    play.see(0, a_point(box=Box(-50, -50, 2000, 250)))
    box = play.changes[0].facts.tracks[0].box
    assert (box.left, box.top, box.right, box.bottom) == (0, 0, 1, 0.5)


def test_a_frame_without_size_is_survived() -> None:
    play = Play()
    assert play.see(0, a_point(), size=(0, 0)) == []
    assert play.see(0.2, a_point()) == ["opened"]


def test_a_new_frame_size_moves_nobody() -> None:
    play = Play()
    play.walk(0, 2, a_point())
    play.see(2.2, a_point(box=Box(50, 50, 100, 150)), size=(500, 250))
    play.close(3)
    facts = play.changes[-1].facts
    assert (facts.width, facts.height) == (500, 250)
    assert len(set(facts.tracks[0].path)) == 1


def test_a_first_sight_in_the_far_past_does_not_stretch_the_event() -> None:
    play = Play()
    play.see(0, a_point(first_seen_at=at(-5000)))
    assert play.changes[0].facts.started_at == T0


def test_a_first_sight_in_the_future_is_now() -> None:
    play = Play()
    play.see(0, a_point(first_seen_at=at(50)))
    assert play.changes[0].facts.started_at == T0


def test_a_long_path_keeps_forty_points_with_both_ends() -> None:
    play = Play()
    for step in range(1000):
        play.see(step / 5, a_point(x=step * 0.9))
    play.close(200)
    path = play.changes[-1].facts.tracks[0].path
    assert len(path) <= 40
    assert path[0][0] == pytest.approx(0.05, abs=0.01)
    assert path[-1][0] == pytest.approx(0.949, abs=0.01)
    gaps = [two[0] - one[0] for one, two in pairwise(path)]
    assert max(gaps) < 3 * min(gaps) + 0.01


NUMBERS = st.floats(-2000, 2000) | st.just(math.nan) | st.just(math.inf)
BOXES = st.builds(Box, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
POINTS = st.builds(
    TrackPoint,
    track_id=st.integers(0, 3),
    label=st.sampled_from(["person", "car"]),
    score=st.floats(0, 1),
    median_score=st.floats(0, 1),
    box=BOXES | st.just(Box(10, 10, 60, 90)),
    confirmed=st.booleans(),
    detected=st.booleans(),
    moving=st.booleans(),
    first_seen_at=st.floats(-20, 20).map(at),
)
FRAMES = st.tuples(st.floats(-50, 400), st.sampled_from([(100, 100), (640, 360), (0, 0)]), st.lists(POINTS, max_size=4))


@settings(max_examples=150, deadline=None)
@given(st.lists(FRAMES, max_size=25))
def test_whatever_comes_events_open_grow_and_close_in_order(
    frames: list[tuple[float, tuple[int, int], list[TrackPoint]]],
) -> None:
    play = Play(longest_seconds=60)
    for seconds, size, points in frames:
        play.see(seconds, *points, size=size)
    play.close(1000)
    open_id = None
    for change in play.changes:
        report = EventReport(change.stage, change.facts, ())
        assert from_wire(to_wire(report)) == report
        if change.stage == "opened":
            assert open_id is None
            open_id = change.facts.event_id
        assert change.facts.event_id == open_id
        for track in change.facts.tracks:
            assert track.last_seen_at - track.first_seen_at <= timedelta(seconds=700)
        if change.stage == "closed":
            open_id = None
    assert open_id is None
