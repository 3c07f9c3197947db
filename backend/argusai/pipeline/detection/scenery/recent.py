"""The last minutes of a camera as a few pictures: what was there before somebody noticed it did not just arrive."""

from collections import deque
from datetime import datetime, timedelta

from argusai.pipeline.detection.scenery.look import SAME, Normal, Plane, alike_overall, overall

_SPACING = timedelta(seconds=10)
_MOST = 8  # of about 100 KB each
# Something that was detected late had time to walk to its place.
_BEFORE = timedelta(seconds=3)
_LEAST_TELLING = 12  # blocks of the whole picture; a dark night tells too little to say that the scene changed


class RecentPictures:
    """For one camera. Pictures of another size start anew."""

    def __init__(self) -> None:
        self._kept: deque[tuple[datetime, Plane]] = deque(maxlen=_MOST)
        self._prepared: tuple[Plane, Normal] | None = None  # the newest of them, once it was compared

    def see(self, at: datetime, plane: Plane) -> None:
        if self._kept and (self._kept[-1][1].pixels.shape != plane.pixels.shape or at < self._kept[-1][0]):
            self._kept.clear()
        if not self._kept or at - self._kept[-1][0] >= _SPACING:
            self._kept.append((at, plane))

    def clear(self) -> None:
        self._kept.clear()

    def restart(self, at: datetime, plane: Plane) -> None:
        """What was before no longer counts."""
        self._kept.clear()
        self._kept.append((at, plane))

    def before(self, at: datetime) -> list[Plane]:
        """Those clearly older than `at`, newest first."""
        return [plane for taken_at, plane in reversed(self._kept) if taken_at <= at - _BEFORE]

    def changed(self, plane: Plane) -> bool:
        """Most of the picture is another one than the last that was kept: the camera was turned, or switched to
        infrared light."""
        if not self._kept or self._kept[-1][1].pixels.shape != plane.pixels.shape:
            return False
        found = alike_overall(self._newest(), overall(plane))
        return found.telling >= _LEAST_TELLING and found.share < 1 - SAME

    def _newest(self) -> Normal:
        newest = self._kept[-1][1]
        if self._prepared is None or self._prepared[0] is not newest:
            self._prepared = newest, overall(newest)
        return self._prepared[1]
