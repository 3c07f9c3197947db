"""F14: from first run to sign-out, as a browser does it."""

import asyncio

import httpx
import pytest
from fastapi import FastAPI

from argusai.accounts.contract import COOKIE
from argusai.accounts.service import Accounts
from argusai.kit.clock import SimulatedClock
from tests.support.secrets import secret
from tests.support.web import PASSWORD, browser, set_up, sign_in

pytestmark = pytest.mark.covers("F14")
NEW_PASSWORD = secret("quite another password")


async def test_first_run_makes_the_administrator_and_signs_in(anna: httpx.AsyncClient) -> None:
    before = (await anna.get("/api/v1/session")).json()
    await set_up(anna)
    after = (await anna.get("/api/v1/session")).json()
    assert (before["state"], before["code_required"], before["csrf_token"]) == ("first-run", False, None)
    assert (after["state"], after["user"]["name"], after["user"]["role"]) == ("signed-in", "Anna", "administrator")
    assert (await anna.get("/api/v1/name")).json() == "Anna"


async def test_a_second_first_run_is_refused(anna: httpx.AsyncClient) -> None:
    await set_up(anna)
    answer = await anna.post("/api/v1/first-run", json={"name": "Eve", "password": PASSWORD})
    assert (answer.status_code, answer.json()["type"]) == (409, "already-set-up")


async def test_of_fifty_first_runs_at_once_one_wins(app: FastAPI) -> None:
    async def attempt(number: int) -> int:
        async with browser(app) as caller:
            body = {"name": f"Person {number}", "password": PASSWORD}
            return (await caller.post("/api/v1/first-run", json=body)).status_code

    statuses = await asyncio.gather(*(attempt(number) for number in range(50)))
    assert sorted(statuses) == [201] + [409] * 49


async def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(anna: httpx.AsyncClient) -> None:
    answer = await anna.post("/api/v1/first-run", json={"name": "Anna", "password": PASSWORD})
    attributes = {part.strip().lower() for part in answer.headers["set-cookie"].split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/"} <= attributes
    assert "secure" not in attributes
    assert len(anna.cookies[COOKIE]) >= 43


@pytest.mark.parametrize(
    ("base_url", "origin"),
    [("https://argus.example", None), ("http://argus.example", "https://argus.example")],
    ids=["tls here", "tls at a proxy"],
)
async def test_the_cookie_is_secure_over_tls(
    app: FastAPI, accounts: Accounts, base_url: str, origin: str | None
) -> None:
    await accounts.start()
    async with browser(app, base_url=base_url) as caller:
        body = {"name": "Anna", "password": PASSWORD, "code": accounts.first_run_code}
        answer = await caller.post("/api/v1/first-run", json=body, headers={"Origin": origin} if origin else {})
    assert "; secure" in answer.headers["set-cookie"].lower()


async def test_sign_out_kills_the_session_not_only_the_cookie(app: FastAPI, anna: httpx.AsyncClient) -> None:
    changes = await set_up(anna)
    stolen = dict(anna.cookies)
    assert (await anna.delete("/api/v1/session", headers=changes)).status_code == 204
    async with browser(app) as thief:
        thief.cookies.update(stolen)
        assert (await thief.get("/api/v1/name")).status_code == 401
    assert COOKIE not in anna.cookies
    assert (await anna.get("/api/v1/session")).json()["state"] == "signed-out"


async def test_changing_the_password_ends_the_other_sessions(app: FastAPI, anna: httpx.AsyncClient) -> None:
    changes = await set_up(anna)
    async with browser(app) as tablet:
        await sign_in(tablet)
        body = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}
        changed = await anna.put("/api/v1/session/password", json=body, headers=changes)
        assert changed.status_code == 204
        assert (await tablet.get("/api/v1/name")).status_code == 401
        assert (await anna.get("/api/v1/name")).status_code == 200
        refused = await tablet.post("/api/v1/session", json={"name": "Anna", "password": PASSWORD})
        assert (refused.status_code, refused.json()["type"]) == (401, "wrong-password")
        await sign_in(tablet, password=NEW_PASSWORD)


async def test_the_password_does_not_change_without_the_current_one(anna: httpx.AsyncClient) -> None:
    changes = await set_up(anna)
    body = {"current_password": NEW_PASSWORD, "new_password": NEW_PASSWORD}
    answer = await anna.put("/api/v1/session/password", json=body, headers=changes)
    assert (answer.status_code, answer.json()["type"]) == (403, "wrong-password")
    assert "current_password" in answer.json()["fields"]


async def test_sign_in_never_takes_over_a_token_that_came_along(app: FastAPI, anna: httpx.AsyncClient) -> None:
    await set_up(anna)
    async with browser(app) as victim:
        victim.cookies.set(COOKIE, "chosen-by-an-attacker", domain="localhost.local", path="/")
        await sign_in(victim)
        tokens = [cookie.value for cookie in victim.cookies.jar]
    async with browser(app) as attacker:
        attacker.cookies.set(COOKIE, "chosen-by-an-attacker")
        assert (await attacker.get("/api/v1/name")).status_code == 401
    assert any(token != "chosen-by-an-attacker" for token in tokens)


async def test_signing_in_again_ends_the_session_before(app: FastAPI, anna: httpx.AsyncClient) -> None:
    await set_up(anna)
    old = dict(anna.cookies)
    await sign_in(anna)
    async with browser(app) as caller:
        caller.cookies.update(old)
        assert (await caller.get("/api/v1/name")).status_code == 401
    assert (await anna.get("/api/v1/name")).status_code == 200


async def test_an_idle_session_ends(anna: httpx.AsyncClient, clock: SimulatedClock) -> None:
    await set_up(anna)
    clock.advance(13 * 86400)
    assert (await anna.get("/api/v1/name")).status_code == 200
    clock.advance(13 * 86400)
    assert (await anna.get("/api/v1/name")).status_code == 200, "use keeps it open"
    clock.advance(14 * 86400 + 1)
    assert (await anna.get("/api/v1/name")).status_code == 401


async def test_even_a_used_session_ends_after_ninety_days(anna: httpx.AsyncClient, clock: SimulatedClock) -> None:
    await set_up(anna)
    for _ in range(9):
        clock.advance(10 * 86400)
        assert (await anna.get("/api/v1/name")).status_code == 200
    clock.advance(1)
    assert (await anna.get("/api/v1/name")).status_code == 401


@pytest.mark.parametrize("name", ["anna", " ANNA ", "Ａnna"])
async def test_the_name_is_taken_as_people_write_it(app: FastAPI, anna: httpx.AsyncClient, name: str) -> None:
    await set_up(anna)
    async with browser(app) as caller:
        await sign_in(caller, name=name)
        assert (await caller.get("/api/v1/name")).json() == "Anna"


async def test_a_name_nobody_can_see_is_refused(anna: httpx.AsyncClient) -> None:
    answer = await anna.post("/api/v1/first-run", json={"name": "Anna\u202eeve", "password": PASSWORD})
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["name"])
