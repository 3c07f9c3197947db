"""Reports become rows, once, whatever order they come in."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from argusai.kit.errors import BadInput, NotFound
from argusai.pipeline.events.history.browsing.wanted import Wanted
from tests.support.events import T0, History, a_track, report, some_facts

pytestmark = pytest.mark.covers("F9")
SOMEBODY = uuid4()


async def test_an_opened_event_is_a_row_with_a_provisional_sentence(history: History) -> None:
    facts = some_facts(await history.add_camera("Driveway"))
    await history.recorder.store(report("opened", facts, history.file(facts, "thumbnail", "thumbnail.jpg")))
    event = await history.service.one(SOMEBODY, facts.event_id)
    assert (event.state, event.description.provisional, event.camera_name) == ("open", True, "Driveway")
    assert event.description.text == "A person is coming from the left at “Driveway”."
    assert event.thumbnail is not None
    assert history.kinds_told() == ["event.opened"]
    assert history.told[0][1]["event"]["thumbnail"]["url"] == event.thumbnail.url


async def test_a_closed_event_has_its_final_sentence(history: History) -> None:
    facts = some_facts(await history.add_camera())
    for stage in ("opened", "grown", "closed"):
        step = {"opened": 1, "grown": 2, "closed": 3}[stage]
        await history.recorder.store(report(stage, facts, last_activity_at=facts.started_at + timedelta(seconds=step)))
    event = await history.service.one(SOMEBODY, facts.event_id)
    assert (event.state, event.description.provisional) == ("closed", False)
    assert history.kinds_told() == ["event.opened", "event.grown", "event.closed"]


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("rtsp", ("A person walked from the left to the right at “Driveway” at night, in 70 seconds.", 2)),
        ("file", ("A person walked from the left to the right at “Driveway”, in 70 seconds.", 1)),
    ],
)
async def test_of_a_video_file_the_clock_says_nothing(history: History, kind: str, told: tuple[str, int]) -> None:
    night, end = T0 + timedelta(hours=12), T0 + timedelta(hours=12, seconds=70)
    track = a_track(start=night, last_seen_at=end)
    facts = some_facts(await history.add_camera(kind=kind), track, start=night, last_activity_at=end)
    await history.recorder.store(report("closed", facts))
    event = await history.service.one(SOMEBODY, facts.event_id)
    assert (event.description.text, event.attention) == told
    async with history.database.read() as session:
        worded = await history.worded.read(session, facts.event_id)
    assert worded is not None
    assert (worded.zone is None) == (kind == "file")


async def test_the_same_report_twice_changes_nothing(history: History) -> None:
    facts = some_facts(await history.add_camera())
    first = report("opened", facts, history.file(facts, "frame", "frame.jpg"))
    await history.recorder.store(first)
    before = await history.service.one(SOMEBODY, facts.event_id)
    await history.recorder.store(first)
    assert await history.service.one(SOMEBODY, facts.event_id) == before
    assert history.kinds_told() == ["event.opened"]
    assert history.on_disk() == [first.media[0].path]


async def test_a_late_report_does_not_reopen_a_closed_event(history: History) -> None:
    facts = some_facts(await history.add_camera())
    late = report("grown", facts)
    await history.recorder.store(report("closed", replace(facts, last_activity_at=facts.started_at)))
    await history.recorder.store(late)
    assert (await history.service.one(SOMEBODY, facts.event_id)).state == "closed"
    assert history.kinds_told() == ["event.opened"]


async def test_a_better_picture_replaces_row_and_file_and_a_late_worse_one_does_not(history: History) -> None:
    facts = some_facts(await history.add_camera())
    old = history.file(facts, "snapshot", "snapshot.jpg", seconds=0)
    new = history.file(facts, "snapshot", "snapshot-2.jpg", seconds=2)
    await history.recorder.store(report("opened", facts, old))
    await history.recorder.store(report("grown", facts, new))
    assert history.on_disk() == [new.path]
    history.file(facts, "snapshot", "snapshot.jpg", seconds=0)
    await history.recorder.store(report("opened", facts, old))
    event = await history.service.one(SOMEBODY, facts.event_id)
    assert event.snapshot is not None
    assert event.snapshot.taken_at == new.taken_at
    assert history.on_disk() == [new.path]


async def test_a_report_does_not_bring_a_deleted_event_back(history: History) -> None:
    facts = some_facts(await history.add_camera())
    await history.recorder.store(report("opened", facts))
    await history.service.delete(facts.event_id)
    await history.recorder.store(report("closed", facts, history.file(facts, "clip", "clip.mp4")))
    with pytest.raises(NotFound):
        await history.service.one(SOMEBODY, facts.event_id)
    assert history.on_disk() == []
    assert history.kinds_told() == ["event.opened", "event.deleted"]


async def test_a_report_for_a_deleted_camera_is_refused_and_its_files_go(history: History) -> None:
    camera_id = await history.add_camera()
    facts = some_facts(camera_id)
    await history.remove_camera(camera_id)
    with pytest.raises(NotFound) as refused:
        await history.recorder.store(report("opened", facts, history.file(facts, "thumbnail", "thumbnail.jpg")))
    assert refused.value.slug == "no-camera"
    assert history.on_disk() == []


async def test_an_event_cannot_change_its_camera(history: History) -> None:
    facts = some_facts(await history.add_camera())
    other = await history.add_camera("Garden")
    kept = history.file(facts, "frame", "frame.jpg")
    await history.recorder.store(report("opened", facts, kept))
    with pytest.raises(BadInput):
        await history.recorder.store(report("grown", replace(facts, camera_id=other), kept))
    assert history.on_disk() == [kept.path]


async def test_labels_follow_the_vote(history: History) -> None:
    facts = some_facts(await history.add_camera(), a_track("truck"))
    await history.recorder.store(report("opened", facts))
    voted = some_facts(facts.camera_id, a_track("car"), event_id=facts.event_id)
    await history.recorder.store(report("grown", voted))
    assert await history.service.labels() == ["car"]
    assert (await history.service.page(SOMEBODY, Wanted(labels=("truck",)), 10, None)).items == ()


async def test_a_continuation_of_a_deleted_event_is_stored_without_it(history: History) -> None:
    facts = some_facts(await history.add_camera(), continues_id=uuid4())
    await history.recorder.store(report("opened", facts))
    assert (await history.service.one(SOMEBODY, facts.event_id)).continues_id is None


async def test_a_user_written_name_with_braces_is_only_a_name(history: History) -> None:
    facts = some_facts(await history.add_camera("{subject} '; DROP TABLE events;--"))
    await history.recorder.store(report("closed", facts))
    event = await history.service.one(SOMEBODY, facts.event_id)
    assert "{subject} '; DROP TABLE events;--" in event.description.text
