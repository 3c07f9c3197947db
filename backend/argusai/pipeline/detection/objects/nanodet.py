"""What NanoDet wants to see and what its answer means. Pure: no model is run here.

Input: BGR, letterboxed to 416 × 416, normalised, shape (1, 3, 416, 416), float32. Output for each stride 8, 16, 32 and
its grid of g × g cells: class scores (1, g², 80), already 0–1, and boxes (1, g², 44): for each side a distribution over
0–10 strides from the cell's centre. Source: NanoDet (RangiLyu, 2020); distributions: Generalized Focal Loss (Li, 2020).
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from argusai.pipeline.capture.streams.contract import Image
from argusai.pipeline.detection.objects.errors import DetectorBroken
from argusai.pipeline.detection.objects.labels import LABELS
from argusai.pipeline.detection.objects.view import Candidates, Floats

SIDE = 416
FILLING = (104, 116, 124)  # the mean colour: nothing, for the network
_MEAN = np.array([103.53, 116.28, 123.675], np.float32)
_SPREAD = np.array([57.375, 57.12, 58.395], np.float32)
_STRIDES = (8, 16, 32)
_STEPS = 11
_MOST_CELLS = 300  # with a score; a picture that excites more is not worth more time


def to_input(square: Image) -> Floats:
    """`square`: (416, 416, 3), uint8, BGR."""
    normal = (square.astype(np.float32) - _MEAN) / _SPREAD
    return np.ascontiguousarray(normal.transpose(2, 0, 1)[None])


def label_columns(labels: frozenset[str]) -> npt.NDArray[np.intp]:
    """The classes to report, as columns of the scores."""
    return np.array([index for index, label in enumerate(LABELS) if label in labels], np.intp)


def read_answer(outputs: Sequence[npt.NDArray[Any]], columns: npt.NDArray[np.intp], least_score: float) -> Candidates:
    """Raises DetectorBroken when the outputs have other shapes, or values that are no numbers."""
    by_shape = {output.shape: output for output in outputs}
    parts = []
    for stride in _STRIDES:
        cells = (SIDE // stride) ** 2
        scores, distances = by_shape.get((1, cells, len(LABELS))), by_shape.get((1, cells, 4 * _STEPS))
        if scores is None or distances is None:
            shapes = ", ".join(str(output.shape) for output in outputs)
            raise DetectorBroken(f"The detector's answer has other shapes than expected: {shapes}.")
        parts.append(_read_stride(scores[0], distances[0], columns, (stride, least_score)))
    return Candidates(
        np.concatenate([part.labels for part in parts]),
        np.concatenate([part.scores for part in parts]),
        np.concatenate([part.boxes for part in parts]),
    )


def _read_stride(
    scores: Floats, distances: Floats, columns: npt.NDArray[np.intp], scale: tuple[int, float]
) -> Candidates:
    stride, least_score = scale
    watched = scores[:, columns]
    if not np.isfinite(watched).all():
        raise DetectorBroken("The detector answered with values that are no numbers.")
    best = watched.argmax(axis=1)
    top = watched[np.arange(len(best)), best]
    rows = np.flatnonzero(top >= least_score)
    if len(rows) > _MOST_CELLS:
        rows = rows[np.argsort(-top[rows])[:_MOST_CELLS]]
    spread = distances[rows].reshape(-1, 4, _STEPS)
    if not np.isfinite(spread).all():
        raise DetectorBroken("The detector answered with boxes that are no numbers.")
    weights = np.exp(spread - spread.max(-1, keepdims=True))
    sides = (weights * np.arange(_STEPS)).sum(-1) / weights.sum(-1) * stride
    grid = SIDE // stride
    middles = np.stack([rows % grid, rows // grid], axis=1) * stride + stride / 2
    boxes = np.concatenate([middles - sides[:, :2], middles + sides[:, 2:]], axis=1)
    return Candidates(columns[best[rows]], top[rows], boxes.astype(np.float32))
