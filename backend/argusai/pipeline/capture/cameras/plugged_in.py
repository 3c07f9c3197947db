"""The cameras that are plugged into this machine, and which of them are watched already."""

from collections.abc import Sequence
from typing import cast

from argusai.kit.db import Database
from argusai.pipeline.capture.cameras.contract import UsbCodec
from argusai.pipeline.capture.cameras.ports import ListDevices, Offered, PluggedIn
from argusai.pipeline.capture.cameras.repository import CameraRepository
from argusai.pipeline.capture.cameras.usb_schemas import TakenByOut, UsbDeviceOut, UsbDevicesOut, UsbPictureOut

_NOT_HERE = (
    "USB cameras are read through Video4Linux, which only Linux has. On this machine, let a program such as go2rtc "
    "offer the camera as RTSP, and add it as a network camera."
)
_NONE = (
    "No USB camera was found. Plug one into the machine on which ArgusAI runs, then look again. A container sees only "
    "the devices that are handed over to it."
)


class PluggedInCameras:
    def __init__(self, database: Database, devices: ListDevices) -> None:
        self._database = database
        self._devices = devices

    async def list(self) -> UsbDevicesOut:
        found = await self._devices()
        if found is None:
            return UsbDevicesOut(supported=False, sentence=_NOT_HERE, items=[])
        async with self._database.read() as session:
            repository = CameraRepository(session)
            items = [_out(each, await _taken(repository, each.ids)) for each in found]
        return UsbDevicesOut(supported=True, sentence="" if items else _NONE, items=items)


async def _taken(repository: CameraRepository, ids: Sequence[str]) -> TakenByOut | None:
    for each in ids:
        row = await repository.with_source(each)
        if row is not None:
            return TakenByOut(id=row.id, name=row.name)
    return None


def _out(device: PluggedIn, taken_by: TakenByOut | None) -> UsbDeviceOut:
    return UsbDeviceOut(
        device=device.ids[0],
        name=device.name,
        serial=device.serial,
        port=device.port,
        moves=device.moves,
        path=device.path,
        trouble=device.trouble,
        pictures=[_picture(each) for each in device.pictures],
        taken_by=taken_by,
    )


def _picture(offered: Offered) -> UsbPictureOut:
    codec = cast(UsbCodec, offered.codec)
    return UsbPictureOut(codec=codec, width=offered.width, height=offered.height, rates=list(offered.rates))
