"""What may be chosen about object detection."""

from pydantic import BaseModel, ConfigDict, Field, field_validator

from argusai.pipeline.detection.objects.labels import LABELS

PEOPLE = frozenset({"person"})
VEHICLES = frozenset({"bicycle", "car", "motorcycle", "bus", "truck", "train", "boat"})
ANIMALS = frozenset({"bird", "cat", "dog", "horse", "sheep", "cow", "bear"})
WATCHED = PEOPLE | VEHICLES | ANIMALS


class ObjectSettings(BaseModel):
    """Furniture and other things at rest are left out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    labels: frozenset[str] = Field(default=WATCHED, min_length=1, description="What is reported, by comma")
    least_score: float = Field(
        default=0.2,
        gt=0,
        lt=1,
        description="Score (0–1) below which a detection is dropped; low on purpose, tracking decides",
    )
    looks_per_second: float = Field(
        default=0.0,
        ge=0,
        le=1000,
        description="Most areas that the detector looks at in a second, for all cameras together; "
        "0: half of what this machine can do, measured at start",
    )
    most_objects: int = Field(default=100, ge=1, le=1000, description="Most objects in one picture")

    @field_validator("labels")
    @classmethod
    def _known(cls, labels: frozenset[str]) -> frozenset[str]:
        if unknown := labels.difference(LABELS):
            raise ValueError(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(LABELS)}")
        return labels


class DetectorSettings(BaseModel):
    """What the object detector runs on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    provider: str = Field(
        default="cpu",
        pattern=r"^[A-Za-z0-9]{1,40}$",
        description="ONNX Runtime's provider, such as cuda, tensorrt, openvino, coreml, dml or rocm; where it is not "
        "installed or does not work, the processor does it and the log says so",
    )
