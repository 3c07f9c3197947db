"""Programs choose the mode with a key, and nothing else (N5)."""

from collections.abc import AsyncIterator
from datetime import UTC, tzinfo
from typing import Any

import httpx
import pytest

from argusai.accounts.keys.service import ApiKeys
from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database, Session
from argusai.pipeline.notifications.modes.router import router
from argusai.pipeline.notifications.modes.service import ModesService
from tests.support.web import browser, include, make_accounts, make_web, set_up

pytestmark = pytest.mark.covers("N5")


@pytest.fixture
async def admin(database: Database, clock: SimulatedClock) -> AsyncIterator[httpx.AsyncClient]:
    async def no_camera(_camera_id: object) -> None:
        pass

    async def announce(session: Session, kind: str, body: dict[str, Any]) -> None:
        pass

    async def zone(_session: Session) -> tzinfo:
        return UTC

    web = make_web(make_accounts(database, clock), keys=ApiKeys(database, clock, no_camera))
    web.state.modes = ModesService(database, announce, zone, clock)
    include(web, router)
    async with browser(web) as caller:
        caller.headers.update(await set_up(caller))
        yield caller


async def test_a_key_chooses_the_mode_and_does_nothing_else(admin: httpx.AsyncClient) -> None:
    keys = {
        scope: (await admin.post("/api/v1/keys", json={"name": "Alarm", "scopes": [scope]})).json()["key"]
        for scope in ("modes:write", "presence:write")
    }

    async def ask(method: str, path: str, given: Any = None, scope: str = "modes:write") -> httpx.Response:
        stranger = {"Cookie": "", "X-CSRF-Token": "", "Authorization": f"Bearer {keys[scope]}"}
        return await admin.request(method, f"/api/v1/modes{path}", json=given, headers=stranger)

    assert (await ask("PUT", "/current", {"mode": "away"})).json()["current"]["mode"] == "away"
    current = (await ask("GET", "")).json()["current"]
    assert (current["mode"], current["who"], current["how"]) == ("away", "the key “Alarm”", "hand")
    as_shown = f"/api/v1/modes/current?key={keys['modes:write']}"
    assert (await admin.put(as_shown, json={"mode": "home"}, headers={"Cookie": ""})).status_code == 200

    refused = await ask("PUT", "/current", {"mode": "night"}, scope="presence:write")
    assert (refused.status_code, refused.json()["type"]) == (403, "key-scope")
    assert (await ask("PUT", "/current", {"mode": "gone"})).status_code == 404
    bad: list[Any] = [{"mode": 1}, {"mode": "home", "who": "x"}, {}, [], None]
    for given in bad:
        assert (await ask("PUT", "/current", given)).status_code == 422, given
    for method, path, given in [
        ("POST", "", {"name": "Mine", "silent": True}),
        ("PUT", "/schedule", {"entries": []}),
        ("DELETE", "/away", None),
        ("GET", "/changes", None),
    ]:
        assert (await ask(method, path, given)).status_code in (401, 403), path
    assert (await admin.get("/api/v1/modes")).json()["current"]["mode"] == "home"
