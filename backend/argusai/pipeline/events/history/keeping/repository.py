"""What retention and the start-up check ask of the database. Everything in bounded portions."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from argusai.kit.db import Session
from argusai.kit.sql import total
from argusai.pipeline.events.history.models import EventRow, MediaRow
from argusai.pipeline.events.history.repository import CAMERAS

_NO_MEDIA = UUID(int=0)


class KeepingRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def oldest(self, most: int, before: datetime | None = None) -> list[UUID]:
        """Closed events that started before `before` (None: whenever), oldest first. An open one is never too old."""
        query = sa.select(EventRow.id).where(EventRow.state == "closed")
        if before is not None:
            query = query.where(EventRow.started_at < before)
        return list(await self._session.scalars(query.order_by(EventRow.started_at, EventRow.id).limit(most)))

    async def newest(self) -> datetime | None:
        """When the newest closed event started; None: there is none."""
        query = sa.select(EventRow.started_at).where(EventRow.state == "closed")
        return await self._session.scalar(query.order_by(EventRow.started_at.desc()).limit(1))

    async def media_bytes(self, event_ids: Sequence[UUID] | None = None) -> int:
        query = sa.select(total(MediaRow.bytes))
        if event_ids is not None:
            query = query.where(MediaRow.event_id.in_(event_ids))
        return await self._session.scalar(query) or 0

    async def oldest_media(self, most: int, thumbnails: bool) -> list[tuple[UUID, str, int]]:
        """Id, path and bytes of the media of the oldest closed events: all but thumbnails, or only these."""
        query = sa.select(MediaRow.id, MediaRow.path, MediaRow.bytes).join(EventRow, EventRow.id == MediaRow.event_id)
        kind = MediaRow.kind == "thumbnail"
        query = query.where(EventRow.state == "closed", kind if thumbnails else ~kind)
        found = await self._session.execute(query.order_by(EventRow.started_at, EventRow.id).limit(most))
        return [(row.id, row.path, row.bytes) for row in found]

    async def media_after(self, media_id: UUID | None, most: int) -> list[tuple[UUID, str]]:
        """Id and path of rows in the order of their ids."""
        query = sa.select(MediaRow.id, MediaRow.path).where(MediaRow.id > (media_id or _NO_MEDIA))
        return [(row.id, row.path) for row in await self._session.execute(query.order_by(MediaRow.id).limit(most))]

    async def held(self, paths: Sequence[str]) -> set[str]:
        """Those of `paths` that have a row."""
        return set(await self._session.scalars(sa.select(MediaRow.path).where(MediaRow.path.in_(paths))))

    async def open_events(self) -> set[UUID]:
        return set(await self._session.scalars(sa.select(EventRow.id).where(EventRow.state == "open")))

    async def unwanted_media(self, most: int) -> list[tuple[UUID, str, UUID]]:
        """Id, path and event of pictures and clips from before their camera's `pictures_since`."""
        query = sa.select(MediaRow.id, MediaRow.path, MediaRow.event_id)
        query = query.join(EventRow, EventRow.id == MediaRow.event_id)
        query = query.join(CAMERAS, CAMERAS.c.id == EventRow.camera_id)
        query = query.where(MediaRow.taken_at < CAMERAS.c.pictures_since).order_by(MediaRow.event_id).limit(most)
        return [(row.id, row.path, row.event_id) for row in await self._session.execute(query)]

    async def remove_media(self, media_ids: Iterable[UUID]) -> None:
        await self._session.execute(sa.delete(MediaRow).where(MediaRow.id.in_(tuple(media_ids))))
