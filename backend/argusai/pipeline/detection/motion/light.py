"""Takes changes of light out of the comparison: of the whole picture, and of parts whose texture stayed."""

import numpy as np
import numpy.typing as npt

from argusai.pipeline.detection.motion.opencv import Levels, Mask, around, likeness

Vector = npt.NDArray[np.float32]

_SAMPLE = (slice(None, None, 4), slice(None, None, 4))
_MOST_DRIFT = 12.0  # levels by which a picture that light alone does not explain may brighten between frames
_AS_EVER = 0.75  # levels that the middle cell is off without any light having changed
_BETTER = 0.8  # of what was off before: a light that explains less is chance
_EXPLAINED = 0.5
_EXACT = 3.0  # levels: within the camera's noise
_PASSES = 3
_MOST_GAIN = 3.0
_SPREAD = 4.0  # levels; a background flatter than this tells brightness from contrast by chance
_ALIKE = 0.9
_SURE = 0.15  # share of a part's cells that must be recognised
_TEXTURED = 2.0  # levels of texture
_ABOVE_NOISE = 3.0  # and times the noise: less is not recognised again


def fit_light(mean: Levels, now: Levels) -> tuple[float, float]:
    """`gain` and `offset` with which most cells of `now` are gain × mean + offset. Least squares among the cells that
    fit best, so what moves has no say unless it fills the picture. (1, 0) unless another light explains the picture
    clearly better than the same light does; where nothing explains it well, the gain is 1 and the offset small."""
    before, after = mean[_SAMPLE].ravel(), now[_SAMPLE].ravel()
    same = after - before
    unlit = middle(np.abs(same))
    if unlit <= _AS_EVER:
        return 1.0, 0.0
    drift = middle(same)
    drifted = middle(np.abs(same - np.float32(drift)))
    best = (1.0, 0.0, unlit)
    for other in ((1.0, drift, drifted), _fit(before, after, drift)):
        if other[2] < _BETTER * best[2]:
            best = other
    gain, offset, off = best
    if off <= max(_EXPLAINED * unlit, _EXACT):
        return gain, offset
    return 1.0, max(-_MOST_DRIFT, min(_MOST_DRIFT, drift))


def _fit(before: Vector, after: Vector, drift: float) -> tuple[float, float, float]:
    """Gain, offset, and by how much the middle cell is off."""
    gain, offset = 1.0, drift
    off = np.abs(after - before - np.float32(drift))
    for _ in range(_PASSES):
        kept = off <= np.float32(max(middle(off), 1.0) * 2)
        x, y = before[kept], after[kept]
        spread = x - x.mean()
        power = float(np.vdot(spread, spread))
        if power < len(x) * _SPREAD**2:
            break
        fitted = float(np.vdot(spread, y)) / power
        if not 1 / _MOST_GAIN < fitted < _MOST_GAIN:
            break
        gain, offset = fitted, float(y.mean()) - fitted * float(x.mean())
        off = np.abs(after - np.float32(gain) * before - np.float32(offset))
    return gain, offset, middle(off)


def expected_in_light(now: Levels, mean: Levels, deviation: Levels) -> tuple[Levels, Mask]:
    """What the background looks like in the light that now falls on each part of it, and where that is known: around
    cells whose surroundings show the same texture, only brighter or darker. So shadows, beams and lamps explain
    themselves, and a person in them, who covers the texture, does not."""
    alike, variance = likeness(now, mean)
    least = np.float32(max(_TEXTURED, _ABOVE_NOISE * middle(deviation[_SAMPLE].ravel())) ** 2)
    known = ((alike > _ALIKE) & (variance > least)).astype(np.float32)
    weight, lit, unlit = (around(levels) for levels in (known, known * now, known * mean))
    gain = lit / np.maximum(unlit, np.float32(1))
    sure: Mask = (weight > _SURE) & (gain > 1 / _MOST_GAIN) & (gain < _MOST_GAIN)
    return np.where(sure, gain * mean, mean), sure


def unrest(difference: Levels, deviation: Levels) -> float:
    """How many times its usual deviation the middle cell differs by: about 0.85 when all is as usual."""
    return middle(difference[_SAMPLE].ravel() / deviation[_SAMPLE].ravel())


def middle(values: Vector) -> float:
    """The median, without what `np.median` adds for other cases: it cost more than all the rest."""
    index = values.size // 2
    return float(np.partition(values, index)[index])
