"""Runs the child that looks at a sent file, and gives what it found: hostile bytes may crash that process, never
the web."""

import asyncio
import contextlib
import json
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from argusai.kit.errors import BadInput
from argusai.kit.link import environment_without_secrets, kill
from argusai.pipeline.events.assembly.contract import EventReport
from argusai.pipeline.events.history.asking.job import SentJob

_MOST_SECONDS = 15 * 60.0
_LONGEST_LINE = 8 << 20
_CRASHED = "The file could not be read: the decoder gave up on it."


def refused(sentence: str = _CRASHED) -> BadInput:
    return BadInput(sentence, slug="not-a-picture")


@dataclass(frozen=True, slots=True)
class SentChild:
    """`command`: starts the child. `read`: what it says of an event."""

    command: Sequence[str]
    read: Callable[[Mapping[str, Any]], EventReport]

    async def look(self, job: SentJob) -> EventReport:
        """The whole event; its files are in the media folder. Raises BadInput (slug `not-a-picture`), Unavailable."""
        child = await asyncio.create_subprocess_exec(
            *self.command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=environment_without_secrets(),
            limit=_LONGEST_LINE,
        )  # fmt: skip
        try:
            async with asyncio.timeout(_MOST_SECONDS):
                return await self._listen(child, job)
        except (TimeoutError, ValueError) as error:
            raise refused() from error
        finally:
            kill(child)
            await child.wait()

    async def _listen(self, child: Process, job: SentJob) -> EventReport:
        assert child.stdin is not None  # noqa: S101 - they are pipes
        assert child.stdout is not None  # noqa: S101 - they are pipes
        with contextlib.suppress(OSError):
            child.stdin.write(job.model_dump_json().encode())
            await child.stdin.drain()
            child.stdin.close()
        line = await child.stdout.readline()
        if not line:
            raise refused()
        said = json.loads(line)
        if "refused" in said:
            raise refused(str(said["refused"]))
        report = self.read(said)
        asked, told = (job.event_id, job.camera_id), (report.facts.event_id, report.facts.camera_id)
        if told != asked or report.stage != "closed":
            raise refused()
        return report
