"""How alike two looks are. Pure."""

import math

import numpy as np

from argusai.pipeline.detection.tracking.ports import Floats

_LEARNED = 0.2  # share of a new look in what is remembered
_LEAST_CONTRAST = 4.0  # levels of deviation; in a plainer place nothing can be told


def distance(one: Floats, other: Floats) -> float:
    """Of two appearances: 0 equal, 1 nothing in common (Hellinger's distance)."""
    return math.sqrt(max(0.0, 1.0 - float(one @ other)))


def blended(known: Floats | None, new: Floats) -> Floats:
    """What is remembered of an appearance, after `new` was seen."""
    if known is None:
        return new
    mixed = (1 - _LEARNED) * known + _LEARNED * new
    return np.asarray(mixed / np.linalg.norm(mixed), np.float32)


def correlation(one: Floats, other: Floats) -> float:
    """Of two places: 1 the same pattern whatever the light, 0 none in common; 0 too where one is plain."""
    if one.std() < _LEAST_CONTRAST or other.std() < _LEAST_CONTRAST:
        return 0.0
    first, second = one - one.mean(), other - other.mean()
    return float((first * second).sum() / math.sqrt(float((first**2).sum()) * float((second**2).sum())))
