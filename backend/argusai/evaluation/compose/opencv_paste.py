"""Puts actors into the empty scene, and says where they are seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from argusai.evaluation.compose.actors import Actor, Pose

Floats = npt.NDArray[np.float32]
Bounds = tuple[float, float, float, float]

# The lamp post of the courtyard and its sign hide who passes behind: (left, top, right, bottom), and the row at which
# the post stands.
_POST = ((426, 80, 435, 390), (414, 203, 446, 244))
_POST_ROW = 390.0
_SOLID = 0.5
_COARSE = 0.6  # below it, plain interpolation skips pixels


@dataclass(frozen=True, slots=True)
class Shown:
    """`box`: left, top, right, bottom inside the picture, pixels. `share`: how much of it is inside, 0–1."""

    box: Bounds
    share: float


def paste(scene: Floats, empty: Floats, actors: Sequence[Actor], seconds: float) -> dict[int, Shown]:
    """Draw `actors` into `scene` (h, w, 3), the farthest first. By index of the actor: where it is."""
    posed = [(pose.foot[1], index, pose) for index, actor in enumerate(actors) if (pose := actor.at(seconds))]
    shown = {}
    post_due = True
    for row, index, pose in sorted(posed, key=lambda each: each[:2]):
        if post_due and row > _POST_ROW:
            _put_post(scene, empty)
            post_due = False
        if found := _put(scene, pose):
            shown[index] = found
    if post_due and posed:
        _put_post(scene, empty)
    return shown


def _put(scene: Floats, pose: Pose) -> Shown | None:
    scale = pose.height / pose.cut.height
    colours, cover, (foot_x, foot_y) = pose.cut.colours, pose.cut.cover, pose.cut.foot
    if pose.mirror:
        colours, cover, foot_x = colours[:, ::-1], cover[:, ::-1], cover.shape[1] - foot_x
    if scale < _COARSE:
        colours, cover = _halved(colours), _halved(cover)
        scale, foot_x, foot_y = scale * 2, foot_x / 2, foot_y / 2
    move = np.array([[scale, 0, 0], [0, scale, 0]], np.float64)
    left, top = pose.foot[0] - foot_x * scale, pose.foot[1] - foot_y * scale
    move[0, 2], move[1, 2] = left - np.floor(left), top - np.floor(top)
    size = (int(np.ceil(cover.shape[1] * scale)) + 2, int(np.ceil(cover.shape[0] * scale)) + 2)
    drawn = np.asarray(cv2.warpAffine(np.ascontiguousarray(colours), move, size, flags=cv2.INTER_LINEAR), np.float32)
    mask = np.asarray(cv2.warpAffine(np.ascontiguousarray(cover), move, size, flags=cv2.INTER_LINEAR), np.float32)
    return _blend(scene, drawn, mask, (int(np.floor(left)), int(np.floor(top))))


def _halved(image: npt.NDArray[Any]) -> npt.NDArray[Any]:
    half = (max(1, image.shape[1] // 2), max(1, image.shape[0] // 2))
    return np.asarray(cv2.resize(np.ascontiguousarray(image), half, interpolation=cv2.INTER_AREA))


def _blend(scene: Floats, drawn: Floats, mask: Floats, corner: tuple[int, int]) -> Shown | None:
    height, width = scene.shape[:2]
    left, top = corner
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(width, left + mask.shape[1]), min(height, top + mask.shape[0])
    if x0 >= x1 or y0 >= y1:
        return None
    inside = (slice(y0 - top, y1 - top), slice(x0 - left, x1 - left))
    cover = mask[inside][..., None]
    scene[y0:y1, x0:x1] += (drawn[inside] - scene[y0:y1, x0:x1]) * cover
    solid = mask[inside] > _SOLID
    if not solid.any():
        return None
    rows, columns = np.flatnonzero(solid.any(axis=1)), np.flatnonzero(solid.any(axis=0))
    box = (float(x0 + columns[0]), float(y0 + rows[0]), float(x0 + columns[-1] + 1), float(y0 + rows[-1] + 1))
    return Shown(box, float(solid.sum() / (mask > _SOLID).sum()))


def _put_post(scene: Floats, empty: Floats) -> None:
    for left, top, right, bottom in _POST:
        scene[top:bottom, left:right] = empty[top:bottom, left:right]
