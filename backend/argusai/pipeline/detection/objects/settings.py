"""What may be chosen about object detection."""

from pydantic import BaseModel, ConfigDict, Field, field_validator

from argusai.pipeline.detection.objects.labels import LABELS

PEOPLE = frozenset({"person"})
VEHICLES = frozenset({"bicycle", "car", "motorcycle", "bus", "truck", "train", "boat"})
ANIMALS = frozenset({"bird", "cat", "dog", "horse", "sheep", "cow", "bear"})
WATCHED = PEOPLE | VEHICLES | ANIMALS


class ObjectSettings(BaseModel):
    """`labels`: what is reported, our own words; furniture and other things at rest are left out.
    `least_score`: below it nothing is reported; low on purpose, the tracker decides. `most_objects`: in one frame."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    labels: frozenset[str] = Field(default=WATCHED, min_length=1)
    least_score: float = Field(default=0.2, gt=0, lt=1)
    most_objects: int = Field(default=100, ge=1, le=1000)

    @field_validator("labels")
    @classmethod
    def _known(cls, labels: frozenset[str]) -> frozenset[str]:
        if unknown := labels.difference(LABELS):
            raise ValueError(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(LABELS)}")
        return labels
