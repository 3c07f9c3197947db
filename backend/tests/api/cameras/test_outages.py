"""The routes that tell when cameras were not seen (C4)."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import uuid4

import httpx
import pytest
import sqlalchemy as sa
from fastapi import FastAPI

from argusai.accounts.contract import COOKIE
from argusai.accounts.guard import Guard
from argusai.accounts.router import router as session_router
from argusai.kit.db import Database
from argusai.kit.problems import install_problems
from argusai.pipeline.capture.outages.models import OutageRow
from argusai.pipeline.capture.outages.router import router
from argusai.pipeline.capture.outages.service import OutagesService
from tests.support.outages import DOOR, YARD, Program, a_program
from tests.support.web import browser, include, make_accounts, set_up

pytestmark = pytest.mark.covers("C4")
OF_DOOR = f"/api/v1/cameras/{DOOR}/outages"


@dataclass
class House:
    program: Program
    caller: httpx.AsyncClient
    changes: dict[str, str]

    async def ask(self, address: str = OF_DOOR, **params: Any) -> dict[str, Any]:
        answer = await self.caller.get(address, params=params)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def unseen(self) -> list[str]:
        return [item["sentence"] for item in (await self.ask("/api/v1/outages", unseen=True))["items"]]

    async def look(self, news: int) -> None:
        answer = await self.caller.post("/api/v1/outages/seen", json={"news": news}, headers=self.changes)
        assert answer.status_code == 204, answer.text

    async def away(self, seconds: int, camera: Any = DOOR) -> None:
        """And a minute of peace after it."""
        self.program.away(seconds, camera)
        self.program.wait(60)
        await self.program.intake.flush()


@pytest.fixture
async def house(database: Database) -> AsyncIterator[House]:
    async with a_program(database) as program:
        accounts = make_accounts(database, program.clock)
        app = FastAPI()
        app.state.accounts = accounts
        app.state.outages = OutagesService(database, program.view, program.announce)
        install_problems(app, partial(Guard, sessions=accounts.sessions), COOKIE)
        include(app, session_router)
        include(app, router)
        async with browser(app) as caller:
            yield House(program, caller, await set_up(caller))
        accounts.close()


async def test_an_outage_is_told_in_words_and_numbers(house: House) -> None:
    await house.away(90)
    [row] = await house.program.rows()
    assert (await house.ask())["items"] == [
        {
            "id": str(row.id),
            "camera_id": str(DOOR),
            "camera_name": "Front door",
            "kind": "away",
            "began_at": "2026-01-01T12:00:00Z",
            "ended_at": "2026-01-01T12:01:30Z",
            "seconds": 90.0,
            "times": 1,
            "reason_slug": "timeout",
            "why": "the camera did not answer",
            "sentence": "Front door was blind from 12:00 to 12:01: the camera did not answer.",
            "news": 1,
        }
    ]
    assert (await house.ask(f"/api/v1/cameras/{YARD}/outages"))["items"] == []


async def test_a_time_shows_what_went_on_in_it(house: House) -> None:
    await house.away(120)  # 12:00 to 12:02
    house.program.down()  # since 12:03
    house.program.wait(20)
    await house.program.intake.flush()
    for since, until, count in (
        ("12:01:00", "12:01:10", 1),
        ("12:02:30", "12:02:50", 0),
        ("11:00:00", "12:00:00", 0),
        ("12:00:00", "12:05:00", 2),
        ("23:00:00", "23:10:00", 1),
    ):
        found = await house.ask(**{"from": f"2026-01-01T{since}Z", "to": f"2026-01-01T{until}Z"})
        assert len(found["items"]) == count, since


async def test_pages_go_from_new_to_old_and_show_each_once(house: House) -> None:
    for _ in range(7):
        await house.away(20)
    found: list[str] = []
    cursor: dict[str, Any] = {}
    for _ in range(4):
        page = await house.ask(limit=2, **cursor)
        found += [item["began_at"] for item in page["items"]]
        cursor = {"cursor": page["next_cursor"]}
    assert (len(found), found == sorted(found, reverse=True), page["next_cursor"]) == (7, True, None)


async def test_what_was_told_is_new_until_it_was_looked_at(house: House) -> None:
    await house.away(90)
    await house.away(20)  # too short to tell
    assert await house.unseen() == ["Front door was blind from 12:00 to 12:01: the camera did not answer."]
    await house.look(1)
    assert await house.unseen() == []
    await house.away(90, YARD)
    assert len(await house.unseen()) == 1


async def test_one_that_was_looked_at_is_new_again_when_it_is_over(house: House) -> None:
    house.program.down()
    house.program.wait(90)
    await house.program.intake.flush()
    await house.look(1)
    assert await house.unseen() == []
    house.program.up()
    house.program.clock.set_by(-3600)
    await house.program.intake.flush()
    assert len(await house.unseen()) == 1


async def test_nobody_looks_at_what_is_not_told_yet(house: House) -> None:
    await house.look(2**62)
    await house.away(90)
    assert len(await house.unseen()) == 1
    await house.look(1)
    await house.look(0)  # another tab, late
    assert await house.unseen() == []


async def test_what_is_told_later_is_new_though_what_was_looked_at_is_gone(house: House) -> None:
    await house.away(90)
    await house.look(1)
    async with house.program.database.write() as session:
        await session.execute(sa.delete(OutageRow))
    await house.away(90)
    assert len(await house.unseen()) == 1


async def test_looking_is_told_to_the_persons_other_pages_only(house: House) -> None:
    await house.look(0)
    assert [(kind, list(body)) for kind, body in house.program.told] == [("outages.seen", ["user_id"])]


@pytest.mark.parametrize(
    "params",
    [
        {"from": "2026-01-02T00:00:00Z", "to": "2026-01-01T00:00:00Z"}, {"from": "2026-01-01T00:00:00"},
        {"to": "tomorrow"}, {"limit": 0}, {"limit": 201}, {"cursor": "nonsense"}, {"cursor": "WyJhIiwgImIiXQ"},
    ],
)  # fmt: skip
async def test_bad_questions_are_refused_with_a_reason(house: House, params: dict[str, str]) -> None:
    for address in (OF_DOOR, "/api/v1/outages"):
        answer = await house.caller.get(address, params=params)
        assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
        assert answer.json()["detail"]


@pytest.mark.parametrize("news", [-1, 2**63, "1", None, 1.5])
async def test_bad_marks_are_refused(house: House, news: object) -> None:
    answer = await house.caller.post("/api/v1/outages/seen", json={"news": news}, headers=house.changes)
    assert answer.status_code == 422


async def test_an_unknown_camera_and_a_stranger_get_nothing(house: House) -> None:
    answer = await house.caller.get(f"/api/v1/cameras/{uuid4()}/outages")
    assert (answer.status_code, answer.json()["type"]) == (404, "camera-not-found")
    house.caller.cookies.clear()
    assert (await house.caller.get(OF_DOOR)).status_code == 401
