"""What people said of descriptions, in the caller's transaction."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from argusai.kit.db import Session
from argusai.kit.sql import insert
from argusai.pipeline.events.description.contract import BUILT_IN
from argusai.pipeline.events.history.feedback.tally import Judgement, Writer
from argusai.pipeline.events.history.models import EventRow, FeedbackRow
from argusai.pipeline.events.history.repository import CAMERAS

# What describing keeps of its versions; only what names their writers.
_VERSIONS = sa.table(
    "descriptions",
    *(sa.column(name, sa.Uuid) for name in ("id", "event_id")),
    *(sa.column(name, sa.String) for name in ("text", "describer", "model")),
)
_MOST_CORRECTIONS = 5
# More than people give; with the newest of them a page is made in a moment.
_MOST_COUNTED = 20_000


class FeedbackRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def writer(self, event: EventRow, said: str | None) -> Writer:
        """Of the words that somebody read, which others may have replaced since; None: those that are shown."""
        version = _VERSIONS.c
        query = sa.select(version.id, version.describer, version.model, version.text).where(
            version.event_id == event.id
        )
        versions = (await self._session.execute(query.order_by(version.id.desc()))).all()
        if said is None or said == event.text.strip():
            shown = next((each for each in versions if each.id == event.description_id), None)
            return Writer(event.describer, "" if shown is None else shown.model, event.text)
        # A claim that nobody confirmed is shown with words of ours before it.
        read = next((each for each in versions if said.endswith(each.text)), None)
        # Built-in words that were replaced are not kept: nobody can say that they were these.
        return Writer(BUILT_IN, "", None) if read is None else Writer(read.describer, read.model, read.text)

    async def rate(self, event_id: UUID, person_id: UUID, values: dict[str, Any], writer: Writer) -> None:
        values = values | asdict(writer)
        row = insert(FeedbackRow).values(event_id=event_id, user_id=person_id, **values)
        await self._session.execute(row.on_conflict_do_update(index_elements=["event_id", "user_id"], set_=values))

    async def unrate(self, event_id: UUID, person_id: UUID) -> bool:
        """False when there was no rating."""
        gone = sa.delete(FeedbackRow).where(FeedbackRow.event_id == event_id, FeedbackRow.user_id == person_id)
        done = await self._session.execute(gone.returning(FeedbackRow.event_id))
        return done.first() is not None

    async def wrong(self, event_ids: Collection[UUID]) -> frozenset[UUID]:
        """Those of which somebody said that their words are wrong."""
        row = FeedbackRow
        query = sa.select(row.event_id).where(row.event_id.in_(event_ids), row.rating == "down")
        return frozenset(await self._session.scalars(query))

    async def told(self, camera_id: UUID) -> Sequence[FeedbackRow]:
        """What models that describe that camera are told: the newest with words of people, then kinds of mistakes."""
        row = FeedbackRow
        says = sa.or_(row.correction.is_not(None), row.mistake.is_not(None))
        query = (
            sa.select(row)
            .join(EventRow, EventRow.id == row.event_id)
            .where(EventRow.camera_id == camera_id, row.rating == "down", says)
            .order_by(row.correction.is_(None), row.updated_at.desc())
        )
        return (await self._session.scalars(query.limit(_MOST_CORRECTIONS))).all()

    async def judgements(self, since: datetime, until: datetime, camera_id: UUID | None) -> Sequence[Judgement]:
        """Of events that began in that time, newest first."""
        row = FeedbackRow
        columns = (row.describer, row.model, EventRow.camera_id, CAMERAS.c.name, EventRow.started_at)
        query = _of(sa.select(*columns, row.rating, row.mistake), since, until, camera_id)
        newest = query.order_by(EventRow.started_at.desc()).limit(_MOST_COUNTED)
        return [Judgement(*each) for each in await self._session.execute(newest)]

    async def corrections(
        self, since: datetime, until: datetime, camera_id: UUID | None, most: int
    ) -> Sequence[tuple[FeedbackRow, str, datetime]]:
        """Thumbs down that say something, each with the name of its camera and the start of its event; newest first."""
        row = FeedbackRow
        says = sa.or_(row.correction.is_not(None), row.mistake.is_not(None))
        query = _of(sa.select(row, CAMERAS.c.name, EventRow.started_at), since, until, camera_id)
        newest = query.where(row.rating == "down", says).order_by(row.updated_at.desc(), row.event_id).limit(most)
        return [(feedback, name, at) for feedback, name, at in await self._session.execute(newest)]


def _of(query: sa.Select[Any], since: datetime, until: datetime, camera_id: UUID | None) -> sa.Select[Any]:
    joined = query.select_from(FeedbackRow).join(EventRow, EventRow.id == FeedbackRow.event_id)
    joined = joined.join(CAMERAS, CAMERAS.c.id == EventRow.camera_id)
    ranged = joined.where(EventRow.started_at >= since, EventRow.started_at < until)
    return ranged if camera_id is None else ranged.where(EventRow.camera_id == camera_id)
