"""A trial is a call as every other: it takes its place among those that its describer may have at once (D2)."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from argusai.kit.errors import Conflict, NotFound, Unavailable
from argusai.pipeline.events.description.prompts.schemas import PromptTrialIn
from argusai.pipeline.events.description.requests import trials
from tests.support.describing import WORDS, Described, a_describing
from tests.support.events import History
from tests.support.waiting import until

pytestmark = pytest.mark.covers("D2")


@pytest.fixture
async def described(history: History) -> AsyncIterator[Described]:
    async with a_describing(history) as made:
        yield made


async def held(described: Described) -> "asyncio.Task[None]":
    """An event is being described, and gets no answer yet."""
    described.provider.hold = asyncio.Event()
    await described.event("closed")
    working = asyncio.create_task(described.work())
    await until(lambda: len(described.provider.asked) == 1, 60, "the question")
    return working


async def release(described: Described, working: "asyncio.Task[None]") -> None:
    assert described.provider.hold is not None
    described.provider.hold.set()
    await working


async def test_trials_and_descriptions_together_are_no_more_at_once_than_the_owner_allows(
    described: Described,
) -> None:
    past = await described.event("closed")
    local = await described.add(at_once=1)
    working = await held(described)
    trial, rehearse = described.describing.trials.describe, described.describing.prompts.rehearse
    given = PromptTrialIn(event_id=past.event_id, text="The cat is ours.")
    tried = [asyncio.create_task(trial(local.id, described.camera_id)) for _ in range(9)]
    rehearsed = asyncio.create_task(rehearse(described.camera_id, given))
    await asyncio.sleep(0.3)
    assert len(described.provider.asked) == 1, "they wait"
    await release(described, working)
    assert {said.text for said in await asyncio.gather(*tried)} == {WORDS}
    assert (await rehearsed).after == WORDS
    assert (len(described.provider.asked), described.provider.most_at_once) == (12, 1)


async def test_who_finds_no_place_in_time_is_told_to_come_back(
    described: Described, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trials, "_PLACE_SECONDS", 0.1)
    local = await described.add(at_once=1)
    working = await held(described)
    with pytest.raises(Unavailable, match="busy with other calls"):
        await described.describing.trials.describe(local.id, described.camera_id)
    await release(described, working)
    assert (await described.describing.trials.describe(local.id, described.camera_id)).text == WORDS


async def test_nothing_is_shown_that_may_not_be_shown_any_more_once_there_is_a_place(described: Described) -> None:
    past = await described.event("closed")
    cloud = await described.add("Cloud", base_url="http://8.8.8.8/v1", at_home=False, at_once=1)
    working = await held(described)
    given = PromptTrialIn(event_id=past.event_id, text="The cat is ours.")
    tried = asyncio.create_task(described.describing.trials.describe(cloud.id, described.camera_id))
    rehearsed = asyncio.create_task(described.describing.prompts.rehearse(described.camera_id, given))
    await asyncio.sleep(0.3)
    await described.history.keep_home(described.camera_id)
    await release(described, working)
    for each in (tried, rehearsed):
        with pytest.raises(Conflict, match=r"not in it|No describer"):
            await each
    assert len(described.provider.asked) == 1


async def test_a_describer_that_was_removed_meanwhile_is_not_tried(described: Described) -> None:
    local = await described.add(at_once=1)
    working = await held(described)
    tried = asyncio.create_task(described.describing.trials.describe(local.id, described.camera_id))
    await asyncio.sleep(0.3)
    await described.describing.describers.remove(local.id)
    await release(described, working)
    with pytest.raises(NotFound):
        await tried
    assert len(described.provider.asked) == 1
