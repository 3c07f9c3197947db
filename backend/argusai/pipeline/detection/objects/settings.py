"""What may be chosen about object detection."""

from dataclasses import dataclass

PEOPLE = frozenset({"person"})
VEHICLES = frozenset({"bicycle", "car", "motorcycle", "bus", "truck", "train", "boat"})
ANIMALS = frozenset({"bird", "cat", "dog", "horse", "sheep", "cow", "bear"})
WATCHED = PEOPLE | VEHICLES | ANIMALS


@dataclass(frozen=True, slots=True)
class ObjectSettings:
    """`labels`: what is reported, our own words; furniture and other things at rest are left out.
    `least_score`: below it nothing is reported; low on purpose, the tracker decides. `most_objects`: in one frame."""

    labels: frozenset[str] = WATCHED
    least_score: float = 0.2
    most_objects: int = 100
