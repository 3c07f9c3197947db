"""What stands at a camera's address and is none: said in words that fit (F8)."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, suppress

import pytest

from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.streams.errors import StreamFailed, UnknownHost
from argusai.pipeline.capture.streams.pyav.failures import translate
from argusai.pipeline.capture.streams.pyav.jpegs import JpegSource
from argusai.pipeline.capture.streams.pyav.source import PyavSource
from argusai.pipeline.capture.streams.reach import dial

pytestmark = pytest.mark.covers("F8")


@pytest.fixture
def plain() -> Iterator[int]:
    """The port of a server that speaks no TLS."""
    listening = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listening.accept()
                with closing(connection), suppress(OSError):
                    connection.recv(1000)
                    connection.sendall(b"RTSP/1.0 400 Bad Request\r\n\r\n")

    threading.Thread(target=answer, daemon=True).start()
    yield listening.getsockname()[1]
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()


@pytest.mark.parametrize("certificate", ["", "0" * 64])
@pytest.mark.parametrize(("source", "scheme"), [(PyavSource, "rtsps"), (JpegSource, "https")])
def test_who_speaks_no_tls_is_no_network_that_cannot_be_reached(
    plain: int, source: type[PyavSource | JpegSource], scheme: str, certificate: str
) -> None:
    address = f"{scheme}://127.0.0.1:{plain}/s"
    kind = Source("rtsp" if scheme == "rtsps" else "http", address, certificate=certificate)
    with pytest.raises(StreamFailed, match="speaks no TLS"):
        source(kind)


@pytest.mark.parametrize(
    ("number", "said"), [(socket.EAI_AGAIN, "looked up right now"), (socket.EAI_NONAME, "is not known")]
)
def test_a_name_that_nobody_can_look_up_now_is_no_slip_of_the_pen(number: int, said: str) -> None:
    told = translate(socket.gaierror(number, "of the system"), Source("rtsp", "rtsp://front.local/s"))
    assert (told.slug, said in told.sentence) == ("unknown-host", True)


def test_a_name_that_cannot_be_one_is_an_unknown_host() -> None:
    with pytest.raises(UnknownHost):
        dial("a" * 64 + ".local", 554, 1)
