"""Cameras that are plugged in: the list of them, and one as a camera's source."""

from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from argusai.kit.db import Database
from argusai.pipeline.capture.cameras.contract import Source, UsbPicture
from argusai.pipeline.capture.cameras.errors import ProbeFailed
from argusai.pipeline.capture.cameras.plugged_in import PluggedInCameras
from argusai.pipeline.capture.streams.usb.devices import UsbDevice, list_devices
from argusai.pipeline.capture.streams.usb.v4l2 import NoCapture, Offer
from tests.support.cameras import Capture, ScriptedProbe
from tests.support.usb import MJPEG, Plug, UsbMachine

pytestmark = pytest.mark.covers("C2")
DEVICE = "usb:046d:0825:0.0:serial:ABC123"
BODY: dict[str, Any] = {"name": "Bench", "source": {"kind": "usb", "device": DEVICE}}
STORED = {"kind": "usb", "device": DEVICE, "codec": "auto", "width": 0, "height": 0, "rate": 0.0}


@pytest.fixture
def machine(app: FastAPI, database: Database, tmp_path_factory: pytest.TempPathFactory) -> UsbMachine:
    """Its devices say what stands in their files: pictures, "meta" for none, or the number of an error."""
    made = UsbMachine(tmp_path_factory.mktemp("usb"))

    def ask(path: Any) -> tuple[Offer, ...]:
        said = path.read_bytes()
        if said == b"meta":
            raise NoCapture
        if said.isdigit():
            raise OSError(int(said), "as in the file")
        return (MJPEG,)

    async def devices() -> tuple[UsbDevice, ...] | None:
        return list_devices(made.settings, ask)

    app.state.plugged_in = PluggedInCameras(database, devices)
    return made


async def listed(client: httpx.AsyncClient) -> dict[str, Any]:
    answer = await client.get("/cameras/devices")
    assert answer.status_code == 200
    body: dict[str, Any] = answer.json()
    return body


async def test_what_is_plugged_in_is_listed_with_who_watches_it(client: httpx.AsyncClient, machine: UsbMachine) -> None:
    machine.plug(0)
    machine.plug(1, Plug(part=(0, 1)), b"meta")
    machine.plug(2, Plug(serial="", port="1.4", name="Second"))
    camera = (await client.post("/cameras", json=BODY)).json()
    first, second = (await listed(client))["items"]
    assert first == {
        "device": DEVICE,
        "name": "Shim Camera",
        "serial": "ABC123",
        "port": "1.2",
        "moves": True,
        "path": str(machine.settings.device_folder / "video0"),
        "trouble": "",
        "pictures": [{"codec": "mjpeg", "width": 320, "height": 180, "rates": [25.0, 10.0]}],
        "taken_by": {"id": camera["id"], "name": "Bench"},
    }
    assert (second["name"], second["port"], second["moves"], second["taken_by"]) == ("Second", "1.4", False, None)


async def test_one_that_is_known_by_its_port_is_taken_when_its_twin_is_gone(
    client: httpx.AsyncClient, machine: UsbMachine
) -> None:
    machine.plug(0)
    machine.plug(2, Plug(port="1.3"))
    twins = (await listed(client))["items"]
    await client.post("/cameras", json={"name": "Bench", "source": {"kind": "usb", "device": twins[0]["device"]}})
    machine.unplug(2)
    (left,) = (await listed(client))["items"]
    assert (left["device"], left["taken_by"]["name"]) == (DEVICE, "Bench")


@pytest.mark.parametrize(("code", "said"), [(13, "group “video”"), (2, "container"), (5, "another port")])
async def test_one_that_cannot_be_used_says_why(
    client: httpx.AsyncClient, machine: UsbMachine, code: int, said: str
) -> None:
    machine.plug(0, content=str(code).encode())
    machine.plug(1, Plug(part=(0, 1)), str(code).encode())
    (only,) = (await listed(client))["items"]
    assert said in only["trouble"]


async def test_without_any_it_says_what_to_do(
    client: httpx.AsyncClient, machine: UsbMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.plug(0, content=b"19")  # gone while it was asked
    nothing = await listed(client)
    assert (nothing["supported"], nothing["items"]) == (True, [])
    assert "Plug one into the machine" in nothing["sentence"]
    monkeypatch.setattr("sys.platform", "darwin")
    elsewhere = await listed(client)
    assert (elsewhere["supported"], elsewhere["items"]) == (False, [])
    assert "only Linux" in elsewhere["sentence"]


async def test_its_source_is_kept_and_watched(client: httpx.AsyncClient, capture: Capture) -> None:
    camera = (await client.post("/cameras", json=BODY)).json()
    assert camera["source"] == STORED
    chosen = {**BODY["source"], "codec": "h264", "width": 1280, "height": 720, "rate": 10}
    edited = (await client.patch(f"/cameras/{camera['id']}", json={"source": chosen})).json()
    assert edited["source"] == {**chosen, "rate": 10.0}
    (watched,) = capture.applied[-1]
    assert watched.source == Source("usb", DEVICE, picture=UsbPicture("h264", 1280, 720, 10.0))
    half = await client.patch(f"/cameras/{camera['id']}", json={"source": {**BODY["source"], "width": 640}})
    assert half.json()["source"] == STORED


async def test_one_device_is_one_camera(client: httpx.AsyncClient) -> None:
    await client.post("/cameras", json=BODY)
    again = await client.post("/cameras", json={**BODY, "name": "Twice"})
    assert (again.status_code, again.json()["type"]) == (409, "camera-exists")


@pytest.mark.covers("F31")
@pytest.mark.parametrize(
    "device", ["/dev/video0", "/dev/v4l/by-id/usb-x-video-index0", "usb:046d:0825", "", DEVICE + "é"]
)
async def test_a_name_that_changes_is_refused(client: httpx.AsyncClient, device: str) -> None:
    refused = await client.post("/cameras", json={"name": "Bench", "source": {"kind": "usb", "device": device}})
    assert refused.status_code == 422
    assert "source" in " ".join(refused.json()["fields"])


async def test_one_that_we_watch_ourselves_is_not_blamed_on_others(
    client: httpx.AsyncClient, probe: ScriptedProbe
) -> None:
    probe.failure = ProbeFailed("in-use", "Another program is using the camera.")
    others = (await client.post("/cameras/test", json={"source": BODY["source"]})).json()
    await client.post("/cameras", json=BODY)
    ours = (await client.post("/cameras/test", json={"source": BODY["source"]})).json()
    assert (others["reason_slug"], others["detail"]) == ("in-use", "Another program is using the camera.")
    assert ours["reason_slug"] == "in-use"
    assert "as “Bench”" in ours["detail"]


async def test_its_masks_hold_for_a_test_under_its_other_id_too(
    client: httpx.AsyncClient, probe: ScriptedProbe
) -> None:
    window = [[0.1, 0.1], [0.4, 0.1], [0.4, 0.5]]
    await client.post("/cameras", json=BODY | {"privacy": {"polygons": [window], "video": "pictures"}})
    port, another = "usb:046d:0825:0.0:port:0000:00:14.0-v2-1.4", "usb:046d:0826:0.0:port:0000:00:14.0-v2-1.4"
    for device in (DEVICE, port, another):
        await client.post("/cameras/test", json={"source": {"kind": "usb", "device": device}})
    assert [len(each.polygons) for each in probe.hidden] == [1, 1, 0]
