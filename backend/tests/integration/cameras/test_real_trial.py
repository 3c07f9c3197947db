"""“Test before saving” against real cameras, real files and real faults."""

import base64
import http.server
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database
from argusai.pipeline.capture.cameras import trial
from argusai.pipeline.capture.cameras.contract import Privacy, Source
from argusai.pipeline.capture.cameras.errors import ProbeFailed
from argusai.pipeline.capture.cameras.schemas import CameraTestIn, CameraTestOut, FileSourceIn
from argusai.pipeline.capture.cameras.trial import CameraTrials
from argusai.pipeline.capture.streams.errors import StreamError
from argusai.pipeline.capture.streams.probe import Prober, ProbeResult
from tests.support.cameras import Capture, rtsp
from tests.support.rtsp import rtsp_camera
from tests.support.secrets import secret
from tests.support.video import make_clip

PASSWORD = secret("Kamera@Kenn:wort/7")


async def probe(source: Source, privacy: Privacy, timeout_seconds: float) -> ProbeResult:
    """As `flow` connects it."""
    try:
        return await Prober().probe(source, timeout_seconds, privacy)
    except StreamError as error:
        raise ProbeFailed(error.slug, error.sentence) from error


@pytest.fixture
def trials(database: Database, encryption_key: str, clock: SimulatedClock) -> CameraTrials:
    return CameraTrials(Capture().service(database, encryption_key, clock), probe)


@contextmanager
def listener() -> Iterator[socket.socket]:
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        yield listening


async def tried(trials: CameraTrials, url: str) -> CameraTestOut:
    answer = await trials.test(CameraTestIn(source=rtsp(url)))
    assert PASSWORD not in answer.model_dump_json()
    return answer


@pytest.mark.covers("F8")
@pytest.mark.parametrize("kind", ["basic", "digest"])
async def test_a_camera_with_a_password_shows_itself(trials: CameraTrials, tmp_path: Path, kind: str) -> None:
    with rtsp_camera(tmp_path, "--auth", kind, username="admin", password=PASSWORD) as camera:
        place = camera.address.removeprefix("rtsp://")
        right = await tried(trials, f"rtsp://admin:{PASSWORD}@{place}")
        wrong = await tried(trials, f"rtsp://admin:guessed@{place}")
        missing = await tried(trials, camera.address)
    assert right.ok, right.detail
    assert (right.codec, bool(right.width), bool(right.height)) == ("h264", True, True)
    assert base64.b64decode(right.picture or "").startswith(b"\xff\xd8")
    assert (wrong.ok, wrong.reason_slug) == (False, "wrong-password")
    assert (missing.ok, missing.reason_slug) == (False, "password-needed")
    assert "password" in wrong.detail


@pytest.mark.covers("F8")
async def test_a_camera_without_this_stream_says_so(trials: CameraTrials, tmp_path: Path) -> None:
    with rtsp_camera(tmp_path) as camera:
        answer = await tried(trials, camera.address.replace("/cam", "/other"))
    assert (answer.ok, answer.reason_slug) == (False, "not-found")


@pytest.mark.covers("F8")
async def test_nothing_listens(trials: CameraTrials) -> None:
    with listener() as gone:
        port = gone.getsockname()[1]
    answer = await tried(trials, f"rtsp://u:{PASSWORD}@127.0.0.1:{port}/s")
    assert (answer.ok, answer.reason_slug) == (False, "refused")


@pytest.mark.covers("F8", "F30")
async def test_something_listens_and_never_answers(trials: CameraTrials, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "PROBE_SECONDS", 1.0)
    with listener() as silent:
        answer = await tried(trials, f"rtsp://127.0.0.1:{silent.getsockname()[1]}/s")
    assert (answer.ok, answer.reason_slug) == (False, "timeout")


@pytest.mark.covers("F8")
async def test_a_web_server_is_no_camera(trials: CameraTrials) -> None:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None: ...

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as web:
        serving = threading.Thread(target=web.serve_forever)
        serving.start()
        answer = await tried(trials, f"rtsp://127.0.0.1:{web.server_port}/s")
        web.shutdown()
        serving.join()
    assert (answer.ok, answer.reason_slug) == (False, "not-a-video")


@pytest.mark.covers("F8")
async def test_an_unknown_host_is_named(trials: CameraTrials) -> None:
    assert (await tried(trials, "rtsp://no-such-camera.invalid/s")).reason_slug == "unknown-host"


@pytest.mark.covers("F8", "F30")
@pytest.mark.parametrize(
    ("content", "slug"), [(b"no video at all " * 100, "not-a-video"), (b"", "not-a-video"), (None, "no-file")]
)
async def test_a_file_that_is_no_video(trials: CameraTrials, tmp_path: Path, content: bytes | None, slug: str) -> None:
    path = tmp_path / "a.mp4"
    if content is not None:
        path.write_bytes(content)
    answer = await trials.test(CameraTestIn(source=FileSourceIn(kind="file", path=str(path))))
    assert (answer.ok, answer.reason_slug) == (False, slug)
    assert answer.detail


@pytest.mark.covers("F8")
async def test_a_video_file_shows_its_first_picture(trials: CameraTrials, tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "a.mp4")
    answer = await trials.test(CameraTestIn(source=FileSourceIn(kind="file", path=str(clip))))
    assert answer.detail == "Connected · 320×180 · 15 fps"
    assert (answer.ok, answer.codec, answer.rate) == (True, "h264", 15.0)
