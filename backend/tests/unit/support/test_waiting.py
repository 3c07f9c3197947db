"""Waits end when the condition holds, and fail with a reason when it does not."""

import time

import pytest

from tests.support.waiting import WaitedTooLong, patient, pause_after, slowness, until, wait_until, within


async def test_until_returns_the_true_answer() -> None:
    answers = iter([0, "", "there"])
    assert await until(lambda: next(answers)) == "there"


async def test_until_asks_an_async_condition() -> None:
    answers = iter([False, True])

    async def condition() -> bool:
        return next(answers)

    assert await until(condition) is True


async def test_until_says_what_it_waited_for() -> None:
    with pytest.raises(WaitedTooLong, match=r"0\.02 s for a frame; the last answer was 0"):
        await until(lambda: 0, 0.02, "a frame")


def test_wait_until_returns_the_true_answer() -> None:
    answers = iter([None, 7])
    assert wait_until(lambda: next(answers)) == 7


def test_wait_until_gives_up() -> None:
    with pytest.raises(WaitedTooLong, match="a picture"):
        wait_until(lambda: None, 0.02, "a picture")


def test_what_takes_long_to_ask_is_asked_less_often() -> None:
    assert pause_after(0) < pause_after(0.02) < pause_after(0.05) < 0.25
    assert pause_after(9) == 0.25


def test_within_fails_a_body_that_takes_too_long() -> None:
    with pytest.raises(AssertionError, match=r"allowed were 0\.001 s"), within(0.001):
        time.sleep(0.1)


def test_within_lets_a_quick_body_pass() -> None:
    with within(60):
        pass


def test_nothing_is_expected_faster_than_of_a_quiet_machine() -> None:
    assert slowness() >= 1
    assert patient(2) >= 2


def test_a_busy_machine_is_given_more_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.support.waiting.slowness", lambda: 100.0)
    with within(0.01):
        time.sleep(0.1)
    answers = iter([0] * 5 + [1] * 100)
    assert wait_until(lambda: next(answers), 0.01) == 1
