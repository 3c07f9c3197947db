"""Cameras that are plugged in, read through the port from files of real pictures; the kernel says what is no device."""

import errno
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import cast

import av
import pytest
from av.container import InputContainer

from argusai.pipeline.capture.cameras.contract import Source, UsbPicture
from argusai.pipeline.capture.streams import errors
from argusai.pipeline.capture.streams.knock import is_there
from argusai.pipeline.capture.streams.pyav.masked import MaskedSource
from argusai.pipeline.capture.streams.pyav.open import Machine, open_source
from argusai.pipeline.capture.streams.pyav.usb import Driver, UsbSource, open_device
from argusai.pipeline.capture.streams.usb.node import list_nodes
from argusai.pipeline.capture.streams.usb.v4l2 import NoCapture, Offer, ask
from tests.support.masks import masked, unmasked
from tests.support.usb import MJPEG, UsbMachine, reading_files, usb
from tests.support.video import Recipe, make_clip
from tests.support.web_camera import jpegs

pytestmark = pytest.mark.covers("C2")
KNOWN = usb("usb:046d:0825:0.0:serial:ABC123")
PICTURES = b"".join(jpegs())


@pytest.fixture
def machine(tmp_path: Path) -> UsbMachine:
    return UsbMachine(tmp_path)


def failing(code: int, *, opening: bool = True) -> Driver:
    """A driver that refuses to be opened, or to be asked."""

    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    return Driver(lambda path: (MJPEG,), fail) if opening else Driver(fail)  # type: ignore[arg-type]


def test_its_jpegs_are_pictures_that_stand_alone(machine: UsbMachine) -> None:
    machine.plug(0, content=PICTURES)
    with UsbSource(KNOWN, machine.settings, driver=reading_files()) as opened:
        units = list(islice(opened.units(), 5))
        sizes = [(each.picture.width, each.picture.height) for unit in units for each in opened.decode(unit)]
        assert (opened.facts.codec, opened.facts.width, opened.facts.height) == ("mjpeg", 320, 180)
        assert opened.tracks.codec("video") == "mjpeg"
    assert sizes == [(320, 180)] * 5
    assert all(unit.raw is not None and unit.raw.is_keyframe for unit in units)
    assert [unit.stamp.dts for unit in units] == sorted({unit.stamp.dts for unit in units})


def test_what_comes_unencoded_is_made_jpegs(machine: UsbMachine, tmp_path: Path) -> None:
    machine.plug(0, content=raw_video(tmp_path))
    raw = Offer("raw", "yuyv422", 320, 180)
    driver = reading_files(raw, form="avi")
    with UsbSource(KNOWN, machine.settings, driver=driver) as opened:
        units = list(islice(opened.units(), 3))
        assert opened.facts.codec == "rawvideo"
        assert opened.tracks.codec("video") == "mjpeg"
        assert all(bytes(unit.raw or b"").startswith(b"\xff\xd8") for unit in units)
        brightness = [each.picture.luma(90).mean() for unit in units for each in opened.decode(unit)]
    assert brightness == pytest.approx([74.5, 121, 168], abs=3)  # of 16 to 235 to begin with, of 0 to 255 in a JPEG


