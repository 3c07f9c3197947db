"""In which order the commands of one moment are obeyed (H5, H20)."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from argusai.bridges.homeassistant import stage
from argusai.bridges.homeassistant.configured import Configured
from argusai.bridges.homeassistant.contract import Publication
from argusai.kit.clock import SimulatedClock
from tests.support.bridging import topic
from tests.support.memory_broker import MemoryBroker
from tests.support.told import a_bridge
from tests.support.waiting import until

YARD = UUID(int=7)


@dataclass
class _Orders:
    """The first one takes longer than all that come after it, and a look at a camera until `seen`."""

    seen: asyncio.Event = field(default_factory=asyncio.Event)
    asked: int = 0
    done: list[str] = field(default_factory=list)

    async def choose_mode(self, mode_id: str) -> None:
        self.asked += 1
        for _ in range(100 if self.asked == 1 else 0):
            await asyncio.sleep(0)
        self.done.append(mode_id)

    async def describe(self, camera_id: UUID) -> None:
        await self.seen.wait()
        self.done.append(f"describe {camera_id.int}")


@pytest.mark.covers("H5", "H20")
async def test_the_last_of_a_burst_counts_and_waits_for_no_look_at_a_camera(monkeypatch: pytest.MonkeyPatch) -> None:
    broker, orders = MemoryBroker(), _Orders()

    async def load() -> Any:
        return broker.connect

    monkeypatch.setattr(stage, "load_connect", load)
    clock = SimulatedClock(datetime(2026, 1, 1, tzinfo=UTC))
    configured = Configured(UUID(int=1), enabled=True, host="192.0.2.1")
    bridge, _ = a_bridge(configured, YARD, clock, orders=orders)
    running = asyncio.create_task(bridge.run())
    await until(lambda: topic(YARD, "events_today") in broker.kept, 60)
    # The broker in memory knows no wildcards.
    broker.links[0].topics.add(topic(YARD, "describe"))
    broker.take(Publication(topic(YARD, "describe"), b"PRESS", retain=False))
    for mode in (b"Away", b"Night", b"Home", b"Night", b"Away"):
        broker.take(Publication("argusai/system/mode/set", mode, retain=False))
    await until(lambda: len(orders.done) == 5, 60)
    assert orders.done == ["away", "night", "home", "night", "away"]
    orders.seen.set()
    await until(lambda: orders.done[-1] == "describe 7", 60)
    running.cancel()
    await asyncio.wait([running])
