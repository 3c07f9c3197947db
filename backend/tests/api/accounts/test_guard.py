"""F14, F32: the one guard. Whatever is not listed as open needs a session, however the path is written."""

import httpx
import pytest
from fastapi import FastAPI

from argusai.accounts.contract import COOKIE
from argusai.accounts.service import Accounts
from argusai.kit.db import Database
from tests.support.web import ELSEWHERE, browser, make_web, set_up

pytestmark = pytest.mark.covers("F14", "F32")


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "testclient"},
        {"X-Forwarded-For": "127.0.0.1"},
        {"X-Real-IP": "127.0.0.1", "Forwarded": "for=127.0.0.1", "X-Forwarded-Host": "localhost"},
        {"Authorization": "Bearer anything"},
        {"Cookie": f"{COOKIE}=anything"},
        {"Cookie": f"{COOKIE}=; {COOKIE}=x; {COOKIE}"},
        {"Cookie": f"{COOKIE}={'x' * 4000}"},
        {"Cookie": f'{COOKIE}="\\303\\274"; ][}}{{; a=b=c'},
        {"X-HTTP-Method-Override": "GET", "X-Original-URL": "/health", "X-Rewrite-URL": "/health"},
        {"Upgrade": "websocket", "Connection": "Upgrade"},
    ],
    ids=lambda headers: next(iter(headers)) + " " + str(len(str(headers))),
)
async def test_no_header_replaces_a_session(app: FastAPI, headers: dict[str, str]) -> None:
    async with browser(app) as caller:
        answer = await caller.get("/api/v1/name", headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (401, "not-signed-in")
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "path",
    [
        "//api/v1/name",
        "/api//v1/name",
        "/api/v1/name/",
        "/API/V1/NAME",
        "/x/../api/v1/name",
        "/api/v1/session/../name",
        "/%61pi/v1/name",
        "/api%2fv1%2fname",
        "/api%252fv1%252fname",
        "/..%2fapi/v1/name",
        "/%2e%2e/api/v1/name",
        "/api/v1/name%00",
        "/api/v1/name;x=/health",
        "/api\\v1\\name",
        "/health/../api/v1/name",
        "/health/",
        "/openapi.json",
        "/docs",
        "/Docs/",
        "/redoc",
        "/api",
    ],
)
async def test_no_way_of_writing_a_path_gets_around_it(app: FastAPI, path: str) -> None:
    async with browser(app) as caller:
        request = caller.build_request("GET", "/")
        request.url = request.url.copy_with(raw_path=path.encode())
        answer = await caller.send(request)
    assert answer.status_code == 401, answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
@pytest.mark.parametrize("path", ["/", "/assets/x.js", "/health", "/api/v1/name"])
async def test_only_reading_pages_is_open(app: FastAPI, method: str, path: str) -> None:
    async with browser(app) as caller:
        answer = await caller.request(method, path)
    assert answer.status_code == 401


@pytest.mark.parametrize("path", ["/health", "/api/v1/session"])
async def test_what_is_listed_is_open(app: FastAPI, path: str) -> None:
    async with browser(app) as caller:
        assert (await caller.get(path)).status_code == 200


async def test_pages_are_answered_without_the_application(accounts: Accounts) -> None:
    """A route outside /api that somebody forgets to protect is not reachable: pages come from the pages alone."""
    app = make_web(accounts, own_pages=True)

    @app.get("/forgotten")
    async def forgotten() -> str:
        return "records"

    async with browser(app) as caller:
        assert (await caller.get("/forgotten")).text == "the page"
        assert (await caller.get("/assets/missing.js")).status_code == 404
        await set_up(caller)
        assert (await caller.get("/forgotten")).text == "the page", (
            "nor by whoever is signed in: it would not be noticed"
        )


@pytest.mark.parametrize("token", [None, "", "wrong", "\u00fc"], ids=["none", "empty", "wrong", "not ascii"])
async def test_a_change_without_the_token_is_refused(anna: httpx.AsyncClient, token: str | None) -> None:
    await set_up(anna)
    headers = {} if token is None else {b"X-CSRF-Token": token.encode()}
    answer = await anna.post("/api/v1/name", headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (403, "csrf")


async def test_the_token_of_another_session_does_not_fit(app: FastAPI, anna: httpx.AsyncClient) -> None:
    await set_up(anna)
    async with browser(app) as tablet:
        body = {"name": "Anna", "password": "a rather long password"}
        other = (await tablet.post("/api/v1/session", json=body)).json()["csrf_token"]
    assert (await anna.post("/api/v1/name", headers={"X-CSRF-Token": other})).status_code == 403


async def test_a_change_with_the_token_passes(anna: httpx.AsyncClient) -> None:
    changes = await set_up(anna)
    assert (await anna.post("/api/v1/name", headers=changes)).json() == "Anna"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:8001"},
        {"Origin": "localhost:8000"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
@pytest.mark.parametrize("path", ["/api/v1/session", "/api/v1/first-run"])
async def test_another_site_cannot_sign_anybody_in(anna: httpx.AsyncClient, headers: dict[str, str], path: str) -> None:
    answer = await anna.post(path, json={"name": "Eve", "password": "a rather long password"}, headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (403, "cross-site")


@pytest.mark.parametrize("origin", ["http://localhost:8000", "HTTP://LOCALHOST:8000"])
async def test_our_own_page_can(anna: httpx.AsyncClient, origin: str) -> None:
    headers = {"Origin": origin, "Sec-Fetch-Site": "same-origin"}
    body = {"name": "Anna", "password": "a rather long password"}
    assert (await anna.post("/api/v1/first-run", json=body, headers=headers)).status_code == 201


async def test_a_neighbours_odd_cookies_do_not_hide_ours(app: FastAPI, anna: httpx.AsyncClient) -> None:
    await set_up(anna)
    token = anna.cookies[COOKIE]
    async with browser(app, ELSEWHERE) as caller:
        for line in (f'a[b]={{"x": 1}}; {COOKIE}={token}', f"{COOKIE}=old; {COOKIE}={token}"):
            assert (await caller.get("/api/v1/name", headers={"Cookie": line})).status_code == 200


async def test_the_session_is_found_from_memory(anna: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check is cheap: once known, a session needs no database."""
    changes = await set_up(anna)
    await anna.get("/api/v1/name")
    monkeypatch.delattr(Database, "read")
    monkeypatch.delattr(Database, "write")
    answers = [(await anna.post("/api/v1/name", headers=changes)).status_code for _ in range(20)]
    assert answers == [200] * 20
