"""F14: five wrong tries slow down, per account and per address."""

import asyncio

import httpx
import pytest
from fastapi import FastAPI

from argusai.accounts.service import Accounts
from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database
from tests.support.secrets import secret
from tests.support.web import ELSEWHERE, PASSWORD, browser, make_accounts, make_web, set_up

pytestmark = pytest.mark.covers("F14")
WRONG = secret("surely the wrong one")


async def _try(app: FastAPI, password: str = WRONG, name: str = "Anna", address: str = "192.0.2.7") -> httpx.Response:
    async with browser(app, (address, 1)) as caller:
        return await caller.post("/api/v1/session", json={"name": name, "password": password})


async def test_five_wrong_tries_block_the_account_from_everywhere(app: FastAPI, anna: httpx.AsyncClient) -> None:
    await set_up(anna)
    tries = [(await _try(app, address=f"192.0.2.{number}")).status_code for number in range(1, 6)]
    blocked = await _try(app, PASSWORD, address="198.51.100.9")
    assert tries == [401] * 5
    assert (blocked.status_code, blocked.json()["type"], blocked.headers["retry-after"]) == (429, "too-many", "30")


async def test_five_wrong_tries_block_the_address_for_every_name(app: FastAPI, anna: httpx.AsyncClient) -> None:
    await set_up(anna)
    tries = [(await _try(app, name=f"nobody {number}")).status_code for number in range(6)]
    assert tries == [401] * 5 + [429]
    assert (await _try(app, PASSWORD)).status_code == 429
    assert (await _try(app, PASSWORD, address="198.51.100.9")).status_code == 200, "other addresses go on"


async def test_the_block_grows_and_is_bounded(app: FastAPI, anna: httpx.AsyncClient, clock: SimulatedClock) -> None:
    await set_up(anna)
    for _ in range(4):
        await _try(app)
    blocks = []
    for _ in range(8):
        assert (await _try(app)).status_code == 401
        blocks.append(int((await _try(app)).headers["retry-after"]))
        clock.advance(blocks[-1])
    assert blocks == [30, 60, 120, 240, 480, 900, 900, 900]


async def test_a_right_password_resets_the_account(
    app: FastAPI, anna: httpx.AsyncClient, clock: SimulatedClock
) -> None:
    await set_up(anna)
    for number in range(4):
        await _try(app, address=f"192.0.2.{number}")
    assert (await _try(app, PASSWORD, address="192.0.2.50")).status_code == 200
    tries = [(await _try(app, address=f"192.0.2.{number}")).status_code for number in range(100, 105)]
    assert tries == [401] * 5


async def test_an_own_account_does_not_buy_guesses_at_another(app: FastAPI, anna: httpx.AsyncClient) -> None:
    """Signing in well between guesses must not clear the address."""
    await set_up(anna)
    statuses = []
    for number in range(6):
        statuses.append((await _try(app, name=f"victim {number}")).status_code)
        await _try(app, PASSWORD)
    assert statuses == [401] * 5 + [429]


async def test_tries_at_the_same_moment_do_not_slip_past(app: FastAPI, anna: httpx.AsyncClient) -> None:
    await set_up(anna)
    answers = await asyncio.gather(*(_try(app, address=f"192.0.2.{number}") for number in range(40)))
    statuses = [answer.status_code for answer in answers]
    assert (statuses.count(401), statuses.count(429)) == (5, 35)


async def test_a_restart_forgets_no_block(
    app: FastAPI, anna: httpx.AsyncClient, database: Database, clock: SimulatedClock
) -> None:
    await set_up(anna)
    for _ in range(5):
        await _try(app)
    again = make_accounts(database, clock)
    assert (await _try(make_web(again), PASSWORD)).status_code == 429
    again.close()


async def test_a_forwarded_address_changes_nothing(app: FastAPI, anna: httpx.AsyncClient) -> None:
    await set_up(anna)
    async with browser(app, ELSEWHERE) as caller:
        body = {"name": "nobody", "password": WRONG}
        tries = [
            (
                await caller.post(
                    "/api/v1/session", json=body | {"name": f"n{n}"}, headers={"X-Forwarded-For": f"10.0.0.{n}"}
                )
            )
            for n in range(6)
        ]
    assert tries[-1].status_code == 429


async def test_guessing_the_current_password_slows_down_too(anna: httpx.AsyncClient) -> None:
    changes = await set_up(anna)
    body = {"current_password": WRONG, "new_password": WRONG}
    tries = [(await anna.put("/api/v1/session/password", json=body, headers=changes)).status_code for _ in range(6)]
    assert tries == [403] * 5 + [429]


async def test_an_unknown_name_looks_like_a_wrong_password(app: FastAPI, anna: httpx.AsyncClient) -> None:
    await set_up(anna)
    wrong, unknown = await _try(app), await _try(app, name="nobody")
    assert wrong.json() == unknown.json()
    assert wrong.status_code == unknown.status_code == 401


async def test_a_day_later_the_counts_are_gone(
    app: FastAPI, anna: httpx.AsyncClient, accounts: Accounts, clock: SimulatedClock
) -> None:
    await set_up(anna)
    for _ in range(4):
        await _try(app)
    clock.advance(86401)
    await accounts.tidy()
    assert [(await _try(app)).status_code for _ in range(5)] == [401] * 5


async def test_a_clock_that_is_set_back_locks_nobody_out(
    app: FastAPI, anna: httpx.AsyncClient, clock: SimulatedClock
) -> None:
    """What was stored while it ran ahead ends a day later by the clock that is right again."""
    changes = await set_up(anna)
    for _ in range(3):
        await _try(app)
    assert (await _try(app, PASSWORD)).status_code == 200, "stores the moment, for account and address"
    clock.set_back(30 * 3600)
    assert (await _try(app, PASSWORD)).status_code == 200
    body = {"current_password": PASSWORD, "new_password": secret("another one, as good")}
    assert (await anna.put("/api/v1/session/password", json=body, headers=changes)).status_code == 204


async def test_a_block_of_a_clock_that_is_set_back_is_over(
    app: FastAPI, anna: httpx.AsyncClient, clock: SimulatedClock
) -> None:
    await set_up(anna)
    for _ in range(6):
        await _try(app)
    assert (await _try(app, PASSWORD)).status_code == 429
    clock.set_back(30 * 3600)
    assert [(await _try(app)).status_code for _ in range(2)] == [401, 429], "its failures still count"
