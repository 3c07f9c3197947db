"""Where connections come in under HTTPS: who has connected and does not finish the handshake is bounded in time and
number, as one who does not finish a request is (`http_heads.py`). asyncio waits a minute, for any number."""

import asyncio
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from argusai.commands import http_heads
from argusai.kit.log import get_log

_log = get_log("serve")
# The machine has no more open files, say: there will be some.
_PAUSE_SECONDS = 1.0


class _Handshake(http_heads.Waiting):
    """`connections`: all that are open; it is one of them until it has succeeded or failed."""

    def __init__(self, connections: set[Any], address: str) -> None:
        self.connections = connections
        self.address = address
        self.waits_since = asyncio.get_running_loop().time()
        self._task: asyncio.Task[None] | None = None

    def begin(self, make: Callable[[], asyncio.Protocol], taken: socket.socket, context: ssl.SSLContext) -> None:
        self.connections.add(self)
        self._task = asyncio.create_task(self._shake_hands(make, taken, context), name="shake hands")
        self._task.add_done_callback(self._end)
        self.make_room()

    def give_up(self) -> None:
        self.connections.discard(self)
        if self._task is not None:
            self._task.cancel()

    shutdown = give_up

    async def _shake_hands(
        self, make: Callable[[], asyncio.Protocol], taken: socket.socket, context: ssl.SSLContext
    ) -> None:
        with suppress(OSError):  # it has gone, speaks no TLS, or takes too long
            await asyncio.get_running_loop().connect_accepted_socket(
                make,
                taken,
                ssl=context,
                ssl_handshake_timeout=http_heads.SLOWEST_HEAD_SECONDS,
            )

    def _end(self, task: asyncio.Task[None]) -> None:
        self.connections.discard(self)
        if not task.cancelled() and (fault := task.exception()) is not None:
            _log.error("a connection was not taken", exc_info=fault)


async def let_in(
    listening: socket.socket, context: ssl.SSLContext, connections: set[Any], make: Callable[[], asyncio.Protocol]
) -> None:
    """For ever. `make`: what is spoken once hands are shaken."""
    loop = asyncio.get_running_loop()
    listening.setblocking(False)
    while True:
        try:
            taken, address = await loop.sock_accept(listening)
        except OSError:
            await asyncio.sleep(_PAUSE_SECONDS)
            continue
        _Handshake(connections, address[0]).begin(make, taken, context)
