"""How live pictures reach viewers, slow and late ones too."""

import asyncio

import pytest

from argusai.pipeline.capture.streams.relay import Relay, Viewer

pytestmark = pytest.mark.covers("F16", "C9")
HEADER = {"format": "mp4", "tracks": ["video/mp4"]}


def a_relay(alone: bool = False) -> Relay:
    relay = Relay(alone)
    relay.begin(HEADER, [b"init"])
    return relay


async def everything(viewer: Viewer) -> list[bytes]:
    """What waits for the viewer; the relay must have ended."""
    async with asyncio.timeout(60):
        return [message async for message in viewer]


async def test_a_late_viewer_starts_at_the_last_keyframe() -> None:
    relay = a_relay()
    for message, key in ((b"k1", True), (b"p1", False), (b"k2", True), (b"p2", False)):
        relay.push(message, key)
    viewer = await relay.join(1)
    relay.push(b"p3", False)
    relay.end()
    assert await everything(viewer) == [b"init", b"k2", b"p2", b"p3"]
    assert viewer.header == HEADER


async def test_a_viewer_before_the_first_keyframe_waits_for_it() -> None:
    relay = a_relay()
    viewer = await relay.join(1)
    relay.push(b"p", False)
    relay.push(b"k", True)
    relay.end()
    assert await everything(viewer) == [b"init", b"k"]


async def test_a_slow_viewer_misses_pictures_up_to_the_next_keyframe() -> None:
    relay = a_relay()
    viewer = await relay.join(1)
    relay.push(b"k", True)
    for _ in range(1000):
        relay.push(b"p", False)
    assert viewer.missed > 0
    for _ in range(300):
        await anext(viewer)
    relay.push(b"still waiting", False)
    relay.push(b"k2", True)
    relay.end()
    assert await everything(viewer) == [b"k2"]


async def test_a_viewer_that_takes_nothing_costs_bounded_memory() -> None:
    relay = a_relay()
    viewer = await relay.join(1)
    for _ in range(40):
        relay.push(bytes(1 << 20), True)
    relay.end()
    assert sum(map(len, await everything(viewer))) <= 8 << 20


async def test_one_slow_viewer_does_not_slow_the_others() -> None:
    relay = a_relay()
    slow, quick = await relay.join(1), await relay.join(1)
    seen = []
    for number in range(1000):
        relay.push(b"%d" % number, number % 30 == 0)
        seen.append(await anext(quick))
    assert len(seen) == 1000
    assert quick.missed == 0
    assert slow.missed > 0


async def test_only_the_newest_jpeg_waits() -> None:
    relay = a_relay(alone=True)
    viewer = await relay.join(1)
    for picture in (b"1", b"2", b"3"):
        relay.push(picture, True)
    relay.end()
    assert await everything(viewer) == [b"3"]


async def test_a_new_stream_ends_those_who_watch_the_old_one() -> None:
    relay = a_relay()
    viewer = await relay.join(1)
    relay.begin(HEADER, [b"new"])
    assert await everything(viewer) == [b"init"]
    again = await relay.join(1)
    relay.end()
    assert await everything(again) == [b"new"]


async def test_joining_without_a_picture_gives_up() -> None:
    relay = Relay(alone=False)
    with pytest.raises(TimeoutError):
        await relay.join(0.01)


async def test_a_picture_that_begins_and_ends_at_once_is_waited_for_again() -> None:
    relay = Relay(alone=False)
    joining = asyncio.ensure_future(relay.join(60))
    await asyncio.sleep(0)  # it waits
    relay.begin(HEADER, [b"gone"])
    relay.end()
    await asyncio.sleep(0)
    relay.begin(HEADER, [b"init"])
    viewer = await joining
    relay.end()
    assert await everything(viewer) == [b"init"]


async def test_an_endless_group_is_not_kept_for_late_viewers() -> None:
    relay = a_relay()
    relay.push(b"k", True)
    for _ in range(20):
        relay.push(bytes(1 << 20), False)
    viewer = await relay.join(1)
    relay.push(b"k2", True)
    relay.end()
    assert await everything(viewer) == [b"init", b"k2"]


async def test_who_has_left_is_given_nothing_more() -> None:
    relay = a_relay()
    viewer = await relay.join(1)
    relay.leave(viewer)
    relay.push(b"k", True)
    viewer.end()
    assert await everything(viewer) == [b"init"]
