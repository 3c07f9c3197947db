"""Waits end when the condition holds, and fail with a reason when it does not."""

import pytest

from tests.support.waiting import WaitedTooLong, until, wait_until


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