def raw_video(folder: Path) -> bytes:
    """Three grey pictures, ever brighter."""
    path = folder / "raw.avi"
    with av.open(str(path), "w") as made:
        stream = made.add_stream("rawvideo", rate=10)
        stream.width, stream.height, stream.pix_fmt = 320, 180, "yuyv422"
        for brightness in (80, 120, 160):
            frame = av.VideoFrame(320, 180, "yuyv422")
            frame.planes[0].update(bytes([brightness, 128]) * (frame.planes[0].buffer_size // 2))
            made.mux(stream.encode(frame))
    return path.read_bytes()


def test_h264_goes_its_own_way(machine: UsbMachine, tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "clip.h264", Recipe(seconds=1, rate=10, keyframe_every=5))
    machine.plug(0, content=clip.read_bytes())
    driver = reading_files(Offer("h264", "h264", 320, 180), form="h264")
    with UsbSource(KNOWN, machine.settings, driver=driver) as opened:
        units = list(islice(opened.units(), 8))
        assert opened.tracks.codec("video") == "h264"
        keys = [index for index, unit in enumerate(units) if unit.raw is not None and unit.raw.is_keyframe]
        assert keys == [0, 5]
        shown = [each for unit in units for each in opened.decode(unit)] + opened.drain()
        assert len(shown) == 8


def test_an_end_is_an_unplugged_camera_if_the_system_forgot_it(machine: UsbMachine) -> None:
    machine.plug(0, content=PICTURES)
    with UsbSource(KNOWN, machine.settings, driver=reading_files()) as opened:
        units = opened.units()
        next(units)
        machine.unplug(0)
        with pytest.raises(errors.Unplugged):
            list(units)


def test_an_end_of_one_that_is_there_is_a_failure_that_passes(machine: UsbMachine) -> None:
    machine.plug(0, content=PICTURES)
    with UsbSource(KNOWN, machine.settings, driver=reading_files()) as opened, pytest.raises(errors.StreamFailed):
        list(opened.units())


class Silent:
    """A device that has no picture to give. `closed`: somebody let go of it."""

    closed = False

    class streams:
        video = (None,)

    def demux(self, *_: object) -> Iterator[None]:
        raise BlockingIOError
        yield

    def close(self) -> None:
        self.closed = True


def test_one_that_falls_silent_is_let_go_in_time(machine: UsbMachine) -> None:
    machine.plug(0)
    silent = Silent()
    driver = Driver(lambda path: (MJPEG,), lambda *_: cast(InputContainer, silent))
    with pytest.raises(errors.TimedOut, match="sends no pictures"):
        UsbSource(KNOWN, machine.settings, (0.05, 0.05), driver)
    assert silent.closed


def test_who_waits_for_it_sees_when_it_is_back(machine: UsbMachine) -> None:
    assert not is_there(KNOWN, machine.settings)
    file = machine.plug(3)
    assert is_there(KNOWN, machine.settings)
    file.unlink()  # it may not be opened yet
    assert not is_there(KNOWN, machine.settings)


def test_privacy_masks_hold(machine: UsbMachine) -> None:
    machine.plug(0, content=PICTURES)
    whole = masked(((0, 0), (1, 0), (1, 1), (0, 1)), video="pictures")
    with MaskedSource(UsbSource(KNOWN, machine.settings, driver=reading_files()), whole) as opened:
        unit = next(iter(opened.units()))
        (shown,) = opened.decode(unit)
        assert shown.picture.bgr().max() <= 1


@pytest.mark.parametrize(
    ("code", "slug", "retryable"),
    [
        (errno.EBUSY, "in-use", True),
        (errno.EACCES, "not-allowed", True),
        (errno.EPERM, "not-allowed", True),
        (errno.ENOENT, "not-allowed", True),
        (errno.EINVAL, "format", False),
        (errno.ENODEV, "unplugged", True),
        (errno.ENOSPC, "failed", True),
        (errno.EIO, "failed", True),
        (errno.ETIMEDOUT, "timeout", True),
    ],
)
def test_every_refusal_has_a_word(
    machine: UsbMachine, monkeypatch: pytest.MonkeyPatch, code: int, slug: str, retryable: bool
) -> None:
    monkeypatch.setattr("argusai.pipeline.capture.streams.pyav.usb._BUSY_SECONDS", 0.001)
    machine.plug(0)
    with pytest.raises(errors.StreamError) as caught:
        UsbSource(KNOWN, machine.settings, driver=failing(code))
    assert (caught.value.slug, caught.value.retryable) == (slug, retryable)
    if code in {errno.EACCES, errno.ENOENT}:
        with pytest.raises(errors.DeviceClosed):
            UsbSource(KNOWN, machine.settings, driver=failing(code, opening=False))


def test_the_kernel_says_that_a_file_is_no_device(machine: UsbMachine) -> None:
    file = machine.plug(0)
    with pytest.raises(NoCapture):
        ask(file)
    with pytest.raises(OSError, match="ioctl") as caught:
        open_device(file, MJPEG, (1, 1))
    assert caught.value.errno == errno.ENOTTY
    with pytest.raises(errors.NotAVideo, match="gives no pictures"):
        open_source(KNOWN, unmasked(), 1, 1, Machine(usb=machine.settings))


def test_a_device_file_that_is_not_handed_over_is_told(machine: UsbMachine) -> None:
    machine.plug(0).unlink()
    with pytest.raises(errors.DeviceClosed, match="device file"):
        open_source(KNOWN, unmasked(), 1, 1, Machine(usb=machine.settings))


@pytest.mark.parametrize("picture", [UsbPicture("h264"), UsbPicture(width=1, height=1)])
def test_a_wish_that_is_not_offered_is_told(machine: UsbMachine, picture: UsbPicture) -> None:
    machine.plug(0)
    with pytest.raises(errors.FormatRefused):
        UsbSource(Source("usb", KNOWN.address, picture=picture), machine.settings, driver=reading_files())


def test_nothing_there_is_unplugged(machine: UsbMachine) -> None:
    with pytest.raises(errors.Unplugged):
        open_source(KNOWN, unmasked(), 1, 1, Machine(usb=machine.settings))
    assert list_nodes(machine.settings) == []
