"""Cameras that are plugged into this machine, read through FFmpeg's Video4Linux; for the rest a stream like others."""

import errno
import threading
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import av
from av.container import InputContainer
from av.stream import Stream
from av.video.stream import VideoStream

from argusai.kit.closing import Closing
from argusai.pipeline.capture.cameras.contract import Source, Transport
from argusai.pipeline.capture.streams.contract import StreamFacts
from argusai.pipeline.capture.streams.errors import (
    DeviceBusy,
    DeviceClosed,
    FormatRefused,
    NotAVideo,
    StreamError,
    StreamFailed,
    TimedOut,
    Unplugged,
)
from argusai.pipeline.capture.streams.pyav.arriving import Arriving, jpeg_tracks
from argusai.pipeline.capture.streams.pyav.failures import LibraryError
from argusai.pipeline.capture.streams.pyav.picture import PyavPicture
from argusai.pipeline.capture.streams.pyav.source import Decoded, Unit
from argusai.pipeline.capture.streams.pyav.tracks import Tracks
from argusai.pipeline.capture.streams.settings import UsbSettings
from argusai.pipeline.capture.streams.usb.choose import choose
from argusai.pipeline.capture.streams.usb.devices import NO_FILE
from argusai.pipeline.capture.streams.usb.node import find_node
from argusai.pipeline.capture.streams.usb.v4l2 import NoCapture, Offer, ask

# AVFMT_FLAG_NONBLOCK: else FFmpeg would wait for ever for a device that falls silent, and keep it.
_NOT_WAITING = "+4"
_LOOK_SECONDS = 0.005
_BUSY_LOOKS, _BUSY_SECONDS = 5, 0.2
# Of JPEGs made here from pictures that come unencoded: FFmpeg's scale, 2 best to 31 worst.
_QUALITY = 4
_SILENT = "The camera sends no pictures. Unplug it for a moment, and use another port or no hub."
_NO_ROOM = (
    "The cable has no room for so many pictures: other cameras share it. Choose a smaller size, or plug the camera "
    "into another port of the machine itself."
)


def open_device(path: Path, offer: Offer, seconds: tuple[float, float]) -> InputContainer:
    """By FFmpeg, set to what was chosen. Raises what the library raises."""
    options = {"fflags": _NOT_WAITING, "input_format": offer.form}
    if offer.width:
        options["video_size"] = f"{offer.width}x{offer.height}"
    if offer.rates:
        options["framerate"] = f"{offer.rates[0]:g}"
    return av.open(str(path), format="v4l2", options=options, timeout=seconds)


@dataclass(frozen=True, slots=True)
class Driver:
    """How a device is asked and opened."""

    ask: Callable[[Path], tuple[Offer, ...]] = ask
    open: Callable[[Path, Offer, tuple[float, float]], InputContainer] = open_device


V4L2 = Driver()


