"""Each change of the configuration is written down in words, and can be undone."""

from typing import Any
from uuid import uuid4

import httpx
import pytest
import sqlalchemy as sa

from argusai.configuration.changes import NO_CHOICE
from argusai.configuration.models import VersionRow
from argusai.kit.clock import Clock
from argusai.kit.db import Base, Database
from argusai.kit.vault import Vault
from argusai.pipeline.capture.cameras.models import CameraRow
from argusai.pipeline.notifications.channels.house import ChannelHouses
from argusai.pipeline.notifications.channels.schemas import ChannelHousePatch
from argusai.pipeline.notifications.channels.service import ChannelsService
from tests.api.configuration.conftest import Told
from tests.support.secrets import secret

pytestmark = pytest.mark.covers("C12")

NIGHTS = [{"days": ["mon", "sun"], "begins": "22:00", "ends": "06:00"}]
MASK = {"polygons": [[[0, 0], [0.5, 0], [0.5, 0.5]]], "video": "reencode"}
PASSWORD = secret("pass of the yard")


async def add(client: httpx.AsyncClient, name: str = "Yard", **fields: Any) -> dict[str, Any]:
    source = {"kind": "rtsp", "url": f"rtsp://10.0.0.5/{name}", "username": "anna", "password": PASSWORD}
    answer = await client.post("/cameras", json={"name": name, "source": source, **fields})
    assert answer.status_code == 201, answer.text
    added: dict[str, Any] = answer.json()
    return added


async def versions(client: httpx.AsyncClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await client.get("/configuration/versions")).json()["items"]
    return found


