"""What can be set about streams. Built by the composition root, handed down."""

import sys
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class DecodeSettings(BaseModel):
    """Where pictures are decoded."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    hwaccel: Literal["none", "vaapi", "cuda", "v4l2m2m", "qsv", "videotoolbox"] = Field(
        default="none",
        description="Hardware that decodes; where it does not work here, the processor does it and the log says so",
    )
    device: str = Field(
        default="", max_length=200, description="Which device, such as /dev/dri/renderD128; empty: the usual one"
    )


class UsbSettings(BaseModel):
    """Where cameras that are plugged in are looked for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    list_folder: Path = Field(
        default=Path("/sys/class/video4linux"), description="Folder in which the system lists video devices"
    )
    device_folder: Path = Field(
        default=Path("/dev"), description="Folder of their device files; in a container, where they are mounted"
    )

    @property
    def works_here(self) -> bool:
        """Only Linux has Video4Linux."""
        return sys.platform == "linux"


USUAL_USB = UsbSettings()


class StreamSettings(BaseModel):
    """Connections to cameras, the video that is kept for clips, and the processes that do it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    media_folder: Path = Field(description="Where recordings lie; always the folder media in the data folder")
    gate_folder: Path | None = Field(
        default=None,
        description="Where gates keep what they have earned; always the folder gate in the data folder",
    )
    decode: DecodeSettings = Field(default=DecodeSettings(), description="Always as in the section decode")
    usb: UsbSettings = Field(default=UsbSettings(), description="Always as in the section usb")
    # Holds the pre-roll, and what a clip holds back between two signs of life: 8 s of quiet and 5 s after it.
    ring_seconds: float = Field(
        default=20,
        ge=1,
        le=300,
        description="Seconds of video kept in memory for each camera, so that a clip can begin before its event",
    )
    ring_bytes: int = Field(default=64 << 20, ge=1 << 20, description="Most bytes of memory for that, for each camera")
    analysed_fps: float = Field(
        default=5, gt=0, le=60, description="Pictures a second that are looked at, for each camera"
    )
    busy_fps: float = Field(
        default=10,
        gt=0,
        le=60,
        description="Most pictures a second that are looked at while something moves, for each camera",
    )
    cameras_per_process: int = Field(default=8, ge=1, le=64, description="Cameras that share one capture process")
    # FFmpeg gives up reading after this; a stop abandons the thread at once and does not wait for it.
    open_timeout_seconds: float = Field(default=5, gt=0, le=60, description="Seconds to wait for a camera to answer")
    read_timeout_seconds: float = Field(
        default=5, gt=0, le=60, description="Seconds to wait for the next part of a stream"
    )
    stall_seconds: float = Field(
        default=10,
        gt=0,
        description="Seconds without a new picture after which a stream counts as stalled and is opened again",
    )
    retry_most_seconds: float = Field(
        default=30, gt=0, description="Longest pause, in seconds, before a camera that is away is tried again"
    )
    # A camera that refuses the password is asked rarely: many lock the account after a few wrong tries.
    retry_refused_seconds: float = Field(
        default=60, gt=0, description="Seconds before a camera that refused the password is tried again"
    )
    knock_seconds: float = Field(
        default=2, gt=0, description="Seconds between two looks whether a camera that did not answer is back"
    )
    live_jpeg_fps: float = Field(
        default=5, gt=0, le=15, description="Most pictures a second of a live picture that is sent as single JPEGs"
    )
    live_encoders: int = Field(
        default=2,
        ge=0,
        le=16,
        description="Most live pictures that are encoded anew at the same time, for browsers that cannot play H.265",
    )
    # A child that says nothing for so long is frozen; while it starts it loads models.
    frozen_seconds: float = Field(
        default=2.5,
        gt=0,
        description="Seconds of silence after which a capture process counts as frozen and is replaced",
    )
    start_seconds: float = Field(default=60, gt=0, description="Seconds that a capture process may take to start")
    # A frozen one is to be gone within two seconds, and looking and ending it take some time of their own.
    stop_seconds: float = Field(
        default=1.6, gt=0, description="Seconds that a capture process may take to stop before it is ended"
    )
    restart_most_seconds: float = Field(
        default=5, gt=0, description="Longest pause, in seconds, before a capture process that died is started again"
    )
