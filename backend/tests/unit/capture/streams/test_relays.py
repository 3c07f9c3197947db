"""Whether a live picture is switched on and off as viewers come and go, at awkward moments too."""

import asyncio
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest

from argusai.kit.link import Message
from argusai.pipeline.capture.streams.encoding import EncodingPlaces
from argusai.pipeline.capture.streams.relays import Relays
from argusai.pipeline.capture.streams.wire import Watched

pytestmark = pytest.mark.covers("F16", "C9")
WATCHED = Watched(UUID(int=1), "main", "mp4")
HEADER = {"kind": "live-header", "camera_id": str(WATCHED.camera_id), "stream": "main", "format": "mp4", "inits": [4]}


class Child:
    """Takes orders, as slowly as the test wants."""

    def __init__(self) -> None:
        self.orders: list[bool] = []
        self.reads = asyncio.Event()
        self.relays = Relays(self.send, EncodingPlaces(1))

    async def send(self, head: Mapping[str, Any]) -> None:
        self.orders.append(head["on"])
        await self.reads.wait()

    def show(self) -> None:
        self.relays.take(Message(HEADER | {"header": {"format": "mp4"}}, b"init"))

    async def watch(self, leave: asyncio.Event) -> bytes:
        async with self.relays.watch(WATCHED, encodes=False) as viewer:
            first = await anext(viewer)
            await leave.wait()
            return first


async def test_a_first_viewer_who_goes_at_once_leaves_the_picture_to_the_second() -> None:
    child, leave = Child(), asyncio.Event()
    async with asyncio.timeout(60):
        first = asyncio.create_task(child.watch(leave))
        second = asyncio.create_task(child.watch(leave))
        await asyncio.sleep(0)  # the first one's order is under way, the second relies on it
        first.cancel()
        await asyncio.wait([first])
        child.reads.set()
        child.show()
        leave.set()
        assert await second == b"init"
    assert child.orders == [True, False]


async def test_a_new_child_is_told_of_a_viewer_whose_order_is_under_way() -> None:
    child, leave = Child(), asyncio.Event()
    async with asyncio.timeout(60):
        viewer = asyncio.create_task(child.watch(leave))
        await asyncio.sleep(0)
        resuming = asyncio.create_task(child.relays.resume())
        await asyncio.sleep(0)
        child.reads.set()
        child.show()
        leave.set()
        await asyncio.gather(viewer, resuming)
    assert child.orders == [True, True, False]
