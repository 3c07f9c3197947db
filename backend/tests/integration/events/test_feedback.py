"""Thumbs up or down, and deleting."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from argusai.kit.errors import NotFound
from argusai.pipeline.events.history.schemas import FeedbackIn, FeedbackOut
from tests.support.events import History, report, some_facts

pytestmark = pytest.mark.covers("F15")


async def rate(
    history: History,
    person_id: UUID,
    event_id: UUID,
    rating: Any,
    correction: str | None = None,
    mistake: Any = None,
    said: str | None = None,
) -> FeedbackOut:
    given = FeedbackIn(rating=rating, correction=correction, mistake=mistake, said=said)
    return await history.feedback.rate(person_id, event_id, given)


@pytest.fixture
async def event_id(history: History) -> UUID:
    facts = some_facts(await history.add_camera())
    await history.recorder.store(report("closed", facts, history.file(facts, "frame", "frame.jpg")))
    return facts.event_id


@pytest.fixture
async def anna(history: History) -> UUID:
    return await history.add_person()


async def test_a_rating_is_kept_updated_and_removed(history: History, event_id: UUID, anna: UUID) -> None:
    await rate(history, anna, event_id, "down", "It was the neighbour’s dog")
    given = await rate(history, anna, event_id, "up", "")
    assert (given.rating, given.correction) == ("up", None)
    assert (await history.service.one(anna, event_id)).feedback == given
    await history.feedback.unrate(anna, event_id)
    await history.feedback.unrate(anna, event_id)
    assert (await history.service.one(anna, event_id)).feedback is None
    assert history.kinds_told()[1:] == ["event.feedback"] * 3


async def test_a_rating_is_the_persons_own(history: History, event_id: UUID, anna: UUID) -> None:
    ben = await history.add_person()
    await rate(history, anna, event_id, "down", None)
    assert (await history.service.one(ben, event_id)).feedback is None


async def test_an_unknown_event_cannot_be_rated(history: History, anna: UUID) -> None:
    with pytest.raises(NotFound):
        await rate(history, anna, uuid4(), "up", None)
    with pytest.raises(NotFound):
        await history.feedback.unrate(anna, uuid4())


async def test_deleting_takes_rows_files_ratings_and_tells(history: History, event_id: UUID, anna: UUID) -> None:
    await rate(history, anna, event_id, "up", None)
    await history.service.mark_seen(anna, event_id)
    await history.service.delete(event_id)
    assert history.on_disk() == []
    assert history.told[-1] == ("event.deleted", {"event_id": str(event_id)})
    assert await history.service.labels() == []
    with pytest.raises(NotFound):
        await history.service.delete(event_id)


@pytest.mark.covers("D12")
async def test_the_kind_of_a_mistake_is_kept_and_told_to_the_next_model(
    history: History, event_id: UUID, anna: UUID
) -> None:
    given = await rate(history, anna, event_id, "down", "Two dogs, no cat.", "wrong-object")
    shown = (await history.service.one(anna, event_id)).feedback
    assert (given, given.mistake) == (shown, "wrong-object")
    async with history.database.read() as session:
        event = await history.worded.read(session, event_id)
    assert event is not None
    assert event.corrections == ("taken for something else: Two dogs, no cat.",)
    assert (await rate(history, anna, event_id, "up", "Just so.", "missed")).mistake is None
    async with history.database.read() as session:
        event = await history.worded.read(session, event_id)
    assert event is not None
    assert event.corrections == (), "praise corrects nothing"
