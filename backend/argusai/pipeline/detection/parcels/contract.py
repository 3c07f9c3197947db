"""What later stages may know of parcels."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from argusai.pipeline.capture.streams.contract import Box

ParcelChange = Literal["left", "taken"]


@dataclass(frozen=True, slots=True)
class ParcelSeen:
    """A thing like a box or a bag that a person probably left, or one of those that a person probably took.

    `box`: in pixels of the full frame. `at`: when its place was last hidden by the person. `probability`: 0–1, how much
    speaks for it; it is never certain. `track_ids`: the persons who were at its place."""

    parcel_id: UUID
    change: ParcelChange
    at: datetime
    box: Box
    probability: float
    track_ids: tuple[int, ...]
