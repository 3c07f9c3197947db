"""When a camera is dialled again."""

import random

import pytest

from argusai.pipeline.capture.streams.reconnect import Backoff

pytestmark = pytest.mark.covers("F7")


def a_backoff() -> Backoff:
    return Backoff(most_seconds=30, refused_seconds=60, chance=random.Random(1))


def test_pauses_double_up_to_the_most() -> None:
    backoff = a_backoff()
    pauses = [backoff.pause(retryable=True, lasted_seconds=0) for _ in range(8)]
    for pause, full in zip(pauses, (1, 2, 4, 8, 16, 30, 30, 30), strict=True):
        assert full * 0.8 <= pause <= full


def test_many_cameras_do_not_come_back_in_step() -> None:
    backoff = Backoff(most_seconds=30, refused_seconds=60)
    assert len({Backoff(30, 60).pause(True, 0) for _ in range(20)} | {backoff.pause(True, 0)}) > 10


def test_a_good_connection_starts_the_count_anew() -> None:
    backoff = a_backoff()
    for _ in range(6):
        backoff.pause(retryable=True, lasted_seconds=0)
    assert backoff.pause(retryable=True, lasted_seconds=31) <= 1


def test_a_short_connection_does_not() -> None:
    backoff = a_backoff()
    for _ in range(6):
        backoff.pause(retryable=True, lasted_seconds=5)
    assert backoff.pause(retryable=True, lasted_seconds=5) >= 24


def test_what_does_not_pass_by_itself_is_tried_rarely() -> None:
    assert a_backoff().pause(retryable=False, lasted_seconds=0) == 60
