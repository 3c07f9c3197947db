"""Keeps each object once, where several looks or several cells found it."""

from collections.abc import Iterable

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.objects.contract import Detection, family_of

_SAME_OBJECT = 0.5  # intersection over union
_INSIDE = 0.85  # share of the smaller box: half a person found inside the whole one


def keep_best(found: Iterable[Detection], most: int) -> list[Detection]:
    """Best score first; of boxes of one family that overlap much, only the best; at most `most`."""
    kept: list[Detection] = []
    for candidate in sorted(found, key=lambda item: -item.score):
        if len(kept) >= most:
            break
        if not any(_same(candidate, better) for better in kept):
            kept.append(candidate)
    return kept


def _same(one: Detection, other: Detection) -> bool:
    if family_of(one.label) != family_of(other.label):
        return False
    common = intersection(one.box, other.box)
    if not common:
        return False
    smaller = min(one.box.area, other.box.area)
    return common / (one.box.area + other.box.area - common) > _SAME_OBJECT or common > smaller * _INSIDE


def intersection(one: Box, other: Box) -> float:
    """The common area, square pixels."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(0.0, width) * max(0.0, height)
