"""Waiting for a condition with a bound, never for luck."""

import asyncio
import inspect
import time
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar, overload

Answer = TypeVar("Answer")

# Short enough to add nothing to a test, long enough to leave the cores to the code under test.
_PAUSE_SECONDS = 0.01


class WaitedTooLong(AssertionError):
    """The condition did not come true in time."""


@overload
async def until(
    condition: Callable[[], Coroutine[Any, Any, Answer | None]],
    timeout_seconds: float = 10,
    what: str = "the condition",
) -> Answer: ...
@overload
async def until(
    condition: Callable[[], Answer | None], timeout_seconds: float = 10, what: str = "the condition"
) -> Answer: ...
async def until(condition: Callable[[], Any], timeout_seconds: float = 10, what: str = "the condition") -> Any:
    """Ask `condition` (plain or async) until its answer is true, and return that answer. Raises WaitedTooLong."""
    deadline = time.monotonic() + timeout_seconds
    while True:
        answer = condition()
        if inspect.isawaitable(answer):
            answer = await answer
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise WaitedTooLong(f"waited {timeout_seconds:g} s for {what}; the last answer was {answer!r}")
        await asyncio.sleep(_PAUSE_SECONDS)


def wait_until(
    condition: Callable[[], Answer | None], timeout_seconds: float = 10, what: str = "the condition"
) -> Answer:
    """`until` for tests without an event loop."""
    deadline = time.monotonic() + timeout_seconds
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise WaitedTooLong(f"waited {timeout_seconds:g} s for {what}; the last answer was {answer!r}")
        time.sleep(_PAUSE_SECONDS)
