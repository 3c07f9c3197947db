"""The benchmark of lists fits the tables as they are. What lists cost stands in docs/explanation/performance.md."""

from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database
from argusai.pipeline.events.history.browsing.wanted import Wanted
from tests.performance.events.bench_history import CAMERAS, fill
from tests.support.events import a_history


@pytest.mark.covers("F40")
async def test_its_events_are_listed(database: Database, database_url: URL, tmp_path: Path) -> None:
    async with a_history(database, tmp_path / "media", SimulatedClock()) as history:
        camera_ids = [await history.add_camera(f"Camera {number}") for number in range(CAMERAS)]
        fill(Path(database_url.database or ""), 12, camera_ids)
        page = await history.service.page(await history.add_person(), Wanted(), 50, None)
    assert len(page.items) == 12
