"""Servers of models on 127.0.0.1: one that speaks every vendor's protocol, and one with every bad habit."""

import asyncio
import json
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from llmock.testing import LLMockServer

from argusai.pipeline.events.description.providers.contract import Ask, AskedPicture, Kind, ProviderAccess
from tests.support.secrets import secret
from tests.support.web_camera import make_certificate

KEY = secret("sk-test-4711-never-shown")
PATHS: dict[Kind, str] = {
    "openai": "/v1", "xai": "/xai/v1", "anthropic": "/anthropic", "gemini": "/gemini", "compatible": "/v1",
}  # fmt: skip
MODELS: dict[Kind, str] = {
    "openai": "gpt-5-mini", "xai": "grok-4", "anthropic": "claude-sonnet-5", "gemini": "gemini-2.5-flash",
    "compatible": "llava:7b",
}  # fmt: skip
GOOD = {
    "text": "A courier in a red jacket puts a parcel beside the door and walks away to the left.",
    "confidence": 86,
    "objects": ["man", "parcel"],
    "carrier": "DHL",
    "attention": 1,
    "attention_reason": "A parcel was left.",
}


def access(kind: Kind, base_url: str | None, **changed: Any) -> ProviderAccess:
    chosen: dict[str, Any] = {"model": MODELS[kind], "api_key": KEY} | changed
    return ProviderAccess(kind=kind, base_url=base_url, **chosen)


def on(kind: Kind, server: LLMockServer) -> str:
    return server.url + PATHS[kind]


def an_ask(pictures: int = 1, **changed: Any) -> Ask:
    at = datetime(2026, 1, 1, 11, tzinfo=UTC)
    content = a_jpeg()
    shown = tuple(AskedPicture(content, at + timedelta(seconds=number), 64, 48) for number in range(pictures))
    asked: dict[str, Any] = {"system": "Say what the camera saw.", "text": "What happened?", "language": "en"}
    return Ask(pictures=shown, prompt_version="1", **(asked | changed))


def a_jpeg(width: int = 64, height: int = 48) -> bytes:
    _, content = cv2.imencode(".jpg", np.full((height, width, 3), 90, np.uint8))
    return content.tobytes()


@dataclass
class Habits:
    """What the bad server does. `answer`: raw bytes, sent as they are. `drips`: it sends
    a byte now and then, for ever. `hears`: it reads the request before it answers."""

    answer: bytes = b""
    drips: bool = False
    hears: bool = True
    got: list[bytes] = field(default_factory=list)


def http_answer(body: bytes, status: str = "200 OK", kind: str = "application/json", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"content-type: {kind}", f"content-length: {len(body)}", "connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


@asynccontextmanager
async def bad_server(habits: Habits, context: ssl.SSLContext | None = None) -> AsyncIterator[str]:
    """Its address, without a path."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            if habits.hears:
                habits.got.append(await _request(reader))
            writer.write(habits.answer)
            while habits.drips:
                await writer.drain()
                await asyncio.sleep(0.02)
                writer.write(b" ")
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.transport.abort() if not habits.answer else writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    try:
        yield f"{'https' if context else 'http'}://127.0.0.1:{port}"
    finally:
        habits.drips = False
        server.close()
        await asyncio.sleep(0)


async def _request(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(
        (int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0
    )
    return head + await reader.readexactly(length)


@asynccontextmanager
async def local_server(said: str, **usage: int) -> AsyncIterator[tuple[str, list[dict[str, Any]]]]:
    """Answers as Ollama and llama.cpp do under /v1: its address, and what it was asked."""
    asked: list[dict[str, Any]] = []
    choice = {"index": 0, "message": {"role": "assistant", "content": said}, "finish_reason": "stop"}
    body = {
        "id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "llava:7b", "choices": [choice],
        "system_fingerprint": "fp_ollama",
    }  # fmt: skip
    if usage:
        body["usage"] = {"total_tokens": sum(usage.values()), **usage}
    listed = {"object": "list", "data": [{"id": name, "object": "model"} for name in ("qwen2.5vl", "llava:7b")]}

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head, _, sent = (await _request(reader)).partition(b"\r\n\r\n")
        if sent:
            asked.append(json.loads(sent))
        writer.write(http_answer(json.dumps(listed if b"GET /v1/models" in head else body).encode()))
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1", asked
    finally:
        server.close()
        await asyncio.sleep(0)


def self_signed(folder: Path) -> ssl.SSLContext:
    """A certificate that nobody vouches for."""
    make_certificate(folder / "server.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem")
    return context
