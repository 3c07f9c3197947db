"""The settings that people change in the page."""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from argusai.kit.announce import Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.kit.faulty_inputs import faulty
from argusai.kit.log import get_log
from argusai.kit.zones import is_zone, nearest_zone
from argusai.system.contract import HouseSettings
from argusai.system.repository import SettingsRepository

_log = get_log("system")
_SETTINGS = TypeAdapter(HouseSettings)


class SettingsService:
    """`time_zone`: the machine's, until somebody chooses another."""

    def __init__(self, database: Database, clock: Clock, announce: Announce, time_zone: str) -> None:
        self._database = database
        self._clock = clock
        self._announce = announce
        self._defaults: dict[str, Any] = {
            "retention_days": 30,
            "retention_gb": None,
            "language": "en",
            "time_zone": time_zone,
            "latitude": None,
            "longitude": None,
        }

    async def read(self) -> HouseSettings:
        async with self._database.read() as session:
            return await self.read_in(session)

    async def read_in(self, session: Session) -> HouseSettings:
        """As they are in the transaction of `session`."""
        return self._made_of(await SettingsRepository(session).read())

    async def change(self, changes: Mapping[str, Any]) -> HouseSettings:
        """Change what `changes` names. Raises BadInput for an unknown time zone."""
        async with self._database.write() as session:
            return await self.change_in(session, changes)

    async def change_in(self, session: Session, changes: Mapping[str, Any]) -> HouseSettings:
        """In the transaction of `session`. Raises BadInput."""
        zone = changes.get("time_zone")
        if zone is not None and not is_zone(zone):
            sentence = f"Not a known time zone. Write one such as {nearest_zone(zone, self._defaults['time_zone'])}"
            raise faulty({"time_zone": sentence})
        repository = SettingsRepository(session)
        stored = await repository.read()
        before, after = self._made_of(stored), self._made_of({**stored, **changes})
        for name, value in changes.items():
            if value != getattr(before, name):  # what is sent along as it is makes no entry in the history
                await repository.put(name, value, self._clock.now())
        if after != before:
            await self._announce(session, "settings.changed", {})
        return after

    def _made_of(self, stored: Mapping[str, Any]) -> HouseSettings:
        """Rows that this version does not know, or finds broken, leave the default: a start never fails on them."""
        values = dict(self._defaults)
        for name in values.keys() & stored.keys():
            try:
                _SETTINGS.validate_python({**values, name: stored[name]})
            except ValidationError:
                _log.warning("stored setting ignored", name=name)
                continue
            if name != "time_zone" or is_zone(stored[name]):
                values[name] = stored[name]
        return HouseSettings(**values)
