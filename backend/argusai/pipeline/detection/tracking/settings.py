"""What may be chosen about tracking."""

from pydantic import BaseModel, ConfigDict, Field


class TrackSettings(BaseModel):
    """`high_score`: detections from here on are matched first and may begin a track; lower ones only continue one.
    `confirm_detections`, `confirm_score`: so many detections with this median score make a track real, if it also
    moved in `confirm_moving` frames. `lost_seconds`: how long an unseen track keeps its identity.
    `predicted_seconds`: how long an unseen track is still reported, where it should be."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    high_score: float = Field(default=0.45, gt=0, lt=1)
    confirm_detections: int = Field(default=3, ge=1, le=1000)
    confirm_score: float = Field(default=0.5, gt=0, lt=1)
    confirm_moving: int = Field(default=2, ge=1, le=1000)
    lost_seconds: float = Field(default=3.0, gt=0, le=60)
    predicted_seconds: float = Field(default=0.6, ge=0, le=60)
