"""What the detector routes take and give."""

from typing import Annotated

from pydantic import BaseModel, StringConstraints

from argusai.kit.schemas import Strict

DetectorName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{0,39}$")]


class CheckOut(BaseModel):
    """`found`: how many objects of each label, surely, on the picture that it was tried on. `milliseconds`: a look."""

    found: dict[str, int]
    milliseconds: float


class DetectorOut(BaseModel):
    """`built_in`: comes with ArgusAI. `labels`: our words for what it can find. `check` null: its model has not been
    sent, or did not pass; it cannot be chosen then."""

    name: str
    built_in: bool
    in_use: bool
    licence: str
    labels: list[str]
    bytes: int
    check: CheckOut | None


class DetectorsOut(BaseModel):
    items: list[DetectorOut]


class ChosenDetectorIn(Strict):
    name: DetectorName
