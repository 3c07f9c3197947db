"""F14: off this machine, the first run needs the code that was printed at start."""

import httpx
import pytest
from fastapi import FastAPI

from argusai.accounts.service import Accounts
from argusai.kit.clock import SimulatedClock
from tests.support.web import ELSEWHERE, LOOPBACK, PASSWORD, browser, set_up

pytestmark = pytest.mark.covers("F14")


async def _first_run(caller: httpx.AsyncClient, code: str | None) -> httpx.Response:
    return await caller.post("/api/v1/first-run", json={"name": "Anna", "password": PASSWORD, "code": code})


async def test_from_elsewhere_the_code_is_asked_for(app: FastAPI, accounts: Accounts) -> None:
    await accounts.start()
    async with browser(app, ELSEWHERE) as caller:
        assert (await caller.get("/api/v1/session")).json()["code_required"] is True
        assert (await _first_run(caller, None)).json()["type"] == "code-required"
        assert (await _first_run(caller, "AAAA-AAAA")).json()["type"] == "wrong-code"
        assert (await _first_run(caller, accounts.first_run_code)).status_code == 201


async def test_the_code_may_be_typed_as_people_do(app: FastAPI, accounts: Accounts) -> None:
    await accounts.start()
    code = (accounts.first_run_code or "").lower().replace("-", " ")
    async with browser(app, ELSEWHERE) as caller:
        assert (await _first_run(caller, code)).status_code == 201
    assert accounts.first_run_code is None


async def test_guessing_the_code_slows_down(app: FastAPI, accounts: Accounts, clock: SimulatedClock) -> None:
    await accounts.start()
    async with browser(app, ELSEWHERE) as caller:
        tries = [(await _first_run(caller, "AAAA-AAAA")).status_code for _ in range(6)]
    assert tries == [403] * 5 + [429]
    async with browser(app, ("198.51.100.9", 1)) as another:
        assert (await _first_run(another, "AAAA-AAAA")).status_code == 429, "from another address too"
    clock.advance(31)
    async with browser(app, ELSEWHERE) as caller:
        assert (await _first_run(caller, accounts.first_run_code)).status_code == 201


@pytest.mark.parametrize(
    ("client", "base_url"),
    [
        (LOOPBACK, "http://argus.example"),
        (LOOPBACK, "http://evil.example:8000"),
        (("::ffff:192.0.2.7", 1), "http://localhost:8000"),
        (("testclient", 50000), "http://localhost:8000"),
        (ELSEWHERE, "http://127.0.0.1:8000"),
    ],
    ids=["proxy here", "a name made to point here", "mapped address", "no address", "a false host"],
)
async def test_who_only_looks_local_needs_the_code_too(
    app: FastAPI, accounts: Accounts, client: tuple[str, int], base_url: str
) -> None:
    await accounts.start()
    headers = {"X-Forwarded-For": "127.0.0.1"}
    async with browser(app, client, base_url) as caller:
        assert (await caller.get("/api/v1/session", headers=headers)).json()["code_required"] is True
        assert (await _first_run(caller, None)).status_code == 403


@pytest.mark.parametrize(
    ("client", "base_url"),
    [
        (LOOPBACK, "http://127.0.0.1:8000"),
        (LOOPBACK, "http://localhost"),
        (("::1", 1), "http://[::1]:8000"),
        (("::ffff:127.0.0.1", 1), "http://localhost:8000"),
    ],
    ids=["ipv4", "name", "ipv6", "mapped"],
)
async def test_at_the_machine_itself_no_code_is_needed(
    app: FastAPI, accounts: Accounts, client: tuple[str, int], base_url: str
) -> None:
    await accounts.start()
    async with browser(app, client, base_url) as caller:
        assert (await _first_run(caller, None)).status_code == 201


async def test_a_later_start_makes_no_code(app: FastAPI, accounts: Accounts, anna: httpx.AsyncClient) -> None:
    await accounts.start()
    assert accounts.first_run_code is not None
    await set_up(anna)
    await accounts.start()
    assert accounts.first_run_code is None
