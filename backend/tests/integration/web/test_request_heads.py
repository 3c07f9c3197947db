"""Whoever holds connections open without asking anything keeps nobody else out (F32)."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import uvicorn

from argusai.commands import http_heads
from argusai.commands.http_heads import MOST_HEAD_BYTES, BoundedHeads
from argusai.kit.asgi import Receive, Scope, Send
from tests.support.waiting import until

pytestmark = pytest.mark.covers("F32")
Pair = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def _app(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


@pytest.fixture
async def port() -> AsyncIterator[int]:
    server = uvicorn.Server(uvicorn.Config(_app, port=0, http=BoundedHeads, lifespan="off", log_level="critical"))
    running = asyncio.create_task(server.serve())
    await until(lambda: server.started)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    await running


async def _told(port: int, *pieces: bytes) -> bytes:
    """All that comes until the other side closes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for piece in pieces:
        writer.write(piece)
        await writer.drain()
    answer = await reader.read()
    writer.close()
    return answer


@pytest.mark.parametrize(
    ("pieces", "answer"),
    [
        ((), b""),
        ((b"GET / HTTP/1.1\r\nHost: a\r\n",), b"HTTP/1.1 408 "),
        ((b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", b"GET / HTTP/1.1\r\n"), b"HTTP/1.1 200 "),
    ],
)
async def test_a_head_that_does_not_come_ends_the_connection(
    port: int, monkeypatch: pytest.MonkeyPatch, pieces: tuple[bytes, ...], answer: bytes
) -> None:
    """Also the second one on the same connection."""
    monkeypatch.setattr(http_heads, "SLOWEST_HEAD_SECONDS", 0.05)
    told = await _told(port, *pieces)
    assert told.startswith(answer)
    assert (b"408" in told) == bool(pieces)


async def test_a_head_that_is_too_long_ends_the_connection(port: int) -> None:
    junk = b"X-Junk: " + b"a" * (MOST_HEAD_BYTES * 2 // 3) + b"\r\n"
    assert (await _told(port, b"GET / HTTP/1.1\r\n" + junk, junk)).startswith(b"HTTP/1.1 431 ")


@pytest.mark.parametrize(
    "long", ["/live?after=" + "a" * 20_000, "/live HTTP/1.1\r\nX-Long: " + "a" * 20_000 + "\r\nX-Last:"]
)
async def test_a_request_for_a_websocket_that_is_too_long_is_answered(port: int, long: str) -> None:
    """The library behind it would keep it without a word."""
    upgrade = "Host: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    head = f"GET {long} HTTP/1.1\r\n{upgrade}Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    async with asyncio.timeout(30):
        assert (await _told(port, head.encode())).startswith(b"HTTP/1.1 431 ")


async def test_one_connection_asks_again_and_again(port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for _ in range(3):
        writer.write(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        assert (await reader.readuntil(b"ok")).startswith(b"HTTP/1.1 200 OK")
    writer.close()
