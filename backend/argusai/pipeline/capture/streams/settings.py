"""What can be set about streams. Built by the composition root, handed down."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field


class StreamSettings(BaseModel):
    """`media_folder`: clips are written below it. Times in seconds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    media_folder: Path
    # Holds the pre-roll, and what a clip holds back between two signs of life: 8 s of quiet and 5 s after it.
    ring_seconds: float = Field(default=20, ge=1, le=300)
    ring_bytes: int = Field(default=64 << 20, ge=1 << 20)
    analysed_fps: float = Field(default=5, gt=0, le=60)
    cameras_per_process: int = Field(default=8, ge=1, le=64)
    # FFmpeg gives up reading after this; a stop abandons the thread at once and does not wait for it.
    open_timeout_seconds: float = Field(default=5, gt=0, le=60)
    read_timeout_seconds: float = Field(default=5, gt=0, le=60)
    stall_seconds: float = Field(default=10, gt=0)
    retry_most_seconds: float = Field(default=30, gt=0)
    # A camera that refuses the password is asked rarely: many lock the account after a few wrong tries.
    retry_refused_seconds: float = Field(default=60, gt=0)
    knock_seconds: float = Field(default=2, gt=0)
    live_jpeg_fps: float = Field(default=5, gt=0, le=15)
    # A child that says nothing for so long is frozen; while it starts it loads models.
    frozen_seconds: float = Field(default=2.5, gt=0)
    start_seconds: float = Field(default=60, gt=0)
    stop_seconds: float = Field(default=2, gt=0)
    restart_most_seconds: float = Field(default=5, gt=0)
