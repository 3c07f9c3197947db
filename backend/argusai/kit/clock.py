"""Time is passed in: production code takes a `Clock`, tests give it a `SimulatedClock`."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Two times, never mixed up: wall time for people, monotonic time for waits and rates."""

    def now(self) -> datetime:
        """Aware UTC wall time."""

    def monotonic(self) -> float:
        """Seconds from an arbitrary start, never going back."""

    def counted(self) -> float:
        """As `monotonic`, and it goes on while the machine sleeps."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    def counted(self) -> float:
        boot = getattr(time, "CLOCK_BOOTTIME", None)  # where there is none, a sleep looks like a clock that was set
        return time.monotonic() if boot is None else time.clock_gettime(boot)


class SimulatedClock:
    """Stands still until it is told to advance."""

    def __init__(self, start: datetime = datetime(2026, 1, 1, 12, tzinfo=UTC)) -> None:
        self._now = start
        self._monotonic = 1000.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._monotonic

    def counted(self) -> float:
        return self._monotonic

    def advance(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)
        self._monotonic += seconds

    def set_back(self, seconds: float) -> None:
        """As by hand, or when it had run ahead: nothing that waits hears of it."""
        self._now -= timedelta(seconds=seconds)

    def set_forward(self, seconds: float) -> None:
        """As by the network's time, after a start with an empty battery."""
        self._now += timedelta(seconds=seconds)
