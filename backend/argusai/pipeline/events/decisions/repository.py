"""Decisions in the database."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from argusai.kit.db import Session, UtcDateTime
from argusai.kit.sql import insert, total
from argusai.pipeline.events.decisions.models import DecisionRow
from argusai.pipeline.events.decisions.wanted import LONGEST_DECISION, Key, Wanted

# Another domain's table: only whether a camera is there.
_CAMERAS = sa.table("cameras", sa.column("id", sa.Uuid), sa.column("pictures_since", UtcDateTime))


class DecisionRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def cameras(self) -> dict[UUID, datetime | None]:
        """Every camera, and from when on its pictures are wanted."""
        found = await self._session.execute(sa.select(_CAMERAS.c.id, _CAMERAS.c.pictures_since))
        return {row.id: row.pictures_since for row in found}

    async def remove_unwanted_pictures(self) -> int:
        """Of decisions from before their camera's `pictures_since`; the words stay. Returns how many went."""
        since = sa.select(_CAMERAS.c.pictures_since).where(_CAMERAS.c.id == DecisionRow.camera_id).scalar_subquery()
        unwanted = sa.and_(DecisionRow.picture_bytes > 0, DecisionRow.began_at < since)
        gone = sa.update(DecisionRow).where(unwanted).values(picture=b"", picture_bytes=0).returning(DecisionRow.id)
        return len((await self._session.execute(gone)).all())

    async def save(self, values: dict[str, Any]) -> None:
        """Insert the row. When it is there already, the later word counts, and an empty picture leaves the old one."""
        row = insert(DecisionRow).values(**values)
        kept = {name: row.excluded[name] for name in values.keys() - {"id", "camera_id", "picture", "picture_bytes"}}
        if values["picture"]:
            kept |= {name: row.excluded[name] for name in ("picture", "picture_bytes")}
        same = sa.and_(DecisionRow.camera_id == row.excluded.camera_id, DecisionRow.ended_at <= row.excluded.ended_at)
        await self._session.execute(row.on_conflict_do_update(index_elements=["id"], set_=kept, where=same))

    async def page(self, wanted: Wanted, after: Key | None, most: int) -> Sequence[DecisionRow]:
        """Newest first: those that come after `after`."""
        row = DecisionRow
        query = _going_on(wanted)
        if after:
            query = query.where(row.began_at <= after[0], sa.or_(row.began_at < after[0], row.id < after[1]))
        found = await self._session.scalars(query.order_by(row.began_at.desc(), row.id.desc()).limit(most))
        return found.all()

    async def in_order(self, wanted: Wanted, after: Key | None, most: int) -> Sequence[DecisionRow]:
        """Oldest first: those that come after `after`."""
        row = DecisionRow
        query = _going_on(wanted)
        if after:
            query = query.where(row.began_at >= after[0], sa.or_(row.began_at > after[0], row.id > after[1]))
        return (await self._session.scalars(query.order_by(row.began_at, row.id).limit(most))).all()

    async def tally(self, wanted: Wanted) -> Sequence[tuple[str, str, int]]:
        """Of each reason and label, how many."""
        row = DecisionRow
        counted = (
            _going_on(wanted).with_only_columns(row.reason, row.label, sa.func.count()).group_by(row.reason, row.label)
        )
        return [(reason, label, count) for reason, label, count in await self._session.execute(counted)]

    async def picture(self, decision_id: UUID) -> bytes | None:
        """None: no such decision."""
        query = sa.select(DecisionRow.picture).where(DecisionRow.id == decision_id)
        found: bytes | None = await self._session.scalar(query)
        return found

    async def total_bytes(self) -> int:
        return await self._session.scalar(sa.select(total(DecisionRow.picture_bytes))) or 0

    async def count(self) -> int:
        return await self._session.scalar(sa.select(sa.func.count(DecisionRow.ended_at))) or 0

    async def remove_older(self, before: datetime, most: int) -> int:
        """Those that ended before `before`, the oldest `most` of them. Returns how many went."""
        oldest = sa.select(DecisionRow.id).where(DecisionRow.ended_at < before)
        return await self._remove(oldest.order_by(DecisionRow.ended_at).limit(most))

    async def remove_oldest(self, most: int) -> int:
        return await self._remove(sa.select(DecisionRow.id).order_by(DecisionRow.ended_at).limit(most))

    async def _remove(self, chosen: sa.Select[UUID]) -> int:
        gone = await self._session.execute(
            sa.delete(DecisionRow).where(DecisionRow.id.in_(chosen)).returning(DecisionRow.id)
        )
        return len(gone.all())


def _going_on(wanted: Wanted) -> sa.Select[DecisionRow]:
    row = DecisionRow
    query = sa.select(row).where(
        row.camera_id == wanted.camera_id, row.began_at < wanted.until, row.ended_at >= wanted.since
    )
    if wanted.since - datetime.min.replace(tzinfo=UTC) > LONGEST_DECISION:  # ends the walk through the index
        query = query.where(row.began_at >= wanted.since - LONGEST_DECISION)
    if wanted.reasons:
        query = query.where(row.reason.in_(wanted.reasons))
    if wanted.labels:
        query = query.where(row.label.in_(wanted.labels))
    return query
