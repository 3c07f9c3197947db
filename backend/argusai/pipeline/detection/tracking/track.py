"""Follows objects over time. ByteTrack's idea (Zhang et al. 2022): sure detections are matched first, and what stays
unmatched may be continued by unsure ones, which are mostly the same objects half hidden."""

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import count
from statistics import median

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.motion.contract import MotionRegion
from argusai.pipeline.detection.objects.contract import Detection, family_of
from argusai.pipeline.detection.tracking.contract import TrackPoint
from argusai.pipeline.detection.tracking.kalman import BoxFilter
from argusai.pipeline.detection.tracking.match import Rule, match, overlaps
from argusai.pipeline.detection.tracking.movement import Movement
from argusai.pipeline.detection.tracking.settings import TrackSettings

_LEAST_OVERLAP = 0.15
_LEAST_OVERLAP_UNSURE = 0.4
_LEAST_OVERLAP_NEW = 0.25
# Of the box's size, for what is left over: a walker goes his own width between two frames a second apart.
_LEAST_WIDENING, _MOST_WIDENING = 0.2, 0.6
_SAME_TRACK = 0.8
_REMEMBERED_SCORES = 60
_EXPECTED_SECONDS = 2.0
_STILL_SECONDS = 8.0
_STILL_LOOK_SECONDS = 1.0
_SPEED_KEPT = 0.9  # per frame without a detection
_MOST_DETECTIONS = 100
_RIGID = frozenset({"vehicle", "two-wheeler", "boat"})
_DOUBTFUL_DETECTIONS = 8


class _Track:
    """One object. Times are those of the frames."""

    def __init__(self, track_id: int, at: datetime, detection: Detection) -> None:
        self.track_id = track_id
        self.first_seen_at = at
        self.seen_at = at
        self.moved_at: datetime | None = None
        self.filter = BoxFilter(detection.box)
        self.confirmed = False
        self.detections = 0
        self.movements = 0
        self.moving = False
        self._movement = Movement()
        self._votes: defaultdict[str, float] = defaultdict(float)
        self._scores: deque[float] = deque(maxlen=_REMEMBERED_SCORES)
        self._box = detection.box

    @property
    def label(self) -> str:
        return max(self._votes, key=self._votes.__getitem__)

    @property
    def median_score(self) -> float:
        return median(self._scores)

    def take(self, at: datetime, detection: Detection, regions: Sequence[MotionRegion]) -> None:
        """The object was detected."""
        if self.detections:
            self.filter.correct(detection.box)
        self.seen_at = at
        self.detections += 1
        self._box = detection.box
        self._votes[detection.label] += detection.score
        self._scores.append(detection.score)
        self.moving = self._movement.see(at, detection.box, regions, rigid=family_of(self.label) in _RIGID)
        if self.moving:
            self.movements += 1
            self.moved_at = at

    def doubtful(self, at: datetime, high_score: float) -> bool:
        """It is no longer moving and no longer surely seen: it left, and something at rest looks a little like it."""
        lately = list(self._scores)[-_DOUBTFUL_DETECTIONS:]
        return len(lately) == _DOUBTFUL_DETECTIONS and median(lately) < high_score and not self.recently_moved(at)

    def recently_moved(self, at: datetime) -> bool:
        return _since(at, self.moved_at or self.first_seen_at) <= _EXPECTED_SECONDS

    def point(self, at: datetime, frame_size: tuple[int, int]) -> TrackPoint:
        detected = self.seen_at == at
        return TrackPoint(
            track_id=self.track_id,
            label=self.label,
            score=self._scores[-1],
            median_score=self.median_score,
            box=_inside(self._box if detected else self.filter.box, frame_size),
            confirmed=self.confirmed,
            detected=detected,
            moving=detected and self.moving,
            first_seen_at=self.first_seen_at,
        )

    def still(self, at: datetime) -> bool:
        return _since(at, self.moved_at or self.first_seen_at) > _STILL_SECONDS


