"""Live updates: recorded in the transaction of the change, told to every client after the commit, resumable."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session, after_commit
from argusai.kit.log import get_log
from argusai.kit.pulses import no_beat
from argusai.live.models import UpdateRow
from argusai.live.repository import Reach, UpdateRepository
from argusai.live.subscription import Listener, Restarting, Subscription, Update

_log = get_log("live")
# A cursor is what we gave out; anything longer is not, and would not fit the database's integers.
_LONGEST_CURSOR = 18


@dataclass(frozen=True, slots=True)
class UpdateLimits:
    """`waiting_most`: updates that wait in memory for one client. `look_seconds`: how often the table is read unasked,
    for what another program wrote. `kept_rows`, `kept_hours`: how far back a client may resume."""

    waiting_most: int = 1000
    batch: int = 500
    beat_seconds: float = 20.0
    look_seconds: float = 20.0
    retry_seconds: float = 1.0
    trim_seconds: float = 600.0
    kept_rows: int = 20_000
    kept_hours: float = 24.0


class LiveUpdates:
    """One for the process. Its table is the truth: waking only says that there is something to read."""

    def __init__(self, database: Database, clock: Clock, limits: UpdateLimits | None = None) -> None:
        self._database = database
        self._clock = clock
        self._limits = limits or UpdateLimits()
        self._reach = Reach(0, 0)
        self._listening: set[Subscription] = set()
        self._open: set[Subscription] = set()
        self._wake = asyncio.Event()
        self.beat = no_beat

    @property
    def position(self) -> int:
        """The newest cursor that was told."""
        return self._reach.newest

    @property
    def before_oldest(self) -> int:
        return self._reach.before_oldest

    async def announce(self, session: Session, kind: str, body: dict[str, Any]) -> None:
        """Implements `kit.announce.Announce`."""
        await UpdateRepository(session).add(UpdateRow(kind=kind, body=body, at=self._clock.now()))
        after_commit(session, self._wake.set)

    def publish_perishable(self, kind: str, body: dict[str, Any]) -> None:
        """Tell who is connected now, and nobody later: health, troubles."""
        self._tell(Update(kind, None, body))

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Tells updates inside the block; at its end every client is asked to come back."""
        await self._trim()
        async with self._database.read() as session:
            self._reach = await UpdateRepository(session).reach()
        async with asyncio.TaskGroup() as group:
            telling = group.create_task(self._keep_telling(), name="live updates")
            try:
                yield
            finally:
                for subscription in list(self._open):
                    subscription.end(Restarting())
                telling.cancel()

    @contextlib.contextmanager
    def subscribe(self, after: str | None, user_id: UUID, *, administrator: bool = False) -> Iterator[Subscription]:
        """`after`: the cursor to resume from, as the client sent it; None: from now on. Never raises: what is no cursor
        of ours resets the client."""
        subscription = Subscription(
            self,
            _read_cursor(after),
            Listener(str(user_id), administrator),
            most=self._limits.waiting_most,
            beat_seconds=self._limits.beat_seconds,
        )
        self._open.add(subscription)
        try:
            yield subscription
        finally:
            self._open.discard(subscription)
            self._listening.discard(subscription)

    @property
    def connected(self) -> int:
        """How many clients hear what happens as it happens."""
        return len(self._listening)

    def join(self, subscription: Subscription) -> None:
        self._listening.add(subscription)

    def leave(self, subscription: Subscription) -> None:
        self._listening.discard(subscription)

    async def read(self, cursor: int) -> Sequence[Update]:
        newest = self.position  # rows that come while we read are told to those who joined, so they are left out
        updates = await self._stored_after(cursor)
        return [update for update in updates if update.cursor is not None and update.cursor <= newest]

    async def _stored_after(self, cursor: int) -> list[Update]:
        async with self._database.read() as session:
            rows = await UpdateRepository(session).after(cursor, self._limits.batch)
        return [Update(row.kind, row.id, row.body) for row in rows]

    async def _keep_telling(self) -> None:
        trim_at = self._clock.monotonic() + self._limits.trim_seconds
        while True:
            with contextlib.suppress(TimeoutError):
                # Not `wait_for`, here and elsewhere: on Python 3.11 it loses a cancellation that comes with the result.
                async with asyncio.timeout(self._limits.look_seconds):
                    await self._wake.wait()
            self._wake.clear()
            self.beat()
            try:
                await self._tell_new()
                if self._clock.monotonic() >= trim_at:
                    await self._trim()
                    trim_at = self._clock.monotonic() + self._limits.trim_seconds
            except Exception:  # noqa: BLE001 - the supervisor's edge: a database that fails now may answer later
                _log.exception("live updates cannot be read; trying again")
                await asyncio.sleep(self._limits.retry_seconds)
                self._wake.set()

    async def _tell_new(self) -> None:
        while updates := await self._stored_after(self.position):
            for update in updates:
                self._reach = self._reach._replace(newest=update.cursor or self.position)
                self._tell(update)

    def _tell(self, update: Update) -> None:
        for subscription in list(self._listening):
            subscription.offer(update)

    async def _trim(self) -> None:
        before = self._clock.now() - timedelta(hours=self._limits.kept_hours)
        async with self._database.write() as session:
            repository = UpdateRepository(session)
            last = await repository.last_to_trim(before, self._limits.kept_rows)
            # Before the rows go: a client that is catching up must not take the gap for silence.
            self._reach = self._reach._replace(before_oldest=max(last, self._reach.before_oldest))
            await repository.trim(last)


def _read_cursor(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_CURSOR else -1
