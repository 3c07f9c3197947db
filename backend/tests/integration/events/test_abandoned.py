"""Events that were cut off by a crash are closed properly."""

from datetime import timedelta
from uuid import uuid4

import pytest

from argusai.pipeline.capture.streams.contract import ClipFile
from argusai.pipeline.events.assembly.contract import clip_path
from tests.support.events import T0, History, a_track, report, some_facts

pytestmark = pytest.mark.covers("F9", "F30")
SOMEBODY = uuid4()
LATER = T0 + timedelta(hours=1)


async def test_an_open_event_ends_with_its_last_activity_and_a_final_sentence(history: History) -> None:
    facts = some_facts(await history.add_camera())
    await history.recorder.store(report("opened", facts))
    assert await history.recorder.close_abandoned(None, LATER) == 1
    event = await history.service.one(SOMEBODY, facts.event_id)
    assert (event.state, event.ended_at) == ("closed", facts.last_activity_at)
    assert event.description.provisional is False
    assert event.description.text.endswith("in 9 seconds.")
    assert history.kinds_told() == ["event.opened", "event.closed"]
    assert await history.recorder.close_abandoned(None, LATER) == 0


async def test_fragments_of_tracks_are_left_out_as_of_every_event_that_ended(history: History) -> None:
    brief = a_track(number=2, last_seen_at=T0 + timedelta(seconds=0.9))
    unsure = a_track("dog", number=3, score=0.49)
    facts = some_facts(
        await history.add_camera(), tracks=(a_track(), brief, unsure), most_at_once={"person": 2, "dog": 1}
    )
    await history.recorder.store(report("opened", facts))
    await history.recorder.close_abandoned(None, LATER)
    event = await history.service.one(SOMEBODY, facts.event_id)
    assert len(event.tracks) == 1
    assert (event.labels, event.counts) == (["person"], {"person": 1})
    assert event.description.text.startswith("A person")


async def test_an_event_of_nothing_but_fragments_keeps_them(history: History) -> None:
    facts = some_facts(await history.add_camera(), a_track(score=0.3))
    await history.recorder.store(report("opened", facts))
    await history.recorder.close_abandoned(None, LATER)
    assert (await history.service.one(SOMEBODY, facts.event_id)).counts == {"person": 1}


async def test_what_was_saved_of_the_clip_is_kept(history: History) -> None:
    facts = some_facts(await history.add_camera())
    await history.recorder.store(report("opened", facts))
    clip = history.file(facts, "clip", "clip.mp4")
    path = clip_path(facts.event_id, facts.started_at)
    assert clip.path == path
    history.clips[path] = ClipFile(path, 100, T0, 4.0, 64, 36)
    await history.recorder.close_abandoned(None, LATER)
    event = await history.service.one(SOMEBODY, facts.event_id)
    assert event.clip is not None
    assert event.clip.duration_seconds == 4.0


async def test_only_the_lost_cameras_events_are_closed(history: History) -> None:
    lost, fine = some_facts(await history.add_camera()), some_facts(await history.add_camera("Garden"))
    for facts in (lost, fine):
        await history.recorder.store(report("opened", facts))
    await history.recorder.close_abandoned(frozenset({lost.camera_id}), LATER)
    assert (await history.service.one(SOMEBODY, lost.event_id)).state == "closed"
    assert (await history.service.one(SOMEBODY, fine.event_id)).state == "open"


async def test_no_cameras_means_none(history: History) -> None:
    await history.recorder.store(report("opened", some_facts(await history.add_camera())))
    assert await history.recorder.close_abandoned(frozenset(), LATER) == 0


async def test_a_closing_report_that_still_arrives_is_the_better_word(history: History) -> None:
    facts = some_facts(await history.add_camera())
    await history.recorder.store(report("opened", facts))
    await history.recorder.close_abandoned(None, LATER)
    ended = facts.started_at + timedelta(seconds=30)
    await history.recorder.store(report("closed", facts, last_activity_at=ended))
    assert (await history.service.one(SOMEBODY, facts.event_id)).duration_seconds == 30
