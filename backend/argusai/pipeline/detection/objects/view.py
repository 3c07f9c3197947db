"""What a network is shown of an area, and how its boxes come back to the frame. The same for every kind of network."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from argusai.pipeline.capture.streams.contract import Box, Image, Picture
from argusai.pipeline.detection.objects.areas import EDGE, place, whole_pixels
from argusai.pipeline.detection.objects.contract import Detection, Opinion
from argusai.pipeline.detection.objects.opencv import letterbox

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Candidates:
    """`labels`: indexes into the network's words (n). `scores`: (n). `boxes`: (n, 4) left, top, right, bottom in input
    pixels."""

    labels: npt.NDArray[np.intp]
    scores: Floats
    boxes: Floats


@dataclass(frozen=True, slots=True)
class View:
    """`square`: the input, BGR, uint8. `scale`: its pixels for one of the picture. `area`: the shown part of it."""

    square: Image
    scale: float
    area: Box
    picture: Picture

    def found(self, model: str, words: Sequence[str], candidates: Candidates) -> list[Detection]:
        """The candidates in pixels of the full frame, without those that an inner edge of the area cuts."""
        found = []
        for label, score, box in zip(candidates.labels, candidates.scores, candidates.boxes / self.scale, strict=True):
            near = Box(*(float(value) for value in box))
            placed = place(near, self.area, self.picture, edge=EDGE / self.scale)
            if placed is not None:
                opinion = Opinion(model, words[label], float(score))
                found.append(Detection(opinion.label, opinion.score, placed, (opinion,)))
        return found


def view(picture: Picture, area: Box, side: int, filling: tuple[int, int, int]) -> View | None:
    """`area` (pixels of the frame), letterboxed to a square of `side`; None when nothing of it is inside."""
    inside = whole_pixels(area, picture)
    if inside is None:
        return None
    square, scale = letterbox(picture.bgr(inside), side, filling)
    return View(square, scale, inside, picture)
