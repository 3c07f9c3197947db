"""Reserves the worst price before a call and books the true one after it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import ROUND_UP, Decimal
from typing import Any
from uuid import UUID

from argusai.kit.announce import Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.kit.ids import new_id
from argusai.pipeline.events.description.money.caps import MICROS, Caps, Spent, fits, is_near, warning
from argusai.pipeline.events.description.money.models import DescriptionCallRow
from argusai.pipeline.events.description.money.repository import CallRepository
from argusai.pipeline.events.description.providers.contract import Usage


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
        self._announce = announce
        self._capped: dict[UUID, tuple[str, str]] = {}
        self.allowed_at: float | None = None  # monotonic; when a call was last within the caps

    def capped(self) -> list[str]:
        """Names of cameras whose last call today was forbidden by a cap."""
        today = self._day_of(self._clock.now())
        return sorted(name for name, day in self._capped.values() if day == today)

    def forget_caps(self) -> None:
        """They may be others now."""
        self._capped.clear()

    async def near(self, session: Session, camera_id: UUID, caps: Caps) -> bool:
        return is_near(caps, await CallRepository(session).spent(self._day_of(self._clock.now()), camera_id))

    async def reserve(self, planned: Planned, caps: Caps) -> int | None:
        """For how many pictures; None: a cap would be broken. For a key that holds a reservation already, those of it.
        One transaction: what others reserve meanwhile waits for it."""
        now = self._clock.now()
        day = self._day_of(now)
        worst = micros(planned.worst)
        async with self._database.write() as session:
            repository = CallRepository(session)
            held = await repository.find(planned.key)
            if held is not None:
                return held.pictures
            spent = await repository.spent(day, planned.camera_id)
            if not fits(caps, spent, worst):
                self._capped[planned.camera_id] = (planned.camera_name, day)
                return None
            self._capped.pop(planned.camera_id, None)
            self.allowed_at = self._clock.monotonic()
            fields = {name: getattr(planned, name) for name in _PLANNED}
            row = DescriptionCallRow(
                id=new_id(), state="reserved", day=day, at=now, counts=worst, failure="",
                **fields,
            )  # fmt: skip
            await repository.add(row)
            await self._warn(session, caps, spent, worst)
        return planned.pictures

    async def begin(self, key: str) -> DescriptionCallRow | None:
        """What is stored of that call, from now on in the state `calling` if it was reserved. One that is `calling`
        already was cut off by a kill: nobody knows what became of it."""
        async with self._database.write() as session:
            repository = CallRepository(session)
            row = await repository.find(key)
            if row is None:
                return None
            state = row.state
            session.expunge(row)
            if state == "reserved":
                await repository.change(key, state="calling", at=self._clock.now())
            elif state == "calling":
                await repository.change(key, state="unsure", ended_at=self._clock.now(), failure="lost")
            return row

    async def end(self, key: str, ended: Ended) -> None:
        """The answer and its price in one transaction, so that neither is there without the other."""
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
            await CallRepository(session).change(key, **values)

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
        """How many calls so old that nobody asks what they cost were removed."""
        async with self._database.write() as session:
            return await CallRepository(session).remove_before(self._clock.now() - _KEPT)

    async def _warn(self, session: Session, caps: Caps, spent: Spent, worst: int) -> None:
        after = replace(spent, day=spent.day + worst, month=spent.month + worst, camera=spent.camera + worst)
        before_each, after_each = spent.each(), after.each()
        for period, cap in caps.each().items():
            mark = warning(cap, before_each[period], after_each[period])
            if mark is not None:
                await self._announce(session, "describing.spent", {"period": period, "percent": mark})


# The longest time whose costs may be asked for, and a day.
_KEPT = timedelta(days=401)
_PLANNED = ("key", "event_id", "camera_id", "camera_name", "describer_id", "describer", "model", "pictures",
            "price_known")  # fmt: skip


def micros(dollars: Decimal | None) -> int:
    """Rounded up: a cap is never overshot by a fraction."""
    return 0 if dollars is None else int((dollars * MICROS).to_integral_value(ROUND_UP))


def dollars(micros_: int) -> float:
    return micros_ / MICROS


def caps_of(day: float | None, month: float | None, camera: float | None) -> Caps:
    def whole(cap: float | None) -> int | None:
        return None if cap is None else int(cap * MICROS)

    return Caps(whole(day), whole(month), whole(camera))
