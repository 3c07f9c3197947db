"""When every frame of a stream is worth looking at, and when a few are enough. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from argusai.pipeline.detection.tracking.contract import TrackPoint

# Somebody who pauses goes on soon; who stands longer is followed well enough at the calm rate.
_AFTER_MOVING = timedelta(seconds=2.0)
# New motion has this long to turn out as something. Rain and leaves go on, and get no more than the calm rate.
_AFTER_ONSET = timedelta(seconds=3.0)
# Motion that was away for so long is new when it comes back.
_CALM = timedelta(seconds=2.0)


class Eagerness:
    """For one camera, in one thread."""

    def __init__(self) -> None:
        self._moved_at: datetime | None = None
        self._stirred_at: datetime | None = None
        self._onset_at: datetime | None = None

    def see(self, at: datetime, stirs: bool, points: Sequence[TrackPoint]) -> bool:
        """After the frame of time `at`: whether more frames than usual are wanted. `stirs`: there was motion."""
        if stirs:
            if self._stirred_at is None or not timedelta(0) <= at - self._stirred_at <= _CALM:
                self._onset_at = at
            self._stirred_at = at
        if any(point.moving for point in points):
            self._moved_at = at
        return _within(at, self._moved_at, _AFTER_MOVING) or (stirs and _within(at, self._onset_at, _AFTER_ONSET))


def _within(at: datetime, since: datetime | None, most: timedelta) -> bool:
    return since is not None and timedelta(0) <= at - since <= most
