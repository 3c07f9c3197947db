"""Privacy masks for tests, and a colour that must not be seen through them."""

from argusai.kit.clock import SystemClock
from argusai.pipeline.capture.cameras.contract import MaskedVideo, Polygon, Privacy
from argusai.pipeline.capture.streams.masking import Masking, MaskingMeter


def rectangle(left: float, top: float, right: float, bottom: float) -> Polygon:
    return (left, top), (right, top), (right, bottom), (left, bottom)


def masked(*polygons: Polygon, video: MaskedVideo = "reencode") -> Masking:
    return Masking(Privacy(polygons, video), MaskingMeter(SystemClock()))


def unmasked() -> Masking:
    return masked()
