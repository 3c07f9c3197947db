"""F15: the settings that people change: read by everybody, changed by administrators, announced."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from fastapi import FastAPI

from argusai.accounts.models import UserRow
from argusai.accounts.service import Accounts
from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database, Session
from argusai.system.models import SettingRow
from argusai.system.router import router
from argusai.system.settings_service import SettingsService
from tests.support.web import browser, include, make_accounts, make_web, set_up, sign_in

pytestmark = pytest.mark.covers("F15")
DEFAULTS = {
    "retention_days": 30,
    "retention_gb": None,
    "language": "en",
    "time_zone": "Europe/Vienna",
    "latitude": None,
    "longitude": None,
}


class Announced:
    def __init__(self) -> None:
        self.kinds: list[str] = []

    async def __call__(self, session: Session, kind: str, body: dict[str, Any]) -> None:
        self.kinds.append(kind)


@pytest.fixture
def announced() -> Announced:
    return Announced()


@pytest.fixture
def service(database: Database, clock: SimulatedClock, announced: Announced) -> SettingsService:
    return SettingsService(database, clock, announced, "Europe/Vienna")


@pytest.fixture
def accounts(database: Database, clock: SimulatedClock) -> Iterator[Accounts]:
    made = make_accounts(database, clock)
    yield made
    made.close()


@pytest.fixture
def app(accounts: Accounts, service: SettingsService) -> FastAPI:
    made = make_web(accounts)
    made.state.settings_service = service
    include(made, router)
    return made


@pytest.fixture
async def anna(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with browser(app) as caller:
        caller.headers.update(await set_up(caller))
        yield caller


async def test_nothing_chosen_yet(anna: httpx.AsyncClient) -> None:
    assert (await anna.get("/api/v1/settings")).json() == DEFAULTS


async def test_only_what_is_named_changes(anna: httpx.AsyncClient, announced: Announced) -> None:
    answer = await anna.patch("/api/v1/settings", json={"retention_days": 7, "language": "de"})
    assert answer.json() == DEFAULTS | {"retention_days": 7, "language": "de"}
    assert (await anna.get("/api/v1/settings")).json() == answer.json()
    assert announced.kinds == ["settings.changed"]


async def test_a_limit_by_size_is_set_and_taken_away(anna: httpx.AsyncClient, service: SettingsService) -> None:
    await anna.patch("/api/v1/settings", json={"retention_gb": 1.5})
    assert (await service.read()).retention_bytes == 1610612736
    answer = await anna.patch("/api/v1/settings", json={"retention_gb": None})
    assert answer.json()["retention_gb"] is None
    assert (await service.read()).retention_bytes is None


@pytest.mark.parametrize("body", [{}, {"retention_days": 30}, {"language": None, "retention_days": None}], ids=str)
async def test_no_change_is_announced_to_nobody(
    anna: httpx.AsyncClient, announced: Announced, body: dict[str, Any]
) -> None:
    assert (await anna.patch("/api/v1/settings", json=body)).json() == DEFAULTS
    assert announced.kinds == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("retention_days", 0),
        ("retention_days", 3651),
        ("retention_days", "30"),
        ("retention_days", 2.5),
        ("retention_days", True),
        ("retention_gb", 0),
        ("retention_gb", True),
        ("retention_gb", "1"),
        ("retention_gb", -1),
        ("retention_gb", "much"),
        ("retention_gb", 1e300),
        ("language", "fr"),
        ("time_zone", "Mars/Base"),
        ("time_zone", "../../etc/passwd"),
        ("time_zone", ""),
        ("time_zone", "x" * 65),
        ("retention", 30),
    ],
)
async def test_what_makes_no_sense_is_refused(
    anna: httpx.AsyncClient, announced: Announced, name: str, value: object
) -> None:
    answer = await anna.patch("/api/v1/settings", json={name: value})
    assert (answer.status_code, list(answer.json()["fields"])) == (422, [name])
    assert (await anna.get("/api/v1/settings")).json() == DEFAULTS
    assert announced.kinds == []


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
async def test_endless_numbers_are_refused(anna: httpx.AsyncClient, number: str) -> None:
    content, headers = f'{{"retention_gb": {number}}}', {"Content-Type": "application/json"}
    assert (await anna.patch("/api/v1/settings", content=content, headers=headers)).status_code == 422


async def test_a_refused_change_changes_nothing_else(anna: httpx.AsyncClient) -> None:
    await anna.patch("/api/v1/settings", json={"retention_days": 7, "time_zone": "Mars/Base"})
    assert (await anna.get("/api/v1/settings")).json() == DEFAULTS


async def test_a_member_reads_but_does_not_change(
    app: FastAPI, anna: httpx.AsyncClient, accounts: Accounts, database: Database
) -> None:
    async with database.write() as session:
        await session.execute(sa.update(UserRow).values(role="member"))
    async with browser(app) as caller:
        changes = await sign_in(caller)
        assert (await caller.get("/api/v1/settings")).status_code == 200
        answer = await caller.patch("/api/v1/settings", json={"retention_days": 7}, headers=changes)
    assert (answer.status_code, answer.json()["type"]) == (403, "administrators-only")


@pytest.mark.parametrize(
    ("name", "value"),
    [("retention_days", "soon"), ("time_zone", "Mars/Base"), ("language", "tlh"), ("of_a_newer_version", 1)],
)
async def test_a_stored_setting_that_makes_no_sense_is_ignored(
    anna: httpx.AsyncClient, database: Database, clock: SimulatedClock, name: str, value: object
) -> None:
    async with database.write() as session:
        session.add(SettingRow(name=name, value=value, changed_at=clock.now()))
    assert (await anna.get("/api/v1/settings")).json() == DEFAULTS
