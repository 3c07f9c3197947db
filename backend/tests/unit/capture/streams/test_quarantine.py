"""Which cameras come apart when processes crash: decided, and played through with any cameras and any culprits."""

import signal
from collections.abc import Sequence
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argusai.pipeline.capture.streams.ending import Ending, cause_of
from argusai.pipeline.capture.streams.quarantine import (
    HELD_STEADY_SECONDS,
    MOST_CRASHES,
    MOST_PAUSE_SECONDS,
    STEADY_SECONDS,
    WINDOW_SECONDS,
    Quarantine,
)

pytestmark = pytest.mark.covers("C20")
CAMERAS = [UUID(int=number) for number in range(1, 17)]


def crash_until_quiet(
    quarantine: Quarantine, process: Sequence[UUID], culprits: set[UUID]
) -> tuple[list[set[UUID]], int]:
    """Every process with a culprit and others crashes every ten seconds. What is left, and how many crashes it took."""
    processes, crashes, now = [set(process)], 0, 0.0
    while guilty := next((each for each in processes if each & culprits and not alone(quarantine, each)), None):
        now, crashes = now + 10, crashes + 1
        if pieces := quarantine.crashed(guilty, now, 10):
            processes.remove(guilty)
            processes += [set(piece) for piece in pieces]
        assert crashes < 200
    return processes, crashes


def alone(quarantine: Quarantine, process: set[UUID]) -> bool:
    return len(process) == 1 and quarantine.stops(*process) > 0


@given(count=st.integers(1, 16), guilty=st.sets(st.integers(0, 15), max_size=4))
def test_every_culprit_ends_alone_and_nobody_else_is_with_it(count: int, guilty: set[int]) -> None:
    quarantine, process = Quarantine(), CAMERAS[:count]
    culprits = {process[index % count] for index in guilty}
    processes, crashes = crash_until_quiet(quarantine, process, culprits)
    assert sorted(camera for each in processes for camera in each) == process
    assert all(len(each) == 1 for each in processes if each & culprits)
    assert {camera for camera in process if quarantine.stops(camera)} == culprits
    assert crashes <= MOST_CRASHES + (1 + (count - 1).bit_length()) * len(culprits)
    released = quarantine.settle(10 * crashes + STEADY_SECONDS + 1)
    assert not released & culprits
    assert not any(quarantine.suspects(camera) for camera in process if camera not in culprits)
    assert quarantine.settle(10 * crashes + HELD_STEADY_SECONDS + 1) == culprits
    assert not any(quarantine.suspects(camera) or quarantine.stops(camera) for camera in process)


def test_crashes_far_apart_divide_nothing() -> None:
    quarantine = Quarantine()
    for number in range(20):
        assert quarantine.crashed(CAMERAS, number * WINDOW_SECONDS / MOST_CRASHES, 60) == []
    assert not any(map(quarantine.suspects, CAMERAS))


def test_the_pause_grows_unless_it_was_worth_watching() -> None:
    quarantine, (camera, *_) = Quarantine(), CAMERAS
    pauses = []
    for number in range(12):
        quarantine.crashed([camera], number * 100.0, 1)
        pauses.append(quarantine.pause(camera))
    assert pauses[:6] == [0, 0, 10, 20, 40, 80]
    assert pauses[-1] == MOST_PAUSE_SECONDS
    assert quarantine.stops(camera) == 12
    quarantine.crashed([camera], 10_000, MOST_PAUSE_SECONDS * 10)
    assert quarantine.pause(camera) == 10


def test_one_that_sends_something_else_begins_anew() -> None:
    quarantine, (camera, *_) = Quarantine(), CAMERAS
    for number in range(3):
        quarantine.crashed([camera], number, 1)
    quarantine.forgive(camera)
    assert (quarantine.stops(camera), quarantine.pause(camera), quarantine.suspects(camera)) == (0, 0, False)
    assert quarantine.crashed([camera, CAMERAS[1]], 5, 1) == []


def test_old_crashes_are_forgotten() -> None:
    quarantine = Quarantine()
    quarantine.crashed(CAMERAS, 0, 1)
    quarantine.settle(HELD_STEADY_SECONDS + 1)
    assert quarantine._crashes == {}


@pytest.mark.parametrize(
    ("returncode", "counts"),
    [(-signal.SIGSEGV, True), (-signal.SIGABRT, True), (70, True), (-signal.SIGKILL, False), (-signal.SIGTERM, False),
     (0, False), (None, False)],
)  # fmt: skip
def test_only_what_a_camera_may_have_caused_counts(returncode: int | None, counts: bool) -> None:
    assert Ending(cause_of(returncode), True, 1).counts is counts
    assert not Ending(cause_of(returncode), False, 1).counts
    assert Ending("frozen", True, 1).counts
