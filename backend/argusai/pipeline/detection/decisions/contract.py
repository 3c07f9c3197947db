"""What later stages may know of decisions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.scenery.contract import Reason


@dataclass(frozen=True, slots=True)
class Decision:
    """A candidate that opened no event, told once it is over. `label`: empty when nothing was recognised. `score`:
    median over its detections, 0–1. `box`: at its best score, in pixels of a frame of `width` × `height`. `picture`:
    a tiny JPEG of the place, at most 12 KB; empty when none could be made."""

    decision_id: UUID
    camera_id: UUID
    reason: Reason
    label: str
    score: float
    box: Box
    width: int
    height: int
    began_at: datetime
    ended_at: datetime
    numbers: Mapping[str, float]
    picture: bytes
