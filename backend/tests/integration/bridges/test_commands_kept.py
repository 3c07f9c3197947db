"""What is kept of the commands from Home Assistant (H5)."""

from datetime import UTC, datetime, timedelta

import pytest

from argusai.bridges.homeassistant.models import HomeAssistantCommandRow
from argusai.bridges.homeassistant.repository import CommandRepository
from argusai.kit.db import Database
from argusai.kit.ids import new_id

_BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.covers("H5", "H20")
async def test_a_flood_of_garbage_washes_no_trace_away(database: Database) -> None:
    async with database.write() as session:
        repository = CommandRepository(session)
        for second in range(12):
            obeyed = second == 0
            row = HomeAssistantCommandRow(
                id=new_id(), at=_BEGAN + timedelta(seconds=second), command="system/mode/set",
                payload=str(second), obeyed=obeyed, sentence="" if obeyed else "It is no text.",
            )  # fmt: skip
            await repository.add(row, 5)
        assert [row.payload for row in await repository.newest(3)] == ["11", "10", "9", "0"]
        assert [row.payload for row in await repository.newest(9)] == ["11", "10", "9", "8", "7", "0"]
