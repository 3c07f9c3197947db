"""Asks a video device what it can do: Video4Linux's questions, by ioctl. They disturb nobody who uses it."""

import errno
import fcntl
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# From linux/videodev2.h: the number of a question holds the size of its structure.
_QUERYCAP = struct.Struct("=16s32s32s3I12x")
_FMTDESC = struct.Struct("=3I32sI16x")
_FRAME_SIZES = struct.Struct("=3I6I8x")
_FRAME_RATES = struct.Struct("=5I6I8x")
_CAPTURE, _DEVICE_CAPS = 0x00000001, 0x80000000
_VIDEO_CAPTURE = 1  # type of buffer
_DISCRETE = 1
_MOST = 64  # of each list: a faulty driver may never end one
_FOURCC = {b"MJPG": "mjpeg", b"JPEG": "mjpeg", b"H264": "h264"}
# FFmpeg's names of what webcams send unencoded.
_RAW = {
    b"YUYV": "yuyv422",
    b"UYVY": "uyvy422",
    b"NV12": "nv12",
    b"YU12": "yuv420p",
    b"422P": "yuv422p",
    b"GREY": "gray",
}


class NoCapture(Exception):
    """It is a device, or a file, but nothing that gives pictures."""


@dataclass(frozen=True, slots=True)
class Offer:
    """`codec`: "mjpeg", "h264" or "raw". `form`: FFmpeg's name of it, such as "yuyv422". Sizes in pixels; 0: the
    driver names none. `rates`: pictures a second, fastest first; may be empty."""

    codec: str
    form: str
    width: int
    height: int
    rates: tuple[float, ...] = ()


def ask(path: Path) -> tuple[Offer, ...]:
    """What it offers, in its own order; what we cannot read is left out. Raises OSError, NoCapture."""
    file = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        if not _captures(_answer(file, _question("R", 0, _QUERYCAP), _QUERYCAP.pack(b"", b"", b"", 0, 0, 0))):
            raise NoCapture
        return tuple(_offers(file))
    except OSError as error:
        if error.errno in {errno.ENOTTY, errno.EINVAL}:
            raise NoCapture from error
        raise
    finally:
        os.close(file)


def _captures(answer: bytes) -> bool:
    """Of this device file; where the driver tells only of all of them together, those."""
    _, _, _, _, every, own = _QUERYCAP.unpack(answer)
    return bool((own if every & _DEVICE_CAPS else every) & _CAPTURE)


def _offers(file: int) -> Iterator[Offer]:
    for index in range(_MOST):
        asked = _FMTDESC.pack(index, _VIDEO_CAPTURE, 0, b"", 0)
        answer = _asked(file, _question("RW", 2, _FMTDESC), asked)
        if answer is None:
            return
        pixels: int = _FMTDESC.unpack(answer)[4]
        fourcc = pixels.to_bytes(4, "little")
        codec = _FOURCC.get(fourcc)
        form = codec or _RAW.get(fourcc)
        if form is not None:
            yield from _sizes(file, pixels, codec or "raw", form)


def _sizes(file: int, pixels: int, codec: str, form: str) -> Iterator[Offer]:
    for index in range(_MOST):
        asked = _FRAME_SIZES.pack(index, pixels, *[0] * 7)
        answer = _asked(file, _question("RW", 74, _FRAME_SIZES), asked)
        if answer is None:
            if not index:
                yield Offer(codec, form, 0, 0)
            return
        _, _, kind, *sides = _FRAME_SIZES.unpack(answer)
        # Between a least and a most size (with steps) the driver takes many: the two are offered.
        found = [(sides[0], sides[1])] if kind == _DISCRETE else [(sides[0], sides[3]), (sides[1], sides[4])]
        for width, height in found:
            yield Offer(codec, form, width, height, _rates(file, pixels, width, height))
        if kind != _DISCRETE:
            return


def _rates(file: int, pixels: int, width: int, height: int) -> tuple[float, ...]:
    rates: set[float] = set()
    for index in range(_MOST):
        asked = _FRAME_RATES.pack(index, pixels, width, height, *[0] * 7)
        answer = _asked(file, _question("RW", 75, _FRAME_RATES), asked)
        if answer is None:
            break
        _, _, _, _, kind, *parts = _FRAME_RATES.unpack(answer)
        pairs = [parts[:2]] if kind == _DISCRETE else [parts[:2], parts[2:4]]
        rates |= {round(below / above, 3) for above, below in pairs if above and below}
        if kind != _DISCRETE:
            break
    return tuple(sorted(rates, reverse=True))


def _question(direction: str, number: int, structure: struct.Struct) -> int:
    """As _IOR and _IOWR of the kernel count."""
    ways = {"R": 2, "RW": 3}[direction]
    return ways << 30 | structure.size << 16 | ord("V") << 8 | number


def _answer(file: int, question: int, asked: bytes) -> bytes:
    room = bytearray(asked)
    fcntl.ioctl(file, question, room)
    return bytes(room)


def _asked(file: int, question: int, asked: bytes) -> bytes | None:
    """None at the end of a list, and from a driver that has none. Raises OSError for anything else."""
    try:
        return _answer(file, question, asked)
    except OSError as error:
        if error.errno in {errno.EINVAL, errno.ENOTTY}:
            return None
        raise
