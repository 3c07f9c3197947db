"""A machine into which USB cameras are plugged: folders as the system keeps them, and a driver that reads files."""

import shutil
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path

import av
from av.container import InputContainer

from argusai.pipeline.capture.cameras.contract import Source, UsbPicture
from argusai.pipeline.capture.streams.pyav.usb import Driver
from argusai.pipeline.capture.streams.settings import UsbSettings
from argusai.pipeline.capture.streams.usb.v4l2 import Offer
from tests.support.web_camera import jpegs

_SHIM = Path(__file__).with_name("v4l2_shim.c")
MJPEG = Offer("mjpeg", "mjpeg", 320, 180, (25.0, 10.0))


@dataclass(frozen=True)
class Plug:
    """What is plugged in. `part`: interface and index."""

    name: str = "Shim Camera"
    port: str = "1.2"
    serial: str = "ABC123"
    vendor: str = "046d"
    product: str = "0825"
    part: tuple[int, int] = (0, 0)
    hub: str = "usb1"


class UsbMachine:
    """`plug` and `unplug` as the system does it: a link in the list, and a file among the devices."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.settings = UsbSettings(list_folder=folder / "class", device_folder=folder / "dev")
        for each in ("class", "dev"):
            (folder / each).mkdir()

    def plug(self, number: int, plug: Plug = Plug(), content: bytes = b"mjpeg") -> Path:
        """The device file: `content` is what it holds."""
        hub = self._folder / "devices/pci0000:00/0000:00:14.0" / plug.hub
        device = hub / f"{plug.hub[3:]}-{plug.port}"
        interface = device / f"{device.name}:1.{plug.part[0]}"
        entry = interface / f"video4linux/video{number}"
        entry.mkdir(parents=True)
        texts = {"idVendor": plug.vendor, "idProduct": plug.product, "devpath": plug.port, "serial": plug.serial}
        for name, text in texts.items():
            if text:
                (device / name).write_text(f"{text}\n")
        (hub / "version").write_text(" 2.00\n" if plug.hub == "usb1" else " 3.00\n")
        (interface / "bInterfaceNumber").write_text(f"{plug.part[0]:02x}\n")
        (entry / "index").write_text(f"{plug.part[1]}\n")
        (entry / "name").write_text(f"{plug.name}\n")
        (entry / "device").symlink_to(interface)
        file = self.settings.device_folder / entry.name
        file.write_bytes(content)
        (self.settings.list_folder / entry.name).symlink_to(entry)
        return file

    def unplug(self, number: int) -> None:
        link = self.settings.list_folder / f"video{number}"
        shutil.rmtree(link.resolve())
        link.unlink()
        (self.settings.device_folder / link.name).unlink()


def reading_files(*offers: Offer, form: str = "mjpeg") -> Driver:
    """Every device is a file of pictures, which ends like one that is pulled out."""

    def open_file(path: Path, offer: Offer, seconds: tuple[float, float]) -> InputContainer:
        return av.open(str(path), format=form, timeout=seconds)

    return Driver(lambda path: offers or (MJPEG,), open_file)


def usb(device: str, picture: UsbPicture = UsbPicture()) -> Source:
    return Source("usb", device, picture=picture)


def build_shim(folder: Path, devices: Path) -> dict[str, str]:
    """The environment under which files in `devices` are video devices. Fails when there is no C compiler."""
    compiler, library = shutil.which("gcc"), folder / "v4l2_shim.so"
    assert compiler, "This test needs Debian's gcc and libc6-dev: run `make setup-tests`."
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-w", "-o", str(library), str(_SHIM), "-ldl"], check=True)
    frames = b"".join(struct.pack("=I", len(each)) + each for each in jpegs())
    (devices / "frames").write_bytes(frames)
    return {"LD_PRELOAD": str(library), "V4L2_SHIM": str(devices)}
