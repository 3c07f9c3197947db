from uuid import UUID

import pytest
from cryptography.fernet import Fernet

from argusai.bridges.homeassistant.models import HomeAssistantRow
from argusai.configuration.models import VersionRow
from argusai.kit.clock import SystemClock
from argusai.kit.db import Database
from argusai.kit.resealing import reseal_all
from argusai.kit.vault import Vault

pytestmark = pytest.mark.covers("F4")
OLD, NEW, LOST = (Fernet.generate_key().decode() for _ in range(3))
ID = UUID(int=1)


def home_assistant(sealed: str) -> HomeAssistantRow:
    return HomeAssistantRow(
        id=1, installation=ID, enabled=False, host="", port=1883, username="", tls=False, discovery_prefix="",
        topic_prefix="", sealed=sealed, announced=[],
    )  # fmt: skip


def version(*before_and_after: str | None) -> VersionRow:
    before, after = ({"name": "gate", "sealed_credentials": sealed} for sealed in before_and_after)
    change = {"table": "cameras", "key": "1", "before": before, "after": after}
    return VersionRow(id=ID, number=1, at=SystemClock().now(), who="Anna", summary="", changes=[change])


async def resealed(database: Database, *rows: HomeAssistantRow | VersionRow) -> int:
    async with database.write() as session:
        session.add_all(rows)
        await session.flush()
        return await reseal_all(session, Vault(f"{NEW},{OLD}"))


async def test_all_that_was_sealed_opens_with_the_new_key_alone(database: Database) -> None:
    shared = Vault(OLD).seal("hunter2")
    assert await resealed(database, home_assistant(shared), version(None, shared)) == 2
    async with database.write() as session:
        kept = await session.get_one(HomeAssistantRow, 1)
        [change] = (await session.get_one(VersionRow, ID)).changes
        assert Vault(NEW).open(kept.sealed) == "hunter2"
        assert change["before"] == {"name": "gate", "sealed_credentials": None}
        assert change["after"] == {"name": "gate", "sealed_credentials": kept.sealed}  # or it would look like a change
        assert await reseal_all(session, Vault(f"{NEW},{OLD}")) == 0


async def test_what_no_key_opens_waits_for_its_key(database: Database) -> None:
    lost = Vault(LOST).seal("hunter2")
    assert await resealed(database, home_assistant(lost)) == 0
    async with database.read() as session:
        assert (await session.get_one(HomeAssistantRow, 1)).sealed == lost
