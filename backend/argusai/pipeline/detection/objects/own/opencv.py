"""Pictures as a described detector wants them."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from argusai.pipeline.capture.streams.contract import Box, Image
from argusai.pipeline.detection.objects.own.description import DetectorInput


@dataclass(frozen=True, slots=True)
class Fit:
    """How a crop lies in the model's input: pixels of the input for one of the crop, and where its corner is."""

    across: float
    down: float
    left: int
    top: int

    def to_crop(self, left: float, top: float, right: float, bottom: float) -> Box:
        """From pixels of the input to pixels of the crop."""
        return Box(
            (left - self.left) / self.across,
            (top - self.top) / self.down,
            (right - self.left) / self.across,
            (bottom - self.top) / self.down,
        )


def to_input(crop: Image, shape: DetectorInput) -> tuple[npt.NDArray[np.generic], Fit]:
    """`crop` (h, w, 3), uint8, BGR, as the model's input with its first axis of one, and how it lies in it."""
    height, width = crop.shape[:2]
    if shape.fit == "stretch":
        fit, size = Fit(shape.width / width, shape.height / height, 0, 0), (shape.width, shape.height)
    else:
        scale = min(shape.width / width, shape.height / height)
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        middle = shape.align == "middle"
        left = (shape.width - size[0]) // 2 if middle else 0
        top = (shape.height - size[1]) // 2 if middle else 0
        fit = Fit(size[0] / width, size[1] / height, left, top)
    canvas = np.full((shape.height, shape.width, 3), shape.filling, np.uint8)
    way = cv2.INTER_AREA if fit.across < 0.5 else cv2.INTER_LINEAR
    resized = cv2.resize(crop, size, interpolation=way)
    canvas[fit.top : fit.top + size[1], fit.left : fit.left + size[0]] = resized
    return _numbers(canvas, shape), fit


def _numbers(canvas: Image, shape: DetectorInput) -> npt.NDArray[np.generic]:
    ordered = canvas[:, :, ::-1] if shape.colour == "rgb" else canvas
    values: npt.NDArray[np.generic] = ordered
    if shape.type != "uint8":
        mean, spread = np.array(shape.mean, np.float32), np.array(shape.spread, np.float32)
        scaled = (ordered.astype(np.float32) / np.float32(shape.scale) - mean) / spread
        values = scaled.astype(np.float16) if shape.type == "float16" else scaled
    if shape.layout == "nchw":
        values = values.transpose(2, 0, 1)
    return np.ascontiguousarray(values[None])


class ArrayPicture:
    """Implements `streams.contract.Picture` over an array of shape (h, w, 3), uint8, BGR."""

    def __init__(self, pixels: Image) -> None:
        self._pixels = pixels

    @property
    def width(self) -> int:
        return int(self._pixels.shape[1])

    @property
    def height(self) -> int:
        return int(self._pixels.shape[0])

    def luma(self, height: int) -> Image:
        grey: Image = cv2.cvtColor(self._pixels, cv2.COLOR_BGR2GRAY)  # type: ignore[assignment]
        step = max(1, self.height // max(1, height))
        return np.ascontiguousarray(grey[::step, ::step])

    def bgr(self, box: Box | None = None) -> Image:
        if box is None:
            return self._pixels
        inside = self._pixels[max(0, int(box.top)) : int(box.bottom), max(0, int(box.left)) : int(box.right)]
        return np.ascontiguousarray(inside)


def read_jpeg(jpeg: bytes) -> ArrayPicture | None:
    """None when it is no picture."""
    if not jpeg:
        return None
    pixels = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    return None if pixels is None else ArrayPicture(pixels)  # type: ignore[arg-type]
