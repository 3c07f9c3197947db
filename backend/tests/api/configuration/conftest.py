"""The routes of cameras and of the configuration on a real database, connected as the house connects them."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from argusai.configuration.router import router as configuration
from argusai.flow.configuring import Arranged, Configuring, connect_configuring
from argusai.flow.configuring import Told as Heard
from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.kit.vault import Vault
from argusai.pipeline.capture.cameras.groups.router import router as groups
from argusai.pipeline.capture.cameras.privacy import PrivacyMasks
from argusai.pipeline.capture.cameras.router import router as cameras
from argusai.system.router import router as system
from argusai.system.settings_service import SettingsService
from tests.support.cameras import Capture
from tests.support.web import browser, include, make_accounts, make_web, set_up


class Told(Capture):
    """Tells the configuration too."""

    configuring: Configuring

    async def announce(self, session: Session, kind: str, body: dict[str, Any]) -> None:
        await super().announce(session, kind, body)
        self.configuring.told(session, kind)


@pytest.fixture
def capture() -> Told:
    return Told()


@pytest.fixture
def app(database: Database, encryption_key: str, clock: Clock, capture: Told) -> Iterator[FastAPI]:
    accounts = make_accounts(database, clock)
    app = make_web(accounts)
    app.state.cameras = capture.service(database, encryption_key, clock)
    app.state.privacy_masks = PrivacyMasks(app.state.cameras, database, clock, capture.obeyed, capture.forget)
    app.state.settings_service = SettingsService(database, clock, capture.announce, "UTC")
    vault, settings = Vault(encryption_key), app.state.settings_service
    told = Heard(capture.announce, capture.after_deleted, capture.obeyed)
    around = Arranged(database, clock, told, vault, settings)
    capture.configuring = connect_configuring(app.state.cameras, around)
    for name, part in capture.configuring.parts().items():
        setattr(app.state, name, part)
    include(app, cameras, configuration, groups, system)
    yield app
    accounts.close()


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Signed in as Anna, the administrator; paths are relative to /api/v1."""
    async with browser(app) as caller:
        caller.headers.update(await set_up(caller))
        caller.base_url = caller.base_url.join("/api/v1/")
        yield caller
