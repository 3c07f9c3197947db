"""How long ago a moment was in truth, whatever the machine's clock was set to since (N20)."""

from datetime import timedelta

import pytest

from argusai.kit.clock import SimulatedClock, SystemClock
from argusai.kit.lived import LivedClock, still

pytestmark = pytest.mark.covers("N20")
DAY, HOUR, MINUTE = 86_400.0, timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
def machine() -> SimulatedClock:
    return SimulatedClock()


@pytest.fixture
def lived(machine: SimulatedClock) -> LivedClock:
    return LivedClock(machine)


@pytest.mark.parametrize("step", [40 * DAY, -40 * DAY, 3600.0, -3600.0])
def test_a_clock_that_is_set_makes_nothing_older_or_younger(
    machine: SimulatedClock, lived: LivedClock, step: float
) -> None:
    before = lived.now()
    machine.advance(120)
    machine.set_forward(step)
    machine.advance(60)
    after = lived.now()
    machine.advance(60)
    assert (lived.elapsed(before), lived.elapsed(after)) == (4 * MINUTE, MINUTE)


def test_set_ahead_and_right_again_counts_through(machine: SimulatedClock, lived: LivedClock) -> None:
    first = lived.now()
    machine.set_forward(5 * DAY)
    second = lived.now()
    machine.advance(60)
    machine.set_back(5 * DAY)
    machine.advance(60)
    assert (lived.elapsed(first), lived.elapsed(second)) == (2 * MINUTE, 2 * MINUTE)
    machine.advance(30 * DAY)
    assert lived.ago(HOUR) == lived.now() - HOUR


def test_nothing_younger_lies_before_a_bound(machine: SimulatedClock, lived: LivedClock) -> None:
    made = lived.now()
    machine.advance(1800)
    machine.set_forward(40 * DAY)
    machine.advance(1799)
    assert lived.ago(HOUR) < made
    machine.advance(2)
    assert made < lived.ago(HOUR)


def test_what_stands_in_the_gap_is_as_old_as_the_gap(machine: SimulatedClock, lived: LivedClock) -> None:
    machine.set_forward(DAY)
    lived.now()
    machine.advance(60)
    assert lived.elapsed(lived.now() - timedelta(hours=5)) == MINUTE


def test_of_a_future_that_nobody_lived_nothing_is_known(machine: SimulatedClock, lived: LivedClock) -> None:
    assert lived.elapsed(machine.now() + HOUR) is None
    assert lived.elapsed(machine.now() + timedelta(seconds=2)) == timedelta(0), "a clock drifts"


@pytest.mark.parametrize("step", [40 * DAY, -40 * DAY])
def test_a_wait_ends_when_its_time_has_passed(machine: SimulatedClock, lived: LivedClock, step: float) -> None:
    began = lived.now()
    machine.advance(600)
    machine.set_forward(step)
    assert lived.end(began, began + HOUR) == machine.now() + 50 * MINUTE
    machine.advance(3000)
    assert lived.end(began, began + HOUR) is None


def test_a_wait_that_would_begin_later_is_over(machine: SimulatedClock, lived: LivedClock) -> None:
    began = machine.now() + timedelta(days=30)
    assert lived.end(began, began + HOUR) is None
    assert not still(began, began + HOUR, machine.now())
    assert still(None, began, machine.now()), "nobody knows when it began"
    assert still(machine.now() + timedelta(seconds=2), began, machine.now()), "a clock drifts"
    assert not still(machine.now() - HOUR, machine.now(), machine.now())


def test_the_machines_own_count_goes_on() -> None:
    clock = SystemClock()
    assert clock.counted() <= clock.counted()
