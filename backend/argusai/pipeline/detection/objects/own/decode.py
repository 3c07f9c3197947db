"""From the raw answer of a described detector to candidates. Pure: no model is run here.

Sources of the forms: YOLOX (Ge et al. 2021), DETR (Carion et al. 2020), D-FINE (Peng et al. 2024), YOLO-NAS (2023).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from argusai.pipeline.detection.objects.errors import DetectorBroken
from argusai.pipeline.detection.objects.own.description import DetectorDescription, DetectorInput, DetectorOutput

Floats = npt.NDArray[np.float32]
Raw = npt.NDArray[Any]

_Read = tuple[Floats, Floats, npt.NDArray[np.intp]]  # boxes, scores, classes

_STRIDES = (8, 16, 32)
_MOST = 300  # candidates; a picture that excites more is not worth more time


@dataclass(frozen=True, slots=True)
class Found:
    """`classes`: numbers from 0, as in the description's labels (n). `scores`: 0–1 (n). `boxes`: (n, 4) left, top,
    right, bottom in pixels of the model's input."""

    classes: npt.NDArray[np.intp]
    scores: Floats
    boxes: Floats


def decode(outputs: Mapping[str, Raw], description: DetectorDescription, least_score: float) -> Found:
    """At most 300 candidates of at least `least_score`, best first, of classes that we have a word for.

    Raises DetectorBroken when an output is missing, has another shape, or holds values that are no numbers.
    """
    boxes, scores, classes = _READ[description.output.style](outputs, description)
    ours = np.array([bool(word) for word in description.our_words()])
    known = (classes >= 0) & (classes < len(ours))
    wanted = known & (scores >= least_score) & ours[np.where(known, classes, 0)]
    rows = np.flatnonzero(wanted)
    rows = rows[np.argsort(-scores[rows], kind="stable")[:_MOST]]
    kept = boxes[rows]
    if not (np.isfinite(kept).all() and np.isfinite(scores).all()):
        raise DetectorBroken("The detector answered with values that are no numbers.")
    if (scores[rows] > 1.0 + 1e-3).any():
        raise DetectorBroken("The detector's scores are above 1: is “score_form” right?")
    placed = _placed(kept, description.input, description.output)
    return Found(classes[rows].astype(np.intp), np.minimum(scores[rows], 1.0), placed)


def _yolox(outputs: Mapping[str, Raw], description: DetectorDescription) -> _Read:
    answer = _output(outputs, description.output.boxes, (None, 5 + len(description.labels)))
    grid, strides = _cells(description.input)
    if len(answer) != len(grid):
        raise DetectorBroken(f"The detector answered for {len(answer)} cells; its input has {len(grid)}.")
    with np.errstate(over="ignore"):  # what overflows is told as no number
        middles = (answer[:, :2] + grid) * strides
        sizes = np.exp(answer[:, 2:4]) * strides
    scores = answer[:, 5:] * answer[:, 4:5]
    best = scores.argmax(axis=1)
    return np.hstack([middles, sizes]), scores[np.arange(len(best)), best], best


def _dense(outputs: Mapping[str, Raw], description: DetectorDescription) -> _Read:
    said = description.output
    boxes = _output(outputs, said.boxes, (None, 4))
    scores = _output(outputs, said.scores or "", (len(boxes), None))
    if scores.shape[1] < len(description.labels) + said.first_class:
        raise DetectorBroken(f"The detector scores {scores.shape[1]} classes; the description names more.")
    scores = scores[:, said.first_class : said.first_class + len(description.labels)]
    best = scores.argmax(axis=1)
    return boxes, _probability(scores[np.arange(len(best)), best], said), best


def _sifted(outputs: Mapping[str, Raw], description: DetectorDescription) -> _Read:
    said = description.output
    boxes = _output(outputs, said.boxes, (None, 4))
    scores = _output(outputs, said.scores or "", (len(boxes),))
    classes = _output(outputs, said.classes or "", (len(boxes),))
    many = len(boxes)
    if said.count is not None:
        counts = np.asarray(outputs.get(said.count, ())).ravel()
        if counts.size != 1 or not 0 <= counts[0] <= many:
            raise DetectorBroken("The detector's count of objects makes no sense.")
        many = int(counts[0])
    if not np.isfinite(classes[:many]).all():
        raise DetectorBroken("The detector answered with classes that are no numbers.")
    numbers = classes[:many].astype(np.intp) - said.first_class
    return boxes[:many], _probability(scores[:many], said), numbers


_READ = {"yolox": _yolox, "dense": _dense, "sifted": _sifted}


def _output(outputs: Mapping[str, Raw], name: str, shape: tuple[int | None, ...]) -> Floats:
    """The output `name` without its first axis of one, as float32; None in `shape` fits any length."""
    found = outputs.get(name)
    if found is None:
        raise DetectorBroken(f"The model has no output “{name}”; it has {', '.join(outputs)}.")
    fits = found.ndim == len(shape) + 1 and found.shape[0] == 1
    if not fits or any(want is not None and want != got for want, got in zip(shape, found.shape[1:], strict=True)):
        wanted = ", ".join("any" if want is None else str(want) for want in (1, *shape))
        raise DetectorBroken(f"The output “{name}” has the shape {found.shape} instead of ({wanted}).")
    return np.asarray(found[0], np.float32)


def _probability(scores: Floats, said: DetectorOutput) -> Floats:
    if said.score_form == "probability":
        return scores
    with np.errstate(over="ignore"):
        return np.asarray(1 / (1 + np.exp(-scores)), np.float32)


def _cells(shape: DetectorInput) -> tuple[Floats, Floats]:
    """Column and row (n, 2), and stride (n, 1), of every cell."""
    grids, strides = [], []
    for stride in _STRIDES:
        columns, rows = shape.width // stride, shape.height // stride
        across, down = np.meshgrid(np.arange(columns), np.arange(rows))
        grids.append(np.stack([across.ravel(), down.ravel()], axis=1))
        strides.append(np.full((columns * rows, 1), stride))
    return np.concatenate(grids).astype(np.float32), np.concatenate(strides).astype(np.float32)


def _placed(boxes: Floats, shape: DetectorInput, said: DetectorOutput) -> Floats:
    """Corners in pixels of the input."""
    if said.box_form == "centre" or said.style == "yolox":
        half = boxes[:, 2:] / 2
        boxes = np.hstack([boxes[:, :2] - half, boxes[:, :2] + half])
    if said.box_unit == "share" and said.style != "yolox":
        boxes = boxes * np.array([shape.width, shape.height] * 2, np.float32)
    return boxes
