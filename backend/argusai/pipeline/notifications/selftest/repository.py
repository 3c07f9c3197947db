"""The only place that reads and writes self-tests."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from argusai.kit.db import Session
from argusai.pipeline.notifications.selftest.models import SelfTestRow, SelfTestRunRow

_ONLY = 1
_AT_THREE = 3 * 60
_KEPT = 200
CUT_OFF = "ArgusAI was stopped meanwhile."


class SelfTestRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def get(self) -> SelfTestRow | None:
        return await self._session.get(SelfTestRow, _ONLY, populate_existing=True)

    async def made(self, now: datetime) -> SelfTestRow:
        """To be changed: off, until somebody says otherwise."""
        row = await self.get()
        if row is None:
            row = SelfTestRow(id=_ONLY, channel_id=None, nightly=False, minute=_AT_THREE, looked_at=now)
            self._session.add(row)
            await self._session.flush()
        return row

    async def add(self, run: SelfTestRunRow) -> None:
        """The oldest go."""
        self._session.add(run)
        await self._session.flush()
        kept = sa.select(SelfTestRunRow.id).order_by(SelfTestRunRow.began_at.desc()).limit(_KEPT)
        await self._session.execute(sa.delete(SelfTestRunRow).where(SelfTestRunRow.id.not_in(kept)))

    async def run(self, run_id: UUID) -> SelfTestRunRow | None:
        return await self._session.get(SelfTestRunRow, run_id, populate_existing=True)

    async def runs(self, most: int) -> Sequence[SelfTestRunRow]:
        """Newest first."""
        query = sa.select(SelfTestRunRow).order_by(SelfTestRunRow.began_at.desc(), SelfTestRunRow.id.desc())
        return (await self._session.scalars(query.limit(most))).all()

    async def last_state(self) -> str | None:
        """How the last one ended that did; one that was cut off did not, and nobody was told of it."""
        row = SelfTestRunRow
        query = sa.select(row).where(row.state != "running").order_by(row.began_at.desc(), row.id.desc())
        ended = await self._session.scalars(query.limit(_KEPT))
        return next((run.state for run in ended if not is_cut_off(run)), None)

    async def cut_off(self) -> Sequence[SelfTestRunRow]:
        return (await self._session.scalars(sa.select(SelfTestRunRow).where(SelfTestRunRow.state == "running"))).all()


def is_cut_off(run: SelfTestRunRow) -> bool:
    return bool(run.steps) and run.steps[-1]["sentence"] == CUT_OFF
