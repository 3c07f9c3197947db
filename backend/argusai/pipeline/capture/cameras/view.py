"""A stored camera as the routes and the live updates show it: never with its password."""

from dataclasses import dataclass

from argusai.kit.clock import Clock
from argusai.kit.vault import Vault
from argusai.pipeline.capture.cameras import health as words
from argusai.pipeline.capture.cameras.contract import read_rules, write_rules
from argusai.pipeline.capture.cameras.credentials import Credentials, unseal
from argusai.pipeline.capture.cameras.models import CameraRow
from argusai.pipeline.capture.cameras.ports import Health, HealthOf, TimeZone
from argusai.pipeline.capture.cameras.rule_schemas import RulesOut
from argusai.pipeline.capture.cameras.schemas import CameraOut, FileSourceOut, HealthOut, RtspSourceOut


@dataclass(frozen=True, slots=True)
class CameraView:
    vault: Vault
    clock: Clock
    health_of: HealthOf
    time_zone: TimeZone

    def camera(self, row: CameraRow) -> CameraOut:
        credentials = unseal(self.vault, row.sealed_credentials)
        return CameraOut(
            id=row.id,
            name=row.name,
            enabled=row.enabled,
            source=_source(row, credentials),
            rules=RulesOut.model_validate(write_rules(read_rules(row.rules))),
            health=self._health(row, credentials),
            created_at=row.created_at,
            updated_at=row.updated_at,
        )

    def health(self, health: Health) -> HealthOut:
        return words.health_out(health, self.clock.now(), self.time_zone())

    def _health(self, row: CameraRow, credentials: Credentials) -> HealthOut:
        if not row.enabled:
            return words.paused(row.updated_at)
        if not credentials.readable:
            return words.unreadable(row.updated_at)
        health = self.health_of(row.id)
        return words.connecting(row.updated_at) if health is None else self.health(health)


def _source(row: CameraRow, credentials: Credentials) -> FileSourceOut | RtspSourceOut:
    if row.source["kind"] == "file":
        return FileSourceOut(kind="file", path=row.source["path"], loop=row.source["loop"])
    return RtspSourceOut(
        kind="rtsp",
        url=row.source["url"],
        username=credentials.username,
        has_password=bool(credentials.password),
    )
