"""What SSD-MobileNetV2 wants to see and what its answer means. Pure: no model is run here.

Input: RGB, letterboxed to 300 × 300, -1…1, shape (1, 300, 300, 3), float32. Output: boxes (1, 1917, 4) as offsets
(y, x, height, width) from fixed anchors, and class scores (1, 1917, 24) before the sigmoid; column 0 is background.
Source: SSD (Liu et al. 2016), with the anchors of the TensorFlow object detection API; classes of OpenImages v4.
"""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from argusai.pipeline.capture.streams.contract import Image
from argusai.pipeline.detection.objects.errors import DetectorBroken
from argusai.pipeline.detection.objects.view import Candidates, Floats

SIDE = 300
FILLING = (127, 127, 127)  # zero, for the network
# Our words for its classes, in the order of its columns from 1; empty where we have none or do not ask.
WORDS = (
    *("bicycle", "", "", "person", "", "cow", "", "cat", "", "", "", "", "", "", "", "", ""),
    *("vehicle", "", "dog", "", "", "car"),
)
_GRIDS = (19, 10, 5, 3, 2, 1)  # cells a side, coarser and coarser
_SMALLEST, _LARGEST = 0.2, 0.95  # of the input's side: anchors of the finest and of the coarsest grid
_RATIOS = (1.0, 2.0, 0.5, 3.0, 1 / 3)
_NEAR, _FAR = 10.0, 5.0  # by how much places and sizes are enlarged in the answer
_LARGEST_STEP = 4.0  # e⁴ times an anchor is larger than any picture; more would only overflow
_MOST_BOXES = 300


def to_input(square: Image) -> Floats:
    """`square`: (300, 300, 3), uint8, BGR."""
    return np.ascontiguousarray(square[None, :, :, ::-1].astype(np.float32) / 127.5 - 1)


def anchors() -> Floats:
    """(1917, 4): middle y, middle x, height, width, as shares of the input's side."""
    sizes = [_SMALLEST + (_LARGEST - _SMALLEST) * index / (len(_GRIDS) - 1) for index in range(len(_GRIDS))]
    parts = []
    for index, (grid, size) in enumerate(zip(_GRIDS, sizes, strict=True)):
        larger = sizes[index + 1] if index + 1 < len(sizes) else 1.0
        if index == 0:
            shapes = [(1.0, 0.1), (2.0, size), (0.5, size)]
        else:
            shapes = [*((ratio, size) for ratio in _RATIOS), (1.0, math.sqrt(size * larger))]
        middles = (np.arange(grid) + 0.5) / grid
        places = np.stack(np.meshgrid(middles, middles, indexing="ij"), axis=-1).reshape(-1, 1, 2)
        extents = np.array([(side / math.sqrt(ratio), side * math.sqrt(ratio)) for ratio, side in shapes])
        of_grid = np.concatenate(
            [
                np.broadcast_to(places, (len(places), len(shapes), 2)),
                np.broadcast_to(extents, (len(places), *extents.shape)),
            ],
            axis=-1,
        )
        parts.append(of_grid.reshape(-1, 4))
    return np.concatenate(parts).astype(np.float32)


def word_columns(words: frozenset[str]) -> npt.NDArray[np.intp]:
    """The classes to report, as indexes into WORDS."""
    return np.array([index for index, word in enumerate(WORDS) if word and word in words], np.intp)


def read_answer(
    outputs: Sequence[npt.NDArray[Any]], around: Floats, columns: npt.NDArray[np.intp], least_score: float
) -> Candidates:
    """`around`: the anchors. `columns`: of `word_columns`. Raises DetectorBroken when the outputs have other shapes, or
    values that are no numbers."""
    by_shape = {output.shape: output for output in outputs}
    places, logits = by_shape.get((1, len(around), 4)), by_shape.get((1, len(around), len(WORDS) + 1))
    if places is None or logits is None:
        shapes = ", ".join(str(output.shape) for output in outputs)
        raise DetectorBroken(f"The detector's answer has other shapes than expected: {shapes}.")
    asked = logits[0][:, columns + 1].astype(np.float32)
    if not np.isfinite(asked).all():
        raise DetectorBroken("The detector answered with values that are no numbers.")
    scores = 1 / (1 + np.exp(-np.clip(asked, -50, 50)))
    best = scores.argmax(axis=1)
    top = scores[np.arange(len(best)), best]
    rows = np.flatnonzero(top >= least_score)
    if len(rows) > _MOST_BOXES:
        rows = rows[np.argsort(-top[rows])[:_MOST_BOXES]]
    offsets, near = places[0][rows], around[rows]
    if not np.isfinite(offsets).all():
        raise DetectorBroken("The detector answered with boxes that are no numbers.")
    middles = offsets[:, :2] / _NEAR * near[:, 2:] + near[:, :2]
    halves = np.exp(np.minimum(offsets[:, 2:] / _FAR, _LARGEST_STEP)) * near[:, 2:] / 2
    boxes = np.concatenate([middles - halves, middles + halves], axis=1)[:, [1, 0, 3, 2]] * SIDE
    return Candidates(columns[best[rows]], top[rows].astype(np.float32), boxes.astype(np.float32))
