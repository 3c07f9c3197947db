"""The USB cameras that the system knows, read from its folder of video devices; each with an id that stays."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from argusai.pipeline.capture.streams.errors import AmbiguousDevice, NoUsbHere, Unplugged
from argusai.pipeline.capture.streams.settings import UsbSettings

_NOT_KEPT = re.compile(r"[^A-Za-z0-9#+.:=@_-]")
_INTERFACE = re.compile(r".+:\d+\.\d+\Z")


@dataclass(frozen=True, slots=True)
class UsbNode:
    """One device file of a camera that is plugged in. `path`: today's, such as /dev/video2. `part`: the interface and
    the index among its device files. `serial`: as the maker wrote it, may be empty. `socket`: the controller and the
    way to the port; `port`: that way in short, such as "1.2", for a person."""

    path: Path
    name: str
    vendor: str
    product: str
    part: str
    serial: str
    socket: str
    port: str

    @property
    def index(self) -> int:
        return int(self.part.partition(".")[2])

    @property
    def serial_id(self) -> str:
        """Empty without a serial number."""
        return self._id("serial", self.serial) if _kept(self.serial) else ""

    @property
    def port_id(self) -> str:
        return self._id("port", self.socket)

    def _id(self, by: str, value: str) -> str:
        return f"usb:{self.vendor}:{self.product}:{self.part}:{by}:{_kept(value)}"


def _kept(text: str) -> str:
    return _NOT_KEPT.sub("_", text.strip())[:200]


def list_nodes(settings: UsbSettings) -> list[UsbNode]:
    """In the order of their numbers. What vanishes meanwhile is left out. Raises NoUsbHere."""
    if not settings.works_here:
        raise NoUsbHere
    try:
        entries = list(settings.list_folder.iterdir())
    except OSError:
        return []  # the system makes the folder when the first one is plugged in
    return list(_nodes(sorted(entries, key=_number), settings.device_folder))


def stable_id(node: UsbNode, among: list[UsbNode]) -> str:
    """By its serial number, so that it may move to another port; by its port where it has none, or another one that is
    plugged in claims the same."""
    twins = [each for each in among if each.serial_id == node.serial_id]
    return node.serial_id if node.serial_id and len(twins) == 1 else node.port_id


def find_node(device_id: str, settings: UsbSettings) -> UsbNode:
    """Where the camera of that id is now. Raises Unplugged, AmbiguousDevice, NoUsbHere."""
    found = [each for each in list_nodes(settings) if device_id in {each.serial_id, each.port_id}]
    if not found:
        raise Unplugged
    if len(found) > 1:
        raise AmbiguousDevice
    return found[0]


def _nodes(entries: list[Path], device_folder: Path) -> Iterator[UsbNode]:
    for entry in entries:
        try:
            node = _node(entry, device_folder)
        except (OSError, ValueError):
            continue
        if node is not None:
            yield node


def _node(entry: Path, device_folder: Path) -> UsbNode | None:
    """None for what is no USB device."""
    interface = (entry / "device").resolve(strict=True)
    device = interface.parent
    if not _INTERFACE.match(interface.name) or not (device / "idVendor").is_file():
        return None
    hub = next((each for each in device.parents if re.fullmatch(r"usb\d+", each.name)), None)
    if hub is None:
        return None
    port, version = _read(device / "devpath"), _read(hub / "version").partition(".")[0]
    return UsbNode(
        path=device_folder / entry.name,
        name=_name(entry, device),
        vendor=_read(device / "idVendor").lower(),
        product=_read(device / "idProduct").lower(),
        part=f"{int(_read(interface / 'bInterfaceNumber'), 16)}.{int(_read(entry / 'index'))}",
        serial=_read(device / "serial", missing=""),
        # Two root hubs of one controller count their ports each for itself.
        socket=f"{hub.parent.name}-v{version}-{port}",
        port=port,
    )


def _name(entry: Path, device: Path) -> str:
    """Of the camera. Many write "USB Camera: USB Camera", cut off somewhere."""
    name, _, again = _read(entry / "name", missing="").partition(": ")
    if again and not name.startswith(again):
        name = f"{name}: {again}"
    return name or _read(device / "product", missing="") or "USB camera"


def _read(path: Path, missing: str | None = None) -> str:
    """Raises OSError where nothing is there, unless `missing` says what that means."""
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except FileNotFoundError:
        if missing is None:
            raise
        return missing


def _number(entry: Path) -> tuple[int, str]:
    digits = re.search(r"\d+\Z", entry.name)
    return int(digits[0]) if digits else 0, entry.name
