"""A program in which events are stored and rules look at them, as fast as it can; a test kills it."""

import asyncio
import sys
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy.engine import make_url

from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database
from tests.support.events import T0, a_history, report, some_facts
from tests.support.ruling import Ruling


async def main(url: str, root: Path, camera_id: UUID) -> None:
    database, clock = Database(make_url(url)), SimulatedClock()
    ruling = Ruling(database, clock)
    looking = asyncio.create_task(ruling.follower.run())
    async with a_history(database, root, clock, ruling.hear) as history:
        for minute in range(100_000):
            facts = some_facts(camera_id, start=T0 + timedelta(minutes=minute))
            await history.recorder.store(report("opened", facts))
            print(facts.event_id, flush=True)
    looking.cancel()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2]), UUID(sys.argv[3])))
