"""The whole way of a USB camera: our questions and FFmpeg's Video4Linux, on devices that stand before the kernel."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from argusai.pipeline.capture.cameras.contract import UsbPicture
from argusai.pipeline.capture.streams import errors
from argusai.pipeline.capture.streams.probe import probe
from tests.support.capture import Listener, a_camera, becomes, capturing, connected
from tests.support.usb import Plug, UsbMachine, build_shim, usb

pytestmark = [
    pytest.mark.covers("C2"),
    pytest.mark.skipif(sys.platform != "linux", reason="Video4Linux is a part of Linux"),
]
KNOWN = "usb:046d:0825:0.0:serial:ABC123"
_LIST = """
import json, sys
from dataclasses import asdict
from argusai.pipeline.capture.streams.settings import UsbSettings
from argusai.pipeline.capture.streams.usb.devices import list_devices
print(json.dumps([asdict(each) for each in list_devices(UsbSettings.model_validate_json(sys.argv[1]))]))
"""


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> UsbMachine:
    """Processes that are started from now on see its devices."""
    made = UsbMachine(tmp_path)
    for name, value in build_shim(tmp_path, made.settings.device_folder).items():
        monkeypatch.setenv(name, value)
    return made


def test_what_is_plugged_in_is_listed_with_what_it_offers(machine: UsbMachine) -> None:
    machine.plug(0, content=b"mjpeg raw")
    machine.plug(1, Plug(part=(0, 1)), content=b"meta")
    machine.plug(2, Plug(port="1.3", serial="", name="Second"), content=b"raw busy")
    command = [sys.executable, "-c", _LIST, machine.settings.model_dump_json()]
    listed = json.loads(subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ).stdout)
    assert [(each["name"], each["ids"][0], each["moves"], each["trouble"]) for each in listed] == [
        ("Shim Camera", KNOWN, True, ""),
        ("Second", "usb:046d:0825:0.0:port:0000:00:14.0-v2-1.3", False, ""),
    ]
    assert [(each["codec"], each["width"], each["height"], each["rates"]) for each in listed[0]["pictures"]] == [
        ("raw", 320, 180, [25, 10]),
        ("raw", 640, 360, [25, 10]),
        ("mjpeg", 320, 180, [25, 10]),
        ("mjpeg", 640, 360, [25, 10]),
    ]


async def test_a_try_shows_its_picture_or_says_why_not(machine: UsbMachine) -> None:
    machine.plug(0, content=b"raw")
    picture = UsbPicture("raw", 640, 360, 10)
    seen = await probe(usb(KNOWN, picture), usb=machine.settings)
    assert (seen.facts.codec, seen.facts.width, seen.facts.height, seen.facts.rate) == ("rawvideo", 640, 360, 10)
    assert seen.jpeg.startswith(b"\xff\xd8")
    machine.unplug(0)
    machine.plug(0, content=b"mjpeg busy")
    with pytest.raises(errors.DeviceBusy):
        await probe(usb(KNOWN), usb=machine.settings)


@pytest.mark.covers("C3")
async def test_pulled_out_it_is_down_and_plugged_in_it_is_back_under_another_number(
    machine: UsbMachine, tmp_path: Path
) -> None:
    machine.plug(0, content=b"mjpeg raw")
    camera, listener = a_camera(usb(KNOWN)), Listener()
    async with capturing(tmp_path, listener, camera, usb=machine.settings) as supervisor:
        assert (await connected(supervisor, camera)).facts is not None
        machine.unplug(0)
        machine.plug(0, Plug(serial="another one"))
        down = await becomes(supervisor, camera, "down")
        assert (down.reason_slug, down.reconnects) == ("unplugged", 0)
        machine.plug(4, replace(Plug(), port="3"), content=b"mjpeg raw")
        await connected(supervisor, camera)
    assert listener.seen(camera)
