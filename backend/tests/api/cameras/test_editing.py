from typing import Any

import httpx
import pytest

from tests.support.cameras import Capture
from tests.support.secrets import secret

PASSWORD = secret("ein-altes-Kennwort")
NEW = secret("ein-neues-Kennwort")


@pytest.fixture
async def path(client: httpx.AsyncClient) -> str:
    """Of a camera with a password."""
    source = {"kind": "rtsp", "url": "rtsp://10.0.0.5/s", "username": "admin", "password": PASSWORD}
    answer = await client.post("/cameras", json={"name": "Yard", "source": source})
    return f"/cameras/{answer.json()['id']}"


def moved(**source: Any) -> dict[str, Any]:
    return {"source": {"kind": "rtsp", "url": "rtsp://10.0.0.5/s", **source}}


@pytest.mark.covers("F8")
async def test_only_what_is_sent_changes(client: httpx.AsyncClient, path: str, capture: Capture) -> None:
    before = (await client.get(path)).json()
    after = (await client.patch(path, json={"name": "Gate"})).json()
    assert after | {"name": "Yard"} == before
    assert capture.applied[-1][0].source.password == PASSWORD
    assert (await client.patch(path, json={})).json() == after


@pytest.mark.covers("F8")
async def test_another_path_on_the_same_camera_keeps_the_password(
    client: httpx.AsyncClient, path: str, capture: Capture
) -> None:
    answer = await client.patch(path, json=moved(url="rtsp://10.0.0.5/other"))
    assert answer.json()["source"]["has_password"] is True
    assert capture.applied[-1][0].source.password == PASSWORD


@pytest.mark.covers("F8", "F32")
@pytest.mark.parametrize("source", [{"url": "rtsp://10.0.0.6/s"}, {"username": "root"}])
async def test_a_stored_password_follows_to_no_other_place(
    client: httpx.AsyncClient, path: str, capture: Capture, source: dict[str, Any]
) -> None:
    answer = await client.patch(path, json=moved(**source))
    assert (answer.status_code, answer.json()["type"]) == (422, "password-needed")
    assert len(capture.applied) == 1
    typed = await client.patch(path, json=moved(**source, password=NEW))
    assert typed.status_code == 200
    assert capture.applied[-1][0].source.password == NEW


@pytest.mark.covers("F8")
async def test_a_camera_becomes_a_file_and_forgets_its_password(
    client: httpx.AsyncClient, path: str, capture: Capture
) -> None:
    await client.patch(path, json={"source": {"kind": "file", "path": "/v/a.mp4", "loop": False}})
    assert capture.applied[-1][0].source.password == ""
    back = await client.patch(path, json=moved())
    assert back.json()["source"]["has_password"] is False


@pytest.mark.covers("F8")
async def test_a_paused_camera_is_not_watched_and_comes_back(
    client: httpx.AsyncClient, path: str, capture: Capture
) -> None:
    await client.patch(path, json={"enabled": False})
    assert capture.applied[-1] == []
    await client.patch(path, json={"enabled": True})
    assert [camera.name for camera in capture.applied[-1]] == ["Yard"]


@pytest.mark.covers("F30")
async def test_an_edit_cannot_make_two_of_one(client: httpx.AsyncClient, path: str) -> None:
    other = await client.post("/cameras", json={"name": "Gate"} | moved(url="rtsp://10.0.0.9/s"))
    other_path = f"/cameras/{other.json()['id']}"
    assert (await client.patch(other_path, json={"name": "yard"})).json()["type"] == "camera-name-taken"
    assert (await client.patch(other_path, json=moved(password="x"))).json()["type"] == "camera-exists"
    assert (await client.get(other_path)).json() == other.json()
    assert (await client.patch(other_path, json={"name": "GATE"} | moved(url="rtsp://10.0.0.9/s"))).status_code == 200


@pytest.mark.covers("F15")
async def test_each_change_is_announced_once_and_a_refused_one_never(
    client: httpx.AsyncClient, path: str, capture: Capture
) -> None:
    await client.patch(path, json={"name": "Gate"})
    await client.patch(path, json=moved(username="root"))
    await client.delete(path)
    kinds = [kind for kind, _ in capture.announced]
    assert kinds == ["camera.changed", "camera.changed", "camera.deleted"]
    assert capture.announced[1][1]["camera"]["name"] == "Gate"
    assert capture.announced[2][1] == {"camera_id": path.rpartition("/")[2]}
    assert [str(camera_id) for camera_id in capture.deleted] == [path.rpartition("/")[2]]
    assert capture.applied[-1] == []
