"""Privacy masks of one camera at work: what is to be black, and what that costs. Pure, thread-safe."""

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from argusai.kit.clock import Clock
from argusai.pipeline.capture.cameras.contract import Privacy
from argusai.pipeline.capture.streams.contract import Masked

_OVER_SECONDS = 30.0
# A cost over less than this is mostly the first keyframe.
_LEAST_SECONDS = 2.0
_MOST_KEPT = 10_000


class MaskingMeter:
    """`broken`: why the video could not be re-encoded; from then on there are pictures alone."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._spent: deque[tuple[float, float]] = deque(maxlen=_MOST_KEPT)
        self._began: float | None = None
        self.broken = ""

    @contextmanager
    def working(self) -> Iterator[None]:
        """Counts the processor's time of this thread inside the block."""
        began = time.thread_time()
        try:
            yield
        finally:
            self._add(time.thread_time() - began)

    def read(self, privacy: Privacy) -> Masked:
        if not privacy.polygons:
            return Masked()
        return Masked("pictures" if self.broken else privacy.video, self._cores(), self.broken)

    def _add(self, seconds: float) -> None:
        now = self._clock.monotonic()
        with self._lock:
            self._began = now if self._began is None else self._began
            self._spent.append((now, seconds))

    def _cores(self) -> float:
        now = self._clock.monotonic()
        with self._lock:
            while self._spent and self._spent[0][0] < now - _OVER_SECONDS:
                self._spent.popleft()
            over = min(now - self._began, _OVER_SECONDS) if self._began is not None else 0.0
            return round(sum(spent for _, spent in self._spent) / over, 3) if over >= _LEAST_SECONDS else 0.0


@dataclass(frozen=True, slots=True)
class Masking:
    """Goes with a source wherever it is opened, so that no picture of it can be had without."""

    privacy: Privacy
    meter: MaskingMeter
