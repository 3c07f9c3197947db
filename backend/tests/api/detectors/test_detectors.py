"""The detector routes, with real models tried in real children."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import FastAPI

from argusai.api import STREAMED
from argusai.kit.clock import Clock
from argusai.kit.db import Database
from argusai.kit.errors import Unavailable
from argusai.pipeline.detection.objects.own import service
from argusai.pipeline.detection.objects.own.router import router
from argusai.pipeline.detection.objects.own.service import Detectors
from tests.support.own_models import answers, constant_model, described
from tests.support.web import browser, include, make_accounts, make_web, set_up

pytestmark = pytest.mark.covers("E10")

MODEL = constant_model(answers("dense"))


class Surroundings:
    def __init__(self) -> None:
        self.changes = 0
        self.asked: list[UUID] = []
        self.picture: bytes | None = None

    async def changed(self) -> None:
        self.changes += 1

    async def snapshot(self, camera_id: UUID) -> bytes:
        self.asked.append(camera_id)
        if self.picture is not None:
            await asyncio.sleep(0)
            return self.picture
        raise Unavailable("There is no picture yet.", slug="no-picture")


@pytest.fixture
def around() -> Surroundings:
    return Surroundings()


@pytest.fixture
async def client(
    database: Database, clock: Clock, around: Surroundings, tmp_path: Path
) -> AsyncIterator[httpx.AsyncClient]:
    accounts = make_accounts(database, clock)
    app: FastAPI = make_web(accounts, streamed=STREAMED)
    app.state.detectors = Detectors(tmp_path / "detectors", around.changed, around.snapshot)
    include(app, router)
    async with browser(app) as caller:
        caller.headers.update(await set_up(caller))
        caller.base_url = caller.base_url.join("/api/v1/")
        yield caller
    app.state.detectors.close()
    accounts.close()


async def add(client: httpx.AsyncClient, **changes: Any) -> httpx.Response:
    return await client.post("detectors", json={**described("dense"), **changes})


async def test_from_description_to_use_and_back(client: httpx.AsyncClient, around: Surroundings) -> None:
    made = await add(client, licence="Apache-2.0")
    assert (made.status_code, made.json()["check"]) == (201, None)
    sent = await client.put("detectors/tiny/model", content=MODEL)
    assert sent.status_code == 200, sent.text
    assert sent.json()["check"]["found"] == {"person": 1, "car": 1}
    assert sent.json()["labels"] == ["car", "person"]
    chosen = await client.put("detectors/in-use", json={"name": "tiny"})
    assert [(each["name"], each["in_use"]) for each in chosen.json()["items"]] == [("nanodet", False), ("tiny", True)]
    assert (await client.put("detectors/in-use", json={"name": "tiny"})).status_code == 200
    assert around.changes == 1
    assert (await client.delete("detectors/tiny")).status_code == 409
    await client.put("detectors/in-use", json={"name": "nanodet"})
    assert (await client.delete("detectors/tiny")).status_code == 204
    assert [each["name"] for each in (await client.get("detectors")).json()["items"]] == ["nanodet"]


async def test_a_model_that_does_not_pass_is_not_kept(client: httpx.AsyncClient) -> None:
    await add(client)
    refused = await client.put("detectors/tiny/model", content=b"not a model")
    assert (refused.status_code, refused.json()["type"]) == (422, "detector-refused")
    assert (await client.put("detectors/in-use", json={"name": "tiny"})).json()["type"] == "no-model"


async def test_a_camera_without_a_picture_is_said_before_the_model_is_read(
    client: httpx.AsyncClient, around: Surroundings
) -> None:
    await add(client)
    camera_id = uuid4()
    answer = await client.put(f"detectors/tiny/model?camera_id={camera_id}", content=MODEL)
    assert (answer.status_code, answer.json()["type"], around.asked) == (503, "no-picture", [camera_id])


async def test_a_model_that_is_too_large_is_refused(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Larger than any other body may be, and still a matter of the model."""
    monkeypatch.setattr(service, "MOST_MODEL_BYTES", 3 << 20)
    await add(client)
    assert (await client.put("detectors/tiny/model", content=bytes(2 << 20))).json()["type"] == "detector-refused"
    answer = await client.put("detectors/tiny/model", content=bytes(4 << 20))
    assert (answer.status_code, answer.json()["type"]) == (413, "too-large")
    assert sorted(path.name for path in (tmp_path / "detectors" / "tiny").iterdir()) == ["description.json"]


@pytest.mark.parametrize("query", ["", f"?camera_id={UUID(int=7)}"])
async def test_two_models_for_one_detector_at_once(client: httpx.AsyncClient, around: Surroundings, query: str) -> None:
    """The second is refused at once, also while the first still waits for the camera's picture."""
    around.picture = b"no picture that can be read"
    await add(client)
    answers_ = await asyncio.gather(*(client.put(f"detectors/tiny/model{query}", content=MODEL) for _ in range(2)))
    assert sorted(answer.status_code for answer in answers_) == [200, 409]


@pytest.mark.covers("N1")
@pytest.mark.parametrize("left", [MODEL[9:], b""])
async def test_who_is_signed_out_while_he_sends_a_model_has_sent_none(
    client: httpx.AsyncClient, tmp_path: Path, left: bytes
) -> None:
    """With the last piece, or before it."""
    await add(client)

    async def slowly() -> AsyncIterator[bytes]:
        yield MODEL[: len(MODEL) - len(left)]
        assert (await client.delete("session")).status_code == 204
        yield left

    refused = await client.put("detectors/tiny/model", content=slowly())
    assert (refused.status_code, refused.json()["type"]) == (401, "not-signed-in")
    assert sorted(path.name for path in (tmp_path / "detectors" / "tiny").iterdir()) == ["description.json"]


async def test_a_full_disk_is_said(client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    await add(client)
    monkeypatch.setattr(service, "_LEAST_FREE_BYTES", 1 << 60)
    answer = await client.put("detectors/tiny/model", content=MODEL)
    assert (answer.status_code, answer.json()["type"]) == (503, "disk-full")


@pytest.mark.parametrize(
    ("path", "status"),
    [("detectors/nobody/model", 404), ("detectors/..%2f..%2fetc/model", 404), ("detectors/NOBODY/model", 422)],
)
async def test_names_that_are_not_there(client: httpx.AsyncClient, path: str, status: int) -> None:
    assert (await client.put(path, content=MODEL)).status_code == status


async def test_bad_descriptions_name_their_fields(client: httpx.AsyncClient) -> None:
    refused = await add(client, labels=[], extra=1)
    assert refused.status_code == 422
    assert {"labels", "extra"} <= refused.json()["fields"].keys()
    assert (await add(client, words={"Vehicle": "spaceship"})).status_code == 422
    assert (await add(client)).status_code == 201
    assert (await add(client)).json()["type"] == "name-taken"
