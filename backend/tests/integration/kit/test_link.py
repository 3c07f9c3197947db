"""Parent and child over a real socket pair, the child a real process."""

import asyncio
import os
import signal
import socket
import struct
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import psutil
import pytest

from argusai.kit.link import MOST_BODY_BYTES, ChildLink, LinkBroken, Message, ParentLink, kill
from tests.support.waiting import patient, until

pytestmark = pytest.mark.covers("F7")


@dataclass
class Pair:
    child: Process
    link: ParentLink

    async def next(self) -> Message:
        async with asyncio.timeout(60):
            return await anext(aiter(self.link.messages()))


@asynccontextmanager
async def a_pair(mode: str) -> AsyncIterator[Pair]:
    ours, theirs = socket.socketpair()
    with theirs:
        fd = theirs.fileno()
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.support.link_child", str(fd), mode, pass_fds=[fd], stdout=PIPE
        )
    link = await ParentLink.open(ours)
    try:
        yield Pair(child, link)
    finally:
        kill(child)
        await child.wait()
        await link.close()


async def test_messages_arrive_whole_and_in_order() -> None:
    async with a_pair("echo") as pair:
        for size in (0, 1, 100_000, 3_000_000):
            await pair.link.send({"size": size, "text": "ü\n\0"}, os.urandom(1) * size)
        for size in (0, 1, 100_000, 3_000_000):
            message = await pair.next()
            assert message.head == {"size": size, "text": "ü\n\0"}
            assert len(message.body) == size


async def test_nothing_that_wants_an_answer_is_lost_to_a_slow_parent() -> None:
    async with a_pair("deliver") as pair:
        seen = []
        async with asyncio.timeout(90):
            async for message in pair.link.messages():
                if "settled" in message.head:
                    assert message.head["settled"] is True
                    break
                assert message.wants_answer
                seen.append(message.head["n"])
                if len(seen) % 500 == 0:
                    await asyncio.sleep(0.05)  # this is the slow parent
                pair.link.acknowledge()
        assert seen == list(range(2000))


async def test_no_more_than_the_window_is_under_way() -> None:
    async with a_pair("deliver") as pair:
        messages = aiter(pair.link.messages())
        for number in range(4):
            assert (await anext(messages)).head == {"n": number}
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(anext(messages), 0.3)


async def test_perishable_messages_are_dropped_when_the_parent_does_not_read() -> None:
    async with a_pair("offer") as pair:
        arrived, sent = 0, -1
        async with asyncio.timeout(60):
            async for message in pair.link.messages():
                if message.wants_answer:
                    sent = message.head["sent"]
                else:
                    arrived += 1
                if arrived == sent:
                    break
        assert 0 < arrived < 200


async def test_beats_are_heard() -> None:
    async with a_pair("beat") as pair:

        async def listen() -> None:
            async for _ in pair.link.messages():
                raise AssertionError("a beat is not a message")

        listening = asyncio.create_task(listen())
        await until(lambda: pair.link.heard > 3)
        kill(pair.child)
        await listening


async def test_a_killed_child_is_noticed_at_once() -> None:
    async with a_pair("echo") as pair:
        await pair.link.send({"up": True})
        await pair.next()
        os.kill(pair.child.pid, signal.SIGKILL)
        async with asyncio.timeout(patient(1)):
            assert [message async for message in pair.link.messages()] == []


async def test_a_child_whose_parent_hangs_up_is_gone() -> None:
    async with a_pair("echo") as pair:
        await pair.link.send({"up": True})
        await pair.next()
        await pair.link.close()
        async with asyncio.timeout(patient(2)):
            assert await pair.child.wait() == 0


@pytest.mark.parametrize(
    "nonsense",
    [
        struct.pack("!BII", 9, 2, 0) + b"{}",
        struct.pack("!BII", 0, 2, 0) + b"[]",
        struct.pack("!BII", 0, 3, 0) + b"{,}",
        struct.pack("!BII", 0, 2, MOST_BODY_BYTES + 1) + b"{}",
        struct.pack("!BII", 0, 0xFFFFFFFF, 0),
        struct.pack("!BII", 0, 200_000, 0) + b"[" * 200_000,
    ],
)
async def test_nonsense_from_the_child_breaks_the_link(nonsense: bytes) -> None:
    ours, theirs = socket.socketpair()
    link = await ParentLink.open(ours)
    theirs.sendall(nonsense)
    with pytest.raises(LinkBroken):
        async with asyncio.timeout(60):
            [message async for message in link.messages()]
    theirs.close()
    await link.close()


async def test_a_message_cut_in_the_middle_is_an_end() -> None:
    ours, theirs = socket.socketpair()
    link = await ParentLink.open(ours)
    theirs.sendall(struct.pack("!BII", 0, 20, 1000) + b"{}")
    theirs.close()
    async with asyncio.timeout(60):
        assert [message async for message in link.messages()] == []
    await link.close()


async def test_nonsense_from_the_parent_ends_the_child() -> None:
    ours, theirs = socket.socketpair()
    gone: list[bool] = []
    child = ChildLink(theirs.detach(), on_gone=lambda: gone.append(True))
    child.start(lambda message: None)
    ours.sendall(b"GET / HTTP/1.1\r\n\r\n")
    await until(lambda: gone == [True])
    child.deliver({"nobody": "hears it"})  # must not wait for a credit for ever
    ours.close()
    child.close()


async def test_a_message_that_is_too_large_is_refused_where_it_is_made() -> None:
    ours, theirs = socket.socketpair()
    child = ChildLink(theirs.detach(), on_gone=lambda: None)
    with pytest.raises(ValueError, match="too large"):
        child.send({}, bytes(MOST_BODY_BYTES + 1))
    child.close()
    ours.close()


def test_a_child_dies_with_a_killed_parent() -> None:
    script = (
        "import socket, subprocess, sys, time\n"
        "ours, theirs = socket.socketpair()\n"
        "child = subprocess.Popen([sys.executable, '-m', 'tests.support.link_child', str(theirs.fileno()), 'echo'],"
        " pass_fds=[theirs.fileno()])\n"
        "theirs.close(); print(child.pid, flush=True); time.sleep(60)\n"
    )
    with psutil.Popen([sys.executable, "-c", script], stdout=PIPE) as parent:
        orphan = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
    assert psutil.wait_procs([orphan], timeout=patient(3))[0] == [orphan]
