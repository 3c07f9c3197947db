"""One frame while the tracker works on it, and what tracks' boxes have to do with each other."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.motion.contract import MotionRegion
from argusai.pipeline.detection.objects.contract import Detection
from argusai.pipeline.detection.tracking.likeness import distance
from argusai.pipeline.detection.tracking.match import intersection, overlaps
from argusai.pipeline.detection.tracking.one import Track
from argusai.pipeline.detection.tracking.ports import Evidence, Floats

_HIDDEN = 0.5  # share of a box inside an area that was not looked at
_FITS = 0.4  # intersection over union of a region of motion with the box expected there
_ASTIR = 0.8  # share of a box
_ROUGH = 0.15  # deviation of a region's box, share of its size: three times that of a detection
_SAME_TRACK = 0.8
_CROSSING = timedelta(seconds=1.5)
_IN_COMPANY = 0.1  # share of a box that another one covers: its colours are no longer its own


class Sight:
    """What a frame shows. Appearances are worked out once, when somebody asks."""

    def __init__(
        self,
        at: datetime,
        elapsed: float,
        detections: Sequence[Detection],
        regions: Sequence[MotionRegion],
        evidence: Evidence,
    ) -> None:
        self.at = at
        self.elapsed = elapsed
        self.detections = detections
        self.regions = regions
        self.evidence = evidence
        self._appearances: dict[Box, Floats | None] = {}

    def appearance(self, box: Box) -> Floats | None:
        if self.evidence.looks is None:
            return None
        if box not in self._appearances:
            self._appearances[box] = self.evidence.looks.appearance(box)
        return self._appearances[box]

    def unlike(self, track: Track, detection: Detection) -> float | None:
        """Distance of the appearances, 0–1; None where one is not known."""
        if track.appearance is None:
            return None
        seen = self.appearance(detection.box)
        return None if seen is None else distance(seen, track.appearance)

    def unlooked(self, box: Box) -> bool:
        """The detector should have looked there, and had no time."""
        return any(intersection(box, area) >= _HIDDEN * box.area for area in self.evidence.unlooked)

    def astir(self, detections: Sequence[Detection]) -> list[Detection]:
        """Those that lie where something moves: what is mistaken for an object mostly stands still."""
        return [
            each
            for each in detections
            if any(intersection(each.box, region.box) >= _ASTIR * each.box.area for region in self.regions)
        ]

    def follow_motion(self, track: Track) -> bool:
        """Nobody looked, but something of its size moves where it should be: it goes on."""
        box = track.filter.box
        if not track.recently_moved(self.at) or not self.unlooked(box):
            return False
        fitting = [
            region.box
            for region in self.regions
            if (common := intersection(box, region.box)) > _FITS * (box.area + region.box.area - common)
        ]
        if len(fitting) != 1:
            return False
        track.filter.correct(fitting[0], _ROUGH)
        return True


def overlapped(boxes: Sequence[Box]) -> list[bool]:
    """Which of `boxes` another one covers in part."""
    return [
        any(intersection(box, other) > _IN_COMPANY * box.area for n, other in enumerate(boxes) if n != number)
        for number, box in enumerate(boxes)
    ]


def without_doubles(at: datetime, tracks: list[Track]) -> list[Track]:
    """`tracks` (the oldest first), of two on one object only the older. Two who cross are in one place too, but not for
    long."""
    boxes = [track.filter.box for track in tracks]
    same = overlaps(boxes, boxes) > _SAME_TRACK
    kept = []
    for index, track in enumerate(tracks):
        if not any(same[index, other] and tracks[other].label == track.label for other in range(index)):
            track.doubled_at = None
        elif track.doubled_at is None:
            track.doubled_at = at
        if track.doubled_at is None or (track.confirmed and at - track.doubled_at < _CROSSING):
            kept.append(track)
    return kept
