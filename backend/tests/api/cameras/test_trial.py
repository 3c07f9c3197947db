"""“Test before saving”."""

import asyncio
import base64
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI

from argusai.pipeline.capture.cameras.contract import Privacy, Source
from argusai.pipeline.capture.cameras.errors import ProbeFailed
from argusai.pipeline.capture.cameras.trial import MOST_AT_ONCE, CameraTrials
from tests.support.cameras import ScriptedProbe, SomePicture
from tests.support.secrets import secret
from tests.support.waiting import until

PASSWORD = secret("noch-ein-Kennwort")


def body(**source: Any) -> dict[str, Any]:
    return {"source": {"kind": "rtsp", "url": "rtsp://10.0.0.5/s", **source}}


@pytest.mark.covers("F8")
async def test_a_source_that_works_shows_its_picture(client: httpx.AsyncClient, probe: ScriptedProbe) -> None:
    answer = (await client.post("/cameras/test", json=body(url=f"rtsp://admin:{PASSWORD}@10.0.0.5/s"))).json()
    assert answer["ok"] is True
    assert base64.b64decode(answer["picture"]) == SomePicture().jpeg
    assert (answer["codec"], answer["width"], answer["height"], answer["rate"]) == ("h264", 1280, 720, 15.0)
    assert probe.asked == [Source("rtsp", "rtsp://10.0.0.5/s", "admin", PASSWORD)]
    assert (await client.get("/cameras")).json()["items"] == []


@pytest.mark.covers("F8")
async def test_a_source_that_fails_says_what_to_do(client: httpx.AsyncClient, probe: ScriptedProbe) -> None:
    probe.failure = ProbeFailed("refused", "Nothing answers there. Check the port.")
    answer = await client.post("/cameras/test", json=body())
    assert answer.status_code == 200
    assert (answer.json()["ok"], answer.json()["reason_slug"], answer.json()["picture"]) == (False, "refused", None)
    assert answer.json()["detail"] == "Nothing answers there. Check the port."


@pytest.mark.covers("F8", "F32")
async def test_an_edit_is_tried_with_the_stored_password_at_its_own_camera_only(
    client: httpx.AsyncClient, probe: ScriptedProbe
) -> None:
    camera = await client.post("/cameras", json=body(username="admin", password=PASSWORD) | {"name": "Yard"})
    known = {"camera_id": camera.json()["id"]}
    same = await client.post("/cameras/test", json=body(url="rtsp://10.0.0.5/other") | known)
    elsewhere = await client.post("/cameras/test", json=body(url="rtsp://10.0.0.6/s") | known)
    assert same.json()["ok"] is True
    assert (elsewhere.json()["ok"], elsewhere.json()["reason_slug"]) == (False, "password-needed")
    assert [source.password for source in probe.asked] == [PASSWORD]
    assert (await client.post("/cameras/test", json=body() | {"camera_id": str(uuid4())})).status_code == 404


@pytest.mark.covers("F31")
@pytest.mark.parametrize("bad", [{}, body(url="x"), body() | {"camera_id": "x"}, body() | {"name": "x"}])
async def test_a_malformed_test_is_refused(
    client: httpx.AsyncClient, probe: ScriptedProbe, bad: dict[str, Any]
) -> None:
    assert (await client.post("/cameras/test", json=bad)).status_code == 422
    assert probe.asked == []


@pytest.mark.covers("F8")
async def test_only_a_few_are_tried_at_once_and_the_others_are_told(client: httpx.AsyncClient, app: FastAPI) -> None:
    release, running = asyncio.Event(), []

    async def slow(source: Source, privacy: Privacy, timeout_seconds: float) -> SomePicture:
        running.append(source)
        await release.wait()
        return SomePicture()

    app.state.camera_trials = CameraTrials(app.state.cameras, slow, wait_seconds=0.1)
    first = [asyncio.create_task(client.post("/cameras/test", json=body())) for _ in range(MOST_AT_ONCE)]
    await until(lambda: len(running) == MOST_AT_ONCE)
    refused = await client.post("/cameras/test", json=body())
    release.set()
    assert (refused.status_code, refused.json()["type"], refused.headers["retry-after"]) == (503, "busy", "5")
    assert [(await each).json()["ok"] for each in first] == [True] * MOST_AT_ONCE
    assert (await client.post("/cameras/test", json=body())).json()["ok"] is True
