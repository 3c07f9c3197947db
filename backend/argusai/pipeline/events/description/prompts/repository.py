"""What was told of cameras, in the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from argusai.kit.actor import ACTOR
from argusai.kit.db import Session
from argusai.kit.ids import new_id
from argusai.pipeline.events.description.prompts.models import CameraPromptRow

MOST_KEPT = 50


class PromptRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def note(self, camera_id: UUID, before: str, after: str, at: datetime) -> None:
        """From `at` on another text is told. What was told until then is written down first, if it is not yet."""
        if before == after:
            return
        if before and not await self.newest(camera_id, 1):
            self._session.add(CameraPromptRow(id=new_id(), camera_id=camera_id, at=at, who="", text=before))
        self._session.add(CameraPromptRow(id=new_id(), camera_id=camera_id, at=at, who=ACTOR.get()[:80], text=after))
        await self._session.flush()
        kept = [each.id for each in await self.newest(camera_id, MOST_KEPT)]
        row = CameraPromptRow
        await self._session.execute(sa.delete(row).where(row.camera_id == camera_id, row.id.not_in(kept)))

    async def newest(self, camera_id: UUID, most: int) -> Sequence[CameraPromptRow]:
        row = CameraPromptRow
        query = sa.select(row).where(row.camera_id == camera_id).order_by(row.id.desc()).limit(most)
        return (await self._session.scalars(query)).all()

    async def find(self, prompt_id: UUID) -> CameraPromptRow | None:
        return await self._session.get(CameraPromptRow, prompt_id)
