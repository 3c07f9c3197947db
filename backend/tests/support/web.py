"""A small real application behind the real guard, and callers for it: what the accounts' tests need of the whole."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

import httpx
from argon2 import PasswordHasher
from fastapi import APIRouter, FastAPI, WebSocket, WebSocketDisconnect
from fastapi.responses import PlainTextResponse
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute

from argusai.accounts.argon2 import Passwords
from argusai.accounts.contract import COOKIE
from argusai.accounts.guard import Guard
from argusai.accounts.keys.router import router as key_router
from argusai.accounts.keys.service import ApiKeys
from argusai.accounts.people.router import router as people_router
from argusai.accounts.router import SignedIn
from argusai.accounts.router import router as session_router
from argusai.accounts.service import Accounts
from argusai.accounts.sessions import Sessions
from argusai.accounts.settings import AccountsSettings
from argusai.kit.asgi import Receive, Scope, Send
from argusai.kit.clock import Clock
from argusai.kit.db import Database
from argusai.kit.problems import install_problems
from tests.support.secrets import secret

HERE = "http://localhost:8000"
LOOPBACK = ("127.0.0.1", 40000)
ELSEWHERE = ("192.0.2.7", 40000)
PASSWORD = secret("a rather long password")
# As weak as the library allows: these tests are about everything but the hash.
FAST = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)

# By identity, as routers cannot be hashed; with the router, so that its identity is not given to another.
_INCLUDED: dict[int, tuple[APIRouter, list[BaseRoute]]] = {}


def make_accounts(database: Database, clock: Clock, settings: AccountsSettings | None = None) -> Accounts:
    sessions = Sessions(database, clock, settings or AccountsSettings())
    return Accounts(database, clock, sessions, Passwords(FAST))


async def _pages(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["path"].startswith("/assets/"):
        raise HTTPException(404)  # as Starlette's StaticFiles does
    await PlainTextResponse("the page")(scope, receive, send)


def make_web(
    accounts: Accounts,
    *,
    own_pages: bool = False,
    streamed: re.Pattern[str] | None = None,
    keys: ApiKeys | None = None,
) -> FastAPI:
    """The session routes, a protected route, a socket, and a route that fails, behind guard and problems.

    `own_pages`: who is not signed in gets the pages from outside the application. `streamed`: paths that take files."""
    app = FastAPI(docs_url=None, redoc_url=None)
    app.state.accounts = accounts
    install_problems(
        app,
        partial(Guard, sessions=accounts.sessions, pages=_pages if own_pages else None, keys=keys),
        COOKIE,
        streamed,
    )
    include(app, session_router)
    include(app, people_router)
    if keys is not None:
        app.state.keys = keys
        include(app, key_router)

    @app.get("/health")
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/api/v1/name")
    async def name(person: SignedIn) -> str:
        return person.name

    @app.post("/api/v1/name")
    async def change(person: SignedIn) -> str:
        return person.name

    @app.get("/api/v1/failing")
    async def failing() -> None:
        raise ValueError("rtsp://anna:hidden@camera/")

    @app.websocket("/api/v1/echo")
    async def echo(socket: WebSocket, person: SignedIn) -> None:
        await socket.accept()
        try:
            while True:
                await socket.send_text(f"{person.name}: {await socket.receive_text()}")
        except WebSocketDisconnect:
            return

    return app


def include(app: FastAPI, *routers: APIRouter) -> None:
    """Each under /api/v1. As `app.include_router` does, but FastAPI works out the arguments of their routes once for
    all tests, not for the application of each: a third of the time of a short test."""
    for each in routers:
        if id(each) not in _INCLUDED:
            around = APIRouter()
            around.include_router(each, prefix="/api/v1")
            _INCLUDED[id(each)] = (each, around.routes)
        app.router.routes.extend(_INCLUDED[id(each)][1])


@asynccontextmanager
async def browser(
    app: FastAPI, client: tuple[str, int] = LOOPBACK, base_url: str = HERE
) -> AsyncIterator[httpx.AsyncClient]:
    """Keeps cookies, sends no header by itself that a browser would not."""
    transport = httpx.ASGITransport(app, client=client)
    async with httpx.AsyncClient(transport=transport, base_url=base_url) as opened:
        yield opened


async def set_up(caller: httpx.AsyncClient, name: str = "Anna", password: str = PASSWORD) -> dict[str, str]:
    """Do the first run; the headers that changes carry from now on."""
    answer = await caller.post("/api/v1/first-run", json={"name": name, "password": password})
    assert answer.status_code == 201, answer.text
    return {"X-CSRF-Token": answer.json()["csrf_token"]}


async def sign_in(caller: httpx.AsyncClient, name: str = "Anna", password: str = PASSWORD) -> dict[str, str]:
    answer = await caller.post("/api/v1/session", json={"name": name, "password": password})
    assert answer.status_code == 200, answer.text
    return {"X-CSRF-Token": answer.json()["csrf_token"]}
