"""Which of the decoded frames are looked at: few while nothing happens, more while something does. Pure."""


class Pick:
    """At most `per_second` frames by media time, evenly; all of them when the stream has fewer. While `eager`, at most
    `busy_per_second` (never fewer than the other). `eager` may be set from another thread."""

    def __init__(self, per_second: float, busy_per_second: float | None = None) -> None:
        self._calm_gap = 1 / per_second
        self._busy_gap = min(self._calm_gap, 1 / busy_per_second) if busy_per_second else self._calm_gap
        self._last: float | None = None
        self.eager = False

    def wanted(self, media_seconds: float) -> bool:
        gap = self._busy_gap if self.eager else self._calm_gap
        if self._last is None or media_seconds < self._last - gap:
            self._last = media_seconds  # The first, or the stream's time began anew.
            return True
        # A stream at just this rate jitters: a quarter of the gap early is on time.
        if media_seconds < self._last + gap * 3 / 4:
            return False
        self._last = max(self._last + gap, media_seconds - gap / 2)
        return True
