"""Tracks of a whole clip as rows of the MOT Challenge: frame,id,left,top,width,height,score; frames from 1."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.tracking.contract import TrackPoint

_LONGEST_GAP = 12  # analysed frames (1.2 s at the busy rate) that may be missing and are filled in a straight line


@dataclass(frozen=True, slots=True)
class _Sight:
    frame: int
    box: Box
    score: float


class TrackRows:
    """Collects the frames of a clip. A track's rows begin with its first detection, though it is confirmed later."""

    def __init__(self) -> None:
        self._frames: list[int] = []
        self._sights: defaultdict[int, list[_Sight]] = defaultdict(list)
        self._confirmed: set[int] = set()

    def see(self, frame_number: int, points: Sequence[TrackPoint]) -> None:
        """An analysed frame, in order."""
        self._frames.append(frame_number)
        for point in points:
            if point.present:
                self._sights[point.track_id].append(_Sight(frame_number, point.box, point.score))
            if point.confirmed:
                self._confirmed.add(point.track_id)

    def lines(self) -> Iterator[str]:
        """All rows of confirmed tracks, by frame, then by track."""
        places = {frame: index for index, frame in enumerate(self._frames)}
        rows = [
            (sight.frame, track_id, sight)
            for track_id in self._confirmed
            for sight in self._filled(self._sights[track_id], places)
        ]
        for frame, track_id, sight in sorted(rows, key=lambda row: row[:2]):
            box = sight.box
            yield (
                f"{frame},{track_id},{box.left:.2f},{box.top:.2f},{box.width:.2f},{box.height:.2f},{sight.score:.3f}"
            )

    def _filled(self, sights: list[_Sight], places: dict[int, int]) -> Iterator[_Sight]:
        for before, after in pairwise(sights):
            yield before
            first, last = places[before.frame], places[after.frame]
            if last - first - 1 <= _LONGEST_GAP:
                for place in range(first + 1, last):
                    share = (place - first) / (last - first)
                    yield _Sight(self._frames[place], _between(before.box, after.box, share), before.score)
        yield from sights[-1:]


def _between(one: Box, other: Box, share: float) -> Box:
    return Box(
        one.left + (other.left - one.left) * share,
        one.top + (other.top - one.top) * share,
        one.right + (other.right - one.right) * share,
        one.bottom + (other.bottom - one.bottom) * share,
    )
