"""What is said of a camera that comes back is measured since it is back (C4)."""

from uuid import uuid4

import pytest

from argusai.kit.clock import SimulatedClock
from argusai.pipeline.capture.streams.contract import Looks, StreamFacts, Traffic
from argusai.pipeline.capture.streams.errors import Refused
from argusai.pipeline.capture.streams.health import HealthBoard

pytestmark = pytest.mark.covers("C4")
FACTS = StreamFacts("h264", 640, 360, 10.0, False)


def rate(board: HealthBoard) -> float:
    return board.current(0, 0, looks=Looks(), traffic=Traffic()).rate_seen


def come(board: HealthBoard, clock: SimulatedClock, pictures: int, every: float = 0.1) -> None:
    for _ in range(pictures):
        board.picture_came()
        clock.advance(every)


def test_the_rate_leaves_out_the_time_when_the_camera_was_away(clock: SimulatedClock) -> None:
    board = HealthBoard(uuid4(), clock, lambda _health: None)
    for _ in range(2):
        board.picture_came()
        board.connected(FACTS)
        assert rate(board) == 0.0  # not known yet
        come(board, clock, 20)
        assert rate(board) == pytest.approx(10, abs=0.6)
        board.down(Refused())
        clock.advance(3)


def test_it_counts_how_often_the_camera_came_back_not_how_often_it_was_dialled(clock: SimulatedClock) -> None:
    board = HealthBoard(uuid4(), clock, lambda _health: None)

    def counted() -> tuple[int, int]:
        now = board.current(0, 0, looks=Looks(), traffic=Traffic())
        return now.reconnects, now.dials

    board.down(Refused())
    board.dialled_again()
    board.connected(FACTS)
    assert counted() == (0, 1), "it was never there before"
    for _ in range(7):
        board.down(Refused())
        board.dialled_again()
    assert counted() == (0, 8)
    board.connected(FACTS)
    assert counted() == (1, 8)


def test_a_camera_that_falls_silent_or_is_slow_is_told_as_it_is(clock: SimulatedClock) -> None:
    board = HealthBoard(uuid4(), clock, lambda _health: None)
    board.connected(FACTS)
    come(board, clock, 100)
    clock.advance(4)
    assert rate(board) == pytest.approx(2, abs=0.3)
    come(board, clock, 10, every=4)
    board.picture_came()
    assert rate(board) == 0.4
