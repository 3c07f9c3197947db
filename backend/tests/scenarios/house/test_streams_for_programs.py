"""What another program gets of a camera, by its key: the real program, a real RTSP camera, FFmpeg as the reader."""

import io
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import httpx
import psutil
import pytest

from tests.support.rtsp import RtspCamera, rtsp_camera
from tests.support.server import Server, shared_server
from tests.support.waiting import wait_until

pytestmark = pytest.mark.covers("C9")
_QUICK = ("-analyzeduration", "1500000", "-probesize", "200000")


@pytest.fixture(scope="module")
def camera(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RtspCamera]:
    with rtsp_camera(
        tmp_path_factory.mktemp("camera"), "--sound", "pcmu", "--tcp-only", "--keyframe-every", "60"
    ) as it:
        yield it


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with shared_server(tmp_path_factory.mktemp("house")) as running:
        yield running


@pytest.fixture(scope="module")
def base(server: Server, camera: RtspCamera) -> str:
    """The address of the camera, once it is connected."""
    source = {"kind": "rtsp", "url": camera.address}
    camera_id = server.add({"name": "Yard", "source": source})
    wait_until(lambda: server.camera(camera_id)["health"]["condition"] == "connected", 60)
    return f"{server.url}/api/v1/cameras/{camera_id}"


@pytest.fixture(scope="module")
def key(server: Server) -> str:
    made: dict[str, Any] = server.client.post("/keys", json={"name": "Player"}).raise_for_status().json()
    return str(made["key"])


def read(url: str, seconds: float) -> bytes:
    """What comes in about so many seconds of video."""
    content = b""
    with httpx.stream("GET", url, timeout=60) as answer:
        answer.raise_for_status()
        for piece in answer.iter_raw():
            content += piece
            if content.count(b"moof") >= seconds * 15 * 2:
                return content
    return content


def test_ffprobe_finds_picture_and_sound(base: str, key: str) -> None:
    """G.711 has become AAC."""
    said = subprocess.run(
        ["ffprobe", "-v", "error", *_QUICK, "-of", "json", "-show_streams", f"{base}/stream.mp4?key={key}"],
        capture_output=True,
        timeout=60,
        check=True,
    )
    kinds = {each["codec_type"]: each["codec_name"] for each in json.loads(said.stdout)["streams"]}
    assert kinds == {"video": "h264", "audio": "aac"}


def test_the_stream_plays_from_a_keyframe_on_with_its_sound(base: str, key: str) -> None:
    content = read(f"{base}/stream.mp4?key={key}", 3)
    with av.open(io.BytesIO(content), "r") as clip:
        frames = list(clip.decode(video=0))
    with av.open(io.BytesIO(content), "r") as clip:
        sound = list(clip.decode(audio=0))
    assert frames[0].key_frame
    assert len(frames) >= 20
    times = [frame.time for frame in frames]
    assert times == sorted(times)
    heard = sum(frame.samples for frame in sound) / sound[0].sample_rate
    assert heard == pytest.approx(times[-1] - times[0], abs=1.0)


def test_single_pictures_come_as_parts(base: str, key: str) -> None:
    content = b""
    with httpx.stream("GET", f"{base}/stream.mjpeg", headers={"Authorization": f"Bearer {key}"}, timeout=60) as answer:
        assert answer.headers["content-type"].startswith("multipart/x-mixed-replace")
        for piece in answer.iter_raw():
            content += piece
            if content.count(b"Content-Type: image/jpeg") >= 3:
                break
    with av.open(io.BytesIO(content), "r", format="mpjpeg") as pictures:
        assert next(pictures.decode(video=0)).width == 320


def test_ten_viewers_are_one_connection_to_the_camera(base: str, key: str, camera: RtspCamera) -> None:
    def connections() -> int:
        assert camera.pid is not None
        found = psutil.Process(camera.pid).net_connections("tcp")
        return sum(each.status == psutil.CONN_ESTABLISHED for each in found)

    with_viewers = []
    clients = [httpx.Client(timeout=60) for _ in range(10)]
    streams = [client.stream("GET", f"{base}/stream.mp4?key={key}") for client in clients]
    try:
        for stream in streams:
            assert next(stream.__enter__().iter_raw())
        with_viewers.append(connections())
    finally:
        for stream in streams:
            stream.__exit__(None, None, None)
        for client in clients:
            client.close()
    assert with_viewers == [1]


def test_the_newest_picture_is_a_file(base: str, key: str) -> None:
    answer = httpx.get(f"{base}/snapshot.jpg?key={key}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")
    assert httpx.get(f"{base}/snapshot.jpg").status_code == 401


def test_no_key_stands_in_the_log(server: Server, base: str, key: str) -> None:
    httpx.get(f"{base}/stream.mp4?key={key}x")
    assert key not in server.log
    assert key not in "".join(path.read_text(errors="replace") for path in Path(server.folder).rglob("*.log"))
