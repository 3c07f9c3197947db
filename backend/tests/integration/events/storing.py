"""A program that stores events as fast as it can and says so after each; a test kills it."""

import asyncio
import sys
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy.engine import make_url

from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database
from tests.support.events import T0, a_history, report, some_facts


async def main(url: str, root: Path, camera_id: UUID) -> None:
    async with a_history(Database(make_url(url)), root, SimulatedClock()) as history:
        for minute in range(100_000):
            facts = some_facts(camera_id, start=T0 + timedelta(minutes=minute))
            files = [history.file(facts, "thumbnail", "thumbnail.jpg"), history.file(facts, "frame", "frame.jpg")]
            await history.recorder.store(report("opened", facts, *files))
            print(facts.event_id, flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2]), UUID(sys.argv[3])))
