"""What may be chosen about motion."""

from pydantic import BaseModel, ConfigDict, Field


class MotionSettings(BaseModel):
    """The picture is divided into cells; a cell whose brightness leaves its usual range shows motion."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    least_levels: float = Field(
        default=7.0,
        gt=0,
        le=255,
        description="Brightness steps (0–255) that a cell must differ by at least; in the dark, fewer",
    )
    most_levels: float = Field(
        default=28.0, gt=0, le=255, description="Brightness steps (0–255) that are always enough"
    )
    deviations: float = Field(
        default=4.0,
        gt=0,
        le=100,
        description="Between the two: how many times its usual deviation a cell must differ by",
    )
    least_cells: int = Field(default=5, ge=1, le=10_000, description="Cells that a region of motion has at least")
    global_share: float = Field(
        default=0.5, gt=0, le=1, description="Share of the picture (0–1); when more of it changed, it was the light"
    )
    warm_up_frames: int = Field(default=3, ge=1, le=1000, description="Pictures seen before any motion is reported")
    forget_seconds: float = Field(
        default=6.0, gt=0, le=3600, description="Seconds in which the background follows slow change"
    )
    absorb_seconds: float = Field(
        default=45.0, gt=0, le=86_400, description="Seconds in which what stands still becomes background"
    )
