"""What later stages may know of detected objects."""

from dataclasses import dataclass

from argusai.pipeline.capture.streams.contract import Box

_FAMILIES = {
    **dict.fromkeys(("car", "truck", "bus", "train"), "vehicle"),
    **dict.fromkeys(("bicycle", "motorcycle"), "two-wheeler"),
    **dict.fromkeys(("cat", "dog", "horse", "sheep", "cow", "bear"), "animal"),
}


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one model said of an object. `label`: our word for what it said. `score`: its own, 0–1."""

    model: str
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Detection:
    """One object in one frame. `label`: our own word (person, car, dog …). `score`: 0–1. `opinions`: which model said
    what, one each; none where nobody asks."""

    label: str
    score: float
    box: Box
    opinions: tuple[Opinion, ...] = ()


def family_of(label: str) -> str:
    """Labels of one family are easily mistaken for each other (car, truck), so they may be one object."""
    return _FAMILIES.get(label, label)
