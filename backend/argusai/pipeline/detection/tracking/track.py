"""Follows objects over time. ByteTrack's idea (Zhang et al. 2022): sure detections are matched first, and what stays
unmatched may be continued by unsure ones, which are mostly the same objects half hidden. Appearance decides where
place alone cannot: between candidates, after a gap, and for who was hidden."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.motion.contract import MotionRegion
from argusai.pipeline.detection.objects.contract import Detection
from argusai.pipeline.detection.tracking.contract import TrackPoint
from argusai.pipeline.detection.tracking.lost import Lost, visible
from argusai.pipeline.detection.tracking.match import Rule, match
from argusai.pipeline.detection.tracking.one import Track
from argusai.pipeline.detection.tracking.ports import Evidence
from argusai.pipeline.detection.tracking.settings import TrackSettings
from argusai.pipeline.detection.tracking.sight import Sight, overlapped, without_doubles

_LEAST_OVERLAP = 0.15
_LEAST_OVERLAP_UNSURE = 0.4
_LEAST_OVERLAP_NEW = 0.25
# Of the box's size, for what is left over.
_LEAST_WIDENING, _MOST_WIDENING = 0.2, 0.6
# Of its longer side, where frames are further apart than the first of these: a walker goes his own height in a second,
# and that is twice his width or more.
_REACHING_SECONDS, _REACH_A_SECOND, _MOST_REACH = 0.2, 0.75, 1.0
_EXPECTED_SECONDS = 2.0
_STILL_LOOK_SECONDS = 1.0
_MISSED_LOOK_SECONDS = 0.5
# Who fidgets now and then is asked for a little less often while nothing moves there; motion is looked at in any case.
_CALM_LOOK_SECONDS, _CALM_UNSEEN_SECONDS = 0.2, 0.45
_SPEED_KEPT = 0.6  # per second without a detection
_MOST_DETECTIONS = 100
# One miss does not end a new track where frames come fast, nor a frame in which nobody looked.
_NEW_SECONDS, _NEW_UNLOOKED_SECONDS = 0.25, 1.0
# Where frames are so far apart, each shows the object elsewhere, and says as much as several that follow at once: then
# one detection fewer is enough, or a visitor at one frame a second would be news after three seconds.
_SLOW_SECONDS, _LEAST_DETECTIONS = 0.6, 2
# Of the score that makes a track real: what goes its way step by step proves itself by that. In the dark and in rain a
# walker is recognised in each frame, and in none of them surely.
_EASED = 0.8
_STEP_BACK_SECONDS = 2.0  # less is a frame out of order
_NEW_MISSES = 1.2  # frames: there, who moved may be missed once, since the next frame is as good as the first


class Tracker:
    """The objects of one camera. Not thread-safe: the camera's analysis thread owns it."""

    def __init__(self, settings: TrackSettings = TrackSettings()) -> None:
        self._settings = settings
        self._tracks: list[Track] = []
        self._lost = Lost(settings.found_again_seconds)
        self._numbers = count(1)
        self._at: datetime | None = None
        self._frame_size = (0, 0)

    def see(
        self,
        at: datetime,
        detections: Sequence[Detection],
        regions: Sequence[MotionRegion],
        frame_size: tuple[int, int],
        evidence: Evidence = Evidence(),
    ) -> list[TrackPoint]:
        """The tracks after the frame of time `at`: those detected in it, and for a short time those that were not.

        Frames come in order; one that is not later than the last changes nothing. A change of size starts anew, and so
        does a clock that was set back: times before and after cannot be compared.
        """
        elapsed = _since(at, self._at) if self._at else 0.0
        if frame_size != self._frame_size or elapsed < -_STEP_BACK_SECONDS:
            self._tracks, self._frame_size = [], frame_size
            self._lost.clear()
        if elapsed < -_STEP_BACK_SECONDS:
            self._at, elapsed = None, 0.0
        if self._at and elapsed <= 0:
            return []
        self._at = at
        for track in self._tracks:
            track.filter.predict(min(elapsed, self._settings.lost_seconds))
        best = sorted(detections, key=lambda detection: -detection.score)[:_MOST_DETECTIONS]
        sight = Sight(at, elapsed, best, regions, evidence)
        self._continue(sight)
        self._learn(sight)
        self._tracks = self._lost.find_again(sight, self._tracks)
        self._miss(sight)
        self._confirm(elapsed)
        self._drop(sight)
        return [track.point(at, frame_size) for track in self._tracks if self._told(track, at)]

    @property
    def idle(self) -> bool:
        """There is nothing to follow."""
        return not self._tracks

    def expected_boxes(self) -> list[Box]:
        """Where to look in the next frame even without motion: an object that stopped is still there."""
        at = self._at
        if at is None:
            return []
        for track in self._tracks:
            track.asked = _expected(track, at)
        return [track.filter.box for track in self._tracks if track.asked]

    def _told(self, track: Track, at: datetime) -> bool:
        return track.held or _since(at, track.seen_at) <= self._settings.predicted_seconds

    def _continue(self, sight: Sight) -> None:
        at, high = sight.at, self._settings.high_score
        sure = [detection for detection in sight.detections if detection.score >= high]
        unsure = [detection for detection in sight.detections if detection.score < high]
        known = [track for track in self._tracks if track.confirmed or track.detections > 1]
        new = [track for track in self._tracks if track not in known and _since(at, track.seen_at) <= sight.elapsed]
        sure = _assign(sight, known, sure, Rule(_LEAST_OVERLAP))
        sure = _assign(sight, new, sure, Rule(_LEAST_OVERLAP_NEW))
        left = [track for track in self._tracks if track.seen_at != at]
        widen = min(max(sight.elapsed, _LEAST_WIDENING), _MOST_WIDENING)
        far = Rule(_LEAST_OVERLAP, widen=widen, reach=_reach(sight.elapsed))
        late = [track for track in left if track.detections == 1 and track not in new]
        sure = _assign(sight, [track for track in left if track not in late], sure, far)
        sure = _assign(sight, late, sure, replace(far, reach=_reach(2 * sight.elapsed)))
        left = [track for track in known if track.seen_at != at]
        recent = [track for track in left if track.held or _since(at, track.seen_at) <= _EXPECTED_SECONDS]
        unsure = _assign(sight, recent, unsure, Rule(_LEAST_OVERLAP_UNSURE, weigh_scores=False, looks=False))
        if far.reach:
            walking = [
                track for track in recent if track.seen_at != at and track.confirmed and track.recently_moved(at)
            ]
            _assign(sight, walking, sight.astir(unsure), replace(far, weigh_scores=False))
        for detection in sure:
            track = Track(next(self._numbers), at, detection)
            track.take(at, detection, sight.regions)
            self._tracks.append(track)

    def _learn(self, sight: Sight) -> None:
        """How those look who were surely detected."""
        looks = sight.evidence.looks
        if looks is None:
            return
        boxes = [track.filter.box for track in self._tracks]
        crowded = overlapped(boxes)
        for track, in_company in zip(self._tracks, crowded, strict=True):
            if track.seen_at != sight.at or track.last.score < self._settings.high_score:
                continue
            if not track.remember(sight.at, looks, alone=not in_company):
                other = track.part(sight.at, next(self._numbers), looks)
                self._tracks = [other if each is track else each for each in self._tracks]
                self._lost.add(track, self._frame_size)

    def _miss(self, sight: Sight) -> None:
        """Those that were not detected: are they still there, did nobody look, or are they gone?"""
        for track in self._tracks:
            if track.seen_at == sight.at:
                continue
            if track.asked and not sight.unlooked(track.filter.box):
                track.looked_at = sight.at
            track.hold(sight.at, sight.evidence.looks)
            if not track.held and not sight.follow_motion(track):
                track.filter.slow_down(_SPEED_KEPT**sight.elapsed)

    def _confirm(self, elapsed: float) -> None:
        settings = self._settings
        fewer = 1 if elapsed >= _SLOW_SECONDS else 0
        least = max(_LEAST_DETECTIONS, settings.confirm_detections - fewer)
        for track in self._tracks:
            track.confirmed = track.confirmed or (
                track.detections >= min(least, settings.confirm_detections)
                and track.movements >= settings.confirm_moving
                and track.median_score >= settings.confirm_score * (_EASED if track.went else 1.0)
                and _since(track.seen_at, track.first_seen_at) >= settings.confirm_seconds
            )

    def _drop(self, sight: Sight) -> None:
        """Forget what was not seen for long, a new track at its first miss, and the younger of two on one object."""
        kept = [track for track in self._tracks if self._stays(track, sight)]
        for track in self._tracks:
            if track.seen_at != sight.at and track not in kept:
                self._lost.add(track, self._frame_size)
        self._tracks = without_doubles(sight.at, kept)

    def _stays(self, track: Track, sight: Sight) -> bool:
        at, settings = sight.at, self._settings
        if track.seen_at == at:
            return not track.doubtful(at, settings.high_score, sight.evidence.looks)
        unseen = _since(at, track.seen_at)
        if track.detections == 1:
            if sight.elapsed >= _SLOW_SECONDS and track.moving:
                return unseen <= _NEW_MISSES * sight.elapsed
            return unseen <= (_NEW_UNLOOKED_SECONDS if sight.unlooked(track.filter.box) else _NEW_SECONDS)
        present = _since(at, track.present_at) <= settings.lost_seconds
        return present and unseen <= settings.held_seconds and visible(track, self._frame_size)


