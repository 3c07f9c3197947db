"""A stored camera as the routes and the live updates show it: never with its password."""

from dataclasses import dataclass
from datetime import tzinfo
from typing import Any, cast

from argusai.kit.clock import Clock
from argusai.kit.vault import Vault
from argusai.pipeline.capture.cameras import health as words
from argusai.pipeline.capture.cameras.contract import (
    Hours,
    read_privacy,
    read_ranges,
    read_rules,
    write_privacy,
    write_rules,
)
from argusai.pipeline.capture.cameras.credentials import Credentials, unseal
from argusai.pipeline.capture.cameras.hour_schemas import PauseOut, WatchingOut
from argusai.pipeline.capture.cameras.hours import attention_at
from argusai.pipeline.capture.cameras.models import CameraRow
from argusai.pipeline.capture.cameras.ports import Health, HealthOf, TimeZone
from argusai.pipeline.capture.cameras.privacy_schemas import PrivacyOut
from argusai.pipeline.capture.cameras.resolve import source_of
from argusai.pipeline.capture.cameras.rule_schemas import RulesOut
from argusai.pipeline.capture.cameras.schedule import ranges_out
from argusai.pipeline.capture.cameras.schemas import (
    CameraOut,
    FileSourceOut,
    Gated,
    HealthOut,
    HttpSourceOut,
    Kept,
    RtspSourceOut,
    SourceOut,
)
from argusai.pipeline.capture.cameras.second import stored_second
from argusai.pipeline.capture.cameras.unreadable import why_unreadable
from argusai.pipeline.capture.cameras.usb_schemas import UsbSourceOut


@dataclass(frozen=True, slots=True)
class CameraView:
    vault: Vault
    clock: Clock
    health_of: HealthOf
    time_zone: TimeZone

    def camera(self, row: CameraRow) -> CameraOut:
        credentials = unseal(self.vault, row.sealed_credentials)
        hours = hours_of(row, self.time_zone())
        attention = attention_at(hours, self.clock.now())
        return CameraOut(
            id=row.id,
            name=row.name,
            enabled=row.enabled,
            position=row.position,
            source=_source(row.source, credentials),
            sub=self._second(row),
            rules=RulesOut.model_validate(write_rules(read_rules(row.rules))),
            schedule=ranges_out(hours.ranges),
            pause=PauseOut(until=hours.paused_until) if attention.why_not == "pause" else None,
            watching=WatchingOut(now=attention.watches, why_not=attention.why_not, until=attention.until),
            keep=cast(Kept, row.keep),
            stays_home=row.stays_home,
            gate=cast(Gated, row.gate),
            privacy=PrivacyOut.model_validate(write_privacy(read_privacy(row.privacy))),
            health=self._health(row, credentials),
            created_at=row.created_at,
            updated_at=row.updated_at,
        )

    def _second(self, row: CameraRow) -> SourceOut | None:
        stored = stored_second(self.vault, row)
        return None if stored is None else _source(stored.source, stored.credentials)

    def health(self, health: Health) -> HealthOut:
        return words.health_out(health, self.clock.now(), self.time_zone())

    def _health(self, row: CameraRow, credentials: Credentials) -> HealthOut:
        if not row.enabled:
            return words.paused(row.updated_at)
        if not credentials.readable:
            return words.unreadable(row.updated_at, *why_unreadable(row.sealed_credentials))
        health = self.health_of(row.id)
        return words.connecting(row.updated_at) if health is None else self.health(health)


def for_members(camera: CameraOut) -> CameraOut:
    """Of where its pictures come from, the kind alone: a way into the house is nothing to look at."""
    second = camera.sub
    changes = {"source": _unsaid(camera.source), "sub": None if second is None else _unsaid(second)}
    return camera.model_copy(update=changes)


def _unsaid(source: SourceOut) -> SourceOut:
    if isinstance(source, FileSourceOut):
        return source.model_copy(update={"path": ""})
    if isinstance(source, UsbSourceOut):
        return source.model_copy(update={"device": ""})
    return source.model_copy(update={"url": "", "username": "", "has_password": False, "certificate": ""})


def hours_of(row: CameraRow, zone: tzinfo) -> Hours:
    return Hours(read_ranges(row.schedule), str(zone), row.paused, row.paused_until, row.paused_at)


def _source(column: dict[str, Any], credentials: Credentials) -> SourceOut:
    if column["kind"] == "file":
        return FileSourceOut(kind="file", path=column["path"], loop=column["loop"])
    if column["kind"] == "usb":
        return UsbSourceOut.model_validate(column)
    source, has_password = source_of(column, credentials), bool(credentials.password)
    if source.kind == "http":
        return HttpSourceOut(
            kind="http",
            url=source.address,
            username=source.username,
            has_password=has_password,
            certificate=source.certificate,
            per_second=source.per_second,
        )
    return RtspSourceOut(
        kind="rtsp",
        url=source.address,
        username=source.username,
        has_password=has_password,
        transport=source.transport,
        certificate=source.certificate,
    )
