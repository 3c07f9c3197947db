from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.support.cameras import Capture, SomeFacts, SomeHealth
from tests.support.secrets import secret

PASSWORD = secret("geheim:/@ÄÖ%41")


def rtsp(**source: Any) -> dict[str, Any]:
    return {"name": "Yard", "source": {"kind": "rtsp", "url": "rtsp://10.0.0.5/stream", **source}}


async def added(client: httpx.AsyncClient, body: dict[str, Any]) -> dict[str, Any]:
    answer = await client.post("/cameras", json=body)
    assert answer.status_code == 201, answer.text
    camera: dict[str, Any] = answer.json()
    return camera


@pytest.mark.covers("F15", "F27")
async def test_list_cameras_empty(client: httpx.AsyncClient) -> None:
    answer = await client.get("/cameras")
    assert (answer.status_code, answer.json()) == (200, {"items": [], "next_cursor": None})


@pytest.mark.covers("F8")
async def test_a_camera_is_added_read_listed_and_deleted(client: httpx.AsyncClient) -> None:
    camera = await added(client, {"name": " Clip ", "source": {"kind": "file", "path": "/videos//yard.mp4"}})
    assert camera["name"] == "Clip"
    assert camera["source"] == {"kind": "file", "path": "/videos/yard.mp4", "loop": True}
    assert camera["health"]["sentence"] == "Connecting"
    assert (await client.get(f"/cameras/{camera['id']}")).json() == camera
    assert (await client.get("/cameras")).json()["items"] == [camera]
    assert (await client.delete(f"/cameras/{camera['id']}")).status_code == 204
    assert (await client.get(f"/cameras/{camera['id']}")).json()["type"] == "camera-not-found"
    assert (await client.delete(f"/cameras/{camera['id']}")).status_code == 404


@pytest.mark.covers("F8", "F32")
async def test_a_password_goes_in_and_never_comes_out(client: httpx.AsyncClient, capture: Capture) -> None:
    camera = await added(client, rtsp(username="admin", password=PASSWORD))
    edited = await client.patch(f"/cameras/{camera['id']}", json={"name": "Front"})
    tested = await client.post("/cameras/test", json={"source": rtsp()["source"], "camera_id": camera["id"]})
    answers = [(await client.get("/cameras")).text, edited.text, tested.text, str(camera), str(capture.announced)]
    assert camera["source"] == {
        "kind": "rtsp", "url": "rtsp://10.0.0.5/stream", "username": "admin", "has_password": True, "transport": "auto",
        "certificate": "",
    }  # fmt: skip
    assert not [answer for answer in answers if PASSWORD in answer]
    assert capture.applied[-1][0].source.password == PASSWORD


@pytest.mark.covers("F8")
async def test_credentials_in_the_url_are_taken_out(client: httpx.AsyncClient, capture: Capture) -> None:
    camera = await added(client, rtsp(url="rtsp://admin:p@ss/w:rd@10.0.0.5:554/stream", username="", password=None))
    assert camera["source"]["url"] == "rtsp://10.0.0.5/stream"
    assert (capture.applied[-1][0].source.username, capture.applied[-1][0].source.password) == ("admin", "p@ss/w:rd")


@pytest.mark.covers("F30")
@pytest.mark.parametrize(
    ("second", "slug"),
    [
        ({**rtsp(url="RTSP://user:word@10.0.0.5:554/stream"), "name": "Other"}, "camera-exists"),
        ({**rtsp(url="rtsp://10.0.0.6/stream"), "name": "YARD"}, "camera-name-taken"),
    ],
)
async def test_the_same_camera_twice_is_refused(client: httpx.AsyncClient, second: dict[str, Any], slug: str) -> None:
    await added(client, rtsp())
    answer = await client.post("/cameras", json=second)
    assert (answer.status_code, answer.json()["type"]) == (409, slug)
    assert "“Yard”" in answer.json()["detail"]
    assert len((await client.get("/cameras")).json()["items"]) == 1


@pytest.mark.covers("F15")
async def test_pages_hold_every_camera_once_in_order(client: httpx.AsyncClient) -> None:
    names = [f"Camera {number}" for number in range(5)]
    for number, name in enumerate(names):
        await added(client, {"name": name, "source": {"kind": "file", "path": f"/videos/{number}.mp4"}})
    seen: list[str] = []
    cursor: str | None = None
    while True:
        page = (await client.get("/cameras", params={"limit": 2} | ({"cursor": cursor} if cursor else {}))).json()
        seen += [camera["name"] for camera in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == names


@pytest.mark.covers("F15")
async def test_a_snapshot_is_a_picture_that_nobody_keeps(client: httpx.AsyncClient, capture: Capture) -> None:
    camera = await added(client, rtsp())
    none = await client.get(f"/cameras/{camera['id']}/snapshot")
    assert (none.status_code, none.json()["type"], none.headers["retry-after"]) == (503, "no-picture", "5")
    capture.pictures = {owner.id: b"\xff\xd8" for owner in capture.applied[-1]}
    picture = await client.get(f"/cameras/{camera['id']}/snapshot")
    assert (picture.status_code, picture.content) == (200, b"\xff\xd8")
    assert (picture.headers["content-type"], picture.headers["cache-control"]) == ("image/jpeg", "no-store")
    assert (await client.get(f"/cameras/{uuid4()}/snapshot")).status_code == 404


@pytest.mark.covers("F8")
async def test_the_health_of_a_watched_camera_stands_beside_it(client: httpx.AsyncClient, capture: Capture) -> None:
    camera = await added(client, rtsp())
    camera_id = capture.applied[-1][0].id
    capture.healths[camera_id] = SomeHealth(camera_id, facts=SomeFacts(), frames=7, rate_seen=14.8)
    health = (await client.get(f"/cameras/{camera['id']}")).json()["health"]
    assert health["sentence"] == "Connected · 1280×720 · 15 fps"
    paused = await client.patch(f"/cameras/{camera['id']}", json={"enabled": False})
    assert paused.json()["health"]["sentence"] == "Paused"
    assert capture.applied[-1] == []
