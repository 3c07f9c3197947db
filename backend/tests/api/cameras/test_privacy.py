"""Privacy masks through the API: set, shown, refused with a reason, obeyed before the answer (C6)."""

from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database
from argusai.pipeline.capture.cameras.contract import Privacy
from argusai.pipeline.capture.cameras.models import CameraRow
from tests.support.cameras import Capture, ScriptedProbe
from tests.support.masks import rectangle

pytestmark = pytest.mark.covers("C6")

WINDOW = [list(corner) for corner in rectangle(0.1, 0.1, 0.4, 0.5)]
NOTHING = {"polygons": [], "video": "reencode"}


@pytest.fixture
async def camera(client: httpx.AsyncClient) -> dict[str, Any]:
    answer = await client.post("/cameras", json={"name": "Yard", "source": {"kind": "file", "path": "/v/a.mp4"}})
    added: dict[str, Any] = answer.raise_for_status().json()
    return added


async def mask(client: httpx.AsyncClient, camera: dict[str, Any], **body: Any) -> httpx.Response:
    return await client.put(f"/cameras/{camera['id']}/privacy", json=body)


async def test_a_new_camera_hides_nothing(camera: dict[str, Any], capture: Capture) -> None:
    assert camera["privacy"] == NOTHING
    assert capture.applied[-1][0].privacy == Privacy()


async def test_a_camera_may_be_added_with_masks(client: httpx.AsyncClient, capture: Capture) -> None:
    privacy = {"polygons": [WINDOW], "video": "pictures"}
    body = {"name": "Hall", "source": {"kind": "file", "path": "/v/b.mp4"}, "privacy": privacy}
    assert (await client.post("/cameras", json=body)).json()["privacy"] == privacy
    assert capture.applied[-1][0].privacy.video == "pictures"


async def test_masks_hold_before_the_answer(
    client: httpx.AsyncClient, camera: dict[str, Any], capture: Capture
) -> None:
    capture.done.clear()
    answer = await mask(client, camera, polygons=[WINDOW])
    assert answer.json()["privacy"] == {"polygons": [WINDOW], "video": "reencode"}
    assert capture.done == ["applied", "obeyed"]
    assert capture.applied[-1][0].privacy.polygons == (rectangle(0.1, 0.1, 0.4, 0.5),)
    assert (await client.get(f"/cameras/{camera['id']}")).json()["privacy"]["polygons"] == [WINDOW]
    kind, body = capture.announced[-1]
    assert (kind, body["camera"]["privacy"]["polygons"]) == ("camera.changed", [WINDOW])


async def test_a_change_of_masks_is_another_stream(
    client: httpx.AsyncClient, camera: dict[str, Any], capture: Capture
) -> None:
    before = capture.applied[-1][0]
    await mask(client, camera, polygons=[WINDOW])
    assert not capture.applied[-1][0].same_stream(before)


async def test_older_pictures_go_only_when_asked_and_after_the_masks_hold(
    client: httpx.AsyncClient, camera: dict[str, Any], capture: Capture, database: Database, clock: SimulatedClock
) -> None:
    capture.done.clear()
    await mask(client, camera, polygons=[WINDOW])
    assert "forgotten" not in capture.done
    await mask(client, camera, polygons=[WINDOW], older="delete")
    assert capture.done[-3:] == ["applied", "obeyed", "forgotten"]
    async with database.read() as session:
        assert await session.scalar(sa.select(CameraRow.pictures_since)) == clock.now()


async def test_masks_are_taken_away_again(client: httpx.AsyncClient, camera: dict[str, Any]) -> None:
    await mask(client, camera, polygons=[WINDOW])
    assert (await mask(client, camera, polygons=[])).json()["privacy"] == NOTHING


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"polygons": [[[0.1, 0.1], [0.5, 0.1]]]}, "polygons.0"),
        ({"polygons": [[[0.1, 0.1], [0.5, 0.5], [0.9, 0.9]]]}, "polygons.0"),  # no area
        ({"polygons": [WINDOW, [[0, 0], [1, 1], [1, 0], [0, 1]]]}, "polygons.1"),  # crosses itself
        ({"polygons": [WINDOW] * 21}, "polygons"),
        ({"polygons": [[[number / 100, number**2 / 1e4] for number in range(51)]]}, "polygons.0"),
    ],
)
async def test_masks_that_cannot_be_are_refused_with_their_place(
    client: httpx.AsyncClient, camera: dict[str, Any], capture: Capture, body: dict[str, Any], field: str
) -> None:
    before = len(capture.applied)
    answer = await mask(client, camera, **body)
    assert (answer.status_code, answer.json()["type"]) == (422, "bad-privacy")
    assert list(answer.json()["fields"]) == [field]
    assert len(capture.applied) == before


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"polygons": None},
        {"polygons": [[[0, 0], [2, 0], [1, 1]]]},
        {"polygons": [[["0", 0], [1, 0], [1, 1]]]},
        {"polygons": [WINDOW], "video": "none"},
        {"polygons": [WINDOW], "older": "maybe"},
        {"polygons": [WINDOW], "else": 1},
    ],
)
async def test_what_is_no_mask_is_refused(
    client: httpx.AsyncClient, camera: dict[str, Any], body: dict[str, Any]
) -> None:
    assert (await mask(client, camera, **body)).status_code == 422


async def test_an_unknown_camera_has_no_masks(client: httpx.AsyncClient) -> None:
    answer = await client.put("/cameras/01890000-0000-7000-8000-000000000000/privacy", json={"polygons": []})
    assert (answer.status_code, answer.json()["type"]) == (404, "camera-not-found")


async def test_a_picture_that_is_taken_besides_is_masked_too(
    client: httpx.AsyncClient, camera: dict[str, Any], probe: ScriptedProbe
) -> None:
    await mask(client, camera, polygons=[WINDOW])
    same, other = {"kind": "file", "path": "/v/a.mp4"}, {"kind": "file", "path": "/v/other.mp4"}
    await client.post("/cameras/test", json={"source": same})
    await client.post("/cameras/test", json={"source": other, "camera_id": camera["id"]})
    await client.post("/cameras/test", json={"source": other})
    assert [len(each.polygons) for each in probe.hidden] == [1, 1, 0]
