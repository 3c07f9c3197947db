"""Why a time was quiet: how what other parts know of it is connected."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from argusai.configuration.contract import CameraChange
from argusai.configuration.service import Configuration
from argusai.flow.deciding import Deciding
from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.pipeline.capture.cameras.models import CameraRow
from argusai.pipeline.capture.cameras.past import off_times, pieces, rules_at
from argusai.pipeline.capture.cameras.repository import CameraRepository
from argusai.pipeline.capture.outages.repository import OutageRepository
from argusai.pipeline.capture.outages.service import OutagesService
from argusai.pipeline.events.decisions.wanted import Wanted as WantedDecisions
from argusai.pipeline.notifications.rules.names import Speakers
from argusai.pipeline.notifications.silence.contract import Key, Line, Off, Period, Sought, Tally, Then
from argusai.pipeline.notifications.silence.service import Parts, SilenceService
from argusai.system.settings_service import SettingsService

# More than came and went in any week; beyond it the sum of what was watched is told too high.
_MOST_OUTAGES = 2000
_NOW_KEYS = ("enabled", "paused", "paused_until", "paused_at", "schedule", "rules", "created_at")


ConnectSilence = Callable[[OutagesService, Deciding, Configuration], SilenceService]


@dataclass(frozen=True, slots=True)
class Surroundings:
    database: Database
    settings: SettingsService
    speakers: Speakers
    clock: Clock


def connect_silence(
    around: Surroundings, outages: OutagesService, deciding: Deciding, configuration: Configuration
) -> SilenceService:
    told = _Told(around, outages, deciding, configuration)
    parts = Parts(told.camera_then, (told.of_outages, told.of_decisions), told.tally, told.unseen, told.kept_since)
    return SilenceService(around.database, parts, around.speakers, around.clock)


class _Told:
    """Implements the ports of `silence`."""

    def __init__(
        self, around: Surroundings, outages: OutagesService, deciding: Deciding, configuration: Configuration
    ) -> None:
        self._settings = around.settings
        self._clock = around.clock
        self._outages = outages
        self._deciding = deciding
        self._configuration = configuration

    async def of_outages(self, session: Session, sought: Sought, after: Key | None, most: int) -> list[Line]:
        if not sought.asks_for("outage"):
            return []
        period = sought.period
        wanted = (period.camera_id, period.since, period.until)
        found = await self._outages.in_order(session, wanted, after, most)
        return [Line(each.began_at, each.id, "outage", each.kind, each.sentence, "en", each.ended_at) for each in found]

    async def of_decisions(self, session: Session, sought: Sought, after: Key | None, most: int) -> list[Line]:
        if not sought.asks_for("decision"):
            return []
        period = sought.period
        wanted = WantedDecisions(period.camera_id, period.since, period.until, sought.decided, sought.labels)
        return [
            Line(
                each.began_at, each.id, "decision", each.reason, each.sentence, each.language, each.ended_at,
                each.picture, each.label, each.numbers, each.times,
            )
            for each in await self._deciding.service.in_order(session, wanted, after, most)
        ]  # fmt: skip

    async def tally(self, session: Session, period: Period) -> list[Tally]:
        wanted = WantedDecisions(period.camera_id, period.since, period.until)
        return [Tally(*each) for each in await self._deciding.service.tally(session, wanted)]

    async def camera_then(self, session: Session, period: Period) -> Then | None:
        row = await CameraRepository(session).get(period.camera_id)
        if row is None:
            return None
        changes = await self._configuration.of_camera(session, period.camera_id, period.since)
        return _then(row, changes, period, (await self._settings.read_in(session)).time_zone)

    async def unseen(self, session: Session, period: Period) -> list[tuple[datetime, datetime, float]]:
        wanted, now = (period.camera_id, period.since, period.until), self._clock.now()
        rows = await OutageRepository(session).in_order(wanted, None, _MOST_OUTAGES)
        return [
            (row.began_at, row.ended_at, row.seconds) if row.ended_at is not None else (row.began_at, now, math.inf)
            for row in rows
        ]

    async def kept_since(self, session: Session) -> datetime:
        days = min(self._deciding.settings.days, (await self._settings.read_in(session)).retention_days)
        return self._clock.now() - timedelta(days=days)


def _then(row: CameraRow, changes: Sequence[CameraChange], period: Period, zone: str) -> Then:
    now_set = {name: getattr(row, name) for name in _NOW_KEYS}
    known = [(each.at, each.before, each.after) for each in changes]
    parts = pieces(now_set, known, period.since, period.until)
    rules = rules_at(parts)
    only = tuple(zone.name for zone in rules.zones if zone.required or rules.zones_required)
    return Then(
        name=row.name,
        off=tuple(Off(each.at, each.until, each.why) for each in off_times(parts, zone)),
        changes=tuple(_change(each) for each in changes if each.at < period.until and each.said),
        masks=len(rules.masks),
        only_zones=only,
        untold=tuple(each.label for each in rules.filters if not each.told),
    )


def _change(change: CameraChange) -> Line:
    sentence = f"{change.said} ({change.who})." if change.who else f"{change.said}."
    return Line(change.at, change.id, "change", "change", sentence, "en")
