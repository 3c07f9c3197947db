"""A broker that is away for an hour, or refuses us: bounded, said, and over by itself (H1, H2, H20)."""

import asyncio
import json
from datetime import UTC, datetime
from functools import partial
from typing import Any, cast
from uuid import UUID

import pytest

from argusai.bridges.homeassistant import conversation, stage
from argusai.bridges.homeassistant.configured import Configured
from argusai.bridges.homeassistant.contract import Publication
from argusai.kit.clock import SimulatedClock
from tests.support.bridging import some_update, topic
from tests.support.memory_broker import MemoryBroker
from tests.support.told import a_bridge
from tests.support.waiting import until

YARD = UUID(int=7)


@pytest.fixture
def broker(monkeypatch: pytest.MonkeyPatch) -> MemoryBroker:
    made = MemoryBroker(there=False)

    async def load() -> Any:
        return made.connect

    monkeypatch.setattr(stage, "load_connect", load)
    return made


@pytest.mark.covers("H2", "H20")
async def test_a_broker_away_for_an_hour_costs_nothing_and_hears_what_still_counts(broker: MemoryBroker) -> None:
    clock = SimulatedClock(datetime(2026, 1, 1, tzinfo=UTC))
    bridge, outbox = a_bridge(Configured(UUID(int=1), enabled=True, host="192.0.2.1"), YARD, clock)
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


@pytest.mark.covers("H1", "H2", "H20")
async def test_a_broker_that_refuses_after_a_change_of_the_settings_is_quoted_and_asked_less_and_less_often(
    broker: MemoryBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses = list[int]()

    def pause_seconds(failures: int) -> float:
        pauses.append(failures)
        return 0.0

    monkeypatch.setattr(stage, "pause_seconds", pause_seconds)
    clock = SimulatedClock(datetime(2026, 1, 1, tzinfo=UTC))
    bridge, _ = a_bridge(Configured(UUID(int=1), enabled=True, host="192.0.2.1"), YARD, clock)
    running, broker.there = asyncio.create_task(bridge.run()), True
    await until(lambda: bridge.connection().published > 10, 60)
    clock.advance(3600)
    broker.there = False
    bridge.obey()  # a wrong password was saved
    await until(lambda: len(pauses) > 3, 60)
    assert "Nothing answers" in bridge.connection().sentence
    assert (bridge.connection().state, bridge.connection().published) == ("failing", 0)
    assert pauses[:4] == [1, 2, 3, 4]
    broker.there = True
    bridge.obey()
    await until(lambda: bridge.connection().state == "connected", 60)
    running.cancel()
    await asyncio.wait([running])


@pytest.mark.covers("H1", "H2", "H20")
async def test_a_broker_that_hangs_up_soon_after_each_greeting_is_asked_less_often_and_missed(
    broker: MemoryBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses, clock = list[int](), SimulatedClock(datetime(2026, 1, 1, tzinfo=UTC))

    def pause_seconds(failures: int) -> float:
        pauses.append(failures)
        return 0.0 if len(pauses) not in (9, 10) else 3600.0

    async def cut_after(seconds: float) -> None:
        await until(lambda: bridge.connection().published > 10, 60)
        clock.advance(seconds)
        before = len(pauses)
        broker.cut(broker.links[0])
        await until(lambda: len(pauses) > before, 60)

    monkeypatch.setattr(stage, "pause_seconds", pause_seconds)
    bridge, _ = a_bridge(Configured(UUID(int=1), enabled=True, host="192.0.2.1"), YARD, clock)
    running, broker.there = asyncio.create_task(bridge.run()), True
    await cut_after(3600)
    assert pauses == [1]
    for _ in range(8):
        await cut_after(45)
    assert pauses == list(range(1, 10))
    assert bridge.is_missed()
    assert bridge.connection().since == datetime(2026, 1, 1, 1, tzinfo=UTC), "since then none lasted"
    bridge.obey()
    await cut_after(61)
    assert not bridge.is_missed(), "one lasted"
    running.cancel()
    await asyncio.wait([running])


@pytest.mark.covers("H4", "H20")
async def test_what_others_take_away_or_forge_is_put_right_within_minutes(
    broker: MemoryBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversation, "_TICK_SECONDS", 0.01)
    clock, broker.there = SimulatedClock(datetime(2026, 1, 1, tzinfo=UTC)), True
    bridge, _ = a_bridge(Configured(UUID(int=1), enabled=True, host="192.0.2.1"), YARD, clock, picture=b"a picture")
    running, device = asyncio.create_task(bridge.run()), f"homeassistant/device/argusai_{YARD.hex}/config"
    await until(lambda: topic(YARD, "events_today") in broker.kept, 60)
    before = dict(broker.kept)
    broker.take(Publication(device, b""))
    broker.take(Publication(topic(YARD, "vehicle"), b"ON"))
    broker.kept["argusai/status"] = b"offline"  # these two did not reach us
    del broker.kept["argusai/claim"]
    clock.advance(300)
    await until(lambda: broker.kept == before, 10)
    pictures = [each for each in broker.published if each.topic == topic(YARD, "picture")]
    told = [each.payload for each in broker.published if each.topic == "argusai/status"]
    assert told == [b"online"] * 2, "it calls to those who wait for our coming, so only when needed"
    assert len(pictures) == 1, "the same one again would look like another one"
    running.cancel()
    await asyncio.wait([running])


def _shows(broker: MemoryBroker, connectivity: bytes) -> bool:
    return broker.kept.get(topic(YARD, "connectivity")) == connectivity


@pytest.mark.covers("H4")
@pytest.mark.parametrize("told", [True, False])
async def test_a_camera_that_is_dialled_anew_is_connected_again_whether_or_not_anybody_says_so(
    broker: MemoryBroker, monkeypatch: pytest.MonkeyPatch, told: bool
) -> None:
    monkeypatch.setattr(conversation, "_LOOK_SECONDS", 60 if told else 0.01)
    clock, broker.there = SimulatedClock(datetime(2026, 1, 1, tzinfo=UTC)), True
    bridge, outbox = a_bridge(Configured(UUID(int=1), enabled=True, host="192.0.2.1"), YARD, clock)
    health = json.dumps(
        {"kind": "camera.health", "body": {"camera_id": str(YARD), "health": {"condition": "connected"}}}
    )
    changed = json.dumps({"kind": "camera.changed", "body": {"camera": {"id": str(YARD)}}})
    running = asyncio.create_task(bridge.run())
    reader: Any = bridge._parts.reader
    for connected, update in ((True, health), (False, changed), (True, health)):
        reader.connected = connected
        if told:
            outbox.heard(update)
        await until(partial(_shows, broker, b"ON" if connected else b"OFF"), 10)
    running.cancel()
    await asyncio.wait([running])