class Tracker:
    """The objects of one camera. Not thread-safe: the camera's analysis thread owns it."""

    def __init__(self, settings: TrackSettings = TrackSettings()) -> None:
        self._settings = settings
        self._tracks: list[_Track] = []
        self._numbers = count(1)
        self._at: datetime | None = None
        self._frame_size = (0, 0)

    def see(
        self,
        at: datetime,
        detections: Sequence[Detection],
        regions: Sequence[MotionRegion],
        frame_size: tuple[int, int],
    ) -> list[TrackPoint]:
        """The tracks after the frame of time `at`: those detected in it, and for a short time those that were not.

        Frames come in order; one that is not later than the last changes nothing. A change of size starts anew.
        """
        if frame_size != self._frame_size:
            self._tracks, self._frame_size = [], frame_size
        elapsed = _since(at, self._at) if self._at else 0.0
        if self._at and elapsed <= 0:
            return []
        self._at = at
        for track in self._tracks:
            track.filter.predict(min(elapsed, self._settings.lost_seconds))
        best = sorted(detections, key=lambda detection: -detection.score)[:_MOST_DETECTIONS]
        self._continue(at, elapsed, best, regions)
        self._confirm()
        self._drop(at)
        return [
            track.point(at, frame_size)
            for track in self._tracks
            if _since(at, track.seen_at) <= self._settings.predicted_seconds
        ]

    def expected_boxes(self) -> list[Box]:
        """Where to look in the next frame even without motion: an object that stopped is still there."""
        at = self._at
        if at is None:
            return []
        return [track.filter.box for track in self._tracks if self._expected(track, at)]

    def _expected(self, track: _Track, at: datetime) -> bool:
        if not track.confirmed:
            return bool(track.movements) and _since(at, track.seen_at) <= _EXPECTED_SECONDS
        if track.still(at):
            return _since(at, track.seen_at) >= _STILL_LOOK_SECONDS
        return _since(at, track.seen_at) <= _EXPECTED_SECONDS

    def _continue(
        self, at: datetime, elapsed: float, detections: list[Detection], regions: Sequence[MotionRegion]
    ) -> None:
        sure = [detection for detection in detections if detection.score >= self._settings.high_score]
        unsure = [detection for detection in detections if detection.score < self._settings.high_score]
        known = [track for track in self._tracks if track.confirmed or track.detections > 1]
        new = [track for track in self._tracks if not (track.confirmed or track.detections > 1)]
        sure = self._assign(at, known, sure, Rule(_LEAST_OVERLAP), regions)
        sure = self._assign(at, new, sure, Rule(_LEAST_OVERLAP_NEW), regions)
        left = [track for track in self._tracks if track.seen_at != at]
        widen = min(max(elapsed, _LEAST_WIDENING), _MOST_WIDENING)
        sure = self._assign(at, left, sure, Rule(_LEAST_OVERLAP, widen=widen), regions)
        recent = [t for t in known if t.seen_at != at and _since(at, t.seen_at) <= _EXPECTED_SECONDS]
        self._assign(at, recent, unsure, Rule(_LEAST_OVERLAP_UNSURE, weigh_scores=False), regions)
        for track in self._tracks:
            if track.seen_at != at:
                track.filter.slow_down(_SPEED_KEPT)
        for detection in sure:
            track = _Track(next(self._numbers), at, detection)
            track.take(at, detection, regions)
            self._tracks.append(track)

    def _assign(
        self,
        at: datetime,
        tracks: list[_Track],
        detections: list[Detection],
        rule: Rule,
        regions: Sequence[MotionRegion],
    ) -> list[Detection]:
        """Give each track its detection; the detections that are left."""
        expected = [(track.filter.box, track.label) for track in tracks]
        pairs = match(expected, detections, rule)
        for row, column in pairs:
            tracks[row].take(at, detections[column], regions)
        taken = {column for _, column in pairs}
        return [detection for index, detection in enumerate(detections) if index not in taken]

    def _confirm(self) -> None:
        settings = self._settings
        for track in self._tracks:
            track.confirmed = track.confirmed or (
                track.detections >= settings.confirm_detections
                and track.movements >= settings.confirm_moving
                and track.median_score >= settings.confirm_score
            )

    def _drop(self, at: datetime) -> None:
        """Forget what was not seen for long, a new track at its first miss, and the younger of two on one object."""
        lost = self._settings.lost_seconds
        self._tracks = [
            track
            for track in self._tracks
            if (track.seen_at == at and not track.doubtful(at, self._settings.high_score))
            or (
                track.seen_at != at
                and track.detections > 1
                and _since(at, track.seen_at) <= lost
                and _visible(track, self._frame_size)
            )
        ]
        self._tracks = list(_without_doubles(self._tracks))


def _without_doubles(tracks: list[_Track]) -> Iterable[_Track]:
    boxes = [track.filter.box for track in tracks]
    same = overlaps(boxes, boxes) > _SAME_TRACK
    for index, track in enumerate(tracks):
        older = (other for other in range(index) if same[index, other] and tracks[other].label == track.label)
        if not any(older):
            yield track


def _visible(track: _Track, frame_size: tuple[int, int]) -> bool:
    """Its middle is still inside the frame."""
    box = track.filter.box
    return 0 <= box.left + box.right <= 2 * frame_size[0] and 0 <= box.top + box.bottom <= 2 * frame_size[1]


def _inside(box: Box, frame_size: tuple[int, int]) -> Box:
    width, height = frame_size
    return Box(
        min(max(box.left, 0.0), width), min(max(box.top, 0.0), height),
        min(max(box.right, 0.0), width), min(max(box.bottom, 0.0), height),
    )  # fmt: skip


def _since(at: datetime, earlier: datetime) -> float:
    return (at - earlier).total_seconds()
