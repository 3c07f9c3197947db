"""Waits until a capture process has been silent for too long."""

import asyncio
import time
from collections.abc import Callable

from argusai.kit.link import ParentLink
from argusai.pipeline.capture.streams.ending import Cause
from argusai.pipeline.capture.streams.settings import StreamSettings

_TICK_SECONDS = 0.1
# So much longer than it should have taken: the machine is held up, and the child with it.
_HELD_UP = 1.5


async def fallen_silent(link: ParentLink, settings: StreamSettings, leaving: Callable[[], bool]) -> Cause | None:
    """Returns when the child says nothing any more, and why; None when it does not stop although it is to (`leaving`).
    Counts looks, not time: when this loop itself was held up, it would else blame the child."""
    silent = stopping = 0.0
    heard, since = -1, time.monotonic()
    while silent < (settings.frozen_seconds if heard > 0 else settings.start_seconds):
        await asyncio.sleep(_TICK_SECONDS)
        if heard == link.heard:
            silent += _TICK_SECONDS
        else:
            heard, silent, since = link.heard, 0.0, time.monotonic()
        stopping += _TICK_SECONDS if leaving() else 0.0
        if stopping > settings.stop_seconds:
            return None
    return "outside" if time.monotonic() - since > silent * _HELD_UP else "frozen"
