"""Follows motion in which no object was found until it is over."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from argusai.pipeline.capture.streams.contract import Box, Frame
from argusai.pipeline.detection.decisions.boxes import around, near_any
from argusai.pipeline.detection.decisions.findings import Best, Finding
from argusai.pipeline.detection.scenery.contract import Reason

_OVER_AFTER = timedelta(seconds=3)  # leaves pause between two gusts
_PASSED_ON_AFTER = timedelta(seconds=60)
# One frame alone is noise of the sensor or the compression.
_LEAST_FRAMES = 2
# More places that move at once are one thing everywhere: rain, snow, a tree.
_MOST_PLACES = 6
_MOST_EPISODES = 12
_NEAR = 0.5
# An object that begins in the place explains the motion there, unless it is tiny beside it: a person in the rain.
_EXPLAINS = 0.1


class _Episode:
    def __init__(self, at: datetime, box: Box) -> None:
        self.began_at = at
        self.moved_at = at
        self.box = box
        self.frames = 0
        self.largest = 0.0
        self.explained = False
        self.best = Best()
        self.passed_on_at: datetime | None = None

    def take(self, frame: Frame, box: Box) -> None:
        if self.moved_at == frame.at and self.frames:
            self.box = around([self.box, box])
        else:
            self.box, self.moved_at = box, frame.at
            self.frames += 1
        self.largest = max(self.largest, self.box.area / (frame.picture.width * frame.picture.height))
        self.best.offer(frame, self.box, self.box.area)


class MotionCandidates:
    """For one camera, in one thread; all of one `reason`."""

    def __init__(self, reason: Reason) -> None:
        self._reason = reason
        self._episodes: list[_Episode] = []

    def see(self, frame: Frame, boxes: Sequence[Box], new_tracks: Sequence[Box] = ()) -> None:
        """`boxes`: what moves unexplained. `new_tracks`: the objects that were first found in this frame."""
        if len(boxes) > _MOST_PLACES:
            boxes = [around(boxes)]
        for box in boxes:
            self._place(frame.at, box).take(frame, box)
        for episode in self._episodes:
            for box in new_tracks:
                if near_any(box, [episode.box], _NEAR) and box.area >= _EXPLAINS * episode.box.area:
                    episode.explained = True

    def over(self, at: datetime) -> list[Finding]:
        """Those that are over, and, once a minute, those that go on."""
        findings = []
        for episode in list(self._episodes):
            gone = at - episode.moved_at > _OVER_AFTER
            if gone or episode.moved_at - (episode.passed_on_at or episode.began_at) >= _PASSED_ON_AFTER:
                findings += self._findings(episode)
                episode.passed_on_at = episode.moved_at
            if gone:
                self._episodes.remove(episode)
        return findings

    def finish(self) -> list[Finding]:
        left, self._episodes = self._episodes, []
        return [finding for episode in left for finding in self._findings(episode)]

    def _place(self, at: datetime, box: Box) -> _Episode:
        for episode in self._episodes:
            if near_any(box, [episode.box], _NEAR):
                return episode
        if len(self._episodes) >= _MOST_EPISODES:
            return max(self._episodes, key=lambda episode: episode.moved_at)
        self._episodes.append(_Episode(at, box))
        return self._episodes[-1]

    def _findings(self, episode: _Episode) -> list[Finding]:
        if episode.explained or episode.frames < _LEAST_FRAMES:
            return []
        numbers = {
            "seconds": round((episode.moved_at - episode.began_at).total_seconds(), 1),
            "share_of_picture": round(min(1.0, episode.largest), 4),
        }
        best, since = episode.best, episode.passed_on_at or episode.began_at
        return [
            Finding(self._reason, "", 0.0, best.box, since, episode.moved_at, numbers, best.worth, best.picture,
                    int(episode.passed_on_at is None))
        ]  # fmt: skip


def unexplained(boxes: Sequence[Box], objects: Sequence[Box]) -> list[Box]:
    """Those of `boxes` that do not lie at one of `objects`: what moves beside a person is mostly their shadow."""
    return [box for box in boxes if not near_any(box, objects, _NEAR)]


def outside(boxes: Sequence[Box], masked: Sequence[Box]) -> list[Box]:
    """Those of `boxes` that no mask took away."""
    return [box for box in boxes if box not in masked]
