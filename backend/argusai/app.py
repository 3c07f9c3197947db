"""The composition root: builds every object once and owns their lifetime."""

import contextlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from fastapi import FastAPI

import argusai
from argusai.accounts.contract import COOKIE
from argusai.accounts.guard import Guard
from argusai.api import STREAMED, api, health_router
from argusai.flow.house import House
from argusai.kit.asgi import App
from argusai.kit.problems import install_problems
from argusai.settings import Settings
from argusai.system.certificates.authority import OwnAuthority
from argusai.system.pages import Pages

_STATIC = Path(argusai.__file__).parent / "static"


def create_app(settings: Settings, *, demo: bool = False) -> FastAPI:
    """The whole of ArgusAI as an ASGI application. Nothing is opened before its lifespan starts.

    `demo`: add the demo camera once, if its footage is prepared. Raises StartError when a setting cannot work.
    """
    house = House(settings)
    pages = Pages(_STATIC)

    @contextlib.asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with house.open(demo=demo):
            yield

    app = FastAPI(
        title="ArgusAI",
        version=argusai.__version__,
        description="Watches cameras and tells people in plain words what happened.",
        lifespan=lifespan,
        # Their pages load scripts from other sites, which our content policy forbids. /openapi.json stays.
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.include_router(api)
    app.include_router(health_router)
    app.state.house = house
    app.state.own_authority = OwnAuthority(settings.tls_cert)
    house.system.certificate = app.state.own_authority.served
    for name, part in house.parts().items():
        setattr(app.state, name, part)
    install_problems(app, _guard(house, pages), COOKIE, STREAMED)
    return app


def _guard(house: House, pages: Pages) -> Callable[[App], App]:
    """The guard hands requests for pages to `pages`: the application itself answers /api and /health alone."""
    return lambda inner: Guard(inner, house.accounts.sessions, pages, house.keys)
