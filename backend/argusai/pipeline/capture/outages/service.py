"""What people ask of outages."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from argusai.kit.announce import Announce
from argusai.kit.db import Database, Session
from argusai.kit.errors import NotFound
from argusai.kit.faulty_inputs import faulty
from argusai.kit.pages import Page, read_moment_cursor, write_moment_cursor
from argusai.pipeline.capture.outages.repository import Key, OutageRepository, Wanted
from argusai.pipeline.capture.outages.schemas import OutageOut
from argusai.pipeline.capture.outages.view import OutageView


@dataclass(frozen=True, slots=True)
class Asked:
    """`since` and `until` in UTC; None: not said."""

    since: datetime | None = None
    until: datetime | None = None
    limit: int = 30
    cursor: str | None = None


class OutagesService:
    def __init__(self, database: Database, view: OutageView, announce: Announce) -> None:
        self._database = database
        self._view = view
        self._announce = announce

    async def of_camera(self, camera_id: UUID, asked: Asked) -> Page[OutageOut]:
        """Newest first. Raises NotFound (slug `camera-not-found`), BadInput."""
        wanted = _wanted(asked)
        async with self._database.read() as session:
            repository = OutageRepository(session)
            if camera_id not in await repository.cameras():
                raise NotFound("There is no such camera. It may have been deleted.", slug="camera-not-found")
            return await self._page(repository, replace(wanted, camera_id=camera_id), asked)

    async def of_all(self, user_id: UUID, asked: Asked, unseen: bool) -> Page[OutageOut]:
        """Of all cameras, newest first. `unseen`: only what the owner is told of and this person has not looked at.
        Raises BadInput."""
        wanted = _wanted(asked)
        async with self._database.read() as session:
            repository = OutageRepository(session)
            if unseen:
                wanted = replace(wanted, told_after=await repository.seen(user_id))
            return await self._page(repository, wanted, asked)

    async def in_order(
        self, session: Session, wanted: tuple[UUID, datetime, datetime], after: Key | None, most: int
    ) -> list[OutageOut]:
        """Of a camera, those that went on at some time of [since, until), oldest first, after `after`."""
        repository = OutageRepository(session)
        rows = await repository.in_order(wanted, after, most)
        names = await repository.cameras() if rows else {}
        return [self._view.show(row, names[row.camera_id]) for row in rows]

    async def mark_seen(self, user_id: UUID, news: int) -> None:
        """This person has looked at everything told up to `news`; what is told later is new."""
        async with self._database.write() as session:
            repository = OutageRepository(session)
            await repository.mark_seen(user_id, min(news, await repository.newest_news()))
            await self._announce(session, "outages.seen", {"user_id": str(user_id)})

    async def _page(self, repository: OutageRepository, wanted: Wanted, asked: Asked) -> Page[OutageOut]:
        after = read_moment_cursor(asked.cursor) if asked.cursor is not None else None
        rows = await repository.page(wanted, after, asked.limit + 1)
        names = await repository.cameras()
        last = rows[asked.limit - 1] if len(rows) > asked.limit else None
        marker = write_moment_cursor(last.began_at, last.id) if last else None
        return Page(tuple(self._view.show(row, names[row.camera_id]) for row in rows[: asked.limit]), marker)


def _wanted(asked: Asked) -> Wanted:
    if asked.since is not None and asked.until is not None and asked.since > asked.until:
        raise faulty({"from": "Must not be later than “to”"})
    return Wanted(since=asked.since, until=asked.until)
