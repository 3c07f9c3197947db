"""Zones, lines, masks and filters, tried on the stored events of a camera before they are saved."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import FastAPI

from argusai.flow.trying import connect_trying
from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database
from argusai.system.settings_service import SettingsService
from tests.support.cameras import Capture
from tests.support.events import a_history, a_track, report, some_facts

pytestmark = pytest.mark.covers("C5")
LEFT = [[0.0, 0.0], [0.4, 0.0], [0.4, 1.0], [0.0, 1.0]]
ZONE = {"name": "Drive", "polygon": LEFT, "required": True}


@pytest.fixture(autouse=True)
def trials(app: FastAPI, database: Database, clock: SimulatedClock, capture: Capture) -> None:
    settings = SettingsService(database, clock, capture.announce, "UTC")
    app.state.place_trials = connect_trying(database, app.state.cameras, settings, clock)


async def add(client: httpx.AsyncClient) -> str:
    answer = await client.post("/cameras", json={"name": "Yard", "source": {"kind": "file", "path": "/v/a.mp4"}})
    added: str = answer.json()["id"]
    return added


async def run(client: httpx.AsyncClient, camera: object, rules: Any) -> httpx.Response:
    return await client.post(f"/cameras/{camera}/zones/trial", json=rules)


async def test_it_says_which_events_would_have_been_told_and_why_not(
    client: httpx.AsyncClient, database: Database, clock: SimulatedClock, tmp_path: Path
) -> None:
    camera = await add(client)
    start = clock.now() - timedelta(days=1)
    later, old = start + timedelta(hours=1), start - timedelta(days=7)
    left = a_track(start=start, path=((0.1, 0.6), (0.3, 0.6)))
    right = a_track(start=later, path=((0.6, 0.6), (0.9, 0.6)))
    async with a_history(database, tmp_path / "media", clock) as history:
        stored = [some_facts(UUID(camera), track, start=track.first_seen_at) for track in (left, right)]
        others = [
            some_facts(UUID(camera), left, start=old),
            some_facts(UUID(camera), left, start=start, trigger="manual"),
            some_facts(await history.add_camera(), left, start=start),
        ]
        for facts in (*stored, *others):
            await history.recorder.store(report("closed", facts))
    answer = (await run(client, camera, {"zones": [ZONE]})).json()
    assert answer["told"] == 1
    assert [(item["event_id"], item["told"]) for item in answer["items"]] == [
        (str(stored[1].event_id), False), (str(stored[0].event_id), True),
    ]  # fmt: skip
    assert "zone" in answer["items"][0]["sentence"]
    assert answer["items"][1]["sentence"] == ""
    assert (await run(client, camera, {})).json()["told"] == 2
    assert (await client.get(f"/cameras/{camera}")).json()["rules"]["zones"] == []  # nothing was saved


async def test_what_could_not_be_saved_is_refused_alike(client: httpx.AsyncClient, stranger: httpx.AsyncClient) -> None:
    camera = await add(client)
    refused = await run(client, camera, {"zones": [ZONE | {"polygon": LEFT[:2]}]})
    assert refused.status_code == 422
    assert refused.json()["type"].endswith("bad-rules")
    assert (await run(client, uuid4(), {})).status_code == 404
    assert (await run(client, camera, {"zones": "all"})).status_code == 422
    assert (await run(client, camera, {})).json()["items"] == []
    assert (await run(stranger, camera, {})).status_code == 401
