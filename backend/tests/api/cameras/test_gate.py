"""A camera's gate over the API: chosen, told to the capture at once, shown with what it does (C11)."""

import json
from typing import Any

import httpx
import pytest

from argusai.pipeline.capture.streams.contract import GateHealth, StreamHealth
from argusai.pipeline.capture.streams.wire import read_camera, read_health, write_camera, write_health
from tests.support.cameras import Capture, SomeFacts, SomeGate, SomeHealth, SomeTraffic

pytestmark = pytest.mark.covers("C11")

YARD: dict[str, Any] = {"name": "Yard", "source": {"kind": "file", "path": "/v/a.mp4"}}


async def test_it_is_off_until_chosen_and_holds_without_a_new_connection(
    client: httpx.AsyncClient, capture: Capture
) -> None:
    added = (await client.post("/cameras", json=YARD)).json()
    assert added["gate"] == "off"
    (before,) = capture.applied[-1]
    shown = (await client.patch(f"/cameras/{added['id']}", json={"gate": "auto"})).json()
    assert shown["gate"] == "auto"
    (watched,) = capture.applied[-1]
    assert (before.gate, watched.gate) == ("off", "auto")
    assert watched.same_stream(before)
    assert read_camera(json.loads(json.dumps(write_camera(watched)))) == watched


async def test_it_may_come_with_a_new_camera_and_nonsense_is_refused(client: httpx.AsyncClient) -> None:
    added = await client.post("/cameras", json={**YARD, "gate": "keyframes"})
    assert added.json()["gate"] == "keyframes"
    for gate in ("always", "", 1, ["auto"]):
        refused = await client.patch(f"/cameras/{added.json()['id']}", json={"gate": gate})
        assert refused.status_code == 422


async def test_its_state_and_savings_are_part_of_the_health(client: httpx.AsyncClient, capture: Capture) -> None:
    added = (await client.post("/cameras", json=YARD)).json()
    (camera,) = capture.applied[-1]
    gate = SomeGate("asleep", 0.93, 90_000, 7, 1)
    capture.healths[camera.id] = SomeHealth(
        camera.id, facts=SomeFacts(), traffic=SomeTraffic(keyframe_seconds=1.0), gate=gate
    )
    shown = (await client.get(f"/cameras/{added['id']}")).json()["health"]["gate"]
    assert shown == {
        "offered": True, "why_not": "", "state": "asleep", "saved": 0.93, "watched_hours": 25.0, "events": 7,
        "missed": 1, "sentence": "Nothing moves, so only keyframes are decoded. 93 of 100 pictures were not decoded "
        "lately.",
    }  # fmt: skip
    stream = StreamHealth(
        camera.id,
        "connected",
        capture.healths[camera.id].since,
        "",
        "",
        None,
        1,
        0,
        0,
        5.0,
        gate=GateHealth("asleep", 0.5),
    )
    assert read_health(json.loads(json.dumps(write_health(stream)))) == stream
