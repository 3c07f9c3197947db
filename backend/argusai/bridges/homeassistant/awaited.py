"""Waiting for a library that may swallow the wish to end."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

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
