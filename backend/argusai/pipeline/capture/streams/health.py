"""How one camera is doing, kept by its threads and read by the child's loop. Logs once going down, once coming back."""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from argusai.kit.clock import Clock
from argusai.kit.log import get_log
from argusai.pipeline.capture.streams.contract import (
    CameraCondition,
    Looks,
    StreamFacts,
    StreamHealth,
    Traffic,
)
from argusai.pipeline.capture.streams.errors import StreamError
from argusai.pipeline.capture.streams.wire import LiveStream

_log = get_log("capture.streams")

_RATE_OVER_SECONDS = 5.0
# What is counted over less says nothing yet.
_LEAST_SECONDS = 1.0


class HealthBoard:
    """`on_change` is called, in the thread that noticed, when the condition, its reason or the facts change."""

    def __init__(
        self, camera_id: UUID, clock: Clock, on_change: Callable[[StreamHealth], None], stream: LiveStream = "main"
    ) -> None:
        self._clock = clock
        self._named = {"camera_id": str(camera_id)} | ({"stream": stream} if stream != "main" else {})
        self._on_change = on_change
        self._lock = threading.Lock()
        self._arrivals: deque[float] = deque(maxlen=600)
        self._first_arrival: float | None = None  # since the camera was there last
        self._lost = False
        self._frames = 0
        self._health = StreamHealth(camera_id, "connecting", clock.now(), "", "", None, 0, 0, 0, 0.0)

    @property
    def condition(self) -> CameraCondition:
        return self._health.condition

    def connected(self, facts: StreamFacts) -> None:
        """The first picture came."""
        if self._lost:
            self._lost = False
            if self._health.facts is not None:  # else it was never there before
                with self._lock:
                    self._health = replace(self._health, reconnects=self._health.reconnects + 1)
            _log.info("camera is back", **self._named)
        self._become("connected", "", "", facts)

    def down(self, error: StreamError) -> None:
        if not self._lost or error.slug != self._health.reason_slug:
            self._lost = True
            _log.warning("camera is down", **self._named, slug=error.slug, reason=error.sentence)
        self._become("down", error.sentence, error.slug, self._health.facts)

    def ended(self) -> None:
        self._become("ended", "The file was played to its end.", "ended", self._health.facts)

    def dialled_again(self) -> None:
        with self._lock:
            self._health = replace(self._health, dials=self._health.dials + 1)

    def picture_came(self) -> None:
        """Whether or not it is decoded."""
        with self._lock:
            now = self._clock.monotonic()
            if self._first_arrival is None:
                self._first_arrival = now
            self._arrivals.append(now)

    def frame_decoded(self) -> None:
        with self._lock:
            self._frames += 1

    def current(self, dropped: int, clips_failed: int, *, looks: Looks, traffic: Traffic) -> StreamHealth:
        """`dropped`: frames that nobody looked at in time. All of them are measured elsewhere."""
        with self._lock:
            return replace(
                self._health,
                frames=self._frames,
                dropped=dropped,
                rate_seen=self._rate(),
                clips_failed=clips_failed,
                looks=looks,
                traffic=traffic,
            )

    def _rate(self) -> float:
        """Over what has passed of the window: a whole one would count the absence of a camera that just came back."""
        now = self._clock.monotonic()
        while self._arrivals and self._arrivals[0] < now - _RATE_OVER_SECONDS:
            self._arrivals.popleft()
        span = min(now - (self._first_arrival or now), _RATE_OVER_SECONDS)
        return round(len(self._arrivals) / span, 1) if span >= _LEAST_SECONDS else 0.0

    def _become(self, condition: CameraCondition, reason: str, slug: str, facts: StreamFacts | None) -> None:
        with self._lock:
            before = self._health
            if (before.condition, before.reason_slug, before.facts) == (condition, slug, facts):
                return
            if before.condition == "connected" != condition:
                self._first_arrival = None
                self._arrivals.clear()
            since = before.since if before.condition == condition else self._clock.now()
            self._health = replace(
                before,
                condition=condition,
                reason=reason,
                reason_slug=slug,
                facts=facts,
                since=since,
                frames=self._frames,
            )
            now = self._health
        self._on_change(now)
