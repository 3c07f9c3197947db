"""The detector's time of the machine is divided between capture processes by need."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from argusai.pipeline.capture.streams.contract import Looks, StreamHealth
from argusai.pipeline.capture.streams.shares import Appetite, divide, whole_of

DOOR, YARD = UUID(int=1), UUID(int=2)


def healths(**looks: Looks) -> dict[UUID, StreamHealth]:
    ids = {"door": DOOR, "yard": YARD}
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return {
        ids[name]: StreamHealth(ids[name], "connected", at, "", "", None, 0, 0, 0, 0.0, looks=each)
        for name, each in looks.items()
    }


@pytest.mark.covers("E11")
@given(needs=st.lists(st.floats(0, 1e6), min_size=1, max_size=9), whole=st.floats(0, 1e4))
@example(needs=[0.0, 1.0], whole=5e-324)
def test_the_machine_is_given_away_once_and_nobody_is_left_with_nothing(needs: list[float], whole: float) -> None:
    shares = divide(needs, whole)
    assert sum(shares) == pytest.approx(1)
    assert min(shares) >= 0.25 / len(needs) - 1e-9


@pytest.mark.covers("E11")
def test_a_snowing_process_takes_nothing_from_the_needs_of_the_others() -> None:
    snow, *others = divide([100, 5, 5, 5], 40)
    assert [share * 40 for share in others] == pytest.approx([5, 5, 5])
    assert snow * 40 == pytest.approx(25)


@pytest.mark.covers("E11")
def test_two_that_need_more_than_there_is_get_the_same() -> None:
    assert divide([80, 50, 1], 20)[0] == divide([80, 50, 1], 20)[1]


@pytest.mark.covers("E11")
def test_what_nobody_needs_is_spread() -> None:
    busy, idle = divide([10, 0], 40)
    assert busy * 40 >= 10
    assert idle * 40 >= 10


def test_without_a_measure_all_get_the_same() -> None:
    assert divide([9, 1], 0) == [0.5, 0.5]


@pytest.mark.covers("E11")
def test_a_process_needs_what_was_looked_at_and_what_was_shed() -> None:
    appetite = Appetite()
    first = appetite.needs(healths(door=Looks(3.0, 100), yard=Looks(1.0, 0)), 10.0)
    then = appetite.needs(healths(door=Looks(3.0, 120), yard=Looks(1.0, 0)), 12.0)
    assert (first, then) == (4.0, 14.0)


def test_a_process_that_began_anew_has_shed_nothing() -> None:
    appetite = Appetite()
    appetite.needs(healths(door=Looks(3.0, 100)), 10.0)
    assert appetite.needs(healths(door=Looks(0.0, 0)), 12.0) == 0.0


def test_one_process_that_measured_is_enough() -> None:
    assert whole_of(healths(door=Looks(), yard=Looks(machine_per_second=9.5))) == 9.5
