"""Groups of cameras, their order, and the same change for several of them at once."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.support.cameras import Capture

pytestmark = pytest.mark.covers("C12")


@pytest.fixture
async def ids(client: httpx.AsyncClient) -> list[str]:
    """Of three cameras: Yard, Hall, Gate."""
    found = []
    for name in ("Yard", "Hall", "Gate"):
        body = {"name": name, "source": {"kind": "file", "path": f"/v/{name}.mp4"}}
        found.append((await client.post("/cameras", json=body)).json()["id"])
    return found


async def listed(client: httpx.AsyncClient, **query: Any) -> list[str]:
    """The names of the cameras, page by page of one."""
    names, cursor = [], None
    while True:
        asked = {**query, "limit": 1, **({"cursor": cursor} if cursor else {})}
        page = (await client.get("/cameras", params=asked)).json()
        names += [each["name"] for each in page["items"]]
        if (cursor := page["next_cursor"]) is None:
            return names


async def test_an_order_is_kept_for_everybody_and_new_cameras_come_last(
    client: httpx.AsyncClient, ids: list[str], capture: Capture
) -> None:
    assert await listed(client) == ["Yard", "Hall", "Gate"]
    answer = await client.put("/cameras/order", json={"camera_ids": [ids[2], ids[0]]})
    assert [each["name"] for each in answer.json()["items"]] == ["Gate", "Yard", "Hall"]
    assert await listed(client) == ["Gate", "Yard", "Hall"]
    assert {body["camera"]["position"] for kind, body in capture.announced[-3:] if kind == "camera.changed"} == {
        0,
        1,
        2,
    }
    await client.post("/cameras", json={"name": "Shed", "source": {"kind": "file", "path": "/v/s.mp4"}})
    assert (await listed(client))[-1] == "Shed"
    for wrong in ([ids[0], ids[0]], [str(uuid4())], ["x"]):
        assert (await client.put("/cameras/order", json={"camera_ids": wrong})).status_code == 422
    assert (
        await client.get("/cameras", params={"cursor": "WyI5OTk5OTk5OTk5OTk5OTk5OTk5OTkiLCJ4Il0"})
    ).status_code == 422


async def test_a_camera_may_be_in_several_groups(client: httpx.AsyncClient, ids: list[str], capture: Capture) -> None:
    outside = (await client.post("/camera-groups", json={"name": "Outside", "camera_ids": [ids[2], ids[0]]})).json()
    front = (await client.post("/camera-groups", json={"name": "Front", "camera_ids": [ids[2]]})).json()
    assert outside["camera_ids"] == [ids[0], ids[2]]
    assert await listed(client, group=outside["id"]) == ["Yard", "Gate"]
    assert await listed(client, group=front["id"]) == ["Gate"]
    changed = await client.patch(f"/camera-groups/{front['id']}", json={"name": "Street", "camera_ids": []})
    assert (changed.json()["name"], changed.json()["camera_ids"]) == ("Street", [])
    await client.delete(f"/cameras/{ids[0]}")
    shown = (await client.get("/camera-groups")).json()["items"]
    assert [(each["name"], each["camera_ids"]) for each in shown] == [("Outside", [ids[2]]), ("Street", [])]
    assert (await client.delete(f"/camera-groups/{outside['id']}")).status_code == 204
    assert await listed(client) == ["Hall", "Gate"]
    assert await listed(client, group=outside["id"]) == []
    assert ("groups.changed", {}) in capture.announced


async def test_a_group_that_cannot_be_is_refused(client: httpx.AsyncClient, ids: list[str]) -> None:
    made = (await client.post("/camera-groups", json={"name": "Straße"})).json()
    again = await client.post("/camera-groups", json={"name": "STRASSE"})
    assert (again.status_code, again.json()["type"]) == (409, "group-name-taken")
    for wrong in ({"name": ""}, {"name": "a\x00b"}, {"name": "x" * 81}, {"name": "x", "camera_ids": [str(uuid4())]}):
        assert (await client.post("/camera-groups", json=wrong)).status_code == 422, wrong
    gone = f"/camera-groups/{uuid4()}"
    assert [(await client.patch(gone, json={})).status_code, (await client.delete(gone)).status_code] == [404, 404]
    assert [each["id"] for each in (await client.get("/camera-groups")).json()["items"]] == [made["id"]]


async def test_several_cameras_are_paused_and_switched_in_one_request(
    client: httpx.AsyncClient, ids: list[str], capture: Capture
) -> None:
    group = (await client.post("/camera-groups", json={"name": "Outside", "camera_ids": ids[:2]})).json()
    applied = len(capture.applied)
    pause = {"change": "pause", "group_id": group["id"], "pause": {"seconds": 3600}}
    paused = (await client.post("/cameras/changes", json=pause)).json()["items"]
    assert [each["camera"]["watching"]["why_not"] for each in paused] == ["pause", "pause"]
    assert len(capture.applied) == applied + 1
    gone = str(uuid4())
    off = {"change": "disable", "camera_ids": [ids[0], gone, ids[2]]}
    done = (await client.post("/cameras/changes", json=off)).json()["items"]
    assert [each["camera"] and each["camera"]["enabled"] for each in done] == [False, None, False]
    assert "no such camera" in done[1]["detail"]
    assert [each.name for each in capture.applied[-1]] == ["Hall"]
    for change in ("enable", "resume"):
        done = (await client.post("/cameras/changes", json={"change": change, "camera_ids": ids})).json()["items"]
    assert {(each["camera"]["enabled"], each["camera"]["pause"]) for each in done} == {(True, None)}


@pytest.mark.parametrize(
    "wrong",
    [
        {"change": "pause"},
        {"change": "explode", "camera_ids": []},
        {"change": "enable", "camera_ids": [], "pause": {}},
        {"change": "pause", "camera_ids": [], "group_id": str(uuid4())},
        {"change": "pause", "camera_ids": [], "pause": {"until": "2020-01-01T00:00:00Z"}},
    ],
)
async def test_a_change_that_means_nothing_is_refused(client: httpx.AsyncClient, wrong: dict[str, Any]) -> None:
    assert (await client.post("/cameras/changes", json=wrong)).status_code == 422
