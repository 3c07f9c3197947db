"""One camera's looks: what to look at in a frame, within the budget, and when to ask the second detector."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from argusai.pipeline.capture.streams.contract import Box, Picture
from argusai.pipeline.detection.objects.contract import Detection
from argusai.pipeline.detection.objects.crops import choose_crops, fine_tiles
from argusai.pipeline.detection.objects.eyes import Eyes
from argusai.pipeline.detection.objects.looks import Look, Need, Seed, Wanted
from argusai.pipeline.detection.objects.opinions import area_around, doubtful_boxes, merge
from argusai.pipeline.detection.objects.overlap import intersection, keep_best

_MOST_LOOKS = 4  # a frame, of the first detector
_MOST_OPINIONS = 2  # a frame, of the second
_REMEMBERED_SECONDS = 2.0
_HIT = 0.3  # of a region that an object covers: it explains the motion
# When nothing was found, the next look shows more around it: only a part of something large may have moved.
_ZOOMS = (1.0, 2.0, 4.0)
_WIDE_SHARE = 0.5  # of the frame: motion so wide says nothing about the size of what moves
_FIRST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 0.6, 4.0
_SAME_PLACE = 0.3  # intersection over union
_SECOND_COST = 0.4  # of a look of the first detector; measured in tests/performance
_MOST_OBJECTS = 100


@dataclass(frozen=True, slots=True)
class Glance:
    """What one frame brought. `unlooked`: areas that should have been looked at, and were not."""

    detections: list[Detection]
    unlooked: list[Box]


@dataclass(slots=True)
class _Doubt:
    """A place where the second detector saw nothing: it is not asked again before `until`."""

    box: Box
    until: float
    pause_seconds: float


class Gaze:
    """Not thread-safe: the camera's analysis thread owns it; `eyes` may be shared."""

    def __init__(self, camera_id: UUID, eyes: Eyes) -> None:
        self._camera_id = camera_id
        self._eyes = eyes
        self._began: datetime | None = None
        self._looked: deque[tuple[float, Box]] = deque()
        self._vain: deque[tuple[float, Box]] = deque()
        self._doubts: list[_Doubt] = []
        self._fine = 0

    def see(self, picture: Picture, wanted: Wanted, at: datetime) -> Glance:
        """`at`: the frame's time. Raises DetectorBroken unless `eyes` bear it."""
        self._began = self._began or at
        now = (at - self._began).total_seconds()
        size = (picture.width, picture.height)
        self._forget(now)
        looks, unlooked = self._granted(self._looks(wanted, size, now))
        if not looks:
            return Glance([], unlooked)
        areas = [look.area for look in looks]
        found = self._eyes.see(picture, areas)
        if found is None:
            return Glance([], [*areas, *unlooked])
        self._looked += [(now, area) for area in areas]
        found = self._second_opinions(picture, (wanted, found, areas), now)
        self._remember_vain(wanted, found, areas, now)
        return Glance(found, unlooked)

    def _looks(self, wanted: Wanted, size: tuple[int, int], now: float) -> list[Look]:
        seeds = [self._seed(region.box, wanted.expected, now) for region in wanted.regions]
        seeds += [Seed(box, Need.TRACK, waited_seconds=self._waited(box, now)) for box in wanted.expected]
        looks = choose_crops(seeds, size, _MOST_LOOKS)
        if any(seed.box.area > _WIDE_SHARE * size[0] * size[1] for seed in seeds):
            small = fine_tiles(*size)
            self._fine += 1
            looks.append(Look(small[self._fine % len(small)], Need.AGAIN))
        due = [Seed(box, Need.SCENERY) for box in wanted.due if not any(_inside(box, look.area) for look in looks)]
        return [*looks, *choose_crops(due, size, 1)]

    def _seed(self, box: Box, expected: Sequence[Box], now: float) -> Seed:
        waited = self._waited(box, now)
        if any(intersection(box, each) >= _HIT * box.area for each in expected):
            return Seed(box, Need.TRACK, waited_seconds=waited)
        vain = sum(1 for _, other in self._vain if _middle_inside(box, other))
        if vain:
            return Seed(box, Need.AGAIN, _ZOOMS[vain % len(_ZOOMS)], waited)
        return Seed(box, Need.NEW, waited_seconds=waited)

    def _waited(self, box: Box, now: float) -> float:
        return now - max((at for at, area in self._looked if _middle_inside(box, area)), default=-_REMEMBERED_SECONDS)

    def _granted(self, looks: list[Look]) -> tuple[list[Look], list[Box]]:
        now, later = looks[:_MOST_LOOKS], looks[_MOST_LOOKS:]
        given, shed = self._eyes.grant(self._camera_id, now)
        return given, [look.area for look in (*shed, *later)]

    def _second_opinions(
        self, picture: Picture, seen: tuple[Wanted, list[Detection], list[Box]], now: float
    ) -> list[Detection]:
        wanted, found, areas = seen
        if self._eyes.second is None:
            return found
        size = (picture.width, picture.height)
        doubtful = [box for box in doubtful_boxes(wanted, found, areas, size) if not self._paused(box, now)]
        asked = [Look(area_around(box, size), Need.TRACK, cost=_SECOND_COST) for box in doubtful[:_MOST_OPINIONS]]
        given, _ = self._eyes.grant(self._camera_id, asked)
        if not given:
            return found
        said = self._eyes.ask(picture, [look.area for look in given])
        for box in doubtful[: len(given)]:
            self._note(box, any(intersection(each.box, box) > 0 for each in said), now)
        return keep_best(merge(found, said), _MOST_OBJECTS)

    def _paused(self, box: Box, now: float) -> bool:
        return any(now < doubt.until and _same_place(doubt.box, box) for doubt in self._doubts)

    def _note(self, box: Box, seen: bool, now: float) -> None:
        before = next((doubt for doubt in self._doubts if _same_place(doubt.box, box)), None)
        self._doubts = [doubt for doubt in self._doubts if doubt is not before]
        if not seen:
            pause = min(before.pause_seconds * 2, _LONGEST_PAUSE_SECONDS) if before else _FIRST_PAUSE_SECONDS
            self._doubts.append(_Doubt(box, now + pause, pause))

    def _remember_vain(self, wanted: Wanted, found: list[Detection], areas: list[Box], now: float) -> None:
        for region in wanted.regions:
            explained = any(intersection(each.box, region.box) >= _HIT * region.box.area for each in found)
            if not explained and any(_middle_inside(region.box, area) for area in areas):
                self._vain.append((now, region.box))

    def _forget(self, now: float) -> None:
        for remembered in (self._looked, self._vain):
            while remembered and not 0 <= now - remembered[0][0] <= _REMEMBERED_SECONDS:
                remembered.popleft()
        self._doubts = [doubt for doubt in self._doubts if doubt.until > now - _LONGEST_PAUSE_SECONDS]


def _middle_inside(box: Box, area: Box) -> bool:
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return area.left <= x <= area.right and area.top <= y <= area.bottom


def _inside(box: Box, area: Box) -> bool:
    return intersection(box, area) >= 0.999 * box.area


def _same_place(one: Box, other: Box) -> bool:
    common = intersection(one, other)
    return common > _SAME_PLACE * (one.area + other.area - common)
