"""kill -9 while events are stored and rules look: afterwards each event was looked at once, and told once (N3)."""

import asyncio
import contextlib
import sqlite3
import sys
from collections import Counter

import pytest

from tests.support.events import History
from tests.support.ruling import Ruling

pytestmark = pytest.mark.covers("N3")
_ACKNOWLEDGED = 5


async def test_every_event_is_looked_at_once_though_the_program_is_killed(history: History, ruling: Ruling) -> None:
    await history.add_person()
    camera_id = await history.add_camera()
    url = history.database.url.render_as_string()
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.integration.notifications.firing", url, str(history.root), str(camera_id),
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert program.stdout is not None
    try:
        async with asyncio.timeout(90):
            for _ in range(_ACKNOWLEDGED):
                await program.stdout.readline()
    finally:
        with contextlib.suppress(ProcessLookupError):
            program.kill()
        await program.communicate()
    told_before = set(_read(history, "SELECT event_id FROM rule_firings"))
    while await ruling.follower.look_at_all():
        pass

    events = set(_read(history, "SELECT id FROM events"))
    assert len(events) >= _ACKNOWLEDGED
    looks = _read(history, "SELECT event_id FROM rule_looks WHERE stage = 'opened' AND revision IS NOT NULL")
    assert Counter(looks) == Counter(events), "each was looked at, once"
    told_after = {telling.event_id.hex for telling in ruling.told}
    assert len(ruling.told) == len(told_after)
    assert told_before | told_after == events
    assert told_before & told_after == set(), "nobody is told again"


def _read(history: History, query: str) -> list[str]:
    with contextlib.closing(sqlite3.connect(str(history.database.url.database))) as connection:
        return [row[0] for row in connection.execute(query)]
