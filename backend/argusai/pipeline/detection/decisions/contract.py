"""What later stages may know of decisions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.scenery.contract import Reason

MOST_PICTURE_BYTES = 12_000


@dataclass(frozen=True, slots=True)
class Decision:
    """A candidate that opened no event. `label`: empty when nothing was recognised. `score`: median over its
    detections, 0–1. `box`: at its best moment, in pixels of a frame of `width` × `height`. `numbers`: what was measured
    and the limit, by name; `times`: how many candidates alike, at one place, this stands for. `picture`: a tiny JPEG of
    the place, at most MOST_PICTURE_BYTES; empty when none could be made, or when it did not change.

    What goes on is told again under the same id, with a later `ended_at`."""

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
