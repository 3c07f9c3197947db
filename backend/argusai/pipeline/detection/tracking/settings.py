"""What may be chosen about tracking."""

from pydantic import BaseModel, ConfigDict, Field


class TrackSettings(BaseModel):
    """An object that is seen in several pictures is one track; only a real one becomes an event."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    high_score: float = Field(
        default=0.45,
        gt=0,
        lt=1,
        description="Score (0–1) from which a detection may begin a track; a lower one only continues one",
    )
    confirm_detections: int = Field(default=3, ge=1, le=1000, description="Detections that make a track real")
    confirm_seconds: float = Field(
        default=0.3, ge=0, le=60, description="Seconds that these must span, however many pictures a second there are"
    )
    confirm_score: float = Field(default=0.5, gt=0, lt=1, description="Median score (0–1) that these must have")
    confirm_moving: int = Field(
        default=2, ge=1, le=1000, description="Pictures in which it must have moved to become real"
    )
    lost_seconds: float = Field(default=3.0, gt=0, le=60, description="Seconds that an unseen track keeps its identity")
    held_seconds: float = Field(
        default=60.0,
        ge=0,
        le=3600,
        description="Seconds that it keeps it where it stood still and its place looks unchanged",
    )
    found_again_seconds: float = Field(
        default=10.0, ge=0, le=300, description="Seconds in which a lost track is known again by how it looks"
    )
    predicted_seconds: float = Field(
        default=0.6, ge=0, le=60, description="Seconds that an unseen track is still reported, where it should be"
    )
