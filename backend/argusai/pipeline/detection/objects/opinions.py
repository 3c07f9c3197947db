"""When a second detector is asked, and what becomes of two answers. Pure.

Asked: where a vehicle or a person was seen unsurely, and where something large and not upright moves, or is expected,
in which nothing was seen.
Cars from straight above are what the first detector misses. People it finds better than the second, which only
confirms them: a walker in the dark, whom the first saw in every other frame, the second saw in half of the rest.

Merged: boxes of one family that overlap are one object. The label is the most specific word anybody used: “vehicle”
gives way to car, bus or truck, and of two such words the better score decides. The score is the better one, raised by
the rest in proportion to the other, as the words of two independent witnesses count: networks of different make and
training seldom err at the same place. They do where there is little to see: a tuft of leaves of 18 pixels that the wind
moves was “a car” to both, with 0.3 and 0.39. What is smaller than `_TELLING` keeps the better score.
That one says nothing proves little at odd angles and lowers nothing. What only the second saw counts from `_ALONE`,
and not if it is a person. Of a person the first's box stays: two networks draw it differently, which looked like steps.
Every word stays in `opinions`.
"""

from collections.abc import Sequence
from dataclasses import replace

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.objects.contract import Detection, family_of
from argusai.pipeline.detection.objects.looks import Wanted
from argusai.pipeline.detection.objects.overlap import intersection

GENERAL = "vehicle"  # what a model says that knows no better
GENERAL_MEANS = "car"  # our word for a vehicle of which nothing else is known: most are
_PERSON = "person"
SURE = 0.5
_ALONE = 0.35
_SEEN = 0.35  # a detection from this score on explains the motion around it
_EXPLAINS = 0.25  # of the region's area
_LEAST_SHARE = 0.06  # of the frame's shorter side: a vehicle's smaller side
_UPRIGHT = 0.6  # width for one of height: below it is a person's shape
_TELLING = 24.0  # pixels of the shorter side
_FITS = 0.35  # intersection over union of a person and what moves: else something there merely looks like one
_TALL_ENOUGH = 40.0  # pixels of a person's longer side
_WIDEST_PERSON = 0.75  # width for one of height
_SAME_OBJECT = 0.4  # intersection over union
_INSIDE = 0.8  # share of the smaller box
_MARGIN = 0.5  # of the doubtful box's size, on each side: a network wants to see what is around
_MARGIN_UPRIGHT = 1.0  # likewise: people are thin, and were confirmed most often with so much around


def is_vehicle(label: str) -> bool:
    return family_of(label) == GENERAL


def _can_count(said: Detection) -> bool:
    """Where the second finds nothing it sometimes calls all it was shown a person: a square."""
    if said.label == _PERSON:
        return said.box.width <= _WIDEST_PERSON * said.box.height
    return is_vehicle(said.label)


def _is_unsure(each: Detection, found: Sequence[Detection], moving: Sequence[Box]) -> bool:
    """It may be what moves there. Of a person only where nothing surer does: beside somebody who passes, other things
    are taken for people too."""
    if each.score >= SURE:
        return False
    if is_vehicle(each.label):
        return any(intersection(each.box, box) for box in moving)
    sure = [other.box for other in found if other.score >= SURE]
    return each.label == _PERSON and any(
        _overlap(each.box, box) >= _FITS and not any(intersection(other, box) > _EXPLAINS * box.area for other in sure)
        for box in moving
    )


def doubtful_boxes(
    wanted: Wanted, found: Sequence[Detection], areas: Sequence[Box], frame_size: tuple[int, int]
) -> list[Box]:
    """Where a second opinion is worth asking, in pixels of the frame. `areas`: where the first detector looked; what it
    did not look at is not in doubt."""
    moving = [region.box for region in wanted.regions]
    unsure = [each.box for each in found if _is_unsure(each, found, moving)]
    least = _LEAST_SHARE * min(frame_size)
    unexplained = [
        box
        for box in (*moving, *wanted.expected, *wanted.due)
        if min(box.width, box.height) >= least
        and box.width >= _UPRIGHT * box.height
        and any(_holds_middle(area, box) for area in areas)
        and not any(each.score >= _SEEN and intersection(each.box, box) > _EXPLAINS * box.area for each in found)
    ]
    return [*unsure, *(box for box in unexplained if not any(_same(box, other) for other in unsure))]


def area_around(box: Box, frame_size: tuple[int, int]) -> Box:
    """What to show of a doubtful box: a square with some of its surroundings, moved into the frame."""
    upright = box.width < _UPRIGHT * box.height
    side = max(box.width, box.height) * (1 + 2 * (_MARGIN_UPRIGHT if upright else _MARGIN))
    left, right = _span((box.left + box.right) / 2, side, frame_size[0])
    top, bottom = _span((box.top + box.bottom) / 2, side, frame_size[1])
    return Box(left, top, right, bottom)


def merge(first: Sequence[Detection], second: Sequence[Detection]) -> list[Detection]:
    """`first` with what `second` says of vehicles, and of people in it; best score first."""
    merged = list(first)
    for other in (each for each in second if _can_count(each)):
        family = family_of(other.label)
        same = (i for i, each in enumerate(merged) if family_of(each.label) == family and _same(each.box, other.box))
        if (index := next(same, None)) is not None:
            if not _has_spoken(other, merged[index]):
                merged[index] = _both(merged[index], other)
        elif other.score >= _ALONE and is_vehicle(other.label):
            merged.append(replace(other, label=_word(other.label)))
    return sorted(merged, key=lambda each: -each.score)


def _both(one: Detection, other: Detection) -> Detection:
    better = max(one, other, key=lambda each: each.score)
    person = one.label == _PERSON
    telling = one.box.height >= _TALL_ENOUGH if person else min(better.box.width, better.box.height) >= _TELLING
    named = [each for each in (one, other) if each.label != GENERAL]
    label = max(named, key=lambda each: each.score).label if named else GENERAL_MEANS
    weaker = min(one.score, other.score) if telling else 0.0
    score = better.score + (1 - better.score) * weaker
    box = one.box if person and _overlap(one.box, other.box) > _SAME_OBJECT else better.box
    return Detection(label, score, box, (*one.opinions, *other.opinions))


def _has_spoken(said: Detection, of: Detection) -> bool:
    """A second box of one model around the same vehicle is no further opinion."""
    models = {opinion.model for opinion in said.opinions}
    return any(opinion.model in models for opinion in of.opinions)


def _word(label: str) -> str:
    return GENERAL_MEANS if label == GENERAL else label


def _same(one: Box, other: Box) -> bool:
    common = intersection(one, other)
    if not common:
        return False
    return _overlap(one, other) > _SAME_OBJECT or common > _INSIDE * min(one.area, other.area)


def _overlap(one: Box, other: Box) -> float:
    """Intersection over union."""
    common = intersection(one, other)
    return common / (one.area + other.area - common) if common else 0.0


def _holds_middle(area: Box, box: Box) -> bool:
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return area.left <= x <= area.right and area.top <= y <= area.bottom


def _span(middle: float, side: float, length: int) -> tuple[float, float]:
    side = min(side, length)
    start = min(max(middle - side / 2, 0.0), length - side)
    return start, start + side
