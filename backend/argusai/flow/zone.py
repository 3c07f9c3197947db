"""The clock of the home, as the cameras' schedules and every sentence use it."""

from datetime import UTC, tzinfo

from argusai.system.settings_service import SettingsService


class HomeZone:
    """Call it for the zone: UTC until `read`."""

    def __init__(self, settings: SettingsService) -> None:
        self._settings = settings
        self._zone: tzinfo = UTC

    def __call__(self) -> tzinfo:
        return self._zone

    async def read(self) -> bool:
        """Take it from the settings. Whether it is another one than before."""
        before, self._zone = self._zone, (await self._settings.read()).zone
        return self._zone != before
