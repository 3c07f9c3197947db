"""Ways to a real RTSP camera: UDP, a tunnel through HTTP, TLS with an accepted certificate, any password."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.streams.errors import CertificateRefused, StreamError
from argusai.pipeline.capture.streams.pyav.source import PyavSource
from tests.support.rtsp import RtspCamera, rtsp_camera
from tests.support.secrets import secret
from tests.support.waiting import wait_until
from tests.support.web_camera import make_certificate

pytestmark = pytest.mark.covers("C1")
PASSWORD = secret(":@/?#%&+ \"ü'$")


def transport_of(source: Source) -> str:
    """The one that brought pictures."""
    with PyavSource(source, 6, 6) as opened:
        assert len(list(islice(opened.units(), 3))) == 3
        return opened.transport


@pytest.fixture(scope="module")
def camera(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RtspCamera]:
    folder = tmp_path_factory.mktemp("rtsp")
    with rtsp_camera(folder, "--auth", "digest", username="us er@/?#%&ü", password=PASSWORD) as server:
        yield server


@pytest.mark.parametrize("transport", ["auto", "tcp", "udp", "http"])
def test_each_way_brings_pictures_with_any_password(camera: RtspCamera, transport: str) -> None:
    way = "tcp" if transport == "auto" else transport
    assert transport_of(replace(camera.source, transport=transport)) == way  # type: ignore[arg-type]


def test_a_camera_that_refuses_tcp_is_asked_for_udp(tmp_path: Path) -> None:
    with rtsp_camera(tmp_path, "--udp-only") as server:
        assert transport_of(server.source) == "udp"
        with pytest.raises(StreamError):
            transport_of(replace(server.source, transport="tcp"))


def test_a_camera_that_still_clears_away_what_it_refused_is_asked_once_more(tmp_path: Path) -> None:
    with rtsp_camera(tmp_path, "--udp-only") as server, busy_once(server.port) as (port, asked):
        assert transport_of(replace(server.source, address=f"rtsp://127.0.0.1:{port}/cam")) == "udp"
        assert asked == ["refused", "busy", "shown"]


def test_where_only_http_passes_a_tunnel_is_dug(camera: RtspCamera) -> None:
    with only_http(camera.port) as port:
        source = replace(camera.source, address=f"rtsp://127.0.0.1:{port}/cam")
        assert transport_of(source) == "http"
        with pytest.raises(StreamError) as refused:
            transport_of(replace(source, password=secret("guessed")))
        assert refused.value.slug == "wrong-password"


def test_tls_with_a_certificate_that_the_owner_accepted(tmp_path: Path) -> None:
    shown = make_certificate(tmp_path / "own.pem")
    options = ("--certificate", str(tmp_path / "own.pem"), "--auth", "digest")
    with rtsp_camera(tmp_path, *options, username="admin", password=PASSWORD) as server:
        source = replace(server.source, address=server.address.replace("rtsp:", "rtsps:"))
        for certificate in ("", "0" * 64):
            with pytest.raises(CertificateRefused) as refused:
                transport_of(replace(source, certificate=certificate))
            assert refused.value.certificate == shown
        assert transport_of(replace(source, certificate=shown)) == "tcp"
        with pytest.raises(StreamError) as wrong:
            transport_of(replace(source, certificate=shown, password=secret("guessed")))
        assert wrong.value.slug == "wrong-password"
        wait_until(lambda: not any(each.name == "tls-passage" for each in threading.enumerate()), 10)


@contextmanager
def only_http(port: int) -> Iterator[int]:
    """A gate in front of `port` that lets through what begins like HTTP and answers anything else like a web server."""

    def refusal(said: bytes) -> bytes:
        return b"" if said.startswith((b"GET ", b"POST ")) else b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"

    with _gate(port, refusal) as gate:
        yield gate


@contextmanager
def busy_once(port: int) -> Iterator[tuple[int, list[str]]]:
    """A gate in front of `port` that answers in its place on the second connection, and what became of each."""
    left, asked = ["refused", "busy", "shown"], list[str]()

    def refusal(_said: bytes) -> bytes:
        asked.append(left.pop(0) if left else "too often")
        return b"RTSP/1.0 503 Service Unavailable\r\nCSeq: 1\r\n\r\n" if asked[-1] == "busy" else b""

    with _gate(port, refusal) as gate:
        yield gate, asked


@contextmanager
def _gate(port: int, refusal: Callable[[bytes], bytes]) -> Iterator[int]:
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        threading.Thread(target=_accept, args=(listening, port, refusal), daemon=True).start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)


def _accept(listening: socket.socket, port: int, refusal: Callable[[bytes], bytes]) -> None:
    while True:
        try:
            near, _ = listening.accept()
        except OSError:
            return
        threading.Thread(target=_let_through, args=(near, port, refusal), daemon=True).start()


def _let_through(near: socket.socket, port: int, refusal: Callable[[bytes], bytes]) -> None:
    with closing(near), suppress(OSError):  # either end may go at any time
        said = near.recv(65536)
        if not said:  # it only knocked
            return
        if refused := refusal(said):
            near.sendall(refused)
            return
        with closing(socket.create_connection(("127.0.0.1", port))) as far:
            far.sendall(said)
            back = threading.Thread(target=_copy, args=(far, near), daemon=True)
            back.start()
            _copy(near, far)
            far.shutdown(socket.SHUT_RDWR)
            back.join()


def _copy(source: socket.socket, target: socket.socket) -> None:
    try:
        while piece := source.recv(65536):
            target.sendall(piece)
    except OSError:
        return
