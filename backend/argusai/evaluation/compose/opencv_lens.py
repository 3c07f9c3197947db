"""What the camera itself does to a picture: its clock, its shaking mount, its format."""

from dataclasses import dataclass

import cv2
import numpy as np

from argusai.evaluation.compose.opencv_weather import Chance, Effect, Floats
from argusai.pipeline.capture.streams.contract import Image


@dataclass(frozen=True, slots=True)
class View:
    """What of the scene is sent: the rectangle from (`left`, `top`), `width` × `height`, scaled to `size`."""

    left: int = 0
    top: int = 0
    width: int = 768
    height: int = 576
    size: tuple[int, int] = (768, 576)

    def take(self, picture: Floats) -> Image:
        part = picture[self.top : self.top + self.height, self.left : self.left + self.width]
        whole = np.clip(np.rint(part), 0, 255).astype(np.uint8)
        if self.size == (self.width, self.height):
            return np.ascontiguousarray(whole)
        way = cv2.INTER_AREA if self.size[0] < self.width else cv2.INTER_CUBIC
        return np.asarray(cv2.resize(whole, self.size, interpolation=way), np.uint8)

    def box(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """`box` of the scene (left, top, right, bottom) in what is sent; its area is 0 when nothing is left."""
        across, down = self.size[0] / self.width, self.size[1] / self.height
        left, right = (min(max(box[side] - self.left, 0), self.width) * across for side in (0, 2))
        top, bottom = (min(max(box[side] - self.top, 0), self.height) * down for side in (1, 3))
        return (left, top, right, bottom)


PORTRAIT = View(left=300, top=0, width=324, height=576, size=(432, 768))
SMALL = View(size=(352, 264))


def clock(chance: Chance) -> Effect:
    """Date and time in white on the picture, as most cameras write it."""
    hour, minute = int(chance.integers(0, 24)), int(chance.integers(0, 59))
    place = (12, 30) if chance.random() < 0.5 else (470, 560)

    def write(picture: Floats, seconds: float) -> Floats:
        total = hour * 3600 + minute * 60 + int(seconds)
        text = f"2026-03-14 {total // 3600 % 24:02d}:{total // 60 % 60:02d}:{total % 60:02d}"
        canvas = np.zeros(picture.shape[:2], np.uint8)
        cv2.putText(canvas, text, place, cv2.FONT_HERSHEY_SIMPLEX, 0.7, 255, 2, cv2.LINE_AA)
        cover = (canvas.astype(np.float32) / 255)[..., None]
        picture += (250 - picture) * cover
        return picture

    return write


def shake(chance: Chance, reach: float) -> Effect:
    """The mount trembles in bursts of wind. `reach`: pixels."""
    phases, rates = chance.uniform(0, 6.28, 4), chance.uniform(7, 19, 4)

    def tremble(picture: Floats, seconds: float) -> Floats:
        burst = max(0.15, float(np.sin(0.8 * seconds + phases[0])))
        across = reach * burst * float(np.sin(rates[1] * seconds + phases[1]))
        down = 0.7 * reach * burst * float(np.sin(rates[2] * seconds + phases[2]))
        move = np.array([[1, 0, across], [0, 1, down]], np.float64)
        size = (picture.shape[1], picture.shape[0])
        return np.asarray(cv2.warpAffine(picture, move, size, borderMode=cv2.BORDER_REFLECT), np.float32)

    return tremble
