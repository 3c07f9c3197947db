"""What one track did since an event began."""

import math
from collections import Counter
from datetime import datetime, timedelta

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.objects.contract import Opinion
from argusai.pipeline.detection.tracking.contract import TrackPoint
from argusai.pipeline.events.assembly.contract import RelativeBox, TrackFacts
from argusai.pipeline.events.assembly.places import Places

PATH_POINTS = 40
# Shorter rests are the pauses of walking, not standing.
SHORTEST_STAND_SECONDS = 3.0
# Within this share of its own height (at least a hundredth of the frame) an object has not moved: boxes tremble.
_TREMBLE = 0.15
_TREMBLE_LEAST = 0.01


class TrackStory:
    """Grows with each detection of one track. Coordinates are shares of the frame, so a new frame size is harmless."""

    def __init__(self, point: TrackPoint, since: datetime) -> None:
        self.tracker_id = point.track_id
        self.track_id = point.track_id
        self.born_at = point.first_seen_at
        self.votes: Counter[str] = Counter()
        self.opinions: tuple[Opinion, ...] = ()
        self.last_seen_at = since
        self.moved_at: datetime | None = None
        self._begin(since)

    def restart(self, since: datetime) -> None:
        """A new event begins with this track already there: what it did before is not part of it."""
        self._begin(since)

    def _begin(self, since: datetime) -> None:
        self.first_seen_at = since
        self.score = 0.0
        self.box = RelativeBox(0.0, 0.0, 0.0, 0.0)
        self._best_score = -1.0
        self._path: list[tuple[float, float]] = []
        self._last_foot: tuple[float, float] | None = None
        self._stride = 1
        self._seen = 0
        self._stands: list[tuple[datetime, datetime]] = []
        self._anchor: tuple[float, float, datetime] | None = None
        self._places = Places()

    @property
    def label(self) -> str:
        return self.votes.most_common(1)[0][0] if self.votes else ""

    @property
    def places_seen(self) -> int:
        """Grows with each zone, stay and crossing."""
        return self._places.significant

    @property
    def foot(self) -> tuple[float, float] | None:
        return self._last_foot

    def see(self, at: datetime, point: TrackPoint, box: RelativeBox, aspect: float) -> None:
        """`aspect`: frame width / height, so that distances count the same in both directions."""
        if point.moving:
            self.moved_at = at
        self._places.see(at, point)
        if not point.present:
            return
        self.last_seen_at = at
        foot = ((box.left + box.right) / 2, box.bottom)
        if point.detected:
            self._learn(point, box)
            self._walk(foot)
        self._stand(at, foot, box, aspect)

    def _learn(self, point: TrackPoint, box: RelativeBox) -> None:
        self.score = point.median_score
        self.opinions = point.opinions
        # Weighted by the score; a little for each sight, so that scores of 0 count too.
        self.votes[point.label] += point.score + 0.01  # type: ignore[assignment] # Counter allows fractions
        if point.score > self._best_score:
            self._best_score, self.box = point.score, box

    def _walk(self, foot: tuple[float, float]) -> None:
        if self._seen % self._stride == 0:
            self._path.append(foot)
            if len(self._path) > 2 * PATH_POINTS:
                self._path = self._path[::2]
                self._stride *= 2
        self._seen += 1
        self._last_foot = foot

    def _stand(self, at: datetime, foot: tuple[float, float], box: RelativeBox, aspect: float) -> None:
        tolerance = max(_TREMBLE_LEAST, _TREMBLE * (box.bottom - box.top))
        if self._anchor is not None:
            x, y, since = self._anchor
            if math.hypot((foot[0] - x) * aspect, foot[1] - y) <= tolerance:
                self._stands[-1] = (since, at)
                return
            if _seconds(self._stands[-1]) < SHORTEST_STAND_SECONDS:
                self._stands.pop()
        self._anchor = (*foot, at)
        self._stands.append((at, at))

    def still_seconds(self) -> float:
        return sum(seconds for stand in self._stands if (seconds := _seconds(stand)) >= SHORTEST_STAND_SECONDS)

    def path(self) -> tuple[tuple[float, float], ...]:
        points = list(self._path)
        if self._last_foot is not None and (not points or points[-1] != self._last_foot):
            points.append(self._last_foot)
        return tuple(thin(points, PATH_POINTS))

    def facts(self, track_id: int, until: datetime) -> TrackFacts:
        return TrackFacts(
            track_id=track_id,
            label=self.label,
            score=round(min(1.0, max(0.0, self.score)), 4),
            first_seen_at=self.first_seen_at,
            last_seen_at=max(self.first_seen_at, min(self.last_seen_at, until)),
            path=tuple((round(x, 4), round(y, 4)) for x, y in self.path()),
            colours=(),
            still_seconds=round(self.still_seconds(), 1),
            box=self.box,
            opinions=tuple(Opinion(said.model, said.label, round(said.score, 4)) for said in self.opinions),
            zones=self._places.zones,
            stays=self._places.stays,
            crossings=self._places.since(self.first_seen_at),
        )


def thin(points: list[tuple[float, float]], most: int) -> list[tuple[float, float]]:
    """At most `most` of `points`, evenly spaced by index, the first and the last always among them."""
    if len(points) <= most:
        return points
    step = (len(points) - 1) / (most - 1)
    return [points[round(number * step)] for number in range(most)]


def relative(box: Box, frame_size: tuple[int, int]) -> RelativeBox | None:
    """`box` clipped to the frame, as shares of it; None when nothing of it lies inside, or it is not a box."""
    width, height = frame_size
    if not all(map(math.isfinite, (box.left, box.top, box.right, box.bottom))):
        return None
    left, right = (min(1.0, max(0.0, x / width)) for x in (box.left, box.right))
    top, bottom = (min(1.0, max(0.0, y / height)) for y in (box.top, box.bottom))
    if right <= left or bottom <= top:
        return None
    return RelativeBox(round(left, 4), round(top, 4), round(right, 4), round(bottom, 4))


def _seconds(span: tuple[datetime, datetime]) -> float:
    return (span[1] - span[0]) / timedelta(seconds=1)
