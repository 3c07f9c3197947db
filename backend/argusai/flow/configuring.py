"""What people arrange: the order and groups of cameras, and the versions of the whole configuration."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from argusai.configuration.porting import ConfigurationFile, Porters
from argusai.configuration.service import Around, Configuration
from argusai.flow.ruling import speakers_of
from argusai.kit.announce import Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.kit.vault import Vault
from argusai.pipeline.capture.cameras.arrangement import Arrangement
from argusai.pipeline.capture.cameras.groups.porting import GroupPorter
from argusai.pipeline.capture.cameras.groups.service import GroupsService
from argusai.pipeline.capture.cameras.porting import CameraPorter
from argusai.pipeline.capture.cameras.ports import AfterCameraDeleted, CamerasObeyed
from argusai.pipeline.capture.cameras.service import CamerasService
from argusai.pipeline.notifications.modes.porting import ModePorter
from argusai.pipeline.notifications.rules.porting import RulePorter
from argusai.pipeline.notifications.rules.service import RulesService
from argusai.system.porting import SettingsPorter
from argusai.system.settings_service import SettingsService

_CONFIGURES = frozenset(
    {"camera.changed", "camera.deleted", "groups.changed", "settings.changed", "modes.changed", "rules.changed"}
)


@dataclass(frozen=True, slots=True)
class Configuring:
    versions: Configuration
    arrangement: Arrangement
    groups: GroupsService
    file: ConfigurationFile

    def parts(self) -> dict[str, Any]:
        """What the routers find on `app.state`."""
        return {
            "camera_arrangement": self.arrangement,
            "camera_groups": self.groups,
            "configuration": self.versions,
            "configuration_file": self.file,
        }

    def told(self, session: Session, kind: str) -> None:
        """Whoever changes the configuration announces it: so every change is written down, whoever makes it."""
        if kind in _CONFIGURES:
            self.versions.note(session)


@dataclass(frozen=True, slots=True)
class Told:
    """Who hears of changes."""

    announce: Announce
    after_deleted: AfterCameraDeleted
    obeyed: CamerasObeyed


@dataclass(frozen=True, slots=True)
class Arranged:
    """What of the house these parts need."""

    database: Database
    clock: Clock
    told: Told
    vault: Vault
    settings: SettingsService


def connect_configuring(cameras: CamerasService, around: Arranged) -> Configuring:
    async def apply(deleted: Sequence[UUID]) -> None:
        await cameras.apply()
        await around.told.obeyed()  # privacy masks may have come back
        for camera_id in deleted:
            await around.told.after_deleted(camera_id)

    arrangement = Arrangement(cameras, around.database, around.clock, around.told.announce)
    speakers = speakers_of(around.settings)
    rules = RulePorter(RulesService(around.database, speakers, around.told.announce, around.clock), speakers)
    modes = ModePorter(around.told.announce, around.clock)
    told = Around(around.told.announce, arrangement.tell_all, apply, rules, modes.let_go)
    versions = Configuration(around.database, around.clock, told)
    groups = GroupsService(around.database, around.clock, around.told.announce)
    porters = Porters(
        CameraPorter(cameras, around.vault, around.clock),
        GroupPorter(groups, around.clock),
        SettingsPorter(around.settings),
        modes,
        rules,
    )
    file = ConfigurationFile(around.database, around.clock, versions, porters)
    return Configuring(versions, arrangement, groups, file)
