"""Why a rule that fired told somebody nothing: only the reason that holds (N12)."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from argusai.kit.db import Database, UtcDateTime
from argusai.pipeline.notifications.notices.models import NoticeRow
from tests.integration.notifications.test_silence import T0, a_quiet_house


@pytest.mark.covers("N12")
async def test_what_was_before_somebody_joined_says_only_that(database: Database, tmp_path: Path) -> None:
    async with a_quiet_house(database, tmp_path) as quiet:
        await quiet.only_rule(name="For all")
        users = sa.table("users", sa.column("id", sa.Uuid), sa.column("created_at", UtcDateTime))
        await quiet.event()
        async with quiet.house.database.write() as session:
            await session.execute(sa.delete(NoticeRow).where(NoticeRow.person_id == quiet.house.anna))
            joined = sa.update(users).where(users.c.id == quiet.house.anna).values(created_at=quiet.clock.now())
            await session.execute(joined)
        [reason] = (await quiet.ask()).items
        assert reason.fate is not None
        assert reason.fate.sentence == "A rule fired for it before you belonged to this house."
        async with quiet.house.database.write() as session:
            await session.execute(sa.update(users).values(created_at=T0))
        [reason] = (await quiet.ask()).items
        assert reason.fate is not None
        assert reason.fate.sentence == "A rule fired for it, and nothing went to you."
