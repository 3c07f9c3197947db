"""The two sockets on a real server, behind the real guard."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from uuid import UUID

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from argusai.accounts.keys.service import ApiKeys
from argusai.accounts.service import Accounts
from argusai.commands.http_heads import BoundedHeads
from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database
from argusai.kit.errors import NotFound
from argusai.live.pictures import PictureLimits, PictureStreams
from argusai.live.router import router
from argusai.live.updates import LiveUpdates
from tests.support.sockets import CAMERA, OTHER, Pictures, Site
from tests.support.waiting import until
from tests.support.web import include, make_accounts, make_web, set_up


@pytest.fixture
def pictures() -> Pictures:
    return Pictures()


@pytest.fixture
def updates(database: Database, clock: SimulatedClock) -> LiveUpdates:
    return LiveUpdates(database, clock)


@pytest.fixture
def accounts(database: Database, clock: SimulatedClock) -> Iterator[Accounts]:
    made = make_accounts(database, clock)
    yield made
    made.close()


async def require_camera(camera_id: UUID) -> None:
    if camera_id not in {CAMERA, OTHER}:
        raise NotFound("There is no such camera.")


@pytest.fixture
def keys(database: Database, clock: SimulatedClock) -> ApiKeys:
    return ApiKeys(database, clock, require_camera)


@pytest.fixture
def gap_seconds() -> float:
    """No test lives to see the end of it, unless it asks for a shorter one."""
    return 3600.0


@pytest.fixture
def app(accounts: Accounts, updates: LiveUpdates, pictures: Pictures, keys: ApiKeys, gap_seconds: float) -> FastAPI:
    app = make_web(accounts, keys=keys)
    app.state.live_updates = updates
    app.state.live_pictures = PictureStreams(pictures, require_camera, PictureLimits(gap_seconds=gap_seconds))
    include(app, router)
    return app


@pytest.fixture
async def server(app: FastAPI, updates: LiveUpdates) -> AsyncIterator[tuple[uvicorn.Server, int]]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(
            app, http=BoundedHeads, log_level="warning", lifespan="off", timeout_graceful_shutdown=2
        )
        server = uvicorn.Server(config)
        async with updates.running():
            serving = asyncio.create_task(server.serve([listening]))
            await until(lambda: server.started)
            yield server, listening.getsockname()[1]
            server.should_exit = True
            await asyncio.wait_for(serving, 10)


@pytest.fixture
async def site(server: tuple[uvicorn.Server, int]) -> Site:
    """Anna is signed in."""
    site = Site(server[1])
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{site.port}") as caller:
        site.csrf = await set_up(caller)
        site.cookie = "; ".join(f"{name}={value}" for name, value in caller.cookies.items())
    return site
