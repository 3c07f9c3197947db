"""A connection ends when it is told to, whatever its library makes of that (H2)."""

import asyncio
import contextlib

import pytest

from argusai.bridges.homeassistant.awaited import heeding, insisting


async def _swallow(begun: asyncio.Event) -> str:
    begun.set()
    with contextlib.suppress(asyncio.CancelledError):
        await asyncio.Event().wait()
    return "the answer came in the same moment"


@pytest.mark.covers("H2")
async def test_a_wish_to_end_that_was_swallowed_is_heeded() -> None:
    begun = asyncio.Event()
    task = asyncio.create_task(heeding(_swallow(begun)))
    await begun.wait()
    task.cancel()
    await asyncio.wait([task])
    assert task.cancelled()


@pytest.mark.covers("H2")
async def test_a_last_word_of_one_that_was_told_to_end_is_said() -> None:
    said = list[str]()

    async def last_word() -> str:
        return "offline"

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            said.append(await heeding(last_word()))

    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    assert said == ["offline"]


@pytest.mark.covers("H2")
async def test_who_swallows_the_wish_to_end_hears_it_again() -> None:
    async def deaf() -> None:
        for _ in range(2):
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.Event().wait()
        await asyncio.Event().wait()

    task = asyncio.create_task(insisting(deaf(), again_seconds=0.01))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task], timeout=30)
    assert task.cancelled()
