"""What may be chosen about decisions."""

from pydantic import BaseModel, ConfigDict, Field


class DecisionSettings(BaseModel):
    """How long it is remembered why nothing was told."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    days: int = Field(default=7, ge=1, le=365, description="Days for which reasons of untold things are kept")
    most_megabytes: int = Field(
        default=200,
        ge=1,
        le=100_000,
        description="Megabytes that they may take, all cameras together; the oldest go first",
    )
