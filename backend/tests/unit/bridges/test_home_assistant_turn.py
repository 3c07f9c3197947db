"""Whose turn it is when more than one ArgusAI would speak below one prefix (H20)."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, cast
from uuid import UUID

import pytest

from argusai.bridges.homeassistant import stage
from argusai.bridges.homeassistant.claims import Claim, read_claim
from argusai.bridges.homeassistant.configured import Configured
from argusai.bridges.homeassistant.contract import Broker, LinkFailed, Publication
from argusai.bridges.homeassistant.stage import Bridge
from argusai.bridges.homeassistant.topics import Topics
from argusai.bridges.homeassistant.turn import Candidate, Turn, Waits
from argusai.flow.bridging import Bridging
from argusai.kit.clock import SimulatedClock
from argusai.system.ports import Stopped
from tests.support.memory_broker import MemoryBroker
from tests.support.told import QUICK, a_bridge
from tests.support.waiting import until

TOPICS = Topics("homeassistant", "argusai")
OURS, THEIRS = UUID(int=1), UUID(int=2)
_YARD = UUID(int=7)
HASTY = Waits(heard_seconds=30, answer_seconds=0.01, pause_seconds=0.01, longest_pause_seconds=0.01)


@pytest.fixture
def broker(monkeypatch: pytest.MonkeyPatch) -> MemoryBroker:
    made = MemoryBroker()

    async def load() -> Any:
        return made.connect

    monkeypatch.setattr(stage, "load_connect", load)
    return made


@contextlib.asynccontextmanager
async def _running(*bridges: Bridge) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(each.run()) for each in bridges]
    yield
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)


def _of(installation: UUID, clock: SimulatedClock | None = None) -> Bridge:
    configured = Configured(installation, enabled=True, host="192.0.2.1")
    return a_bridge(configured, _YARD, clock or SimulatedClock())[0]


async def _nothing_else() -> list[Stopped]:
    return []


def _states(*bridges: Bridge) -> list[str]:
    return sorted(each.connection().state for each in bridges)


@pytest.mark.covers("H20")
def test_a_claim_survives_the_broker_and_garbage_is_none() -> None:
    claim = Claim(OURS, UUID(int=3), "nas")
    assert read_claim(claim.payload()) == claim
    more = claim.payload()[:-1] + b',"later":"versions say more"}'
    assert read_claim(more) == claim
    garbage = (b"", b"{}", b"[]", b"null", b"7", b"\xff\xfe", b"[" * 900, b'{"installation":"x","run":"y","machine":1}')
    assert [read_claim(each) for each in (*garbage, claim.payload() + b" " * 1000)] == [None] * 9
    shown = read_claim(replace(claim, machine="a\x1b[2Jb" * 12).payload())
    assert shown is not None
    assert (shown.machine.isprintable(), len(shown.machine)) == (True, 60)


@pytest.mark.covers("H20")
async def test_of_two_that_come_together_one_speaks_and_the_other_after_it(broker: MemoryBroker) -> None:
    one, two, other_house = _of(OURS), _of(OURS), _of(THEIRS)
    async with _running(one, two, other_house):
        bridges = (one, two, other_house)
        await until(lambda: _states(*bridges) == ["connected", "standing_by", "standing_by"], 60)
        speaking = next(each for each in bridges if each.connection().state == "connected")
        assert broker.kept["argusai/status"] == b"online"
        told = {each.connection().sentence.partition(" on the")[0] for each in bridges if each is not speaking}
        assert all(each.startswith("Another ArgusAI") for each in told)
        claims = [each for each in broker.published if each.topic == "argusai/claim"]
        assert len(claims) <= 3, "each claimed at most once"


@pytest.mark.covers("H20")
async def test_who_stands_by_steps_in_when_the_other_is_lost_and_says_so_meanwhile(broker: MemoryBroker) -> None:
    clock = SimulatedClock()
    first, copy = _of(OURS), _of(OURS, clock)
    stopped = Bridging(copy, cast(Any, None)).stopped(_nothing_else)
    async with _running(first):
        await until(lambda: first.connection().state == "connected", 60)
        leading = broker.links[0]
        async with _running(copy):
            await until(lambda: copy.connection().state == "standing_by", 60)
            assert "with the same data" in copy.connection().sentence
            assert await stopped() == [], "not at once"
            clock.advance(301)
            assert [each.slug for each in await stopped()] == ["home-assistant-another"], "the banner says so"
            waiting = next(each for each in broker.links if each is not leading)
            assert (leading.will is None, waiting.will is None) == (False, True), "its end says nothing of the other"
            assert not [each for each in broker.published if each.payload == b"offline"]
            broker.cut(leading)
            await until(lambda: copy.connection().state == "connected", 60)
            await until(lambda: first.connection().state == "standing_by", 60)
            assert broker.kept["argusai/status"] == b"online"


@pytest.mark.covers("H20")
async def test_one_that_hung_steps_back_when_it_wakes_and_leaves_no_word(broker: MemoryBroker) -> None:
    first = _of(OURS)
    async with _running(first):
        await until(lambda: first.connection().state == "connected", 60)
        woken = Claim(OURS, UUID(int=9))
        broker.take(Publication("argusai/claim", woken.payload()))  # who asked meanwhile heard no answer
        await until(lambda: first.connection().state == "standing_by", 60)
        assert not [each for each in broker.published if each.payload == b"offline"]


@pytest.mark.covers("H20")
async def test_what_others_write_over_status_and_claim_is_put_right(broker: MemoryBroker) -> None:
    first = _of(OURS)
    async with _running(first):
        await until(lambda: f"argusai/camera/{_YARD.hex}/events_today" in broker.kept, 60)
        right = dict(broker.kept)
        for topic, garbage in (("status", b"offline"), ("status", b""), ("claim", b""), ("claim", b"garbage")):
            broker.take(Publication(f"argusai/{topic}", garbage))
            await until(lambda: broker.kept == right, 60)
        assert first.connection().state == "connected"


def _turn(link: Any, told: list[str], clock: SimulatedClock | None = None) -> Turn:
    candidate = Candidate(TOPICS, Claim(OURS, UUID(int=3)), "us")
    return Turn(link, candidate, told.append, clock or SimulatedClock())


@pytest.mark.covers("H20")
async def test_what_outlived_its_program_and_the_broker_stops_nobody_of_the_same_house() -> None:
    broker, told = MemoryBroker(), list[str]()
    stale = Claim(OURS, UUID(int=4), "nas").payload()
    broker.kept |= {"argusai/claim": stale, "argusai/status": b"online"}  # a power cut took both
    async with broker.connect(Broker("one", 1883, "us"), None) as link:
        await asyncio.wait_for(_turn(link, told).wait(HASTY), 60)
    assert told == []


@pytest.mark.covers("H20")
async def test_the_topics_of_another_house_are_taken_after_ten_silent_minutes() -> None:
    broker, told, clock = MemoryBroker(), list[str](), SimulatedClock()
    broker.kept |= {"argusai/claim": Claim(THEIRS, UUID(int=4), "nas").payload(), "argusai/status": b"offline"}
    async with broker.connect(Broker("one", 1883, "us"), None) as link:
        waiting = asyncio.create_task(_turn(link, told, clock).wait(HASTY))
        await until(lambda: len(told) > 2, 60)
        assert set(told) == {
            "Another ArgusAI on the machine “nas” used the topics below argusai/ at this broker, and does not answer. "
            "This one takes them when it has been silent for ten minutes. Or give this one another topic prefix."
        }
        clock.advance(599)
        asked = len(broker.published)
        await until(lambda: len(broker.published) > asked + 2, 60, "more questions")
        assert not waiting.done()
        clock.advance(1)
        await asyncio.wait_for(waiting, 60)


@pytest.mark.covers("H20")
async def test_who_may_not_write_there_is_told_so() -> None:
    broker = MemoryBroker()
    async with broker.connect(Broker("one", 1883, "us"), None) as link:
        link.publish = _dropped
        with pytest.raises(ExceptionGroup) as caught:
            await _turn(link, []).wait(replace(QUICK, heard_seconds=0.01))
    assert caught.group_contains(LinkFailed, match="what we write below argusai/ does not arrive.*let us write")


async def _dropped(_publication: Publication) -> None: ...
