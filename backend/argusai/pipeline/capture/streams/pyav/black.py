"""Blacks polygons out of decoded pictures, in whatever planes they come."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from argusai.pipeline.capture.cameras.contract import Polygon
from argusai.pipeline.capture.streams.opencv import covered
from argusai.pipeline.capture.streams.pyav.picture import PyavPicture

_Cover = npt.NDArray[np.bool_]
# The camera's own compression smears what stands at the edge of a mask over its neighbours.
_LEAST_MARGIN = 4
_MARGIN_SHARE = 0.005
_FALLBACK = "yuv420p"
_PLANAR = re.compile(r"yuvj?(?P<sampling>420|422|444|440|411|410)p(?:(?P<bits>9|10|12|14|16)le)?\Z")
_SAMPLING = {"420": (2, 2), "422": (2, 1), "444": (1, 1), "440": (1, 2), "411": (4, 1), "410": (4, 4)}
_GREY = re.compile(r"gray(?:(?P<bits>9|10|12|14|16)le)?\Z")
# Luma, then both colours in pairs; the wide ones have their bits at the top.
_PAIRED = {"nv12": (2, 2, 8), "nv21": (2, 2, 8), "nv16": (2, 1, 8), "p010le": (2, 2, 16), "p016le": (2, 2, 16)}


@dataclass(frozen=True, slots=True)
class _Planes:
    """How a format stores pictures. `sampling`: how many pixels share a colour, across and down."""

    sampling: tuple[int, int]
    bits: int
    paired: bool = False


@dataclass(frozen=True, slots=True)
class _Patch:
    """What becomes `value` in one plane: `cover` over its rows from `top` and its samples from `left`."""

    plane: int
    top: int
    left: int
    cover: _Cover
    value: int


class Blackout:
    """For one stream, in one thread. `polygons`: shares of the picture as it is shown."""

    def __init__(self, polygons: Sequence[Polygon]) -> None:
        self._polygons = tuple(polygons)
        self._known: tuple[str, int, int, int] | None = None
        self._patches: list[_Patch] = []

    def apply(self, picture: PyavPicture) -> PyavPicture:
        """The picture with black in it; the one that was given must not be used any more. A decoder's own copy, which
        it needs for the next pictures, stays as it is. Raises what the library raises, and then there is no picture."""
        frame, turns = picture.frame, picture.turns
        planes = planes_of(frame.format.name)
        if planes is None:
            frame = frame.reformat(format=_FALLBACK)
            planes = planes_of(_FALLBACK)
            assert planes is not None  # noqa: S101 - it is one of ours
        frame.make_writable()
        shape = (frame.format.name, frame.width, frame.height, turns)
        if shape != self._known:
            self._patches = _patches(self._cover(frame.width, frame.height, turns), planes)
            self._known = shape
        wide = planes.bits > 8
        for patch in self._patches:
            plane = frame.planes[patch.plane]
            rows = np.frombuffer(memoryview(plane), np.uint8)[: plane.line_size * plane.height]
            samples = rows.reshape(plane.height, plane.line_size)
            view = samples.view("<u2") if wide else samples
            height, width = patch.cover.shape
            place = view[patch.top : patch.top + height, patch.left : patch.left + width]
            np.copyto(place, patch.value, where=patch.cover)
        return PyavPicture(frame, turns)

    def _cover(self, width: int, height: int, turns: int) -> _Cover:
        """In the orientation in which the picture was sent."""
        shown = (height, width) if turns % 2 else (width, height)
        cover = covered(self._polygons, shown, max(_LEAST_MARGIN, round(max(shown) * _MARGIN_SHARE)))
        return np.ascontiguousarray(np.rot90(cover, -turns))


def planes_of(name: str) -> _Planes | None:
    """None: not one of those whose planes can be written to directly."""
    if name in _PAIRED:
        across, down, bits = _PAIRED[name]
        return _Planes((across, down), bits, paired=True)
    if match := _GREY.match(name):
        return _Planes((0, 0), int(match["bits"] or 8))
    if match := _PLANAR.match(name):
        return _Planes(_SAMPLING[match["sampling"]], int(match["bits"] or 8))
    return None


def _patches(cover: _Cover, planes: _Planes) -> list[_Patch]:
    # Zero is black in both readings of brightness: where 16 is black, what lies below it is no brighter.
    patches = _tight(0, cover, 0)
    if not all(planes.sampling):
        return patches
    colours, neutral = _shared(cover, *planes.sampling), 1 << (planes.bits - 1)
    if planes.paired:
        return patches + _tight(1, np.repeat(colours, 2, axis=1), neutral)
    return patches + _tight(1, colours, neutral) + _tight(2, colours, neutral)


def _shared(cover: _Cover, across: int, down: int) -> _Cover:
    """Of each group of pixels that share a colour: whether any is covered."""
    height, width = cover.shape
    padded = np.pad(cover, ((0, -height % down), (0, -width % across)))
    groups = padded.reshape(padded.shape[0] // down, down, padded.shape[1] // across, across)
    return np.asarray(groups.any(axis=(1, 3)))


def _tight(plane: int, cover: _Cover, value: int) -> list[_Patch]:
    rows, columns = np.flatnonzero(cover.any(axis=1)), np.flatnonzero(cover.any(axis=0))
    if not rows.size:
        return []
    top, left = int(rows[0]), int(columns[0])
    part = np.ascontiguousarray(cover[top : rows[-1] + 1, left : columns[-1] + 1])
    return [_Patch(plane, top, left, part, value)]
