"""The only place that reads and writes the settings that people change."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from argusai.kit.db import Session
from argusai.system.models import SettingRow


class SettingsRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def read(self) -> dict[str, Any]:
        rows = await self._session.scalars(sa.select(SettingRow))
        return {row.name: row.value for row in rows}

    async def put(self, name: str, value: Any, now: datetime) -> None:
        await self._session.merge(SettingRow(name=name, value=value, changed_at=now))
