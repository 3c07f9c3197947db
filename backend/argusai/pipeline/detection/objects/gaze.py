"""One camera's looks: what to look at in a frame, within the budget, and when to ask the second detector."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from argusai.pipeline.capture.streams.contract import Box, Picture
from argusai.pipeline.detection.objects.contract import Detection
from argusai.pipeline.detection.objects.crops import choose_crops, fine_tiles
from argusai.pipeline.detection.objects.eyes import Eyes
from argusai.pipeline.detection.objects.lately import EXPLAINED, Lately
from argusai.pipeline.detection.objects.looks import Look, Need, Seed, Wanted
from argusai.pipeline.detection.objects.opinions import area_around, doubtful_boxes, merge
from argusai.pipeline.detection.objects.overlap import intersection, keep_best
from argusai.pipeline.detection.objects.ration import Ration

_MOST_LOOKS = 4  # a frame, of the first detector
_MOST_OPINIONS = 2  # a frame, of the second
# When nothing was found, the next look shows more around it, as only a part of something large may have moved; and the
# one after that no more than usual again, as most of what moves is seen whole.
_ZOOMS = (1.0, 2.0, 1.0, 4.0)
# After so many looks in vain at one place (a bush in the wind) it is looked at less often. Whoever comes out of it
# moves elsewhere, and is looked at at once.
_OFTEN, _RARELY_SECONDS = 6, 0.4
_WIDE_SHARE = 0.5  # of the frame: motion so wide says nothing about the size of what moves
_FIRST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 0.6, 4.0
_SAME_PLACE = 0.3  # intersection over union
_SECOND_COST = 0.4  # of a look of the first detector; measured in tests/performance
_MOST_OBJECTS = 100


@dataclass(frozen=True, slots=True)
class Glance:
    """What one frame brought. `unlooked`: areas that should have been looked at, and were not. `put_off`: areas whose
    turn comes later, since too much moves that is nothing. `failed`: the detector did not answer."""

    detections: list[Detection]
    unlooked: list[Box]
    put_off: tuple[Box, ...] = ()
    failed: bool = False


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
        self._lately = Lately()
        self._ration = Ration()
        self._doubts: list[_Doubt] = []
        self._fine = 0

    def see(self, picture: Picture, wanted: Wanted, at: datetime) -> Glance:
        """`at`: the frame's time. Raises DetectorBroken unless `eyes` bear it."""
        self._began = self._began or at
        now = (at - self._began).total_seconds()
        size = (picture.width, picture.height)
        self._lately.forget(now)
        self._ration.tell(now, self._lately.vain_a_second)
        due, put_off = self._looks(wanted, size, now)
        looks, unlooked = self._granted(due)
        if not looks:
            return Glance([], unlooked, put_off)
        areas = [look.area for look in looks]
        found = self._eyes.see(picture, areas)
        if found is None:
            return Glance([], [*areas, *unlooked], put_off, failed=True)
        found = self._second_opinions(picture, (wanted, found, areas), now)
        self._lately.see(now, areas, [region.box for region in wanted.regions], found)
        return Glance(found, unlooked, put_off)

    def _looks(self, wanted: Wanted, size: tuple[int, int], now: float) -> tuple[list[Look], tuple[Box, ...]]:
        """What to look at, and the areas that are put off."""
        seeds = [Seed(box, Need.TRACK, waited_seconds=self._lately.waited(box, now)) for box in wanted.expected]
        seeds += [seed for region in wanted.regions if (seed := self._seed(region.box, wanted.expected, size, now))]
        looks, put_off = (
            self._rationed(seeds, size) if self._ration.strict else (choose_crops(seeds, size, _MOST_LOOKS), ())
        )
        if any(seed.box.area > _WIDE_SHARE * size[0] * size[1] for seed in seeds):
            small = fine_tiles(*size)
            self._fine += 1
            looks.append(Look(small[self._fine % len(small)], Need.AGAIN))
        due = [Seed(box, Need.SCENERY) for box in wanted.due if not any(_inside(box, look.area) for look in looks)]
        return [*looks, *choose_crops(due, size, 1)], put_off

    def _rationed(self, seeds: Sequence[Seed], size: tuple[int, int]) -> tuple[list[Look], tuple[Box, ...]]:
        """All that is known, and as much as may be of what merely moves."""
        looks = choose_crops([seed for seed in seeds if seed.need is Need.TRACK], size, _MOST_LOOKS)
        unknown = [seed for seed in seeds if seed.need is not Need.TRACK]
        elsewhere = [seed for seed in unknown if not any(_inside(seed.box, look.area) for look in looks)]
        more, later = self._ration.divide(choose_crops(elsewhere, size, _MOST_LOOKS))
        return [*looks, *more], tuple(look.area for look in later)

    def _seed(self, box: Box, expected: Sequence[Box], size: tuple[int, int], now: float) -> Seed | None:
        waited, usual = self._lately.waited(box, now), self._lately.usual_size(box, size)
        if any(intersection(box, each) >= EXPLAINED * box.area for each in expected):
            return Seed(box, Need.TRACK, waited_seconds=waited, size=usual)
        vain = self._lately.in_vain(box)
        if vain >= _OFTEN and waited < _RARELY_SECONDS:
            return None
        if vain:
            return Seed(box, Need.AGAIN, _ZOOMS[self._lately.turn(box) % len(_ZOOMS)], waited, usual)
        return Seed(box, Need.NEW, waited_seconds=waited, size=usual)

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
        known = {each.box for each in found}
        asked = [
            Look(area_around(box, size), Need.TRACK if box in known else Need.AGAIN, cost=_SECOND_COST)
            for box in doubtful[:_MOST_OPINIONS]
        ]
        due, _ = self._ration.divide(asked)
        given, _ = self._eyes.grant(self._camera_id, due)
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
        kept = (doubt for doubt in self._doubts if doubt.until > now - _LONGEST_PAUSE_SECONDS)
        self._doubts = [doubt for doubt in kept if doubt is not before]
        if not seen:
            pause = min(before.pause_seconds * 2, _LONGEST_PAUSE_SECONDS) if before else _FIRST_PAUSE_SECONDS
            self._doubts.append(_Doubt(box, now + pause, pause))


def _inside(box: Box, area: Box) -> bool:
    return intersection(box, area) >= 0.999 * box.area


def _same_place(one: Box, other: Box) -> bool:
    common = intersection(one, other)
    return common > _SAME_PLACE * (one.area + other.area - common)
