"""The configuration as one file: out, in again, looked at before, all or nothing."""

import json
from typing import Any
from uuid import uuid4

import httpx
import pytest

from argusai.configuration.porting import read
from argusai.kit.db import Base
from argusai.kit.errors import BadInput
from argusai.pipeline.capture.cameras.porting import BESIDES, ELSEWHERE, LEFT_OUT
from argusai.pipeline.capture.cameras.schemas import CameraIn, CameraOut, CameraPatch
from tests.api.configuration.conftest import Told
from tests.support.secrets import secret

pytestmark = pytest.mark.covers("C12")

PASSWORD, IN_ADDRESS = secret("pass of the yard"), secret("hidden-in-the-address")
PASSPHRASE = secret("correct horse battery")
NIGHTS = [{"days": ["mon", "sun"], "begins": "22:00", "ends": "06:00"}]
SQUARE = [[0, 0], [0.5, 0], [0.5, 0.5]]
USB = {"kind": "usb", "device": "usb:046d:0825:0.0:serial:A1", "codec": "h264", "width": 640, "height": 360}
ZONE = {"name": "Drive", "polygon": SQUARE, "labels": ["person"]}
LINE = {"name": "Gate", "points": [[0.1, 0.1], [0.9, 0.9]], "labels": []}


async def furnish(client: httpx.AsyncClient) -> dict[str, str]:
    """Two cameras that use all there is, a group, a setting. Ids by name."""
    url = f"rtsp://10.0.0.5/live?password={IN_ADDRESS}"
    yard = {
        "name": "Yard", "source": {"kind": "rtsp", "url": url, "username": "anna", "password": PASSWORD},
        "sub": {"kind": "rtsp", "url": "rtsp://10.0.0.5/small"},
        "rules": {"zones": [ZONE], "lines": [LINE], "masks": [SQUARE], "filters": [{"label": "dog", "told": False}]},
        "schedule": NIGHTS, "keep": "words", "stays_home": True, "privacy": {"polygons": [SQUARE], "video": "pictures"},
    }  # fmt: skip
    hall = {"name": "Hall", "source": {"kind": "file", "path": "/v/hall.mp4"}, "enabled": False, "sub": USB}
    ids = {}
    for body in (yard, hall):
        answer = await client.post("/cameras", json=body)
        assert answer.status_code == 201, answer.text
        ids[answer.json()["name"]] = answer.json()["id"]
    await client.put(f"/cameras/{ids['Hall']}/pause", json={})
    await client.put("/cameras/order", json={"camera_ids": [ids["Hall"], ids["Yard"]]})
    await client.post("/camera-groups", json={"name": "Outside", "camera_ids": [ids["Yard"]]})
    await client.patch("/settings", json={"retention_days": 9, "time_zone": "Europe/Berlin"})
    return ids


