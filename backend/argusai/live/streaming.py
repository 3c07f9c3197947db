"""A live picture as one HTTP answer without an end. Every wait on the client has a bound."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from argusai.accounts.contract import Access
from argusai.kit.asgi import Message, Receive, Send
from argusai.kit.errors import Unavailable

_BOUNDARY = b"argusai-picture"
MJPEG_TYPE = f"multipart/x-mixed-replace; boundary={_BOUNDARY.decode()}"
_SEND_SECONDS = 10.0
_LAST_SECONDS = 2.0

Messages = AsyncIterator[str | bytes]
View = AbstractAsyncContextManager[Messages]
Wrap = Callable[[Messages], AsyncGenerator[bytes, None]]


@dataclass(frozen=True, slots=True)
class Client:
    receive: Receive
    send: Send
    # Ends the connection at once; None where the server cannot.
    give_up: Callable[[], None] | None = None


async def as_it_is(messages: Messages) -> AsyncGenerator[bytes, None]:
    """Without the header, which is for the page."""
    async for message in messages:
        if isinstance(message, bytes):
            yield message


async def as_parts(messages: Messages) -> AsyncGenerator[bytes, None]:
    """Each picture with the boundary after it, so that it is shown at once and not when the next one comes."""
    before = b"--" + _BOUNDARY + b"\r\n"
    async for message in messages:
        if isinstance(message, bytes):
            head = b"Content-Type: image/jpeg\r\nContent-Length: " + str(len(message)).encode() + b"\r\n\r\n"
            yield before + head + message + b"\r\n--" + _BOUNDARY + b"\r\n"
            before = b""


async def stream_to(client: Client, start: Message, pieces: AsyncGenerator[bytes, None], access: Access) -> None:
    """Until the pieces end, the client goes or takes nothing for ten seconds, or what let it in ends (a session, a
    key). Raises Unavailable when not one piece came: then nothing was sent."""
    first = await _first(pieces)
    await client.send(start)
    over = asyncio.Event()
    stop_listening = access.on_end(over.set)
    ends = {
        asyncio.create_task(_send(client, first, pieces), name="stream to a program"),
        asyncio.create_task(_until_gone(client), name="notice that a program goes"),
        asyncio.create_task(over.wait(), name="notice that access ends"),
    }
    try:
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    finally:
        stop_listening()
        for task in ends:
            task.cancel()
        await asyncio.wait(ends, timeout=_LAST_SECONDS)
        await pieces.aclose()
    await _end(client)


async def _end(client: Client) -> None:
    """In order where the client still takes something. Otherwise the connection is cut before the server finds an
    answer without an end, which it logs as an error of ours."""
    try:
        async with asyncio.timeout(_LAST_SECONDS):
            await client.send({"type": "http.response.body", "body": b"", "more_body": False})
    except (OSError, TimeoutError):
        if client.give_up is not None:
            client.give_up()
            await _until_gone(client)


async def _first(pieces: AsyncGenerator[bytes, None]) -> bytes:
    try:
        return await anext(pieces)
    except StopAsyncIteration as error:
        raise Unavailable(
            "There is no picture from this camera right now.", slug="no-picture", retry_after_seconds=5
        ) from error


async def _send(client: Client, first: bytes, pieces: AsyncGenerator[bytes, None]) -> None:
    piece = first
    with contextlib.suppress(Unavailable, TimeoutError, OSError, StopAsyncIteration):
        while True:
            async with asyncio.timeout(_SEND_SECONDS):
                await client.send({"type": "http.response.body", "body": piece, "more_body": True})
            piece = await anext(pieces)


async def _until_gone(client: Client) -> None:
    while (await client.receive())["type"] != "http.disconnect":
        pass
