"""In which order the commands of one moment are obeyed (H5, H20)."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, ClassVar, cast
from uuid import UUID

import pytest

from argusai.bridges.homeassistant import obey, stage
from argusai.bridges.homeassistant.commands import Command, CommandRefused
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


class _Told:
    """Implements what is asked of a database, and of the repository of notices: two wait."""

    waiting: ClassVar = [UUID(int=11), UUID(int=12)]

    @contextlib.asynccontextmanager
    async def read(self) -> AsyncIterator[None]:
        yield None


class _Notices:
    def __init__(self, _session: None) -> None: ...

    async def newest_unacknowledged(self) -> UUID | None:
        return next(iter(_Told.waiting), None)

    async def notice_of(self, event_id: UUID) -> tuple[UUID, UUID]:
        return event_id, YARD


@pytest.mark.covers("H5")
async def test_acknowledge_pressed_twice_takes_one_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    done, clock = list[int](), SimulatedClock(datetime(2026, 1, 1, tzinfo=UTC))

    async def acknowledge(_person: UUID, notice_id: UUID) -> None:
        done.append(notice_id.int)

    monkeypatch.setattr(obey, "HouseRepository", _Notices)
    nothing: Any = None
    told: Any = _Told()
    obedience = obey.Obedience(told, cast(Any, SimpleNamespace(acknowledge=acknowledge)), nothing, clock)
    newest = Command("acknowledge", "newest")
    await obedience._carry_out(newest)
    with pytest.raises(CommandRefused, match="same press"):
        await obedience._carry_out(newest)
    await obedience._carry_out(Command("acknowledge", UUID(int=12).hex))  # named, it is meant
    clock.advance(10)
    await obedience._carry_out(newest)
    assert done == [11, 12, 11]
