"""Rows of tracks in the layout of the MOT Challenge."""

from datetime import UTC, datetime

import pytest

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.tracking.contract import TrackPoint
from argusai.pipeline.detection.tracking.rows import TrackRows

AT = datetime(2026, 1, 1, tzinfo=UTC)


def point(track_id: int, left: float, confirmed: bool = True, detected: bool = True, held: bool = False) -> TrackPoint:
    box = Box(left, 20, left + 30.5, 100)
    return TrackPoint(
        track_id, "person", 0.75, 0.75, box, confirmed, detected, moving=True, first_seen_at=AT, held=held
    )


@pytest.mark.covers("F13")
def test_a_row_is_frame_id_left_top_width_height_score() -> None:
    rows = TrackRows()
    rows.see(1, [point(7, 10)])
    assert list(rows.lines()) == ["1,7,10.00,20.00,30.50,80.00,0.750"]


@pytest.mark.covers("F13")
def test_rows_begin_with_the_first_detection_of_what_is_confirmed_later() -> None:
    rows = TrackRows()
    rows.see(1, [point(1, 10, confirmed=False), point(2, 300, confirmed=False)])
    rows.see(3, [point(1, 20, confirmed=True), point(2, 300, confirmed=False)])
    assert [line.split(",")[:2] for line in rows.lines()] == [["1", "1"], ["3", "1"]]


def test_short_gaps_are_filled_in_a_straight_line_and_long_ones_are_not() -> None:
    rows = TrackRows()
    rows.see(1, [point(1, 10)])
    rows.see(3, [point(1, 999, detected=False)])
    rows.see(5, [point(1, 30)])
    for frame in range(7, 47, 2):
        rows.see(frame, [])
    rows.see(47, [point(1, 90)])
    assert [line.split(",")[0] + ":" + line.split(",")[2] for line in rows.lines()] == [
        "1:10.00",
        "3:20.00",
        "5:30.00",
        "47:90.00",
    ]


def test_no_tracks_no_rows() -> None:
    rows = TrackRows()
    rows.see(1, [])
    assert list(rows.lines()) == []


@pytest.mark.covers("E1")
def test_who_is_held_where_he_stands_is_there() -> None:
    rows = TrackRows()
    rows.see(1, [point(1, 10)])
    rows.see(3, [point(1, 12, detected=False, held=True)])
    assert [line.split(",")[:3] for line in rows.lines()] == [["1", "1", "10.00"], ["3", "1", "12.00"]]
