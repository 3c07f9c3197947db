"""A camera that sends us on to another address is not followed there, and its password stays (F8, decision 8)."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.streams.errors import StreamFailed, WrongPassword
from argusai.pipeline.capture.streams.pyav.source import PyavSource
from tests.support.secrets import secret
from tests.support.web_camera import make_certificate

pytestmark = pytest.mark.covers("F8")
_UNAUTHORIZED = '401 Unauthorized\r\nWWW-Authenticate: Basic realm="camera"'
_ELSEWHERE = "The camera sends us to another address. Enter that address instead."


@dataclass
class Camera:
    """`answer`: to DESCRIBE, by how often it was asked. `heard`: what was asked, with its authorization."""

    answer: Callable[[int], str]
    port: int = 0
    heard: list[tuple[str, bool]] = field(default_factory=list)

    def speak(self, connection: socket.socket) -> None:
        with closing(connection), suppress(OSError), connection.makefile("rwb") as lines:
            head: list[str] = []
            for line in lines:
                if line.strip():
                    head.append(line.decode().strip())
                    continue
                method = head[0].partition(" ")[0]
                self.heard.append((method, any(each.startswith("Authorization:") for each in head)))
                asked = sum(each[0] == "DESCRIBE" for each in self.heard)
                number = next((each for each in head if each.startswith("CSeq")), "CSeq: 0")
                said = "200 OK\r\nPublic: DESCRIBE" if method == "OPTIONS" else self.answer(asked)
                lines.write(f"RTSP/1.0 {said}\r\n{number}\r\n\r\n".encode())
                lines.flush()
                head.clear()


@contextmanager
def _running(camera: Camera, certificate: Path | None = None) -> Iterator[Camera]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        camera.port = listening.getsockname()[1]
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if certificate is not None:
            context.load_cert_chain(certificate)

        def accept() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    with suppress(OSError):
                        if certificate is not None:
                            connection = context.wrap_socket(connection, server_side=True)
                        threading.Thread(target=camera.speak, args=(connection,), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield camera
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def other() -> Iterator[Camera]:
    with _running(Camera(lambda _asked: _UNAUTHORIZED)) as camera:
        yield camera


def _source(camera: Camera, scheme: str = "rtsp") -> Source:
    return Source("rtsp", f"{scheme}://127.0.0.1:{camera.port}/live", username="anna", password=secret("of the yard"))


def _moved(camera: Camera, path: str = "") -> str:
    return f"302 Moved\r\nLocation: rtsp://127.0.0.1:{camera.port}/{path}"


@pytest.mark.parametrize("transport", ["auto", "tcp", "udp"])
def test_the_password_goes_nowhere_else(other: Camera, transport: str) -> None:
    with _running(Camera(lambda _asked: _moved(other))) as camera:
        with pytest.raises(StreamFailed) as refused:
            PyavSource(replace(_source(camera), transport=transport))  # type: ignore[arg-type]
        assert str(refused.value) == _ELSEWHERE
        assert ("DESCRIBE", True) not in camera.heard
    assert other.heard == []


@pytest.mark.parametrize("location", ["", "\r\nLocation: http://127.0.0.1/", "\r\nLocation: rtsp://[nonsense"])
def test_a_way_to_nowhere_is_not_followed(location: str) -> None:
    with _running(Camera(lambda _asked: f"301 Moved{location}")) as camera, pytest.raises(StreamFailed) as refused:
        PyavSource(_source(camera))
    assert str(refused.value) == _ELSEWHERE


def test_another_path_of_the_same_camera_is_followed() -> None:
    camera = Camera(lambda asked: _moved(camera, "other") if asked < 3 else _UNAUTHORIZED)
    with _running(camera), pytest.raises(WrongPassword):
        PyavSource(_source(camera))
    assert ("DESCRIBE", True) in camera.heard


def test_through_tls_none_is_followed(other: Camera, tmp_path: Path) -> None:
    """Not even one that comes after the password: it would go on in the clear."""
    fingerprint = make_certificate(tmp_path / "camera.pem")
    camera = Camera(lambda asked: _UNAUTHORIZED if asked == 1 else _moved(other))
    with _running(camera, tmp_path / "camera.pem"), pytest.raises(StreamFailed) as refused:
        PyavSource(replace(_source(camera, "rtsps"), certificate=fingerprint))
    assert str(refused.value) == _ELSEWHERE
    assert other.heard == []
