"""Cuts people and vehicles out of the footage: what differs from the empty scene, refined with GrabCut.

Source: Rother, Kolmogorov, Blake, “GrabCut”, 2004, as OpenCV has it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from argusai.pipeline.capture.streams.contract import Image

Floats = npt.NDArray[np.float32]
Bounds = tuple[float, float, float, float]  # left, top, right, bottom; pixels

_MARGIN = 0.12  # of the height: what the box leaves out
_LEAST_MARGIN = 6
_MAYBE, _LIKELY, _SURE = 16, 32, 48  # difference from the empty scene, levels of 0–255
_ROUNDS = 3
_CRUMB = 25  # pixels; smaller pieces are noise, larger ones a foot that the mask lost touch with
_LEAST_SHARE = 0.5  # of the usual area: a cut that lost half of the person is left out


@dataclass(frozen=True, slots=True)
class Cut:
    """`colours`: (h, w, 3), BGR. `cover`: (h, w), 0–1. `foot`: where it stands, in pixels of the cut. `height`: of the
    person or thing in it, pixels."""

    colours: Image
    cover: Floats
    foot: tuple[float, float]
    height: float


def cut_all(frames: Sequence[Image], empty: Image, boxes: Mapping[int, Bounds]) -> list[Cut]:
    """One cut for each box; `boxes` by frame number, from 1. Cuts that failed are left out."""
    cuts = [cut for number, box in boxes.items() if (cut := cut_out(frames[number - 1], empty, box))]
    areas = [float(cut.cover.sum()) / cut.height**2 for cut in cuts]
    usual = float(np.median(areas)) if areas else 0.0
    return [cut for cut, area in zip(cuts, areas, strict=True) if area > usual * _LEAST_SHARE]


def cut_out(frame: Image, empty: Image, box: Bounds) -> Cut | None:
    """The thing in `box`; None when nothing there differs from `empty`."""
    margin = max(_LEAST_MARGIN, _MARGIN * (box[3] - box[1]))
    left, top = (max(0, round(box[side] - margin)) for side in (0, 1))
    right, bottom = round(box[2] + margin), round(box[3] + margin)
    seen = np.ascontiguousarray(frame[top:bottom, left:right])
    difference = np.abs(seen.astype(np.int16) - empty[top:bottom, left:right]).max(axis=2)
    cover = _grab(seen, np.asarray(cv2.GaussianBlur(difference.astype(np.float32), (3, 3), 0)), round(margin * 0.4))
    if cover is None:
        return None
    rows = np.flatnonzero((cover > 0.5).any(axis=1))
    columns = (cover > 0.5).sum(axis=0)
    middle = float((columns * np.arange(len(columns))).sum() / columns.sum())
    return Cut(seen, cover, (middle, float(rows[-1] + 1)), box[3] - box[1])


def cut_outline(frame: Image, outline: Sequence[tuple[float, float]]) -> Cut:
    """What is inside `outline` (pixels of the frame): a thing at rest, which no picture shows the place without."""
    corners = np.array(outline, np.float64)
    left, top = (int(each) - 2 for each in corners.min(axis=0))
    right, bottom = (int(each) + 3 for each in corners.max(axis=0))
    inside = ((corners - (left, top)) * 16).round().astype(np.int32)  # in sixteenths of a pixel: shift=4
    cover = np.zeros((bottom - top, right - left), np.float32)
    cv2.fillPoly(cover, [inside], 1.0, cv2.LINE_AA, shift=4)
    foot = ((right - left) / 2, float(corners[:, 1].max() - top))
    seen = np.ascontiguousarray(frame[top:bottom, left:right])
    return Cut(seen, cover, foot, float(corners[:, 1].max() - corners[:, 1].min()))


def _grab(seen: Image, difference: Floats, border: int) -> Floats | None:
    marks = np.full(difference.shape, cv2.GC_BGD, np.uint8)
    marks[difference > _MAYBE] = cv2.GC_PR_BGD
    marks[difference > _LIKELY] = cv2.GC_PR_FGD
    core = cv2.erode((difference > _SURE).astype(np.uint8), np.ones((3, 3)))
    marks[np.asarray(core) > 0] = cv2.GC_FGD
    for edge in (marks[:border], marks[-border:], marks[:, :border], marks[:, -border:]):
        edge[:] = cv2.GC_BGD
    if not (marks == cv2.GC_FGD).any():
        return None
    cv2.grabCut(seen, marks, None, np.zeros((1, 65)), np.zeros((1, 65)), _ROUNDS, cv2.GC_INIT_WITH_MASK)  # type: ignore[call-overload]
    found = (marks == cv2.GC_FGD) | (marks == cv2.GC_PR_FGD)
    count, pieces, facts, _ = cv2.connectedComponentsWithStats(found.astype(np.uint8))
    large = [piece for piece in range(1, count) if facts[piece, cv2.CC_STAT_AREA] > _CRUMB]
    return _soft(np.isin(pieces, large)) if large else None


def _soft(mask: npt.NDArray[np.bool_]) -> Floats:
    return np.asarray(cv2.GaussianBlur(mask.astype(np.float32), (3, 3), 0), np.float32)
