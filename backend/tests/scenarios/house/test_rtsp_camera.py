"""A real RTSP camera with sign-in, added as a new user would."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.rtsp import RtspCamera, rtsp_camera
from tests.support.server import Server
from tests.support.updates import UpdateReader

PASSWORD = "p@ss:w/rd ?#"


@pytest.fixture
def camera(tmp_path: Path) -> Iterator[RtspCamera]:
    with rtsp_camera(tmp_path, "--auth", "digest", username="admin", password=PASSWORD) as running:
        yield running


def source_of(camera: RtspCamera, password: str) -> dict[str, Any]:
    return {"kind": "rtsp", "url": camera.address, "username": camera.username, "password": password}


@pytest.mark.covers("F8", "F30")
def test_it_is_tested_added_once_lost_and_back(server: Server, camera: RtspCamera) -> None:
    wrong = server.client.post("/cameras/test", json={"source": source_of(camera, "not the one")}).json()
    assert (wrong["ok"], wrong["reason_slug"]) == (False, "wrong-password")
    right = server.client.post("/cameras/test", json={"source": source_of(camera, PASSWORD)}).json()
    assert (right["ok"], right["codec"], right["width"], right["height"]) == (True, "h264", 320, 180)
    assert right["picture"]

    with UpdateReader(server.url, server.client) as updates:
        camera_id = str(server.add({"name": "Gate", "source": source_of(camera, PASSWORD)}))
        wait_for_condition(updates, camera_id, "connected")
        again = server.client.post("/cameras", json={"name": "Gate 2", "source": source_of(camera, PASSWORD)})
        assert (again.status_code, again.json()["type"]) == (409, "camera-exists")
        assert server.client.get(f"/cameras/{camera_id}/snapshot").headers["content-type"] == "image/jpeg"
        camera.kill()
        down = wait_for_condition(updates, camera_id, "down")
        assert down["sentence"].startswith("Down since")
        camera.start()
        wait_for_condition(updates, camera_id, "connected")

    shown = server.client.get("/cameras").text + server.log
    assert PASSWORD not in shown
    assert "p%40ss" not in shown


def wait_for_condition(updates: UpdateReader, camera_id: str, condition: str) -> dict[str, Any]:
    while True:
        body = updates.wait_for("camera.health", 20, camera_id=camera_id)["body"]
        if body["health"]["condition"] == condition:
            health: dict[str, Any] = body["health"]
            return health
