"""What later stages may know of detected objects."""

from dataclasses import dataclass

from argusai.pipeline.capture.streams.contract import Box


@dataclass(frozen=True, slots=True)
class Detection:
    """One object in one frame. `label`: our own word (person, car, dog …). `score`: 0–1."""

    label: str
    score: float
    box: Box
