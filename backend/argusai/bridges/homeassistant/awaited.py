"""Waiting for a library that may swallow the wish to end."""

import asyncio
from collections.abc import Awaitable, Coroutine
from typing import Any, TypeVar

Answer = TypeVar("Answer")


async def heeding(waited_for: Awaitable[Answer]) -> Answer:
    """Its answer; CancelledError when this task was cancelled meanwhile, also if that was swallowed: `asyncio.wait_for`
    of Python 3.11 does so when the answer comes in the same moment, and the task would go on for ever."""
    task = asyncio.current_task()
    before = task.cancelling() if task is not None else 0
    answer = await waited_for
    if task is not None and task.cancelling() > before:
        raise asyncio.CancelledError
    return answer


async def insisting(work: Coroutine[Any, Any, Answer], again_seconds: float = 1.0) -> Answer:
    """Its answer. When this task is cancelled, `work` is cancelled until it has ended, however often a library below it
    swallows that: else whoever waits for the end would wait for ever."""
    task = asyncio.create_task(work)
    try:
        await asyncio.wait([task])
    except asyncio.CancelledError:
        while not task.done():
            task.cancel()
            await asyncio.wait([task], timeout=again_seconds)
        raise
    return task.result()
