"""The cameras that are plugged in, with what each offers or why it cannot be used."""

import errno
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from argusai.pipeline.capture.streams.errors import DeviceClosed, NoUsbHere
from argusai.pipeline.capture.streams.settings import UsbSettings
from argusai.pipeline.capture.streams.usb.node import UsbNode, list_nodes, stable_id
from argusai.pipeline.capture.streams.usb.v4l2 import NoCapture, Offer, ask

NO_FILE = (
    "The camera is plugged in, but its device file cannot be reached from here. In a container, hand over the device."
)


@dataclass(frozen=True, slots=True)
class UsbDevice:
    """`ids`: the one to store first, then others that mean the same camera. `moves`: it is known wherever it is plugged
    in. `port`: such as "1.2". `trouble`: a sentence, or empty."""

    ids: tuple[str, ...]
    name: str
    serial: str
    port: str
    moves: bool
    path: str
    trouble: str
    pictures: tuple[Offer, ...]


def list_devices(
    settings: UsbSettings, ask_device: Callable[[Path], tuple[Offer, ...]] = ask
) -> tuple[UsbDevice, ...] | None:
    """None where there is no Video4Linux. Device files that give no pictures are left out. Opens each of them for a
    moment."""
    try:
        nodes = list_nodes(settings)
    except NoUsbHere:
        return None
    return tuple(_devices(nodes, ask_device))


def _devices(nodes: list[UsbNode], ask_device: Callable[[Path], tuple[Offer, ...]]) -> Iterator[UsbDevice]:
    for node in nodes:
        pictures: tuple[Offer, ...] = ()
        trouble = ""
        try:
            pictures = ask_device(node.path)
        except NoCapture:
            continue
        except OSError as error:
            if error.errno == errno.ENODEV:  # unplugged at this moment
                continue
            if node.index:  # what webcams tell besides pictures; it would not be a camera if it could be asked
                continue
            trouble = _trouble(error)
        chosen = stable_id(node, nodes)
        others = {node.port_id, chosen} - {chosen}
        yield UsbDevice(
            (chosen, *others),
            node.name,
            node.serial,
            node.port,
            chosen == node.serial_id,
            str(node.path),
            trouble,
            pictures,
        )


def _trouble(error: OSError) -> str:
    if error.errno in {errno.EACCES, errno.EPERM}:
        return DeviceClosed.default
    if error.errno in {errno.ENOENT, errno.ENXIO}:
        return NO_FILE
    return "The system cannot open the camera. Unplug it for a moment, or use another port."
