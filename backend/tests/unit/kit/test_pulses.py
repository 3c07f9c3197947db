"""A loop that stands still, or ended, is missed (F15, N13)."""

import asyncio

import pytest

from argusai.kit.clock import SimulatedClock
from argusai.kit.pulses import SILENT_SECONDS, Pulses

pytestmark = pytest.mark.covers("F15", "N13")


async def test_a_loop_that_stands_still_is_missed_until_it_goes_around_again(clock: SimulatedClock) -> None:
    pulses = Pulses(clock)
    slow, good = pulses.of("Slow stands still."), pulses.of("Good stands still.")
    clock.advance(SILENT_SECONDS + 1)
    assert pulses.missed() == [], "they have not begun"
    going = asyncio.create_task(pulses.watched(asyncio.sleep(60)))
    await asyncio.sleep(0)
    clock.advance(SILENT_SECONDS + 1)
    good()
    assert pulses.missed() == ["Slow stands still."]
    slow()
    assert pulses.missed() == []
    going.cancel()
    await asyncio.wait([going])
    assert pulses.missed() == [], "who ends it means it"


async def test_work_that_fails_is_missed_at_once(clock: SimulatedClock) -> None:
    async def fails() -> None:
        raise RuntimeError("a fault of ours")

    pulses = Pulses(clock)
    with pytest.raises(RuntimeError):
        await pulses.watched(fails())
    assert pulses.missed() == ["A part of ArgusAI has stopped. Start ArgusAI again; its log says why."]
