"""Which new track is an old one that was hidden: near enough to have walked there, and looking alike. Pure."""

import math
from collections.abc import Sequence
from datetime import datetime

from argusai.pipeline.detection.tracking.likeness import distance
from argusai.pipeline.detection.tracking.one import Track
from argusai.pipeline.detection.tracking.ports import Floats

# The same person three seconds later: 0.31 or less in 19 of 20. Two different people: 0.26 or more in nine of ten.
_MOST_DISTANCE = 0.28
# By so much the best must be better than the second, or nobody is found again.
_LEAD = 0.05
# In heights of the object: boxes jump by half of it, and people go one of it a second.
_JUMP, _A_SECOND, _MOST_REACH = 0.5, 1.0, 4.0
_MOST_GROWTH = 0.45  # natural logarithm of the ratio of heights
_WEIGHT_OF_REACH = 0.1
# Nobody is lost before he was unseen for so long; until then his box is simply expected.
_LEAST_UNSEEN_SECONDS = 0.3


def refind(at: datetime, young: Sequence[tuple[Track, Floats]], lost: Sequence[Track]) -> list[tuple[Track, Track]]:
    """Pairs (young, lost) that are one object, each at most once. `young`: tracks detected now, with how they look;
    `lost`: tracks that are not."""
    costs = sorted(
        (cost, index, number)
        for index, (track, appearance) in enumerate(young)
        for number, other in enumerate(lost)
        if (cost := _cost(at, track, appearance, other)) is not None
    )
    found: list[tuple[Track, Track]] = []
    taken_young: set[int] = set()
    taken_lost: set[int] = set()
    for cost, index, number in costs:
        if index in taken_young or number in taken_lost:
            continue
        rivals = [
            c for c, i, n in costs if (i == index) != (n == number) and i not in taken_young and n not in taken_lost
        ]
        if rivals and min(rivals) - cost < _LEAD:
            continue
        taken_young.add(index)
        taken_lost.add(number)
        found.append((young[index][0], lost[number]))
    return found


def _cost(at: datetime, track: Track, appearance: Floats, lost: Track) -> float | None:
    """None: it cannot be."""
    unseen = (track.first_seen_at - lost.seen_at).total_seconds()
    if lost.appearance is None or track.family != lost.family or unseen < _LEAST_UNSEEN_SECONDS:
        return None
    one, other = track.box, lost.whole  # the last sight of who goes behind something shows a part of him
    if min(one.height, other.height) <= 0 or abs(math.log(one.height / other.height)) > _MOST_GROWTH:
        return None
    (x, y), (was_x, was_y) = one.foot, lost.box.foot
    reach = max(one.height, other.height) * min(_MOST_REACH, _JUMP + _A_SECOND * unseen)
    went = math.hypot(x - was_x, y - was_y) / reach
    unlike = distance(appearance, lost.appearance)
    return unlike + _WEIGHT_OF_REACH * went if went <= 1 and unlike <= _MOST_DISTANCE else None
