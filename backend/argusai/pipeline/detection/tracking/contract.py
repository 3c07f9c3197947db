"""What later stages may know of tracks."""

from dataclasses import dataclass
from datetime import datetime

from argusai.pipeline.capture.streams.contract import Box


@dataclass(frozen=True, slots=True)
class TrackPoint:
    """One track in one frame. `detected`: False where the box is only predicted. `moving`: the motion overlaps it.
    `zones`: names of the owner's zones in which it stands; filled in only for tracks that count (decisions/filters)."""

    track_id: int
    label: str
    score: float
    median_score: float
    box: Box
    confirmed: bool
    detected: bool
    moving: bool
    first_seen_at: datetime
    zones: tuple[str, ...] = ()
