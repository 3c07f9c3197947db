"""The camera routes on a real database, as a signed-in person reaches them."""

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from argusai.kit.clock import Clock
from argusai.kit.db import Database
from argusai.kit.problems import install_problems
from argusai.pipeline.capture.cameras.router import router
from argusai.pipeline.capture.cameras.trial import CameraTrials
from tests.support.cameras import Capture, ScriptedProbe


@pytest.fixture
def capture() -> Capture:
    return Capture()


@pytest.fixture
def probe() -> ScriptedProbe:
    return ScriptedProbe()


@pytest.fixture
def app(database: Database, encryption_key: str, clock: Clock, capture: Capture, probe: ScriptedProbe) -> FastAPI:
    app = FastAPI()
    install_problems(app)
    app.state.cameras = capture.service(database, encryption_key, clock)
    app.state.camera_trials = CameraTrials(app.state.cameras, probe, wait_seconds=0.2)
    app.include_router(router, prefix="/api/v1")
    return app


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test/api/v1") as client:
        yield client
