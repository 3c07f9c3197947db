"""When to read a stream of which nobody needs the newest at once: several packets at a time. Pure.

A camera sends each picture as it is made. To be woken for each costs more than to read it, so while nothing is going on
what comes may wait a moment in the system's buffers. Nothing is lost by it: who is still behind reads on.
"""

# Of waiting. Less than a second of video stays in the buffers of the system even at 8 Mbit/s, and what is on its way to
# a clip or a viewer comes without it.
PAUSE_SECONDS = 0.2
_ON_TIME_SECONDS = 0.03  # less behind than a picture at 30 a second
# So often for so long nothing waits, to learn anew how late a packet is at best: clocks of cameras go wrong.
_LEARN_EVERY_SECONDS, _LEARN_SECONDS = 20.0, 0.5
_MOST_LATE_SECONDS = 2 * PAUSE_SECONDS


class Bursts:
    """For one connection, in its thread. Times are monotonic seconds, media seconds those of the picture's track."""

    def __init__(self) -> None:
        # What the clock says less the media time, for a packet that was read as it came; None: not known yet.
        self._edge: float | None = None
        self._learned_at = 0.0

    def hurry(self) -> None:
        """From now on each packet is wanted as it comes."""
        self._edge = None

    def late(self, media_seconds: float, now: float) -> float:
        """For how long the packet had waited when it was read, 0.0 when that is not known."""
        if self._edge is None:
            return 0.0
        return min(max(now - media_seconds - self._edge, 0.0), _MOST_LATE_SECONDS)

    def pause(self, media_seconds: float, now: float) -> float:
        """Seconds to wait before the next packet is read, after one that nobody needed at once."""
        behind = now - media_seconds
        if self._edge is None or not 0 <= now - self._learned_at <= _LEARN_EVERY_SECONDS:
            self._edge, self._learned_at = behind, now
            return 0.0
        self._edge = min(self._edge, behind)
        if now - self._learned_at <= _LEARN_SECONDS or behind - self._edge > _ON_TIME_SECONDS:
            return 0.0
        return PAUSE_SECONDS
