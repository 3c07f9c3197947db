"""What becomes of a question that waits for a describer which is no longer there when its turn comes (D11)."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

import pytest

from argusai.pipeline.events.description.describers.schemas import DescriberPatch
from argusai.pipeline.events.description.questions.schemas import QuestionOut
from tests.support.describing import Described, a_describing, an_answer
from tests.support.events import History
from tests.support.waiting import until

pytestmark = pytest.mark.covers("D11")
RED = an_answer("The jacket is red.", known=True)


@pytest.fixture
async def described(history: History) -> AsyncIterator[Described]:
    async with a_describing(history) as made:
        yield made


async def one_waits(described: Described) -> bool:
    return len(await described.calls()) == 2 and len(described.provider.asked) == 1


@pytest.mark.parametrize("how", ["removed", "off"])
@pytest.mark.parametrize("other", [False, True], ids=["alone", "of two"])
async def test_it_says_that_the_describers_were_changed_or_is_answered_by_the_next(
    described: Described, how: str, other: bool
) -> None:
    events = [await described.event("closed") for _ in range(2)]
    local = await described.add(model="one", at_once=1)
    if other:
        await described.add("Two", model="two")
    described.provider.script += [RED, RED]
    described.provider.hold = asyncio.Event()
    questioning, describers = described.describing.questioning, described.describing.describers
    for each in events:
        await questioning.service.ask(each.event_id, "What colour is the jacket?")
    await questioning.desk.round()
    await until(lambda: one_waits(described), 60, "a call, and one that waits for its place")
    if how == "removed":
        await describers.remove(local.id)
    else:
        await describers.change(local.id, DescriberPatch(enabled=False))
    described.provider.hold.set()
    await questioning.desk.settled()
    said = [await _said(described, each.event_id) for each in events]
    ends = sorted((each.state, each.outcome, each.describer) for each in said)
    if other:
        assert ends == [("answered", "", "Local"), ("answered", "", "Two")]
    else:
        changed = "This camera's describers were changed while it asked. Ask again."
        assert ends == [("answered", "", "Local"), ("failed", changed, "")]


async def _said(described: Described, event_id: UUID) -> QuestionOut:
    [said] = (await described.describing.questioning.service.of_event(event_id)).items
    return said
