"""Before and after a person: what appeared, and what went. Pure.

The idea of abandoned-object detection by two backgrounds (Porikli et al. 2008), with the person's way as the place to
look and the picture before the visit as the slow background.
"""

from typing import Literal

import numpy as np

from argusai.pipeline.detection.parcels.opencv import Blob, Levels, Mask, edges, rim

# Steps of 0–255 by which a cell must differ beyond what the rest of the picture does: shadows soften below it.
_LEAST_STEPS = 20.0
_LEAST_CELLS = 16  # four by four: of fewer the border is as much chance as thing
_BORDER_GAIN = 1.25


def changed_cells(before: Levels, after: Levels, where: Mask) -> Mask:
    """Both (h, w, 3), BGR levels; `where` (h, w): the cells to compare. The rest tells how the light changed."""
    elsewhere = ~where
    light = np.zeros(3, np.float32)
    noise = 0.0
    if elsewhere.sum() >= _LEAST_CELLS:
        apart = after[elsewhere] - before[elsewhere]
        light = np.median(apart, axis=0).astype(np.float32)
        noise = float(np.percentile(np.abs(apart - light), 95))
    differs: Mask = np.abs(after - before - light).max(axis=2) > max(_LEAST_STEPS, 2.0 * noise)
    return differs & where


def what_happened(before: Levels, after: Levels, blob: Blob) -> Literal["new", "gone", "unclear"]:
    """A thing has a border where the ground has none: "new" when it stands there after, "gone" when it did before."""
    border = rim(blob.mask)
    was, now = float(edges(before)[border].mean()), float(edges(after)[border].mean())
    if blob.cells < _LEAST_CELLS:
        return "unclear"
    if now > was * _BORDER_GAIN:
        return "new"
    return "gone" if was > now * _BORDER_GAIN else "unclear"


def in_the_light_of(before: Levels, now: Levels, shown: Levels) -> Levels:
    """What `shown`, a picture in the light of `before`, would look like in the light of `now`: every channel as much
    brighter and as much stronger in contrast as the whole picture became."""
    was, became = before.reshape(-1, 3), now.reshape(-1, 3)
    gain = became.std(axis=0) / np.maximum(was.std(axis=0), np.float32(1))
    lit: Levels = (shown - was.mean(axis=0)) * gain + became.mean(axis=0)
    return lit


def alike(one: Levels, other: Levels) -> float:
    """How much two patches (h, w, 3) look alike whatever the light: correlation, -1…1; plain ones by their colour."""
    a, b = one.reshape(-1, 3), other.reshape(-1, 3)
    a, b = a - a.mean(axis=0), b - b.mean(axis=0)
    power, other_power = float((a * a).mean()), float((b * b).mean())
    least = _LEAST_STEPS * _LEAST_STEPS / 16
    if max(power, other_power) < least:
        apart = np.abs(one.mean(axis=(0, 1)) - other.mean(axis=(0, 1))).max()
        return 1.0 - min(2.0, float(apart) / _LEAST_STEPS)
    if min(power, other_power) < least / 4:
        return 0.0  # one is plain, the other is not
    return float((a * b).mean()) / float(np.sqrt(power * other_power))
