"""Requests that come before what they need, or find it changed (D2, D5)."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from argusai.pipeline.events.history.models import MediaRow
from tests.support.describing import WORDS, Described, a_describing, a_jpeg
from tests.support.events import History, report, some_facts


@pytest.fixture
async def described(history: History) -> AsyncIterator[Described]:
    async with a_describing(history) as made:
        yield made


@pytest.mark.covers("D2")
async def test_pictures_that_are_stored_late_are_waited_for_and_those_that_never_come_are_not(
    described: Described,
) -> None:
    await described.add()
    late, never = [
        some_facts(described.camera_id, start=described.history.clock.now()) for _ in range(2)
    ]  # a busy machine stores the row first
    for facts in (late, never):
        await described.history.recorder.store(report("closed", facts))
    await described.work()
    assert {each.state for each in await described.requests()} == {"put-off"}
    picture = described.history.file(late, "snapshot", "snapshot.jpg", content=a_jpeg())
    await described.history.recorder.store(report("closed", late, picture))
    await described.work(4)
    assert (await described.shown(late)).text == WORDS
    for _ in range(6):
        await described.work(100)
    assert [each.state for each in await described.requests() if each.event_id == never.event_id] == ["given-up"]
    assert len(described.provider.asked) == 1


@pytest.mark.covers("D5")
async def test_a_picture_that_a_better_one_replaced_after_it_was_chosen_is_not_missed(described: Described) -> None:
    await described.add()
    facts = some_facts(described.camera_id, start=described.history.clock.now())
    first = described.history.file(facts, "snapshot", "snapshot-1.jpg", content=a_jpeg())
    better = described.history.file(facts, "snapshot", "snapshot-2.jpg", 1, a_jpeg())
    await described.history.recorder.store(report("opened", facts, first))
    described.jobs.deaths.append(("before", "call"))
    await described.work()
    await described.history.recorder.store(report("grown", facts, better))
    described.restart()
    await described.work()
    assert (await described.shown(facts)).text == WORDS
    [version] = await described.versions()
    [stored] = [each for each in await described.rows(MediaRow) if each.kind == "snapshot"]
    assert version.frames == [str(stored.id)]


@pytest.mark.covers("D2")
@pytest.mark.parametrize("nth", [1, 2], ids=["chosen", "sent"])
async def test_a_picture_that_a_better_one_replaces_while_it_is_read_is_not_missed(
    described: Described, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    await described.add()
    facts = some_facts(described.camera_id, start=described.history.clock.now())
    first = described.history.file(facts, "snapshot", "snapshot-1.jpg", content=a_jpeg())
    better = described.history.file(facts, "snapshot", "snapshot-2.jpg", 1, a_jpeg())
    await described.history.recorder.store(report("opened", facts, first))
    read, paths = described.history.worded.load, list[str]()

    async def load(path: str) -> bytes | None:
        paths.append(path)
        if len(paths) == nth:
            await described.history.recorder.store(report("grown", facts, better))
        return await read(path)

    monkeypatch.setattr(described.history.worded, "load", load)
    await described.work()
    assert paths[nth - 1].endswith("snapshot-1.jpg")
    assert (await described.shown(facts)).text == WORDS


@pytest.mark.covers("D2")
async def test_what_is_due_soon_is_not_forgotten_over_what_runs(described: Described) -> None:
    described.provider.hold = asyncio.Event()
    await described.add()
    await described.event()
    described.history.clock.advance(2)
    await described.event()
    assert await described.describing.queue.round() == 2
    described.provider.hold.set()
    await described.describing.queue.settled()


@pytest.mark.covers("D2")
async def test_a_clock_that_is_set_back_puts_no_words_off(described: Described) -> None:
    await described.add()
    facts = await described.event()
    described.history.clock.set_back(30 * 3600)
    await described.work()
    assert (await described.shown(facts)).text == WORDS
