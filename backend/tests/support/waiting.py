"""Waiting for a condition with a bound, never for luck; and promises about time, kept on a busy machine too."""

import asyncio
import inspect
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, overload

Answer = TypeVar("Answer")

# Short enough to add nothing to a test, long enough to leave the cores to the code under test; also where asking takes
# longer, as it does over HTTP.
_PAUSE_SECONDS = 0.01
_PAUSE_SHARE = 4
_MOST_PAUSE_SECONDS = 0.25

# Bounds are written for a machine of today that does nothing else. What judges the suite may be slower and busier, and
# a bound costs time only when a test fails.
_PATIENCE = 4
_MOST_SLOWNESS = 20
_SAMPLE_SECONDS = 0.02


class WaitedTooLong(AssertionError):
    """The condition did not come true in time."""


def slowness() -> float:
    """How many times longer than alone a computation takes now because others compute beside it: 1 when none does."""
    began, ends = time.monotonic(), time.thread_time() + _SAMPLE_SECONDS
    while time.thread_time() < ends:
        pass
    return min(max(1.0, (time.monotonic() - began) / _SAMPLE_SECONDS), _MOST_SLOWNESS)


def patient(seconds: float) -> float:
    """`seconds` of a machine that does nothing else, as seconds of this one now. At least twice as many: how busy it is
    changes from one moment to the next."""
    return seconds * max(2.0, slowness())


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fails a body that takes longer than `seconds` would be on a machine that does nothing else."""
    began, before = time.monotonic(), slowness()
    yield
    took = time.monotonic() - began
    if took > seconds:
        allowed = seconds * max(before, slowness())
        assert took < allowed, f"took {took:.1f} s, allowed were {seconds:g} s, here and now {allowed:.1f} s"


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
    """Ask `condition` (plain or async) until its answer is true, and return that answer. Raises WaitedTooLong after
    `timeout_seconds` of a quiet machine, which are several of these here."""
    began = time.monotonic()
    while True:
        asked = time.monotonic()
        answer = condition()
        if inspect.isawaitable(answer):
            answer = await answer
        if answer:
            return answer
        if _is_over(began, timeout_seconds):
            raise WaitedTooLong(f"waited {timeout_seconds:g} s for {what}; the last answer was {answer!r}")
        await asyncio.sleep(pause_after(time.monotonic() - asked))


def wait_until(
    condition: Callable[[], Answer | None], timeout_seconds: float = 10, what: str = "the condition"
) -> Answer:
    """`until` for tests without an event loop."""
    began = time.monotonic()
    while True:
        asked = time.monotonic()
        answer = condition()
        if answer:
            return answer
        if _is_over(began, timeout_seconds):
            raise WaitedTooLong(f"waited {timeout_seconds:g} s for {what}; the last answer was {answer!r}")
        time.sleep(pause_after(time.monotonic() - asked))


def pause_after(seconds: float) -> float:
    """Before something is asked again that took so long to answer."""
    return min(max(_PAUSE_SECONDS, _PAUSE_SHARE * seconds), _MOST_PAUSE_SECONDS)


def _is_over(began: float, timeout_seconds: float) -> bool:
    waited = time.monotonic() - began
    return waited > timeout_seconds * _PATIENCE and waited > timeout_seconds * slowness()
