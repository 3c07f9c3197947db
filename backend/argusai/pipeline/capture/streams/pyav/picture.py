"""One decoded picture, converted only as far as somebody asks."""

import threading
from fractions import Fraction

import av
import numpy as np
from av.video.frame import VideoFrame
from av.video.plane import VideoPlane

from argusai.pipeline.capture.streams.contract import Box, Image

# Formats whose first plane is eight-bit luma, one byte a pixel, with how far the other two are subsampled (x, y).
_PLANAR: dict[str, tuple[int, int]] = {
    "yuv420p": (2, 2),
    "yuvj420p": (2, 2),
    "yuv422p": (2, 1),
    "yuvj422p": (2, 1),
    "yuv444p": (1, 1),
    "yuvj444p": (1, 1),
    "yuv440p": (1, 2),
    "yuvj440p": (1, 2),
    "gray": (0, 0),
}
_EIGHT_BIT_LUMA = frozenset({*_PLANAR, "nv12", "nv21", "nv16", "yuv411p", "yuv410p"})

_MARGIN = 4


class PyavPicture:
    """Implements `contract.Picture`, for any thread: a lock guards the converter that the library caches in a frame."""

    def __init__(self, frame: VideoFrame, turns: int = 0) -> None:
        """`turns`: as `Tracks` has them, where the frame does not say itself."""
        self._frame = frame
        self._turns = round((frame.rotation % 360) / 90) % 4 or turns
        self._converting = threading.Lock()

    @property
    def frame(self) -> VideoFrame:
        """As it was decoded, in the orientation in which it was sent."""
        return self._frame

    @property
    def turns(self) -> int:
        """Quarter turns, to the left, from what was sent to what is shown."""
        return self._turns

    @property
    def width(self) -> int:
        return self._frame.height if self._turns % 2 else self._frame.width

    @property
    def height(self) -> int:
        return self._frame.width if self._turns % 2 else self._frame.height

    def luma(self, height: int) -> Image:
        step = max(1, self.height // max(1, height))
        plane = self._luma_plane()[::step, ::step]
        return np.ascontiguousarray(np.rot90(plane, self._turns) if self._turns else plane)

    def bgr(self, box: Box | None = None) -> Image:
        left, top, right, bottom = self._crop(box)
        if self._turns:
            whole = np.rot90(self._convert(self._frame), self._turns)
            return np.ascontiguousarray(whole[top:bottom, left:right])
        sampling = _PLANAR.get(self._frame.format.name)
        if sampling is None or (right - left) * (bottom - top) * 2 > self.width * self.height:
            return np.ascontiguousarray(self._convert(self._frame)[top:bottom, left:right])
        # Chroma comes in pairs and is smoothed over its neighbours: convert a little more, and cut that off.
        wide_left, wide_top = max(0, left - _MARGIN) // 2 * 2, max(0, top - _MARGIN) // 2 * 2
        wide_right, wide_bottom = min(self.width, right + _MARGIN), min(self.height, bottom + _MARGIN)
        part = self._convert(_cut(self._frame, (wide_left, wide_top, wide_right, wide_bottom), sampling))
        return np.ascontiguousarray(part[top - wide_top : bottom - wide_top, left - wide_left : right - wide_left])

    def jpeg(self, long_side: int | None = None, quality: int = 4) -> bytes:
        """`long_side`: at most so many pixels (None: as it is). `quality`: FFmpeg's scale, 2 best to 31 worst."""
        scale = min(1.0, long_side / max(self._frame.width, self._frame.height)) if long_side else 1.0
        width = max(2, round(self._frame.width * scale / 2) * 2)
        height = max(2, round(self._frame.height * scale / 2) * 2)
        frame = self._frame
        if self._turns:
            turned = np.ascontiguousarray(np.rot90(self._convert(frame), self._turns))
            frame = VideoFrame.from_ndarray(turned, format="bgr24")
            width, height = (height, width) if self._turns % 2 else (width, height)
        with self._converting:
            small = frame.reformat(width, height, "yuvj420p")
        return _encode_jpeg(small, quality)

    def _luma_plane(self) -> Image:
        frame, name = self._frame, self._frame.format.name
        if name in _EIGHT_BIT_LUMA:
            return _pixels(frame.planes[0])
        if name.startswith("yuv") and name.endswith("le"):
            wide = _pixels(frame.planes[0], 2).view("<u2")
            return np.asarray(wide >> (frame.format.components[0].bits - 8), dtype=np.uint8)
        with self._converting:
            return np.asarray(frame.to_ndarray(format="gray"), dtype=np.uint8)

    def _convert(self, frame: VideoFrame) -> Image:
        with self._converting:
            return np.asarray(frame.to_ndarray(format="bgr24"), dtype=np.uint8)

    def _crop(self, box: Box | None) -> tuple[int, int, int, int]:
        """Whole pixels inside the picture, at least one each way."""
        if box is None:
            return 0, 0, self.width, self.height
        left = min(max(int(box.left), 0), self.width - 1)
        top = min(max(int(box.top), 0), self.height - 1)
        right = min(max(int(np.ceil(box.right)), left + 1), self.width)
        bottom = min(max(int(np.ceil(box.bottom)), top + 1), self.height)
        return left, top, right, bottom


def _pixels(plane: VideoPlane, bytes_each: int = 1) -> Image:
    """The bytes of the plane without its padding, not copied: shape (rows, bytes a row)."""
    return np.ndarray((plane.height, plane.width * bytes_each), np.uint8, memoryview(plane), 0, (plane.line_size, 1))


def _cut(frame: VideoFrame, crop: tuple[int, int, int, int], sampling: tuple[int, int]) -> VideoFrame:
    """A new frame of the same format with the pixels of `crop` (left and top even), without converting any."""
    left, top, right, bottom = crop
    part = VideoFrame(right - left, bottom - top, frame.format.name)
    for number, (source, target) in enumerate(zip(frame.planes, part.planes, strict=True)):
        across, down = (1, 1) if number == 0 else sampling
        x, y = left // across, top // down
        room = _pixels(target)
        room[:] = _pixels(source)[y : y + target.height, x : x + target.width]
    part.colorspace, part.color_range = frame.colorspace, frame.color_range
    return part


def _encode_jpeg(frame: VideoFrame, quality: int) -> bytes:
    encoder = av.CodecContext.create("mjpeg", "w")
    encoder.width, encoder.height, encoder.pix_fmt = frame.width, frame.height, "yuvj420p"
    encoder.time_base = Fraction(1, 25)
    encoder.qmin = encoder.qmax = quality
    frame.pts = 0
    return b"".join(bytes(packet) for packet in [*encoder.encode(frame), *encoder.encode(None)])
