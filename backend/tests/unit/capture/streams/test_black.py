"""Black over polygons, in every kind of plane that decoders give (C6)."""

from collections.abc import Iterator
from fractions import Fraction

import av
import numpy as np
import pytest
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame

from argusai.pipeline.capture.cameras.contract import Polygon
from argusai.pipeline.capture.streams.opencv import covered
from argusai.pipeline.capture.streams.pyav.black import Blackout, planes_of
from argusai.pipeline.capture.streams.pyav.picture import PyavPicture
from tests.support.masks import rectangle

pytestmark = pytest.mark.covers("C6")

FORMATS = [
    "yuv420p",
    "yuvj420p",
    "yuv422p",
    "yuvj422p",
    "yuv444p",
    "yuvj444p",
    "yuv440p",
    "yuv411p",
    "yuv410p",
    "nv12",
    "nv21",
    "nv16",
    "gray",
    "gray10le",
    "yuv420p10le",
    "yuv422p10le",
    "yuv444p10le",
    "yuv420p12le",
    "p010le",
]
# Neither is written to directly: both are converted first.
OTHERS = ["bgr24", "yuva420p", "yuyv422", "rgb565le"]
MIDDLE = rectangle(0.25, 0.25, 0.75, 0.75)
WHOLE = rectangle(0, 0, 1, 1)


def _picture(name: str, width: int = 96, height: int = 64) -> PyavPicture:
    """All over of one bright, saturated red; grey where there are no colours."""
    red = np.full((height, width, 3), (20, 20, 250), np.uint8)
    return PyavPicture(VideoFrame.from_ndarray(red, format="bgr24").reformat(format=name))


def _bgr(picture: PyavPicture, polygon: Polygon) -> np.ndarray:
    return Blackout([polygon]).apply(picture).bgr().astype(int)


@pytest.mark.parametrize("name", [*FORMATS, *OTHERS])
@pytest.mark.parametrize("size", [(96, 64), (97, 63)])
def test_what_lies_in_the_mask_is_black_and_the_rest_stays(name: str, size: tuple[int, int]) -> None:
    width, height = size
    bgr = _bgr(_picture(name, *size), MIDDLE)
    inside = bgr[height // 4 : height * 3 // 4, width // 4 : width * 3 // 4]
    assert inside.max() <= 6
    assert bgr[: height // 8].max() > 60  # luma of this red is 80
    assert bgr[:, : width // 8].max() > 60


@pytest.mark.parametrize("name", FORMATS)
def test_known_formats_are_written_to_directly(name: str) -> None:
    picture = _picture(name)
    assert Blackout([MIDDLE]).apply(picture).frame.format.name == name


@pytest.mark.parametrize("name", OTHERS)
def test_unknown_formats_are_converted_before(name: str) -> None:
    assert planes_of(name) is None
    assert Blackout([MIDDLE]).apply(_picture(name)).frame.format.name == "yuv420p"


@pytest.mark.parametrize("name", [*FORMATS, *OTHERS])
def test_a_mask_over_the_whole_picture_leaves_nothing(name: str) -> None:
    assert _bgr(_picture(name, 33, 31), WHOLE).max() <= 6


def test_the_planes_hold_nothing_beneath_the_black() -> None:
    frame = Blackout([WHOLE]).apply(_picture("yuv422p", 37, 23)).frame
    for plane, value in zip(frame.planes, (0, 128, 128), strict=True):
        rows = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)[:, : plane.width]
        assert (rows[: plane.height] == value).all()


def test_black_reaches_a_little_over_the_edge() -> None:
    bgr = _bgr(_picture("yuv420p", 200, 100), rectangle(0.4, 0.4, 0.6, 0.6))
    assert bgr[50, 77:123].max() <= 6
    assert bgr[50, 70].max() > 60


def test_a_slanted_mask_covers_each_pixel_that_it_touches() -> None:
    triangle = ((0.1, 0.1), (0.9, 0.2), (0.3, 0.95))
    cover = covered([triangle], (64, 48), 0)
    inside = covered([triangle], (640, 480), 0).reshape(48, 10, 64, 10).any(axis=(1, 3))
    assert not (inside & ~covered([triangle], (64, 48), 1)).any()
    assert cover.sum() < inside.sum() * 1.2


def test_a_turned_picture_is_black_where_the_mask_was_drawn() -> None:
    class Turned(PyavPicture):
        """As a phone sends it: lying on its side, with a note to turn it by a quarter to the left."""

        def __init__(self, frame: VideoFrame) -> None:
            super().__init__(frame)
            self._turns = 1

    upright = Turned(_picture("yuv420p").frame)
    frame = Blackout([rectangle(0, 0, 1, 0.25)]).apply(upright).frame
    shown = Turned(frame).bgr()
    assert (shown.shape[:2]) == (96, 64)
    assert shown[:24].max() <= 6
    assert shown[32:].max() > 60


def test_a_picture_of_another_size_is_masked_by_the_same_shares() -> None:
    black = Blackout([MIDDLE])
    for width, height in ((96, 64), (320, 180), (96, 64)):
        bgr = black.apply(_picture("yuv420p", width, height)).bgr()
        assert bgr[height // 2, width // 2].max() <= 6
        assert bgr[2, 2].max() > 60


def test_black_stays_out_of_the_pictures_that_a_decoder_still_needs() -> None:
    """Writing into a decoder's own reference would smear black into the pictures that follow it."""
    packets = _encoded()
    plain = [frame.to_ndarray(format="bgr24") for frame in _decoded(packets)]
    black = Blackout([rectangle(0, 0, 0.5, 1)])
    for before, frame in zip(plain, _decoded(packets), strict=True):
        after = black.apply(PyavPicture(frame)).bgr()
        assert np.abs(after[:, 60:].astype(int) - before[:, 60:]).max() <= 2


def _encoded() -> list[bytes]:
    encoder = av.CodecContext.create("libx264", "w")
    assert isinstance(encoder, VideoCodecContext)
    encoder.width, encoder.height, encoder.pix_fmt, encoder.framerate = 96, 64, "yuv420p", Fraction(15)
    encoder.options = {"preset": "medium", "g": "30", "bf": "0"}
    packets = []
    for number in range(12):
        picture = np.zeros((64, 96, 3), np.uint8)
        picture[:, number * 4 : number * 4 + 40] = (40, 200, 90)  # moves from the masked half into the other
        frame = VideoFrame.from_ndarray(picture, format="bgr24").reformat(format="yuv420p")
        frame.pts = number
        packets += [bytes(packet) for packet in encoder.encode(frame)]
    return [*packets, *(bytes(packet) for packet in encoder.encode(None))]


def _decoded(packets: list[bytes]) -> Iterator[VideoFrame]:
    decoder = av.CodecContext.create("h264", "r")
    assert isinstance(decoder, VideoCodecContext)
    for packet in packets:
        yield from decoder.decode(av.Packet(packet))
    yield from decoder.decode(None)
