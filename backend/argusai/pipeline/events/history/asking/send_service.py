"""Pictures and videos that other programs send in: each becomes an event."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from argusai.kit.clock import Clock
from argusai.kit.errors import BadInput, Conflict, NotFound, TooMany, Unavailable
from argusai.kit.ids import new_id
from argusai.kit.log import get_log
from argusai.pipeline.events.history.asking.child import SentChild
from argusai.pipeline.events.history.asking.job import SentJob
from argusai.pipeline.events.history.asking.ports import SendPorts
from argusai.pipeline.events.history.asking.spool import Spool

_ANSWER_SECONDS = 20.0
_MOST_WAITING = 8
_MOST_TRIES = 3
_SKEW = timedelta(minutes=5)  # between the sender's clock and ours

_log = get_log("events.history")


@dataclass(frozen=True, slots=True)
class SentIn:
    """What came with the file. `key`: the sender's own name for it, so that sending twice makes one event."""

    camera_id: UUID
    at: datetime | None
    labels: tuple[str, ...]
    note: str
    key: str | None


class SendService:
    def __init__(self, spool: Spool, child: SentChild, house: SendPorts, clock: Clock) -> None:
        self._spool = spool
        self._child = child
        self._house = house
        self._clock = clock
        self._coming: set[UUID] = set()
        self._looking = asyncio.Semaphore(1)  # each may take a core and gigabytes
        self._storing = asyncio.Lock()
        self._group: asyncio.TaskGroup | None = None

    async def run(self) -> None:
        """Until cancelled: what takes longer than its request goes on here, and what an earlier run accepted."""
        try:
            left = await self._spool.left()
        except Unavailable as error:
            _log.warning("what was sent in before cannot be read", reason=error.detail)
            left = []
        async with asyncio.TaskGroup() as self._group:
            for job in left:
                self._begin(job)
            await asyncio.Event().wait()

    async def obeyed(self) -> None:
        """Until nothing is stored any more as cameras were before this call."""
        async with self._storing:
            pass

    def close(self) -> None:
        self._spool.close()

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
        outcome: asyncio.Future[bool] | None = None
        try:
            kind = await self._spool.write(event_id, body)
            job = SentJob(
                file=self._spool.place(event_id), kind=kind, event_id=event_id, camera_id=given.camera_id,
                terms=terms, received_at=self._clock.now(), at=given.at, labels=given.labels, note=given.note,
            )  # fmt: skip
            await self._spool.keep(job)
            outcome = self._begin(job)
        finally:
            if outcome is None:
                self._coming.discard(event_id)
                await self._spool.drop(event_id)
        try:
            async with asyncio.timeout(_ANSWER_SECONDS):
                return event_id, await asyncio.shield(outcome)
        except TimeoutError:
            return event_id, False

    def _begin(self, job: SentJob) -> asyncio.Future[bool]:
        """Its result: whether the event is complete."""
        assert self._group is not None  # noqa: S101 - a fault of ours
        self._coming.add(job.event_id)
        outcome: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._group.create_task(self._look(job, outcome), name="sent")
        return outcome

    async def _look(self, job: SentJob, outcome: asyncio.Future[bool]) -> None:
        """The edge of one file: what goes wrong is told to who waits, or else logged."""
        error: Exception | None = None
        try:
            async with self._looking:
                await self._make(job)
        except asyncio.CancelledError:
            outcome.set_result(False)  # the program ends; the next start goes on with it
            raise
        except Exception as caught:  # noqa: BLE001 - the edge of this file: the house goes on
            error = caught
            _log.warning("what was sent in became no event", event_id=str(job.event_id), reason=str(caught))
        with suppress(Unavailable):
            await self._spool.drop(job.event_id)
        self._coming.discard(job.event_id)
        if error is None:
            outcome.set_result(True)
        else:
            outcome.set_exception(error)
            outcome.exception()  # somebody may have stopped waiting

    async def _make(self, job: SentJob) -> None:
        """Again when the camera's masks, or what is kept of it, changed meanwhile."""
        if job.starts and await self._house.exists(job.event_id):
            return  # it was killed right after it
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


def _id_of(person_id: UUID, key: str) -> UUID:
    """The same for the same key of the same person: a version 8 UUID (RFC 9562)."""
    digest = bytearray(hashlib.sha256(person_id.bytes + key.encode()).digest()[:16])
    digest[6], digest[8] = digest[6] & 0x0F | 0x80, digest[8] & 0x3F | 0x80
    return UUID(bytes=bytes(digest))
