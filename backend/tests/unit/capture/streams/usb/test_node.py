"""Which USB cameras the system knows, and by what they are known again."""

from dataclasses import replace
from pathlib import Path

import pytest

from argusai.pipeline.capture.cameras.usb_address import read_usb_id
from argusai.pipeline.capture.streams.errors import AmbiguousDevice, NoUsbHere, Unplugged
from argusai.pipeline.capture.streams.settings import UsbSettings
from argusai.pipeline.capture.streams.usb.node import find_node, list_nodes, stable_id
from tests.support.usb import Plug, UsbMachine

pytestmark = pytest.mark.covers("C2")
NUMBERED = Plug()
NAMELESS = Plug(serial="")


@pytest.fixture
def machine(tmp_path: Path) -> UsbMachine:
    return UsbMachine(tmp_path)


def ids(machine: UsbMachine) -> list[str]:
    nodes = list_nodes(machine.settings)
    return [stable_id(each, nodes) for each in nodes]


def test_a_serial_number_is_known_at_any_port_and_under_any_number(machine: UsbMachine) -> None:
    machine.plug(0)
    (known,) = ids(machine)
    assert known == "usb:046d:0825:0.0:serial:ABC123"
    machine.unplug(0)
    with pytest.raises(Unplugged):
        find_node(known, machine.settings)
    machine.plug(0, Plug(serial="OTHER"))
    machine.plug(3, replace(NUMBERED, port="4"))
    assert find_node(known, machine.settings).path == machine.settings.device_folder / "video3"


def test_two_of_a_make_without_a_number_tell_apart_by_their_ports(machine: UsbMachine) -> None:
    machine.plug(0, NAMELESS)
    machine.plug(2, replace(NAMELESS, port="1.3"))
    first, second = ids(machine)
    assert first == "usb:046d:0825:0.0:port:0000:00:14.0-v2-1.2"
    assert second == "usb:046d:0825:0.0:port:0000:00:14.0-v2-1.3"
    machine.unplug(0)
    with pytest.raises(Unplugged):
        find_node(first, machine.settings)


def test_the_same_way_below_two_hubs_of_one_controller_is_two_ports(machine: UsbMachine) -> None:
    machine.plug(0, NAMELESS)
    machine.plug(1, replace(NAMELESS, hub="usb2"))
    assert len(set(ids(machine))) == 2


def test_a_number_that_two_claim_is_none(machine: UsbMachine) -> None:
    machine.plug(0)
    (known,) = ids(machine)
    machine.plug(1, replace(NUMBERED, port="1.3"))
    with pytest.raises(AmbiguousDevice):
        find_node(known, machine.settings)
    assert all(":port:" in each for each in ids(machine))
    assert len(set(ids(machine))) == 2


def test_two_eyes_of_one_camera_are_two(machine: UsbMachine) -> None:
    machine.plug(0)
    machine.plug(2, replace(NUMBERED, part=(2, 0)))
    assert ids(machine) == ["usb:046d:0825:0.0:serial:ABC123", "usb:046d:0825:2.0:serial:ABC123"]


def test_every_id_can_be_stored(machine: UsbMachine) -> None:
    machine.plug(0, Plug(serial="SN 4/7:ü\t*" + "9" * 300))
    machine.plug(10, NAMELESS)
    machine.plug(9, replace(NAMELESS, port="4"))
    assert [read_usb_id(each) for each in ids(machine)] == ids(machine)
    assert [each.path.name for each in list_nodes(machine.settings)] == ["video0", "video9", "video10"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("HD Pro Webcam C920", "HD Pro Webcam C920"),
        ("USB2.0 Camera: USB2.0 Camera", "USB2.0 Camera"),
        ("Integrated Camera: Integrated C", "Integrated Camera"),
        ("Generic: HD 720P Webcam", "Generic: HD 720P Webcam"),
        ("", "USB camera"),
    ],
)
def test_names_are_not_said_twice(machine: UsbMachine, written: str, shown: str) -> None:
    machine.plug(0, Plug(name=written))
    assert [each.name for each in list_nodes(machine.settings)] == [shown]


def test_what_is_no_usb_device_is_left_out(machine: UsbMachine, tmp_path: Path) -> None:
    (tmp_path / "class/video7").mkdir()  # made by software alone
    sensor = tmp_path / "devices/platform/fe801000.csi"
    (sensor / "video4linux/video8").mkdir(parents=True)
    (sensor / "video4linux/video8/device").symlink_to(sensor)
    (tmp_path / "class/video8").symlink_to(sensor / "video4linux/video8")
    (tmp_path / "class/video9").symlink_to(tmp_path / "just unplugged")
    assert list_nodes(machine.settings) == []


def test_without_a_list_nothing_is_plugged_in(tmp_path: Path) -> None:
    assert list_nodes(UsbSettings(list_folder=tmp_path / "none")) == []


def test_a_system_without_video4linux_says_so(machine: UsbMachine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.plug(0)
    monkeypatch.setattr("sys.platform", "darwin")
    with pytest.raises(NoUsbHere):
        list_nodes(machine.settings)
