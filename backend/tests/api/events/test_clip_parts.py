"""Parts of an event's clip over HTTP: cut, kept, shared, given up."""

import asyncio
import io
import threading
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import av
import pytest

from argusai.kit.errors import NotFound, Unavailable
from argusai.kit.workers import Workers
from argusai.pipeline.capture.streams.contract import ClipPart
from argusai.pipeline.events.history.clips.cuts import ClipCuts, CutLimits
from tests.api.events.conftest import Events
from tests.support.events import report, some_facts
from tests.support.video import Recipe, make_clip
from tests.support.waiting import until

pytestmark = pytest.mark.covers("C10")


@pytest.fixture
async def event(events: Events, tmp_path: Path) -> str:
    facts = some_facts(await events.history.add_camera("Tür: vorn / links"))
    content = make_clip(tmp_path / "made.mp4", Recipe(codec="libx265", seconds=6)).read_bytes()
    clip = events.history.file(facts, "clip", "clip.mp4", content=content)
    await events.history.recorder.store(report("closed", facts, clip))
    return f"/api/v1/events/{facts.event_id}/clip"


async def test_a_part_is_a_clip_with_a_name(events: Events, event: str) -> None:
    answer = await events.caller.get(event, params={"from": "1.2", "to": "2.5", "download": "1"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "video/mp4")
    assert "T%C3%BCr_%20vorn%20_%20links%20" in answer.headers["content-disposition"]
    with av.open(io.BytesIO(answer.content), "r") as part:
        assert 15 <= len(list(part.decode(video=0))) <= 38
    again = await events.caller.get(event, params={"from": "1.2", "to": "2.5"}, headers={"range": "bytes=0-9"})
    assert (again.status_code, again.content) == (206, answer.content[:10])


async def test_a_browser_without_h265_gets_h264(events: Events, event: str) -> None:
    whole = await events.caller.get(event)
    answer = await events.caller.get(event, params={"as": "h264"})
    with av.open(io.BytesIO(whole.content), "r") as clip, av.open(io.BytesIO(answer.content), "r") as part:
        assert [each.streams.video[0].codec_context.name for each in (clip, part)] == ["hevc", "h264"]


async def test_nothing_of_a_deleted_event_stays(events: Events, event: str) -> None:
    await events.caller.get(event, params={"from": "1"})
    parts = events.history.root.with_name("clip-parts")
    assert len(list(parts.iterdir())) == 1
    await events.caller.delete(event.removesuffix("/clip"), headers=events.changes)
    assert list(parts.iterdir()) == []


@pytest.mark.covers("F31")
@pytest.mark.parametrize(
    "asked", [{"from": "x"}, {"from": "99"}, {"from": "3", "to": "2"}, {"as": "mp3"}, {"to": "nan"}]
)
async def test_nonsense_is_refused(events: Events, event: str, asked: dict[str, str]) -> None:
    answer = await events.caller.get(event, params=asked)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")


async def test_an_event_without_a_clip_says_so(events: Events) -> None:
    facts = some_facts(await events.history.add_camera("Yard"))
    await events.history.recorder.store(report("opened", facts))
    answer = await events.caller.get(f"/api/v1/events/{facts.event_id}/clip")
    assert (answer.status_code, answer.json()["type"]) == (404, "no-clip")
    assert (await events.caller.get(f"/api/v1/events/{uuid4()}/clip")).status_code == 404


class Cutter:
    """Works until it is told to go on or to give up."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.at_work = 0
        self.most_at_work = 0
        self.calls = 0
        self.gave_up = 0

    def __call__(self, source: Path, target: Path, part: ClipPart, given_up: Callable[[], bool]) -> bool:
        self.calls += 1
        self.at_work += 1
        self.most_at_work = max(self.most_at_work, self.at_work)
        while not self.go_on.wait(0.01):
            if given_up():
                self.gave_up += 1
                self.at_work -= 1
                return False
        target.write_bytes(b"x" * 100)
        self.at_work -= 1
        return True


async def stays() -> bool:
    return False


async def goes() -> bool:
    return True


async def test_who_asks_for_the_same_shares_it_and_one_is_encoded_at_a_time(tmp_path: Path) -> None:
    workers, cutter = Workers("test", 4), Cutter()
    cuts = ClipCuts(tmp_path / "parts", workers, cutter)
    h264 = [ClipPart(float(number), None, h264=True) for number in range(3)]
    asked = [asyncio.create_task(cuts.get(tmp_path, part, stays)) for part in (*h264, h264[0])]
    await until(lambda: cutter.calls == 1)
    cutter.go_on.set()
    paths = await asyncio.gather(*asked)
    assert paths[0] == paths[3]
    assert (cutter.calls, cutter.most_at_work) == (3, 1)
    assert await cuts.get(tmp_path, h264[0], stays) == paths[0]
    assert cutter.calls == 3
    workers.close()


async def test_it_is_given_up_when_nobody_waits(tmp_path: Path) -> None:
    workers, cutter = Workers("test", 2), Cutter()
    cuts = ClipCuts(tmp_path / "parts", workers, cutter)
    part = ClipPart(0.0, None, h264=True)
    waits = asyncio.create_task(cuts.get(tmp_path, part, stays))
    await until(lambda: cutter.at_work == 1)
    with pytest.raises(Unavailable):
        await cuts.get(tmp_path, part, goes)
    assert cutter.gave_up == 0  # the other one still waits
    waits.cancel()
    await until(lambda: cutter.gave_up == 1)
    cutter.go_on.set()
    assert (await cuts.get(tmp_path, part, stays)).is_file()
    workers.close()


async def test_a_part_of_a_clip_that_is_deleted_meanwhile_is_not_kept(tmp_path: Path) -> None:
    workers, cutter = Workers("test", 2), Cutter()
    cuts = ClipCuts(tmp_path / "parts", workers, cutter)
    waits = asyncio.create_task(cuts.get(tmp_path, ClipPart(0.0, 1.0), stays))
    await until(lambda: cutter.at_work == 1)
    await cuts.removed([tmp_path])
    with pytest.raises(NotFound):
        await waits
    assert list((tmp_path / "parts").iterdir()) == []
    workers.close()


async def test_what_was_not_used_lately_goes(tmp_path: Path) -> None:
    workers, cutter = Workers("test", 2), Cutter()
    cutter.go_on.set()
    cuts = ClipCuts(tmp_path / "parts", workers, cutter, CutLimits(most_bytes=1000))
    for number in range(20):
        await cuts.get(tmp_path, ClipPart(float(number), None), stays)
    assert len(list((tmp_path / "parts").iterdir())) == 10
    await ClipCuts(tmp_path / "parts", workers, cutter).start()
    assert not (tmp_path / "parts").exists()
    workers.close()


async def test_a_full_disk_and_a_broken_clip_are_said_so(tmp_path: Path) -> None:
    def full(source: Path, target: Path, part: ClipPart, given_up: Callable[[], bool]) -> bool:
        raise OSError(28, "No space left on device")

    workers = Workers("test", 2)
    with pytest.raises(Unavailable) as refusal:
        await ClipCuts(tmp_path / "a", workers, full).get(tmp_path, ClipPart(0.0, 1.0), stays)
    assert refusal.value.slug == "disk-full"
    with pytest.raises(NotFound):
        await ClipCuts(tmp_path / "b", workers, lambda *_: False).get(tmp_path, ClipPart(0.0, 1.0), stays)
    workers.close()
