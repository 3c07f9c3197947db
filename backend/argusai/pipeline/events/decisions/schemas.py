"""What the decision routes give."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

# As `detection.scenery.contract.Reason`; written out for OpenAPI.
Reason = Literal[
    "light", "nothing-recognised", "still", "brief", "low-score", "masked", "outside-zones", "small", "filter",
    "parked", "shade", "scenery", "budget", "detector", "schedule",
]  # fmt: skip


class ShareBoxOut(BaseModel):
    """Shares of the frame, 0–1."""

    left: float
    top: float
    right: float
    bottom: float


class DecisionOut(BaseModel):
    """Why something opened no event. `sentence`: in `language`. `label`: empty when nothing was recognised. `score`:
    0–1. `numbers`: what was measured and the limits. `times`: so many alike, at one place. `picture`: null without."""

    id: UUID
    camera_id: UUID
    reason: Reason
    label: str
    score: float
    box: ShareBoxOut
    began_at: datetime
    ended_at: datetime
    times: int
    numbers: dict[str, float]
    sentence: str
    language: str
    picture: str | None
