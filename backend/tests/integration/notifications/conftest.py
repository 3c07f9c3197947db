"""Rules that hear of stored events, on a real database."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database
from tests.support.events import History, a_history
from tests.support.ruling import Ruling


@pytest.fixture
def ruling(database: Database, clock: SimulatedClock) -> Ruling:
    return Ruling(database, clock)


@pytest.fixture
async def history(database: Database, tmp_path: Path, clock: SimulatedClock, ruling: Ruling) -> AsyncIterator[History]:
    async with a_history(database, tmp_path / "media", clock, ruling.hear) as made:
        yield made
