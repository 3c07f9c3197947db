"""What descriptions cost is told to administrators as marks of a limit are passed, each once (D9, N13)."""

from typing import Any

import pytest

from argusai.kit.announce import FOR_ADMINISTRATORS
from tests.support.notices import Home

pytestmark = pytest.mark.covers("D9", "N13")


async def spent(house: Home, percent: int, period: str = "day", **changed: Any) -> None:
    body = {"period": period, "percent": percent}
    sums = {"subject": f"spent:{period}:x:{percent}", "spent": percent / 100, "cap": 1.0, "camera": "Garden", **changed}
    async with house.database.write() as session:
        await house.notifying.announced(session, "describing.spent", {**body, FOR_ADMINISTRATORS: {**body, **sums}})


async def test_each_mark_is_told_once_and_to_administrators_alone(house: Home) -> None:
    for percent in (50, 50, 80):
        await spent(house, percent)
    house.connect()  # a start remembers nothing
    await spent(house, 80)
    half, near = await house.notices()
    assert half.text == "Half of today's limit on the cost of descriptions is spent: $0.50 of $1.00."
    assert near.text.startswith("80 % of today's limit on the cost of descriptions is spent: $0.80 of $1.00. Fewer")
    assert await house.notices(house.ben) == []


@pytest.mark.parametrize(("period", "words"), [("month", "this month's limit"), ("camera", "Garden's limit of today")])
async def test_it_says_which_limit_it_is(house: Home, period: str, words: str) -> None:
    await spent(house, 50, period, spent=0.004, cap=0.008)
    [told] = await house.notices()
    assert words in told.text
    assert "$0.0040 of $0.0080" in told.text


async def test_that_a_limit_is_used_up_is_told_as_a_trouble_and_not_here(house: Home) -> None:
    await spent(house, 100)
    assert await house.notices() == []
