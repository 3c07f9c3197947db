"""What people do with batches: ask what one would cost, start it, follow it, cancel it."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from argusai.kit.announce import Announce
from argusai.kit.db import Session, after_commit
from argusai.kit.errors import Conflict, NotFound
from argusai.kit.faulty_inputs import faulty
from argusai.kit.ids import new_id
from argusai.pipeline.events.description.batches.models import BatchRow
from argusai.pipeline.events.description.batches.price import Expected, expected_of
from argusai.pipeline.events.description.batches.repository import BatchRepository
from argusai.pipeline.events.description.batches.schemas import BatchEstimateOut, BatchIn, BatchOut
from argusai.pipeline.events.description.describers.roster import read_roster
from argusai.pipeline.events.description.money.treasury import dollars, micros
from argusai.pipeline.events.description.requests.contract import PastEvent, PastEvents
from argusai.pipeline.events.description.requests.parts import Parts

# What one person can look through, and what a server in the house does in a night.
MOST = 2_000
_SHOWN = 20
_LONGEST = timedelta(days=400)
# After everything that happens now.
_LAST = -1


class BatchesService:
    """`wake`: there is something to do."""

    def __init__(self, parts: Parts, announce: Announce, wake: Callable[[], None]) -> None:
        self._parts = parts
        self._announce = announce
        self._wake = wake

    async def newest(self) -> list[BatchOut]:
        async with self._parts.database.read() as session:
            return [await self._shown(session, row) for row in await BatchRepository(session).newest(_SHOWN)]

    async def estimate(self, given: BatchIn) -> BatchEstimateOut:
        """Raises BadInput."""
        async with self._parts.database.read() as session:
            events, skipped = await self._chosen(session, given)
            newest = {each.camera_id: each.id for each in reversed(events)}
            counts = Counter(each.camera_id for each in events)
        each = {camera_id: await expected_of(self._parts, event_id) for camera_id, event_id in newest.items()}
        known = {camera_id: one for camera_id, one in each.items() if one is not None}
        return BatchEstimateOut(
            events=len(events),
            most=MOST,
            skipped=skipped,
            usual=_usual(known, counts),
            at_most=dollars(sum(micros(one.worst) * counts[camera_id] for camera_id, one in known.items())),
            price_known=all(one.price_known for one in known.values()),
            describers=sorted({one.describer for one in known.values()}),
        )

    async def start(self, given: BatchIn, who: str) -> BatchOut:
        """Raises BadInput, Conflict (slugs batch-running, no-events)."""
        async with self._parts.database.write() as session:
            repository = BatchRepository(session)
            if await repository.running():
                raise Conflict("Past events are being described already. Wait, or cancel that.", slug="batch-running")
            events, skipped = await self._chosen(session, given)
            if not events:
                raise Conflict(_why_none(skipped), slug="no-events")
            row = self._made(given, len(events), who)
            await repository.add(row, await self._requests(repository, row, events))
            await self._announce(session, "batch.changed", {})
            after_commit(session, self._wake)
            return await self._shown(session, row)

    async def cancel(self, batch_id: UUID) -> BatchOut:
        """Raises NotFound."""
        async with self._parts.database.write() as session:
            repository = BatchRepository(session)
            row = await repository.find(batch_id)
            if row is None:
                raise NotFound("There is no such batch.")
            if (await repository.progress(batch_id)).left:
                await repository.cancel(batch_id, self._parts.clock.now())
                await self._announce(session, "batch.changed", {})
            row = await repository.find(batch_id)
            if row is None:
                raise NotFound("There is no such batch.")
            return await self._shown(session, row)

    async def _chosen(self, session: Session, given: BatchIn) -> tuple[Sequence[PastEvent], int]:
        """Newest first, and how many fit for whose camera nobody may be asked."""
        if not timedelta(0) < given.until - given.since <= _LONGEST:
            raise faulty({"since": "Before “until”, and at most 400 days"})
        cameras = None if given.camera_ids is None else tuple(given.camera_ids)
        wanted = PastEvents(cameras, given.since, given.until, again=given.again)
        found = await self._parts.events.past(session, wanted, MOST)
        asked = {camera_id: await self._may_ask(session, camera_id) for camera_id in {each.camera_id for each in found}}
        events = [each for each in found if asked[each.camera_id]]
        return events, len(found) - len(events)

    async def _may_ask(self, session: Session, camera_id: UUID) -> bool:
        return bool((await read_roster(session, self._parts.vault, camera_id)).order)

    async def _requests(
        self, repository: BatchRepository, batch: BatchRow, events: Sequence[PastEvent]
    ) -> list[dict[str, Any]]:
        numbers = await repository.numbers([each.id for each in events])
        usual = {"reason": "batch", "state": "waiting", "priority": _LAST, "tries": 0, "outcome": ""}
        times = {"asked_at": batch.asked_at, "due_at": batch.asked_at}
        return [
            {
                "id": new_id(), "event_id": each.id, "camera_id": each.camera_id, "batch_id": batch.id,
                "number": numbers.get(each.id, 0) + 1, **usual, **times,
            }
            for each in events
        ]  # fmt: skip

    def _made(self, given: BatchIn, events: int, who: str) -> BatchRow:
        cameras = None if given.camera_ids is None else [str(each) for each in given.camera_ids]
        return BatchRow(
            id=new_id(), asked_at=self._parts.clock.now(), who=who[:80], camera_ids=cameras, since=given.since,
            until=given.until, again=given.again, events=events, cancelled_at=None,
        )  # fmt: skip

    async def _shown(self, session: Session, row: BatchRow) -> BatchOut:
        progress = await BatchRepository(session).progress(row.id)
        plain = {name: getattr(row, name) for name in BatchOut.model_fields if hasattr(row, name)}
        return BatchOut(
            **plain,
            described=progress.states.get("done", 0),
            given_up=progress.states.get("given-up", 0),
            capped=progress.capped,
            left=progress.left,
            cost=dollars(progress.counts),
            cancelled=row.cancelled_at is not None,
        )


def _usual(known: dict[UUID, Expected], counts: Counter[UUID]) -> float | None:
    """None as soon as it cannot be told of one camera."""
    prices = [(one.usual, counts[camera_id]) for camera_id, one in known.items()]
    if any(price is None for price, _ in prices):
        return None
    return round(sum((price or 0.0) * count for price, count in prices) / 1_000_000, 6)


def _why_none(skipped: int) -> str:
    if skipped:
        return "Nobody may be asked for these cameras: no describer is on, or they never leave the house."
    return "No event with a picture fits that is not described by a model already."
