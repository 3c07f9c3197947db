"""A person wants other words for what is long over: rules are not asked anew, so nobody is told of it (D11)."""

from collections.abc import AsyncIterator

import pytest

from argusai.pipeline.events.description.requests.schemas import RedescribeIn
from tests.support.describing import Described, a_describing, an_answer
from tests.support.events import History

pytestmark = pytest.mark.covers("D11")
GRAVE = "A person with a gun stands at the door and tries to open it by force."


@pytest.fixture
async def described(history: History) -> AsyncIterator[Described]:
    async with a_describing(history) as made:
        yield made


async def test_only_what_is_news_is_told_when_a_person_asks(described: Described) -> None:
    one = await described.add("One")
    await described.add("Two")
    event = await described.event("closed")
    await described.work()
    again, told = described.describing.descriptions, described.history.told
    asked = RedescribeIn(describer_id=one.id)
    told.clear()
    await again.again(event.event_id, asked)
    await described.work()
    assert "event.updated" in described.history.kinds_told(), "somebody may still hear of it"
    told.clear()
    described.history.clock.advance(2 * 3600)
    described.provider.script = [an_answer(GRAVE), an_answer(GRAVE)]
    await again.again(event.event_id, asked)
    await described.work()
    await described.work()
    assert len(described.provider.asked) == 4, "also the second look"
    first, *_ = await described.versions()
    await again.show(event.event_id, first.id)
    kinds = described.history.kinds_told()
    assert (kinds.count("event.updated"), kinds.count("event.reworded")) == (0, 3)
