"""Whoever begins TLS and does not finish is let go as one who sends half a request is (F32, N8)."""

import asyncio
import contextlib
import socket
import ssl
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from argusai.commands import http_heads
from argusai.commands.tls_door import let_in
from tests.support.authority import Authority
from tests.support.waiting import until

pytestmark = pytest.mark.covers("F32", "N8")


class Greeting(asyncio.Protocol):
    def connection_made(self, transport: Any) -> None:
        transport.write(b"hello")
        transport.close()


@pytest.fixture
def trust(tmp_path: Path) -> ssl.SSLContext:
    authority = Authority()
    signed = authority.sign("here")
    (tmp_path / "both.pem").write_text(signed.certificate + signed.key)
    return ssl.create_default_context(cadata=authority.certificate)


@pytest.fixture
def connections() -> set[Any]:
    return set()


@pytest.fixture
async def port(tmp_path: Path, trust: ssl.SSLContext, connections: set[Any]) -> AsyncIterator[int]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "both.pem")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        door = asyncio.create_task(let_in(listening, context, connections, Greeting))
        yield listening.getsockname()[1]
        door.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await door


async def _half(port: int, own_address: str = "127.0.0.1") -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """The beginning of a first record of TLS."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(own_address, 0))
    writer.write(b"\x16\x03\x01\x02\x00")
    return reader, writer


async def _is_let_go(half: tuple[asyncio.StreamReader, asyncio.StreamWriter]) -> bool:
    reader, writer = half
    async with asyncio.timeout(30):
        with contextlib.suppress(ConnectionResetError):
            await reader.read()
    writer.close()
    return True


async def _greeted(port: int, trust: ssl.SSLContext) -> bytes:
    reader, writer = await asyncio.open_connection("localhost", port, ssl=trust, family=socket.AF_INET)
    async with asyncio.timeout(30):
        told = await reader.read()
    writer.close()
    return told


async def test_half_a_handshake_ends(port: int, connections: set[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_heads, "SLOWEST_HEAD_SECONDS", 0.05)
    assert await _is_let_go(await _half(port))
    await until(lambda: not connections)


async def test_what_is_no_tls_ends_and_others_are_let_in(
    port: int, trust: ssl.SSLContext, connections: set[Any]
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    assert await _is_let_go((reader, writer))
    assert await _greeted(port, trust) == b"hello"
    await until(lambda: not connections)


async def test_of_too_many_the_oldest_of_who_begins_most_is_let_go(
    port: int, trust: ssl.SSLContext, connections: set[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_heads, "MOST_WAITING", 3)
    other = await _half(port, "127.0.0.2")
    many = [await _half(port) for _ in range(5)]
    assert [await _is_let_go(each) for each in many[:3]] == [True, True, True]
    assert await _greeted(port, trust) == b"hello"  # for which one more has to go
    assert sorted(each.address for each in connections) == ["127.0.0.1", "127.0.0.2"]
    for _, writer in [other, *many[3:]]:
        writer.close()
    await until(lambda: not connections)
