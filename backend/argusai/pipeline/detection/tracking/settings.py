"""What may be chosen about tracking."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TrackSettings:
    """`high_score`: detections from here on are matched first and may begin a track; lower ones only continue one.
    `confirm_detections`, `confirm_score`: so many detections with this median score make a track real, if it also
    moved in `confirm_moving` frames. `lost_seconds`: how long an unseen track keeps its identity.
    `predicted_seconds`: how long an unseen track is still reported, where it should be."""

    high_score: float = 0.45
    confirm_detections: int = 3
    confirm_score: float = 0.5
    confirm_moving: int = 2
    lost_seconds: float = 3.0
    predicted_seconds: float = 0.6
