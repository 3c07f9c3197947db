"""F14, F32: WebSockets need a session, of our own page, and end with it."""

import asyncio
from contextlib import AbstractAsyncContextManager

import httpx
import pytest
from fastapi import FastAPI
from httpx_ws import AsyncWebSocketSession, WebSocketDisconnect, WebSocketUpgradeError, aconnect_ws
from httpx_ws.transport import ASGIWebSocketTransport

from argusai.accounts.contract import COOKIE
from argusai.accounts.service import Accounts
from argusai.kit.clock import SimulatedClock
from tests.support.secrets import secret
from tests.support.web import HERE, PASSWORD, browser, set_up, sign_in

pytestmark = pytest.mark.covers("F14", "F32")
ECHO = f"{HERE}/api/v1/echo"
SIGNED_OUT = 4401


def _line(app: FastAPI, token: str | None) -> httpx.AsyncClient:
    cookies = {COOKIE: token} if token else {}
    return httpx.AsyncClient(transport=ASGIWebSocketTransport(app), cookies=cookies, base_url=HERE)


def _socket(
    line: httpx.AsyncClient, url: str = ECHO, origin: str | None = None
) -> AbstractAsyncContextManager[AsyncWebSocketSession]:
    return aconnect_ws(url, line, headers={"Origin": origin} if origin else {})


async def _close_code(socket: AsyncWebSocketSession) -> int:
    with pytest.raises(WebSocketDisconnect) as caught:
        await socket.receive_text(timeout=60)
    return caught.value.code


@pytest.mark.parametrize("token", [None, "wrong"])
@pytest.mark.parametrize("path", ["/api/v1/echo", "/api/v1/nothing", "/", "/health", "//api/v1/echo"])
async def test_without_a_session_no_socket_says_a_word(app: FastAPI, token: str | None, path: str) -> None:
    async with _line(app, token) as line, _socket(line, HERE + path) as socket:
        assert await _close_code(socket) == SIGNED_OUT


async def test_with_a_session_it_works(app: FastAPI, anna: httpx.AsyncClient) -> None:
    await set_up(anna)
    async with _line(app, anna.cookies[COOKIE]) as line, _socket(line) as socket:
        await socket.send_text("hello")
        assert await socket.receive_text(timeout=60) == "Anna: hello"


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://localhost:9000"])
async def test_another_sites_page_opens_none(app: FastAPI, anna: httpx.AsyncClient, origin: str) -> None:
    await set_up(anna)
    async with _line(app, anna.cookies[COOKIE]) as line:
        with pytest.raises((WebSocketUpgradeError, WebSocketDisconnect)):
            async with _socket(line, origin=origin) as socket:
                await socket.receive_text(timeout=60)


async def test_our_own_page_opens_one(app: FastAPI, anna: httpx.AsyncClient) -> None:
    await set_up(anna)
    async with _line(app, anna.cookies[COOKIE]) as line, _socket(line, origin=HERE) as socket:
        await socket.send_text("hello")
        assert await socket.receive_text(timeout=60) == "Anna: hello"


async def test_signing_out_ends_the_sockets_of_that_session(app: FastAPI, anna: httpx.AsyncClient) -> None:
    changes = await set_up(anna)
    async with _line(app, anna.cookies[COOKIE]) as line, _socket(line) as socket:
        await socket.send_text("hello")
        await socket.receive_text(timeout=60)
        await anna.delete("/api/v1/session", headers=changes)
        assert await _close_code(socket) == SIGNED_OUT


async def test_changing_the_password_ends_the_sockets_of_the_others(app: FastAPI, anna: httpx.AsyncClient) -> None:
    changes = await set_up(anna)
    async with browser(app) as tablet:
        await sign_in(tablet)
        theirs, own = tablet.cookies[COOKIE], anna.cookies[COOKIE]
        async with (
            _line(app, theirs) as line,
            _socket(line) as socket,
            _line(app, own) as own_line,
            _socket(own_line) as own_socket,
        ):
            body = {"current_password": PASSWORD, "new_password": secret("yet another password")}
            await anna.put("/api/v1/session/password", json=body, headers=changes)
            assert await _close_code(socket) == SIGNED_OUT
            await own_socket.send_text("still here")
            assert await own_socket.receive_text(timeout=60) == "Anna: still here"


async def test_an_open_socket_keeps_a_session_alive(
    app: FastAPI, anna: httpx.AsyncClient, accounts: Accounts, clock: SimulatedClock
) -> None:
    """A screen on the wall only listens; it shall not be signed out for that."""
    await set_up(anna)
    async with _line(app, anna.cookies[COOKIE]) as line, _socket(line) as socket:
        for _ in range(3):
            clock.advance(10 * 86400)
            await accounts.tidy()
        await socket.send_text("hello")
        assert await socket.receive_text(timeout=60) == "Anna: hello"
    assert (await anna.get("/api/v1/name")).status_code == 200


async def test_an_expired_session_ends_its_socket(
    app: FastAPI, anna: httpx.AsyncClient, accounts: Accounts, clock: SimulatedClock
) -> None:
    await set_up(anna)
    async with _line(app, anna.cookies[COOKIE]) as line, _socket(line) as socket:
        clock.advance(91 * 86400)
        await accounts.tidy()
        assert await _close_code(socket) == SIGNED_OUT


async def test_a_closed_page_leaves_nobody_listening(app: FastAPI, anna: httpx.AsyncClient, accounts: Accounts) -> None:
    await set_up(anna)
    before = {task.get_name() for task in asyncio.all_tasks()}
    async with _line(app, anna.cookies[COOKIE]) as line, _socket(line) as socket:
        await socket.send_text("hello")
        await socket.receive_text(timeout=60)
        assert accounts.sessions.listeners == 1
    assert accounts.sessions.listeners == 0
    assert {task.get_name() for task in asyncio.all_tasks()} <= before