def _assign(sight: Sight, tracks: list[Track], detections: list[Detection], rule: Rule) -> list[Detection]:
    """Give each track its detection; the detections that are left."""
    expected = [(track.filter.box, track.label) for track in tracks]
    pairs = match(expected, detections, rule, lambda row, column: sight.unlike(tracks[row], detections[column]))
    for row, column in pairs:
        tracks[row].take(sight.at, detections[column], sight.regions)
    taken = {column for _, column in pairs}
    return [detection for index, detection in enumerate(detections) if index not in taken]


def _reach(seconds: float) -> float:
    return min(max(seconds - _REACHING_SECONDS, 0.0) * _REACH_A_SECOND, _MOST_REACH)


def _expected(track: Track, at: datetime) -> bool:
    unseen = _since(at, track.seen_at)
    if not track.confirmed:
        new = track.stirred and _since(at, track.first_seen_at) <= _NEW_UNLOOKED_SECONDS
        return (new or bool(track.movements)) and unseen <= _EXPECTED_SECONDS
    if track.calm and not track.still(at) and unseen <= _CALM_UNSEEN_SECONDS:
        return _since(at, track.looked_at) >= _CALM_LOOK_SECONDS
    if track.held or track.still(at):
        wait = _STILL_LOOK_SECONDS if track.looked_at == track.seen_at else _MISSED_LOOK_SECONDS
        return _since(at, track.looked_at) >= wait
    return unseen <= _EXPECTED_SECONDS


def _since(at: datetime, earlier: datetime) -> float:
    return (at - earlier).total_seconds()
