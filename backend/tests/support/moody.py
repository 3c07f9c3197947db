"""Vendors in changing moods: each a server on 127.0.0.1 that speaks its vendor's protocol, and counts what it bills."""

import asyncio
import json
import random
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Literal

import httpx
from llmock.scenarios import Reply, ToolCall
from llmock.testing import LLMockServer

from argusai.kit.clock import Clock
from argusai.pipeline.events.description.providers.contract import Kind
from tests.support.models_served import PATHS, http_answer

Mood = Literal["well", "down", "limited", "failing", "cutting", "slow", "refusing", "babbling"]
MOODS: tuple[Mood, ...] = ("down", "limited", "failing", "cutting", "slow", "refusing", "babbling")
PAUSE_SECONDS = 120
SAID = {
    "text": "A person in a dark coat walks past the front door from left to right and leaves the picture.",
    "confidence": 86, "objects": ["person"], "carrier": "", "attention": 0, "attention_reason": "",
}  # fmt: skip
_REFUSES = "I'm sorry, but I can't help with describing people in this picture."
_READ, _WRITTEN = {"prompt_tokens", "input_tokens", "promptTokenCount"}, {"completion_tokens", "output_tokens"}
_LEAST_TOKENS = 100
# All vendors together: which bill is meant is seen from its tokens.
_bills = count(_LEAST_TOKENS)


@dataclass(frozen=True)
class Models:
    """What really speaks the protocols: one that describes, one that refuses, and one that says nothing of use."""

    well: LLMockServer
    refusing: LLMockServer
    babbling: LLMockServer


@contextmanager
def models() -> Iterator[Models]:
    with LLMockServer() as well, LLMockServer() as refusing, LLMockServer() as babbling:
        refusing.state.scenarios.add(Reply(text=_REFUSES, times=None))
        babbling.state.scenarios.add(Reply(text='{"answer": 42, "why": [1, 2', times=None))
        yield Models(well, refusing, babbling)


@dataclass
class Vendor:
    """`billed`: tokens of each answer that was sent whole; `lost`: of those whose asker never got them whole. `early`:
    how often it was asked within the pause that it had asked for. `thinks_seconds`: how long its model takes."""

    kind: Kind
    models: Models
    clock: Clock
    mood: Mood = "well"
    port: int = 0
    asked: int = 0
    early: int = 0
    thinks_seconds: float = 0.0
    thinking: int = 0
    billed: list[int] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)
    _resting: tuple[float, float] = (0.0, 0.0)
    _server: asyncio.Server | None = None

    async def become(self, mood: Mood) -> None:
        """Down: nobody listens at its port."""
        self.mood = mood
        if mood == "down":
            self.stop()
        elif self._server is None:
            self._server = await asyncio.start_server(self.serve, "127.0.0.1", self.port)
            self.port = self._server.sockets[0].getsockname()[1]

    def stop(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{PATHS[self.kind]}"

    def forgive(self) -> None:
        """Whoever asks was killed, and knows of no pause."""
        self._resting = (0.0, 0.0)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._answer(reader, writer)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head, body = await _request(reader)
        self.asked += 1
        now = self.clock.monotonic()
        self.early += self._resting[0] < now < self._resting[1]  # what was on its way already is nobody's fault
        if self.mood == "limited":
            self._resting = (now, now + PAUSE_SECONDS)
            said = http_answer(b'{"error": {"message": "slow down"}}', "429 Too Many Requests",
                               retry_after=str(PAUSE_SECONDS))  # fmt: skip
        elif self.mood == "failing":
            said = http_answer(b'{"error": {"message": "overloaded"}}', "503 Service Unavailable")
        else:
            await self._bill(head, body, reader, writer)
            return
        writer.write(said)
        await writer.drain()

    async def _bill(
        self, head: list[bytes], body: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Once the model has worked, the bill is due, whatever becomes of the answer."""
        self.thinking += 1
        await asyncio.sleep(self.thinks_seconds)
        tokens, answer = await self._said(head, body)
        self.thinking -= 1
        whole = http_answer(answer)
        if self.mood == "slow":
            self.lost.append(tokens)
            await reader.read()  # until whoever asks gives up
        elif self.mood == "cutting":
            self.lost.append(tokens)
            writer.write(whole[: len(whole) // 2])
            await writer.drain()
        else:
            self.billed.append(tokens)
            writer.write(whole)
            await writer.drain()

    async def _said(self, head: list[bytes], body: bytes) -> tuple[int, bytes]:
        server = {"refusing": self.models.refusing, "babbling": self.models.babbling}.get(self.mood, self.models.well)
        if server is self.models.well:
            tool = Reply(tool_calls=(ToolCall("describe_event", SAID),))
            server.state.scenarios.add(tool if self.kind == "anthropic" else Reply(text=json.dumps(SAID)))
        method, path, _ = head[0].decode().split(" ")
        headers = dict(line.decode().split(": ", 1) for line in head[1:])
        kept = {name: value for name, value in headers.items() if name.lower() not in {"host", "content-length"}}
        async with httpx.AsyncClient() as client:
            got = await client.request(method, server.url + path, headers=kept, content=body)
        tokens, plain = next(_bills), got.json()
        assert got.status_code == 200, got.text
        _stamp(plain, tokens)
        return tokens, json.dumps(plain).encode()


def _stamp(plain: Any, tokens: int) -> None:
    """Other numbers of tokens than any other answer's, so that each bill is found again."""
    for name, value in list(plain.items()) if isinstance(plain, dict) else enumerate(plain):
        if name in _READ:
            plain[name] = tokens
        elif name in _WRITTEN or name == "candidatesTokenCount":
            plain[name] = 1
        elif name in {"total_tokens", "totalTokenCount"}:
            plain[name] = tokens + 1
        elif isinstance(value, dict | list):
            _stamp(value, tokens)


async def _request(reader: asyncio.StreamReader) -> tuple[list[bytes], bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).rstrip().split(b"\r\n")
    length = next(int(line.split(b":")[1]) for line in head if line.lower().startswith(b"content-length:"))
    return head, await reader.readexactly(length)


@asynccontextmanager
async def vendors(served: Models, clock: Clock, kinds: tuple[Kind, ...]) -> AsyncIterator[list[Vendor]]:
    made = [Vendor(kind, served, clock) for kind in kinds]
    for vendor in made:
        await vendor.become("well")
    try:
        yield made
    finally:
        for vendor in made:
            vendor.stop()
        await asyncio.sleep(0)


async def turn(all_vendors: list[Vendor], by: random.Random) -> None:
    """Another hour of the day: some are well, some are not, and now and then nobody is."""
    silence = by.random() < 0.15
    for vendor in all_vendors:
        mood: Mood = "well" if by.random() < 0.4 else by.choice(MOODS)
        await vendor.become("down" if silence else mood)
