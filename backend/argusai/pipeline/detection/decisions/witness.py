"""Follows every candidate of one camera until it is over; those that opened no event leave a decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from argusai.pipeline.capture.streams.contract import Box, Frame
from argusai.pipeline.detection.decisions.contract import Decision
from argusai.pipeline.detection.decisions.findings import Finding
from argusai.pipeline.detection.decisions.ledger import Ledger
from argusai.pipeline.detection.decisions.motions import MotionCandidates, outside, unexplained
from argusai.pipeline.detection.decisions.picture import tiny_picture, whole_frame
from argusai.pipeline.detection.decisions.tracks import Needed, TrackCandidates
from argusai.pipeline.detection.motion.contract import Motion
from argusai.pipeline.detection.scenery.contract import Verdict
from argusai.pipeline.detection.tracking.contract import TrackPoint

# A clock that was set back by more than jitter: what is known belongs to another time.
_STEP_BACK = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Seen:
    """One analysed frame. `verdicts`: by track id; a confirmed, moving track without one may open an event. `masked`:
    regions of motion that a mask took away. `unlooked`: areas for which the detector had no time, or did not answer
    (`failed`)."""

    frame: Frame
    motion: Motion
    points: Sequence[TrackPoint]
    verdicts: Mapping[int, Verdict]
    masked: Sequence[Box] = ()
    unlooked: Sequence[Box] = ()
    failed: bool = False


class Witness:
    """For one camera, in one thread."""

    def __init__(self, needed: Needed = Needed()) -> None:
        """`needed`: what makes a track real, to say what one lacked."""
        self._needed = needed
        self._ledger: Ledger | None = None
        self._frame_size = (0, 0)
        self._at: datetime | None = None
        self._begin_anew()

    def see(self, seen: Seen) -> list[Decision]:
        """The candidates that are over with this frame, the first frame of what goes on, and what goes on once a
        minute."""
        frame = seen.frame
        size = (frame.picture.width, frame.picture.height)
        before = self._start_again(frame.at, size)
        self._frame_size = size
        if self._ledger is None:
            self._ledger = Ledger(frame.camera_id)
        if seen.motion.global_change:
            self._light(self._ledger, frame)
        objects = [*self._tracks.recent_boxes(), *(point.box for point in seen.points)]
        new = self._tracks.see(frame, seen.points, seen.verdicts)
        moving = outside([region.box for region in seen.motion.regions], seen.masked)
        looked = [] if seen.failed else outside(moving, seen.unlooked)
        self._unknown.see(frame, unexplained(looked, objects), new)
        self._masked.see(frame, unexplained(seen.masked, objects))
        failed, unlooked = (moving, ()) if seen.failed else ((), seen.unlooked)
        self._unlooked.see(frame, unexplained(unlooked, objects), new)
        self._failed.see(frame, unexplained(failed, objects), new)
        return before + self._over(frame.at)

    def idle(self, at: datetime) -> list[Decision]:
        """Time went on without a frame."""
        before = self._start_again(at, self._frame_size)
        return before + self._over(at)

    def finish(self) -> list[Decision]:
        """The camera stops: all that is left, whether it is over or not."""
        if self._ledger is None or self._at is None:
            return []
        for finding in self._left():
            self._ledger.take(finding)
        return self._ledger.finish(self._at, self._frame_size)

    def _begin_anew(self) -> None:
        self._tracks = TrackCandidates(self._needed)
        self._unknown = MotionCandidates("nothing-recognised")
        self._masked = MotionCandidates("masked")
        self._unlooked = MotionCandidates("budget")
        self._failed = MotionCandidates("detector")

    def _start_again(self, at: datetime, size: tuple[int, int]) -> list[Decision]:
        """What is known ends when the frames change their size or the clock is set back."""
        left: list[Decision] = []
        if self._at is not None and (at < self._at - _STEP_BACK or size != self._frame_size):
            left = self.finish()
            self._begin_anew()
        self._at = at
        return left

    def _over(self, at: datetime) -> list[Decision]:
        if self._ledger is None:
            return []
        for part in (self._tracks, self._unknown, self._masked, self._unlooked, self._failed):
            for finding in part.over(at):
                self._ledger.take(finding)
        return self._ledger.due(at, self._frame_size)

    def _left(self) -> list[Finding]:
        parts = (self._tracks, self._unknown, self._masked, self._unlooked, self._failed)
        return [finding for part in parts for finding in part.finish()]

    @staticmethod
    def _light(ledger: Ledger, frame: Frame) -> None:
        box = whole_frame(frame)
        picture = b"" if ledger.has_open("light") else tiny_picture(frame, box)
        ledger.take(Finding("light", "", 0.0, box, frame.at, frame.at, {}, 0.0, picture, 1))
