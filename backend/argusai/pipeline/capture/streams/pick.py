"""Which of the decoded frames are looked at. Pure."""


class Pick:
    """At most `per_second` frames by media time, evenly; all of them when the stream has fewer."""

    def __init__(self, per_second: float) -> None:
        self._gap = 1 / per_second
        self._due: float | None = None

    def wanted(self, media_seconds: float) -> bool:
        if self._due is None or media_seconds < self._due - 2 * self._gap:
            self._due = media_seconds  # The first, or the stream's time began anew.
        # A stream at just this rate jitters: a quarter of the gap early is on time.
        if media_seconds < self._due - self._gap / 4:
            return False
        self._due = max(self._due + self._gap, media_seconds + self._gap / 2)
        return True
