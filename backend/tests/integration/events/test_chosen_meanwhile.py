"""What a person chose to see of an event stays when an answer comes that was asked for before (D11)."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from argusai.pipeline.events.assembly.contract import EventFacts
from argusai.pipeline.events.description.providers.contract import Answer, Ask, ProviderAccess
from argusai.pipeline.events.description.requests.schemas import RedescribeIn
from tests.support.describing import Described, a_describing, an_answer
from tests.support.events import History
from tests.support.waiting import until

pytestmark = pytest.mark.covers("D11")
WORDS = {
    "slow": "A person in a dark coat walks past the door slowly and looks at the windows.",
    "fast": "Somebody carries a red bag to the gate and rings the bell there twice.",
}


@dataclass
class TwoModels:
    """Each answers when it is told to. `asked`: which were asked, in order."""

    asked: list[str] = field(default_factory=list)
    may: dict[str, asyncio.Event] = field(default_factory=lambda: defaultdict(asyncio.Event))

    async def ask(self, access: ProviderAccess, ask: Ask) -> Answer:
        self.asked.append(access.model)
        await self.may[access.model].wait()
        return an_answer(WORDS[access.model], model=access.model)

    async def models(self, access: ProviderAccess) -> list[str]:
        return list(WORDS)


@pytest.fixture
def models() -> TwoModels:
    return TwoModels()


@pytest.fixture
async def described(history: History, models: TwoModels) -> AsyncIterator[Described]:
    async with a_describing(history, lambda kind: models) as made:
        yield made


async def begun(described: Described, models: TwoModels) -> tuple[EventFacts, "asyncio.Task[None]"]:
    """An event for which the slow one is being asked."""
    await described.add("Slow", model="slow")
    facts = await described.event("closed")
    working = asyncio.create_task(described.work())
    await until(lambda: models.asked == ["slow"])
    return facts, working


async def test_the_built_in_words_that_a_person_chose_stay(described: Described, models: TwoModels) -> None:
    facts, working = await begun(described, models)
    before = await described.shown(facts)
    await described.describing.descriptions.show(facts.event_id, None)
    models.may["slow"].set()
    await working
    said = await described.describing.descriptions.of_event(facts.event_id)
    assert [each.text for each in said.items] == [WORDS["slow"]], "its words are kept"
    assert (said.shown_id, (await described.shown(facts)).text) == (None, before.text)
    await described.describing.descriptions.show(facts.event_id, said.items[0].id)
    assert (await described.shown(facts)).text == WORDS["slow"]


async def test_the_words_of_whom_a_person_asked_stay(described: Described, models: TwoModels) -> None:
    facts, working = await begun(described, models)
    fast = await described.add("Fast", model="fast")
    await described.describing.descriptions.again(facts.event_id, RedescribeIn(describer_id=fast.id))
    models.may["fast"].set()
    await described.describing.queue.round()

    async def is_shown() -> bool:
        shown: str = (await described.shown(facts)).text
        return shown == WORDS["fast"]

    await until(is_shown)
    models.may["slow"].set()
    await working
    said = await described.describing.descriptions.of_event(facts.event_id)
    assert [each.text for each in said.items] == [WORDS["fast"], WORDS["slow"]]
    assert said.shown_id == said.items[0].id
    assert await is_shown()


async def test_an_older_answer_stands_until_the_one_comes_that_a_person_wants(
    described: Described, models: TwoModels
) -> None:
    facts, working = await begun(described, models)
    fast = await described.add("Fast", model="fast")
    await described.describing.descriptions.again(facts.event_id, RedescribeIn(describer_id=fast.id))
    models.may["slow"].set()
    await until(lambda: len(models.asked) == 2)
    assert (await described.shown(facts)).text == WORDS["slow"]
    models.may["fast"].set()
    await working
    assert (await described.shown(facts)).text == WORDS["fast"]
