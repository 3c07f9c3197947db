"""Makes a “model” out of two parts, for tests of the installation."""

from argusai.pipeline.detection.objects.errors import ModelBroken


def make(first: bytes, second: bytes) -> bytes:
    if b"unusable" in first:
        raise ModelBroken("It sees ghosts.")
    return first + second
