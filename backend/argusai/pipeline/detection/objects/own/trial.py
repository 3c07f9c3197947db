"""Tries a detector before it may be used, in a short-lived child with limits: a hostile or huge model may crash or fill
that process, never the web."""

import asyncio
import contextlib
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from pathlib import Path
from typing import Any

from argusai.kit.link import environment_without_secrets, kill
from argusai.pipeline.detection.objects.errors import DetectorRefused
from argusai.pipeline.detection.objects.own.shelf import Check

_COMMAND = (sys.executable, "-m", "argusai.pipeline.detection.objects.own.trial_child")
_SECONDS = 60.0
_MOST_BYTES = 1 << 20


async def try_out(description: Path, model: Path, picture: bytes | None) -> Check:
    """Run the model a few times on `picture` (a JPEG; None: plain grey). Raises DetectorRefused: why not."""
    child = await asyncio.create_subprocess_exec(
        *_COMMAND, str(description), str(model), stdin=PIPE, stdout=PIPE, stderr=DEVNULL,
        env=environment_without_secrets(),
    )  # fmt: skip
    try:
        async with asyncio.timeout(_SECONDS):
            answer = await _ask(child, picture or b"")
            await child.wait()
    except TimeoutError:
        raise DetectorRefused(f"The model took longer than {_SECONDS:.0f} s for a few looks: it is too slow.") from None
    finally:
        kill(child)
        await child.wait()
    return _read(answer)


async def _ask(child: Process, picture: bytes) -> bytes:
    assert child.stdin is not None  # noqa: S101 - they are pipes
    assert child.stdout is not None  # noqa: S101 - they are pipes
    with contextlib.suppress(OSError):
        child.stdin.write(picture)
        await child.stdin.drain()
        child.stdin.close()
    return await child.stdout.read(_MOST_BYTES)


def _read(answer: bytes) -> Check:
    try:
        said: dict[str, Any] = json.loads(answer)
    except ValueError:
        raise DetectorRefused(
            "The model crashed, or needs more memory than a detector may. It was not added."
        ) from None
    if "refused" in said:
        raise DetectorRefused(str(said["refused"]))
    return Check(said["found"], said["milliseconds"])
