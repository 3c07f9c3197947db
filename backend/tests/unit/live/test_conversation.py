import asyncio
from collections.abc import AsyncIterator, MutableMapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from argusai.kit.errors import Unavailable
from argusai.live.conversation import accept, feed
from argusai.live.subscription import Restarting, TooSlow


@dataclass
class ScriptedSocket:
    """`stalls`: takes nothing. `gone`: set when the client leaves. `fails`: what sending raises."""

    stalls: bool = False
    fails: Exception | None = None
    sent: list[str | bytes] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)
    gone: asyncio.Event = field(default_factory=asyncio.Event)

    async def accept(self) -> None:
        if self.fails is not None:
            raise self.fails

    async def receive(self) -> MutableMapping[str, Any]:
        await self.gone.wait()
        return {"type": "websocket.disconnect"}

    async def send_text(self, data: str) -> None:
        await self._take(data)

    async def send_bytes(self, data: bytes) -> None:
        await self._take(data)

    async def close(self, code: int) -> None:
        self.codes.append(code)

    async def _take(self, data: str | bytes) -> None:
        if self.fails is not None:
            raise self.fails
        if self.stalls:
            await asyncio.Event().wait()
        self.sent.append(data)


async def told(*messages: str | bytes, then: Exception | None = None) -> AsyncIterator[str | bytes]:
    for message in messages:
        yield message
    if then is not None:
        raise then


async def silence() -> AsyncIterator[str]:
    await asyncio.Event().wait()
    yield ""


@pytest.mark.covers("F15")
async def test_a_page_that_is_left_at_once_is_no_error() -> None:
    assert await accept(ScriptedSocket())
    assert not await accept(ScriptedSocket(fails=ConnectionResetError()))


@pytest.mark.covers("F15", "F16")
async def test_text_and_bytes_go_out_in_order_and_the_end_asks_to_come_back() -> None:
    socket = ScriptedSocket()
    await feed(socket, told("a", b"b"))
    assert (socket.sent, socket.codes) == (["a", b"b"], [1012])


@pytest.mark.covers("F15", "F16")
@pytest.mark.parametrize(("why", "code"), [(Restarting(), 1012), (TooSlow(), 1013), (Unavailable("no picture"), 1013)])
async def test_each_reason_has_its_code(why: Exception, code: int) -> None:
    socket = ScriptedSocket()
    await feed(socket, told("a", then=why))
    assert socket.codes == [code]


@pytest.mark.covers("F15", "F16")
async def test_a_client_that_takes_nothing_is_let_go() -> None:
    socket = ScriptedSocket(stalls=True)
    async with asyncio.timeout(60):
        await feed(socket, told("a"), send_seconds=0.02)
    assert socket.codes == [1013]


@pytest.mark.covers("F15", "F16")
async def test_a_client_that_leaves_ends_the_feeding_without_a_word() -> None:
    socket = ScriptedSocket()
    feeding = asyncio.create_task(feed(socket, silence()))
    socket.gone.set()
    async with asyncio.timeout(60):
        await feeding
    assert socket.codes == []


@pytest.mark.covers("F15")
async def test_a_fault_of_ours_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        await feed(ScriptedSocket(), told("a", then=ZeroDivisionError()))


@pytest.mark.covers("F15")
async def test_being_cancelled_ends_both_sides() -> None:
    socket = ScriptedSocket()
    before = asyncio.all_tasks()
    feeding = asyncio.create_task(feed(socket, silence()))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    feeding.cancel()
    with pytest.raises(asyncio.CancelledError):
        await feeding
    assert asyncio.all_tasks() == before
