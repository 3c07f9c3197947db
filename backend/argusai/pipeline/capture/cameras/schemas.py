"""What the camera routes take and give. Passwords go in and never come out."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from argusai.kit.schemas import Strict
from argusai.pipeline.capture.cameras.rule_schemas import RulesIn, RulesOut

CameraName = Annotated[str, StringConstraints(min_length=1, max_length=80)]
Address = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Credential = Annotated[str, StringConstraints(max_length=256, strip_whitespace=False)]


class FileSourceIn(Strict):
    kind: Literal["file"]
    path: Address
    loop: bool = True


class RtspSourceIn(Strict):
    """`url` may hold credentials (rtsp://user:password@host/path): they are taken out and stored encrypted.
    `password` left out when editing or testing a stored camera: the stored one stays."""

    kind: Literal["rtsp"]
    url: Address
    username: Credential | None = None
    password: Credential | None = None


SourceIn = Annotated[FileSourceIn | RtspSourceIn, Field(discriminator="kind")]


class CameraIn(Strict):
    name: CameraName
    source: SourceIn
    enabled: bool = True
    rules: RulesIn | None = None


class CameraPatch(Strict):
    """`rules` replaces all of them; they hold from the next picture on, and the stream goes on."""

    name: CameraName | None = None
    source: SourceIn | None = None
    enabled: bool | None = None
    rules: RulesIn | None = None


class CameraTestIn(Strict):
    """`camera_id`: test with that camera's stored password where `source` has none."""

    source: SourceIn
    camera_id: UUID | None = None


class FileSourceOut(BaseModel):
    kind: Literal["file"]
    path: str
    loop: bool


class RtspSourceOut(BaseModel):
    kind: Literal["rtsp"]
    url: str
    username: str
    has_password: bool


class HealthOut(BaseModel):
    """`sentence`: how the camera is, in words. `reason_slug`: why it is not connected, for programs; else empty.
    `looks_per_second`: areas of its pictures that the object detector looked at, lately. `looks_skipped`: areas for
    which there was no time, since the watch began. `bits_per_second`: what the camera sends. `keyframe_seconds`: from
    one picture that stands alone to the next. Both null when not known."""

    condition: Literal["connecting", "connected", "down", "paused", "ended"]
    since: datetime
    sentence: str
    reason_slug: str
    codec: str | None
    width: int | None
    height: int | None
    rate: float | None
    has_sound: bool
    frames: int
    dropped: int
    reconnects: int
    looks_per_second: float = 0.0
    looks_skipped: int = 0
    bits_per_second: int | None = None
    keyframe_seconds: float | None = None


class CameraOut(BaseModel):
    id: UUID
    name: str
    enabled: bool
    source: Annotated[FileSourceOut | RtspSourceOut, Field(discriminator="kind")]
    rules: RulesOut
    health: HealthOut
    created_at: datetime
    updated_at: datetime


class CameraTestOut(BaseModel):
    """`ok` true: `picture` (base64 JPEG, long side ≤ 960), codec, size and rate are there. False: `reason_slug` (one of
    wrong-password, password-needed, not-found, refused, no-route, unknown-host, timeout, not-a-video, no-file,
    not-allowed, failed) and `detail`, a sentence that says what to do."""

    ok: bool
    detail: str
    reason_slug: str
    picture: str | None
    codec: str | None
    width: int | None
    height: int | None
    rate: float | None
    has_sound: bool
