"""What people arrange: the order and groups of cameras, and the versions of the whole configuration."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from argusai.configuration.service import Around, Configuration
from argusai.kit.announce import Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.pipeline.capture.cameras.arrangement import Arrangement
from argusai.pipeline.capture.cameras.groups.service import GroupsService
from argusai.pipeline.capture.cameras.ports import AfterCameraDeleted, CamerasObeyed
from argusai.pipeline.capture.cameras.service import CamerasService

_CONFIGURES = frozenset({"camera.changed", "camera.deleted", "groups.changed", "settings.changed"})


@dataclass(frozen=True, slots=True)
class Configuring:
    versions: Configuration
    arrangement: Arrangement
    groups: GroupsService

    def parts(self) -> dict[str, Any]:
        """What the routers find on `app.state`."""
        return {
            "camera_arrangement": self.arrangement,
            "camera_groups": self.groups,
            "configuration": self.versions,
        }

    def told(self, session: Session, kind: str) -> None:
        """Whoever changes the configuration announces it: so every change is written down, whoever makes it."""
        if kind in _CONFIGURES:
            self.versions.note(session)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What of the house these parts need."""

    database: Database
    clock: Clock
    announce: Announce
    after_deleted: AfterCameraDeleted
    obeyed: CamerasObeyed


def connect_configuring(cameras: CamerasService, around: Surroundings) -> Configuring:
    async def apply(deleted: Sequence[UUID]) -> None:
        await cameras.apply()
        await around.obeyed()  # privacy masks may have come back
        for camera_id in deleted:
            await around.after_deleted(camera_id)

    arrangement = Arrangement(cameras, around.database, around.clock, around.announce)
    told = Around(around.announce, arrangement.tell_all, apply)
    return Configuring(
        Configuration(around.database, around.clock, told),
        arrangement,
        GroupsService(around.database, around.clock, around.announce),
    )
