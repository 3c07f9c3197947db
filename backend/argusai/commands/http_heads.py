"""What one caller can hold up before anybody knows who it is: heads of requests are bounded in time and size, and
connections that wait for their client in number. uvicorn bounds none of it."""

import asyncio
from abc import ABC, abstractmethod
from collections import Counter
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from argusai.kit.asgi import GIVE_UP
from argusai.kit.phrases import phrase_of

# Browsers open a connection ahead, and use it seconds later or never.
SLOWEST_HEAD_SECONDS = 20.0
MOST_HEAD_BYTES = 64 * 1024
# Of a WebSocket's request: the library that speaks it reads no more, and answers nothing then.
LONGEST_LINE_BYTES = 8000
# Connections that wait for their client: its request has not come in full, or it does not take the answer. A browser
# opens six; each is an open file.
MOST_WAITING = 256
MOST_LINES = 100


class Waiting(ABC):
    """A connection, while it waits for its client. All of `connections` that do are counted together."""

    connections: set[Any]
    # None: it does not wait.
    waits_since: float | None
    address: str

    @abstractmethod
    def give_up(self) -> None:
        """At once, without a word."""

    def make_room(self) -> None:
        waiting = [
            (since, each)
            for each in self.connections
            if isinstance(each, Waiting) and (since := each.waits_since) is not None
        ]
        if len(waiting) > MOST_WAITING:
            held = Counter(each.address for _, each in waiting)
            _, longest = min(waiting, key=lambda pair: (-held[pair[1].address], pair[0]))
            longest.give_up()


class BoundedHeads(Waiting, HttpToolsProtocol):
    """A connection that brings no whole head in `SLOWEST_HEAD_SECONDS`, or one of more than `MOST_HEAD_BYTES` in
    several pieces, is closed: held open by the thousand they would take all connections, and all memory. Of more than
    `MOST_WAITING` that wait for their client the one that waits longest goes, of the address that has most of them."""

    _timer: asyncio.TimerHandle | None = None
    _asked_since: float | None = None
    _stalled_since: float | None = None
    _bytes = 0

    @property
    def waits_since(self) -> float | None:  # type: ignore[override]
        return self._asked_since if self._stalled_since is None else self._stalled_since

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._wait_for_head()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._timer is not None:
            self._bytes += len(data)
            if self._bytes > MOST_HEAD_BYTES:
                self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["extensions"] = {GIVE_UP: self.give_up}  # type: ignore[dict-item]
        self._wait_for_head()

    def on_headers_complete(self) -> None:
        self._stop_waiting()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        super().on_message_complete()
        if self._timer is None:
            self._asked_since = None

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.timeout_keep_alive_task is not None:  # which a line break ends, and no request begins with one
            self._wait_for_head()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stalled_since = self.loop.time()
        self.make_room()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._stalled_since = None

    def handle_websocket_upgrade(self) -> None:
        lines = [self.url, *(name + value for name, value in self.headers)]
        if len(lines) > MOST_LINES or max(map(len, lines)) > LONGEST_LINE_BYTES:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, asked=True)
        else:
            super().handle_websocket_upgrade()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait_for_head(self) -> None:
        if self._timer is None:
            self._bytes = 0
            self._timer = self.loop.call_later(SLOWEST_HEAD_SECONDS, self._refuse, HTTPStatus.REQUEST_TIMEOUT)
            self._asked_since = self.loop.time()
            self.make_room()

    @property
    def address(self) -> str:  # type: ignore[override]
        return self.client[0] if self.client else ""

    def give_up(self) -> None:
        self._stop_waiting()
        self._asked_since = self._stalled_since = None
        self.transport.abort()

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _refuse(self, status: HTTPStatus, *, asked: bool = False) -> None:
        """Without a word where nothing was asked."""
        self._stop_waiting()
        if self.transport.is_closing():
            return
        if asked or self._bytes:
            head = f"HTTP/1.1 {status.value} {phrase_of(status)}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            self.transport.write(head.encode())
        self.transport.close()
