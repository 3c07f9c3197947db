"""Tries a source before it is saved: one picture, or the reason why there is none.

FFmpeg meets unknown bytes here, so it does so in a short-lived child with limits: a hostile file may crash or fill that
process, never the web.
"""

import asyncio
import contextlib
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from dataclasses import dataclass
from typing import Any

from argusai.kit.link import environment_without_secrets, kill
from argusai.kit.log import get_log
from argusai.pipeline.capture.cameras.contract import Privacy, Source, write_privacy
from argusai.pipeline.capture.streams.contract import StreamFacts
from argusai.pipeline.capture.streams.errors import NotAVideo, StreamFailed, TimedOut, by_slug
from argusai.pipeline.capture.streams.settings import UsbSettings
from argusai.pipeline.capture.streams.wire import read_facts, write_source

_log = get_log("capture.streams")

_COMMAND = (sys.executable, "-m", "argusai.pipeline.capture.streams.probe_child")
# Python and FFmpeg need a moment before the camera's own time begins.
_START_SECONDS = 4.0
_MOST_BYTES = 8 << 20
# So many people may try cameras at once; more wait for their turn.
_AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """`jpeg`: the first picture, long side ≤ 960."""

    facts: StreamFacts
    jpeg: bytes


class Prober:
    """`probe` may be called by many at once; only a few children run."""

    def __init__(self, usb: UsbSettings = UsbSettings()) -> None:
        self._usb = usb
        self._turn = asyncio.Semaphore(_AT_ONCE)

    async def probe(self, source: Source, timeout_seconds: float = 8, privacy: Privacy = Privacy()) -> ProbeResult:
        """`privacy`: what is black in the picture. Raises StreamError: why there is no picture, and what to do."""
        async with self._turn:
            return await probe(source, timeout_seconds, privacy, self._usb)


async def probe(
    source: Source, timeout_seconds: float = 8, privacy: Privacy = Privacy(), usb: UsbSettings = UsbSettings()
) -> ProbeResult:
    """One picture of `source`, black where `privacy` wants it. Raises StreamError; TimedOut at the latest
    `timeout_seconds` after the child is up."""
    child = await asyncio.create_subprocess_exec(
        *_COMMAND, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=environment_without_secrets()
    )
    # Through a pipe and not as an argument: every user of the machine can read arguments.
    wanted = {
        "source": write_source(source),
        "privacy": write_privacy(privacy),
        "timeout_seconds": timeout_seconds,
        "usb": usb.model_dump(mode="json"),
    }
    order = json.dumps(wanted).encode()
    try:
        async with asyncio.timeout(_START_SECONDS + timeout_seconds):
            answer = await _ask(child, order)
            await child.wait()
    except TimeoutError:
        raise TimedOut() from None
    finally:
        kill(child)
        await child.wait()
    return _read_answer(answer, child.returncode)


async def _ask(child: Process, order: bytes) -> bytes:
    assert child.stdin is not None  # noqa: S101 - they are pipes
    assert child.stdout is not None  # noqa: S101 - they are pipes
    with contextlib.suppress(OSError):
        child.stdin.write(order)
        await child.stdin.drain()
        child.stdin.close()
    answer = b""
    while len(answer) < _MOST_BYTES and (part := await child.stdout.read(1 << 16)):
        answer += part
    return answer


def _read_answer(answer: bytes, status: int | None) -> ProbeResult:
    """A line of JSON, then the JPEG."""
    line, _, jpeg = answer.partition(b"\n")
    try:
        head: dict[str, Any] = json.loads(line)
    except ValueError:
        _log.warning("a probe died", status=status)
        if status is not None and status < 0:
            raise NotAVideo("This crashed the video reader. It is broken or hostile, and was not added.") from None
        raise StreamFailed() from None
    if "slug" in head:
        raise by_slug(head["slug"], head["sentence"], head["certificate"])
    return ProbeResult(read_facts(head["facts"]), jpeg)
