"""Asks a camera's web server for pictures: signs in, follows it on its own host only, gives up in time."""

import http.client
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import cast
from urllib.parse import quote, urljoin, urlsplit

from argusai.pipeline.capture.cameras.contract import Source, open_address
from argusai.pipeline.capture.streams.errors import (
    NotAllowed,
    NotAVideo,
    PasswordNeeded,
    StreamError,
    StreamFailed,
    StreamNotFound,
    TimedOut,
    WrongPassword,
)
from argusai.pipeline.capture.streams.reach import dial, secure
from argusai.pipeline.capture.streams.web.multipart import MOST_BYTES
from argusai.pipeline.capture.streams.web.patience import Patience, PatientSocket
from argusai.pipeline.capture.streams.web.sign_in import SignIn

_PIECE = 1 << 16
_MOST_REDIRECTS = 3
_MOST_TRIES = 8
_AGENT = "ArgusAI"
# Blanks and letters beyond ASCII are encoded; the rest may be meant as it is.
_AS_TYPED = "/%:@!$&'()*+,;=~?[]{}|"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class _Connection(http.client.HTTPConnection):
    """One that reaches the camera through the guard."""

    def __init__(self, place: tuple[str, str, int], open_seconds: float, patience: Patience, certificate: str) -> None:
        scheme, host, port = place
        super().__init__(host, port)
        self._secure, self._open_seconds, self._certificate = scheme == "https", open_seconds, certificate
        self._patience = patience

    def connect(self) -> None:
        if self._secure:
            connection: socket.socket = secure(self.host, self.port, self._open_seconds, self._certificate)
        else:
            connection = dial(self.host, self.port, self._open_seconds)
        self.sock = cast(socket.socket, PatientSocket(connection, self._patience))


class WebAnswer:
    """A good answer. `media_type`: lower case, without parameters. `boundary`: of a multipart stream, may be empty."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self._response = response
        self.media_type = response.headers.get_content_type()
        self.boundary = str(response.headers.get_param("boundary") or "")

    def read(self) -> bytes:
        """What has come, empty at the end. Raises OSError, http.client.HTTPException."""
        return self._response.read1(_PIECE)

    def whole(self) -> bytes:
        """All of it. Raises NotAVideo when it is larger than a picture."""
        content = self._response.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise NotAVideo
        return content


class WebCamera:
    """`get` asks once; the connection is kept where the camera keeps it. Not for several threads. `patience`: with the
    answer that is read; a stream's begins anew with each picture."""

    def __init__(self, source: Source, seconds: tuple[float, float]) -> None:
        """`seconds`: for connecting, and for each further piece of an answer."""
        self._source = source
        self._open_seconds = seconds[0]
        self.patience = Patience(seconds[1])
        self._url = open_address(source)
        self._sign_in = SignIn(source.username, source.password)
        self._connection: _Connection | None = None
        self._response: http.client.HTTPResponse | None = None
        self._place: tuple[str, str, int] | None = None

    def get(self) -> WebAnswer:
        """Raises StreamError, OSError, http.client.HTTPException."""
        self.patience.begin()
        url, redirects = self._url, 0
        for _ in range(_MOST_TRIES):
            response = self._ask(url)
            if response.status == 200:
                return WebAnswer(response)
            self._leave(response)
            if response.status in _REDIRECTS and redirects < _MOST_REDIRECTS:
                redirects += 1
                url = self._elsewhere(url, response.headers.get("Location", ""))
            elif response.status != 401 or not self._sign_in.asked(response.headers.get_all("WWW-Authenticate", [])):
                raise self._refusal(response.status)
        raise StreamFailed("The camera sends us round in circles. Check its address.")

    def close(self) -> None:
        if self._response is not None:
            # A stream without an end owns its socket: closing the connection alone leaves it open.
            with suppress(OSError, http.client.HTTPException):
                self._response.close()
            self._response = None
        if self._connection is not None:
            with suppress(OSError):
                self._connection.close()
            self._connection = None

    def _ask(self, url: str) -> http.client.HTTPResponse:
        parts = urlsplit(url)
        place = (parts.scheme, parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))
        target = quote(parts.path or "/", safe=_AS_TYPED)
        if parts.query:
            target += "?" + quote(parts.query, safe=_AS_TYPED)
        if self._place != place:
            self.close()
            self._place = place
        kept = self._connection is not None
        try:
            return self._send(place, target)
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            # It had closed the connection that we kept.
            self.close()
            if not kept:
                raise
            return self._send(place, target)

    def _send(self, place: tuple[str, str, int], target: str) -> http.client.HTTPResponse:
        if self._connection is None:
            self._connection = _Connection(place, self._open_seconds, self.patience, self._source.certificate)
        headers = {"User-Agent": _AGENT, "Accept": "image/jpeg, multipart/x-mixed-replace, */*;q=0.1"}
        if authorization := self._sign_in.header("GET", target):
            headers["Authorization"] = authorization
        self._connection.request("GET", target, headers=headers)
        self._response = self._connection.getresponse()
        return self._response

    def _leave(self, response: http.client.HTTPResponse) -> None:
        """So that the connection can be asked again; a long answer is not worth reading."""
        with suppress(OSError, http.client.HTTPException):
            response.read(_PIECE)
        if not response.isclosed():
            self.close()

    def _elsewhere(self, url: str, location: str) -> str:
        """User name and password go to no other host, and not from https to http."""
        then = urljoin(url, location)
        before, after = urlsplit(url), urlsplit(then)
        if not location or after.scheme not in {"http", "https"} or after.hostname != before.hostname:
            raise StreamFailed("The camera sends us to another address. Enter that address instead.")
        if before.scheme == "https" and after.scheme == "http":
            raise StreamFailed("The camera sends us from https to http. Enter the address that begins with http://.")
        return then

    def _refusal(self, status: int) -> StreamError:
        if status == 401:
            return WrongPassword() if self._source.username or self._source.password else PasswordNeeded()
        if status == 403:
            return NotAllowed()
        if status in {404, 410}:
            return StreamNotFound("The camera answers but has no picture at this path. Look it up in its manual.")
        if status in {408, 504}:
            return TimedOut()
        return StreamFailed(f"The camera reported a fault of its own (HTTP {status}). Restart it if this stays.")


def reading(read: Callable[[], bytes]) -> bytes:
    """`read()`, with what goes wrong in HTTP itself in our words."""
    try:
        return read()
    except http.client.HTTPException:
        raise StreamFailed("The camera broke off its answer. It is dialled again by itself.") from None
