"""Which picture a USB camera is asked for."""

import pytest

from argusai.pipeline.capture.cameras.contract import UsbPicture
from argusai.pipeline.capture.streams.errors import FormatRefused
from argusai.pipeline.capture.streams.usb.choose import choose
from argusai.pipeline.capture.streams.usb.v4l2 import Offer

pytestmark = pytest.mark.covers("C2")


def offers(codec: str, *sizes: tuple[int, int], rates: tuple[float, ...] = (30.0, 15.0, 10.0, 5.0)) -> list[Offer]:
    return [Offer(codec, {"raw": "yuyv422"}.get(codec, codec), width, height, rates) for width, height in sizes]


RAW = offers("raw", (640, 480), (1920, 1080), rates=(30.0, 5.0))
H264 = offers("h264", (1920, 1080), (1280, 720))
MJPEG = offers("mjpeg", (640, 480), (1280, 720), (1920, 1080))


@pytest.mark.parametrize(
    ("given", "form", "size"),
    [
        ([*RAW, *H264, *MJPEG], "mjpeg", (1280, 720)),
        ([*RAW, *H264], "h264", (1280, 720)),
        (RAW, "yuyv422", (640, 480)),
        (offers("mjpeg", (1920, 1080), (2592, 1944)), "mjpeg", (1920, 1080)),
        ([*offers("raw", (1280, 720), rates=(3.0,)), *offers("raw", (640, 480))], "yuyv422", (640, 480)),
        ([Offer("mjpeg", "mjpeg", 0, 0)], "mjpeg", (0, 0)),
    ],
)
def test_without_a_wish_it_is_what_suits_most(given: list[Offer], form: str, size: tuple[int, int]) -> None:
    chosen = choose(UsbPicture(), tuple(given))
    assert (chosen.form, (chosen.width, chosen.height)) == (form, size)


def test_a_wish_is_obeyed() -> None:
    chosen = choose(UsbPicture("h264", 1920, 1080), (*RAW, *H264, *MJPEG))
    assert (chosen.codec, chosen.width, chosen.height) == ("h264", 1920, 1080)
    assert choose(UsbPicture("mjpeg", 800, 600), (Offer("mjpeg", "mjpeg", 0, 0),)).width == 800


@pytest.mark.parametrize(
    ("wanted", "offered", "rates"),
    [
        (0, (30.0, 15.0, 10.0), (15.0,)),
        (0, (30.0, 25.0), (25.0,)),
        (0, (10.0, 5.0), (10.0,)),
        (0, (), ()),
        (12, (30.0, 15.0, 10.0), (10.0,)),
        (12, (), (12.0,)),
    ],
)
def test_the_rate_is_the_least_that_will_do(
    wanted: float, offered: tuple[float, ...], rates: tuple[float, ...]
) -> None:
    assert choose(UsbPicture(rate=wanted), (Offer("mjpeg", "mjpeg", 640, 480, offered),)).rates == rates


@pytest.mark.parametrize(
    ("wanted", "said"),
    [(UsbPicture("h264"), "H.264"), (UsbPicture(width=800, height=600), "800×600"), (UsbPicture("raw"), "unencoded")],
)
def test_what_is_not_offered_is_refused_with_what_is(wanted: UsbPicture, said: str) -> None:
    with pytest.raises(FormatRefused) as refused:
        choose(wanted, tuple(MJPEG))
    assert f"does not offer {said}" in refused.value.sentence
    assert "MJPEG 1280×720" in refused.value.sentence


def test_a_camera_of_unknown_kinds_says_so() -> None:
    with pytest.raises(FormatRefused):
        choose(UsbPicture(), ())
