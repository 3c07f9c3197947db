"""What people do with stored events."""

from datetime import datetime
from uuid import UUID

from argusai.kit.announce import Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Database, after_commit
from argusai.kit.errors import NotFound
from argusai.kit.pages import Page, read_moment_cursor, write_moment_cursor
from argusai.pipeline.events.history.browsing.repository import BrowsingRepository
from argusai.pipeline.events.history.browsing.wanted import Wanted
from argusai.pipeline.events.history.folder import MediaFolder
from argusai.pipeline.events.history.forgotten import Forgotten
from argusai.pipeline.events.history.models import EventRow
from argusai.pipeline.events.history.repository import EventRepository
from argusai.pipeline.events.history.schemas import (
    EventDetailOut,
    EventOut,
    EventSummaryOut,
)
from argusai.pipeline.events.history.show import show_detail, show_event

_NOBODY = UUID(int=0)


class HistoryService:
    """`person_id`: who asks; what is seen is theirs alone."""

    def __init__(
        self, database: Database, folder: MediaFolder, forgotten: Forgotten, announce: Announce, clock: Clock
    ) -> None:
        self._database = database
        self._folder = folder
        self._forgotten = forgotten
        self._announce = announce
        self._clock = clock

    async def page(self, person_id: UUID, wanted: Wanted, limit: int, cursor: str | None) -> Page[EventOut]:
        """Newest first. Raises BadInput (slug `bad-cursor`)."""
        after = read_moment_cursor(cursor) if cursor is not None else None
        async with self._database.read() as session:
            found = await BrowsingRepository(session, person_id).page(wanted, after, limit + 1)
        items = tuple(show_event(each) for each in found[:limit])
        last = found[limit - 1].row if len(found) > limit else None
        return Page(items, write_moment_cursor(last.started_at, last.id) if last else None)

    async def summary(self, person_id: UUID) -> EventSummaryOut:
        async with self._database.read() as session:
            counts, since = await BrowsingRepository(session, person_id).count_unseen()
        return EventSummaryOut(
            unseen=sum(counts.values()), notable=counts.get(1, 0), urgent=counts.get(2, 0), since=since
        )

    async def labels(self) -> list[str]:
        async with self._database.read() as session:
            return await BrowsingRepository(session, _NOBODY).labels()

    async def one(self, person_id: UUID, event_id: UUID) -> EventDetailOut:
        """Raises NotFound."""
        async with self._database.read() as session:
            row = await find_event(EventRepository(session), event_id)
            browsing = BrowsingRepository(session, person_id)
            [shown] = await browsing.show([row])
            newer_id, older_id = await browsing.neighbours((row.started_at, row.id))
            return show_detail(shown, await EventRepository(session).media(event_id), newer_id, older_id)

    async def mark_seen(self, person_id: UUID, event_id: UUID) -> None:
        """Raises NotFound."""
        async with self._database.write() as session:
            repository = EventRepository(session)
            await find_event(repository, event_id)
            if await repository.mark_seen(event_id, person_id, self._clock.now()):
                body = {"user_id": str(person_id), "event_ids": [str(event_id)], "until": None}
                await self._announce(session, "events.seen", body)

    async def mark_all_seen(self, person_id: UUID, until: datetime) -> None:
        """Everything that started at or before `until`, but never the future."""
        until = min(until, self._clock.now())
        async with self._database.write() as session:
            await EventRepository(session).mark_all_seen(person_id, until)
            body = {"user_id": str(person_id), "event_ids": None, "until": until.isoformat()}
            await self._announce(session, "events.seen", body)

    async def delete(self, event_id: UUID) -> None:
        """The row first, then its files. Reports that still come for it are dropped. Raises NotFound."""
        async with self._database.write() as session:
            repository = EventRepository(session)
            await find_event(repository, event_id)
            paths = await repository.remove([event_id])
            await self._announce(session, "event.deleted", {"event_id": str(event_id)})
            after_commit(session, lambda: self._forgotten.add([event_id]))
        await self._folder.remove(paths)

    async def storage(self) -> tuple[int, int, datetime | None]:
        """Bytes of all media, number of events, start of the oldest."""
        async with self._database.read() as session:
            return await BrowsingRepository(session, _NOBODY).storage()


async def find_event(repository: EventRepository, event_id: UUID) -> EventRow:
    row = await repository.find(event_id)
    if row is None:
        raise NotFound("There is no such event, or it was deleted.")
    return row
