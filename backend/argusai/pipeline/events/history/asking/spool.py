"""Files that were sent in lie here until they were looked at; what was accepted is still there after a kill."""

import errno
import shutil
from asyncio import timeout
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from argusai.kit.errors import BadInput, TooLarge, Unavailable
from argusai.kit.files import sync_file, write_durably
from argusai.kit.log import get_log
from argusai.kit.workers import Workers
from argusai.pipeline.events.history.asking.job import SentJob
from argusai.pipeline.events.history.asking.sniff import FIRST_BYTES, Sent, sniff

MOST_PICTURE_BYTES = 20 << 20
MOST_VIDEO_BYTES = 500 << 20
_LEAST_FREE_BYTES = 256 << 20
_RECEIVE_SECONDS = 15 * 60.0
_MOST_STARTS = 3  # one that ends the whole program must not do so for ever

_log = get_log("events.history")
Answer = TypeVar("Answer")


class Spool:
    """Each method raises Unavailable when the disk refuses."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._workers = Workers("sent", 2)

    def close(self) -> None:
        self._workers.close()

    def place(self, event_id: UUID) -> Path:
        return self._folder / f"{event_id}.sent"

    async def keep(self, job: SentJob) -> None:
        """From the return on it survives a kill, and is in `left` at the next start."""
        await self._on_disk(lambda: self._keep(job))

    async def drop(self, event_id: UUID) -> None:
        await self._on_disk(lambda: self._drop(event_id))

    async def left(self) -> list[SentJob]:
        """What an earlier run accepted and did not look at to the end. Everything else is removed."""
        return await self._on_disk(self._left)

    def _record(self, event_id: UUID) -> Path:
        return self._folder / f"{event_id}.json"

    def _keep(self, job: SentJob) -> None:
        sync_file(self.place(job.event_id))
        write_durably(self._record(job.event_id), job.model_dump_json().encode())

    def _drop(self, event_id: UUID) -> None:
        self._record(event_id).unlink(missing_ok=True)
        self.place(event_id).unlink(missing_ok=True)

    def _left(self) -> list[SentJob]:
        self._folder.mkdir(parents=True, exist_ok=True)
        jobs, kept = [], set()
        for record in sorted(self._folder.glob("*.json")):
            job = _read(record)
            if job is None or not self.place(job.event_id).is_file() or job.starts >= _MOST_STARTS:
                _log.warning("what was sent in is given up", record=record.name)
                continue
            job = job.model_copy(update={"file": self.place(job.event_id), "starts": job.starts + 1})
            self._keep(job)
            jobs.append(job)
            kept |= {job.file, record}
        for path in set(self._folder.iterdir()) - kept:
            path.unlink()
        return jobs

    async def write(self, event_id: UUID, body: AsyncIterator[bytes]) -> Sent:
        """Raises BadInput, TooLarge."""
        file = self.place(event_id)
        await self._on_disk(lambda: self._folder.mkdir(parents=True, exist_ok=True))
        if await self._on_disk(lambda: shutil.disk_usage(self._folder).free) < MOST_VIDEO_BYTES + _LEAST_FREE_BYTES:
            raise Unavailable("The disk is nearly full. Free some space and try again.", slug="disk-full")
        out: Any = await self._on_disk(lambda: file.open("wb"))
        try:
            async with timeout(_RECEIVE_SECONDS):
                return await self._copy(out, body)
        except TimeoutError as error:
            raise Unavailable("The file did not arrive in time. Send it again.", slug="too-slow") from error
        finally:
            await self._on_disk(out.close)

    async def _copy(self, out: Any, body: AsyncIterator[bytes]) -> Sent:
        kind: Sent | None = None
        first, size = b"", 0
        async for part in body:
            size += len(part)
            if kind is None:
                first += part[: FIRST_BYTES - len(first)]
                if len(first) >= FIRST_BYTES:
                    kind = _kind_of(first)
            most = MOST_VIDEO_BYTES if kind == "video" else MOST_PICTURE_BYTES
            if size > most:
                raise TooLarge(f"This is too large: at most {most >> 20} MB are accepted.")
            await self._on_disk(partial(out.write, part))
        if not size:
            raise BadInput("There is no picture or video in this request.", slug="empty")
        return kind or _kind_of(first)

    async def _on_disk(self, work: Callable[[], Answer]) -> Answer:
        try:
            return await self._workers.run(work)
        except OSError as error:
            if error.errno in {errno.ENOSPC, errno.EDQUOT}:
                raise Unavailable("The disk is full. Free some space and try again.", slug="disk-full") from error
            raise Unavailable(f"The data folder cannot be written: {error.strerror}.", slug="disk-failed") from error


def _read(record: Path) -> SentJob | None:
    try:
        return SentJob.model_validate_json(record.read_bytes())
    except (OSError, ValueError):
        return None


def _kind_of(first: bytes) -> Sent:
    kind = sniff(first)
    if kind is None:
        raise BadInput(
            "This is no picture (JPEG, PNG, WebP) and no video (MP4, MKV, AVI, TS) that can be read.",
            slug="not-a-picture",
        )
    return kind
