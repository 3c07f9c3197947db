"""Remembers what stands still at one camera, with place and appearance."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from argusai.pipeline.capture.streams.contract import Box, Frame
from argusai.pipeline.detection.motion.contract import MotionRegion
from argusai.pipeline.detection.scenery.contract import Verdict
from argusai.pipeline.detection.scenery.judge import Judge
from argusai.pipeline.detection.scenery.look import Plane
from argusai.pipeline.detection.scenery.opencv import smooth
from argusai.pipeline.detection.scenery.places import covered
from argusai.pipeline.detection.scenery.recent import RecentPictures
from argusai.pipeline.detection.scenery.shade import Shade
from argusai.pipeline.detection.scenery.store import SceneryFile
from argusai.pipeline.detection.scenery.things import Things
from argusai.pipeline.detection.tracking.contract import TrackPoint

# A person of 40 px in 576 has 17 rows; 0.2 ms a frame, and only where something is to be judged.
_ROWS = 240
_ROUND, _ROUND_STILL = timedelta(seconds=1), timedelta(seconds=5)  # where no cell stirs, no thing came or went
_FIRST_LOOKS = (timedelta(0), timedelta(seconds=3))
_WHOLE_LOOKS = timedelta(minutes=15)
_UNSETTLED = timedelta(seconds=3)
_LONGEST_UNSETTLED = timedelta(seconds=10)  # a lorry that fills the picture is news after all
_CALM = timedelta(seconds=60)  # what changes all the time is no change to be waited for: shade of leaves, thick snow
_STIRRED = 0.2  # share of a box that motion covers: what is at rest is learned, not what comes by
_MOST_JUDGED = 16  # tracks in one frame; a crowd is no furniture


class SceneryMemory:
    """One camera's memory. Not thread-safe: the camera's analysis thread owns it."""

    def __init__(self, file: SceneryFile | None = None) -> None:
        """`file`: where it lasts over restarts; None: nowhere."""
        self._file = file
        self._things = Things()
        self._recent = RecentPictures()
        self._shade = Shade()
        self._judge = Judge(self._things, self._recent, self._shade)
        self._size = (0, 0)
        self._round_at: datetime | None = None
        self._whole_at: list[datetime] = []
        self._changed_at: datetime | None = None
        self._unsettled_since: datetime | None = None
        self._unsettled_until: datetime | None = None

    def see(
        self, frame: Frame, regions: Sequence[MotionRegion], points: Sequence[TrackPoint], *, still: bool = False
    ) -> dict[int, Verdict]:
        """Which of `points` (by track id) are remembered things that did not move by themselves. `still`: no cell of
        the picture stirred."""
        at = frame.at
        size = (frame.picture.width, frame.picture.height)
        if min(size) < 1:
            return {}
        if size != self._size:
            self._start(at, size)
        due = self._round_at is None or abs(at - self._round_at) >= (_ROUND_STILL if still else _ROUND)
        if not points and not due:
            return {}
        plane = Plane(smooth(frame.picture.luma(_ROWS)), *size)
        if due or any(point.confirmed and point.moving for point in points):
            self._see_scene(at, plane)
        verdicts = self._judged(frame, plane, points)
        if not self._unsettled(at):
            self._learn(at, plane, regions, points)
        if due:
            self._shade.see(frame)
            self._round(at, plane)
        return verdicts

    def due_boxes(self, at: datetime) -> list[Box]:
        """Where a remembered thing should be looked at again now: rarely, and the whole frame at the start."""
        if not any(self._size) or self._unsettled(at):
            return []
        boxes = self._things.due()
        if any(planned <= at for planned in self._whole_at):
            self._whole_at = [planned for planned in self._whole_at if planned > at] or [at + _WHOLE_LOOKS]
            boxes.append(Box(0, 0, *self._size))
        return boxes

    def close(self) -> None:
        """The camera stops: what is remembered is kept, if anything ever was. Not where the file is gone: then the
        camera was deleted."""
        if self._file is not None and any(self._size) and self._file.kept:
            self._file.save(self._things, self._size)

    def _start(self, at: datetime, size: tuple[int, int]) -> None:
        """The first frame, or the first of another size."""
        if any(self._size):
            self._things.rescale(self._size, size)
        elif self._file is not None:
            self._things.take_over(at, self._file.load(size))
        self._size = size
        self._recent.clear()
        self._plan_looks(at)

    def _plan_looks(self, after: datetime) -> None:
        self._whole_at = [after + pause for pause in _FIRST_LOOKS]

    def _see_scene(self, at: datetime, plane: Plane) -> None:
        """Notices that the whole picture changed: the camera was turned, or switched to infrared light."""
        if not self._recent.changed(plane):
            return
        since = self._unsettled_since
        if since is None or self._changed_at is None or not timedelta(0) <= at - self._changed_at <= _CALM:
            self._unsettled_since = since = at
        self._changed_at = at
        self._unsettled_until = min(at + _UNSETTLED, since + _LONGEST_UNSETTLED)
        self._recent.restart(at, plane)
        if self._unsettled(at):
            self._things.hurry(self._unsettled_until)
            self._plan_looks(self._unsettled_until)

    def _unsettled(self, at: datetime) -> bool:
        until = self._unsettled_until  # farther away than it was ever set means that the clock was set back
        return until is not None and timedelta(0) < until - at <= _UNSETTLED

    def _judged(self, frame: Frame, plane: Plane, points: Sequence[TrackPoint]) -> dict[int, Verdict]:
        see = self._judge.unsettled if self._unsettled(frame.at) else self._judge.see
        first = sorted(points, key=lambda point: not point.confirmed)[:_MOST_JUDGED]
        found = {point.track_id: see(frame, plane, point) for point in first}
        return {track_id: verdict for track_id, verdict in found.items() if verdict is not None}

    def _learn(self, at: datetime, plane: Plane, regions: Sequence[MotionRegion], points: Sequence[TrackPoint]) -> None:
        for point in points:
            calm = point.detected and not point.moving and self._judge.stands(point)
            if calm and not any(covered(point.box, region.box) >= _STIRRED for region in regions):
                self._things.learn(at, point.box, point.label, plane)

    def _round(self, at: datetime, plane: Plane) -> None:
        """What is done once a second."""
        self._round_at = at
        self._judge.forget(at)
        if self._unsettled(at):
            return
        self._recent.see(at, plane)
        self._things.check(at, plane)
        if self._file is not None and self._things.changed and self._file.due(at):
            self._file.save(self._things, self._size)
            self._things.changed = False
