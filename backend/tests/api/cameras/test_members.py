"""What members are told of a camera: nothing of the way to it (N1)."""

import json
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from argusai.kit.announce import FOR_ADMINISTRATORS
from argusai.live.subscription import Listener, Update
from tests.support.cameras import Capture
from tests.support.web import PASSWORD, browser

pytestmark = pytest.mark.covers("N1")
PLACES = ("10.0.0.5", "/videos/yard.mp4", "owner", "ABC123")
BODIES: list[dict[str, Any]] = [
    {
        "name": "Door",
        "source": {"kind": "rtsp", "url": "rtsp://10.0.0.5/main", "username": "owner", "password": PASSWORD},
        "sub": {"kind": "rtsp", "url": "rtsp://10.0.0.5/small"},
    },
    {"name": "Gate", "source": {"kind": "http", "url": "http://10.0.0.5/now.jpg", "username": "owner"}},
    {"name": "Yard", "source": {"kind": "file", "path": "/videos/yard.mp4"}},
    {"name": "Bench", "source": {"kind": "usb", "device": "usb:046d:0825:0.0:serial:ABC123"}},
]


@pytest.fixture
async def cameras(client: httpx.AsyncClient) -> list[dict[str, Any]]:
    return [(await client.post("/cameras", json=body)).json() for body in BODIES]


def _named(text: str) -> list[str]:
    return [place for place in PLACES if place in text]


async def test_routes_tell_members_the_kind_alone(
    app: FastAPI, client: httpx.AsyncClient, cameras: list[dict[str, Any]]
) -> None:
    token = (await client.post("/invitations", json={})).json()["token"]
    async with browser(app) as ben:
        ben.base_url = ben.base_url.join("/api/v1/")
        await ben.post("/invitations/taken", json={"token": token, "name": "Ben", "password": PASSWORD})
        answers = [await ben.get("/cameras"), *[await ben.get(f"/cameras/{each['id']}") for each in cameras]]
    assert [answer.status_code for answer in answers] == [200] * 5
    assert [_named(answer.text) for answer in answers] == [[]] * 5
    assert [each["source"]["kind"] for each in answers[0].json()["items"]] == ["rtsp", "http", "file", "usb"]
    assert _named((await client.get("/cameras")).text) == [*PLACES], "an administrator goes on from there"


@pytest.mark.usefixtures("cameras")
async def test_live_updates_tell_members_no_more(capture: Capture) -> None:
    changed = [Update(kind, 7, body) for kind, body in capture.announced if kind == "camera.changed"]
    ben, anna = Listener("ben"), Listener("anna", administrator=True)
    assert [_named(each.text(ben)) for each in changed] == [[]] * 4
    assert [_named(each.text(anna)) for each in changed] == [["10.0.0.5", "owner"]] * 2 + [
        ["/videos/yard.mp4"],
        ["ABC123"],
    ]
    for each in changed:
        told = json.loads(each.text(anna))
        assert (told["body"].keys(), told["cursor"]) == ({"camera"}, 7)
        assert FOR_ADMINISTRATORS not in each.text(ben)
