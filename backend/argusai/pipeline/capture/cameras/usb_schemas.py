"""What the camera routes take and give of cameras that are plugged in."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from argusai.kit.schemas import Strict

# As `contract.UsbPicture`; written out for OpenAPI.
UsbCodecChosen = Literal["auto", "mjpeg", "h264", "raw"]
Side = Annotated[int, Field(ge=0, le=16384)]
Rate = Annotated[float, Field(strict=True, ge=0, le=240)]


class UsbSourceIn(Strict):
    """A camera that is plugged into the machine of ArgusAI. `device`: its id, from `GET /cameras/devices`; it stays
    when the camera is plugged in again, whatever number the system gives to it. `codec`, `width` with `height`, and
    `rate` (pictures a second) are chosen out of what it offers; auto and 0: by us."""

    kind: Literal["usb"]
    device: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    codec: UsbCodecChosen = "auto"
    width: Side = 0
    height: Side = 0
    rate: Rate = 0.0


class UsbSourceOut(BaseModel):
    kind: Literal["usb"]
    device: str
    codec: UsbCodecChosen
    width: int
    height: int
    rate: float


class UsbPictureOut(BaseModel):
    """One kind and size of picture that a camera offers. Sizes in pixels; 0: it names none. `rates`: pictures a second,
    fastest first; empty: it names none."""

    codec: Literal["mjpeg", "h264", "raw"]
    width: int
    height: int
    rates: list[float]


class TakenByOut(BaseModel):
    id: UUID
    name: str


class UsbDeviceOut(BaseModel):
    """A camera that is plugged in. `device`: its id, for a source. `moves`: it is known by its serial number and found
    at any port; else it is known by `port`. `path`: its device file today. `trouble`: a sentence when it cannot be used
    now, else empty. `taken_by`: the camera that watches it already."""

    device: str
    name: str
    serial: str
    port: str
    moves: bool
    path: str
    trouble: str
    pictures: list[UsbPictureOut]
    taken_by: TakenByOut | None


class UsbDevicesOut(BaseModel):
    """`supported` false: this machine reads no USB cameras. `sentence`: what to do when there are none, else empty."""

    supported: bool
    sentence: str
    items: list[UsbDeviceOut]
