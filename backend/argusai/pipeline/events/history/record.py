"""Makes reports durable: one report, one transaction. Idempotent, and safe against late ones."""

from datetime import datetime
from uuid import UUID

from argusai.kit.db import Database, Session
from argusai.kit.errors import BadInput, NotFound
from argusai.pipeline.events.assembly.contract import EventReport
from argusai.pipeline.events.history.abandon import AbandonedEvents
from argusai.pipeline.events.history.facts import facts_to_row
from argusai.pipeline.events.history.folder import MediaFolder
from argusai.pipeline.events.history.forgotten import Forgotten
from argusai.pipeline.events.history.models import EventRow, MediaRow
from argusai.pipeline.events.history.parcels.repository import ParcelRepository
from argusai.pipeline.events.history.ports import AdoptClip
from argusai.pipeline.events.history.repository import EventRepository
from argusai.pipeline.events.history.scribe import Scribe, media_values

# Of these an event has one; a newer one replaces it.
_SINGLE = frozenset({"thumbnail", "snapshot", "clip"})


class EventRecorder:
    def __init__(
        self, database: Database, scribe: Scribe, folder: MediaFolder, forgotten: Forgotten, adopt: AdoptClip
    ) -> None:
        self._database = database
        self._scribe = scribe
        self._folder = folder
        self._forgotten = forgotten
        self._abandoned = AbandonedEvents(database, scribe, folder, adopt)

    async def close_abandoned(self, camera_ids: frozenset[UUID] | None, at: datetime) -> int:
        """Close the open events of `camera_ids` (None: all) that began at or before `at`, because nobody will report
        on them again: at start, and when a capture process was lost. Returns how many."""
        return await self._abandoned.close(camera_ids, at)

    async def store(self, report: EventReport) -> None:
        """After the return the report is durable. The same report again, or an older one, changes nothing; one for an
        event that was deleted meanwhile is dropped, with its files. Raises NotFound (slug `no-camera`) when the
        camera is gone, and BadInput for an event that belongs to another camera (slug `bad-report`)."""
        stray = [file.path for file in report.media]
        try:
            async with self._database.write() as session:
                stray = await self._store(session, report)
        except (BadInput, NotFound):
            await self._remove_stray(report, stray)
            raise
        await self._folder.remove(stray)

    async def discard(self, report: EventReport) -> None:
        """Removes the files of a report that shall not be stored, unless a row holds them."""
        await self._remove_stray(report, [file.path for file in report.media])

    async def _remove_stray(self, report: EventReport, paths: list[str]) -> None:
        """Files of a report that is refused, unless a row holds them."""
        async with self._database.read() as session:
            held = {row.path for row in await EventRepository(session).media(report.facts.event_id)}
        await self._folder.remove(path for path in paths if path not in held)

    async def _store(self, session: Session, report: EventReport) -> list[str]:
        """The paths of files that no row holds any more, or never will."""
        facts, repository = report.facts, EventRepository(session)
        if facts.event_id in self._forgotten:
            return [file.path for file in report.media]
        camera_name = await repository.camera_name(facts.camera_id)
        if camera_name is None:
            raise NotFound("This event's camera was deleted.", slug="no-camera")
        row = await repository.find(facts.event_id)
        if row is not None and (row.camera_id, row.started_at) != (facts.camera_id, facts.started_at):
            raise BadInput("This event belongs to another camera or time.", slug="bad-report")
        news = row is None or _is_news(row, report)
        if news:
            await self._scribe.write(session, facts, camera_name)
            await ParcelRepository(session).note(facts)
        stray, added = await self._merge_media(repository, report)
        if news or added:
            kind = "closed" if facts.ended_at is not None or (row and row.state == "closed") else "grown"
            await self._scribe.tell(session, "event.opened" if row is None else f"event.{kind}", facts, camera_name)
        return stray

    async def _merge_media(self, repository: EventRepository, report: EventReport) -> tuple[list[str], bool]:
        held = list(await repository.media(report.facts.event_id))
        since = await repository.pictures_since(report.facts.camera_id)
        stray: list[str] = []
        added = False
        for file in report.media:
            if since is not None and file.taken_at < since:
                stray.append(file.path)
                continue
            if any(row.path == file.path for row in held):
                continue
            rivals = [row for row in held if row.kind == file.kind] if file.kind in _SINGLE else []
            if any(row.taken_at > file.taken_at for row in rivals):
                stray.append(file.path)
                continue
            await repository.remove_media(row.id for row in rivals)
            stray += [row.path for row in rivals]
            held = [row for row in held if row not in rivals]
            values = media_values(report.facts, file)
            await repository.add_media(values)
            held.append(MediaRow(**values))
            added = True
        return stray, added


def _is_news(row: EventRow, report: EventReport) -> bool:
    """A report that is older than what is stored, or says the same, is none."""
    facts = report.facts
    if row.state == "closed" and facts.ended_at is None:
        return False
    if facts.last_activity_at < row.last_activity_at:
        return False
    return row.facts != facts_to_row(facts)
