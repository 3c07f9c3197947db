"""The whole of ArgusAI as one application, not started."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy.engine import URL

from argusai.accounts.contract import COOKIE, Person, Role
from argusai.accounts.models import UserRow
from argusai.accounts.repository import AccountsRepository
from argusai.app import create_app
from argusai.flow.house import House
from argusai.kit.ids import new_id
from argusai.settings import load_settings
from tests.support.web import browser

Home = tuple[House, httpx.AsyncClient, httpx.AsyncClient]


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory, encryption_key: str) -> FastAPI:
    """For its routes, and for what the guard refuses before anything is needed: nothing changes it."""
    return _made(tmp_path_factory.mktemp("whole"), encryption_key)


@pytest.fixture
def own_whole(tmp_path: Path, encryption_key: str) -> FastAPI:
    """To be changed."""
    return _made(tmp_path, encryption_key)


def _made(folder: Path, key: str) -> FastAPI:
    return create_app(load_settings({"ARGUSAI_DATA_DIR": str(folder / "data"), "ENCRYPTION_KEY": key}))


@pytest.fixture
async def home(sqlite_url: URL, tmp_path: Path, encryption_key: str) -> AsyncIterator[Home]:
    """The whole of ArgusAI, of which nothing runs by itself, and two administrators: Anna and Eve."""
    file = f"sqlite:///{sqlite_url.database}"
    given = {"ARGUSAI_DATA_DIR": str(tmp_path / "data"), "ENCRYPTION_KEY": encryption_key, "DATABASE_URL": file}
    app = create_app(load_settings(given))
    house: House = app.state.house
    async with AsyncExitStack() as stack:
        stack.push_async_callback(house._database.close)
        stack.callback(house.accounts.close)
        callers = []
        for name in ("Anna", "Eve"):
            caller = await stack.enter_async_context(browser(app))
            await _sign_in(house, caller, name)
            callers.append(caller)
        yield house, callers[0], callers[1]


async def _sign_in(house: House, caller: httpx.AsyncClient, name: str, role: Role = "administrator") -> None:
    person, now = Person(new_id(), name, role), house._clock.now()
    row = UserRow(id=person.id, name=name, name_key=name, password_hash="", role=role, created_at=now)
    async with house._database.write() as session:
        await AccountsRepository(session).add_person(row)
        token, opened = await house.accounts.sessions.open(session, person, "here")
    caller.cookies.set(COOKIE, token)
    caller.headers["X-CSRF-Token"] = opened.csrf_token
    caller.base_url = caller.base_url.join("/api/v1/")
