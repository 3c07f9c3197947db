"""Questions, in the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from argusai.kit.db import Session
from argusai.pipeline.events.description.questions.models import QuestionRow
from argusai.pipeline.events.description.requests.contract import Subject
from argusai.pipeline.events.description.workers.repository import free_for


class QuestionRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def find(self, question_id: UUID) -> QuestionRow | None:
        return await self._session.get(QuestionRow, question_id, populate_existing=True)

    async def subject(self, question_id: UUID) -> Subject | None:
        row = await self.find(question_id)
        return None if row is None else Subject(row.event_id, question=row.question)

    async def of_event(self, event_id: UUID) -> Sequence[QuestionRow]:
        """Oldest first."""
        query = sa.select(QuestionRow).where(QuestionRow.event_id == event_id)
        return (await self._session.scalars(query.order_by(QuestionRow.id))).all()

    async def waiting(self, most: int, name: str, now: datetime) -> Sequence[QuestionRow]:
        """What the program of that `name` may begin or has begun."""
        query = sa.select(QuestionRow).where(QuestionRow.state == "waiting", free_for(QuestionRow, name, now))
        return (await self._session.scalars(query.order_by(QuestionRow.asked_at).limit(most))).all()

    async def add(self, row: QuestionRow) -> None:
        self._session.add(row)
        await self._session.flush()

    async def change(self, question_id: UUID, **values: Any) -> None:
        await self._session.execute(sa.update(QuestionRow).where(QuestionRow.id == question_id).values(**values))

    async def remove(self, question_id: UUID) -> None:
        await self._session.execute(sa.delete(QuestionRow).where(QuestionRow.id == question_id))
