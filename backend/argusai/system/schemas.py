"""What the settings and system routes take and give."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from argusai.kit.schemas import Strict

Language = Literal["en", "de"]
# Of these null is a value: there is none.
NULLABLE = frozenset({"retention_gb", "latitude", "longitude"})


class SettingsOut(BaseModel):
    """`retention_gb` null: no limit by size. `latitude`, `longitude`: where the house stands; null: nobody said."""

    retention_days: int
    retention_gb: float | None
    language: Language
    time_zone: str
    latitude: float | None
    longitude: float | None


class SettingsPatch(Strict):
    retention_days: Annotated[int, Field(ge=1, le=3650, strict=True)] | None = None
    retention_gb: Annotated[float, Field(strict=True, ge=0.1, le=1_000_000)] | None = None
    language: Language | None = None
    time_zone: Annotated[str, Field(max_length=64)] | None = None
    latitude: Annotated[float, Field(strict=True, ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(strict=True, ge=-180, le=180)] | None = None


class StorageOut(BaseModel):
    media_bytes: int
    database_bytes: int
    free_bytes: int
    events: int
    oldest_event_at: datetime | None


class ModelOut(BaseModel):
    name: str
    purpose: str
    installed: bool


class CapturePartOut(BaseModel):
    """One capture process."""

    running: bool
    restarts: int
    cameras: int


class TroubleOut(BaseModel):
    """Something that is wrong now, for the banner. `link`: the page that helps."""

    slug: str
    sentence: str
    severity: Literal["warning", "error"]
    link: str


class SystemOut(BaseModel):
    version: str
    started_at: datetime
    uptime_seconds: float
    storage: StorageOut
    cameras_connected: int
    cameras_down: int
    cameras_paused: int
    models: list[ModelOut]
    capture: list[CapturePartOut]
    troubles: list[TroubleOut]


class HealthOut(BaseModel):
    """`degraded`: it answers, and a part of it stands still; `sentences` say which."""

    status: Literal["ok", "degraded"]
    sentences: list[str]
