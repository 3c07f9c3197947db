"""What the pipeline needs from an object detector."""

from collections.abc import Sequence
from typing import Protocol

from argusai.pipeline.capture.streams.contract import Box, Picture
from argusai.pipeline.detection.objects.contract import Detection


class ObjectDetector(Protocol):
    """Finds objects. One instance may be shared by the threads of several cameras."""

    def detect(self, picture: Picture, areas: Sequence[Box]) -> list[Detection]:
        """The objects inside `areas` (pixels of the full frame), each once, best score first, boxes clipped to the
        frame. Low scores are passed on: the tracker uses them. No areas: nothing is looked at.

        Raises DetectorBroken when the model answers nonsense.
        """
