"""Stored decisions: how taking in, answering and letting go are connected."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.kit.errors import Unavailable
from argusai.kit.log import get_log
from argusai.pipeline.detection.decisions.wire import from_wire
from argusai.pipeline.events.decisions.intake import Intake
from argusai.pipeline.events.decisions.retention import DecisionRetention
from argusai.pipeline.events.decisions.service import DecisionsService
from argusai.pipeline.events.decisions.settings import DecisionSettings
from argusai.pipeline.events.description.messages import messages
from argusai.system.settings_service import SettingsService

_log = get_log("flow")


@dataclass(frozen=True, slots=True)
class Deciding:
    intake: Intake
    service: DecisionsService
    retention: DecisionRetention
    settings: DecisionSettings

    def note(self, note: Mapping[str, Any], body: bytes) -> None:
        """Take what a capture process notes. Raises BadInput for what is no decision."""
        self.intake.take(from_wire(note, body))

    async def close(self) -> None:
        """What capture processes said last is written."""
        try:
            await self.intake.flush()
        except Unavailable as error:
            _log.warning("the last decisions are lost", reason=error.detail)


def connect_decisions(database: Database, settings: SettingsService, kept: DecisionSettings, clock: Clock) -> Deciding:
    return Deciding(
        intake=Intake(database),
        service=DecisionsService(database, _Language(settings), messages, clock),
        retention=DecisionRetention(database, clock, kept),
        settings=kept,
    )


class _Language:
    """Implements `decisions.ports.LanguageNow`."""

    def __init__(self, settings: SettingsService) -> None:
        self._settings = settings

    async def __call__(self, session: Session) -> str:
        return (await self._settings.read_in(session)).language
