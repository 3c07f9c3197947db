"""Tries other rules on stored events: how remembering, judging and saying are connected."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from argusai.kit.clock import Clock
from argusai.kit.db import Database
from argusai.pipeline.capture.cameras.contract import WatchRules
from argusai.pipeline.capture.cameras.place_trial import PlaceTrials
from argusai.pipeline.capture.cameras.service import CamerasService
from argusai.pipeline.detection.decisions.replay import Walked, replay
from argusai.pipeline.events.assembly.contract import EventFacts, TrackFacts
from argusai.pipeline.events.decisions.say import say
from argusai.pipeline.events.description.messages import messages
from argusai.pipeline.events.history.facts import facts_from_row
from argusai.pipeline.events.history.repository import EventRepository
from argusai.system.settings_service import SettingsService


@dataclass(frozen=True, slots=True)
class _Tried:
    """Implements `cameras.ports.TriedEvent`."""

    event_id: UUID
    started_at: datetime
    why: str


class _TryRules:
    """Implements `cameras.ports.TryRules`."""

    def __init__(self, database: Database, settings: SettingsService) -> None:
        self._database = database
        self._settings = settings

    async def __call__(self, camera_id: UUID, rules: WatchRules, since: datetime, most: int) -> Sequence[_Tried]:
        async with self._database.read() as session:
            rows = await EventRepository(session).newest_of_tracks(camera_id, since, most)
            language = (await self._settings.read_in(session)).language
            plain = [row.facts for row in rows]
        return await asyncio.to_thread(_all_tried, plain, rules, language)


def connect_trying(database: Database, cameras: CamerasService, settings: SettingsService, clock: Clock) -> PlaceTrials:
    return PlaceTrials(cameras, _TryRules(database, settings), clock)


def _all_tried(plain: Sequence[dict[str, object]], rules: WatchRules, language: str) -> list[_Tried]:
    return [_tried(facts_from_row(each), rules, language) for each in plain]


def _tried(facts: EventFacts, rules: WatchRules, language: str) -> _Tried:
    """It is told when one of its tracks is; else the one that was seen best says why not."""
    why = ""
    for track in sorted(facts.tracks, key=lambda track: -track.score):
        verdict = replay(_walked(track), rules, (facts.width, facts.height))
        if verdict is None:
            return _Tried(facts.event_id, facts.started_at, "")
        why = why or say(verdict.reason, track.label, verdict.numbers, messages(language))
    return _Tried(facts.event_id, facts.started_at, why)


def _walked(track: TrackFacts) -> Walked:
    box = track.box
    path = track.path or (((box.left + box.right) / 2, box.bottom),)
    size = (box.right - box.left, box.bottom - box.top)
    return Walked(track.label, track.score, track.first_seen_at, track.last_seen_at, path, *size)
