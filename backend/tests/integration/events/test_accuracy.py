"""Whose words people called right and wrong, and what models are told of it (D12)."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from argusai.kit.errors import BadInput, NotFound
from argusai.pipeline.events.description.requests.schemas import RedescribeIn
from argusai.pipeline.events.history.schemas import FeedbackIn, FeedbackOut
from tests.support.describing import WORDS, Described, a_describing, an_answer
from tests.support.events import History

pytestmark = pytest.mark.covers("D12")


@pytest.fixture
async def described(history: History) -> AsyncIterator[Described]:
    async with a_describing(history) as made:
        yield made


async def rate(described: Described, person: UUID, facts: Any, rating: Any, **given: Any) -> FeedbackOut:
    return await described.history.feedback.rate(person, facts.event_id, FeedbackIn(rating=rating, **given))


async def test_ratings_count_for_who_wrote_the_words_that_were_read(described: Described) -> None:
    anna, ben = await described.history.add_person(), await described.history.add_person()
    old = await described.event("closed")
    built_in = (await described.shown(old)).text
    described.history.clock.advance(3600)
    await described.add("Cellar", model="llava")
    event = await described.event("closed")
    first = await described.shown(event)
    described.provider.script = [an_answer("A dog runs across the lawn and out of the gate again.", model="llava:7b")]
    await described.work()
    said = (await described.shown(event)).text
    assert (await rate(described, anna, old, "up")).said == built_in
    assert (await rate(described, anna, event, "down", mistake="wrong-count")).said == said
    assert (await rate(described, ben, event, "down", said=first.text)).said is None, "words of before are not kept"
    found = await described.history.feedback.accuracy(None, None, None)
    writers = {(each.describer, each.model): (each.right, each.wrong, each.mistakes) for each in found.describers}
    assert writers == {("built-in", ""): (1, 1, {}), ("Cellar", "llava:7b"): (0, 1, {"wrong-count": 1})}
    assert (found.all.right, found.all.wrong) == (1, 2)
    assert [(each.camera_name, each.right, each.wrong) for each in found.cameras] == [("Driveway", 1, 2)]
    [correction] = found.corrections
    assert (correction.event_id, correction.said, correction.model) == (event.event_id, said, "llava:7b")
    assert await described.history.feedback.told(described.camera_id) == (f"wrong number, in: “{said}”",)
    await described.describing.describers.remove((await described.describing.describers.all())[0].id)
    assert (await described.history.feedback.accuracy(None, None, None)).describers == found.describers


async def test_what_was_read_before_other_words_came_is_still_theirs(described: Described) -> None:
    anna = await described.history.add_person()
    one = await described.add("Cellar", model="llava")
    event = await described.event("closed")
    await described.work()
    described.provider.script = [an_answer("Not what Anna saw: a cat sits on the wall and looks down.", model="other")]
    await described.describing.descriptions.again(event.event_id, RedescribeIn(describer_id=one.id))
    await described.work()
    assert (await rate(described, anna, event, "up", said=WORDS)).said == WORDS
    [writer] = (await described.history.feedback.accuracy(None, None, None)).describers
    assert (writer.describer, writer.model) == ("Cellar", "llava")


async def test_time_and_camera_are_chosen_and_weeks_follow_each_other(described: Described) -> None:
    history, anna = described.history, await described.history.add_person()
    for _ in range(3):
        await rate(described, anna, await described.event("closed"), "up")
        history.clock.advance(7 * 86_400)
    found = await history.feedback.accuracy(None, None, described.camera_id)
    assert [(f"{each.monday}", each.right) for each in found.weeks] == [
        ("2025-12-29", 1), ("2026-01-05", 1), ("2026-01-12", 1),
    ]  # fmt: skip
    now = history.clock.now()
    assert (await history.feedback.accuracy(now - timedelta(days=8), None, None)).all.right == 1
    assert (await history.feedback.accuracy(None, None, uuid4())).all.right == 0
    for since, until in ((now, now - timedelta(days=1)), (now - timedelta(days=500), None)):
        with pytest.raises(BadInput):
            await history.feedback.accuracy(since, until, None)
    with pytest.raises(NotFound):
        await history.feedback.told(uuid4())


async def test_words_of_people_are_told_before_mere_kinds_of_mistakes(described: Described) -> None:
    anna = await described.history.add_person()
    said = (await described.shown(event := await described.event("closed"))).text
    await rate(described, anna, event, "down", correction="The cat is ours.")
    for kind in ("invented", "missed", "other", "wrong-object", "wrong-count"):
        described.history.clock.advance(60)
        await rate(described, anna, await described.event("closed"), "down", mistake=kind)
    assert await described.history.feedback.told(described.camera_id) == (
        "The cat is ours.",
        *(
            f"{kind}, in: “{said}”"
            for kind in ("wrong number", "taken for something else", "wrong", "was not mentioned")
        ),
    )
