"""How much a camera sends, and how often a picture that stands alone. Written by its connection, read by the child."""

import statistics
import threading
from collections import deque

from argusai.kit.clock import Clock
from argusai.pipeline.capture.streams.contract import Traffic
from argusai.pipeline.capture.streams.packets import Packet

# Long enough for a keyframe every few seconds to weigh what it should.
_OVER_SECONDS = 10.0
_LAST_GROUPS = 5
# A bitrate over less than this is mostly the first keyframe.
_LEAST_SECONDS = 1.0


class TrafficMeter:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._sizes: deque[tuple[float, int]] = deque()
        self._groups: deque[float] = deque(maxlen=_LAST_GROUPS)
        self._keyframe: float | None = None
        self._began = clock.monotonic()

    def opened(self) -> None:
        """A connection begins, and media time with it."""
        with self._lock:
            self._sizes.clear()
            self._groups.clear()
            self._keyframe, self._began = None, self._clock.monotonic()

    def packet_came(self, packet: Packet) -> None:
        with self._lock:
            self._sizes.append((self._clock.monotonic(), len(packet.payload)))
            self._forget()
            if packet.starts_group:
                at = float(packet.seconds)
                if self._keyframe is not None and at > self._keyframe:
                    self._groups.append(at - self._keyframe)
                self._keyframe = at

    def read(self) -> Traffic:
        with self._lock:
            self._forget()
            over = min(self._clock.monotonic() - self._began, _OVER_SECONDS)
            sent = sum(size for _, size in self._sizes)
            bits = 8 * sent / over if over >= _LEAST_SECONDS else 0.0
            return Traffic(round(bits), round(statistics.median(self._groups), 2) if self._groups else 0.0)

    def _forget(self) -> None:
        since = self._clock.monotonic() - _OVER_SECONDS
        while self._sizes and self._sizes[0][0] < since:
            self._sizes.popleft()
