"""How often the watch of one camera failed lately."""

from collections.abc import Callable

_FIRST_PAUSE_SECONDS, _MOST_PAUSE_SECONDS = 1.0, 30.0
_SOUND_SECONDS = 10.0
_MANY = 2  # one faulty frame is no trouble


class Failures:
    """Written by the camera's analysis thread, read by any."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._count = 0
        self._sound_since: float | None = None

    @property
    def lasting(self) -> bool:
        """It failed more than once, and has not gone well for a while since."""
        return self._count >= _MANY

    def failed(self) -> float:
        """The seconds to wait before it is tried again."""
        self._count += 1
        self._sound_since = None
        return min(_FIRST_PAUSE_SECONDS * 2.0 ** min(self._count - 1, 10), _MOST_PAUSE_SECONDS)

    def went_well(self) -> None:
        """One frame was looked at. After a while of such, all is forgotten."""
        if not self._count:
            return
        now = self._monotonic()
        if self._sound_since is None:
            self._sound_since = now
        elif now - self._sound_since >= _SOUND_SECONDS:
            self._count = 0
