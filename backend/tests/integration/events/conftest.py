"""Stored events on a real database and a real folder."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database
from tests.support.events import History, a_history


@pytest.fixture
async def history(database: Database, tmp_path: Path, clock: SimulatedClock) -> AsyncIterator[History]:
    async with a_history(database, tmp_path / "media", clock) as made:
        yield made
