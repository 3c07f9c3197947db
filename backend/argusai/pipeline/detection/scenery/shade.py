"""Whether what was recognised is shade: the ground of before, with less light on it and nothing in front.

Shade only darkens, all colours by about the same share, and never to black, for the sky still lights it. Whoever stands
there covers the ground: with a colour of their own, with something brighter, or with something darker than shade gets.
After Horprasert, Harwood and Davis (1999), who compare brightness and colour of each pixel with the background's; here
the background is the brightest that each cell was of late, so that shade which comes and goes is never part of it.
Asked only where shade with lit ground beside it lay before: elsewhere somebody in even grey has nothing to prove.
"""

from collections import deque
from collections.abc import Mapping
from datetime import datetime, timedelta

import numpy as np
import numpy.typing as npt

from argusai.pipeline.capture.streams.contract import Box, Frame, Image
from argusai.pipeline.detection.scenery.opencv import Levels, resize_colours
from argusai.pipeline.detection.scenery.places import inner

_ROWS = 180  # of a kept picture: about 170 KB each
_MOST = 8
_SPACING = timedelta(seconds=5)
_BEFORE = timedelta(seconds=1)
_LEAST = 3
_LEAST_CELLS = 4  # each way
_MARGIN = 1.0  # of a box, on each side: where shade must have lain before

_SHADED = 0.8  # of the lit ground's brightness
_LIT = 0.9
_DEEPEST = 0.33  # likewise; open shade on a sunny day has 0.4–0.7 in a camera's curve
_BRIGHTER = 12.0  # levels
_COLOUR, _COLOUR_SHARE = 8.0, 0.08  # levels, and share of what is expected: the sky's light is a little bluer
_LEAST_SHADED = 0.3
_MOST_BODY = 0.04
_LEAST_PATCHES = 0.08  # share of the cells around that were shaded, and lit, in one picture
_LEAST_TIMES = 2  # pictures in which it was so

_Mask = npt.NDArray[np.bool_]


class Shade:
    """For one camera: small pictures of the last 40 seconds. Those of another size start anew."""

    def __init__(self) -> None:
        self._kept: deque[tuple[datetime, Image]] = deque(maxlen=_MOST)
        self._size = (0, 0)

    def see(self, frame: Frame) -> None:
        size = (frame.picture.width, frame.picture.height)
        if self._kept and (size != self._size or frame.at < self._kept[-1][0]):
            self._kept.clear()
        if not self._kept or frame.at - self._kept[-1][0] >= _SPACING:
            self._size = size
            rows = min(_ROWS, size[1])
            columns = max(1, round(size[0] * rows / size[1]))
            small = resize_colours(frame.picture.bgr(), rows, columns)
            self._kept.append((frame.at, np.rint(small).astype(np.uint8)))

    def explains(self, frame: Frame, box: Box) -> Mapping[str, float] | None:
        """What was measured, when `box` shows nothing but shade on the ground of before; None when it shows more, or
        when nobody can tell. Who stands here for long is ground by then, and no shade."""
        before = [picture for at, picture in self._kept if frame.at - at >= _BEFORE]
        if len(before) < _LEAST or self._size != (frame.picture.width, frame.picture.height):
            return None
        rows, columns = before[0].shape[:2]
        scale = (columns / self._size[0], rows / self._size[1])
        here = _cells(box, scale, (rows, columns))
        if min(here[0].stop - here[0].start, here[1].stop - here[1].start) < _LEAST_CELLS:
            return None
        ground = _brightest([picture[here] for picture in before])
        inside = Box(
            here[1].start / scale[0], here[0].start / scale[1], here[1].stop / scale[0], here[0].stop / scale[1]
        )
        now = resize_colours(frame.picture.bgr(inside), *ground.shape[:2])
        shaded, body = _compared(now, ground)
        around = _cells(inner(box, -_MARGIN), scale, (rows, columns))
        if shaded < _LEAST_SHADED or body > _MOST_BODY or not _patchy([picture[around] for picture in before]):
            return None
        return {"shaded_share": round(shaded, 2), "body_share": round(body, 2), "least_body_share": _MOST_BODY}


def _cells(box: Box, scale: tuple[float, float], shape: tuple[int, int]) -> tuple[slice, slice]:
    """Rows and columns of a kept picture."""
    top, bottom = (min(shape[0], max(0, round(each * scale[1]))) for each in (box.top, box.bottom))
    left, right = (min(shape[1], max(0, round(each * scale[0]))) for each in (box.left, box.right))
    return slice(top, bottom), slice(left, right)


def _brightness(colours: Levels) -> Levels:
    return colours.mean(-1, dtype=np.float32)  # type: ignore[no-any-return]


def _brightest(pictures: list[Image]) -> Levels:
    """The colours that each cell had when it was brightest."""
    stack = np.stack(pictures).astype(np.float32)
    index = _brightness(stack).argmax(0)
    return np.take_along_axis(stack, index[None, :, :, None], 0)[0]  # type: ignore[no-any-return]


def _patchy(pictures: list[Image]) -> bool:
    """Whether parts of this place, not all of it, lay in shade in several of the pictures."""
    lit = np.maximum(_brightness(_brightest(pictures)), np.float32(1))
    times = 0
    for picture in pictures:
        share = _brightness(picture.astype(np.float32)) / lit
        times += min(float((share < _SHADED).mean()), float((share > _LIT).mean())) >= _LEAST_PATCHES
    return times >= _LEAST_TIMES


def _compared(now: Levels, ground: Levels) -> tuple[float, float]:
    """The share of the cells that are darker than the ground, and of those that no shade makes."""
    bright, lit = _brightness(now), np.maximum(_brightness(ground), np.float32(1))
    share = bright / lit
    expected = ground * share[..., None]
    off = np.abs(now - expected).max(-1)
    coloured: _Mask = off > _COLOUR + _COLOUR_SHARE * bright
    body = coloured | (share < _DEEPEST) | (bright - lit > _BRIGHTER)
    return float((share < _SHADED).mean()), float(body.mean())
