"""The head of a request, read before anybody knows who asks: bounded in time and size. uvicorn bounds neither."""

import asyncio
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

# Browsers open a connection ahead, and use it seconds later or never.
SLOWEST_HEAD_SECONDS = 20.0
MOST_HEAD_BYTES = 64 * 1024
# Of a WebSocket's request: the library that speaks it reads no more, and answers nothing then.
LONGEST_LINE_BYTES = 8000
MOST_LINES = 100


class BoundedHeads(HttpToolsProtocol):
    """A connection that brings no whole head in `SLOWEST_HEAD_SECONDS`, or one of more than `MOST_HEAD_BYTES` in
    several pieces, is closed: held open by the thousand they would take all connections, and all memory."""

    _timer: asyncio.TimerHandle | None = None
    _bytes = 0

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
        self._wait_for_head()

    def on_headers_complete(self) -> None:
        self._stop_waiting()
        super().on_headers_complete()

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
            head = f"HTTP/1.1 {status.value} {status.phrase}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            self.transport.write(head.encode())
        self.transport.close()
