"""Stored events: how recording, browsing and letting go are connected."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from argusai.kit.announce import Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.kit.workers import Workers
from argusai.pipeline.capture.streams.pyav.cut import cut_clip
from argusai.pipeline.capture.streams.rescue import rescue_clip
from argusai.pipeline.events.description.describe import describe
from argusai.pipeline.events.description.parcels import tell_parcel
from argusai.pipeline.events.history.clips.cuts import ClipCuts
from argusai.pipeline.events.history.clips.service import EventFiles
from argusai.pipeline.events.history.feedback.service import FeedbackService
from argusai.pipeline.events.history.folder import MediaFolder
from argusai.pipeline.events.history.forgotten import Forgotten
from argusai.pipeline.events.history.keeping.cleanup import CleanupService
from argusai.pipeline.events.history.keeping.retention import EventRemoval, RetentionService
from argusai.pipeline.events.history.keeping.unwanted import UnwantedMedia
from argusai.pipeline.events.history.parcels.service import ParcelsService
from argusai.pipeline.events.history.ports import Limits, Wording
from argusai.pipeline.events.history.record import EventRecorder
from argusai.pipeline.events.history.scribe import Scribe
from argusai.pipeline.events.history.service import HistoryService
from argusai.pipeline.events.history.worded import WordedEvents
from argusai.system.settings_service import SettingsService

_FILE_THREADS = 4
_CUT_THREADS = 2


@dataclass(frozen=True, slots=True)
class Storing:
    scribe: Scribe
    worded: WordedEvents
    recorder: EventRecorder
    service: HistoryService
    feedback: FeedbackService
    files: EventFiles
    cuts: ClipCuts
    parcels: ParcelsService
    retention: RetentionService
    cleanup: CleanupService
    unwanted: UnwantedMedia
    workers: Workers
    encoders: Workers

    def parts(self) -> dict[str, Any]:
        """What the routers find on `app.state`."""
        return {"event_files": self.files, "history": self.service, "feedback": self.feedback, "parcels": self.parcels}

    def close(self) -> None:
        self.workers.close()
        self.encoders.close()


def connect_storing(
    database: Database, media_folder: Path, settings: SettingsService, announce: Announce, clock: Clock
) -> Storing:
    workers = Workers("media", _FILE_THREADS)
    encoders = Workers("clips", _CUT_THREADS)
    cuts = ClipCuts(media_folder.with_name("clip-parts"), encoders, cut_clip)
    folder, forgotten = MediaFolder(media_folder, workers), Forgotten()
    scribe = Scribe(describe, _Wording(settings), announce, clock)
    removal = EventRemoval(forgotten, announce)
    return Storing(
        scribe=scribe,
        worded=WordedEvents(folder, describe, _Wording(settings), announce, clock),
        recorder=EventRecorder(database, scribe, folder, forgotten, partial(rescue_clip, media_folder)),
        service=HistoryService(database, folder, forgotten, announce, clock),
        feedback=FeedbackService(database, _Wording(settings), announce, clock),
        files=EventFiles(database, folder, _Wording(settings), cuts),
        cuts=cuts,
        parcels=ParcelsService(database, _Wording(settings), tell_parcel, clock),
        retention=RetentionService(database, folder, _Limits(settings), removal, clock),
        cleanup=CleanupService(database, folder, clock),
        unwanted=UnwantedMedia(database, folder, scribe),
        workers=workers,
        encoders=encoders,
    )


class _Wording:
    """Implements `history.ports.WordingNow`."""

    def __init__(self, settings: SettingsService) -> None:
        self._settings = settings

    async def __call__(self, session: Session) -> Wording:
        house = await self._settings.read_in(session)
        return Wording(house.language, house.zone)


class _Limits:
    """Implements `history.ports.RetentionLimits`."""

    def __init__(self, settings: SettingsService) -> None:
        self._settings = settings

    async def __call__(self) -> Limits:
        house = await self._settings.read()
        return Limits(house.retention_days, house.retention_bytes)
