"""When nothing but keyframes would be decoded. Pure; media seconds."""

from collections import deque

# From the last motion, candidate or open event on.
CALM_SECONDS = 10.0
# A camera answers no sooner than its next keyframe: longer than this the gate stays open.
MOST_KEYFRAME_SECONDS = 1.0
_JITTER_SECONDS = 0.1
_LEAST_GROUPS = 3


class Sleep:
    """`asleep`: of a gate that would be, whether or not it may."""

    def __init__(self, calm_seconds: float = CALM_SECONDS) -> None:
        self._calm_seconds = calm_seconds
        self._stirred_at: float | None = None
        self.asleep = False

    def stir(self, at: float) -> None:
        """Something moves, is followed or is open: it is awake."""
        self._stirred_at, self.asleep = at, False

    def keyframe(self, at: float, *, moved: bool) -> None:
        """`moved`: since the keyframe before."""
        if moved or self._stirred_at is None or at < self._stirred_at:
            self.stir(at)
        elif at - self._stirred_at >= self._calm_seconds:
            self.asleep = True


class Interval:
    """How far a camera's keyframes are apart: the longest of the last ones counts."""

    def __init__(self, most_seconds: float = MOST_KEYFRAME_SECONDS) -> None:
        self._most_seconds = most_seconds
        self._gaps: deque[float] = deque(maxlen=8)
        self._last: float | None = None

    def keyframe(self, at: float) -> None:
        if self._last is not None and at > self._last:
            self._gaps.append(at - self._last)
        self._last = at

    def overdue(self, at: float) -> bool:
        """No keyframe came in time."""
        late = self._last is not None and at - self._last > self._most_seconds + 2 * _JITTER_SECONDS
        if late and self._last is not None:
            self._gaps.append(at - self._last)
        return late

    @property
    def short(self) -> bool:
        return len(self._gaps) >= _LEAST_GROUPS and max(self._gaps) <= self._most_seconds + _JITTER_SECONDS

    @property
    def known(self) -> bool:
        return len(self._gaps) >= _LEAST_GROUPS
