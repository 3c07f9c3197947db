"""A browser before the small application of tests/support/web.py."""

from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
from fastapi import FastAPI

from argusai.accounts.service import Accounts
from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database
from tests.support.web import browser, make_accounts, make_web


@pytest.fixture
def accounts(database: Database, clock: SimulatedClock) -> Iterator[Accounts]:
    made = make_accounts(database, clock)
    yield made
    made.close()


@pytest.fixture
def app(accounts: Accounts) -> FastAPI:
    return make_web(accounts)


@pytest.fixture
async def anna(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with browser(app) as caller:
        yield caller
