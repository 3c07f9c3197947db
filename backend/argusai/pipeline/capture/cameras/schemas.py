"""What the camera routes take and give. Passwords go in and never come out."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from argusai.kit.schemas import Seen, Strict
from argusai.pipeline.capture.cameras.address import LONGEST_CREDENTIAL
from argusai.pipeline.capture.cameras.contract import Transport
from argusai.pipeline.capture.cameras.hour_schemas import PauseOut, ScheduleIn, WatchingOut, WeeklyRangeOut
from argusai.pipeline.capture.cameras.privacy_schemas import MaskedOut, PrivacyIn, PrivacyOut
from argusai.pipeline.capture.cameras.rule_schemas import RulesIn, RulesOut
from argusai.pipeline.capture.cameras.usb_schemas import UsbSourceIn, UsbSourceOut

# As `contract.Keep`; written out for OpenAPI.
Kept = Literal["words", "snapshot", "clip"]
# As `contract.GateMode`.
Gated = Literal["off", "keyframes", "auto"]
CameraName = Annotated[str, StringConstraints(min_length=1, max_length=80), Seen]
Address = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Fingerprint = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")]
PerSecond = Annotated[float, Field(strict=True, ge=0.2, le=10)]
Credential = Annotated[str, StringConstraints(max_length=LONGEST_CREDENTIAL, strip_whitespace=False)]


class FileSourceIn(Strict):
    kind: Literal["file"]
    path: Address
    loop: bool = True


class RtspSourceIn(Strict):
    """`url` may hold credentials (rtsp://user:password@host/path): they are taken out and stored encrypted.
    So are secrets in its path or query (…?user=admin&password=xyz): *** stands for each of them from then on, and means
    the stored one when it is sent back. `transport`: auto tries TCP, then UDP, then a tunnel through HTTP.
    `certificate`: SHA-256 of the one to accept for rtsps, empty: it is checked as everywhere.
    `password` left out when editing or testing a stored camera: the stored one stays."""

    kind: Literal["rtsp"]
    url: Address
    username: Credential | None = None
    password: Credential | None = None
    transport: Transport = "auto"
    certificate: Fingerprint = ""


class HttpSourceIn(Strict):
    """A JPEG, asked for `per_second` times a second, or an MJPEG stream: which of them is found out. Credentials as in
    `RtspSourceIn`."""

    kind: Literal["http"]
    url: Address
    username: Credential | None = None
    password: Credential | None = None
    certificate: Fingerprint = ""
    per_second: PerSecond = 2.0


SourceIn = Annotated[FileSourceIn | RtspSourceIn | HttpSourceIn | UsbSourceIn, Field(discriminator="kind")]


class CameraIn(Strict):
    name: CameraName
    source: SourceIn
    enabled: bool = True
    rules: RulesIn | None = None
    schedule: ScheduleIn | None = None
    keep: Kept | None = None
    stays_home: bool | None = None
    gate: Gated | None = None
    privacy: PrivacyIn | None = None
    sub: SourceIn | None = None


class CameraPatch(Strict):
    """`sub`: null takes the second stream away; left out, it stays. `rules` replaces all of them, so does `schedule`
    (empty: always); both hold from the next picture on, and the stream goes on. `keep` holds from the next event on.
    `gate` holds from the next keyframe on: keyframes leaves pictures out while nothing moves, auto does so once it has
    shown for a day that it loses nothing; both only where `health.gate` says `offered`."""

    name: CameraName | None = None
    source: SourceIn | None = None
    enabled: bool | None = None
    rules: RulesIn | None = None
    schedule: ScheduleIn | None = None
    keep: Kept | None = None
    stays_home: bool | None = None
    gate: Gated | None = None
    sub: SourceIn | None = None


class CameraTestIn(Strict):
    """`camera_id`: test with that camera's stored password where `source` has none. `sub`: test this one instead, as
    the second stream of a camera whose main one is `source`: what it lacks of user name and password is that one's."""

    source: SourceIn
    camera_id: UUID | None = None
    sub: SourceIn | None = None


class FileSourceOut(BaseModel):
    kind: Literal["file"]
    path: str
    loop: bool


class RtspSourceOut(BaseModel):
    """`url`: *** stands for each secret in it."""

    kind: Literal["rtsp"]
    url: str
    username: str
    has_password: bool
    transport: Transport
    certificate: str


class HttpSourceOut(BaseModel):
    """`url`: *** stands for each secret in it."""

    kind: Literal["http"]
    url: str
    username: str
    has_password: bool
    certificate: str
    per_second: float


SourceOut = FileSourceOut | RtspSourceOut | HttpSourceOut | UsbSourceOut


class GateOut(BaseModel):
    """`offered`: whether pictures can be left out of this stream; `why_not`: a sentence why not, else empty.
    `sentence`: what it does. `saved`: share of the pictures that were not decoded, 0–1, lately. `watched_hours` and
    `events`: full decoding that it was compared with, and events of it that it woke for. `missed`: events that it would
    have slept through, ever."""

    offered: bool
    why_not: str
    state: Literal["off", "second", "unfit", "measuring", "keyframes", "learning", "checking", "awake", "asleep"] = (
        "off"
    )
    sentence: str
    saved: float = 0.0
    watched_hours: float = 0.0
    events: int = 0
    missed: int = 0


class SecondStreamOut(BaseModel):
    """How the second, smaller stream is. `watched`: its pictures are the ones that are looked at now."""

    condition: Literal["connecting", "connected", "down", "paused", "ended"]
    watched: bool
    sentence: str
    reason_slug: str
    codec: str | None
    width: int | None
    height: int | None
    rate: float | None


class HealthOut(BaseModel):
    """`sentence`: how the camera is, in words. `reason_slug`: why it is not connected, for programs; else empty.
    `looks_per_second`: areas of its pictures that the object detector looked at, lately. `looks_skipped`: areas for
    which there was no time, since the watch began. `bits_per_second`: what the camera sends. `keyframe_seconds`: from
    one picture that stands alone to the next. Both null when not known. `gate`: what is not decoded; null while the
    camera is not watched. `masked`: what privacy masks do to its video; null without them. `second`: of its
    second stream; null without one. `apart`: a sentence why it is watched apart from the other cameras; else empty.
    `reconnects`: how often it came back since the watch began."""

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
    gate: GateOut | None = None
    masked: MaskedOut | None = None
    second: SecondStreamOut | None = None
    apart: str = ""


class TriedEventOut(BaseModel):
    """`sentence`: why it would not have been told; empty when it would."""

    event_id: UUID
    started_at: datetime
    told: bool
    sentence: str


class PlaceTrialOut(BaseModel):
    """The newest events since `since` that the camera itself opened, newest first, at most 200; `told`: how many of
    them the rules would have told. What was not told then is not stored and cannot be tried."""

    since: datetime
    told: int
    items: list[TriedEventOut]


class CameraOut(BaseModel):
    """`position`: cameras are shown by it, then by id. `keep`: what is kept of its events. `stays_home`: nothing of it
    may be sent out of the house, by any part that sends. `privacy`: what is black in everything of it. `sub`: its
    second, smaller stream, which is looked at instead of the main one. `pause`: null while there is none."""

    id: UUID
    name: str
    enabled: bool
    position: int
    source: Annotated[SourceOut, Field(discriminator="kind")]
    rules: RulesOut
    schedule: list[WeeklyRangeOut]
    pause: PauseOut | None
    watching: WatchingOut
    keep: Kept
    stays_home: bool
    gate: Gated
    privacy: PrivacyOut
    sub: Annotated[SourceOut, Field(discriminator="kind")] | None
    health: HealthOut
    created_at: datetime
    updated_at: datetime


class CameraTestOut(BaseModel):
    """`ok` true: `picture` (base64 JPEG, long side ≤ 960), codec, size and rate are there. False: `reason_slug` (one of
    wrong-password, password-needed, certificate, not-found, refused, no-route, unknown-host, timeout, not-a-video,
    no-file, not-allowed, unplugged, in-use, ambiguous, format, no-usb-here, failed) and `detail`, a sentence that says
    what to do.
    `certificate`: with that slug, SHA-256 of the one that was shown: sent back in the source it is accepted."""

    ok: bool
    detail: str
    reason_slug: str
    picture: str | None
    codec: str | None
    width: int | None
    height: int | None
    rate: float | None
    has_sound: bool
    certificate: str = ""
