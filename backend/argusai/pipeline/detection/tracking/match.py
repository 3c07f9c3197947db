"""Which detection belongs to which track: the assignment with the greatest common overlap."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import lap
import numpy as np
import numpy.typing as npt

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.objects.contract import Detection, family_of

Costs = npt.NDArray[np.float64]

_FORBIDDEN = 10.0
# Looks count where more than one pair is possible, or where the place alone says little.
_SAYS_LITTLE = 0.5  # intersection over union
_WEIGHT_OF_LOOKS = 0.6
_USUALLY_UNLIKE = 0.2  # of one object a second later


@dataclass(frozen=True, slots=True)
class Rule:
    """`weigh_scores`: a sure detection wins over an unsure one that overlaps as much. `widen`: all boxes are enlarged
    by this share of their size to every side before they are compared, for what moved far between two frames (after
    C-BIoU, Yang et al. 2023). `looks`: appearance decides between candidates."""

    least_overlap: float
    weigh_scores: bool = True
    widen: float = 0.0
    reach: float = 0.0
    looks: bool = True


def match(
    expected: Sequence[tuple[Box, str]],
    detections: Sequence[Detection],
    rule: Rule,
    unlike: Callable[[int, int], float | None] = lambda row, column: None,
) -> list[tuple[int, int]]:
    """Pairs (index of expected, index of detection). `expected`: where each track should be, and its label. A pair of
    different families never matches. `unlike`: how different a pair looks, 0–1, None when not known; asked only where
    the place does not decide."""
    if not expected or not detections:
        return []
    overlap = overlaps([_widened(box, rule) for box, _ in expected], [_widened(d.box, rule) for d in detections])
    costs = 1 - overlap * np.array([d.score for d in detections]) if rule.weigh_scores else 1 - overlap
    families = np.array([family_of(label) for _, label in expected])
    found = np.array([family_of(detection.label) for detection in detections])
    costs[(families[:, None] != found[None, :]) | (overlap < rule.least_overlap)] = _FORBIDDEN
    if rule.looks:
        for row, column in _doubtful(costs < _FORBIDDEN, overlap):
            difference = unlike(row, column)
            costs[row, column] += _WEIGHT_OF_LOOKS * (_USUALLY_UNLIKE if difference is None else difference)
            costs[row, column] -= _WEIGHT_OF_LOOKS * _USUALLY_UNLIKE
    _, columns, _ = lap.lapjv(costs, extend_cost=True, cost_limit=1.0)
    return [(row, int(column)) for row, column in enumerate(columns) if column >= 0]


def _doubtful(possible: npt.NDArray[np.bool_], overlap: Costs) -> list[tuple[int, int]]:
    """The possible pairs of which either has another choice too, or whose boxes hardly agree."""
    contested = (possible.sum(axis=1) > 1)[:, None] | (possible.sum(axis=0) > 1)[None, :] | (overlap < _SAYS_LITTLE)
    rows, columns = np.nonzero(possible & contested)
    return [(int(row), int(column)) for row, column in zip(rows, columns, strict=True)]


def overlaps(one: Sequence[Box], other: Sequence[Box]) -> Costs:
    """Intersection over union of each with each: shape (len(one), len(other)), 0–1."""
    a, b = _rows(one)[:, None, :], _rows(other)[None, :, :]
    sides = np.clip(np.minimum(a[..., 2:], b[..., 2:]) - np.maximum(a[..., :2], b[..., :2]), 0, None)
    common: Costs = sides[..., 0] * sides[..., 1]
    union = _areas(a) + _areas(b) - common
    return np.divide(common, union, out=np.zeros_like(common), where=union > 0)


def intersection(one: Box, other: Box) -> float:
    """The common area, square pixels."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(0.0, width) * max(0.0, height)


def _widened(box: Box, rule: Rule) -> Box:
    least = rule.reach * max(box.width, box.height)
    across, down = max(box.width * rule.widen, least), max(box.height * rule.widen, least)
    return Box(box.left - across, box.top - down, box.right + across, box.bottom + down)


def _rows(boxes: Sequence[Box]) -> Costs:
    return np.array([(box.left, box.top, box.right, box.bottom) for box in boxes], np.float64).reshape(-1, 4)


def _areas(rows: Costs) -> Costs:
    return np.clip(rows[..., 2] - rows[..., 0], 0, None) * np.clip(rows[..., 3] - rows[..., 1], 0, None)
