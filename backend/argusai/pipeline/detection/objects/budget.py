"""Shares the detector's time between cameras, so that none waits for another and capture is never held up. Pure: the
time is passed in. Safe to call from the threads of several cameras.

Every camera that asked lately has a purse, filled with an equal part of what the machine can do. What a full purse
cannot hold falls into a common pool, from which those who need more take. A look that is less urgent is given only
while enough is left for a more urgent one: new motion may take the last, a re-check of scenery only from plenty. What
is not given is shed at once and counted; nobody waits.
"""

import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from argusai.pipeline.capture.streams.contract import Looks
from argusai.pipeline.detection.objects.looks import Look, Need

_ASKED_LATELY_SECONDS = 3.0
_BURST_SECONDS = 1.0  # of a share, that a purse or the pool may hold: motion comes in bursts
_LEAST_PURSE = 2.0  # looks; otherwise a slow machine with many cameras could never save up for one
# Of a full purse, what must be left over for those that are more urgent.
_LEFT_FOR_OTHERS = {Need.NEW: 0.0, Need.TRACK: 0.25, Need.AGAIN: 0.5, Need.SCENERY: 0.75}
_COUNTED_SECONDS = 5.0


@dataclass(slots=True)
class _Purse:
    asked_at: float
    looks: float
    given_at: deque[float] = field(default_factory=deque)
    shed: int = 0

    def forget(self, now: float) -> None:
        while self.given_at and self.given_at[0] < now - _COUNTED_SECONDS:
            self.given_at.popleft()


class Budget:
    """`machine_per_second`: looks of all cameras of the machine together; this process has a share of them, all of
    them until it is told another one."""

    def __init__(self, machine_per_second: float) -> None:
        self.machine_per_second = machine_per_second
        self.looks_per_second = machine_per_second
        self._lock = threading.Lock()
        self._purses: dict[UUID, _Purse] = {}
        self._pool = machine_per_second * _BURST_SECONDS
        self._at: float | None = None

    def take_share(self, share: float, now: float) -> None:
        """How much of what the machine can do is this process's from now on, 0–1."""
        with self._lock:
            self._refill(now)
            self.looks_per_second = self.machine_per_second * share

    def grant(self, camera_id: UUID, looks: Sequence[Look], now: float) -> tuple[list[Look], list[Look]]:
        """Which of `looks` may be made now, the most urgent first, and which are shed. `now`: monotonic seconds."""
        with self._lock:
            purse = self._purses.setdefault(camera_id, _Purse(now, 0.0))
            self._refill(now)
            purse.asked_at = now
            full = self._full_purse(now)
            given, shed = [], []
            for look in sorted(looks, key=lambda each: each.need):
                if purse.looks + self._pool - look.cost >= _LEFT_FOR_OTHERS[look.need] * full:
                    from_purse = min(purse.looks, look.cost)
                    purse.looks -= from_purse
                    self._pool -= look.cost - from_purse
                    purse.given_at.append(now)
                    given.append(look)
                else:
                    shed.append(look)
            purse.shed += len(shed)
            purse.forget(now)
            return given, shed

    def looks_of(self, camera_id: UUID, now: float) -> Looks:
        """How often the detector looked for this camera lately, and what it had no time for since the start."""
        with self._lock:
            purse = self._purses.get(camera_id)
            if purse is None:
                return Looks(machine_per_second=self.machine_per_second)
            purse.forget(now)
            lately = round(len(purse.given_at) / _COUNTED_SECONDS, 1)
            return Looks(lately, purse.shed, machine_per_second=self.machine_per_second)

    def _refill(self, now: float) -> None:
        elapsed = max(0.0, now - self._at) if self._at is not None else 0.0
        self._at = now if self._at is None else max(self._at, now)
        earned = self.looks_per_second * elapsed
        active = self._active(now)
        full = self._full_purse(now)
        for purse in self._purses.values():
            if purse in active:
                purse.looks += earned / len(active)
            over = purse.looks - (full if purse in active else 0.0)
            if over > 0:
                purse.looks -= over
                self._pool += over
        if not active:
            self._pool += earned
        self._pool = min(self._pool, max(1.0, self.looks_per_second * _BURST_SECONDS))

    def _active(self, now: float) -> list[_Purse]:
        return [purse for purse in self._purses.values() if now - purse.asked_at <= _ASKED_LATELY_SECONDS]

    def _full_purse(self, now: float) -> float:
        share = self.looks_per_second * _BURST_SECONDS / max(1, len(self._active(now)))
        return max(_LEAST_PURSE, share)
