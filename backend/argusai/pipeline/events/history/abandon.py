"""Closes events that nobody will ever report on again: their capture process died, or the whole program did."""

from datetime import datetime
from uuid import UUID

from argusai.kit.db import Database
from argusai.kit.log import get_log
from argusai.pipeline.capture.streams.contract import ClipFile
from argusai.pipeline.events.assembly.contract import MediaFile, clip_path
from argusai.pipeline.events.history.facts import facts_from_row
from argusai.pipeline.events.history.folder import MediaFolder
from argusai.pipeline.events.history.ports import AdoptClip
from argusai.pipeline.events.history.repository import EventRepository
from argusai.pipeline.events.history.scribe import Scribe, media_values

_log = get_log("events.history")


class AbandonedEvents:
    def __init__(self, database: Database, scribe: Scribe, folder: MediaFolder, adopt: AdoptClip) -> None:
        self._database = database
        self._scribe = scribe
        self._folder = folder
        self._adopt = adopt

    async def close(self, camera_ids: frozenset[UUID] | None, at: datetime) -> int:
        """Close the open events of `camera_ids` (None: all) that began at or before `at`: they end with their last
        activity, get their final sentence, and what was saved of their clip. Returns how many."""
        async with self._database.read() as session:
            open_ids = await EventRepository(session).open_events(camera_ids)
        closed = 0
        for event_id in open_ids:
            closed += await self._close(event_id, at)
        if closed:
            _log.warning("closed events that were cut off", events=closed)
        return closed

    async def _close(self, event_id: UUID, at: datetime) -> bool:
        async with self._database.read() as session:
            row = await EventRepository(session).find(event_id)
        if row is None or row.started_at > at:
            return False
        # Repairing a clip takes a while, so no transaction is open meanwhile.
        clip = await self._folder.run(self._adopt, clip_path(row.id, row.started_at))
        async with self._database.write() as session:
            repository = EventRepository(session)
            row = await repository.find(event_id)
            name = await repository.camera_name(row.camera_id) if row is not None else None
            if row is None or name is None or row.state != "open":
                return False  # deleted or closed meanwhile; a clip without a row is swept
            facts = facts_from_row(row.facts).ended(row.last_activity_at)
            await self._scribe.write(session, facts, name)
            held = {one.path for one in await repository.media(event_id)}
            if clip is not None and clip.path not in held:
                await repository.add_media(media_values(facts, _media_file(clip)))
            await self._scribe.tell(session, "event.closed", facts, name)
        return True


def _media_file(clip: ClipFile) -> MediaFile:
    return MediaFile(
        kind="clip",
        path=clip.path,
        content_type="video/mp4",
        bytes=clip.bytes,
        width=clip.width,
        height=clip.height,
        taken_at=clip.starts_at,
        duration_seconds=clip.duration_seconds,
    )
