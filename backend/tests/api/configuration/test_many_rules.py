"""A file with very many rules: one revision, one announcement, few statements, so that nobody waits for its lock."""

from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from argusai.kit.db import Database
from argusai.pipeline.notifications.rules.repository import RuleRepository
from tests.api.configuration.conftest import Told
from tests.api.configuration.test_file import BASE, take
from tests.api.configuration.test_rules_in_file import back, ruled

pytestmark = pytest.mark.covers("C12", "N2")
__all__ = ["ruled"]
_ANY: dict[str, Any] = {"kind": "all", "of": []}


def _file(count: int, **more: Any) -> dict[str, Any]:
    return {**BASE, "rules": [{"name": f"Rule {number}", "tree": _ANY, **more} for number in range(count)]}


@pytest.fixture
def counted(database: Database) -> list[str]:
    """Each statement that the database is asked."""
    found: list[str] = []
    sa.event.listen(database.engine.sync_engine, "before_cursor_execute", lambda *given: found.append(given[2]))
    return found


async def test_many_rules_take_as_many_statements_as_few(client: httpx.AsyncClient, counted: list[str]) -> None:
    """Added, changed and taken back."""
    taken = []
    for count in (3, 300):
        for step in (_file(count), _file(count, urgent=True), None):
            counted.clear()
            outcome = await take(client, step) if step is not None else await back(client, 1)
            assert len(outcome["sentences"]) == count
            taken.append(len(counted))
    assert taken[3:] == pytest.approx(taken[:3], abs=10)


async def test_a_file_is_one_revision_and_one_announcement(
    client: httpx.AsyncClient, database: Database, capture: Told
) -> None:
    async with database.read() as session:
        before = await RuleRepository(session).revision()
    await take(client, _file(30))
    await take(client, _file(30, urgent=True))
    async with database.read() as session:
        assert await RuleRepository(session).revision() == before + 2
        rows = await RuleRepository(session).current()
    assert {row.version for row in rows if row.content["name"].startswith("Rule")} == {2}
    assert [kind for kind, _ in capture.announced].count("rules.changed") == 2


async def test_more_rules_than_there_may_be_change_nothing(client: httpx.AsyncClient) -> None:
    """Two rules of the first day are there."""
    refused = await take(client, _file(1000), 422)
    assert (refused["type"], list(refused["fields"])) == ("too-many-rules", ["rules"])
    assert len((await client.get("/rules")).json()["items"]) == 2
