"""A camera's second, smaller stream through the API (C1): its password is the main one's, and stays hidden."""

from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.support.cameras import Capture, SomeFacts, SomeHealth, SomeSecond
from tests.support.secrets import secret

pytestmark = pytest.mark.covers("C1")
PASSWORD, OTHER = secret("camera-password"), secret("another-password")
MAIN = {"kind": "rtsp", "url": "rtsp://10.0.0.9/main", "username": "ada", "password": PASSWORD}
SUB = {"kind": "rtsp", "url": "rtsp://10.0.0.9/sub"}


async def add(client: httpx.AsyncClient, sub: dict[str, Any] | None = SUB, name: str = "Gate") -> dict[str, Any]:
    answer = await client.post("/cameras", json={"name": name, "source": MAIN, "sub": sub})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_it_shares_the_password_of_the_main_one(client: httpx.AsyncClient, capture: Capture) -> None:
    camera = await add(client)
    assert (camera["sub"]["url"], camera["sub"]["username"], camera["sub"]["has_password"]) == (SUB["url"], "ada", True)
    assert PASSWORD not in str(camera)
    watched = capture.applied[-1][0]
    assert watched.sub is not None
    assert (watched.sub.address, watched.sub.username, watched.sub.password) == (SUB["url"], "ada", PASSWORD)


async def test_a_new_password_of_the_main_one_is_its_too(client: httpx.AsyncClient, capture: Capture) -> None:
    camera = await add(client)
    changed = await client.patch(f"/cameras/{camera['id']}", json={"source": {**MAIN, "password": OTHER}})
    assert changed.status_code == 200, changed.text
    watched = capture.applied[-1][0]
    assert (watched.source.password, watched.sub and watched.sub.password) == (OTHER, OTHER)


async def test_one_with_a_password_of_its_own_keeps_it(client: httpx.AsyncClient, capture: Capture) -> None:
    camera = await add(client, {**SUB, "username": "eve", "password": OTHER})
    await client.patch(f"/cameras/{camera['id']}", json={"source": {**MAIN, "password": "yet another one"}})
    sub = capture.applied[-1][0].sub
    assert sub is not None
    assert (sub.username, sub.password) == ("eve", OTHER)


async def test_on_another_server_the_password_does_not_follow(client: httpx.AsyncClient, capture: Capture) -> None:
    await add(client, {"kind": "rtsp", "url": "rtsp://10.0.0.66/sub"})
    sub = capture.applied[-1][0].sub
    assert sub is not None
    assert (sub.username, sub.password) == ("", "")


async def test_null_takes_it_away_and_left_out_it_stays(client: httpx.AsyncClient, capture: Capture) -> None:
    camera = await add(client)
    path = f"/cameras/{camera['id']}"
    assert (await client.patch(path, json={"name": "Yard"})).json()["sub"]["url"] == SUB["url"]
    assert (await client.patch(path, json={"sub": None})).json()["sub"] is None
    assert capture.applied[-1][0].sub is None


async def test_it_is_refused_where_it_is_watched_already(client: httpx.AsyncClient) -> None:
    same = await client.post("/cameras", json={"name": "Gate", "source": MAIN, "sub": MAIN})
    assert (same.status_code, "sub" in same.text) == (422, True)
    await add(client)
    other = {"kind": "rtsp", "url": "rtsp://10.0.0.9/third"}
    again = await client.post("/cameras", json={"name": "Two", "source": other, "sub": SUB})
    assert (again.status_code, again.json()["type"]) == (409, "camera-exists")
    as_main = await client.post("/cameras", json={"name": "Three", "source": SUB})
    assert as_main.status_code == 409


@pytest.mark.covers("C12")
async def test_the_main_one_cannot_become_it(client: httpx.AsyncClient) -> None:
    """Both would be one, and the house could not import what it exported."""
    camera = await add(client)
    path = f"/cameras/{camera['id']}"
    refused = await client.patch(path, json={"source": {**MAIN, "url": SUB["url"]}})
    assert (refused.status_code, refused.json()["fields"]) == (422, {"sub": "is the main stream"})
    assert refused.json()["detail"].startswith("The second stream has the address of the main one")
    assert (await client.get(path)).json()["source"] == camera["source"]
    swapped = await client.patch(path, json={"source": {**MAIN, "url": SUB["url"]}, "sub": MAIN})
    assert swapped.status_code == 200, swapped.text
    alone = await client.patch(path, json={"source": MAIN, "sub": None})
    assert (alone.status_code, alone.json()["sub"]) == (200, None)


async def test_its_health_is_said_in_words(client: httpx.AsyncClient, capture: Capture) -> None:
    camera = await add(client)
    small = SomeSecond("connected", watched=True, facts=SomeFacts(width=640, height=360, rate=5.0), rate_seen=5.0)
    for health, said, second in (
        (SomeHealth(_id(camera), facts=SomeFacts(), second=small), "Connected · 1280×720 · 15 fps", "Looks at the"),
        (
            SomeHealth(_id(camera), reason="It does not answer.", reason_slug="timeout", second=small),
            "Connected through the second stream alone; the main one is missing: it does not answer",
            "Looks at the second stream · 640×360 · 5 fps",
        ),
        (
            SomeHealth(_id(camera), facts=SomeFacts(), second=SomeSecond("down", reason_slug="refused")),
            "Connected",
            "The second stream is missing, the main one is looked at: nothing answers at this address",
        ),
    ):
        capture.healths[_id(camera)] = health
        found = (await client.get(f"/cameras/{camera['id']}")).json()["health"]
        assert found["sentence"].startswith(said)
        assert found["second"]["sentence"].startswith(second)


def _id(camera: dict[str, Any]) -> UUID:
    return UUID(camera["id"])
