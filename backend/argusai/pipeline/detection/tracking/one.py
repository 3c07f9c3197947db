"""One object over time: what is remembered of it between frames. Times are those of the frames."""

from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from copy import deepcopy
from datetime import datetime
from statistics import median

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.motion.contract import MotionRegion
from argusai.pipeline.detection.objects.contract import Detection, Opinion, family_of
from argusai.pipeline.detection.tracking.contract import TrackPoint, is_rigid
from argusai.pipeline.detection.tracking.kalman import BoxFilter
from argusai.pipeline.detection.tracking.likeness import blended, distance
from argusai.pipeline.detection.tracking.movement import Movement, shift
from argusai.pipeline.detection.tracking.ports import Floats, Looks
from argusai.pipeline.detection.tracking.rest import Rest

_REMEMBERED_SCORES = 60
_EXPECTED_SECONDS = 2.0
_STILL_SECONDS = 8.0
_DOUBTFUL_DETECTIONS = 8
_WELL_KNOWN, _WELL_SEEN = 20, 0.6  # detections, and their median score
_APPEARANCE_SECONDS = 0.5
# Someone looks more different from himself, six seconds later, in one of twenty cases at most.
_ANOTHER = 0.4
_ANOTHER_SECONDS = 1.5  # what is only passed by hides somebody for less
# So often it moved, for so long, until it was so many of its shorter sides away from where it began: wrong boxes that
# follow each other stay where they are, or jump.
_WENT_MOVEMENTS, _WENT_SECONDS, _WENT = 5, 1.0, 1.0


