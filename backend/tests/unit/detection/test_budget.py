"""The detector's time is shared by need, fairly, and nobody waits for it."""

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argusai.pipeline.capture.streams.contract import Box, Looks
from argusai.pipeline.detection.objects.budget import Budget
from argusai.pipeline.detection.objects.looks import Look, Need

DOOR, YARD = UUID(int=1), UUID(int=2)
AREA = Box(0, 0, 224, 224)


def looks(need: Need, count: int = 1) -> list[Look]:
    return [Look(AREA, need) for _ in range(count)]


def run(budget: Budget, asking: dict[UUID, list[Look]], seconds: float, rate: float = 5.0) -> dict[UUID, int]:
    """Each camera asks `rate` times a second; how many looks each was given."""
    given = dict.fromkeys(asking, 0)
    for step in range(round(seconds * rate)):
        for camera, wanted in asking.items():
            given[camera] += len(budget.grant(camera, wanted, step / rate)[0])
    return given


@pytest.mark.covers("E11")
def test_the_cap_holds_over_time() -> None:
    given = run(Budget(10), {DOOR: looks(Need.NEW, 4), YARD: looks(Need.NEW, 4)}, 20)
    assert sum(given.values()) <= 10 * 20 + 20  # one burst
    assert sum(given.values()) >= 10 * 20 * 0.95


@pytest.mark.covers("E11")
def test_new_motion_is_looked_at_before_tracks_and_tracks_before_scenery() -> None:
    budget = Budget(4)
    wanted = [*looks(Need.SCENERY, 2), *looks(Need.TRACK, 2), *looks(Need.NEW, 2)]
    given: list[Need] = []
    for step in range(100):
        given += [look.need for look in budget.grant(DOOR, wanted, step / 5)[0]]
    assert given.count(Need.NEW) > given.count(Need.TRACK) >= given.count(Need.SCENERY) == 0


@pytest.mark.covers("E11")
def test_a_busy_camera_does_not_starve_a_calm_one() -> None:
    budget = Budget(6)
    run(budget, {DOOR: looks(Need.NEW, 4)}, 10)
    asked = granted = 0
    for step in range(50, 100):
        budget.grant(DOOR, looks(Need.NEW, 4), step / 5)
        if step % 5 == 0:  # once a second something moves in the yard
            asked += 1
            granted += len(budget.grant(YARD, looks(Need.NEW), step / 5)[0])
    assert granted >= asked - 1


@pytest.mark.covers("E11")
def test_a_process_keeps_to_its_share_of_the_machine() -> None:
    budget = Budget(20)
    budget.take_share(0.25, 0.0)
    given = run(budget, {DOOR: looks(Need.NEW, 8)}, 20)
    assert 20 * 5 * 0.9 <= given[DOOR] <= 20 * 5 + 30  # what was saved up before, once
    assert budget.looks_of(DOOR, 20.0).machine_per_second == 20


def test_what_a_calm_camera_does_not_need_goes_to_the_busy_one() -> None:
    alone = run(Budget(10), {DOOR: looks(Need.NEW, 4)}, 20)[DOOR]
    beside = run(Budget(10), {DOOR: looks(Need.NEW, 4), YARD: []}, 20)[DOOR]
    assert beside >= alone * 0.9


@pytest.mark.covers("E11")
def test_shed_looks_are_returned_and_counted_by_camera() -> None:
    budget = Budget(1)
    shed = [len(budget.grant(DOOR, looks(Need.NEW, 4), now)[1]) for now in (0.0, 0.1, 0.2)]
    assert budget.looks_of(DOOR, 0.2).skipped == sum(shed) > 0
    assert budget.looks_of(YARD, 0.2) == Looks(machine_per_second=1)


def test_looks_a_second_are_those_of_the_last_seconds() -> None:
    budget = Budget(100)
    for step in range(50):
        budget.grant(DOOR, looks(Need.NEW), step / 10)
    assert budget.looks_of(DOOR, 5.0).per_second == pytest.approx(10, abs=0.5)
    assert budget.looks_of(DOOR, 30.0).per_second == 0


def test_a_slow_machine_with_many_cameras_still_looks_at_each() -> None:
    cameras = {UUID(int=number): looks(Need.TRACK) for number in range(8)}
    assert min(run(Budget(2), cameras, 60).values()) >= 5


def test_a_clock_that_goes_back_does_no_harm() -> None:
    budget = Budget(5)
    budget.grant(DOOR, looks(Need.NEW), 100.0)
    assert len(budget.grant(DOOR, looks(Need.NEW), 50.0)[0]) <= 1


ASKED = st.lists(
    st.tuples(st.sampled_from([DOOR, YARD]), st.floats(0, 2), st.lists(st.sampled_from(Need), max_size=6)), max_size=60
)


@settings(max_examples=60, deadline=None)
@given(ASKED, st.floats(0.5, 50))
def test_every_look_is_given_or_shed_and_never_more_than_was_earned(
    asked: list[tuple[UUID, float, list[Need]]], rate: float
) -> None:
    budget, now, total = Budget(rate), 0.0, 0
    for camera, pause, needs in asked:
        now += pause
        given, shed = budget.grant(camera, [Look(AREA, need) for need in needs], now)
        assert sorted(look.need for look in (*given, *shed)) == sorted(needs)
        total += len(given)
    assert total <= rate * (now + 1) + 1e-6
