"""The settings that people change, to and from a file of the whole configuration."""

from dataclasses import asdict
from typing import Any

from argusai.kit.db import Session
from argusai.kit.errors import ArgusError
from argusai.kit.faulty_inputs import placed, validated
from argusai.system.schemas import NULLABLE, SettingsPatch
from argusai.system.settings_service import SettingsService


class SettingsPorter:
    def __init__(self, settings: SettingsService) -> None:
        self._settings = settings

    async def written(self, session: Session) -> dict[str, Any]:
        return asdict(await self._settings.read_in(session))

    async def taken(self, session: Session, plain: object) -> None:
        """Change what is named. Raises BadInput with the path of what is wrong."""
        given = validated(SettingsPatch, plain, "settings").model_dump(exclude_unset=True)
        before = await self.written(session)
        changes = {
            name: value
            for name, value in given.items()
            if (value is not None or name in NULLABLE) and value != before[name]
        }
        try:
            await self._settings.change_in(session, changes)
        except ArgusError as error:
            raise placed(error, "settings") from error
