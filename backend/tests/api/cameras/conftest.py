"""The camera routes on a real database behind the real guard, as a signed-in person reaches them."""

from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
from fastapi import FastAPI

from argusai.kit.clock import Clock
from argusai.kit.db import Database
from argusai.pipeline.capture.cameras.arrangement import Arrangement
from argusai.pipeline.capture.cameras.groups.router import router as groups
from argusai.pipeline.capture.cameras.groups.service import GroupsService
from argusai.pipeline.capture.cameras.privacy import PrivacyMasks
from argusai.pipeline.capture.cameras.router import router
from argusai.pipeline.capture.cameras.trial import CameraTrials
from tests.support.cameras import Capture, ScriptedProbe
from tests.support.web import browser, include, make_accounts, make_web, set_up


@pytest.fixture
def capture() -> Capture:
    return Capture()


@pytest.fixture
def probe() -> ScriptedProbe:
    return ScriptedProbe()


@pytest.fixture
def app(
    database: Database, encryption_key: str, clock: Clock, capture: Capture, probe: ScriptedProbe
) -> Iterator[FastAPI]:
    accounts = make_accounts(database, clock)
    app = make_web(accounts)
    app.state.cameras = capture.service(database, encryption_key, clock)
    app.state.privacy_masks = PrivacyMasks(app.state.cameras, database, clock, capture.obeyed, capture.forget)
    app.state.camera_trials = CameraTrials(app.state.cameras, probe, wait_seconds=0.2)
    app.state.camera_arrangement = Arrangement(app.state.cameras, database, clock, capture.announce)
    app.state.camera_groups = GroupsService(database, clock, capture.announce)
    include(app, router, groups)
    yield app
    accounts.close()


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Signed in as the administrator; paths are relative to /api/v1."""
    async with browser(app) as caller:
        caller.headers.update(await set_up(caller))
        caller.base_url = caller.base_url.join("/api/v1/")
        yield caller


@pytest.fixture
async def stranger(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with browser(app) as caller:
        caller.base_url = caller.base_url.join("/api/v1/")
        yield caller
