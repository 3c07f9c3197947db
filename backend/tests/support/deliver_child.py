"""A program that only delivers, to be killed: `python -m tests.support.deliver_child DATABASE FOLDER KEY NAME [LEASE]`.
LEASE: seconds after which it takes what another one claimed and did not record; looks as often."""

import asyncio
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import argusai.accounts.models
import argusai.pipeline.events.history.models  # noqa: F401 - the tables that those of notices point to
from argusai.flow.notifying import connect_notifying
from argusai.kit.clock import SystemClock
from argusai.kit.db import Database, Session, read_url
from argusai.kit.vault import Vault
from argusai.pipeline.notifications.notices.delivery import deliver, overdue
from argusai.system.settings_service import SettingsService


async def _announce(session: Session, kind: str, body: dict[str, Any]) -> None:
    """Nobody looks."""


async def _main(url: str, folder: Path, key: str, name: str) -> None:
    database, clock = Database(read_url(url)), SystemClock()
    settings = SettingsService(database, clock, _announce, "Europe/Berlin")
    notifying = connect_notifying(database, Vault(key), settings, folder, (_announce, clock))
    await notifying.deliverer.start(name)
    await notifying.deliverer.run()


if __name__ == "__main__":
    if len(sys.argv) > 5:
        deliver._LOOK_SECONDS = float(sys.argv[5])
        vars(overdue)["LEASE"] = timedelta(seconds=deliver._LOOK_SECONDS)
    asyncio.run(_main(sys.argv[1], Path(sys.argv[2]), sys.argv[3], sys.argv[4]))