class Track:
    """One object."""

    def __init__(self, track_id: int, at: datetime, detection: Detection) -> None:
        self.track_id = track_id
        self.first_seen_at = at
        self.seen_at = at
        self.present_at = at
        self.looked_at = at
        self.asked = False
        self.moved_at: datetime | None = None
        self.doubled_at: datetime | None = None
        self.filter = BoxFilter(detection.box)
        self.confirmed = False
        self.detections = 0
        self.movements = 0
        self.moving = False
        self.held = False
        self.appearance: Floats | None = None
        self.last = detection
        self.box = detection.box
        self.whole = detection.box  # when it was last surely detected
        self._began = detection.box
        self._alone: tuple[datetime, Box] | None = None
        self._mixed = False
        self._other_since: datetime | None = None
        self._rest = Rest()
        self._movement = Movement()
        self._votes: defaultdict[str, float] = defaultdict(float)
        self._scores: deque[float] = deque(maxlen=_REMEMBERED_SCORES)
        self._said: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._said_often: Counter[tuple[str, str]] = Counter()

    @property
    def label(self) -> str:
        return max(self._votes, key=self._votes.__getitem__)

    @property
    def family(self) -> str:
        return family_of(self.label)

    @property
    def median_score(self) -> float:
        return median(self._scores)

    def take(self, at: datetime, detection: Detection, regions: Sequence[MotionRegion]) -> None:
        """The object was detected."""
        if self.detections:
            self.filter.correct(detection.box)
        self.seen_at = self.present_at = self.looked_at = at
        self.held = False
        self.detections += 1
        self.last, self.box = detection, detection.box
        self._votes[detection.label] += detection.score
        self._scores.append(detection.score)
        for opinion in detection.opinions:
            self._said[opinion.model][opinion.label] += opinion.score  # type: ignore[assignment] # fractions count too
            self._said_often[opinion.model, opinion.label] += 1
        self.moving = self._movement.see(at, detection.box, regions, rigid=is_rigid(self.label))
        if self.moving:
            self.movements += 1
            self.moved_at = at

    @property
    def went(self) -> bool:
        """It has gone somewhere, step by step."""
        side = min(self._began.width, self._began.height)
        lasted = _since(self.seen_at, self.first_seen_at) >= _WENT_SECONDS and self.movements >= _WENT_MOVEMENTS
        return lasted and shift(self._began, self.box) >= _WENT * side

    def find_again(self, detection: Detection) -> None:
        """It turned up elsewhere than expected: where it was says nothing of where it goes."""
        self.filter = BoxFilter(detection.box)
        self._movement = Movement()

    def remember(self, at: datetime, looks: Looks, alone: bool) -> bool:
        """How it looks, after it was surely detected. `alone`: nobody else is in its box. False: after a crossing it
        looks like another; this is not remembered."""
        self.whole = self.box
        self._rest.see(at, self.box, looks)
        self._mixed = self._mixed or not alone
        if not alone or (self._alone and _since(at, self._alone[0]) < _APPEARANCE_SECONDS and not self._mixed):
            return True
        seen = looks.appearance(self.box)
        if seen is None:
            return True
        if self._mixed and self.appearance is not None and distance(seen, self.appearance) > _ANOTHER:
            self._other_since = self._other_since or at
            return _since(at, self._other_since) < _ANOTHER_SECONDS
        self._other_since = None
        self.appearance, self._alone, self._mixed = blended(self.appearance, seen), (at, self.box), False
        return True

    def part(self, at: datetime, track_id: int, looks: Looks) -> "Track":
        """The other one, who was taken for this track since they crossed; this one was last seen before."""
        other = deepcopy(self)
        other.track_id, other.first_seen_at = track_id, at
        other.appearance, other._alone, other._mixed = looks.appearance(self.box), (at, self.box), False
        other._other_since = None
        if self._alone:
            self.seen_at, self.box = self._alone
        return other

    def hold(self, at: datetime, looks: Looks | None) -> None:
        """It was not detected: is it still there all the same?"""
        self.held = self._rest.lasts(at, looks)
        if self.held:
            self.present_at = at
            self.filter.stand(self.box)

    def doubtful(self, at: datetime, high_score: float, looks: Looks | None) -> bool:
        """It is no longer moving and no longer surely seen: it left, and something at rest looks a little like it."""
        lately = list(self._scores)[-_DOUBTFUL_DETECTIONS:]
        if len(lately) < _DOUBTFUL_DETECTIONS or median(lately) >= high_score or self.recently_moved(at):
            return False
        return not self._rest.lasts(at, looks)

    def recently_moved(self, at: datetime) -> bool:
        return _since(at, self.moved_at or self.first_seen_at) <= _EXPECTED_SECONDS

    @property
    def stirred(self) -> bool:
        """Something moved where it was last detected: it may turn out to be that."""
        return self._movement.covered

    @property
    def calm(self) -> bool:
        """It is well known, stands, and nothing moved there when it was last detected."""
        known = self.detections >= _WELL_KNOWN and self.median_score >= _WELL_SEEN
        return known and self._rest.known and not self.stirred

    def still(self, at: datetime) -> bool:
        return _since(at, self.moved_at or self.first_seen_at) > _STILL_SECONDS

    def point(self, at: datetime, frame_size: tuple[int, int]) -> TrackPoint:
        detected = self.seen_at == at
        return TrackPoint(
            track_id=self.track_id,
            label=self.label,
            score=self._scores[-1],
            median_score=self.median_score,
            box=_inside(self.box if detected or self.held else self.filter.box, frame_size),
            confirmed=self.confirmed,
            detected=detected,
            moving=detected and self.moving,
            first_seen_at=self.first_seen_at,
            held=self.held and not detected,
            opinions=self._opinions(),
        )

    def _opinions(self) -> tuple[Opinion, ...]:
        best = {model: labels.most_common(1)[0] for model, labels in self._said.items()}
        return tuple(
            Opinion(model, label, float(total) / self._said_often[model, label])
            for model, (label, total) in best.items()
        )


def _inside(box: Box, frame_size: tuple[int, int]) -> Box:
    width, height = frame_size
    return Box(
        min(max(box.left, 0.0), width), min(max(box.top, 0.0), height),
        min(max(box.right, 0.0), width), min(max(box.bottom, 0.0), height),
    )  # fmt: skip


def _since(at: datetime, earlier: datetime) -> float:
    return (at - earlier).total_seconds()