async def restore(client: httpx.AsyncClient, version: dict[str, Any], status: int = 200, **body: Any) -> Any:
    answer = await client.post(f"/configuration/versions/{version['id']}/restore", json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


async def test_every_change_has_who_when_and_what_in_words(client: httpx.AsyncClient) -> None:
    camera = await add(client)
    path = f"/cameras/{camera['id']}"
    await client.patch(path, json={"schedule": NIGHTS, "keep": "words"})
    await client.put(f"{path}/pause", json={"seconds": 3600})
    await client.put(f"{path}/privacy", json={**MASK, "older": "keep"})
    await client.patch("/settings", json={"retention_days": 7, "language": "en"})
    await client.post("/camera-groups", json={"name": "Outside", "camera_ids": [camera["id"]]})
    await client.patch(path, json={"name": "Garden", "enabled": False})
    await client.patch(path, json={"keep": "words"})  # as it is: no change
    await client.delete(path)
    assert [each["summary"] for each in reversed(await versions(client))] == [
        "Yard: added",
        "Yard: what is kept changed, schedule changed",
        "Yard: paused",
        "Yard: privacy masks changed",
        "Settings: days that events are kept set to 7",
        "Group Outside: added; Group Outside: Yard added",
        "Garden: switched off, renamed, before “Yard”",
        "Garden: deleted; Group Outside: Garden left",
    ]
    newest = (await versions(client))[0]
    assert (newest["who"], newest["at"], newest["number"]) == ("Anna", "2026-01-01T12:00:00Z", 8)
    assert PASSWORD not in (await client.get(f"/configuration/versions/{newest['id']}")).text


async def test_how_far_channels_may_reach_is_in_the_history_without_the_keys(
    client: httpx.AsyncClient, database: Database, encryption_key: str, clock: Clock, capture: Told
) -> None:
    vault = Vault(encryption_key)
    channels = ChannelsService(database, vault, houses := ChannelHouses(database, vault), capture.announce, clock)
    keys = (await houses.read()).link_key
    await channels.change_house(ChannelHousePatch(reach="network"))
    (changed,) = await versions(client)
    assert changed["summary"] == "Settings: channels may reach also the home network, before only the internet"
    shown = (await client.get(f"/configuration/versions/{changed['id']}")).json()["changes"]
    assert [(each["kind"], [field["field"] for field in each["fields"]]) for each in shown] == [("channels", ["reach"])]
    async with database.read() as session:
        assert "sealed" not in str(await session.scalar(sa.select(VersionRow.changes)))
    capture.announced.clear()
    await restore(client, changed)
    assert ((await houses.read()).reach, (await houses.read()).link_key) == ("internet", keys)
    assert "channels.changed" in [kind for kind, _ in capture.announced]


async def test_the_list_comes_in_pages_and_the_difference_is_shown(client: httpx.AsyncClient) -> None:
    camera = await add(client)
    source = {name: value for name, value in camera["source"].items() if name != "has_password"}
    body = {"source": {**source, "password": "another"}, "schedule": NIGHTS}
    assert (await client.patch(f"/cameras/{camera['id']}", json=body)).status_code == 200
    first = (await client.get("/configuration/versions", params={"limit": 1})).json()
    rest = await client.get("/configuration/versions", params={"cursor": first["next_cursor"]})
    assert ([each["number"] for each in first["items"] + rest.json()["items"]], rest.json()["next_cursor"]) == (
        [2, 1],
        None,
    )
    detail = (await client.get(f"/configuration/versions/{first['items'][0]['id']}")).json()
    (change,) = detail["changes"]
    shown = {each["field"]: (each["before"], each["after"]) for each in change["fields"]}
    assert shown["sealed_credentials"] == ("***", "***")
    assert shown["schedule"][0] == []
    assert detail["sentences"] == ["Yard: schedule changed, password changed"]


async def test_a_deleted_camera_comes_back_with_its_id_its_password_and_its_group(
    client: httpx.AsyncClient, capture: Told
) -> None:
    camera = await add(client, schedule=NIGHTS, keep="words", privacy=MASK)
    group = {"name": "Outside", "camera_ids": [camera["id"]]}
    await client.post("/camera-groups", json=group)
    await client.delete(f"/cameras/{camera['id']}")
    (deleted, *_) = await versions(client)
    said = await restore(client, deleted, preview=True)
    assert (said["applied"], said["sentences"][0]) == (False, "Yard: added")
    assert capture.applied[-1] == []
    assert (await restore(client, deleted))["applied"]
    back = (await client.get(f"/cameras/{camera['id']}")).json()
    assert {**back, "health": None} == {**camera, "health": None}
    (watched,) = capture.applied[-1]
    assert watched.source.password == PASSWORD
    assert (await client.get("/camera-groups")).json()["items"][0]["camera_ids"] == [camera["id"]]
    (newest, *_) = await versions(client)
    assert newest["summary"] == "Undid “Yard: deleted; Group Outside: Yard left”"
    await restore(client, newest, may_delete_cameras=True)  # undo the undo
    assert (await versions(client))[0]["summary"] == "Redid “Yard: deleted; Group Outside: Yard left”"
    assert (await client.get(f"/cameras/{camera['id']}")).status_code == 404


async def test_going_back_changes_only_the_cameras_that_differ(client: httpx.AsyncClient, capture: Told) -> None:
    yard, hall = await add(client, "Yard"), await add(client, "Hall")
    before = {each.name: each for each in capture.applied[-1]}
    await client.patch(f"/cameras/{yard['id']}", json={"schedule": NIGHTS})
    (changed, *_) = await versions(client)
    capture.announced.clear()
    await restore(client, changed)
    assert [kind for kind, _ in capture.announced] == ["camera.changed", "configuration.changed"]
    after = {each.name: each for each in capture.applied[-1]}
    assert after == before
    assert (await restore(client, changed))["applied"] is False  # nothing is different
    assert (await client.get(f"/cameras/{hall['id']}")).json()["updated_at"] == hall["updated_at"]


async def test_names_that_were_swapped_are_swapped_back(client: httpx.AsyncClient) -> None:
    yard, hall = await add(client, "Yard"), await add(client, "Hall")
    for camera, name in ((yard, "x"), (hall, "Yard"), (yard, "Hall")):
        await client.patch(f"/cameras/{camera['id']}", json={"name": name})
    start = (await versions(client))[3]
    assert start["summary"] == "Hall: added"
    await restore(client, start, to="after")
    assert (await versions(client))[0]["summary"] == "Undid the 3 changes after “Hall: added”"
    assert (await client.get(f"/cameras/{yard['id']}")).json()["name"] == "Yard"


async def test_a_camera_that_was_added_goes_only_when_that_is_confirmed(
    client: httpx.AsyncClient, capture: Told
) -> None:
    camera = await add(client)
    (added,) = await versions(client)
    assert (await restore(client, added, preview=True))["deletes"] == ["Yard"]
    problem = await restore(client, added, 409)
    assert (problem["type"], "Yard" in problem["detail"]) == ("would-delete-cameras", True)
    assert (await client.get(f"/cameras/{camera['id']}")).status_code == 200
    await restore(client, added, may_delete_cameras=True)
    assert [str(each) for each in capture.deleted] == [camera["id"]]


async def test_what_is_gone_is_not_found_and_no_undo_brings_old_pictures_back(
    client: httpx.AsyncClient, database: Database
) -> None:
    assert (await client.get(f"/configuration/versions/{uuid4()}")).status_code == 404
    camera = await add(client)
    await client.put(f"/cameras/{camera['id']}/privacy", json={**MASK, "older": "delete"})
    await restore(client, (await versions(client))[0])
    async with database.read() as session:
        assert await session.scalar(sa.select(CameraRow.pictures_since)) is not None


async def test_500_versions_are_kept_for_a_year(client: httpx.AsyncClient, database: Database) -> None:
    camera = await add(client)
    async with database.write() as session:
        await session.execute(sa.update(VersionRow).values(number=600))
    await client.patch(f"/cameras/{camera['id']}", json={"keep": "words"})
    async with database.write() as session:
        await session.execute(sa.update(VersionRow).where(VersionRow.number == 600).values(number=101))
    await client.patch(f"/cameras/{camera['id']}", json={"keep": "clip"})
    assert [each["number"] for each in await versions(client)] == [602, 601]


def test_every_column_of_the_configuration_is_one_that_can_be_written_down() -> None:
    """A new column is in the versions by construction; only these are no choice of anybody."""
    plain = (sa.Uuid, sa.String, sa.Boolean, sa.Integer, sa.Float, sa.JSON, sa.DateTime, sa.types.TypeDecorator)
    for table in ("cameras", "camera_groups", "camera_group_members", "settings"):
        columns = Base.metadata.tables[table].columns
        assert [each.name for each in columns if not isinstance(each.type, plain)] == []
        assert NO_CHOICE.get(table, frozenset()) <= {each.name for each in columns}
