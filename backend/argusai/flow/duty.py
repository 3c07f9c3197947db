"""When a camera does not watch, all that it does goes on, and nothing of it is told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from argusai.pipeline.capture.cameras.contract import Hours
from argusai.pipeline.capture.cameras.hours import Vigil
from argusai.pipeline.detection.scenery.contract import Verdict
from argusai.pipeline.detection.tracking.contract import TrackPoint


class Duty:
    """For one camera, in one thread. `off`: it does not watch at the moment of the last frame."""

    def __init__(self, hours: Hours) -> None:
        self._vigil = Vigil(hours)
        self._since: datetime | None = None
        self.off = False
        self._paused = False

    def obey(self, hours: Hours) -> None:
        """From the next moment on."""
        if hours != self._vigil.hours:
            self._vigil = Vigil(hours)

    def see(self, at: datetime) -> None:
        """`at`: the moment from which on everything is asked."""
        attention = self._vigil.at(at)
        if self.off and attention.watches:
            self._since = at
        elif self._since is not None and at < self._since:
            self._since = None  # the clock was set back
        self.off = not attention.watches
        self._paused = attention.why_not == "pause"

    def judge(self, points: Sequence[TrackPoint]) -> dict[int, Verdict]:
        """Off duty, every track that is real, by its id. `numbers` has `paused` when that is why."""
        if not self.off:
            return {}
        numbers = {"paused": 1.0} if self._paused else {}
        return {point.track_id: Verdict("schedule", numbers) for point in points if point.confirmed}

    def told(self, points: Sequence[TrackPoint]) -> list[TrackPoint]:
        """None off duty. On duty, what was there before was first seen when duty began: no event reaches back to where
        nobody watched."""
        if self.off:
            return []
        since = self._since
        if since is None:
            return list(points)
        return [replace(point, first_seen_at=max(point.first_seen_at, since)) for point in points]
