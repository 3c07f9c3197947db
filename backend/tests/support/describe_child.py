"""A program that only describes, to be killed: `python -m tests.support.describe_child DATABASE FOLDER NAME LEASE`.
LEASE: seconds after which it takes what another one claimed and did not record; looks as often."""

import asyncio
import sys
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.fernet import Fernet

from argusai.flow.describing import Describing, Ground, Neighbours
from argusai.kit.clock import SystemClock
from argusai.kit.db import Database, Session, read_url, server_of
from argusai.kit.jobs import Jobs
from argusai.kit.vault import Vault
from argusai.kit.workers import Workers
from argusai.pipeline.events.description.describe import describe
from argusai.pipeline.events.description.questions import desk
from argusai.pipeline.events.description.requests import queue
from argusai.pipeline.events.description.workers import repository
from argusai.pipeline.events.history.folder import MediaFolder
from argusai.pipeline.events.history.ports import Wording
from argusai.pipeline.events.history.worded import WordedEvents


async def _announce(session: Session, kind: str, body: dict[str, Any]) -> None:
    """Nobody looks."""


async def _snapshot(camera_id: UUID) -> tuple[str, bytes]:
    raise NotImplementedError


async def _here(camera_id: UUID) -> tuple[str, tzinfo]:
    return "en", UTC


async def _wording(session: Session) -> Wording:
    return Wording("en", UTC)


def _day(at: datetime) -> str:
    return f"{at:%Y-%m-%d}"


async def _main(url: str, folder: Path, name: str) -> None:
    where = read_url(url)
    database, clock, workers = Database(where), SystemClock(), Workers("files", 2)
    jobs = Jobs(server_of(where) or folder.with_name("jobs.db"))
    jobs.name = name
    ground = Ground(database, jobs, Vault(Fernet.generate_key().decode()), _announce, clock)
    events = WordedEvents(MediaFolder(folder, workers), describe, _wording, _announce, clock)
    await Describing(ground, Neighbours(_snapshot, _here, _day), events).run()


if __name__ == "__main__":
    seconds = float(sys.argv[4])
    vars(repository)["LEASE"] = timedelta(seconds=seconds)
    for module in (queue, desk):
        vars(module)["RENEW_SECONDS"] = seconds / 6
    vars(queue)["_SWEEP_SECONDS"] = seconds / 2
    asyncio.run(_main(sys.argv[1], Path(sys.argv[2]), sys.argv[3]))
