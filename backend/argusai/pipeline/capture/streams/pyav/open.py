"""Which reader a source needs, and that nothing of it is seen without its privacy masks."""

from dataclasses import dataclass
from pathlib import Path

from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.streams.masking import Masking
from argusai.pipeline.capture.streams.pyav.hardware import SOFTWARE
from argusai.pipeline.capture.streams.pyav.jpegs import JpegSource
from argusai.pipeline.capture.streams.pyav.masked import MaskedSource, OpenSource
from argusai.pipeline.capture.streams.pyav.source import PyavSource
from argusai.pipeline.capture.streams.pyav.usb import UsbSource
from argusai.pipeline.capture.streams.settings import USUAL_USB, DecodeSettings, UsbSettings

__all__ = ["Machine", "OpenSource", "open_source", "open_video_file"]


@dataclass(frozen=True, slots=True)
class Machine:
    """What of this machine a source is read with."""

    decode: DecodeSettings = SOFTWARE
    usb: UsbSettings = USUAL_USB


def open_source(
    source: Source,
    masking: Masking,
    open_seconds: float = 5,
    read_seconds: float = 5,
    machine: Machine = Machine(),
) -> OpenSource:
    """`masking` is asked of everybody who opens a camera: none can forget it. Raises StreamError."""
    opened: JpegSource | PyavSource | UsbSource
    if source.kind == "http":
        opened = JpegSource(source, open_seconds, read_seconds)
    elif source.kind == "usb":
        opened = UsbSource(source, machine.usb, (open_seconds, read_seconds))
    else:
        opened = PyavSource(source, open_seconds, read_seconds, machine.decode)
    return _masked(opened, masking)


def open_video_file(path: Path, masking: Masking) -> tuple[OpenSource, float]:
    """And how many seconds it says it has. Raises StreamError."""
    opened = PyavSource(Source("file", str(path)))
    seconds = opened.seconds
    return _masked(opened, masking), seconds


def _masked(opened: JpegSource | PyavSource | UsbSource, masking: Masking) -> OpenSource:
    if not masking.privacy.polygons:
        return opened
    try:
        return MaskedSource(opened, masking)
    except BaseException:
        opened.close()
        raise
