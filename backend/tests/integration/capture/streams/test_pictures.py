"""Pictures of every kind that cameras send, converted only as far as asked."""

import av
import numpy as np
import pytest
from av.video.frame import VideoFrame

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.capture.streams.pyav.picture import PyavPicture

pytestmark = pytest.mark.covers("F7")
FORMATS = ["yuv420p", "yuvj420p", "yuv422p", "yuvj422p", "yuv444p", "gray", "nv12"]
FORMATS += ["yuv420p10le", "yuv422p10le", "rgb24"]
SIZES = [(320, 180), (321, 181), (33, 17)]


def a_frame(width: int, height: int, pixels: str) -> VideoFrame:
    """Smooth, so that chroma subsampling changes little; red grows to the right, green downwards."""
    across = np.linspace(0, 255, width, dtype=np.uint8)[np.newaxis, :].repeat(height, 0)
    down = np.linspace(0, 255, height, dtype=np.uint8)[:, np.newaxis].repeat(width, 1)
    picture = np.stack([np.full_like(across, 80), down, across], axis=2)
    return VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="bgr24").reformat(format=pixels)


@pytest.mark.parametrize("pixels", FORMATS)
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_luma_is_small_and_grey(pixels: str, width: int, height: int) -> None:
    picture = PyavPicture(a_frame(width, height, pixels))
    luma = picture.luma(60)
    assert luma.dtype == np.uint8
    assert luma.flags["C_CONTIGUOUS"]
    step = max(1, height // 60)
    assert luma.shape == (-(-height // step), -(-width // step))
    assert int(luma[-1, -1]) > int(luma[0, 0]) + 60


@pytest.mark.parametrize("pixels", FORMATS)
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_crop_equals_the_same_part_of_the_whole(pixels: str, width: int, height: int) -> None:
    picture = PyavPicture(a_frame(width, height, pixels))
    whole = picture.bgr()
    assert whole.shape == (height, width, 3)
    for box in (Box(3, 5, 16, 12), Box(0, 0, 9, 9), Box(width - 7, height - 5, width, height)):
        part = picture.bgr(box)
        expected = whole[int(box.top) : int(box.bottom), int(box.left) : int(box.right)]
        assert part.shape == expected.shape
        # A pixel of these slopes at most: the library places chroma differently in odd sizes.
        assert np.abs(part.astype(int) - expected).max() <= (6 if width >= 320 else 14)


@pytest.mark.parametrize(
    ("box", "shape"),
    [
        (Box(-50, -50, 10, 10), (10, 10, 3)),
        (Box(310, 170, 999, 999), (10, 10, 3)),
        (Box(10.2, 10.7, 12.1, 12.2), (3, 3, 3)),
        (Box(50, 50, 50, 50), (1, 1, 3)),
        (Box(5000, 5000, 6000, 6000), (1, 1, 3)),
        (Box(90, 90, 20, 20), (1, 1, 3)),
    ],
)
def test_a_box_is_clipped_to_the_frame(box: Box, shape: tuple[int, int, int]) -> None:
    assert PyavPicture(a_frame(320, 180, "yuv420p")).bgr(box).shape == shape


@pytest.mark.parametrize("pixels", FORMATS)
def test_the_jpeg_is_a_jpeg_of_the_asked_size(pixels: str) -> None:
    picture = PyavPicture(a_frame(640, 360, pixels))
    content = picture.jpeg(160)
    assert content[:2] == b"\xff\xd8"
    decoder = av.CodecContext.create("mjpeg", "r")
    (back,) = [*decoder.decode(av.Packet(content)), *decoder.decode(None)]
    assert (back.width, back.height) == (160, 90)
    shown = back.to_ndarray(format="bgr24")
    assert np.abs(shown[45, 80].astype(int) - picture.bgr()[180, 320]).max() < 25


def test_a_better_quality_is_larger() -> None:
    noisy = np.random.default_rng(1).integers(0, 255, (180, 320, 3), np.uint8)
    picture = PyavPicture(VideoFrame.from_ndarray(noisy, format="bgr24").reformat(format="yuv420p"))
    assert len(picture.jpeg(quality=2)) > 1.5 * len(picture.jpeg(quality=15))


def test_a_small_picture_is_not_enlarged() -> None:
    picture = PyavPicture(a_frame(64, 36, "yuv420p"))
    assert picture.luma(1000).shape == (36, 64)
    decoder = av.CodecContext.create("mjpeg", "r")
    (back,) = [*decoder.decode(av.Packet(picture.jpeg(960))), *decoder.decode(None)]
    assert (back.width, back.height) == (64, 36)


class Turned:
    """A frame whose container says that the camera hung sideways."""

    def __init__(self, frame: VideoFrame, rotation: int) -> None:
        self._frame = frame
        self.rotation = rotation

    def __getattr__(self, name: str) -> object:
        return getattr(self._frame, name)


@pytest.mark.parametrize(("rotation", "turns"), [(90, 1), (180, 2), (-90, 3)])
def test_a_turned_picture_is_upright(rotation: int, turns: int) -> None:
    frame = a_frame(320, 180, "yuv420p")
    turned, upright = PyavPicture(Turned(frame, rotation)), PyavPicture(frame)  # type: ignore[arg-type]
    assert (turned.width, turned.height) == ((180, 320) if turns % 2 else (320, 180))
    assert np.array_equal(turned.bgr(), np.rot90(upright.bgr(), turns))
    assert turned.luma(10_000).shape == (turned.height, turned.width)
    assert turned.bgr(Box(10, 20, 40, 60)).shape == (40, 30, 3)
    decoder = av.CodecContext.create("mjpeg", "r")
    (back,) = [*decoder.decode(av.Packet(turned.jpeg())), *decoder.decode(None)]
    assert (back.width, back.height) == (turned.width, turned.height)
