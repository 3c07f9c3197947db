"""Whether two pictures of one camera show near enough the same. Pure: sees measures, and says yes or no."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from argusai.pipeline.events.assembly.contract import RelativeBox

# Brightness of the surroundings, 0–1: all of them together, and the one place that differs most. Clouds change the one
# slowly; somebody who stands in a corner changes the other.
_MEAN_APART = 0.04
_PLACE_APART = 0.15
# Colours of the subject, 0–1: another cat, or the same one seen from behind, lies above it.
_SUBJECT_APART = 0.08
# Shares of the frame, and how much larger.
_MOVED = 0.08
_LARGER = 1.4


@dataclass(frozen=True, slots=True)
class Subject:
    """`looks`: blue, green, red of a few places within `box`, 0–1."""

    label: str
    box: RelativeBox
    looks: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """`view`: brightness of a grid of `columns` to a row over the whole picture, 0–1."""

    columns: int
    view: tuple[float, ...]
    subjects: tuple[Subject, ...]


def all_alike(ours: Sequence[Look], theirs: Sequence[Look]) -> bool:
    """Whether two events look the same: they begin alike and end alike, and nothing is seen in one that is not seen in
    the other. What happens backwards is no equal."""
    if not ours or not theirs:
        return False
    return (
        alike(ours[0], theirs[0])
        and alike(ours[-1], theirs[-1])
        and all(any(alike(one, other) for other in theirs) for one in ours)
        and all(any(alike(one, other) for one in ours) for other in theirs)
    )


def alike(one: Look, other: Look) -> bool:
    if len(one.view) != len(other.view) or len(one.subjects) != len(other.subjects):
        return False
    left = list(other.subjects)
    for subject in one.subjects:
        same = next((each for each in left if _same(subject, each)), None)
        if same is None:
            return False
        left.remove(same)
    boxes = [subject.box for look in (one, other) for subject in look.subjects]
    apart = [abs(a - b) for place, (a, b) in enumerate(zip(one.view, other.view, strict=True))
             if not _within(place, one.columns, len(one.view), boxes)]  # fmt: skip
    return not apart or (sum(apart) / len(apart) <= _MEAN_APART and max(apart) <= _PLACE_APART)


def _same(one: Subject, other: Subject) -> bool:
    if one.label != other.label or len(one.looks) != len(other.looks) or not one.looks:
        return False
    (x, y), (other_x, other_y) = _middle(one.box), _middle(other.box)
    sizes = sorted((_area(one.box), _area(other.box)))
    if math.hypot(x - other_x, y - other_y) > _MOVED or sizes[1] > sizes[0] * _LARGER**2:
        return False
    apart = sum(abs(a - b) for a, b in zip(one.looks, other.looks, strict=True)) / len(one.looks)
    return apart <= _SUBJECT_APART


def _middle(box: RelativeBox) -> tuple[float, float]:
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def _area(box: RelativeBox) -> float:
    return max(box.right - box.left, 0.0) * max(box.bottom - box.top, 0.0)


def _within(place: int, columns: int, places: int, boxes: Sequence[RelativeBox]) -> bool:
    """What stands in a box is compared as a subject."""
    rows = places // columns
    x, y = (place % columns + 0.5) / columns, (place // columns + 0.5) / rows
    half_x, half_y = 0.5 / columns, 0.5 / rows
    return any(
        box.left - half_x <= x <= box.right + half_x and box.top - half_y <= y <= box.bottom + half_y for box in boxes
    )
