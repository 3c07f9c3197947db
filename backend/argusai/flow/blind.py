"""Inside the capture process: the watch of a camera for which nobody can look."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from argusai.flow.overlay import NOTHING_SHOWN, overlay_of
from argusai.pipeline.capture.cameras.contract import Camera
from argusai.pipeline.capture.streams.contract import Astir, Frame


class Blind:
    """Stands in where the object detector's model is not installed: the picture is live and kept in the ring, but
    nothing is looked for. The main process tells the owner how to install it."""

    astir: Astir = "still"

    def rests(self, frame: Frame) -> bool:
        return True

    def see(self, frame: Frame) -> bool:
        return False

    def overlay(self, frame: Frame) -> Mapping[str, Any]:
        return overlay_of(frame, NOTHING_SHOWN, self.astir)

    def idle(self, at: datetime) -> None: ...

    def obey(self, camera: Camera) -> None: ...

    def close(self) -> None: ...
