"""A broker that is away for an hour: bounded, said, and over by itself (H2, H20)."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

import pytest

from argusai.bridges.homeassistant import stage
from argusai.bridges.homeassistant.configured import Configured
from argusai.bridges.homeassistant.contract import Broker, CameraTold, HouseTold, LinkFailed, Publication, Received
from argusai.bridges.homeassistant.conversation import Parts
from argusai.bridges.homeassistant.obey import Obedience
from argusai.bridges.homeassistant.outbox import Outbox
from argusai.bridges.homeassistant.stage import Bridge, Surroundings
from argusai.kit.clock import SimulatedClock
from tests.support.bridging import some_update, topic
from tests.support.waiting import until

YARD = UUID(int=7)


class _Reader:
    """One camera; what it says was asked just now."""

    def today(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC)

    async def own_address(self) -> str:
        return ""

    async def camera_ids(self) -> list[UUID]:
        return [YARD]

    async def camera(self, camera_id: UUID) -> CameraTold:
        return CameraTold(camera_id, "Yard", True, True, False, (), None, 1800, 0, None)

    async def picture(self, _camera: CameraTold) -> None:
        return None

    async def house(self) -> HouseTold:
        return HouseTold("Away", ("Home", "Away"), (), 0.0, 0)


class _Announced:
    async def note(self, _topics: object, _cameras: object) -> None: ...

    async def settle(self, _topics: object, _cameras: object) -> None: ...

    async def stray(self, *_: object) -> list[str]:
        return []


class _Broker:
    """Away until `there`. Implements `ports.Connect` and `ports.Link`."""

    def __init__(self) -> None:
        self.there, self.asked = False, 0
        self.published: list[Publication] = []

    @contextlib.asynccontextmanager
    async def connect(self, _broker: Broker, _will: Publication) -> AsyncIterator[Any]:
        self.asked += 1
        if not self.there:
            raise LinkFailed("Nothing answers at 192.0.2.1, port 1883: refused.")
        yield self

    async def publish(self, publication: Publication) -> None:
        self.published.append(publication)

    async def subscribe(self, _topics: Sequence[str]) -> None: ...

    async def received(self) -> AsyncIterator[Received]:
        await asyncio.Event().wait()
        yield Received("", b"", retained=False)


@contextlib.contextmanager
def _nothing() -> Iterator[AsyncIterator[str]]:
    async def texts() -> AsyncIterator[str]:
        await asyncio.Event().wait()
        yield ""

    yield texts()


@pytest.mark.covers("H2", "H20")
async def test_a_broker_away_for_an_hour_costs_nothing_and_hears_what_still_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock, broker = SimulatedClock(datetime(2026, 1, 1, tzinfo=UTC)), _Broker()

    async def configured() -> Configured:
        return Configured(UUID(int=1), enabled=True, host="192.0.2.1")

    async def load() -> Any:
        return broker.connect

    monkeypatch.setattr(stage, "load_connect", load)
    outbox = Outbox(clock)
    nothing = cast(Any, None)
    obedience = Obedience(nothing, nothing, nothing, clock)
    parts = Parts(cast(Any, _Reader()), outbox, obedience, cast(Any, _Announced()), clock)
    bridge = Bridge(Surroundings(configured, _nothing, lambda _kind, _body: None, "0.1.0"), parts)
    running = asyncio.create_task(bridge.run())
    await until(lambda: bridge.connection().state == "failing", 60)
    update = json.dumps({"kind": "event.opened", "body": some_update(YARD)})
    for _ in range(1800):  # an hour, an event every two seconds
        clock.advance(2)
        outbox.heard(update)
        assert len(outbox) <= 150
    assert bridge.is_missed(), "the banner is there"
    assert (bridge.connection().waiting, bridge.connection().dropped) == (150, 1800 - 150), "said while it is away"
    broker.there = True
    bridge.obey()  # else it would wait for its pause
    await until(lambda: len([each for each in broker.published if each.topic == topic(YARD, "event")]) == 150, 60)
    events = [each for each in broker.published if each.topic == topic(YARD, "event")]
    ages = [300 - cast(int, each.expires_seconds) for each in events]
    assert ages == list(range(298, -1, -2)), "those of the last five minutes, in order; none lives longer for it"
    assert bridge.connection().dropped == 1800 - 150
    states = {each.topic: each.payload for each in broker.published if each.retain}
    assert states[topic(YARD, "events_today")] == b"1800", "of states, how it is now"
    assert states["argusai/system/mode"] == b"Away"
    assert not bridge.is_missed()
    running.cancel()
    await asyncio.wait([running])
