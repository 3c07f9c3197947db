"""Follows tracks until they are over, and says why those that opened no event did not."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from argusai.pipeline.capture.streams.contract import Box, Frame
from argusai.pipeline.detection.decisions.boxes import covered
from argusai.pipeline.detection.decisions.findings import Best, Finding
from argusai.pipeline.detection.scenery.contract import Verdict
from argusai.pipeline.detection.tracking.contract import TrackPoint

# Until then a track may come back under its id, on top of what the tracker waits.
_SPARE_SECONDS = 1.0
# Somebody who asks why nothing was told does not wait until the car that is still parked there leaves.
_PASSED_ON_AFTER = timedelta(seconds=60)
_MOST_TOLD = 200
# So much of it in an object that was told of: a shadow, or the same object found twice.
_SAME_OBJECT = 0.6


@dataclass(frozen=True, slots=True)
class Needed:
    """What makes a track real, as the tracker is set. `lost_seconds`: how long it waits for an unseen one."""

    detections: int = 3
    seconds: float = 0.3
    score: float = 0.5
    moving: int = 2
    lost_seconds: float = 3.0


class _Candidate:
    def __init__(self, point: TrackPoint, at: datetime) -> None:
        self.began_at = min(point.first_seen_at, at)
        self.seen_at = at
        self.point = point
        self.verdict: Verdict | None = None
        self.told = False
        self.detections = 0
        self.moving = 0
        self.hidden = 0
        self.best = Best()
        self.passed_on_at: datetime | None = None

    def take(self, at: datetime, point: TrackPoint, verdict: Verdict | None) -> None:
        self.seen_at, self.point = at, point
        if verdict is not None or not point.confirmed:
            self.verdict = verdict
        self.told = self.told or (point.confirmed and point.moving and verdict is None)
        self.detections += point.detected
        self.moving += point.moving

    def why(self, needed: Needed) -> Verdict:
        """The last judge's word; else what the track lacked to be real."""
        if self.verdict is not None:
            return self.verdict
        seconds = round((self.seen_at - self.began_at).total_seconds(), 1)
        if self.point.median_score < needed.score:
            score = round(self.point.median_score, 3)
            return Verdict("low-score", {"score": score, "least_score": needed.score, "pictures": self.detections})
        if self.detections < needed.detections:
            return Verdict("brief", {"pictures": self.detections, "least_pictures": needed.detections})
        if seconds < needed.seconds:
            return Verdict("brief", {"seconds": seconds, "least_seconds": needed.seconds})
        return Verdict("still", {"moving_pictures": self.moving, "least_moving_pictures": needed.moving,
                                 "seconds": seconds})  # fmt: skip

    def finding(self, needed: Needed) -> Finding | None:
        """None for what needs no reason: it was told of, or belongs to something that was."""
        if self.told or self.hidden * 2 > self.detections or not self.detections:
            return None
        verdict, since = self.why(needed), self.passed_on_at or self.began_at
        return Finding(
            verdict.reason, self.point.label, self.point.median_score, self.best.box, since, self.seen_at,
            verdict.numbers, self.best.worth, self.best.picture, int(self.passed_on_at is None),
        )  # fmt: skip


class TrackCandidates:
    """For one camera, in one thread."""

    def __init__(self, needed: Needed) -> None:
        self._needed = needed
        self._gone_after = timedelta(seconds=needed.lost_seconds + _SPARE_SECONDS)
        self._candidates: dict[int, _Candidate] = {}
        # The tracker knows some again after a minute, under the same id.
        self._told: deque[int] = deque(maxlen=_MOST_TOLD)

    def see(self, frame: Frame, points: Sequence[TrackPoint], verdicts: Mapping[int, Verdict]) -> list[Box]:
        """Take note of one frame; the boxes of the tracks that began with it."""
        new = []
        for point in points:
            candidate = self._candidates.get(point.track_id)
            if candidate is None:
                candidate = self._candidates[point.track_id] = _Candidate(point, frame.at)
                candidate.told = point.track_id in self._told
                new.append(point.box)
            candidate.take(frame.at, point, verdicts.get(point.track_id))
        told = [point.box for point in points if point.detected and self._candidates[point.track_id].told]
        for point in points:
            candidate = self._candidates[point.track_id]
            if candidate.told or not point.detected:
                continue
            candidate.hidden += any(covered(point.box, box) >= _SAME_OBJECT for box in told)
            candidate.best.offer(frame, point.box, point.score * (1 + point.box.area) ** 0.25)
        return new

    def over(self, at: datetime) -> list[Finding]:
        """Those that are over, and, once a minute, those that go on."""
        findings = []
        for track_id, candidate in list(self._candidates.items()):
            gone = at - candidate.seen_at > self._gone_after
            since = candidate.passed_on_at or candidate.began_at
            goes_on = not candidate.told and candidate.seen_at - since >= _PASSED_ON_AFTER
            if gone or goes_on:
                finding = candidate.finding(self._needed)
                if finding is not None:
                    findings.append(finding)
                    candidate.passed_on_at = candidate.seen_at
            if gone:
                del self._candidates[track_id]
                if candidate.told:
                    self._told.append(track_id)
        return findings

    def finish(self) -> list[Finding]:
        """All that is left, whether it is over or not."""
        left, self._candidates = self._candidates, {}
        return [finding for candidate in left.values() if (finding := candidate.finding(self._needed)) is not None]

    def recent_boxes(self) -> list[Box]:
        """Where the tracks of the last seconds were: motion there is theirs."""
        return [candidate.point.box for candidate in self._candidates.values()]
