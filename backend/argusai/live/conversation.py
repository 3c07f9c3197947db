"""Feeds one WebSocket until either side is done. Every wait on the client has a bound, or the server never exits."""

import asyncio
from collections.abc import AsyncIterator, MutableMapping
from typing import Any, Protocol

from argusai.kit.errors import Unavailable
from argusai.live.subscription import Restarting, TooSlow

RESTARTED = 1012
TRY_LATER = 1013
SEND_SECONDS = 10.0
_CLOSE_SECONDS = 3.0


class Socket(Protocol):
    """What is used of a WebSocket. `receive` gives ASGI messages."""

    async def accept(self) -> None: ...
    async def receive(self) -> MutableMapping[str, Any]: ...
    async def send_text(self, data: str) -> None: ...
    async def send_bytes(self, data: bytes) -> None: ...
    async def close(self, code: int) -> None: ...


async def feed(socket: Socket, messages: AsyncIterator[str | bytes], *, send_seconds: float = SEND_SECONDS) -> None:
    """Send `messages` until they end (closes with 1012), the client is too slow or there is nothing to see (1013), or
    the client has gone. What the client says is not listened to."""
    sending = asyncio.create_task(_send(socket, messages, send_seconds), name="feed a WebSocket")
    hearing = asyncio.create_task(_until_gone(socket), name="notice that a WebSocket closes")
    try:
        await asyncio.wait({sending, hearing}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        gone = hearing.done()
        for task in (sending, hearing):
            task.cancel()
        await asyncio.wait({sending, hearing}, timeout=_CLOSE_SECONDS)
    if sending.cancelled() or not sending.done():
        return
    failure = sending.exception()
    if not gone:
        if failure is not None:
            raise failure
        await close(socket, sending.result())


async def accept(socket: Socket) -> bool:
    """False when the client went away before: a page that is left at once."""
    try:
        await socket.accept()
    except OSError:
        return False
    return True


async def close(socket: Socket, code: int) -> None:
    """Close, without waiting long for a client that does not answer."""
    try:
        async with asyncio.timeout(_CLOSE_SECONDS):
            await socket.close(code)
    except (TimeoutError, OSError, RuntimeError):
        return  # it has gone at the same moment


async def _send(socket: Socket, messages: AsyncIterator[str | bytes], seconds: float) -> int:
    """The code to close with."""
    try:
        async for message in messages:
            async with asyncio.timeout(seconds):
                await (socket.send_text(message) if isinstance(message, str) else socket.send_bytes(message))
    except Restarting:
        return RESTARTED
    except (TooSlow, Unavailable, TimeoutError):
        return TRY_LATER
    return RESTARTED


async def _until_gone(socket: Socket) -> None:
    while (await socket.receive())["type"] != "websocket.disconnect":
        pass
