"""The configuration of a house in which nothing runs: for commands."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC
from typing import Any, TypeVar
from uuid import UUID

from argusai.configuration.porting import ConfigurationFile
from argusai.flow.configuring import Arranged, Configuring, Told, connect_configuring
from argusai.kit.clock import SystemClock
from argusai.kit.db import Database, Session, read_url
from argusai.kit.key_file import open_vault
from argusai.pipeline.capture.cameras.contract import Camera
from argusai.pipeline.capture.cameras.service import CamerasService, Surroundings
from argusai.pipeline.detection.decisions.defaults import default_filters
from argusai.settings import Settings
from argusai.system.settings_service import SettingsService
from argusai.system.zones import machine_zone

Answer = TypeVar("Answer")


async def with_configuration(settings: Settings, work: Callable[[ConfigurationFile], Awaitable[Answer]]) -> Answer:
    """What `work` does to the database is all that happens: nothing is watched, and nobody is told."""
    database = Database(read_url(settings.database_url.get_secret_value()))
    try:
        return await work(_connected(settings, database).file)
    finally:
        await database.close()


def _connected(settings: Settings, database: Database) -> Configuring:
    connected: list[Configuring] = []

    async def announce(session: Session, kind: str, body: dict[str, Any]) -> None:
        connected[0].told(session, kind)

    vault = open_vault(settings.encryption_key.get_secret_value(), settings.data_dir)
    house_settings = SettingsService(database, SystemClock(), announce, machine_zone())
    around = Surroundings(
        announce=announce,
        apply=_apply,
        after_deleted=_deleted,
        health_of=lambda camera_id: None,
        snapshot=_no_picture,
        time_zone=lambda: UTC,
        default_filters=lambda: default_filters(settings.objects.labels),
    )
    cameras = CamerasService(database, vault, SystemClock(), around)
    arranged = Arranged(database, SystemClock(), Told(announce, _deleted, _obeyed), vault, house_settings)
    connected.append(connect_configuring(cameras, arranged))
    return connected[0]


async def _apply(cameras: Sequence[Camera]) -> None:
    """The next start does."""


async def _deleted(camera_id: UUID) -> None:
    """The next round of upkeep does."""


async def _obeyed() -> None:
    """Nobody watches."""


async def _no_picture(camera_id: UUID) -> bytes | None:
    return None
