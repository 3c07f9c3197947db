"""A passage through TLS for FFmpeg, which cannot hold on to one certificate: it speaks plainly to a port of this
machine, and what it says goes on over a connection that was checked here."""

import select
import socket
import ssl
import threading
from contextlib import closing, suppress

from argusai.kit.closing import Closing
from argusai.pipeline.capture.streams.errors import StreamError
from argusai.pipeline.capture.streams.reach import secure
from argusai.pipeline.capture.streams.redirect import is_redirect

_PIECE = 1 << 16
# An HTTP tunnel has two connections; a third would not be FFmpeg's.
_MOST_CONNECTIONS = 2
_LOOK_SECONDS = 0.5
_SEND_SECONDS = 5.0


class Passage(Closing):
    """`port`: on 127.0.0.1. The first connection to the camera is made at once, so that what is wrong with it is known;
    closing ends them all. Raises StreamError, OSError."""

    def __init__(self, host: str, port: int, timeout_seconds: float, certificate: str) -> None:
        self._place = (host, port, timeout_seconds, certificate)
        self._first: ssl.SSLSocket | None = secure(*self._place)
        self._closed = threading.Event()
        self.redirected = False  # the camera sent us on, out of this passage: it was cut
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=1)
        self._listening.settimeout(_LOOK_SECONDS)
        self.port: int = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, name="tls-passage", daemon=True).start()

    def close(self) -> None:
        self._closed.set()

    def _accept(self) -> None:
        threads: list[threading.Thread] = []
        with closing(self._listening):
            while not self._closed.is_set() and len(threads) < _MOST_CONNECTIONS:
                try:
                    near, _ = self._listening.accept()
                except TimeoutError:
                    continue
                threads.append(threading.Thread(target=self._join, args=(near,), name="tls-passage", daemon=True))
                threads[-1].start()
        for thread in threads:
            thread.join()
        if self._first is not None:
            self._first.close()

    def _join(self, near: socket.socket) -> None:
        with closing(near):
            try:
                far, self._first = self._first or secure(*self._place), None
            except (OSError, StreamError):
                return
            with closing(far), suppress(OSError):
                self._pass_on(near, far)

    def _pass_on(self, near: socket.socket, far: ssl.SSLSocket) -> None:
        """Until one side ends. One thread for both ways: a TLS connection is not for two."""
        near.settimeout(_SEND_SECONDS)
        while not self._closed.is_set():
            ready = [far] if far.pending() else select.select([near, far], [], [], _LOOK_SECONDS)[0]
            if near in ready:
                said = near.recv(_PIECE)
                if not said:
                    return
                far.settimeout(_SEND_SECONDS)
                far.sendall(said)
            if far in ready:
                far.settimeout(0)
                try:
                    heard = far.recv(_PIECE)
                except (ssl.SSLWantReadError, ssl.SSLWantWriteError):
                    continue
                self.redirected = self.redirected or is_redirect(heard)
                if not heard or self.redirected:
                    return
                near.sendall(heard)
