"""Pictures and videos that other programs send in: each becomes an event."""

import asyncio
import errno
import hashlib
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from argusai.kit.clock import Clock
from argusai.kit.errors import BadInput, Conflict, NotFound, TooLarge, TooMany, Unavailable
from argusai.kit.ids import new_id
from argusai.kit.log import get_log
from argusai.kit.workers import Workers
from argusai.pipeline.events.history.asking.child import SentChild
from argusai.pipeline.events.history.asking.job import SentJob
from argusai.pipeline.events.history.asking.ports import SendPorts
from argusai.pipeline.events.history.asking.sniff import FIRST_BYTES, Sent, sniff

MOST_PICTURE_BYTES = 20 << 20
MOST_VIDEO_BYTES = 500 << 20
_LEAST_FREE_BYTES = 256 << 20
_RECEIVE_SECONDS = 15 * 60.0
_ANSWER_SECONDS = 20.0
_MOST_WAITING = 8
_MOST_TRIES = 3
_SKEW = timedelta(minutes=5)  # between the sender's clock and ours

_log = get_log("events.history")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class SentIn:
    """What came with the file. `key`: the sender's own name for it, so that sending twice makes one event."""

    camera_id: UUID
    at: datetime | None
    labels: tuple[str, ...]
    note: str
    key: str | None


class SendService:
    def __init__(
        self,
        folder: Path,
        child: SentChild,
        house: SendPorts,
        clock: Clock,
    ) -> None:
        self._folder = folder
        self._child = child
        self._house = house
        self._clock = clock
        self._workers = Workers("sent", 2)
        self._coming: set[UUID] = set()
        self._looking = asyncio.Semaphore(1)  # each may take a core and gigabytes
        self._storing = asyncio.Lock()
        self._group: asyncio.TaskGroup | None = None

    async def run(self) -> None:
        """Until cancelled: what takes longer than its request goes on here."""
        await self._workers.run(shutil.rmtree, self._folder, ignore_errors=True)  # of an earlier run
        async with asyncio.TaskGroup() as self._group:
            await asyncio.Event().wait()

    async def obeyed(self) -> None:
        """Until nothing is stored any more as cameras were before this call."""
        async with self._storing:
            pass

    def close(self) -> None:
        self._workers.close()

    async def receive(self, person_id: UUID, given: SentIn, body: AsyncIterator[bytes]) -> tuple[UUID, bool]:
        """The event, and whether it is complete. Raises BadInput, NotFound, Conflict, TooLarge, TooMany,
        Unavailable."""
        if given.at is not None and given.at > self._clock.now() + _SKEW:
            raise BadInput("This time is in the future.", fields={"at": "is in the future"})
        terms = await self._house.terms_of(given.camera_id)
        event_id = new_id() if given.key is None else _id_of(person_id, given.key)
        if given.key is not None and await self._house.exists(event_id):
            return event_id, True
        if event_id in self._coming:
            raise Conflict("The same is being sent already.", slug="being-sent")
        if len(self._coming) >= _MOST_WAITING or self._group is None:
            raise TooMany("Too much is being sent at once. Try again soon.", retry_after_seconds=10)
        self._coming.add(event_id)
        file = self._folder / f"{event_id}.sent"
        work: asyncio.Task[None] | None = None
        try:
            kind = await self._write(file, body)
            job = SentJob(
                file=file, kind=kind, event_id=event_id, camera_id=given.camera_id, terms=terms,
                at=given.at, labels=given.labels, note=given.note,
            )  # fmt: skip
            outcome: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            work = self._group.create_task(self._look(job, outcome), name="sent")
        finally:
            if work is None:
                self._coming.discard(event_id)
                await self._workers.run(file.unlink, missing_ok=True)
        try:
            await asyncio.wait_for(asyncio.shield(outcome), _ANSWER_SECONDS)
        except TimeoutError:
            return event_id, False
        return event_id, True

    async def _look(self, job: SentJob, outcome: asyncio.Future[None]) -> None:
        """The edge of one file: what goes wrong is told to who waits, or else logged."""
        error: Exception | None = None
        try:
            async with self._looking:
                await self._make(job)
        except Exception as caught:  # noqa: BLE001 - the edge of this file: the house goes on
            error = caught
            _log.warning("what was sent in became no event", event_id=str(job.event_id), reason=str(caught))
        finally:
            self._coming.discard(job.event_id)
            with suppress(OSError):
                await self._workers.run(job.file.unlink, missing_ok=True)
        if error is None:
            outcome.set_result(None)
        else:
            outcome.set_exception(error)
            outcome.exception()  # somebody may have stopped waiting

    async def _make(self, job: SentJob) -> None:
        """Again when the camera's masks, or what is kept of it, changed meanwhile."""
        for _ in range(_MOST_TRIES):
            job = job.model_copy(update={"terms": await self._house.terms_of(job.camera_id)})
            report = await self._child.look(job)
            async with self._storing:
                if await self._still(job):
                    await self._house.store(report)
                    return
            await self._house.discard(report)
        raise Unavailable("The privacy masks are being changed. Try again soon.", slug="masks-changing")

    async def _still(self, job: SentJob) -> bool:
        try:
            return await self._house.terms_of(job.camera_id) == job.terms
        except NotFound:
            return False

    async def _write(self, file: Path, body: AsyncIterator[bytes]) -> Sent:
        await self._on_disk(lambda: self._folder.mkdir(parents=True, exist_ok=True))
        if await self._on_disk(lambda: shutil.disk_usage(self._folder).free) < MOST_VIDEO_BYTES + _LEAST_FREE_BYTES:
            raise Unavailable("The disk is nearly full. Free some space and try again.", slug="disk-full")
        out: Any = await self._on_disk(lambda: file.open("wb"))
        try:
            async with asyncio.timeout(_RECEIVE_SECONDS):
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


def _kind_of(first: bytes) -> Sent:
    kind = sniff(first)
    if kind is None:
        raise BadInput(
            "This is no picture (JPEG, PNG, WebP) and no video (MP4, MKV, AVI, TS) that can be read.",
            slug="not-a-picture",
        )
    return kind


def _id_of(person_id: UUID, key: str) -> UUID:
    """The same for the same key of the same person: a version 8 UUID (RFC 9562)."""
    digest = bytearray(hashlib.sha256(person_id.bytes + key.encode()).digest()[:16])
    digest[6], digest[8] = digest[6] & 0x0F | 0x80, digest[8] & 0x3F | 0x80
    return UUID(bytes=bytes(digest))
