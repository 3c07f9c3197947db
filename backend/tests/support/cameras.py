"""A cameras service on a real database, whose surroundings remember what they were told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import Any, Literal
from uuid import UUID

from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session, after_commit
from argusai.kit.vault import Vault
from argusai.pipeline.capture.cameras.contract import Camera, MaskedVideo, Privacy, Source
from argusai.pipeline.capture.cameras.errors import ProbeFailed
from argusai.pipeline.capture.cameras.ports import (
    Condition,
    Facts,
    Gate,
    GateState,
    Health,
    Looks,
    Masked,
    Second,
    Traffic,
)
from argusai.pipeline.capture.cameras.schemas import CameraIn, FileSourceIn, RtspSourceIn
from argusai.pipeline.capture.cameras.service import CamerasService, Surroundings
from argusai.pipeline.detection.decisions.defaults import default_filters


@dataclass(frozen=True)
class SomeFacts:
    codec: str = "h264"
    width: int = 1280
    height: int = 720
    rate: float = 15.0
    has_sound: bool = False


@dataclass(frozen=True)
class SomeLooks:
    per_second: float = 0.0
    skipped: int = 0


@dataclass(frozen=True)
class SomeTraffic:
    bits_per_second: int = 0
    keyframe_seconds: float = 0.0


@dataclass(frozen=True)
class SomeGate:
    state: GateState = "off"
    saved: float = 0.0
    watched_seconds: float = 0.0
    events: int = 0
    missed: int = 0


@dataclass(frozen=True)
class SomeMasked:
    video: MaskedVideo | Literal[""] = ""
    cores: float = 0.0
    reason: str = ""


@dataclass(frozen=True)
class SomeSecond:
    condition: Condition | Literal["none"] = "none"
    watched: bool = False
    reason: str = ""
    reason_slug: str = ""
    facts: Facts | None = None
    rate_seen: float = 0.0


@dataclass(frozen=True)
class SomeHealth:
    camera_id: UUID
    condition: Condition = "connected"
    since: datetime = datetime(2026, 1, 1, 2, 10, tzinfo=UTC)
    reason: str = ""
    reason_slug: str = ""
    facts: Facts | None = None
    frames: int = 0
    dropped: int = 0
    reconnects: int = 0
    rate_seen: float = 0.0
    looks: Looks = SomeLooks()
    traffic: Traffic = SomeTraffic()
    gate: Gate = SomeGate()
    masked: Masked = SomeMasked()
    second: Second = SomeSecond()
    stops: int = 0


@dataclass
class Capture:
    """The parts that later stages play, with a memory."""

    announced: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    applied: list[list[Camera]] = field(default_factory=list)
    deleted: list[UUID] = field(default_factory=list)
    healths: dict[UUID, Health] = field(default_factory=dict)
    pictures: dict[UUID, bytes] = field(default_factory=dict)
    zone: tzinfo = UTC
    done: list[str] = field(default_factory=list)

    async def announce(self, session: Session, kind: str, body: dict[str, Any]) -> None:
        after_commit(session, lambda: self.announced.append((kind, body)))

    async def apply(self, cameras: Sequence[Camera]) -> None:
        self.done.append("applied")
        self.applied.append(list(cameras))

    async def after_deleted(self, camera_id: UUID) -> None:
        self.deleted.append(camera_id)

    async def obeyed(self) -> None:
        self.done.append("obeyed")

    async def forget(self) -> int:
        self.done.append("forgotten")
        return 0

    async def snapshot(self, camera_id: UUID) -> bytes | None:
        return self.pictures.get(camera_id)

    def surroundings(self) -> Surroundings:
        return Surroundings(
            announce=self.announce,
            apply=self.apply,
            after_deleted=self.after_deleted,
            health_of=lambda camera_id: self.healths.get(camera_id),
            snapshot=self.snapshot,
            time_zone=lambda: self.zone,
            default_filters=lambda: default_filters(("car", "dog", "person")),
        )

    def service(self, database: Database, key: str, clock: Clock) -> CamerasService:
        return CamerasService(database, Vault(key), clock, self.surroundings())


@dataclass(frozen=True)
class SomePicture:
    jpeg: bytes = b"\xff\xd8jpeg"
    facts: Facts = field(default_factory=SomeFacts)


@dataclass
class ScriptedProbe:
    """Answers as told, and remembers what it was asked to open."""

    failure: ProbeFailed | None = None
    asked: list[Source] = field(default_factory=list)
    hidden: list[Privacy] = field(default_factory=list)

    async def __call__(self, source: Source, privacy: Privacy, timeout_seconds: float) -> SomePicture:
        self.asked.append(source)
        self.hidden.append(privacy)
        if self.failure is not None:
            raise self.failure
        return SomePicture()


def rtsp(url: str = "rtsp://10.0.0.5/stream", username: str | None = None, password: str | None = None) -> RtspSourceIn:
    return RtspSourceIn(kind="rtsp", url=url, username=username, password=password)


def rtsp_camera(
    name: str = "Yard", url: str = "rtsp://10.0.0.5/stream", username: str | None = None, password: str | None = None
) -> CameraIn:
    return CameraIn(name=name, source=rtsp(url, username, password))


def file_camera(name: str = "Clip", path: str = "/videos/yard.mp4") -> CameraIn:
    return CameraIn(name=name, source=FileSourceIn(kind="file", path=path))