async def export(client: httpx.AsyncClient, **body: Any) -> dict[str, Any]:
    answer = await client.post("/configuration/export", json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def take(client: httpx.AsyncClient, file: Any, status: int = 200, **body: Any) -> Any:
    answer = await client.post("/configuration/import", json={"configuration": file, **body})
    assert answer.status_code == status, answer.text
    return answer.json()


async def empty_house(client: httpx.AsyncClient) -> None:
    for group in (await client.get("/camera-groups")).json()["items"]:
        await client.delete(f"/camera-groups/{group['id']}")
    for camera in (await client.get("/cameras")).json()["items"]:
        await client.delete(f"/cameras/{camera['id']}")
    await client.patch("/settings", json={"retention_days": 30, "time_zone": "UTC"})


async def test_no_secret_is_in_a_file_unless_it_is_wished_and_then_encrypted(client: httpx.AsyncClient) -> None:
    await furnish(client)
    for body in ({}, {"passphrase": PASSPHRASE}):
        text = json.dumps(await export(client, **body))
        assert [each for each in (PASSWORD, IN_ADDRESS, PASSPHRASE) if each in text] == []
    assert ("salt" in text, '"password": "***"' in text) == (True, True)
    assert (await client.post("/configuration/export", json={"passphrase": "short"})).status_code == 422


async def test_a_file_with_secrets_brings_all_of_it_back(client: httpx.AsyncClient, capture: Told) -> None:
    await furnish(client)
    file, watched = await export(client, passphrase=PASSPHRASE), capture.applied[-1]
    await empty_house(client)
    before = capture.applied[-1]
    said = await take(client, file, passphrase=PASSPHRASE, preview=True)
    assert (said["applied"], said["notes"], capture.applied[-1]) == (False, [], before)
    assert {"Yard: added", "Hall: added", "Group Outside: added"} <= set(said["sentences"])
    assert (await client.get("/cameras")).json()["items"] == []
    assert (await take(client, file, passphrase=PASSPHRASE))["applied"]
    assert capture.applied[-1] == watched  # ids, passwords, rules, hours: all that is watched by
    again = await export(client)
    assert again == {**plain_file(file), "exported_at": again["exported_at"]}
    assert await take(client, file, passphrase=PASSPHRASE) == {
        "applied": False,
        "sentences": [],
        "deletes": [],
        "notes": [],
    }
    newest = (await client.get("/configuration/versions")).json()["items"][0]
    assert newest["summary"].startswith("Imported a file: ")
    undo = {"may_delete_cameras": True}
    assert (await client.post(f"/configuration/versions/{newest['id']}/restore", json=undo)).json()["applied"]
    assert (await client.get("/cameras")).json()["items"] == []


def plain_file(file: dict[str, Any]) -> dict[str, Any]:
    """The same without its secrets."""
    cameras = [{name: value for name, value in each.items() if name != "secrets"} for each in file["cameras"]]
    return {**file, "cameras": cameras, "salt": None}


async def test_without_secrets_what_is_stored_stays_and_what_lacks_is_said(
    client: httpx.AsyncClient, capture: Told
) -> None:
    await furnish(client)
    file, watched = await export(client), capture.applied[-1]
    assert (await take(client, file))["sentences"] == []
    sealed = await export(client, passphrase=PASSPHRASE)
    assert (await take(client, sealed, preview=True))["sentences"] == []
    await empty_house(client)
    assert (await take(client, sealed, preview=True))["notes"] == (await take(client, file, preview=True))["notes"]
    said = await take(client, file)
    assert said["notes"] == ["Yard: type its password again. It is not in the file."]
    assert capture.applied[-1] == []  # nothing is dialled with a wrong password
    yard = (await client.get("/cameras")).json()["items"][1]
    assert "password" in yard["health"]["sentence"]
    assert (await take(client, file))["applied"] is False
    url = f"rtsp://10.0.0.5/live?password={IN_ADDRESS}"
    source = {"kind": "rtsp", "url": url, "username": "anna", "password": PASSWORD}
    sub = {"kind": "rtsp", "url": "rtsp://10.0.0.5/small"}
    body = {"source": source, "sub": sub}
    assert (await client.patch(f"/cameras/{yard['id']}", json=body)).status_code == 200
    assert capture.applied[-1] == watched


async def test_a_secret_that_holds_the_mark_of_a_hidden_one_is_kept(client: httpx.AsyncClient, capture: Told) -> None:
    url = "rtsp://10.0.0.5/x?password=ab***cd&pwd=***&token=secret99"
    answer = await client.post("/cameras", json={"name": "S", "source": {"kind": "rtsp", "url": url}})
    assert answer.status_code == 422  # nothing is stored that *** could stand for
    url = url.replace("&pwd=***", "&pwd=****")
    answer = await client.post("/cameras", json={"name": "S", "source": {"kind": "rtsp", "url": url}})
    assert answer.status_code == 201, answer.text
    file, watched = await export(client, passphrase=PASSPHRASE), capture.applied[-1]
    assert (await take(client, file, passphrase=PASSPHRASE))["sentences"] == []
    await empty_house(client)
    assert (await take(client, file, passphrase=PASSPHRASE))["applied"]
    assert [each.source for each in capture.applied[-1]] == [each.source for each in watched]


async def test_cameras_are_found_by_name_and_what_is_not_in_the_file_stays(client: httpx.AsyncClient) -> None:
    ids = await furnish(client)
    file = {
        "argusai": "configuration", "format": 1,
        "cameras": [{"name": "HALL", "source": {"kind": "file", "path": "/v/other.mp4"}, "keep": "snapshot"}],
    }  # fmt: skip
    said = await take(client, file)
    assert said["sentences"] == ["HALL: what is kept changed, renamed, before “Hall”, address changed"]
    hall = (await client.get(f"/cameras/{ids['Hall']}")).json()
    assert (hall["keep"], hall["enabled"], hall["source"]["path"]) == ("snapshot", False, "/v/other.mp4")


BASE: dict[str, Any] = {"argusai": "configuration", "format": 1}
FILE = {"kind": "file", "path": "/v/a.mp4"}
SAME = str(uuid4())


@pytest.mark.parametrize(
    ("file", "path"),
    [
        ({}, ""),
        ({"argusai": "backup", "format": 1}, ""),
        ({**BASE, "format": 2}, "format"),
        ({**BASE, "format": "1"}, "format"),
        ({**BASE, "format": True}, "format"),
        ({**BASE, "extra": 1}, "extra"),
        ({**BASE, "cameras": {}}, "cameras"),
        ({**BASE, "cameras": [7]}, "cameras.0"),
        ({**BASE, "cameras": [{"name": "A", "source": FILE, "colour": "red"}]}, "cameras.0.colour"),
        ({**BASE, "cameras": [{"name": "A", "source": {"kind": "rtsp", "url": 5}}]}, "cameras.0.source.url"),
        ({**BASE, "cameras": [{"name": "A", "source": {"kind": "rtsp", "url": "http://x"}}]}, "cameras.0.source.url"),
        ({**BASE, "cameras": [{"name": "A", "source": FILE, "keep": "all"}]}, "cameras.0.keep"),
        ({**BASE, "cameras": [{"name": "A", "source": FILE, "position": 2**70}]}, "cameras.0.position"),
        ({**BASE, "cameras": [{"name": "A", "source": FILE}, {"name": "a", "source": FILE}]}, "cameras.1.name"),
        (
            {**BASE, "cameras": [{"id": SAME, "name": "A", "source": FILE}, {"id": SAME, "name": "B", "source": FILE}]},
            "cameras.1.id",
        ),
        ({**BASE, "cameras": [{"name": "A", "source": FILE}, {"name": "B", "source": FILE}]}, "cameras.1.source"),
        ({**BASE, "groups": [{"name": "G", "cameras": ["Nobody"]}]}, "groups.0.cameras.0"),
        ({**BASE, "groups": [{"name": "G"}, {"name": "g"}]}, "groups.1.name"),
        ({**BASE, "settings": {"retention_days": 0}}, "settings.retention_days"),
        ({**BASE, "settings": {"time_zone": "Mars"}}, "settings.time_zone"),
        ({**BASE, "settings": {"key_check": "x"}}, "settings.key_check"),
        ({**BASE, "salt": "\u00e4"}, "salt"),
    ],
)
async def test_what_is_wrong_is_named_by_its_path_and_nothing_is_changed(
    client: httpx.AsyncClient, capture: Told, file: dict[str, Any], path: str
) -> None:
    spoiled = {**file, "settings": {"retention_days": 5, **file.get("settings", {})}} if file else file
    problem = await take(client, spoiled, 422, passphrase="x")
    assert path == "" or path in problem["fields"], problem
    assert (await client.get("/cameras")).json()["items"] == []
    assert (await client.get("/settings")).json()["retention_days"] == 30
    assert (await client.get("/configuration/versions")).json()["items"] == []
    assert capture.applied == []


@pytest.mark.parametrize("name", ["cameras", "groups", "modes", "mode_schedule", "rules"])
async def test_an_item_that_is_null_is_named(client: httpx.AsyncClient, name: str) -> None:
    file = await export(client)
    problem = await take(client, {**file, name: [*file[name], None]}, 422)
    assert problem["detail"] == f"Please correct: {name}.{len(file[name])} (must be an object)."


async def test_a_body_that_begins_with_a_byte_order_mark_is_read(client: httpx.AsyncClient) -> None:
    body = json.dumps({"configuration": await export(client)}).encode("utf-8-sig")
    answer = await client.post("/configuration/import", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 200, answer.text


async def test_a_wrong_passphrase_changes_nothing(client: httpx.AsyncClient) -> None:
    await furnish(client)
    file = await export(client, passphrase=PASSPHRASE)
    problem = await take(client, file, 422, passphrase="wrong")
    assert (problem["type"], list(problem["fields"])) == ("wrong-passphrase", ["cameras.1.secrets"])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        '{"argusai": "configuration", "cameras": [',
        "[" * 200_000,
        "a: &a [*a]",
        '{"cameras": [], "cameras": []}',
    ],
)
def test_a_file_that_is_none_or_half_written_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        read(text)
    assert refused.value.slug == "not-a-configuration"


def test_every_column_of_a_camera_is_in_the_file_or_named_as_left_out() -> None:
    """Whoever adds a column says here what becomes of it in an export."""
    columns = {each.name for each in Base.metadata.tables["cameras"].columns}
    in_file = {*CameraIn.model_fields, *BESIDES}
    lost = {each for each in columns - LEFT_OUT.keys() if ELSEWHERE.get(each, each) not in in_file}
    assert lost == set(), "neither exported nor in porting.LEFT_OUT"
    assert (LEFT_OUT.keys() | ELSEWHERE.keys()) - columns == set()
    assert CameraIn.model_fields.keys() - CameraOut.model_fields.keys() == set()
    assert CameraIn.model_fields.keys() - CameraPatch.model_fields.keys() == {"privacy"}  # which porting sets itself