class UsbSource(Closing):
    """The same face as PyavSource. Pictures that come unencoded are made JPEGs, and go the way of those."""

    transport: Transport = "auto"
    seconds = 0.0

    def __init__(
        self, source: Source, usb: UsbSettings, seconds: tuple[float, float] = (5, 5), driver: Driver = V4L2
    ) -> None:
        """`seconds`: for opening, and for each further picture. Raises StreamError."""
        self._source, self._usb, self._read_seconds = source, usb, seconds[1]
        self._container: InputContainer | None = None
        self._pause = threading.Event()
        node = find_node(source.address, usb)
        try:
            self._offer = choose(source.picture, driver.ask(node.path))
            self._container = self._opened(driver, node.path, seconds)
            self._stream: VideoStream = self._container.streams.video[0]
            self._first: tuple[bytes, bool] | None = self._next()
            self._pictures = Arriving(self._tracks(self._first[0]))
            self.tracks = self._pictures.tracks
            self.facts = self._read_facts()
        except NoCapture:
            raise NotAVideo("This device gives no pictures. Choose another one from the list.") from None
        except LibraryError as error:
            self.close()
            raise self._translated(error, opening=True) from None
        except StreamError:
            self.close()
            raise

    def close(self) -> None:
        container, self._container = self._container, None
        if container is not None:
            container.close()

    def units(self) -> Iterator[Unit]:
        """Until it is unplugged or falls silent, which raises."""
        try:
            while True:
                content, key = self._first or self._next()
                self._first = None
                yield self._pictures.unit(content, key=key)
        except LibraryError as error:
            raise self._translated(error) from None

    def decode(self, unit: Unit) -> list[Decoded]:
        """The pictures that are ready now. A broken one gives none."""
        return self._pictures.decode(unit)

    def drain(self) -> list[Decoded]:
        """What the decoder still holds. It begins anew: the next unit must be a keyframe."""
        return self._pictures.drain()

    def _opened(self, driver: Driver, path: Path, seconds: tuple[float, float]) -> InputContainer:
        """A connection of ours that was given up may have the device until its next picture."""
        for _ in range(_BUSY_LOOKS):
            try:
                return driver.open(path, self._offer, seconds)
            except OSError as error:
                if error.errno != errno.EBUSY:
                    raise
            self._pause.wait(_BUSY_SECONDS)
        return driver.open(path, self._offer, seconds)

    def _next(self) -> tuple[bytes, bool]:
        """One encoded picture, and whether it stands alone. Raises StreamError, and what the library raises."""
        until = time.monotonic() + self._read_seconds
        while True:
            try:
                packet = self._copied()
            except BlockingIOError:
                packet = None
            if packet is not None and packet.size:
                return (self._jpeg(packet), True) if self._offer.codec == "raw" else (bytes(packet), packet.is_keyframe)
            if time.monotonic() > until:
                raise TimedOut(_SILENT)
            self._pause.wait(_LOOK_SECONDS)

    def _copied(self) -> "av.Packet[Stream] | None":
        """What the device has; None for an empty picture. Not a trace of the packet itself may be left when the device
        is closed: it lies in memory of the driver, and is given back there when it is forgotten."""
        if self._container is None:
            raise self._gone()
        packets = cast("Generator[av.Packet[Stream], None, None]", self._container.demux(self._stream))
        try:
            raw = next(packets, None)
            if raw is None or (not raw.size and raw.dts is None):
                raise self._gone()
            copy: av.Packet[Stream] = av.Packet(bytes(raw))
            copy.is_keyframe = raw.is_keyframe
            del raw
            return copy
        finally:
            packets.close()

    def _jpeg(self, packet: "av.Packet[Stream]") -> bytes:
        packet.pts = 0
        frames = self._stream.codec_context.decode(packet)
        if not frames:
            raise StreamFailed("The camera sent a picture that is cut off. It is opened again by itself.")
        return PyavPicture(frames[0]).jpeg(quality=_QUALITY)

    def _tracks(self, first: bytes) -> Tracks:
        return Tracks({"video": self._stream}) if self._offer.codec == "h264" else jpeg_tracks(first)

    def _read_facts(self) -> StreamFacts:
        width, height = self.tracks.size
        if not width:
            raise NotAVideo
        codec = "rawvideo" if self._offer.codec == "raw" else self._offer.codec
        rate = float(self._stream.average_rate or 0) or (self._offer.rates[0] if self._offer.rates else 0.0)
        return StreamFacts(codec, width, height, round(rate, 3), False)

    def _gone(self) -> StreamError:
        """It ended: unplugged, if the system does not know it any more."""
        try:
            find_node(self._source.address, self._usb)
        except StreamError as error:
            return error
        return StreamFailed("The camera stopped. It is opened again by itself.")

    def _translated(self, error: BaseException, *, opening: bool = False) -> StreamError:
        code = getattr(error, "errno", None)
        if code == errno.ENODEV or not opening:
            gone = self._gone()
            return gone if code != errno.ENODEV or not isinstance(gone, StreamFailed) else Unplugged()
        if isinstance(error, (av.error.ExitError, TimeoutError)):
            return TimedOut(_SILENT)
        if code in {errno.ENOENT, errno.ENXIO}:
            return DeviceClosed(NO_FILE)
        if code in {errno.EACCES, errno.EPERM}:
            return DeviceClosed()
        if code == errno.ENOTTY:
            return NotAVideo("This device gives no pictures. Choose another one from the list.")
        return {errno.EBUSY: DeviceBusy, errno.EINVAL: FormatRefused}.get(code or 0, StreamFailed)(
            _NO_ROOM if code == errno.ENOSPC else ""
        )
