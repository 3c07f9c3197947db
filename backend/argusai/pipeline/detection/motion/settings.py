"""What may be chosen about motion."""

from pydantic import BaseModel, ConfigDict, Field


class MotionSettings(BaseModel):
    """Levels are steps of luma, 0–255.

    `least_levels`, `most_levels`: bounds of what a cell must differ by; between them `deviations` times the cell's own
    usual deviation decides. `least_cells`: of a region. `global_share`: when more of the picture changed, it was
    the light. `warm_up_frames`: seen before anything is reported. `forget_seconds`: how fast the background follows
    slow change; `absorb_seconds`: how fast it takes in what stands still before it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    least_levels: float = Field(default=9.0, gt=0, le=255)
    most_levels: float = Field(default=28.0, gt=0, le=255)
    deviations: float = Field(default=4.0, gt=0, le=100)
    least_cells: int = Field(default=5, ge=1, le=10_000)
    global_share: float = Field(default=0.5, gt=0, le=1)
    warm_up_frames: int = Field(default=3, ge=1, le=1000)
    forget_seconds: float = Field(default=6.0, gt=0, le=3600)
    absorb_seconds: float = Field(default=45.0, gt=0, le=86_400)
