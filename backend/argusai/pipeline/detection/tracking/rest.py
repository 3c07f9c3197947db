"""Knows an object that stands still again by its place, when the detector misses it. Pure.

A person who stands still is missed for seconds at a time. If he had left, his place would look different: from how it
looked at the last two sure detections, since the very last one may already show him half gone."""

from collections import deque
from datetime import datetime, timedelta

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.tracking.likeness import correlation
from argusai.pipeline.detection.tracking.match import overlaps
from argusai.pipeline.detection.tracking.ports import Floats, Looks

# Intersection over union of two boxes half a second apart: arms widen a box by half, a walker leaves it.
_SAME_SPOT = 0.5
_RESTED = timedelta(seconds=1.0)
_PICTURE_EVERY = timedelta(seconds=0.5)
_PICTURES = 2
# A standing person against himself: 0.77 and more in nine of ten; against the empty place: below 0.4 in 19 of 20.
_SAME_PLACE = 0.6


class Rest:
    """Where one object stands, since when, and how the place looked when it was last surely detected there."""

    def __init__(self) -> None:
        self._since: datetime | None = None
        self._pictured_at: datetime | None = None
        self._pictures: deque[tuple[Box, Floats]] = deque(maxlen=_PICTURES)
        self.box: Box | None = None

    def see(self, at: datetime, box: Box, looks: Looks | None) -> None:
        """It was surely detected in `box`."""
        if self.box is None or overlaps([self.box], [box])[0, 0] < _SAME_SPOT:
            self.box, self._since, self._pictured_at = box, at, None
            self._pictures.clear()
        if looks is None or (self._pictured_at and at - self._pictured_at < _PICTURE_EVERY):
            return
        self.box, self._pictured_at = box, at
        if (picture := looks.place(box)) is not None:
            self._pictures.append((box, picture))

    @property
    def known(self) -> bool:
        """It stood here for a while, and what that looked like is known."""
        if len(self._pictures) < _PICTURES or self._since is None or self._pictured_at is None:
            return False
        return self._pictured_at - self._since >= _RESTED

    def lasts(self, at: datetime, looks: Looks | None) -> bool:
        """It stood here for a while, and the place looks as it did."""
        return (
            looks is not None
            and self.known
            and all(_alike(looks.place(box), picture) for box, picture in self._pictures)
        )


def _alike(now: Floats | None, picture: Floats) -> bool:
    return now is not None and correlation(now, picture) >= _SAME_PLACE
