"""Live pictures that are encoded anew, from a real child to viewers (C9)."""

import asyncio
import io
import shutil
from contextlib import AsyncExitStack
from pathlib import Path

import av
import pytest

from argusai.kit.errors import Unavailable
from argusai.pipeline.capture.cameras.contract import Camera, Source
from argusai.pipeline.capture.streams.encoding import EncodingPlaces, has_to_encode
from argusai.pipeline.capture.streams.relay import Viewer
from argusai.pipeline.capture.streams.wire import LiveFormat
from tests.support.capture import Listener, a_camera, capturing, connected
from tests.support.video import Recipe, make_clip

pytestmark = pytest.mark.covers("C9")


@pytest.fixture(scope="module")
def h265(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same twice."""
    recipe = Recipe(codec="libx265", seconds=4, sound="pcm_mulaw")
    one = make_clip(tmp_path_factory.mktemp("h265") / "one.mov", recipe)
    return one, Path(shutil.copy(one, one.with_name("other.mov")))


def a_looped(path: Path) -> Camera:
    return a_camera(Source("file", str(path), loop=True))


async def some(viewer: Viewer, messages: int = 40) -> dict[int, bytes]:
    """What arrives for each track."""
    tracks: dict[int, bytes] = {}
    async with asyncio.timeout(60):
        async for message in viewer:
            tracks[message[0]] = tracks.get(message[0], b"") + message[1:]
            messages -= 1
            if messages == 0:
                break
    return tracks


async def test_h265_is_encoded_as_h264_once_for_all_who_watch_and_few_at_a_time(
    tmp_path: Path, h265: tuple[Path, Path]
) -> None:
    camera, other = map(a_looped, h265)
    async with capturing(tmp_path, Listener(), camera, other, live_encoders=1) as supervisor, AsyncExitStack() as stack:
        await connected(supervisor, camera)
        await connected(supervisor, other)
        first = await stack.enter_async_context(supervisor.watch(camera.id, "h264"))
        second = await stack.enter_async_context(supervisor.watch(camera.id, "h264"))  # shares the place
        assert [mime[:20] for mime in first.header["tracks"]] == ['video/mp4; codecs="a', 'audio/mp4; codecs="m']
        for viewer in (first, second):
            tracks = await some(viewer)
            with av.open(io.BytesIO(tracks[0]), "r") as video, av.open(io.BytesIO(tracks[1]), "r") as sound:
                assert video.streams.video[0].codec_context.name == "h264"
                assert next(video.decode(video=0)).key_frame
                assert sound.streams.audio[0].codec_context.name == "aac"
        with pytest.raises(Unavailable) as refusal:
            async with supervisor.watch(other.id, "h264"):
                raise AssertionError("let in")
        assert refusal.value.slug == "encoders-busy"
        async with supervisor.watch(other.id, "mp4") as as_it_is:
            assert as_it_is.header["tracks"][0].startswith('video/mp4; codecs="hvc1')
        await stack.aclose()
        async with supervisor.watch(other.id, "h264") as viewer:
            assert (await some(viewer, 5))[0]


async def test_h264_is_not_encoded_again(tmp_path: Path) -> None:
    camera = a_looped(make_clip(tmp_path / "clip.mp4"))
    async with capturing(tmp_path, Listener(), camera, live_encoders=0) as supervisor:
        await connected(supervisor, camera)
        async with supervisor.watch(camera.id, "h264") as viewer:
            assert viewer.header["format"] == "mp4"


@pytest.mark.parametrize(
    ("live_format", "codec", "expected"),
    [
        ("mp4", "hevc", False),
        ("h264", "hevc", True),
        ("h264", "h264", False),
        ("h264", "", True),
        ("file", "hevc", False),
        ("file", "mjpeg", True),
        ("jpeg", "hevc", False),
    ],
)
def test_what_needs_an_encoder(live_format: LiveFormat, codec: str, expected: bool) -> None:
    assert has_to_encode(live_format, codec) is expected


def test_places_come_back() -> None:
    places = EncodingPlaces(1)
    places.take()
    with pytest.raises(Unavailable):
        places.take()
    places.give_back()
    places.take()
