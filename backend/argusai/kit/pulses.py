"""Whether loops that never end still go around: each beats when it does, and one that is silent too long is missed."""

import asyncio
import sys
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from argusai.kit.clock import Clock
from argusai.kit.log import get_log

_log = get_log("pulses")
# The slowest goes around every 30 seconds; a machine that is very busy is not one that stands still.
SILENT_SECONDS = 180.0
_STOPPED = "A part of ArgusAI has stopped. Start ArgusAI again; its log says why."


@dataclass(slots=True)
class _Pulse:
    sentence: str
    last: float | None = None


class Pulses:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._pulses: list[_Pulse] = []
        self.fault: BaseException | None = None  # what ended work that never ends

    def of(self, sentence: str) -> Callable[[], None]:
        """What a loop calls each time it goes around. `sentence`: what is so when it does not."""
        pulse = _Pulse(sentence)
        self._pulses.append(pulse)

        def beat() -> None:
            pulse.last = self._clock.monotonic()

        return beat

    async def watched(self, work: Coroutine[Any, Any, None]) -> None:
        """Does `work`, which never ends; that it ended is told."""
        for pulse in self._pulses:
            pulse.last = self._clock.monotonic() if pulse.last is None else pulse.last
        try:
            await work
        finally:  # nothing is caught: what ended it ends the program's work as a whole
            error = sys.exception()
            if error is not None and not isinstance(error, asyncio.CancelledError):
                _log.error("work without an end has ended", reason=repr(error), exc_info=error)
                self.fault = self.fault or error

    def missed(self) -> list[str]:
        """What is wrong, in sentences; empty while all go around, and before they begin."""
        now = self._clock.monotonic()
        silent = [each.sentence for each in self._pulses if each.last is not None and now - each.last > SILENT_SECONDS]
        return [_STOPPED, *silent] if self.fault is not None else silent


def no_beat() -> None:
    """For a loop that nobody watches."""
