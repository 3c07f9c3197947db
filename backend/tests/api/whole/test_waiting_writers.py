"""Whoever loses the right to change something while his request waits for its turn to write changes nothing (N1)."""

import asyncio
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from argusai.accounts.keys.schemas import KeyIn
from argusai.accounts.models import SessionRow, UserRow
from argusai.flow.house import House
from argusai.kit.db import Database, writing_for
from tests.api.whole.conftest import Home
from tests.support.waiting import until
from tests.support.web import browser

pytestmark = pytest.mark.covers("N1")
_RULE = {"name": "Door", "tree": {"kind": "labels", "any_of": ["person"]}}
_CAMERA = {"name": "Door", "enabled": False, "source": {"kind": "rtsp", "url": "rtsp://192.0.2.1/live"}}
_TABLES = ("settings", "cameras", "rule_versions", "modes", "residents", "api_keys", "invitations", "channels")


async def _id(house: House, name: str) -> str:
    async with house._database.read() as session:
        return str(await session.scalar(sa.select(UserRow.id).where(UserRow.name == name)))


async def _everything(database: Database) -> dict[str, list[Any]]:
    async with database.read() as session:
        rows = {
            table: (await session.execute(sa.select(sa.text("*")).select_from(sa.table(table)))).all()
            for table in _TABLES
        }
    return {table: list(found) for table, found in rows.items()}


async def _one_behind_another(database: Database, *requests: Any) -> list[httpx.Response]:
    """All wait for their turn to write, in this order."""
    tasks = []
    async with database.write():
        for request in requests:
            tasks.append(asyncio.create_task(request))
            await until(lambda: _waiting(database) + sum(task.done() for task in tasks) == len(tasks))
        assert _waiting(database) == len(tasks), [task.result().text for task in tasks if task.done()]
    return [await task for task in tasks]


def _waiting(database: Database) -> int:
    return len(database._writer._waiters or ())


def _changes(eve: httpx.AsyncClient, eve_id: str) -> list[Any]:
    return [
        eve.patch("settings", json={"retention_days": 1}),
        eve.post("cameras", json=_CAMERA),
        eve.post("rules", json=_RULE),
        eve.post("modes", json={"name": "Party"}),
        eve.post("keys", json={"name": "Back door"}),
        eve.post("presence/residents", json={"name": "Eve"}),
        eve.post("invitations", json={"role": "administrator"}),
        eve.patch(f"people/{eve_id}", json={"role": "administrator"}),
    ]


@pytest.mark.parametrize("loss", ["becomes a member", "is removed", "is signed out"])
async def test_nothing_is_changed_by_who_lost_his_rights_while_he_waited(home: Home, loss: str) -> None:
    house, anna, eve = home
    eve_id = await _id(house, "Eve")
    before = await _everything(house._database)
    ways = {
        "becomes a member": lambda: anna.patch(f"people/{eve_id}", json={"role": "member"}),
        "is removed": lambda: anna.delete(f"people/{eve_id}"),
        "is signed out": lambda: eve.delete("session"),
    }
    first, *late = await _one_behind_another(house._database, ways[loss](), *_changes(eve, eve_id))
    assert first.status_code == 204
    assert [answer.status_code for answer in late] == [401] * len(late), [answer.text for answer in late]
    assert await _everything(house._database) == before


async def test_all_of_it_is_changed_by_who_may(home: Home) -> None:
    house, _, eve = home
    answers = await _one_behind_another(house._database, *_changes(eve, await _id(house, "Eve")))
    assert [answer.status_code for answer in answers] == [200, 201, 201, 201, 201, 201, 201, 204]


async def test_a_key_that_is_revoked_while_its_request_waits_changes_nothing(home: Home) -> None:
    house, anna, _ = home
    key = await house.keys.create(KeyIn(name="Door", scopes=["presence:write"]))
    ben = (await anna.post("presence/residents", json={"name": "Ben"})).json()["residents"][0]
    async with browser(anna._transport.app) as door:  # type: ignore[attr-defined]  # the same application
        told = door.put(
            f"/api/v1/presence/residents/{ben['id']}/state",
            json={"state": "home"},
            headers={"Authorization": f"Bearer {key.key}"},
        )
        _, late = await _one_behind_another(house._database, anna.delete(f"keys/{key.id}"), told)
    assert (late.status_code, late.json()["type"]) == (401, "wrong-key")
    assert (await anna.get("presence")).json()["residents"][0]["state"] is None


async def test_work_that_a_request_leaves_behind_outlives_its_right(database: Database) -> None:
    """A description that was asked for, say, is written down though who asked is signed out."""
    begun = asyncio.Event()

    async def later() -> None:
        await begun.wait()
        async with database.write() as session:
            await session.execute(sa.delete(SessionRow))

    async def refuse(_session: object) -> None:
        raise AssertionError("asked after the request was over")

    with writing_for(refuse):
        work = asyncio.create_task(later())
    begun.set()
    await work
