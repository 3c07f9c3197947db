"""Reserves the worst price before a call and books the true one after it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_UP, Decimal
from typing import Any
from uuid import UUID

from argusai.kit.announce import Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session, after_commit
from argusai.kit.ids import new_id
from argusai.pipeline.events.description.money.caps import MICROS, Caps, Refusal, fits, is_near
from argusai.pipeline.events.description.money.marks import Marks
from argusai.pipeline.events.description.money.models import DescriptionCallRow
from argusai.pipeline.events.description.money.repository import CallRepository
from argusai.pipeline.events.description.providers.contract import Usage

Wanted = Callable[[Session], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class Planned:
    """A call that somebody wants to make. `key`: of the request and the try. `price_known` False: `worst` is of assumed
    prices."""

    key: str
    event_id: UUID | None
    camera_id: UUID
    camera_name: str
    describer_id: UUID
    describer: str
    model: str
    pictures: int
    worst: Decimal
    price_known: bool = True


@dataclass(frozen=True, slots=True)
class Ended:
    """`cost` None: not known; then the reserved price stays. `failure`: its kind; empty: none."""

    cost: Decimal | None
    usage: Usage | None
    answer: dict[str, Any] | None = None
    failure: str = ""
    unsure: bool = False


class Treasury:
    """`day_of`: the day of the house's clock, as 2026-01-31."""

    def __init__(self, database: Database, clock: Clock, day_of: Callable[[datetime], str], announce: Announce) -> None:
        self._database = database
        self._clock = clock
        self._day_of = day_of
        self._marks = Marks(clock, day_of, announce)
        self._capped: dict[UUID, tuple[str, str]] = {}
        self._tell: Callable[[], None] | None = None
        self._refused = False  # whether anybody ever was for what others hold, so that other houses are not disturbed
        self.settled = 0  # how often money that calls held became known or free, since the start
        self.allowed_at: float | None = None  # monotonic; when a call was last within the caps

    def on_settled(self, tell: Callable[[], None]) -> None:
        """`tell`: what calls hold no more may be enough for who was refused it."""
        self._tell = tell

    def note_settled(self) -> None:
        """After the commit."""
        self.settled += 1
        if self._refused and self._tell is not None:
            self._tell()

    def capped(self) -> list[str]:
        """Names of cameras whose last call today was forbidden by a cap."""
        today = self._day_of(self._clock.now())
        return sorted(name for name, day in self._capped.values() if day == today)

    def forget_caps(self) -> None:
        """They may be others now."""
        self._capped.clear()

    async def near(self, session: Session, camera_id: UUID, caps: Caps) -> bool:
        now = self._clock.now()
        return is_near(caps, await CallRepository(session).spent(self._day_of(now), camera_id, settled_at=now))

    async def reserve(self, planned: Planned, caps: Caps) -> int | Refusal:
        """For how many pictures, or why for none. For a key that holds a reservation already, those of it. One
        transaction: what others reserve meanwhile waits for it."""
        now = self._clock.now()
        day = self._day_of(now)
        worst = micros(planned.worst)
        async with self._database.write() as session:
            repository = CallRepository(session)
            held = await repository.find(planned.key)
            if held is not None:
                return held.pictures
            if not fits(caps, await repository.spent(day, planned.camera_id), worst):
                if fits(caps, await repository.spent(day, planned.camera_id, settled_at=now), worst):
                    self._refused = True
                    return "held-money"
                self._capped[planned.camera_id] = (planned.camera_name, day)
                return "no-money"
            self._capped.pop(planned.camera_id, None)
            self.allowed_at = self._clock.monotonic()
            fields = {name: getattr(planned, name) for name in _PLANNED}
            row = DescriptionCallRow(
                id=new_id(), state="reserved", day=day, at=now, counts=worst, failure="",
                **fields,
            )  # fmt: skip
            await repository.add(row)
        return planned.pictures

    async def allows(self, key: str, worst: Decimal, caps: Caps) -> bool:
        """Whether what is about to be sent, and may cost `worst` by now, keeps the caps that are in force now: they may
        be lower than when it was reserved. What it has become dearer since is held too."""
        async with self._database.write() as session:
            repository = CallRepository(session)
            row = await repository.find(key)
            if row is None:
                return False
            more = max(0, micros(worst) - row.counts)
            sent = await repository.spent(row.day, row.camera_id, reserved=False)  # the others are asked this too
            if not fits(caps, sent.without(row.counts), row.counts + more):
                return False
            if more > 0:
                if not fits(caps, await repository.spent(row.day, row.camera_id), more):
                    return False
                await repository.change(key, counts=micros(worst))
        return True

    async def begin(self, key: str, *, today_only: bool = False) -> DescriptionCallRow | None:
        """What is stored of that call, from now on in the state `calling` if it was reserved. One that is `calling`
        already was cut off by a kill: nobody knows what became of it. `today_only`: one that was reserved on another
        day is given back, for today has caps of its own."""
        async with self._database.write() as session:
            repository = CallRepository(session)
            row = await repository.find(key)
            if row is None:
                return None
            state = row.state
            session.expunge(row)
            if state == "reserved" and today_only and row.day != self._day_of(self._clock.now()):
                await repository.remove(key)
                after_commit(session, self.note_settled)
                return None
            if state == "reserved":
                await repository.change(key, state="calling", at=self._clock.now())
            elif state == "calling":
                await repository.change(key, state="unsure", ended_at=self._clock.now(), failure="lost")
                await self._marks.settled(session, row)
                after_commit(session, self.note_settled)
            return row

    async def end(self, key: str, ended: Ended, wanted: Wanted | None = None) -> None:
        """The answer and its price in one transaction, so that neither is there without the other. `wanted`: whether
        what it answers is still there; else only the price stays."""
        values: dict[str, Any] = {
            "state": "unsure" if ended.unsure else "booked",
            "ended_at": self._clock.now(),
            "failure": ended.failure,
            "answer": ended.answer,
        }
        if ended.usage is not None:
            values |= {"input_tokens": ended.usage.input_tokens, "output_tokens": ended.usage.output_tokens}
        if not ended.unsure:
            values["counts"] = micros(ended.cost)
        async with self._database.write() as session:
            repository = CallRepository(session)
            await repository.change(key, **values)
            # Asked after the change: who deletes it at the same moment waits for this one, or came before it.
            if ended.answer is not None and wanted is not None and not await wanted(session):
                await repository.change(key, answer=None)
            if (row := await repository.find(key)) is not None:
                await self._marks.settled(session, row)
            after_commit(session, self.note_settled)

    async def keep_saved(self, session: Session, planned: Planned, saved: int) -> None:
        """A call that was not made, and what it would have cost, in millionths of a dollar."""
        now = self._clock.now()
        fields = {name: getattr(planned, name) for name in _PLANNED}
        row = DescriptionCallRow(
            id=new_id(), state="reused", day=self._day_of(now), at=now, ended_at=now, counts=0, saved=saved, failure="",
            **fields,
        )  # fmt: skip
        await CallRepository(session).add(row)

    async def forget(self) -> int:
        """How many calls so old that nobody asks what they cost were removed. Money that was reserved for one that a
        kill forbade is given back, and no answer stays without its event, however that went."""
        now = self._clock.now()
        async with self._database.write() as session:
            repository = CallRepository(session)
            await repository.settle_before(now - _ABANDONED, now)
            await repository.forget_lost_answers()
            return await repository.remove_before(now - _KEPT)


# No call lasts as long, and a job that goes on after it reserves anew.
_ABANDONED = timedelta(days=1)
# The longest time whose costs may be asked for, and a day.
_KEPT = timedelta(days=401)
_PLANNED = ("key", "event_id", "camera_id", "camera_name", "describer_id", "describer", "model", "pictures",
            "price_known")  # fmt: skip


def micros(dollars: Decimal | None) -> int:
    """Rounded up: a cap is never overshot by a fraction."""
    return 0 if dollars is None else int((dollars * MICROS).to_integral_value(ROUND_UP))


def dollars(micros_: int) -> float:
    return micros_ / MICROS
