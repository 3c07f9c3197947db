"""Whoever holds connections open without asking anything keeps nobody else out (F32)."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
import uvicorn

from argusai.commands import http_heads
from argusai.commands.http_heads import MOST_HEAD_BYTES, BoundedHeads
from argusai.kit.asgi import Receive, Scope, Send
from tests.support.waiting import until

pytestmark = pytest.mark.covers("F32")
_PIECE = bytes(1 << 20)
Pair = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def _app(scope: Scope, receive: Receive, send: Send) -> None:
    while (await receive()).get("more_body"):
        pass
    pieces = 16 if scope["path"] == "/large" else 0
    length = str(pieces * len(_PIECE) + 2).encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", length)]})
    for _ in range(pieces):
        await send({"type": "http.response.body", "body": _PIECE, "more_body": True})
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


async def test_a_line_break_after_an_answer_does_not_hold_the_connection(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ends the wait for a next request, and begins none."""
    monkeypatch.setattr(http_heads, "SLOWEST_HEAD_SECONDS", 0.05)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    await reader.readuntil(b"ok")
    writer.write(b"\r\n")
    async with asyncio.timeout(30):
        assert (await reader.read())[:13] in {b"HTTP/1.1 408 ", b""}
    writer.close()


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


@pytest.mark.parametrize(
    ("half", "rest"),
    [
        (b"GET / HTTP/1.1\r\n", b"Host: a\r\n\r\n"),
        (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf", b"again"),
    ],
)
async def test_of_too_many_half_requests_the_oldest_of_who_sends_most_are_dropped(
    port: int, monkeypatch: pytest.MonkeyPatch, half: bytes, rest: bytes
) -> None:
    monkeypatch.setattr(http_heads, "MOST_WAITING", 4)
    other = await _half(port, "127.0.0.2", half)
    many = [await _half(port, "127.0.0.1", half) for _ in range(6)]
    for reader, writer in many[:3]:
        with contextlib.suppress(ConnectionResetError):
            async with asyncio.timeout(30):
                assert await reader.read() == b""
        writer.close()
    for reader, writer in [other, *many[3:]]:
        writer.write(rest)
        assert (await reader.readuntil(b"ok")).startswith(b"HTTP/1.1 200 ")
        writer.close()


async def _half(port: int, own_address: str, half: bytes) -> Pair:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(own_address, 0))
    writer.write(half)
    return reader, writer


async def test_of_too_many_who_take_no_answer_the_oldest_are_dropped(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    dropped: list[object] = []
    give_up = BoundedHeads.give_up

    def noted(connection: BoundedHeads) -> None:
        dropped.append(connection.client)
        give_up(connection)

    monkeypatch.setattr(http_heads, "MOST_WAITING", 2)
    monkeypatch.setattr(BoundedHeads, "give_up", noted)
    many = [await _half(port, "127.0.0.1", b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n") for _ in range(3)]
    await until(lambda: dropped)
    assert dropped == [many[0][1].get_extra_info("sockname")]
    for reader, writer in many[1:]:
        assert await reader.readuntil(b"\r\n\r\n")
        assert (await reader.readexactly(16 * len(_PIECE) + 2)).endswith(b"ok")
        writer.close()
    many[0][1].close()
