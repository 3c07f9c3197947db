"""The event routes behind the real guard, on a real database and a real folder."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from argusai.accounts.contract import COOKIE
from argusai.accounts.guard import Guard
from argusai.accounts.router import router as session_router
from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database
from argusai.kit.problems import install_problems
from argusai.pipeline.events.history.feedback.router import router as feedback_router
from argusai.pipeline.events.history.router import router
from tests.support.events import History, a_history
from tests.support.web import browser, include, make_accounts, set_up


@dataclass
class Events:
    """`caller` is signed in; `changes` are the headers of its changes."""

    history: History
    app: FastAPI
    caller: httpx.AsyncClient
    changes: dict[str, str]


@pytest.fixture
async def events(database: Database, tmp_path: Path, clock: SimulatedClock) -> AsyncIterator[Events]:
    accounts = make_accounts(database, clock)
    app = FastAPI()
    app.state.accounts = accounts
    install_problems(app, partial(Guard, sessions=accounts.sessions), COOKIE)
    include(app, session_router)
    include(app, router)
    include(app, feedback_router)
    async with a_history(database, tmp_path / "media", clock) as history, browser(app) as caller:
        app.state.history = history.service
        app.state.feedback = history.feedback
        app.state.event_files = history.files
        yield Events(history, app, caller, await set_up(caller))
    accounts.close()
