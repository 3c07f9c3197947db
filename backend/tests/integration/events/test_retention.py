"""What is too old or too much goes: oldest first, row first, files after."""

import os
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from argusai.kit.errors import NotFound
from argusai.pipeline.events.history.browsing.wanted import Wanted
from argusai.pipeline.events.history.folder import MediaFolder
from argusai.pipeline.events.history.keeping import retention
from argusai.pipeline.events.history.keeping.retention import PORTION
from argusai.pipeline.events.history.ports import Limits
from tests.support.events import T0, History, a_track, report, some_facts

pytestmark = pytest.mark.covers("F17")
SOMEBODY = uuid4()


async def store(history: History, camera_id: UUID, days_ago: float, size: int = 100, closed: bool = True) -> UUID:
    start = T0 - timedelta(days=days_ago)
    facts = some_facts(camera_id, a_track(start=start), start=start)
    files = [
        history.file(facts, "thumbnail", "thumbnail.jpg", content=b"t"),
        history.file(facts, "clip", "clip.mp4", content=b"x" * size),
    ]
    await history.recorder.store(report("closed" if closed else "opened", facts, *files))
    return facts.event_id


async def left(history: History) -> list[UUID]:
    return [event.id for event in (await history.service.page(SOMEBODY, Wanted(), 200, None)).items]


async def test_older_than_the_limit_goes_with_its_files(history: History) -> None:
    camera_id = await history.add_camera()
    old, young = await store(history, camera_id, 31), await store(history, camera_id, 29)
    assert await history.retention.run() == 1
    assert await left(history) == [young]
    assert all(str(young) in path for path in history.on_disk())
    assert ("event.deleted", {"event_id": str(old)}) in history.told


async def test_a_clock_that_runs_weeks_ahead_at_a_start_costs_nothing_at_once(history: History) -> None:
    camera_id = await history.add_camera()
    kept = await store(history, camera_id, 40)
    await store(history, camera_id, 0, closed=False)  # opened by that clock, just now
    assert await history.retention.run(at_start=True) == 0
    assert kept in await left(history)
    await store(history, camera_id, 1)
    assert await history.retention.run(at_start=True) == 1, "the clock is right: something newer is there"
    assert await history.retention.run() == 0


async def test_more_than_a_portion_goes_in_one_run(history: History) -> None:
    camera_id = await history.add_camera()
    for _ in range(PORTION + 3):
        await store(history, camera_id, 40)
    assert await history.retention.run() == PORTION + 3
    assert await left(history) == []


async def test_an_open_event_is_never_too_old(history: History) -> None:
    event_id = await store(history, await history.add_camera(), 40, closed=False)
    assert await history.retention.run() == 0
    assert await left(history) == [event_id]


async def test_above_the_size_the_oldest_go_and_no_more_than_needed(history: History) -> None:
    camera_id = await history.add_camera()
    oldest, second, newest = [await store(history, camera_id, days, size=999) for days in (3, 2, 1)]
    history.limits = Limits(days=30, most_bytes=2500)
    assert await history.retention.run() == 1
    assert await left(history) == [newest, second]
    assert oldest in history.forgotten
    history.limits = Limits(days=30, most_bytes=0)
    assert await history.retention.run() == 2


async def test_above_the_size_more_than_a_portion_goes_in_one_run(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "PORTION", 2)
    camera_id = await history.add_camera()
    ids = [await store(history, camera_id, days, 1000) for days in (5, 4, 3, 2, 1)]
    history.limits = Limits(days=30, most_bytes=1500)
    assert await history.retention.run() == 4
    assert await left(history) == ids[-1:]


async def test_nothing_to_do_is_nothing_done(history: History) -> None:
    history.limits = Limits(days=1, most_bytes=0)
    assert await history.retention.run() == 0


@pytest.mark.covers("F30")
async def test_a_kill_between_row_and_file_leaves_nothing_behind(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    event_id = await store(history, await history.add_camera(), 40)

    class Killed(BaseException):
        pass

    async def die(_folder: MediaFolder, _paths: object) -> None:
        raise Killed

    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(MediaFolder, "remove", die)
        await history.retention.run()
    with pytest.raises(NotFound):
        await history.service.one(SOMEBODY, event_id)
    assert len(history.on_disk()) == 2
    for path in history.on_disk():
        stamp = T0.timestamp() - 86400
        os.utime(history.root / path, (stamp, stamp))
    await history.cleanup.reconcile()
    assert history.on_disk() == []


@pytest.mark.covers("F30")
async def test_a_full_disk_frees_the_oldest_media_and_keeps_events(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    camera_id = await history.add_camera()
    oldest, second, newest = [await store(history, camera_id, days, size=1000) for days in (3, 2, 1)]

    async def free(_folder: MediaFolder) -> int:
        return 500

    monkeypatch.setattr(MediaFolder, "free_bytes", free)
    assert await history.retention.make_room(2000) == 2000
    assert await left(history) == [newest, second, oldest]
    assert sorted(path.rpartition("/")[2] for path in history.on_disk()) == ["clip.mp4"] + ["thumbnail.jpg"] * 3
    assert (await history.service.one(SOMEBODY, newest)).clip is not None


async def test_thumbnails_go_last_and_then_it_stops(history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    await store(history, await history.add_camera(), 1, size=1000)

    async def free(_folder: MediaFolder) -> int:
        return 0

    monkeypatch.setattr(MediaFolder, "free_bytes", free)
    assert await history.retention.make_room(10**9) == 1001
    assert history.on_disk() == []


async def test_enough_room_removes_nothing(history: History) -> None:
    await store(history, await history.add_camera(), 1)
    assert await history.retention.make_room(1) == 0
    assert len(history.on_disk()) == 2
